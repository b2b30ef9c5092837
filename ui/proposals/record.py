"""One proposal: its rules to tick, its paper, units, rounds and timeline; only the steps it allows."""

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from liaison.domain.calendar import GUESSED_ZH
from liaison.domain.clock import civil, utc_now
from liaison.domain.errors import LiaisonError
from liaison.domain.ids import MatterId, ProposalId
from liaison.domain.proposal import (
    PROPOSAL_ACT_ZH,
    PROPOSAL_KIND_ZH,
    PROPOSAL_STATUS_ZH,
    ProposalAct,
    ProposalStatus,
    UnitRole,
)
from liaison.services import proposals_view
from liaison.services.proposals_view import ProposalView, SourceView
from ui.context import Context
from ui.proposals.clock import proposal_tag
from ui.proposals.rounds import RoundsPart, UnitsPart, happenings
from ui.proposals.rules import RulesPart
from ui.proposals.sheets import Choices, choices, sheet
from ui.proposals.step_panel import StepPanel
from ui.receptions.timeline import Timeline
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
A, S = ProposalAct, ProposalStatus
NEXT = {
    S.CHECKED: A.SUBMIT,
    S.SUBMITTED: A.ACKNOWLEDGE,
    S.ACKNOWLEDGED: A.HAND,
    S.HANDED: A.ANSWER,
    S.REOPENED: A.ANSWER,
    S.ANSWERED: A.RATE,
    S.RATED: A.CLOSE,
}
"""The step that a stage waits for: the page's main action."""
ORDER = (
    *(A.SUBMIT, A.ACKNOWLEDGE, A.HAND, A.ANSWER, A.RATE, A.CLOSE),
    *(A.TALK, A.ASSIST, A.RETURN, A.EXTEND, A.SUPERVISE, A.AGREE, A.REOPEN, A.WITHDRAW),
)


