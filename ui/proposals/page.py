"""代表建议: the list by stage at the left, the chosen proposal with its steps at the right."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSplitter, QWidget

from liaison.domain.clock import civil, utc_now
from liaison.domain.errors import LiaisonError
from liaison.domain.ids import MatterId, ProposalId
from liaison.services import proposals
from liaison.services.proposals import STAGE_ZH, ProposalQuery, ProposalRow, Stage, StageCount
from ui.context import Context
from ui.proposals.clock import proposal_tag
from ui.proposals.record import ProposalRecord
from ui.proposals.suggestion import Suggestion
from ui.table import PAGE, Anchored, Column, PagedTableModel, Rows
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Card, EmptyState, FlowLayout, Page, Text
from ui.widgets.switch import SegmentedSwitch
from ui.widgets.table import ListTable

if TYPE_CHECKING:
    from liaison.services.proposals_sources import Candidate
    from liaison.services.work import Work

KINDS = frozenset({"proposal", "proposal_step", "proposal_signer", "matter"})
EVERY = "every"
TABS = ((EVERY, "全部"), *((stage, word) for stage, word in STAGE_ZH.items()))
HIDDEN = "（参观模式，已遮住）"
REGISTERS = (("proposals", "代表建议"), ("letters", "来信来访"))


class ProposalsPage(Page):
    help_zh = """
