"""Which report: its kind, and the period, newest first."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from liaison.domain.period import Period
from ui.widgets import Text
from ui.widgets.switch import SegmentedSwitch

KINDS = ((1, "月报"), (3, "季报"), (12, "年报"))
MOST = 240
"""Periods offered: twenty years of months."""


def periods(length: int, first: date, last: date) -> list[Period]:
    """Periods of `length` months from the one with `last` back to the one with `first`."""
    start = (last.month - 1) // length * length + 1
    found = [Period(last.year, start, length)]
    while found[-1].first > first and len(found) < MOST:
        found.append(found[-1].previous())
    return found


class PeriodList(QWidget):
    chosen = Signal(object)
    """Period."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = SegmentedSwitch("报表", KINDS, stretch=True)
        self.list = QListWidget()
        self.list.setAccessibleName("期间")
        self.list.setTabKeyNavigation(False)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._first = self._last = self._today = date.today()  # noqa: DTZ011 - replaced by `span`
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(self.kind)
        box.addWidget(Text("期间", "heading"))
        box.addWidget(self.list, 1)
        self.kind.changed.connect(self._on_kind_changed)
        self.list.currentItemChanged.connect(self._on_current_changed)

    @property
    def period(self) -> Period | None:
        item = self.list.currentItem()
        period: Period | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        return period

    def span(self, first: date, last: date, today: date) -> None:
        """Offer the periods between the records, and the running one; keep the choice."""
        self._first, self._last, self._today = first, last, today
        self._fill(self.period)

    def choose(self, period: Period) -> None:
        """Show this period's kind and choose it, with records or without."""
        self.kind.choose(period.length)
        self._fill(period)

    def _fill(self, wanted: Period | None) -> None:
        length = self.kind.value
        before = self.period
        self.list.blockSignals(True)
        self.list.clear()
        offered = periods(length, self._first, self._last)
        extra = [periods(length, self._today, self._today)[0], wanted]
        offered += [one for one in extra if one and one.length == length and one not in offered]
        for period in sorted(offered, key=lambda one: one.first, reverse=True):
            self.list.addItem(self._item(period))
        self.list.setCurrentRow(self._row_of(wanted, length))
        self.list.blockSignals(False)
        if self.period != before and self.period is not None:
            self.chosen.emit(self.period)

    def _item(self, period: Period) -> QListWidgetItem:
        running = period.contains(self._today)
        item = QListWidgetItem(f"{period.title_zh} 进行中" if running else period.title_zh)
        item.setToolTip(item.text())
        item.setData(Qt.ItemDataRole.UserRole, period)
        return item

    def _row_of(self, wanted: Period | None, length: int) -> int:
        """The wanted period, else the newest that has records."""
        rows = [
            self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count())
        ]
        if wanted is not None and wanted.length == length and wanted in rows:
            return rows.index(wanted)
        day = wanted.last if wanted and wanted.last <= self._last else self._last
        return next((row for row, period in enumerate(rows) if period.contains(day)), 0)

    def _on_kind_changed(self) -> None:
        self._fill(self.period)

    def _on_current_changed(self) -> None:
        if self.period is not None:
            self.chosen.emit(self.period)
