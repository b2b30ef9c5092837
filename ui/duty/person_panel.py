"""One representative's year of duties beside the month: the rows behind the number."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.duty import ATTENDANCE_STATUS_ZH, AttendanceStatus
from liaison.services.duty_balance import BalanceRow
from liaison.services.duty_rows import ShiftRow, shifts_of
from ui.duty.day_panel import STATUS_STATE
from ui.duty.said import day_words, hours
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Card, Chip, LinkButton, Text, clear, scrolled
from ui.widgets.button import CloseButton, press_with


class PersonPanel(Card):
    closed = Signal()
    day_wanted = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("代表", " ")
        self._tasks = tasks
        self.row: BalanceRow | None = None
        close = CloseButton("收起（Esc）")
        press_with(close, "Esc")
        close.clicked.connect(self.closed)
        self.head.addWidget(close)
        self.words = Text("", "muted", wrap=True)
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self.body.addWidget(self.words)
        self.body.addWidget(scrolled(inside), 1)

    def show_person(self, row: BalanceRow, year: int) -> None:
        self.row = row
        self.heading.setText(row.name)
        self.note.setText("")
        said = f"{year}年：已接待 {row.held} 次，已排 {row.planned} 次，至少 {row.minimum} 次"
        if row.unrecorded:
            said += f"；{row.unrecorded} 次已过还没有登记"
        self.words.setText(f"{said}。" + (f"差 {row.will_miss} 次。" if row.will_miss else ""))
        first, last = date(year, 1, 1), date(year, 12, 31)
        self._tasks.read(self, lambda work: shifts_of(work, row.id, first, last), self._show)

    def _show(self, rows: Sequence[ShiftRow]) -> None:
        clear(self._lines)
        for shift in rows:
            self._add(shift)
        if not rows:
            self._lines.addWidget(Text("今年还没有排班。", "muted"))
        self._lines.addStretch(1)

    def _add(self, shift: ShiftRow) -> None:
        assert self.row is not None  # shown for somebody
        mine = next(p for p in shift.people if p.representative_id == self.row.id)
        link = LinkButton(f"{day_words(shift.day)}　{hours(shift)}")
        link.clicked.connect(lambda: self.day_wanted.emit(shift.day))
        row = QHBoxLayout()
        row.addWidget(link)
        row.addStretch(1)
        if mine.status is AttendanceStatus.PLANNED:
            row.addWidget(Chip("已排"))
        else:
            state = STATUS_STATE.get(mine.status, State.NEUTRAL)
            row.addWidget(Chip(ATTENDANCE_STATUS_ZH[mine.status], state))
        self._lines.addLayout(row)