代表建议从起草到归档都在这里。草稿要把“不得”的六条逐条核对，附议代表都同意，才能提交；提交时给出编号。
七天内给代表回执，交办后三个月（疑难的六个月）答复，代表不满意的一个月内重办，以前各轮原样留存。
Ctrl ↵　做这一件现在该做的一步
Ctrl F　在建议里找　↑ ↓ 换一件
由事项转来的建议只带标题、类别、地点和人数，不带群众的姓名和原话。答复后，反映人还要一一告知。"""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("代表建议")
        self._tasks, self._context = tasks, context
        self._query = ProposalQuery()
        self._wanted: ProposalId | None = None
        self._stay = False
        """The record stays open although it has left the list: a step of it was just taken."""
        self._today = civil(utc_now()).date()
        self.register = SegmentedSwitch("哪一本", REGISTERS)
        self.new = Button("起草建议", icon="plus")
        self.act(self.register, self.new)
        self.tabs = SegmentedSwitch("办到哪一步", TABS, kind="tab")
        self.search = QLineEdit()
        self.search.setPlaceholderText("案由、编号或领衔代表")
        self.search.setAccessibleName("在建议里找案由、编号或领衔代表")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(220)
        self.overdue = QCheckBox("只看逾期")
        self.suggestion = Suggestion(context)
        self.model: PagedTableModel[ProposalRow] = PagedTableModel(
            self._columns(), self._fetch, lambda row: row.place, self._anchors, self
        )
        self.table = ListTable(self.model, "建议列表", "proposals")
        self.count = Text("", "muted")
        self.empty = EmptyState("这里没有建议", "", icon="note-pencil")
        self.record = ProposalRecord(tasks, context)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.table)

    def _columns(self) -> tuple[Column[ProposalRow], ...]:
        return (
            Column("案由", self._title, self._second),
            Column(
                "时钟",
                lambda _: "",
                tag=lambda row: proposal_tag(row.status, row.due_on, self._today),
                width=150,
            ),
        )

    def _title(self, row: ProposalRow) -> str:
        return HIDDEN if self._context.visiting else row.title

    @staticmethod
    def _second(row: ProposalRow) -> str:
        parts = [row.number or "草稿", row.lead, row.unit]
        parts += [f"{row.answer_class}类" if row.answer_class else ""]
        parts += [f"第{row.round_no}轮" if row.round_no > 1 else "", row.supervision]
        return "　".join(part for part in parts if part)

    def _arrange(self) -> None:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for widget in (self.overdue, self.search):
            row.addWidget(widget)
        filters = FlowLayout(gap=12)
        filters.addWidget(self.tabs)
        filters.addWidget(tools)
        left = Card(margin=1)
        left.body.setSpacing(0)
        left.body.addWidget(self.table, 1)
        left.body.addWidget(self.empty, 1)
        self.empty.hide()
        below = QHBoxLayout()
        below.setContentsMargins(16, 8, 16, 8)
        below.addWidget(self.count, 1)
        below.addWidget(Text("↑ ↓ 换一件", "small"))
        left.body.addLayout(below)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        split.addWidget(left)
        split.addWidget(self.record)
        split.setSizes([540, 580])
        self.body.addLayout(filters)
        self.body.addWidget(self.suggestion)
        self.body.addWidget(split, 1)

    def _connect(self) -> None:
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(250)
        self._typed.timeout.connect(self._on_filter_changed)
        self.search.textChanged.connect(lambda _: self._typed.start())
        self.tabs.changed.connect(self._on_filter_changed)
        self.overdue.toggled.connect(self._on_filter_changed)
        self.register.changed.connect(self._on_register_chosen)
        self.new.clicked.connect(lambda: self._context.go("new_proposal"))
        self.suggestion.wanted.connect(self._on_draft_wanted)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda row: self.record.show_proposal(row.id))
        self.model.counted.connect(self._on_counted)
        self.model.loaded.connect(self._on_loaded)
        self.record.said.connect(lambda words: self.message.say(words, State.GOOD))
        self.record.refused.connect(self.refuse)
        self.record.edit_asked.connect(
            lambda key: self._context.go("new_proposal", proposal_id=key)
        )
        self._tasks.changed.connect(self._on_changed)
        self._context.station_changed.connect(self._on_filter_changed)
        self._context.visiting_changed.connect(lambda _: self.reload())
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)

    def open(self, **arguments: Any) -> None:
        """`proposal_id` shows one; `matter_ids` makes a draft from matters; `said` is told."""
        self.register.choose("proposals")
        if said := arguments.get("said"):
            self.message.say(said, State.GOOD)
        if "matter_ids" in arguments:
            self.turn(tuple(arguments["matter_ids"]))
            return
        if "proposal_id" in arguments:
            key = arguments["proposal_id"]
            self._tasks.read(self, lambda work: proposals.find(work, key), self._show_one)
            return
        self._on_filter_changed()

    def turn(self, keys: tuple[MatterId, ...]) -> None:
        """转为建议: one new draft of these matters, then its page."""

        def make(work: "Work", _progress: object) -> ProposalId:
            from liaison.services.proposals_drafts import draft_from
            from liaison.services.proposals_forms import TurnForm

            return draft_from(work, TurnForm(keys))

        self._tasks.write(self, make, self._on_turned, self._on_turn_refused)

    def _on_turned(self, key: ProposalId) -> None:
        self._context.go("new_proposal", proposal_id=key)

    def _on_turn_refused(self, error: LiaisonError) -> None:
        self.refuse(error)
        self._on_filter_changed()

    def _show_one(self, row: ProposalRow | None) -> None:
        if row is not None:
            self._wanted = row.id
            self.search.clear()
            self.overdue.setChecked(False)
            self.tabs.choose(proposals.stage_of(row.status))
            self.record.show_proposal(row.id)
        self._on_filter_changed()

    @Slot()
    def _on_filter_changed(self) -> None:
        stage = self.tabs.value
        self._query = replace(
            self._query,
            stage=None if stage == EVERY else stage,
            station_id=self._context.station_id,
            overdue=self.overdue.isChecked(),
            text=self.search.text(),
        )
        self._stay = self._wanted is not None
        self.reload()

    def reload(self) -> None:
        self._today = civil(utc_now()).date()
        self._wanted = self._wanted or self.record.shown
        self.model.reload()
        query = self._query
        self._tasks.read(self, lambda work: proposals.stage_counts(work, query), self._show_counts)
        station_id = query.station_id

        def candidates(work: "Work") -> "tuple[Candidate, ...]":
            from liaison.services.proposals_sources import candidates

            return candidates(work, station_id)

        self._tasks.read(self, candidates, self.suggestion.offer)

    def _fetch(self, after: Any, limit: int, done: Rows) -> None:
        query = self._query
        self._tasks.read(self, lambda work: proposals.page(work, query, after, limit), done)

    def _anchors(self, done: Anchored) -> None:
        query = self._query

        def told(answer: tuple[int, Sequence[Any]]) -> None:
            done(*answer)

        self._tasks.read(self, lambda work: proposals.anchors(work, query, PAGE), told)

    def _show_counts(self, counts: dict[Stage, StageCount]) -> None:
        for stage, word in STAGE_ZH.items():
            late = f" · 逾期 {counts[stage].overdue:,}" if counts[stage].overdue else ""
            self.tabs.word(stage, f"{word} {counts[stage].proposals:,}{late}")
        self.tabs.word(EVERY, f"全部 {sum(one.proposals for one in counts.values()):,}")
        going = counts[Stage.TO_HAND].proposals + counts[Stage.IN_HAND].proposals
        overdue = sum(one.overdue for one in counts.values())
        place = self._context.place_zh
        self.entitle("代表建议", f"{place}　在办 {going:,} 件，逾期 {overdue:,} 件")

    @Slot(int)
    def _on_counted(self, total: int) -> None:
        self.count.setText(f"共 {total:,} 件")
        self.table.setVisible(total > 0)
        self.empty.setVisible(not total)
        narrowed = self.search.text().strip() or self.overdue.isChecked()
        if narrowed:
            self.empty.say("没有符合的建议", "换几个字试试，或去掉筛选。")
        else:
            self.empty.say("这里没有建议", "按“起草建议”，或在事项里“转为建议”；往年的可以导入。")
        if not total and not self._stay and self.record.panel.key is None:
            self.record.show_nothing()

    @Slot(int)
    def _on_loaded(self, page: int) -> None:
        if page:
            return
        rows = (self.model.row(place) for place in range(self.model.rowCount()))
        keys = [row.id if row else None for row in rows]
        if self._wanted is not None and self._wanted in keys:
            self.table.choose(keys.index(self._wanted))
        elif keys and not self._stay and self.record.panel.key is None:
            self.table.choose(0)
        self._wanted = None

    @Slot(object)
    def _on_chosen(self, row: ProposalRow) -> None:
        self.record.show_proposal(row.id)

    @Slot(object)
    def _on_register_chosen(self, name: str) -> None:
        if name != "proposals":
            self._context.go(name)

    @Slot(object)
    def _on_draft_wanted(self, one: "Candidate") -> None:
        self.turn((one.matter_id,))

    @Slot(object)
    def _on_changed(self, kinds: frozenset[str]) -> None:
        if not (kinds & KINDS and self.isVisible()):
            return
        key = self.record.shown
        if key is None:
            self.reload()
            return
        self._tasks.read(self, lambda work: proposals.find(work, key), self._follow)

    def _follow(self, row: ProposalRow | None) -> None:
        """The list goes with the record to the stage that a step has brought it to."""
        if row is not None and row.id == self.record.shown:
            stage = proposals.stage_of(row.status)
            if self.tabs.value not in (EVERY, stage):
                self.tabs.choose(stage)
            self._wanted = row.id
        self._on_filter_changed()