class ProposalRecord(Card):
    said = Signal(str)
    """A step was taken: what to say in the page."""
    refused = Signal(object)
    """A tick that the office did not take: its error."""
    edit_asked = Signal(object)
    """A draft's paper is to be written on: its key."""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__(margin=1)
        self._tasks, self._context = tasks, context
        self._view: ProposalView | None = None
        self._lists = Choices()
        self.shown: ProposalId | None = None
        self.buttons: dict[ProposalAct, Button] = {}
        self.setMinimumWidth(400)
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            "从左边选一件建议", "这里显示内容、承办单位、各轮答复和经过。", icon="note-pencil"
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
        self.rules = RulesPart()
        for widget in (self._empty, self._area, self.panel):
            self._stack.addWidget(widget)
        self.body.addWidget(self._stack, 1)
        self.panel.saved.connect(self._on_saved)
        self.panel.refused.connect(self._on_refused)
        self.panel.left.connect(self._on_left)
        context.visiting_changed.connect(self._on_visiting_changed)

    def show_nothing(self) -> None:
        self.shown = self._view = None
        self.panel.park()
        self._stack.setCurrentIndex(0)

    def show_proposal(self, key: ProposalId) -> None:
        """Show one; an open step of it stays open."""
        if key != self.shown:
            self.panel.park()
            self._stack.setCurrentIndex(1 if self._view else 0)
        self.shown = key

        def read(work: object) -> tuple[ProposalView, Choices]:
            return proposals_view.view(work, key), choices(work)  # type: ignore[arg-type]

        self._tasks.read(self, read, self._show)

    def version(self) -> int:
        """The version that stands on the screen."""
        return self._view.version if self._view else 0

    def _show(self, answer: tuple[ProposalView, Choices]) -> None:
        view, self._lists = answer
        if view.id != self.shown:
            return
        self._view = view
        self.attachments.show_of("proposal", view.id, view.station_id)
        place = self._area.verticalScrollBar().value() if self._stack.currentIndex() == 1 else 0
        self._fill(view)
        if self.panel.key is None:
            self._stack.setCurrentIndex(1)
            self._area.verticalScrollBar().setValue(place)

    def _fill(self, view: ProposalView) -> None:
        last, self.rules = self.rules.last, RulesPart()
        self.rules.ticked.connect(self._on_ticked)
        clear(self._lines)
        hidden = self._context.visiting
        self._add_head(view)
        self._lines.addWidget(self._commands(view))
        self._lines.addWidget(Rule())
        if view.status in (S.DRAFT, S.CHECKED):
            self.rules.show_rules(view.ticks)
            self._lines.addWidget(self.rules)
            if last in self.rules.boxes:
                self.rules.boxes[last].setFocus()
            self._lines.addWidget(Rule())
        if view.rounds or view.units:
            self._lines.addWidget(UnitsPart(view))
            self._lines.addWidget(RoundsPart(view))
            self._lines.addWidget(Rule())
        self._lines.addWidget(Text("内容", "heading"))
        words = HIDDEN if hidden else (view.content or "还没有写内容。")
        self._lines.addWidget(Text(words, "quote", wrap=True).selectable())
        self._lines.addWidget(self._facts(view))
        self._lines.addWidget(Rule())
        self._lines.addWidget(Text("经过", "heading"))
        timeline = Timeline()
        timeline.tell(happenings(view))
        self._lines.addWidget(timeline)

    def _add_head(self, view: ProposalView) -> None:
        self._lines.addWidget(Text(view.title, "title", wrap=True).selectable())
        parts = [view.number or "未编号", PROPOSAL_KIND_ZH[view.kind], view.category]
        parts += [f"{view.lead} 领衔" if view.lead else "还没有领衔代表"]
        self._lines.addWidget(Text("　".join(filter(None, parts)), "muted", wrap=True))
        chips = FlowLayout(gap=8)
        chips.addWidget(Chip(PROPOSAL_STATUS_ZH[view.status]))
        tag = proposal_tag(view.status, view.due_on, civil(utc_now()).date())
        if view.due_on is not None:
            day = f"{view.due_on}{GUESSED_ZH if view.due_is_guess else ''}"
            chips.addWidget(Chip(f"{tag.word}，{day}", tag.state, tag.icon))
        if view.late_days:
            chips.addWidget(Chip(f"曾逾期 {view.late_days} 天", State.OVERDUE))
        if view.supervision:
            chips.addWidget(Chip(view.supervision, State.INFO, "eye"))
        self._lines.addLayout(chips)

    def _commands(self, view: ProposalView) -> QWidget:
        box = QWidget()
        row = FlowLayout(box, gap=8)
        self.buttons = {}
        main = NEXT.get(view.status)
        allowed = view.allowed - {A.TICK, A.AMEND}
        if not any(one.representative_id for one in view.signers):
            allowed -= {A.AGREE}
        if not any(one.role is UnitRole.ASSISTING for one in view.units):
            allowed -= {A.ASSIST}
        if view.hard:
            allowed -= {A.EXTEND}
        if main in allowed and main is not None:
            self.buttons[main] = PrimaryButton(PROPOSAL_ACT_ZH[main], "Ctrl+Return")
        if A.AMEND in view.allowed:
            self.buttons[A.AMEND] = Button("修改内容", icon="pencil-simple")
        for act in ORDER:
            if act in allowed and act is not main:
                self.buttons[act] = Button(PROPOSAL_ACT_ZH[act])
        for act, button in self.buttons.items():
            button.clicked.connect(partial(self._on_act_asked, act))
            row.addWidget(button)
        if not self.buttons:
            box.hide()
        return box

    def _facts(self, view: ProposalView) -> QWidget:
        signers = "、".join(
            one.name + ("" if one.agreed_on else "（还没有同意）") for one in view.signers
        )
        shown = Facts()
        shown.show_facts(
            [
                ("附议代表", signers),
                ("反映人数", f"{view.people_count} 人" if view.people_count else ""),
                ("涉及地点", view.area),
                ("提交", f"{view.submitted_on}" if view.submitted_on else ""),
                ("回执", f"{view.acknowledged_on}" if view.acknowledged_on else ""),
                ("来自事项", self._sources(view.sources) if view.sources else ""),
            ]
        )
        return shown

    def _sources(self, sources: tuple[SourceView, ...]) -> QWidget:
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        for one in sources:
            row = QHBoxLayout()
            row.setSpacing(8)
            link = LinkButton(one.number)
            link.setAccessibleName(f"打开事项 {one.number}")
            link.clicked.connect(partial(self._on_matter_asked, one.matter_id))
            row.addWidget(link)
            state = State.ATTENTION if one.untold else State.NEUTRAL
            row.addWidget(Chip("还没有告知反映人" if one.untold else one.status_zh, state))
            row.addStretch(1)
            lines.addLayout(row)
        return box

    def _on_matter_asked(self, key: MatterId, _on: bool = False) -> None:
        self._context.go("matters", matter_id=key)

    def _on_act_asked(self, act: ProposalAct, _on: bool = False) -> None:
        self.ask(act)

    def ask(self, act: ProposalAct) -> None:
        """Open a step's fields; the paper itself is written on its own page."""
        view = self._view
        if view is None:
            return
        if act is A.AMEND:
            self.edit_asked.emit(view.id)
            return
        self.panel.begin(sheet(act, view, self._lists, self.version))
        self._stack.setCurrentIndex(2)

    @Slot(object)
    def _on_ticked(self, rules: frozenset[str]) -> None:
        view = self._view
        if view is None:
            return

        def tick(work: object, _progress: object) -> None:
            from liaison.services.proposals_forms import TickForm
            from liaison.services.proposals_steps import tick
            from liaison.services.work import Work

            assert isinstance(work, Work)
            form = TickForm(proposal_id=view.id, on=work.today, version=view.version, rules=rules)
            tick(work, form)

        self._tasks.write(self, tick, lambda _: None, self._on_tick_failed)

    def _on_tick_failed(self, error: LiaisonError) -> None:
        self.refused.emit(error)
        self._on_refused()

    @Slot(str)
    def _on_saved(self, words: str) -> None:
        self.said.emit(words)
        self._stack.setCurrentIndex(1)
        self._on_refused()

    @Slot()
    def _on_refused(self) -> None:
        """Somebody may have moved it: look at it again, the open step stays."""
        if self.shown is not None:
            self.show_proposal(self.shown)

    @Slot(bool)
    def _on_visiting_changed(self, on: bool) -> None:
        """Guests see no half-written step; it comes back when it is asked for again."""
        if on and self.panel.key is not None:
            self.panel.park()
            self._on_left()

    @Slot()
    def _on_left(self) -> None:
        self._stack.setCurrentIndex(1 if self._view else 0)
