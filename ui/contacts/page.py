"""双联系: committee members with representatives, representatives with voters; who was forgotten."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSplitter, QStackedWidget

from liaison.domain.duty import CONTACT_KIND_ZH, ContactKind
from liaison.domain.ids import ContactLinkId
from liaison.domain.performance import Demand
from liaison.services.contacts import LinkRow
from ui.contacts.forms import LinkEntry
from ui.contacts.record import LinkRecord
from ui.context import Context
from ui.table import Column, PagedTableModel, Rows
from ui.tag import Tag
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Card, EmptyState, LinkButton, Page, Text, scrolled
from ui.widgets.switch import SegmentedSwitch
from ui.widgets.table import ListTable

if TYPE_CHECKING:
    from liaison.services.contacts import KeeperRow
    from liaison.services.work import Work

KINDS = frozenset({"contact_link", "contact_log", "representative", "setting"})
VOTERS, COMMITTEE, FORGOTTEN = "voter", "committee", "forgotten"
NOTHING, RECORD, ENTRY = 0, 1, 2
HOW_ZH = "按“登记一个联系”，写上谁联系谁。"


def _last(row: LinkRow) -> str:
    return row.last_on.isoformat() if row.last_on else "还没有联系"


def _days(row: LinkRow) -> Tag | None:
    if row.ended_on:
        return Tag("已结束", State.NEUTRAL)
    return Tag(f"{row.days} 天没联系", State.ATTENTION) if row.forgotten else None


class ContactsPage(Page):
    help_zh = """
