"""What a badge did, in a small panel over whatever page is shown: signed in, signed out, or a question."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.attending import Arrival, ArrivalKind, Before, Missing, Part, SignForm
from liaison.domain.errors import LiaisonError
from liaison.domain.progress import Progress
from ui import theme
from ui.context import Context
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Avatar, Chip, FlowLayout, LinkButton, SmallButton, Text, clear
from ui.widgets.button import CloseButton

if TYPE_CHECKING:
    from liaison.services.work import Work

STAYS_MS = 15_000
WIDTH, EDGE = 430, 16
MOST_MISSING = 6
CHIPS = {
    ArrivalKind.SIGNED_IN: ("签到", State.GOOD),
    ArrivalKind.SIGNED_OUT: ("签退", State.GOOD),
    ArrivalKind.AGAIN: ("没有重复记", State.INFO),
    ArrivalKind.ASKED: ("要问一句", State.ATTENTION),
    ArrivalKind.NO_SHIFT: ("没有签到", State.ATTENTION),
}


class ArrivalPanel(QFrame):
    """Over the page, at the right below the bar. It takes no focus; F6 goes into it, Esc closes it."""

    def __init__(self, tasks: Tasks, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("finder")
        self.setAccessibleName("代表签到")
        self._tasks, self._context, self._over = tasks, context, parent
        self._told: Arrival | None = None
        self._face = Avatar("", 40)
        self.words = Text("", "strong", wrap=True)
        self.note = Text("", "small", wrap=True)
        self.chip = Chip("")
        self._close = CloseButton("收起签到条（Esc）")
        self._close.clicked.connect(self.hide)
        self._acts = QWidget()
        self._flow = FlowLayout(self._acts, gap=8)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self.hide)
        self._arrange()
        QShortcut(QKeySequence("F6"), self).activated.connect(self._take_focus)
        parent.installEventFilter(self)
        context.visiting_changed.connect(self._on_visiting)
        self.hide()

    def _arrange(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(4)
        said.addWidget(self.words)
        said.addWidget(self.note)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._face, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(said, 1)
        top.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 12, 12)
        box.setSpacing(10)
        box.addLayout(top)
        box.addWidget(self._acts)

    @Slot(object)
    def say(self, told: Arrival) -> None:
        """Show what a scan came to; the one before it is gone."""
        self._told = told
        self._face.say(told.name, warm=told.kind is ArrivalKind.ASKED)
        self.words.setText(told.words_zh)
        self.setAccessibleDescription(told.words_zh)
        self.chip.say(*CHIPS[told.kind])
        notes = self._note(told)
        self.note.setText(notes)
        self.note.setVisible(bool(notes))
        clear(self._flow)
        for button in self._buttons(told):
            self._flow.addWidget(button)
        self._place()
        self.show()
        self.raise_()
        self._timer.stop()
        if told.kind is not ArrivalKind.ASKED:
            self._timer.start()

    def _note(self, told: Arrival) -> str:
        if told.kind is ArrivalKind.NO_SHIFT:
            return "有人来访照样登记接待，会自动记代表进站。"
        if told.kind is not ArrivalKind.ASKED:
            return f"{told.station} {told.slot_zh}"
        parts = [f"{told.station}：今天来是替谁，还是另外参加？"]
        if told.leave_reason:
            why = "" if self._context.visiting else f"（{told.leave_reason}）"
            parts.insert(0, f"今天已请假{why}。")
        if told.own_zh:
            parts.insert(0, f"本人今天排在{told.own_zh}。")
        return "".join(parts)

    def _buttons(self, told: Arrival) -> list[QWidget]:
        person = LinkButton("打开本人页面")
        person.clicked.connect(self._open_person)
        if told.kind is ArrivalKind.ASKED:
            found: list[QWidget] = [self._instead(one) for one in told.missing[:MOST_MISSING]]
            more = SmallButton("另外参加")
            more.clicked.connect(lambda: self._answer(Part.ADDITIONAL, None))
            no = SmallButton("不签到")
            no.clicked.connect(self.hide)
            return [*found, more, no, person]
        if told.before is None:
            return [person]
        back = SmallButton("撤销")
        back.setAccessibleName(f"撤销{told.name}的{CHIPS[told.kind][0]}")
        back.clicked.connect(self._undo)
        return [back, person]

    def _instead(self, one: Missing) -> SmallButton:
        why = f"（{one.reason}）" if one.reason and not self._context.visiting else ""
        button = SmallButton(f"替{one.name}{why}")
        button.clicked.connect(lambda: self._answer(Part.SUBSTITUTE, one))
        return button

    def _answer(self, part: Part, one: Missing | None) -> None:
        told = self._told
        if told is None:
            return
        form = SignForm(
            told.representative_id,
            shift_id=told.shift_id,
            part=part,
            instead_of=one.attendance_id if one else None,
        )

        def command(work: "Work", _progress: Progress) -> Arrival:
            from liaison.services.attending import sign

            return sign(work, form)

        self._tasks.write(self, command, self.say, self._refuse)

    @Slot()
    def _undo(self) -> None:
        told = self._told
        if told is None or told.before is None:
            return
        before: Before = told.before

        def command(work: "Work", _progress: Progress) -> None:
            from liaison.services.attending import undo

            undo(work, before)

        self._tasks.write(self, command, lambda _: self._taken_back(told), self._refuse)

    def _taken_back(self, told: Arrival) -> None:
        self.words.setText(f"{told.name} 的{CHIPS[told.kind][0]}已撤销")
        self.chip.say("已撤销", State.NEUTRAL)
        clear(self._flow)
        self._place()
        self._timer.start()

    @Slot()
    def _open_person(self) -> None:
        if self._told is not None:
            self._context.go("people", representative_id=self._told.representative_id)
            self.hide()

    def _refuse(self, error: LiaisonError) -> None:
        from liaison.domain.words import sentence

        self.words.setText(sentence(error))
        self.chip.say("没有签到", State.OVERDUE)
        self.note.hide()
        clear(self._flow)
        self._place()

    @Slot()
    def _take_focus(self) -> None:
        first = next((one for one in self._acts.findChildren(SmallButton) if one.isVisible()), None)
        (first or self._close).setFocus()

    @Slot()
    def _on_visiting(self) -> None:
        if self.isVisible() and self._told is not None and self._told.kind is ArrivalKind.ASKED:
            self.say(self._told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        wide = min(theme.active().px(WIDTH), self._over.width() - 2 * EDGE)
        self._acts.setVisible(self._flow.count() > 0)
        box = self.layout()
        if box is None:
            return
        box.activate()
        tall = box.totalHeightForWidth(wide) if box.hasHeightForWidth() else box.sizeHint().height()
        self.setGeometry(
            self._over.width() - wide - EDGE, theme.active().px(52) + EDGE // 2, wide, tall
        )
