"""事项: the work list by stage, the oldest clock first, and the chosen matter at the right."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from liaison.domain.clock import civil, utc_now
from liaison.domain.ids import MatterId
from liaison.domain.period import Period
from liaison.services import matter_list
from liaison.services.matter_list import STAGE_ZH, MatterQuery, MatterRow, Stage, StageCount
from ui.context import Context
from ui.matters.clock import clock_tag
from ui.matters.record import MatterRecord
from ui.table import PAGE, Anchored, Column, PagedTableModel, Rows
from ui.tasks import Tasks
from ui.widgets import Button, Card, EmptyState, FlowLayout, Page, Text
from ui.widgets.switch import SegmentedSwitch
from ui.widgets.table import ListTable

KINDS = frozenset({"matter", "round", "reception"})
EVERY = "every"
TABS = ((EVERY, "全部"), *((stage, STAGE_ZH[stage]) for stage in matter_list.SHOWN))
HIDDEN = "（参观模式，已遮住）"


class MattersPage(Page):
    help_zh = """
事项是接待时记下的每一件事，按办到哪一步分开，最急的排在最前。
上下键换一件，右边是它的经过；“打开接待”看它是哪一次来访提的。
点“只看逾期”，只留过了期限还没有答复的。"""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("事项")
        self._tasks, self._context = tasks, context
        self._query = MatterQuery(stage=Stage.TO_REFER)
        self._wanted: MatterId | None = None
        self._today = civil(utc_now()).date()
        self.tabs = SegmentedSwitch("办到哪一步", TABS, kind="tab")
        self.search = QLineEdit()
        self.search.setPlaceholderText("在事项里找标题或编号")
        self.search.setAccessibleName("在事项里找标题或编号")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(220)
        self.overdue = QCheckBox("只看逾期")
        self.period = Button("", icon="x")
        self.period.setProperty("kind", "pill")
        self.period.hide()
        self.model: PagedTableModel[MatterRow] = PagedTableModel(
            self._columns(), self._fetch, lambda row: row.place, self._anchors, self
        )
        self.table = ListTable(self.model, "事项列表", "matters")
        self.count = Text("", "muted")
        self.empty = EmptyState(
            "这里没有事项", "在“新的接待”里记下的事项会按办理阶段出现在这里。Ctrl N 开始登记。"
        )
        self.record = MatterRecord(tasks, context)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.table)

    def _columns(self) -> tuple[Column[MatterRow], ...]:
        return (
            Column("事项", self._title, self._second),
            Column("时钟", lambda _: "", tag=lambda row: clock_tag(row, self._today), width=170),
            Column("提出", lambda row: f"{row.raised_on:%Y-%m-%d}", width=104, spare=True),
        )

    def _title(self, row: MatterRow) -> str:
        return HIDDEN if self._context.visiting else row.title

    @staticmethod
    def _second(row: MatterRow) -> str:
        parts = [row.unit or row.category, f"{row.answer_class}类" if row.answer_class else ""]
        parts += [f"第{row.round_no}轮" if row.round_no > 1 else "", row.village]
        return "　".join(part for part in parts if part) or row.number

    def _arrange(self) -> None:
        tools = QWidget()
        row = QHBoxLayout(tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for widget in (self.period, self.overdue, self.search):
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
        split.setSizes([600, 500])
        split.setStretchFactor(0, 6)
        split.setStretchFactor(1, 5)
        inside = QVBoxLayout()
        inside.setSpacing(12)
        inside.addLayout(filters)
        inside.addWidget(split, 1)
        self.body.addLayout(inside, 1)

    def _connect(self) -> None:
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(250)
        self._typed.timeout.connect(self._on_filter_changed)
        self.search.textChanged.connect(lambda _: self._typed.start())
        self.tabs.changed.connect(self._on_filter_changed)
        self.overdue.toggled.connect(self._on_filter_changed)
        self.period.clicked.connect(self._on_period_closed)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        self.model.counted.connect(self._on_counted)
        self.model.loaded.connect(self._on_loaded)
        self._tasks.changed.connect(self._on_changed)
        self._context.station_changed.connect(self._on_filter_changed)
        self._context.visiting_changed.connect(lambda _: self.reload())
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)

    def open(self, **arguments: Any) -> None:
        """`matter_id` shows one matter; `period` ("2026-03") or `stage` the matters of it."""
        if "matter_id" in arguments:
            key = arguments["matter_id"]
            self._tasks.read(self, lambda work: matter_list.find(work, key), self._show_one)
            return
        if "period" in arguments or "stage" in arguments:
            period = arguments.get("period")
            self._query = replace(self._query, period=Period.parse(period) if period else None)
            self.tabs.choose(arguments.get("stage", EVERY))
            self.overdue.setChecked(bool(arguments.get("overdue")))
        self._on_filter_changed()

    def _show_one(self, row: MatterRow | None) -> None:
        if row is None:
            self._on_filter_changed()
            return
        self._wanted = row.id
        self._query = replace(self._query, period=None)
        self.tabs.choose(matter_list.stage_of(row.status))
        self.record.show_matter(row)
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
        period = self._query.period
        self.period.setVisible(period is not None)
        if period:
            self.period.say(f"{period.title_zh}提出的")
            self.period.setAccessibleName(f"只看{period.title_zh}提出的，按空格取消")
        self.reload()

    @Slot()
    def _on_period_closed(self) -> None:
        self._query = replace(self._query, period=None)
        self._on_filter_changed()

    def reload(self) -> None:
        self._today = civil(utc_now()).date()
        self.model.reload()
        query = self._query
        self._tasks.read(
            self, lambda work: matter_list.stage_counts(work, query), self._show_counts
        )

    def _fetch(self, after: Any, limit: int, done: Rows) -> None:
        query = self._query
        self._tasks.read(self, lambda work: matter_list.page(work, query, after, limit), done)

    def _anchors(self, done: Anchored) -> None:
        query = self._query

        def told(answer: tuple[int, Sequence[Any]]) -> None:
            done(*answer)

        self._tasks.read(self, lambda work: matter_list.anchors(work, query, PAGE), told)

    def _show_counts(self, counts: dict[Stage, StageCount]) -> None:
        for stage in matter_list.SHOWN:
            late = f" · 逾期 {counts[stage].overdue:,}" if counts[stage].overdue else ""
            self.tabs.word(stage, f"{STAGE_ZH[stage]} {counts[stage].matters:,}{late}")
        self.tabs.word(EVERY, f"全部 {sum(one.matters for one in counts.values()):,}")
        going = sum(counts[stage].matters for stage in matter_list.OPEN_STAGES)
        overdue = sum(one.overdue for one in counts.values())
        self.entitle("事项", f"{self._context.place_zh}　在办 {going:,} 件，逾期 {overdue:,} 件")

    @Slot(int)
    def _on_counted(self, total: int) -> None:
        self.count.setText(f"共 {total:,} 件")
        self.table.setVisible(total > 0)
        self.empty.setVisible(not total)
        if not total and self._wanted is None:
            self.record.show_nothing()

    @Slot(int)
    def _on_loaded(self, page: int) -> None:
        if page:
            return
        if self._wanted is None:
            self.table.choose(0)
            return
        place = next(
            (n for n in range(self.model.rowCount()) if self._is_wanted(self.model.row(n))), -1
        )
        if place >= 0:
            self.table.choose(place)
        self._wanted = None

    def _is_wanted(self, row: MatterRow | None) -> bool:
        return row is not None and row.id == self._wanted

    @Slot(object)
    def _on_chosen(self, row: MatterRow) -> None:
        self.record.show_matter(row)

    @Slot(object)
    def _on_opened(self, row: MatterRow) -> None:
        self._context.go("receptions", reception_id=row.reception_id)

    @Slot(object)
    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS:
            self.reload()