双联系：常委会组成人员联系代表，代表联系选民或一户人家。最久没有联系的排在最前面。
每次联系记一笔：哪天、怎样、说了什么；听到的事可以“登记成接待”，进入交办。
选民的姓名和电话默认遮住，“显示，留痕”才看得到。每位代表至少联系几户、多少天算久未联系，在“设置”里定。"""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("双联系")
        self._tasks, self._context = tasks, context
        self._rows: list[LinkRow] = []
        self._wanted: ContactLinkId | None = None
        self.people = Button("代表", icon="arrow-left")
        self.add = Button("登记一个联系", icon="plus")
        self.act(self.people, self.add)
        self.which = SegmentedSwitch(
            "看哪些联系",
            [
                (VOTERS, CONTACT_KIND_ZH[ContactKind.VOTER]),
                (COMMITTEE, CONTACT_KIND_ZH[ContactKind.COMMITTEE]),
                (FORGOTTEN, "久未联系"),
            ],
        )
        self.search = QLineEdit()
        self.search.setPlaceholderText("代表姓名或拼音首字母")
        self.search.setAccessibleName("按代表姓名或拼音首字母找")
        self.search.setClearButtonEnabled(True)
        self.model: PagedTableModel[LinkRow] = PagedTableModel(
            self._columns(), self._fetch, lambda row: row.id, None, self
        )
        self.table = ListTable(self.model, "联系", "contacts")
        self.count, self.short = Text("", "muted"), LinkButton("")
        self.empty = EmptyState("还没有联系", HOW_ZH, icon="handshake")
        self.record, self.entry = LinkRecord(tasks, context), LinkEntry(tasks)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.table)

    def _columns(self) -> tuple[Column[LinkRow], ...]:
        return (
            Column("谁联系", lambda row: row.keeper, lambda row: row.station, width=0),
            Column(
                "对象",
                self._name,
                lambda row: "，".join(filter(None, ("一户" if row.household else "", row.area))),
                width=130,
            ),
            Column("今年", lambda row: f"{row.times} 次", width=64, right=True, spare=True),
            Column(
                "最近一次",
                lambda row: "" if _days(row) else _last(row),
                lambda row: _last(row) if _days(row) else "",
                tag=_days,
                width=140,
            ),
        )

    def _name(self, row: LinkRow) -> str:
        voter = row.kind is ContactKind.VOTER
        return "选民" if voter and self._context.visiting else row.name

    def _arrange(self) -> None:
        left = Card(margin=1)
        left.body.setSpacing(0)
        tools = QHBoxLayout()
        tools.setContentsMargins(12, 12, 12, 12)
        tools.setSpacing(8)
        tools.addWidget(self.which)
        tools.addWidget(self.search, 1)
        left.body.addLayout(tools)
        left.body.addWidget(self.table, 1)
        left.body.addWidget(self.empty, 1)
        self.empty.hide()
        below = QHBoxLayout()
        below.setContentsMargins(16, 8, 16, 8)
        below.addWidget(self.count)
        below.addWidget(self.short)
        below.addStretch(1)
        left.body.addLayout(below)
        right = Card(margin=1)
        right.setMinimumWidth(400)
        self._right = QStackedWidget()
        nothing = EmptyState(
            "从左边选一条联系", "这里显示每次联系，也在这里记下一次。", icon="handshake"
        )
        for widget in (nothing, scrolled(self.record), scrolled(self.entry)):
            self._right.addWidget(widget)
        right.body.addWidget(self._right)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([640, 480])
        self.body.addWidget(split, 1)

    def _connect(self) -> None:
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(200)
        self._typed.timeout.connect(self.reload)
        self.search.textChanged.connect(lambda _: self._typed.start())
        self.which.changed.connect(lambda _: self.reload())
        self.people.clicked.connect(lambda: self._context.go("people"))
        self.add.clicked.connect(self._on_add_clicked)
        self.short.clicked.connect(
            lambda: self._context.go("performance", demand=Demand.LINKS.value)
        )
        self.table.chosen.connect(self._on_chosen)
        self.model.loaded.connect(self._on_loaded)
        self.record.said.connect(self._on_said)
        self.entry.saved.connect(self._on_added)
        self.entry.left.connect(self._on_left)
        self._tasks.changed.connect(self._on_changed)
        self._context.station_changed.connect(self.reload)
        self._context.visiting_changed.connect(lambda _: self._on_visiting())

    def open(self, **arguments: Any) -> None:
        """`link_id` shows one; `forgotten` those without a word for long."""
        self._wanted = arguments.get("link_id")
        if arguments.get("forgotten"):
            self.which.choose(FORGOTTEN)
        self.reload()

    @Slot()
    def reload(self) -> None:
        self.model.reload()

    def _asked_for(self) -> tuple[Any, ...]:
        return self._context.station_id, self.which.value, self.search.text()

    def _fetch(self, after: Any, _limit: int, done: Rows) -> None:
        if after is not None:
            done([])
            return
        asked = self._asked_for()

        def told(found: "tuple[list[LinkRow], list[KeeperRow]]") -> None:
            if asked != self._asked_for():
                return
            self._rows, keepers = found
            done(self._rows)
            self._tell(keepers)

        self._tasks.read(self, lambda work: _read(work, *asked), told)

    def _tell(self, keepers: "list[KeeperRow]") -> None:
        forgotten = sum(row.forgotten for row in self._rows)
        self.count.setText(f"共 {len(self._rows):,} 条，久未联系 {forgotten:,} 条")
        short = sum(bool(row.short) for row in keepers)
        least = keepers[0].least if keepers else 0
        self.short.say(f"固定联系不到 {least} 户（人）的代表 {short:,} 位")
        self.short.setVisible(bool(short))
        self.entitle(
            "双联系",
            f"{self._context.place_zh}　固定联系 {sum(row.links for row in keepers):,} 户（人），"
            f"今年联系 {sum(row.contacts for row in keepers):,} 人次",
        )
        self.table.setVisible(bool(self._rows))
        self.empty.setVisible(not self._rows)
        if not self._rows:
            no_one = self.which.value == FORGOTTEN
            self.empty.say("没有久未联系的" if no_one else "还没有联系", "" if no_one else HOW_ZH)
            if self._right.currentIndex() == RECORD:
                self._right.setCurrentIndex(NOTHING)

    @Slot(int)
    def _on_loaded(self, _page: int) -> None:
        wanted = self._wanted or (self.record.view.row.id if self.record.view else None)
        self._wanted = None
        places = [place for place, row in enumerate(self._rows) if row.id == wanted]
        if self._rows:
            self.table.choose(places[0] if places else 0)

    def _on_chosen(self, row: LinkRow) -> None:
        if self._right.currentIndex() != ENTRY:
            self._right.setCurrentIndex(RECORD)
        self.record.show_link(row.id)

    @Slot()
    def _on_add_clicked(self) -> None:
        kind = ContactKind.COMMITTEE if self.which.value == COMMITTEE else ContactKind.VOTER
        self.entry.begin(kind, self._context.station_id)
        self._right.setCurrentIndex(ENTRY)

    @Slot(object, str)
    def _on_added(self, key: ContactLinkId, words: str) -> None:
        kind = self.entry.kind.value
        self.which.choose(COMMITTEE if kind is ContactKind.COMMITTEE else VOTERS)
        self._wanted = key
        self._right.setCurrentIndex(RECORD)
        self.message.say(words, State.GOOD)
        self.record.show_link(key)
        self.reload()

    @Slot()
    def _on_left(self) -> None:
        self._right.setCurrentIndex(RECORD if self._rows else NOTHING)

    @Slot(str)
    def _on_said(self, words: str) -> None:
        self.message.say(words, State.GOOD)

    def _on_visiting(self) -> None:
        self.reload()

    @Slot(object)
    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS and self.isVisible():
            self.reload()


def _read(
    work: "Work", station_id: Any, which: str, asked: str
) -> "tuple[list[LinkRow], list[KeeperRow]]":
    from liaison.domain.fold import fold
    from liaison.domain.names import initials
    from liaison.services import contacts
    from liaison.services.contacts import ContactsQuery

    kind = {VOTERS: ContactKind.VOTER, COMMITTEE: ContactKind.COMMITTEE}.get(which)
    query = ContactsQuery(station_id, kind, forgotten=which == FORGOTTEN, ended=which != FORGOTTEN)
    rows = contacts.links(work, query)
    wanted = fold(asked)
    if wanted:
        rows = [
            row
            for row in rows
            if wanted in fold(row.keeper)
            or (wanted.isascii() and any(one.startswith(wanted) for one in initials(row.keeper)))
        ]
    return rows, contacts.keepers(work, station_id)
