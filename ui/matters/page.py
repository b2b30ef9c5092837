"""事项: the work list by stage, the oldest clock first, and the chosen matter at the right."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout

from liaison.domain.clock import civil, utc_now
from liaison.domain.ids import MatterId
from liaison.domain.matter import STAGE_ZH, Stage
from liaison.domain.steps import Step
from liaison.services import matter_list
from liaison.services.matter_list import MatterQuery, MatterRow, StageCount
from liaison.services.stations import Choice, categories
from ui.context import Context
from ui.matters.filters import MatterFilters
from ui.matters.record import MatterRecord
from ui.matters.stage_tabs import StageTabs
from ui.matters.taken import taken_words
from ui.matters.work_list import Told, WorkList, columns
from ui.table import PAGE, Anchored, PagedTableModel, Rows
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Card, EmptyState, Page, Rule, Text

KINDS = frozenset({"matter", "round", "reception"})
EVERY = "every"
TABS = (
    *((stage, STAGE_ZH[stage]) for stage in matter_list.SHOWN),
    (EVERY, "全部"),
)
NOTHING = {
    Stage.TO_REFER: (
        "没有等交办的事项",
        "“新的接待”里去向是“交办”的，会出现在这里。Ctrl N 开始登记。",
    ),
    Stage.UNTOLD: ("都告诉群众了", "答复了还没有告知群众的，会出现在这里。"),
    Stage.WAITING: ("没有在等群众的事项", "办理中暂停、等群众补充材料的，会出现在这里。"),
}
NOTHING_HERE = ("这里没有事项", "接待时记下的事项会按办到哪一步出现在这里。Ctrl N 开始登记。")
NOTHING_FOUND = ("没有符合条件的事项", "放宽上面的条件，或者清空右边的查找。")


class MattersPage(Page):
    help_zh = """
