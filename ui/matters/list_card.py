"""The list at the left: its lines, its count, and what can be done with the ticked ones."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from liaison.domain.ids import MatterId
from liaison.domain.matter import Stage
from liaison.domain.steps import Step
from liaison.services import matter_list
from liaison.services.matter_list import MatterQuery, MatterRow
from ui.matters.work_list import Told, WorkList, columns
from ui.table import PAGE, Anchored, PagedTableModel, Rows
from ui.tasks import Tasks
from ui.widgets import Card, EmptyState, FlowLayout, LinkButton, Rule, SmallButton, Text

MOST_MARKED = 1_000
NOTHING = {
    Stage.TO_REFER: (
        "没有等交办的事项",
        "“新的接待”里去向是“交办”的，会出现在这里。Ctrl N 开始登记。",
    ),
    Stage.UNTOLD: ("都告诉群众了", "答复了还没有告知群众的，会出现在这里。"),
    Stage.WAITING: ("没有在等群众的事项", "暂停、等群众补充材料的，会出现在这里。"),
}
NOTHING_HERE = (
    "这里没有事项",
    "接待时记下的事项会按办到哪一步出现在这里。Ctrl N 开始登记。",
)
NOTHING_FOUND = ("没有符合条件的事项", "放宽上面的条件，或者清空右边的查找。")


class BulkBar(QWidget):
    """Below the list while something is ticked."""

    step_asked = Signal(object)
    list_asked = Signal()
    slips_asked = Signal()
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = Text("", "strong")
        self.refer, self.tell = SmallButton("批量交办"), SmallButton("批量告知")
        self.close_all = SmallButton("批量归档")
        self.print_list, self.print_slips = SmallButton("打印清单"), SmallButton("打印交办单")
        self.clear = LinkButton("取消勾选")
        flow = FlowLayout(self, gap=6)
        flow.setContentsMargins(14, 8, 14, 8)
        for widget in (self.words, self.clear, self.refer, self.tell, self.close_all):
            flow.addWidget(widget)
        for widget in (self.print_list, self.print_slips):
            flow.addWidget(widget)
        for button, step in (
            (self.refer, Step.REFER),
            (self.tell, Step.TELL),
            (self.close_all, Step.CLOSE),
        ):
            button.clicked.connect(lambda _=False, step=step: self.step_asked.emit(step))
        self.print_list.clicked.connect(self.list_asked)
        self.print_slips.clicked.connect(self.slips_asked)
        self.clear.clicked.connect(self.cleared)
        self.hide()

    def tell_marked(self, count: int) -> None:
        self.words.setText(f"已勾选 {count:,} 件")
        self.setVisible(count > 0)


class ListCard(Card):
    chosen = Signal(object)

    def __init__(self, tasks: Tasks, today: date) -> None:
        super().__init__(margin=1)
        self._tasks = tasks
        self.query = MatterQuery()
        self.usual = True
        """Nothing but the stage is asked for."""
        self.wanted: MatterId | None = None
        self.shown: MatterId | None = None
        self._counted = self._late = 0
        self.told = Told(today)
        self.model: PagedTableModel[MatterRow] = PagedTableModel(
            columns(self.told), self._fetch, lambda row: row.place, self._anchors, self
        )
        self.table = WorkList(self.model, self.told)
        self.order, self.rule = Text("", "small"), Text("", "small")
        self.rules: dict[Stage, str] = {}
        self.count = Text("", "small")
        self.empty = EmptyState(*NOTHING_HERE)
        self.bulk = BulkBar()
        self._arrange()
        self.table.chosen.connect(self.chosen)
        self.table.marking.connect(lambda: self.bulk.tell_marked(len(self.told.marked)))
        self.table.all_asked.connect(self._mark_all)
        self.bulk.cleared.connect(self.table.unmark)
        self.model.counted.connect(self._on_counted)
        self.model.loaded.connect(self._on_loaded)

    def _arrange(self) -> None:
        self.body.setSpacing(0)
        top, below = QHBoxLayout(), QHBoxLayout()
        for row in (top, below):
            row.setContentsMargins(16, 9, 16, 9)
        top.addWidget(self.order, 1)
        top.addWidget(self.rule)
        below.addWidget(self.count, 1)
        below.addWidget(Text("↑ ↓ 换一件　空格勾选", "small"))
        self.body.addLayout(top)
        self.body.addWidget(Rule())
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.empty, 1)
        self.empty.hide()
        self.body.addWidget(Rule())
        self.body.addWidget(self.bulk)
        self.body.addLayout(below)

    def ask(self, query: MatterQuery, *, guests: bool, usual: bool) -> None:
        """Read the list for a question; ticks of another question are let go."""
        if query != self.query:
            self.table.unmark()
        self.query, self.usual = query, usual
        self.table.place = max(self.table.currentIndex().row(), 0)
        self.told.stage, self.told.guests = query.stage, guests
        pressing = query.soon is not None or query.pressing is not None
        by_clock = query.stage in matter_list.BY_CLOCK or query.overdue or pressing
        self.order.setText("最急在前" if by_clock else "最新在前")
        self._say_rule()
        self.model.reload()

    def tell_counts(self, today: date, late: int) -> None:
        self.told.today, self._late = today, late
        self._say_count()
        self.table.viewport().update()

    def tell_rules(self, rules: dict[Stage, str]) -> None:
        """What the clock of each stage asks for."""
        self.rules = rules
        self._say_rule()

    def _say_rule(self) -> None:
        stage = self.query.stage
        self.rule.setText(self.rules.get(stage, "") if stage else "")

    def _say_count(self) -> None:
        query = self.query
        pressing = query.overdue or query.soon is not None or query.pressing is not None
        late = f"，逾期 {self._late:,} 件" if self._late and not pressing else ""
        self.count.setText(f"共 {self._counted:,} 件{late}")

    def _fetch(self, after: Any, limit: int, done: Rows) -> None:
        query = self.query
        self._tasks.read(self, lambda work: matter_list.page(work, query, after, limit), done)

    def _anchors(self, done: Anchored) -> None:
        query = self.query

        def told(answer: tuple[int, Sequence[Any]]) -> None:
            done(*answer)

        self._tasks.read(self, lambda work: matter_list.anchors(work, query, PAGE), told)

    @Slot()
    def _mark_all(self) -> None:
        query = self.query
        self._tasks.read(
            self,
            lambda work: matter_list.page(work, query, limit=MOST_MARKED),
            lambda rows: self.table.mark(rows) if query == self.query else None,
        )

    @Slot(int)
    def _on_counted(self, total: int) -> None:
        self._counted = total
        self._say_count()
        self.table.setVisible(total > 0)
        self.empty.setVisible(not total)
        stage = self.query.stage
        usual = NOTHING.get(stage, NOTHING_HERE) if stage else NOTHING_HERE
        self.empty.say(*(usual if self.usual else NOTHING_FOUND))

    @Slot(int)
    def _on_loaded(self, page: int) -> None:
        """Mark the shown matter in the list again; with none shown, begin with the first."""
        if page or not self.model.rowCount():
            return
        wanted, self.wanted = self.wanted or self.shown, None
        if wanted is None:
            self.table.choose(0)
            return
        rows = (self.model.row(place) for place in range(min(PAGE, self.model.rowCount())))
        place = next((n for n, row in enumerate(rows) if row and row.id == wanted), -1)
        if place >= 0:
            self.table.choose(place)
