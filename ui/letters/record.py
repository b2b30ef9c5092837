"""One letter or visit to the organ: who, what, its two clocks, its timeline, the next step."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from liaison.domain.calendar import GUESSED_ZH
from liaison.domain.clock import civil, utc_now
from liaison.domain.ids import LetterId
from liaison.domain.letter import LETTER_ACT_ZH, LETTER_STATUS_ZH, LetterAct, LetterStatus
from liaison.services import letters
from liaison.services.letters import LetterStepView, LetterView, shortened
from ui.context import Context
from ui.letters.sheets import Choices, choices, new_letter, sheet
from ui.proposals.clock import due_tag
from ui.proposals.step_panel import StepPanel
from ui.receptions.timeline import Event, Timeline
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import (
    Button,
    Card,
    Chip,
    EmptyState,
    Facts,
    FlowLayout,
    LinkButton,
    PrimaryButton,
    Rule,
    Text,
    clear,
    scrolled,
)
from ui.widgets.attachments import AttachmentStrip

HIDDEN = "（参观模式，已遮住）"
A, S = LetterAct, LetterStatus
NEXT = {S.REGISTERED: A.HAND, S.HANDED: A.HANDLE, S.HANDLED: A.CLOSE}
ORDER = (A.HAND, A.INFORM, A.HANDLE, A.CLOSE, A.REOPEN)


class LetterRecord(Card):
    said = Signal(str)

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__(margin=1)
        self._tasks, self._context = tasks, context
        self._view: LetterView | None = None
        self._lists = Choices((), {}, {})
        self.shown: LetterId | None = None
        self.buttons: dict[LetterAct, Button] = {}
        self.setMinimumWidth(400)
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            "从左边选一件", "这里显示内容、去向、结果和经过。", icon="envelope-simple"
        )
        self._inside = QWidget()
        whole = QVBoxLayout(self._inside)
        whole.setContentsMargins(19, 16, 19, 16)
        whole.setSpacing(12)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        self.attachments = AttachmentStrip(tasks, context)
        self.attachments.setAccessibleName("附件")
        whole.addLayout(self._lines)
        whole.addWidget(Rule())
        whole.addWidget(self.attachments)
        whole.addStretch(1)
        self._area = scrolled(self._inside)
        self.panel = StepPanel(tasks)
        self._person = Text("")
        for widget in (self._empty, self._area, self.panel):
            self._stack.addWidget(widget)
        self.body.addWidget(self._stack, 1)
        self.panel.made.connect(self.show_letter)
        self.panel.saved.connect(self._on_saved)
        self.panel.refused.connect(self._on_refused)
        self.panel.left.connect(self._on_left)
        context.visiting_changed.connect(self._on_visiting_changed)

    def show_nothing(self) -> None:
        self.shown = self._view = None
        self.panel.park()
        self._stack.setCurrentIndex(0)

    def register(self) -> None:
        """The form of a new line."""
        self._tasks.read(self, choices, self._on_lists)

    def _on_lists(self, lists: Choices) -> None:
        self._lists = lists
        self.panel.begin(new_letter(lists))
        self._stack.setCurrentIndex(2)

    def show_letter(self, key: LetterId) -> None:
        """Show one; an open step of it stays open."""
        if key != self.shown:
            self.panel.park()
            self._stack.setCurrentIndex(1 if self._view else 0)
        self.shown = key

        def read(work: object) -> tuple[LetterView, Choices]:
            return letters.view(work, key), choices(work)  # type: ignore[arg-type]

        self._tasks.read(self, read, self._show)

    def version(self) -> int:
        return self._view.version if self._view else 0

    def _show(self, answer: tuple[LetterView, Choices]) -> None:
        view, self._lists = answer
        if view.id != self.shown:
            return
        self._view = view
        self.attachments.show_of("letter", view.id)
        self._fill(view)
        if self.panel.key is None:
            self._stack.setCurrentIndex(1)

    def _fill(self, view: LetterView) -> None:
        clear(self._lines)
        hidden = self._context.visiting
        title = HIDDEN if hidden else (view.title or shortened(view.content))
        self._lines.addWidget(Text(title, "title", wrap=True).selectable())
        parts = [view.number, f"{view.received_on} {view.way}", view.category]
        self._lines.addWidget(Text("　".join(filter(None, parts)), "muted", wrap=True))
        self._lines.addLayout(self._chips(view))
        self._lines.addWidget(self._commands(view))
        self._lines.addWidget(Rule())
        self._lines.addWidget(Text("内容", "heading"))
        words = HIDDEN if hidden else view.content
        self._lines.addWidget(Text(words, "quote", wrap=True).selectable())
        self._lines.addWidget(self._facts(view))
        self._lines.addWidget(Rule())
        self._lines.addWidget(Text("经过", "heading"))
        timeline = Timeline()
        timeline.tell([_event(one, hidden=hidden) for one in reversed(view.steps)])
        self._lines.addWidget(timeline)

    @staticmethod
    def _chips(view: LetterView) -> FlowLayout:
        chips = FlowLayout(gap=8)
        good = view.status is S.CLOSED
        chips.addWidget(Chip(LETTER_STATUS_ZH[view.status], State.GOOD if good else State.NEUTRAL))
        if view.due_on is not None:
            tag = due_tag(view.due_on, civil(utc_now()).date())
            what = "告知去向" if view.informed_on is None else "办结"
            day = f"{view.due_on}{GUESSED_ZH if view.due_is_guess else ''}"
            chips.addWidget(Chip(f"{what}{tag.word}，{day}", tag.state, tag.icon))
        if view.late_days:
            chips.addWidget(Chip(f"曾逾期 {view.late_days} 天", State.OVERDUE))
        return chips

    def _commands(self, view: LetterView) -> QWidget:
        box = QWidget()
        row = FlowLayout(box, gap=8)
        self.buttons = {}
        main = NEXT.get(view.status)
        allowed = view.allowed - ({A.INFORM} if view.informed_on else set())
        if main is not None:
            self.buttons[main] = PrimaryButton(LETTER_ACT_ZH[main], "Ctrl+Return")
        for act in ORDER:
            if act in allowed and act is not main:
                word = "改转别处" if act is A.HAND else LETTER_ACT_ZH[act]
                self.buttons[act] = Button(word)
        for act, button in self.buttons.items():
            button.clicked.connect(partial(self._on_act_asked, act))
            row.addWidget(button)
        if not self.buttons:
            box.hide()
        return box

    def _facts(self, view: LetterView) -> QWidget:
        informed = f"{view.informed_on}　{view.informed_how}" if view.informed_on else ""
        guess = GUESSED_ZH if view.do_by_is_guess else ""
        shown = Facts()
        hidden = self._context.visiting
        shown.show_facts(
            [
                ("来信来访人", HIDDEN if hidden else self._who(view)),
                ("涉及地点", view.area),
                ("转给", f"{view.unit}　{view.handed_on or ''}".strip()),
                ("告知去向", informed or (f"{view.inform_by} 前" if view.inform_by else "")),
                ("办结期限", "" if view.handled_on or not view.do_by else f"{view.do_by}{guess}"),
                ("办理结果", HIDDEN if hidden and view.result else view.result),
                ("答复", f"{view.replied_on}　{view.replied_how}" if view.replied_on else ""),
            ]
        )
        return shown

    def _who(self, view: LetterView) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._person = Text(
            "　".join(filter(None, (view.name or "匿名", view.contact)))
        ).selectable()
        row.addWidget(self._person)
        if view.name or view.contact:
            look = LinkButton("显示，留痕")
            look.setAccessibleName("显示姓名和联系方式，会留痕")
            look.clicked.connect(self._on_look_clicked)
            row.addWidget(look)
        row.addStretch(1)
        return box

    @Slot()
    def _on_look_clicked(self) -> None:
        key = self.shown
        if key is None:
            return

        def told(found: tuple[str, str]) -> None:
            if key == self.shown:
                self._person.setText("　".join(filter(None, found)))

        self._tasks.write(self, lambda work, _: letters.unmasked(work, key), told)

    def _on_act_asked(self, act: LetterAct, _on: bool = False) -> None:
        if self._view is not None:
            self.panel.begin(sheet(act, self._view, self._lists, self.version))
            self._stack.setCurrentIndex(2)

    @Slot(str)
    def _on_saved(self, words: str) -> None:
        self.said.emit(words)
        self._stack.setCurrentIndex(1 if self._view else 0)
        self._on_refused()

    @Slot()
    def _on_refused(self) -> None:
        if self.shown is not None:
            self.show_letter(self.shown)

    @Slot(bool)
    def _on_visiting_changed(self, on: bool) -> None:
        """Guests see no half-written step; it comes back when it is asked for again."""
        if on and self.panel.key is not None:
            self.panel.park()
            self._on_left()

    @Slot()
    def _on_left(self) -> None:
        self._stack.setCurrentIndex(1 if self._view else 0)


def _event(step: LetterStepView, *, hidden: bool) -> Event:
    remark = "" if hidden or not step.remark else f"：{step.remark}"
    late = f"，逾期 {step.late_days} 天" if step.late_days else ""
    good = step.act in (A.HANDLE, A.CLOSE)
    look = "attention" if step.late_days else "good" if good else "muted"
    words = f"{LETTER_ACT_ZH[step.act]}{remark}{late}"
    detail = f"{step.actor}　{step.happened_on:%Y}"
    return Event(f"{step.happened_on:%m-%d}", words, detail, look, filled=good)