事项是接待时记下的每一件事，按办到哪一步分页，最急的排在最前。
上下键换一件；Ctrl ↵ 做这一步该做的事（交办、登记答复、告知群众……），填好再按 Ctrl ↵ 提交，Esc 先放着。写了一半的会留着，换一件、关窗口都不丢。
空格勾选几件，Shift 勾一段，Ctrl A 全勾；下面出现批量交办、告知、归档和打印。
日期可以写 0302、3-2、今天、昨天。
不满意会开新一轮，前一轮原样存档；没有告知就不能归档。
单子收回来，用扫码枪扫右上角的码，直接到该做的那一步。"""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("事项")
        self._tasks, self._context = tasks, context
        self._wanted: MatterId | None = None
        self._counted = 0
        self._late = 0
        self.told = Told(civil(utc_now()).date())
        self.tabs = StageTabs("办到哪一步", TABS, kind="tab")
        self.filters = MatterFilters()
        self.model: PagedTableModel[MatterRow] = PagedTableModel(
            columns(self.told), self._fetch, lambda row: row.place, self._anchors, self
        )
        self.table = WorkList(self.model, self.told)
        self.order, self.rule = Text("", "small"), Text("", "small")
        self.count = Text("", "small")
        self.empty = EmptyState(*NOTHING_HERE)
        self.record = MatterRecord(tasks, context)
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
        left = Card(margin=1)
        left.body.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(16, 10, 16, 10)
        top.addWidget(self.order, 1)
        top.addWidget(self.rule)
        left.body.addLayout(top)
        left.body.addWidget(Rule())
        left.body.addWidget(self.table, 1)
        left.body.addWidget(self.empty, 1)
        self.empty.hide()
        left.body.addWidget(Rule())
        self.below = QVBoxLayout()
        line = QHBoxLayout()
        line.setContentsMargins(16, 10, 16, 10)
        line.addWidget(self.count, 1)
        line.addWidget(Text("↑ ↓ 换一件", "small"))
        self.below.addLayout(line)
        left.body.addLayout(self.below)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        split.addWidget(left)
        split.addWidget(self.record)
        split.setSizes([362, 764])
        split.setStretchFactor(0, 0)
        split.setStretchFactor(1, 1)
        tabs = QVBoxLayout()
        tabs.setSpacing(0)
        tabs.addWidget(self.tabs)
        tabs.addWidget(Rule())
        inside = QVBoxLayout()
        inside.setSpacing(12)
        inside.addLayout(tabs)
        inside.addWidget(self.filters)
        inside.addWidget(split, 1)
        self.body.addLayout(inside, 1)

    def _connect(self) -> None:
        self.tabs.changed.connect(self._on_asked)
        self.filters.changed.connect(self._on_asked)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _: self.record.go_on())
        self.model.counted.connect(self._on_counted)
        self.model.loaded.connect(self._on_loaded)
        self.record.took.connect(self._on_took)
        self.record.refused.connect(lambda words: self.message.say(words, State.ATTENTION))
        self.record.matter_asked.connect(lambda key: self.open(matter_id=key))
        self.record.desk.opened.connect(lambda on: None if on else self.table.setFocus())
        self._tasks.changed.connect(self._on_changed)
        self._context.station_changed.connect(self._on_station_changed)
        self._context.visiting_changed.connect(self._on_visiting_changed)
        for key, act in (
            ("Ctrl+F", self.filters.text.setFocus),
            ("Ctrl+Return", self.record.go_on),
            ("Ctrl+Enter", self.record.go_on),
            ("Ctrl+M", self.record.unmask),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def open(self, **arguments: Any) -> None:
        """`matter_id` (with `step`) shows one matter, at the step's panel; `period` ("2026-03"),
        `stage` or `overdue` the matters of a figure.
        """
        self._offer()
        if "matter_id" in arguments:
            self._open_one(arguments["matter_id"], arguments.get("step"))
            return
        if arguments:
            self._wanted = None
            overdue = bool(arguments.get("overdue"))
            self.filters.ask(period=arguments.get("period") or "", overdue=overdue)
            self.tabs.choose(arguments.get("stage") or EVERY)
            self.record.show_nothing()
        self.reload()

    def _open_one(self, key: MatterId, step: Step | str | None) -> None:
        def show(row: MatterRow | None) -> None:
            if row is not None:
                self.filters.ask()
                self.tabs.choose(row.stage if row.stage is not Stage.VOID else EVERY)
            self._wanted = key
            self.record.show_matter(key, Step(step) if step else None)
            self.reload()

        self._tasks.read(self, lambda work: matter_list.find(work, key), show)

    def _offer(self) -> None:
        def told(answer: tuple[date, list[Choice]]) -> None:
            self.told.today = answer[0]
            self.filters.offer(answer[1], answer[0])

        self._tasks.read(self, lambda work: (work.today, categories(work)), told)

    @Slot()
    def _on_asked(self) -> None:
        """Another question: its first line is shown."""
        self._wanted = None
        self.record.show_nothing()
        self.reload()

    def reload(self) -> None:
        """Read the list and its counts again; the shown matter stays."""
        self.table.place = max(self.table.currentIndex().row(), 0)
        self.told.stage, self.told.guests = self.stage, self._context.visiting
        query = self.query
        self.model.reload()
        self._tasks.read(
            self,
            lambda work: (work.today, matter_list.stage_counts(work, query)),
            lambda answer: self._show_counts(*answer),
        )

    def _fetch(self, after: Any, limit: int, done: Rows) -> None:
        query = self.query
        self._tasks.read(self, lambda work: matter_list.page(work, query, after, limit), done)

    def _anchors(self, done: Anchored) -> None:
        query = self.query

        def told(answer: tuple[int, Sequence[Any]]) -> None:
            done(*answer)

        self._tasks.read(self, lambda work: matter_list.anchors(work, query, PAGE), told)

    def _show_counts(self, today: date, counts: dict[Stage, StageCount]) -> None:
        self.told.today = today
        for stage, one in counts.items():
            self.tabs.count(stage, one.matters, one.overdue)
        everything = sum(one.matters for one in counts.values())
        late = sum(one.overdue for one in counts.values())
        self.tabs.count(EVERY, everything, 0)
        going = everything - counts[Stage.DONE].matters
        self.entitle("事项", f"{self._context.place_zh}　在办 {going:,} 件，逾期 {late:,} 件")
        self._late = counts[self.stage].overdue if self.stage else late
        by_clock = self.stage in matter_list.BY_CLOCK or bool(self.filters.clock.value)
        self.order.setText("最急在前" if by_clock else "最新在前")
        self._say_count()
        self.table.viewport().update()

    def _say_count(self) -> None:
        late = f"，逾期 {self._late:,} 件" if self._late and not self.filters.clock.value else ""
        self.count.setText(f"共 {self._counted:,} 件{late}")

    @Slot(int)
    def _on_counted(self, total: int) -> None:
        self._counted = total
        self._say_count()
        self.table.setVisible(total > 0)
        self.empty.setVisible(not total)
        asked = self.query != MatterQuery(self.stage, self._context.station_id)
        stage = self.stage
        usual = NOTHING.get(stage, NOTHING_HERE) if stage else NOTHING_HERE
        self.empty.say(*(NOTHING_FOUND if asked else usual))

    @Slot(int)
    def _on_loaded(self, page: int) -> None:
        """Mark the shown matter in the list again; with none shown, begin with the first."""
        if page or not self.model.rowCount():
            return
        wanted = self._wanted or self.record.key
        self._wanted = None
        if wanted is None:
            self.table.choose(0)
            return
        rows = (self.model.row(place) for place in range(min(PAGE, self.model.rowCount())))
        place = next((n for n, row in enumerate(rows) if row and row.id == wanted), -1)
        if place >= 0:
            self.table.choose(place)

    @Slot(object)
    def _on_chosen(self, row: MatterRow) -> None:
        if row.id != self.record.key:
            self.message.hide()
            self.record.show_matter(row.id)

    def _on_took(self, step: Step) -> None:
        shown = self.record.shown
        if shown is not None:
            self.message.say(taken_words(step, shown.file), State.GOOD)

    @Slot(object)
    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS:
            self.reload()

    @Slot()
    def _on_station_changed(self) -> None:
        self._offer()
        self._on_asked()

    @Slot(bool)
    def _on_visiting_changed(self, _on: bool) -> None:
        self.reload()
        self.record.reload()
