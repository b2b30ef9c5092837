"""代表: the roster with search at the left, one person's page at the right."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSplitter

from liaison.domain.representative import (
    GENDER_ZH,
    REPRESENTATIVE_STATUS_ZH,
    SEAT_LEVEL_ZH,
    RepresentativeStatus,
)
from liaison.services import representatives
from liaison.services.representatives import RepresentativeRow
from ui.context import Context
from ui.people.record import PersonRecord
from ui.table import Column, PagedTableModel, Rows
from ui.tag import Tag
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Card, EmptyState, Page, Text
from ui.widgets.table import ListTable

KINDS = frozenset({"representative", "seat", "attendance", "reception", "code", "duty_shift"})
STATUS_STATE = {
    RepresentativeStatus.SERVING: State.GOOD,
    RepresentativeStatus.SUSPENDED: State.ATTENTION,
    RepresentativeStatus.ENDED: State.NEUTRAL,
}
STATUS_WORD = {
    RepresentativeStatus.SERVING: "在任",
    RepresentativeStatus.SUSPENDED: "暂停",
    RepresentativeStatus.ENDED: "终止",
}


def levels_zh(row: RepresentativeRow) -> str:
    """`市、区`."""
    return "、".join(SEAT_LEVEL_ZH[level] for level in row.levels)


COLUMNS: tuple[Column[RepresentativeRow], ...] = (
    Column("姓名", lambda row: row.name, lambda row: row.post or "未填职务"),
    Column("级别", levels_zh, lambda row: row.constituency, width=170),
    Column(
        "状态",
        lambda _: "",
        tag=lambda row: Tag(STATUS_WORD[row.status], STATUS_STATE[row.status]),
        width=96,
    ),
)


class PeoplePage(Page):
    help_zh = """
代表名册。可以打姓名、职务里的字，或拼音首字母（例如 oym 找欧阳敏）。
右边是这位代表的席位、小组、进站和接待，“履职”里是全年一键览；暂停或终止要写原因，什么记录都不会删除。"""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("代表")
        self._tasks, self._context = tasks, context
        self._rows: list[RepresentativeRow] = []
        self._wanted: UUID | None = None
        self.enrol = Button("登记一位代表", icon="plus")
        self.ranking = Button("履职排名", icon="list-numbers")
        self.ranking.setToolTip("全年履职排名和未达标名单")
        self.contacts = Button("双联系", icon="handshake")
        self.act(self.contacts, self.ranking, self.enrol)
        self.search = QLineEdit()
        self.search.setPlaceholderText("姓名、职务或拼音首字母")
        self.search.setAccessibleName("在代表里找姓名、职务或拼音首字母")
        self.search.setClearButtonEnabled(True)
        self.status = QComboBox()
        self.status.setAccessibleName("按状态筛选")
        self.status.addItem("全部状态", None)
        for status, word in REPRESENTATIVE_STATUS_ZH.items():
            self.status.addItem(word, status)
        self.model: PagedTableModel[RepresentativeRow] = PagedTableModel(
            COLUMNS, self._fetch, lambda row: row.id, None, self
        )
        self.table = ListTable(self.model, "代表名册", "people")
        self.count = Text("", "muted")
        self.empty = EmptyState(
            "还没有代表", "在“导入”里读入代表名册，或者按“登记一位代表”。", icon="users"
        )
        self.record = PersonRecord(tasks, context, self)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.table)

    def _arrange(self) -> None:
        left = Card(margin=1)
        left.body.setSpacing(0)
        tools = QHBoxLayout()
        tools.setContentsMargins(12, 12, 12, 12)
        tools.setSpacing(8)
        tools.addWidget(self.search, 1)
        tools.addWidget(self.status)
        left.body.addLayout(tools)
        left.body.addWidget(self.table, 1)
        left.body.addWidget(self.empty, 1)
        self.empty.hide()
        below = QHBoxLayout()
        below.setContentsMargins(16, 8, 16, 8)
        below.addWidget(self.count, 1)
        left.body.addLayout(below)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        split.addWidget(left)
        split.addWidget(self.record)
        split.setSizes([540, 580])
        self.body.addWidget(split, 1)

    def _connect(self) -> None:
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(200)
        self._typed.timeout.connect(self.reload)
        self.search.textChanged.connect(lambda _: self._typed.start())
        self.status.currentIndexChanged.connect(lambda _: self.reload())
        self.enrol.clicked.connect(self._on_enrol_clicked)
        self.ranking.clicked.connect(lambda: self._context.go("performance"))
        self.contacts.clicked.connect(lambda: self._context.go("contacts"))
        self.table.chosen.connect(lambda row: self.record.show_person(row.id))
        self.model.loaded.connect(self._on_loaded)
        self.record.said.connect(self._on_said)
        self._tasks.changed.connect(self._on_changed)
        self._context.station_changed.connect(self.reload)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.search.setFocus)

    @Slot(str)
    def _on_said(self, words: str) -> None:
        self.message.say(words, State.GOOD)
        self.table.setFocus()

    def open(self, **arguments: Any) -> None:
        """`representative_id` shows one person; `part` "year" their 履职."""
        if "part" in arguments:
            self.record.show_part(arguments["part"])
        if "representative_id" in arguments:
            self._wanted = arguments["representative_id"]
            self.search.clear()
            self.status.setCurrentIndex(0)
            self.record.show_person(arguments["representative_id"])
        self.reload()

    @Slot()
    def reload(self) -> None:
        self.model.reload()

    def _fetch(self, after: Any, _limit: int, done: Rows) -> None:
        """The roster is read whole at once: a few hundred people."""
        if after is not None:
            done([])
            return
        station, asked = self._context.station_id, self.search.text()
        status = self.status.currentData()

        def told(rows: list[RepresentativeRow]) -> None:
            self._rows = rows
            done(rows)
            self._show_count(rows)

        self._tasks.read(
            self, lambda work: representatives.roster(work, station, asked, status), told
        )

    def _show_count(self, rows: list[RepresentativeRow]) -> None:
        seats = sum(len(row.levels) for row in rows)
        self.count.setText(f"共 {len(rows):,} 位，{seats:,} 席")
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if not rows:
            searching = self.search.text().strip() or self.status.currentData()
            self.empty.say(
                "没有符合的代表" if searching else "还没有代表",
                "换几个字试试，或清空查找框。"
                if searching
                else "在“导入”里读入代表名册，或者按“登记一位代表”。",
            )
            if self._wanted is None:
                self.record.show_nothing()
        serving = sum(row.status is RepresentativeStatus.SERVING for row in rows)
        women = sum(bool(row.gender and GENDER_ZH[row.gender] == "女") for row in rows)
        self.entitle("代表", f"{self._context.place_zh}　在任 {serving:,} 位，女 {women:,} 位")

    @Slot(int)
    def _on_loaded(self, _page: int) -> None:
        wanted = self._wanted or self.record.shown
        self._wanted = None
        places = [place for place, row in enumerate(self._rows) if row.id == wanted]
        if places:
            self.table.choose(places[0])
        elif self._rows and wanted is None:
            self.table.choose(0)

    @Slot()
    def _on_enrol_clicked(self) -> None:
        self.record.enrol()

    @Slot(object)
    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS:
            self.reload()
