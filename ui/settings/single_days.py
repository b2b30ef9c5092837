"""Single days that differ from the rules: one more reception, or none, each with its reason."""

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from liaison.domain.duty import SLOT_ZH
from liaison.domain.ids import StationId
from liaison.domain.progress import Progress
from ui.tasks import Tasks
from ui.widgets import Button, LinkButton, Text, clear
from ui.widgets.switch import SegmentedSwitch

if TYPE_CHECKING:
    from liaison.services.duty_days import SingleDayForm, SingleDayRow

HOW = "单独一天：台风、停航停一次，或者加开一次；要写原因"


class SingleDays(QWidget):
    changed = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._station: StationId | None = None
        self.rows: tuple[SingleDayRow, ...] = ()
        self.day = QDateEdit(QDate.currentDate())
        self.day.lineEdit().setAccessibleName("哪一天")
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName("单独哪一天")
        self.open = SegmentedSwitch("停还是加开", [(False, "停一次"), (True, "加开")])
        self.slot = QComboBox()
        self.slot.setAccessibleName("时段")
        self.slot.addItem("全天", None)
        for slot, word in SLOT_ZH.items():
            self.slot.addItem(word, slot)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("原因，例如：台风")
        self.reason.setAccessibleName("原因")
        self.put = Button("加上", icon="plus")
        self.list = QGridLayout()
        self.list.setColumnStretch(0, 1)
        line = QHBoxLayout()
        line.setSpacing(8)
        for widget in (self.day, self.open, self.slot):
            line.addWidget(widget)
        line.addWidget(self.reason, 1)
        line.addWidget(self.put)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Text(HOW, "small", wrap=True))
        column.addLayout(self.list)
        column.addLayout(line)
        self.put.clicked.connect(self._on_put_clicked)
        self.reason.returnPressed.connect(self._on_put_clicked)

    def show_days(self, key: StationId | None, rows: "tuple[SingleDayRow, ...]") -> None:
        self._station, self.rows = key, rows
        clear(self.list)
        for at, one in enumerate(rows):
            self.list.addWidget(Text(one.words_zh, wrap=True), at, 0)
            undo = LinkButton("撤销")
            undo.setAccessibleName(f"撤销 {one.words_zh}")
            undo.clicked.connect(lambda _=False, key=one.id: self._unset(key))
            self.list.addWidget(undo, at, 1)

    def form(self) -> "SingleDayForm":
        from liaison.services.duty_days import SingleDayForm

        shown = self.day.date()
        return SingleDayForm(
            date(shown.year(), shown.month(), shown.day()),
            open=bool(self.open.value),
            reason=self.reason.text(),
            slot=self.slot.currentData(),
        )

    @Slot()
    def _on_put_clicked(self) -> None:
        key, form = self._station, self.form()
        if key is None:
            return

        def put(work: Any, _progress: Progress) -> None:
            from liaison.services.duty_days import set_day

            set_day(work, key, form)

        self._tasks.write(self, put, lambda _: self._on_put(), self.failed.emit)

    def _on_put(self) -> None:
        self.reason.clear()
        self.changed.emit()

    def _unset(self, key: UUID) -> None:
        def unset(work: Any, _progress: Progress) -> None:
            from liaison.services.duty_days import unset_day

            unset_day(work, key)

        self._tasks.write(self, unset, lambda _: self.changed.emit(), self.failed.emit)
