"""接待: the register. The list left, the chosen reception right; filters, search, counts."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter

from liaison.domain.clock import civil, utc_now
from liaison.domain.ids import ReceptionId
from liaison.services import register, register_query
from liaison.services.register import Anchors, Counts, ReceptionRow
from liaison.services.register_query import Choices, RegisterQuery
from ui.context import Context
from ui.receptions.register_columns import columns
from ui.receptions.register_filters import RegisterFilters
from ui.receptions.register_side import RegisterSide
from ui.table import PAGE, Anchored, PagedTableModel, Rows
from ui.tasks import Tasks
from ui.widgets import (
    Button,
    Card,
    ElidedText,
    EmptyState,
    Page,
    PrimaryButton,
    Text,
)
from ui.widgets.table import ListTable

KINDS = frozenset({"reception", "matter", "visitor", "round"})
NOTHING_YET = ("这里还没有接待", "按 Ctrl N 登记第一位来访群众，或者在“导入”里带进以前的登记簿。")
NOTHING_FOUND = ("没有符合条件的接待", "放宽上面的条件，或者清空右上角的查找。")


class RegisterPage(Page):
    help_zh = """
登记簿：每次接待一行，最新的在上。上下键换条，右边是这一次的全部内容。
上面的筛子可以并用；“在这一页里找”认一两个字、拼音首字母、电话后四位和编号。
姓名电话平时遮住，Ctrl M 看一条，会记入留痕。
写错了用“更正”，原来的内容保留；登记重了用“作废”，编号不再使用。"""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("接待")
        self._tasks, self._context = tasks, context
        self._today = civil(utc_now()).date()
        self._wanted: ReceptionId | None = None
        self.export = Button("导出台账", icon="download-simple")
        self.begin = PrimaryButton("新的接待", "Ctrl+N", own_key=False)
        self.act(self.export, self.begin)
        self.filters = RegisterFilters(self._today)
        shown = columns(lambda: self._today, lambda: context.visiting, self._station_name)
        self.model: PagedTableModel[ReceptionRow] = PagedTableModel(
            shown, self._fetch, lambda row: row.anchor, self._anchors, self
        )
        self.table = ListTable(self.model, "接待登记簿", "register")
        self.count = Text("")
        self.empty = EmptyState(*NOTHING_YET, icon="chat")
        self.side = RegisterSide(tasks, context, self)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.table)

    def _arrange(self) -> None:
        left = Card(margin=1)
        left.body.setSpacing(0)
        left.body.addWidget(self.table, 1)
        left.body.addWidget(self.empty, 1)
        self.empty.hide()
        below = QHBoxLayout()
        below.setContentsMargins(16, 10, 16, 10)
        hint = ElidedText("姓名电话已遮住，Ctrl M 看一条，留痕", "small")
        hint.setToolTip(hint.text())
        hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        below.addWidget(self.count)
        below.addWidget(hint, 1)
        left.body.addLayout(below)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        split.addWidget(left)
        split.addWidget(self.side)
        split.setSizes([690, 430])
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.body.addWidget(self.filters)
        self.body.addWidget(split, 1)

    def _connect(self) -> None:
        self.begin.clicked.connect(lambda: self._context.go("new_reception"))
        self.export.clicked.connect(self._on_export_asked)
        self.filters.changed.connect(self._on_filtered)
        self.table.chosen.connect(self.side.choose)
        self.model.counted.connect(self._on_counted)
        self.model.loaded.connect(self._on_loaded)
        self.side.left.connect(self.table.setFocus)
        self._tasks.changed.connect(self._on_changed)
        self._context.station_changed.connect(self._on_station_changed)
        self._context.visiting_changed.connect(self._on_visiting_changed)
        for key, act in (
            ("Ctrl+F", self.filters.text.setFocus),
            ("Ctrl+M", self.side.unmask),
            ("Ctrl+P", self.side.print_slip),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def _station_name(self, code: str) -> str:
        if self._context.station_id is not None:
            return ""
        return next((one.name for one in self._context.facts.stations if one.code == code), "")

    @property
    def query(self) -> RegisterQuery:
        return self.filters.query(self._context.station_id)

    def open(self, **arguments: Any) -> None:
        """`reception_id` shows one; `period` ("2026-03"), `representative_id`, `area_id`,
        `category_id`, `states`, `channels`, `text` show the receptions of a figure.
        """
        self._wanted = arguments.pop("reception_id", None)
        period = arguments.pop("period", None) or ""
        self._offer()
        if arguments or period or self._wanted:
            self.filters.ask(RegisterQuery(**arguments), period)
            self.side.clear()
        self.reload()
        if self._wanted:
            self.side.show_one(self._wanted)

    @Slot()
    def _on_filtered(self) -> None:
        """Another question: its first line is shown, not the record of the old one."""
        self.side.clear()
        self.reload()

    @Slot()
    def reload(self) -> None:
        self._today = civil(utc_now()).date()
        self.model.reload()
        query = self.query
        self._tasks.read(self, lambda work: register.counts(work, query), self._show_counts)

    def _offer(self) -> None:
        station = self._context.station_id
        self._tasks.read(
            self, lambda work: register_query.choices(work, station), self._show_choices
        )

    def _show_choices(self, choices: Choices) -> None:
        self.filters.offer(choices)
        self.entitle(
            "接待", f"登记簿　{self._context.place_zh}{_span(choices.first, choices.last)}"
        )

    def _fetch(self, after: Any, limit: int, done: Rows) -> None:
        query = self.query
        self._tasks.read(self, lambda work: register.page(work, query, after, limit), done)

    def _anchors(self, done: Anchored) -> None:
        query = self.query

        def told(answer: Anchors) -> None:
            done(answer.count, answer.keys)

        self._tasks.read(self, lambda work: register.anchors(work, query, PAGE), told)

    def _show_counts(self, counts: Counts) -> None:
        void = f"，作废 {counts.void:,} 批" if counts.void else ""
        cut = self.filters.text.text() and counts.visits + counts.void >= register_query.FEW
        self.count.setText(
            f"共 {counts.visits:,} 批，{counts.people:,} 人次，{counts.matters:,} 件，"
            f"未告知 {counts.untold:,} 件{void}"
            + (f"（只列最近登记的 {register_query.FEW:,} 批，请再加一个词）" if cut else "")
        )

    @Slot(int)
    def _on_counted(self, total: int) -> None:
        self.table.setVisible(total > 0)
        self.empty.setVisible(not total)
        if not total:
            asked = self.query != RegisterQuery(station_id=self._context.station_id)
            self.empty.say(*(NOTHING_FOUND if asked else NOTHING_YET))
            if self._wanted is None:
                self.side.clear()

    @Slot(int)
    def _on_loaded(self, page: int) -> None:
        if page or not self.model.rowCount():
            return
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            shown = self.side.record.view
            wanted = shown.id if shown else None
        rows = (self.model.row(place) for place in range(min(PAGE, self.model.rowCount())))
        places = [place for place, row in enumerate(rows) if row and wanted and row.id == wanted]
        if places or self.side.record.view is None:
            self.table.choose(places[0] if places else 0)

    @Slot()
    def _on_export_asked(self) -> None:
        from ui.receptions.ledger_export import ask_and_export

        ask_and_export(self, self._tasks, self.query)

    @Slot(object)
    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS:
            self.reload()

    @Slot()
    def _on_station_changed(self) -> None:
        self._offer()
        self._on_filtered()

    @Slot(bool)
    def _on_visiting_changed(self, on: bool) -> None:
        self.reload()
        if on:
            self.side.correction.hide()
        self.side.again()


def _span(first: date | None, last: date | None) -> str:
    return f"　{first} 至 {last}" if first and last else ""
