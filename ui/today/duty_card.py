"""今日's on-duty part: who has arrived, sign in and out by hand with a reason, close the reception."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from liaison.domain.duty import CAME, SLOT_ZH, AttendanceStatus, ShiftStatus
from liaison.domain.ids import DutyShiftId
from liaison.domain.representative import SEAT_LEVEL_ZH
from liaison.services.today import DutyPerson, DutySlot
from ui.context import Context
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import (
    Avatar,
    Card,
    Chip,
    FlowLayout,
    LinkButton,
    SmallButton,
    Text,
    clear,
)

if TYPE_CHECKING:
    from liaison.domain.attending import Arrival, Before, OpenShift
    from liaison.services.attending_close import Closed
    from liaison.services.work import Work

MOST, MOST_PAST = 12, 3
LATER_MS = 800
ATTENDANCE_STATE = {
    AttendanceStatus.PLANNED: ("待到", State.ATTENTION),
    AttendanceStatus.PRESENT: ("已到", State.GOOD),
    AttendanceStatus.LATE: ("迟到", State.ATTENTION),
    AttendanceStatus.LEAVE: ("请假", State.NEUTRAL),
    AttendanceStatus.ABSENT: ("未到", State.OVERDUE),
}
NOBODY_ZH = "今天没有排代表值班。有人来访照样可以登记，接待的代表会自动记一次进站。"


class DutyCard(Card):
    told = Signal(str, State, object)
    """Words, state and (or None) how to take it back."""
    refused = Signal(object)

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("值班代表", "今天")
        self._tasks, self._context = tasks, context
        self._lines = QVBoxLayout()
        self.body.addLayout(self._lines)
        self._past = QVBoxLayout()
        self.body.addLayout(self._past)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER_MS)
        self._later.timeout.connect(self.look_back)
        self._hand = QWidget()
        self.reason = QLineEdit()
        self._asked: tuple[DutyPerson, DutySlot] | None = None
        self._make_hand()
        self.body.addStretch(1)
        self.kiosk = LinkButton("自助屏")
        self.kiosk.setToolTip("打开代表自助屏：全屏，刷码看自己的值班；连按两次 Ctrl Shift L 离开")
        self.kiosk.clicked.connect(self._open_kiosk)
        self.head.addWidget(self.kiosk)

    def _make_hand(self) -> None:
        self._hand_words = Text("", "small")
        self.reason.setPlaceholderText("为什么不是刷码：忘带证、码坏了……")
        self.reason.setAccessibleName("手工签到的原因")
        self.reason.returnPressed.connect(self._sign_by_hand)
        done, no = SmallButton("记下"), SmallButton("不记")
        done.clicked.connect(self._sign_by_hand)
        no.clicked.connect(self._hand.hide)
        row = QHBoxLayout()
        row.addWidget(self.reason, 1)
        row.addWidget(done)
        row.addWidget(no)
        box = QVBoxLayout(self._hand)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._hand_words)
        box.addLayout(row)
        self.body.addWidget(self._hand)
        self._hand.hide()

    def show_slots(self, slots: tuple[DutySlot, ...]) -> None:
        """Replace all; what is being typed by hand stays while its person does."""
        clear(self._lines)
        people = [one for slot in slots for one in slot.people]
        came = sum(one.status in CAME for one in people)
        self.note.setText(f"{len(people)} 位，已到 {came} 位" if people else "")
        self._keep_hand(people)
        if not slots:
            self._lines.addWidget(Text(NOBODY_ZH, "muted", wrap=True))
        for slot in slots[:6]:
            self._show_slot(slot, several=len(slots) > 1)
        self._later.start()

    def look_back(self) -> None:
        """Past receptions that nobody has closed; asked for when the page has long been filled."""
        station = self._context.station_id

        def query(work: "Work") -> "tuple[OpenShift, ...]":
            from liaison.services.attending_close import unclosed

            return unclosed(work, station)

        self._tasks.read(self, query, self._show_past)

    def _show_past(self, found: "tuple[OpenShift, ...]") -> None:
        clear(self._past)
        for one in found[:MOST_PAST]:
            day = f"{one.held_on.month}月{one.held_on.day}日{SLOT_ZH[one.slot]}"
            place = "" if self._context.station_id else f"{one.station} "
            end = SmallButton("结束")
            end.setAccessibleName(f"结束{place}{day}的接待")
            end.clicked.connect(lambda _=False, key=one.id: self._close(key))
            row = QHBoxLayout()
            row.addWidget(Chip("没有结束", State.ATTENTION))
            row.addWidget(Text(f"{place}{day}的接待还没有结束，不算在数里", wrap=True), 1)
            row.addWidget(end)
            self._past.addLayout(row)
        if len(found) > MOST_PAST:
            self._past.addWidget(Text(f"还有 {len(found) - MOST_PAST} 场没有结束", "muted"))

    def _keep_hand(self, people: list[DutyPerson]) -> None:
        if self._asked is None:
            return
        still = {one.attendance_id for one in people}
        if self._asked[0].attendance_id not in still:
            self._hand.hide()

    def _show_slot(self, slot: DutySlot, *, several: bool) -> None:
        if slot.nobody_yet:
            row = QHBoxLayout()
            row.addWidget(Chip("没有人签到", State.OVERDUE))
            words = f"{SLOT_ZH[slot.slot]}已开始 {slot.nobody_yet} 分钟，请联系值班代表。"
            row.addWidget(Text(words, wrap=True), 1)
            self._lines.addLayout(row)
        if several:
            self._lines.addWidget(Text(f"{SLOT_ZH[slot.slot]}　{slot.place}".strip(), "small"))
        if slot.people:
            box = QWidget()
            flow = FlowLayout(box, gap=16)
            for one in slot.people[:MOST]:
                flow.addWidget(self._person(one, slot))
            self._lines.addWidget(box)
            if len(slot.people) > MOST:
                self._lines.addWidget(Text(f"还有 {len(slot.people) - MOST} 位", "muted"))
        else:
            self._lines.addWidget(Text("这一场还没有排代表。", "muted"))
        self._lines.addLayout(self._ending(slot))

    def _ending(self, slot: DutySlot) -> QHBoxLayout:
        row = QHBoxLayout()
        if slot.open and slot.planned:
            close = LinkButton(f"结束{SLOT_ZH[slot.slot]}的接待")
            close.setToolTip("没有来访的记成无人来访，照样算一次；没到又没请假的记成未到")
            close.clicked.connect(lambda: self._close(slot.id))
            row.addWidget(close)
        elif slot.status is ShiftStatus.NOBODY_CAME:
            row.addWidget(Chip("无人来访，已结束", State.NEUTRAL))
        row.addStretch(1)
        return row

    def _person(self, one: DutyPerson, slot: DutySlot) -> QWidget:
        word, state = ATTENDANCE_STATE[one.status]
        if one.signed_in_at:
            late = " 迟到" if one.status is AttendanceStatus.LATE else ""
            word = f"{one.signed_in_at:%H:%M} 签到{late}"
        if one.signed_out_at:
            word = f"{one.signed_out_at:%H:%M} 签退"
        face = Avatar(one.name)
        face.say(one.name, warm=one.status is AttendanceStatus.PLANNED)
        levels = "、".join(SEAT_LEVEL_ZH[level] for level in one.levels)
        name = QHBoxLayout()
        name.setSpacing(6)
        name.addWidget(Text(one.name))
        note = f"{levels}代表" if levels else ""
        if one.instead_of:
            note = f"替 {one.instead_of}"
        elif one.status is AttendanceStatus.LEAVE and one.reason and not self._context.visiting:
            note = one.reason
        name.addWidget(Text(note, "small"))
        name.addStretch(1)
        state_row = QHBoxLayout()
        state_row.setSpacing(6)
        state_row.addWidget(Chip(word, state))
        if act := self._act(one, slot):
            state_row.addWidget(act)
        state_row.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(2)
        right.addLayout(name)
        right.addLayout(state_row)
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(face)
        row.addLayout(right)
        return box

    def _act(self, one: DutyPerson, slot: DutySlot) -> LinkButton | None:
        """签到 for who isn't there, 签退 for who hasn't left; both by hand, with a reason."""
        if one.representative_id is None or slot.id is None or one.signed_out_at:
            return None
        if one.status in CAME and one.signed_in_at is None:
            return None
        word = "签退" if one.status in CAME else "签到"
        act = LinkButton(word)
        act.setAccessibleName(f"手工{word}：{one.name}")
        act.clicked.connect(lambda: self._ask(one, slot, word))
        return act

    def _ask(self, one: DutyPerson, slot: DutySlot, word: str) -> None:
        self._asked = (one, slot)
        self._hand_words.setText(f"{one.name} 手工{word}，写上原因：")
        self.reason.clear()
        self._hand.show()
        self.reason.setFocus()

    def _sign_by_hand(self) -> None:
        if self._asked is None or self._asked[0].representative_id is None:
            return
        one, slot = self._asked
        key, reason = one.representative_id, self.reason.text()
        shift_id = slot.id

        def command(work: "Work", _progress: object) -> "Arrival":
            from liaison.domain.attending import Part, SignForm
            from liaison.domain.duty import SignedHow
            from liaison.services.attending import sign

            assert key is not None  # see above
            form = SignForm(
                key,
                shift_id=shift_id,
                part=Part.ADDITIONAL,
                how=SignedHow.BY_HAND,
                reason=reason,
            )
            return sign(work, form)

        self._tasks.write(self, command, self._signed, self.refused.emit)

    def _signed(self, told: "Arrival") -> None:
        self._hand.hide()
        self._asked = None
        before = told.before
        back: Callable[[], None] | None = (lambda: self._undo(before)) if before else None
        self.told.emit(f"{told.words_zh}。", State.GOOD, back)

    def _undo(self, before: "Before") -> None:
        def command(work: "Work", _progress: object) -> None:
            from liaison.services.attending import undo

            undo(work, before)

        self._tasks.write(self, command, lambda _: None, self.refused.emit)

    def _close(self, key: DutyShiftId | None) -> None:
        def command(work: "Work", _progress: object) -> Any:
            from liaison.services.attending_close import close_shift

            assert key is not None  # a slot that is shown is there
            return close_shift(work, key)

        self._tasks.write(self, command, self._closed, self.refused.emit)

    def _closed(self, closed: "Closed") -> None:
        held = closed.status is ShiftStatus.HELD
        words = (
            f"已结束，登记了 {closed.visits} 批来访" if held else "已结束，无人来访，照样算一次接待"
        )
        if closed.absent:
            words += f"；没有到：{'、'.join(closed.absent)}"
        self.told.emit(f"{words}。", State.GOOD, lambda: self._reopen(closed))

    def _reopen(self, closed: "Closed") -> None:
        def command(work: "Work", _progress: object) -> None:
            from liaison.services.attending_close import reopen

            reopen(work, closed)

        self._tasks.write(self, command, lambda _: None, self.refused.emit)

    def _open_kiosk(self) -> None:
        from ui.kiosk.start import over
        from ui.main_window import MainWindow

        window = self.window()
        if isinstance(window, MainWindow):
            over(window)
