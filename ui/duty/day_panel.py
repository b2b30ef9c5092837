"""One day beside the month: its receptions, who sits there, and what can be done about it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from liaison.domain.calendar import DayKind
from liaison.domain.duty import ATTENDANCE_STATUS_ZH, SHIFT_STATUS_ZH, AttendanceStatus
from liaison.domain.representative import SEAT_LEVEL_ZH
from liaison.services.duty_balance import balance
from liaison.services.duty_board import BoardDay
from liaison.services.duty_moves import next_dates
from liaison.services.duty_rows import ShiftPerson, ShiftRow
from liaison.services.duty_substitutes import substitutes
from ui.context import Context
from ui.duty import sheets
from ui.duty.said import AHEAD, day_words, hours, notes, notice_tag, short_day
from ui.proposals.step_panel import Sheet, StepPanel
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import (
    Avatar,
    Card,
    Chip,
    FlowLayout,
    LinkButton,
    Page,
    Rule,
    SmallButton,
    Text,
    clear,
    scrolled,
)
from ui.widgets.button import CloseButton, press_with

if TYPE_CHECKING:
    from liaison.services.work import Work

STATUS_STATE = {
    AttendanceStatus.PRESENT: State.GOOD,
    AttendanceStatus.LATE: State.ATTENTION,
    AttendanceStatus.LEAVE: State.NEUTRAL,
    AttendanceStatus.ABSENT: State.OVERDUE,
}


class DayPanel(QStackedWidget):
    closed = Signal()
    notice_wanted = Signal(object)
    """The notice of a shift is asked for: its key."""
    done = Signal(str)
    """A change was made: what to say."""

    def __init__(self, tasks: Tasks, context: Context, page: Page) -> None:
        super().__init__()
        self._tasks, self._context, self._page = tasks, context, page
        self._day: date | None = None
        self._today = date.min
        self.buttons: dict[str, SmallButton] = {}
        """By what they do and whom: `leave 张伟`, `add`, `move`, `cancel`, `open`, `notice`."""
        self.card = Card("这一天")
        close = CloseButton("收起这一天（Esc）")
        press_with(close, "Esc")
        close.clicked.connect(self.closed)
        self.card.head.addWidget(close)
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(8)
        self.card.body.addWidget(scrolled(inside), 1)
        self.step = StepPanel(tasks)
        self.step.saved.connect(self._on_saved)
        self.step.left.connect(self._on_left)
        framed = Card(margin=1)
        framed.body.addWidget(self.step)
        self.addWidget(self.card)
        self.addWidget(framed)

    @property
    def day(self) -> date | None:
        """The day that is open; None: the panel rests."""
        return self._day

    def show_day(self, day: BoardDay, today: date) -> None:
        """Show a day; a step that is being filled in for the same day stays."""
        same, self._day, self._today = self._day == day.day, day.day, today
        if not same:
            self.step.park()
            self.setCurrentIndex(0)
        self.card.heading.setText(day_words(day.day))
        clear(self._lines)
        self.buttons = {}
        about = _about(day)
        if about:
            self._lines.addWidget(Text(about, "muted", wrap=True))
        for place, shift in enumerate(day.shifts):
            if place:
                self._lines.addWidget(Rule())
            self._add_shift(shift)
        if not day.shifts:
            self._lines.addWidget(Text("这一天没有排接待。", "muted", wrap=True))
        station = self._context.station_id
        if day.day >= today and station is not None:
            sheet = sheets.open_day_sheet(station, day.day)
            self._lines.addWidget(
                self._button("open", "加开一次", lambda: self._begin(sheet)),
                alignment=Qt.AlignmentFlag.AlignLeft,
            )
        self._lines.addStretch(1)

    def rest(self) -> None:
        self.step.park()
        self._day = None
        self.setCurrentIndex(0)

    def _add_shift(self, shift: ShiftRow) -> None:
        head = QHBoxLayout()
        head.addWidget(Text(hours(shift), "strong"))
        tag = notice_tag(shift, self._today)
        head.addStretch(1)
        if tag is not None:
            head.addWidget(Chip(tag.word, tag.state))
        elif shift.status not in AHEAD:
            head.addWidget(Chip(SHIFT_STATUS_ZH[shift.status]))
        self._lines.addLayout(head)
        if self._context.station_id is None:
            self._lines.addWidget(Text(shift.station, "muted", wrap=True))
        for words in (*notes(shift), shift.moved_why):
            if words:
                self._lines.addWidget(Text(words, "muted", wrap=True))
        able = shift.status in AHEAD and shift.day >= self._today
        for person in shift.people:
            self._lines.addWidget(self._person(shift, person, able=able))
        if not shift.people:
            self._lines.addWidget(Text("还没有排代表。", "muted"))
        if able:
            self._lines.addWidget(self._acts(shift))

    def _person(self, shift: ShiftRow, person: ShiftPerson, *, able: bool) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        face = Avatar(person.name, 28)
        face.say(person.name, warm=bool(person.instead_of))
        row.addWidget(face, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setSpacing(6)
        name = LinkButton(person.name)
        name.setToolTip("打开代表")
        name.clicked.connect(
            lambda: self._context.go("people", representative_id=person.representative_id)
        )
        top.addWidget(name)
        if person.status in STATUS_STATE:
            word = ATTENDANCE_STATUS_ZH[person.status]
            top.addWidget(Chip(word, STATUS_STATE[person.status]))
        top.addStretch(1)
        self._add_person_acts(top, shift, person, able=able)
        column.addLayout(top)
        levels = "、".join(SEAT_LEVEL_ZH[level] for level in person.levels)
        parts = [f"{levels}代表" if levels else "", person.group]
        parts += [f"替 {person.instead_of}" if person.instead_of else "", person.reason]
        said = Text("　".join(part for part in parts if part), "small", wrap=True)
        column.addWidget(said)
        row.addLayout(column, 1)
        return box

    def _add_person_acts(
        self, row: QHBoxLayout, shift: ShiftRow, person: ShiftPerson, *, able: bool
    ) -> None:
        if not able or person.representative_id is None:
            return
        key = person.attendance_id
        if person.status is AttendanceStatus.PLANNED:

            def ask_leave() -> None:
                self._ask(
                    lambda work: substitutes(work, key),
                    lambda found: sheets.leave_sheet(shift, person, found),
                )

            row.addWidget(self._button(f"leave {person.name}", "请假", ask_leave))
            sheet = sheets.remove_sheet(shift, person)
            row.addWidget(self._button(f"remove {person.name}", "去掉", lambda: self._begin(sheet)))
        elif person.status is AttendanceStatus.LEAVE and not self._has_stand_in(shift, person):

            def ask_substitute() -> None:
                self._ask(
                    lambda work: substitutes(work, key),
                    lambda found: sheets.substitute_sheet(shift, person, found),
                )

            row.addWidget(self._button(f"substitute {person.name}", "找人替", ask_substitute))

    @staticmethod
    def _has_stand_in(shift: ShiftRow, person: ShiftPerson) -> bool:
        return any(one.instead_of_id == person.representative_id for one in shift.people)

    def _acts(self, shift: ShiftRow) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, gap=6)

        def ask_move() -> None:
            self._ask(
                lambda work: next_dates(work, shift.id),
                lambda dates: sheets.move_sheet(shift, dates),
            )

        def ask_cancel() -> None:
            self._ask(
                lambda work: next_dates(work, shift.id),
                lambda dates: sheets.cancel_sheet(shift, dates),
            )

        def ask_add() -> None:
            self._ask(
                lambda work: _others(work, shift), lambda found: sheets.add_sheet(shift, found)
            )

        def notice() -> None:
            self.notice_wanted.emit(shift.id)

        for key, word, act in (
            ("add", "加人", ask_add),
            ("move", "改期", ask_move),
            ("cancel", "取消", ask_cancel),
            ("notice", "公告", notice),
        ):
            flow.addWidget(self._button(key, word, act))
        return box

    def _button(self, key: str, word: str, act: Callable[[], None]) -> SmallButton:
        button = SmallButton(word)
        button.setAccessibleName(f"{word} {key.partition(' ')[2]}".strip())
        button.clicked.connect(act)
        self.buttons[key] = button
        return button

    def _ask(self, query: "Callable[[Work], Any]", sheet: Callable[[Any], Sheet]) -> None:
        """Ask the office what can be proposed, then show the step."""
        day = self._day
        self._tasks.read(
            self,
            query,
            lambda found: self._begin(sheet(found)) if self._day == day else None,
            self._page.refuse,
        )

    def _begin(self, sheet: Sheet) -> None:
        self.setCurrentIndex(1)
        self.step.begin(sheet)

    def _on_saved(self, words: str) -> None:
        self.setCurrentIndex(0)
        self.done.emit(words)

    def _on_left(self) -> None:
        self.setCurrentIndex(0)


def _about(day: BoardDay) -> str:
    if day.moved_to is not None:
        return f"原定这一天的接待顺延至 {short_day(day.moved_to)}"
    if day.kind is DayKind.HOLIDAY:
        return f"节假日：{day.name}" if day.name else "节假日"
    return "调休上班" if day.kind is DayKind.MAKE_UP else ""


def _others(work: "Work", shift: ShiftRow) -> sheets.Choices:
    """Everybody of the station who serves and isn't there, fewest duties first."""
    there = {one.representative_id for one in shift.people}
    rows = [
        row
        for row in balance(work, shift.day.year, shift.station_id)
        if row.serving and row.id not in there
    ]
    rows.sort(key=lambda row: row.held + row.planned)
    return tuple((row.id, f"{row.name}（今年 {row.held + row.planned} 次）") for row in rows)
