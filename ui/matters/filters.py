"""The work list's filters: whose, what is pressing, which category, raised when, which words."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from liaison.domain.clock import civil, utc_now
from liaison.domain.ids import StationId
from liaison.domain.matter import Stage
from liaison.domain.period import Period
from liaison.services.matter_list import MatterQuery
from liaison.services.stations import Choice
from ui import theme
from ui.receptions.filter_chip import FilterChip, Option
from ui.receptions.register_filters import TYPING_MS, recent_periods
from ui.widgets import FlowLayout
from ui.widgets.switch import SegmentedSwitch

SOON_DAYS = 5
PRESSING = (
    ("", "不限"),
    ("pressing", "今天要办"),
    ("overdue", "逾期"),
    ("soon", f"{SOON_DAYS} 天内到期"),
)


class MatterFilters(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.today = civil(utc_now()).date()
        self.whose = SegmentedSwitch("经办", (("", "全部"), ("mine", "我经办的")))
        self.clock = SegmentedSwitch("时钟", PRESSING)
        self.category = FilterChip("类别")
        self.period = FilterChip("提出")
        self.text = QLineEdit()
        self.text.setPlaceholderText("找标题或编号（Ctrl F）")
        self.text.setAccessibleName("在事项里找标题或编号")
        self.text.setClearButtonEnabled(True)
        self.text.setFixedWidth(theme.active().px(190))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.changed)
        chips = QWidget()
        flow = FlowLayout(chips)
        for widget in (self.whose, self.clock, self.category, self.period):
            flow.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(chips, 1)
        row.addWidget(self.text)
        for switch in (self.whose, self.clock):
            layout = switch.layout()
            if layout is not None:
                layout.setContentsMargins(0, 2, 0, 2)  # level with the chips beside them
            switch.changed.connect(self._on_chosen)
        for chip in (self.category, self.period):
            chip.picked.connect(self._on_chosen)
        self.text.textChanged.connect(self._typing.start)

    def offer(self, categories: Sequence[Choice], today: date) -> None:
        self.today = today
        self.category.offer([Option(one.id, one.name) for one in categories])
        if not self.period.chosen:
            self.period.offer(recent_periods(today))

    def ask(self, *, period: str = "", clock: str = "") -> None:
        """Show a question that came from elsewhere: a figure's rows."""
        self.whose.choose("")
        self.clock.choose(clock)
        self.category.choose([])
        self.text.blockSignals(True)
        self.text.clear()
        self.text.blockSignals(False)
        self._typing.stop()
        if period:
            named = Option(period, Period.parse(period).title_zh)
            self.period.offer([named, *recent_periods(self.today)])
        self.period.choose([period] if period else [])

    @property
    def is_pressing(self) -> bool:
        """Only what falls due is asked for."""
        return bool(self.clock.value)

    def query(self, stage: Stage | None, station_id: StationId | None, actor: str) -> MatterQuery:
        period = next(iter(self.period.chosen), None)
        clock, until = self.clock.value, self.today + timedelta(days=SOON_DAYS)
        return MatterQuery(
            stage=stage,
            station_id=station_id,
            period=Period.parse(period) if period else None,
            category_id=next(iter(self.category.chosen), None),
            overdue=clock == "overdue",
            soon=until if clock == "soon" else None,
            pressing=until if clock == "pressing" else None,
            mine=actor if self.whose.value else "",
            text=self.text.text(),
        )

    @Slot(object)
    def _on_chosen(self, _value: Any) -> None:
        self.changed.emit()
