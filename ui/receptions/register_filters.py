"""The register's filters: period, channel, representative, village, category, state, text."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from liaison.domain.ids import StationId
from liaison.domain.period import Period
from liaison.domain.reception import CHANNEL_ZH
from liaison.domain.register import REGISTER_STATE_ZH
from liaison.services.register_query import Choices, RegisterQuery
from ui import theme
from ui.receptions.filter_chip import FilterChip, Option
from ui.widgets.flow import FlowLayout

TYPING_MS = 150
RECENT_YEARS = 6


class RegisterFilters(QWidget):
    """`changed()` when another question is asked; `query(...)` is the question."""

    changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.period = FilterChip("时间", _periods(today, None))
        self.channel = FilterChip("形式", _options(CHANNEL_ZH), several=True)
        self.representative = FilterChip("代表")
        self.village = FilterChip("社区")
        self.category = FilterChip("类别")
        self.state = FilterChip(
            "状态", _options(REGISTER_STATE_ZH), several=True, all_zh="全部，含作废"
        )
        self.text = QLineEdit()
        self.text.setPlaceholderText("在这一页里找（Ctrl F）")
        self.text.setToolTip("一两个字、拼音首字母、电话后四位、编号都可以")
        self.text.setAccessibleName("在这一页里找")
        self.text.setClearButtonEnabled(True)
        self.text.setFixedWidth(theme.active().px(212))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._arrange()
        for chip in self.chips:
            chip.picked.connect(self._on_picked)
        self.text.textChanged.connect(self._on_typed)
        self._typing.timeout.connect(self.changed)

    @property
    def chips(self) -> tuple[FilterChip, ...]:
        return (
            self.period,
            self.channel,
            self.representative,
            self.village,
            self.category,
            self.state,
        )

    def _arrange(self) -> None:
        chips = QWidget()
        flow = FlowLayout(chips)
        for chip in self.chips:
            flow.addWidget(chip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(chips, 1)
        row.addWidget(self.text)

    def query(self, station_id: StationId | None) -> RegisterQuery:
        asked = RegisterQuery(
            station_id=station_id,
            channels=frozenset(self.channel.chosen),
            states=frozenset(self.state.chosen),
            representative_id=_only(self.representative),
            category_id=_only(self.category),
            area_id=_only(self.village),
            text=self.text.text(),
        )
        period = _only(self.period)
        if period is None:
            return asked
        known = Period.parse(period)
        return replace(asked, first=known.first, last=known.last)

    def offer(self, choices: Choices) -> None:
        """The values that can find something at this station."""
        for chip, values in (
            (self.representative, choices.representatives),
            (self.village, choices.villages),
            (self.category, choices.categories),
        ):
            chip.offer([Option(value.id, value.name) for value in values])
        self.period.offer(_periods(self._today, choices.first))

    def ask(self, query: RegisterQuery, period: str = "") -> None:
        """Show a question that came from elsewhere: a figure's rows."""
        if period:
            Period.parse(period)
            self.period.offer(
                [Option(period, Period.parse(period).title_zh), *_periods(self._today, None)]
            )
        self.period.choose([period] if period else [])
        self.channel.choose(query.channels)
        self.state.choose(query.states)
        self.representative.choose([query.representative_id])
        self.category.choose([query.category_id])
        self.village.choose([query.area_id])
        self.text.blockSignals(True)
        self.text.setText(query.text)
        self.text.blockSignals(False)

    @Slot(object)
    def _on_picked(self, _chosen: object) -> None:
        self.changed.emit()

    @Slot(str)
    def _on_typed(self, _text: str) -> None:
        self._typing.start()


def _only(chip: FilterChip) -> Any:
    return next(iter(chip.chosen), None)


def _options(words: Mapping[Any, str]) -> list[Option]:
    return [Option(key, name) for key, name in words.items()]


def recent_periods(today: date) -> list[Option]:
    """本月, 上月, 本季, and the last years."""
    return _periods(today, None)


def _periods(today: date, oldest: date | None) -> list[Option]:
    """This month and the last, this quarter, and the years that have receptions."""
    month = Period.of_month(today)
    quarter = Period(today.year, (today.month - 1) // 3 * 3 + 1, 3)
    first_year = max(oldest.year if oldest else today.year, today.year - RECENT_YEARS)
    years = [Period(year, 1, 12) for year in range(today.year, first_year - 1, -1)]
    named = [("本月", month), ("上月", month.previous()), ("本季", quarter)]
    named += [("本年" if year.year == today.year else year.title_zh, year) for year in years]
    return [Option(period.text, words) for words, period in named]
