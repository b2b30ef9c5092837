"""事项: the work list by stage, the oldest clock first, and the chosen matter at the right."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QSplitter, QVBoxLayout

from liaison.domain.clock import civil, utc_now
from liaison.domain.ids import MatterId
from liaison.domain.matter import STAGE_ZH, Stage
from liaison.domain.steps import Step
from liaison.services import matter_list
from liaison.services.matter_list import MatterQuery, MatterRow, StageCount
from ui.context import Context
from ui.matters import reading
from ui.matters.beside import Beside
from ui.matters.filters import MatterFilters
from ui.matters.list_card import ListCard
from ui.matters.reading import Offer
from ui.matters.stage_tabs import StageTabs
from ui.matters.taken import taken_words
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Page, Rule

KINDS = frozenset({"matter", "round", "reception"})
BESIDE = frozenset({"slip", "proposal", "visitor"})
"""Kinds that only the record shows."""
EVERY = "every"
TABS = (*((stage, STAGE_ZH[stage]) for stage in matter_list.SHOWN), (EVERY, "全部"))


class MattersPage(Page):
    help_zh = """
事项是接待时记下的每一件事，按办到哪一步分页，最急的排在最前。
上下键换一件；Ctrl ↵ 打开这一步该做的事（交办、登记答复、告知群众……），填好再按 Ctrl ↵ 提交，Esc 先放着。写了一半的会留着，换一件、关窗口都不丢。
空格勾选，Shift 勾一段，Ctrl A 全勾；列表下面出现批量交办、告知、归档和打印。
日期可以写 0302、3-2、今天、昨天。
不满意会开新一轮，前一轮原样存档；没有告知就不能归档。
单子收回来，用扫码枪扫右上角的码，直接到该做的那一步。"""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("事项")
        self._tasks, self._context = tasks, context
        self.print_list = Button("打印清单", icon="printer")
        self.act(self.print_list)
        self.tabs = StageTabs("办到哪一步", TABS)
        self.filters = MatterFilters()
        self.list = ListCard(tasks, civil(utc_now()).date())
        self.table, self.model = self.list.table, self.list.model
        self.right = Beside(tasks, context, self, self.list, lambda: self.query)
        self.record, self.bulk, self.paper = self.right.record, self.right.bulk, self.right.paper
        self._arrange()
        self._connect()
        self.setFocusProxy(self.table)

    @property
    def stage(self) -> Stage | None:
        return None if self.tabs.value == EVERY else self.tabs.value

    @property
    def query(self) -> MatterQuery:
        return self.filters.query(self.stage, self._context.station_id, self._context.actor)

    def _arrange(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        split.addWidget(self.list)
        split.addWidget(self.right)
        split.setSizes([362, 764])
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 2)
        tabs = QVBoxLayout()
        tabs.setSpacing(0)
        tabs.addWidget(self.tabs)
        tabs.addWidget(Rule())
        self._put_title_in_one_line()
        self.body.setSpacing(12)
        self.body.addLayout(tabs)
        self.body.addWidget(self.filters)
        self.body.addWidget(split, 1)

    def _put_title_in_one_line(self) -> None:
        """The list and the record need the height."""
        names = self.top.itemAt(0).layout()
        if isinstance(names, QBoxLayout):
            names.setDirection(QBoxLayout.Direction.LeftToRight)
            names.setSpacing(12)
            names.setStretch(1, 1)

    def _connect(self) -> None:
        self.tabs.changed.connect(self._on_asked)
        self.filters.changed.connect(self._on_asked)
        self.list.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _: self.record.go_on())
        self.print_list.clicked.connect(lambda: self.right.print_list(marked=False))
        self.right.left.connect(self._give_keys_back)
        self.record.took.connect(self._on_took)
        self.record.refused.connect(lambda words: self.message.say(words, State.ATTENTION))
        self.record.matter_asked.connect(lambda key: self.open(matter_id=key))
        self.record.desk.freed.connect(self._give_keys_back)
        self._tasks.changed.connect(self._on_changed)
        self._context.station_changed.connect(self._on_station_changed)
        self._context.visiting_changed.connect(self._on_visiting_changed)
        for key, act in (
            ("Ctrl+F", self.filters.text.setFocus),
            ("Ctrl+Return", self.right.go_on),
            ("Ctrl+Enter", self.right.go_on),
            ("Ctrl+M", self.record.unmask),
            ("Ctrl+P", self.right.print_shown),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _give_keys_back(self) -> None:
        """To the list; an empty one is hidden and takes none, they would go to the navigation."""
        (self.table if self.table.isVisible() else self.record.top.primary).setFocus()

    def open(self, **arguments: Any) -> None:
        """`matter_id` (with `step`) shows one matter, at the step's panel; `period` ("2026-03"),
        `stage`, `overdue` or `pressing` the matters of a figure.
        """
        self._offer()
        self.right.show_record()
        if "matter_id" in arguments:
            self._open_one(arguments["matter_id"], arguments.get("step"))
            return
        if arguments:
            self.list.wanted = None
            clock = next((one for one in ("pressing", "overdue") if arguments.get(one)), "")
            self.filters.ask(period=arguments.get("period") or "", clock=clock)
            self.tabs.choose(arguments.get("stage") or EVERY)
            self._show_nothing()
        else:
            self.record.reload()
        self.reload()

    def _open_one(self, key: MatterId, step: Step | str | None) -> None:
        def show(row: MatterRow | None) -> None:
            if row is not None:
                self.filters.ask()
                self.tabs.choose(row.stage if row.stage is not Stage.VOID else EVERY)
            self.list.wanted = self.list.shown = key
            self.record.show_matter(key, Step(step) if step else None)
            self.reload()

        self._tasks.read(self, lambda work: matter_list.find(work, key), show)

    def _offer(self) -> None:
        """Ask for what the filters and the steps for several choose from."""

        def told(offer: Offer) -> None:
            self.list.told.today = offer.today
            self.list.tell_rules(offer.rules)
            self.right.units = offer.units
            self.filters.offer(offer.categories, offer.today)

        self._tasks.read(self, reading.offer, told)

    @Slot()
    def _on_asked(self) -> None:
        """Another question: its first line is shown."""
        self.list.wanted = None
        self.right.show_record()
        self._show_nothing()
        self.reload()

    def _show_nothing(self) -> None:
        self.list.shown = None
        self.record.show_nothing()

    def reload(self) -> None:
        """Read the list and its counts again; the shown matter stays."""
        query = self.query
        usual = query == MatterQuery(self.stage, self._context.station_id)
        self.list.ask(query, guests=self._context.visiting, usual=usual)
        self._tasks.read(
            self,
            lambda work: (work.today, matter_list.stage_counts(work, query)),
            lambda answer: self._show_counts(*answer),
        )

    def _show_counts(self, today: date, counts: dict[Stage, StageCount]) -> None:
        for stage, one in counts.items():
            self.tabs.count(stage, one.matters, one.overdue)
        everything = sum(one.matters for one in counts.values())
        late = sum(one.overdue for one in counts.values())
        self.tabs.count(EVERY, everything, 0)
        going = sum(counts[stage].matters for stage in matter_list.OPEN_STAGES)
        self.entitle("事项", f"{self._context.place_zh}　在办 {going:,} 件，逾期 {late:,} 件")
        self.list.tell_counts(today, counts[self.stage].overdue if self.stage else late)

    @Slot(object)
    def _on_chosen(self, row: MatterRow) -> None:
        if row.id != self.record.key:
            self.message.hide()
            self.list.shown = row.id
            self.record.show_matter(row.id)
        self.right.leave_paper()

    def _on_took(self, step: Step) -> None:
        shown = self.record.shown
        if shown is not None:
            self.message.say(taken_words(step, shown.file), State.GOOD)

    @Slot(object)
    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS:
            self.reload()
        if kinds & (KINDS | BESIDE):
            self.record.reload()

    @Slot()
    def _on_station_changed(self) -> None:
        self._offer()
        self._on_asked()

    @Slot(bool)
    def _on_visiting_changed(self, _on: bool) -> None:
        self.right.show_record()
        self.print_list.setEnabled(not self._context.visiting)
        self.reload()
        self.record.reload()
