"""来信来访: the organ's register at the left, the chosen one at the right."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QSplitter, QWidget

from liaison.domain.clock import civil, utc_now
from liaison.domain.ids import LetterId
from liaison.services import letters
from liaison.services.letters import STAGE_ZH, LetterQuery, LetterRow, Stage, StageCount
from ui.context import Context
from ui.letters.record import LetterRecord
from ui.proposals.clock import letter_tag
from ui.proposals.page import REGISTERS
from ui.table import PAGE, Anchored, Column, PagedTableModel, Rows
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Card, EmptyState, FlowLayout, Page, Text
from ui.widgets.switch import SegmentedSwitch
from ui.widgets.table import ListTable

KINDS = frozenset({"letter", "letter_step"})
EVERY = "every"
TABS = ((EVERY, "全部"), *((stage, word) for stage, word in STAGE_ZH.items()))
HIDDEN = "（参观模式，已遮住）"


class LettersPage(Page):
    help_zh = """
写给、来到人大机关的信访，单独一本，不和接待的事项混在一起。
收到后 15 天内告知去向，60 天内办结，最后答复来信来访人；没有答复不能归档。
姓名和联系方式在列表里遮住，“显示”会留痕；内容登记后不能改。
Ctrl ↵　做这一件现在该做的一步
Ctrl F　查找　↑ ↓ 换一件"""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("来信来访")
        self._tasks, self._context = tasks, context
        self._query = LetterQuery()
        self._wanted: LetterId | None = None
        self._stay = False
        self._today = civil(utc_now()).date()
        self.register = SegmentedSwitch("哪一本", REGISTERS)
        self.new = Button("登记一件", icon="plus")
        self.act(self.register, self.new)
        self.tabs = SegmentedSwitch("办到哪一步", TABS, kind="tab")
        self.search = QLineEdit()
        self.search.setPlaceholderText("编号、事由或内容")
        self.search.setAccessibleName("在来信来访里找编号、事由或内容")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(220)
        self.overdue = QCheckBox("只看逾期")
        self.model: PagedTableModel[LetterRow] = PagedTableModel(
            self._columns(), self._fetch, lambda row: row.place, self._anchors, self
        )
        self.table = ListTable(self.model, "来信来访列表", "letters")
        self.count = Text("", "muted")
        self.empty = EmptyState("这里没有来信来访", "", icon="envelope-simple")
        self.record = LetterRecord(tasks, context)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.table)

    def _columns(self) -> tuple[Column[LetterRow], ...]:
        return (
            Column("事由", self._gist, self._second),
            Column(
                "时钟",
                lambda _: "",
                tag=lambda row: letter_tag(row.status, row.due_on, self._today),
                width=150,
            ),
        )

    def _gist(self, row: LetterRow) -> str:
        return HIDDEN if self._context.visiting else row.gist

    def _second(self, row: LetterRow) -> str:
        name = "" if self._context.visiting else row.name or "匿名"
        parts = (row.number, f"{row.received_on:%Y-%m-%d} {row.way}", name, row.unit)
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
        self.new.clicked.connect(self.record.register)
        self.table.chosen.connect(lambda row: self.record.show_letter(row.id))
        self.table.opened.connect(lambda row: self.record.show_letter(row.id))
        self.model.counted.connect(self._on_counted)
        self.model.loaded.connect(self._on_loaded)
        self.record.said.connect(lambda words: self.message.say(words, State.GOOD))
        self._tasks.changed.connect(self._on_changed)
        self._context.visiting_changed.connect(lambda _: self.reload())
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)

    def open(self, **arguments: Any) -> None:
        """`letter_id` shows one."""
        self.register.choose("letters")
        if "letter_id" in arguments:
            self._wanted = arguments["letter_id"]
            self.tabs.choose(EVERY)
            self.search.clear()
            self.overdue.setChecked(False)
            self.record.show_letter(arguments["letter_id"])
        self._on_filter_changed()

    @Slot()
    def _on_filter_changed(self) -> None:
        stage = self.tabs.value
        self._query = replace(
            self._query,
            stage=None if stage == EVERY else stage,
            overdue=self.overdue.isChecked(),
            text=self.search.text(),
        )
        self._stay = self._wanted is not None
        self.reload()

    def reload(self) -> None:
        self._today = civil(utc_now()).date()
        self._wanted = self._wanted or self.record.shown
        self.model.reload()
        self._tasks.read(self, letters.stage_counts, self._show_counts)

    def _fetch(self, after: Any, limit: int, done: Rows) -> None:
        query = self._query
        self._tasks.read(self, lambda work: letters.page(work, query, after, limit), done)

    def _anchors(self, done: Anchored) -> None:
        query = self._query

        def told(answer: tuple[int, Sequence[Any]]) -> None:
            done(*answer)

        self._tasks.read(self, lambda work: letters.anchors(work, query, PAGE), told)

    def _show_counts(self, counts: dict[Stage, StageCount]) -> None:
        for stage, word in STAGE_ZH.items():
            late = f" · 逾期 {counts[stage].overdue:,}" if counts[stage].overdue else ""
            self.tabs.word(stage, f"{word} {counts[stage].letters:,}{late}")
        self.tabs.word(EVERY, f"全部 {sum(one.letters for one in counts.values()):,}")
        going, overdue = counts[Stage.OPEN].letters, sum(one.overdue for one in counts.values())
        self.entitle("来信来访", f"人大机关　在办 {going:,} 件，逾期 {overdue:,} 件")

    @Slot(int)
    def _on_counted(self, total: int) -> None:
        self.count.setText(f"共 {total:,} 件")
        self.table.setVisible(total > 0)
        self.empty.setVisible(not total)
        if self.search.text().strip() or self.overdue.isChecked():
            self.empty.say("没有符合的来信来访", "换几个字试试，或去掉筛选。")
        else:
            self.empty.say("这里没有来信来访", "按“登记一件”记下来信、来访、来电；往年的可以导入。")
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
    def _on_register_chosen(self, name: str) -> None:
        if name != "letters":
            self._context.go(name)

    @Slot(object)
    def _on_changed(self, kinds: frozenset[str]) -> None:
        if not (kinds & KINDS and self.isVisible()):
            return
        key = self.record.shown
        if key is None:
            self.reload()
            return
        self._tasks.read(self, lambda work: letters.find(work, key), self._follow)

    def _follow(self, row: LetterRow | None) -> None:
        """The list goes with the record to the stage that a step has brought it to."""
        if row is not None and row.id == self.record.shown:
            stage = letters.stage_of(row.status)
            if self.tabs.value not in (EVERY, stage):
                self.tabs.choose(stage)
            self._wanted = row.id
        self._on_filter_changed()
