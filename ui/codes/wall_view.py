"""挂在哪里: the wall ledger. Which copy hangs where, which are to come down, who looked last."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from liaison.domain.ids import PosterCopyId, StationId
from liaison.services import wall
from liaison.services.wall import CopyRow
from ui.codes.copy_record import CopyRecord
from ui.codes.hang_form import HangForm
from ui.context import Context
from ui.table import Column, PagedTableModel, Rows
from ui.tag import Tag
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Card, EmptyState, Page, Text
from ui.widgets.switch import SegmentedSwitch
from ui.widgets.table import ListTable

if TYPE_CHECKING:
    from collections.abc import Callable

HANGING, STALE, DUE, DOWN = "hanging", "stale", "due", "down"
TABS = ((HANGING, "挂着"), (STALE, "该取下"), (DUE, "该去看"), (DOWN, "已取下"))
WORDS = dict(TABS)
TAKES: "dict[str, Callable[[CopyRow], bool]]" = {
    HANGING: lambda row: row.taken_down_on is None,
    STALE: lambda row: row.taken_down_on is None and bool(row.stale),
    DUE: lambda row: row.taken_down_on is None and row.due,
    DOWN: lambda row: row.taken_down_on is not None,
}
"""Which copies each list holds."""
NOTHING = {
    HANGING: (
        "还没有登记",
        "海报贴出去以后，按“登记一张”记下贴在哪里，换码、离任时就知道该取下哪些。",
    ),
    STALE: ("没有该取下的", "码停用、代表离任或者内容变了，贴着的那些会列在这里。"),
    DUE: ("没有该去看的", "一年没有人看过的会列在这里。"),
    DOWN: ("还没有取下的", "取下的海报留在这里，什么时候、为什么。"),
}


class WallView(QWidget):
    def __init__(self, tasks: Tasks, context: Context, page: Page) -> None:
        super().__init__()
        self._tasks, self._page = tasks, page
        self._rows: list[CopyRow] = []
        self._station_id: StationId | None = None
        self._wanted: PosterCopyId | None = None
        self.tabs = SegmentedSwitch("挂在哪里", TABS)
        self.hang = Button("登记一张", icon="plus")
        self.round = Button("巡查清单…", icon="printer")
        self.model: PagedTableModel[CopyRow] = PagedTableModel(
            COLUMNS, self._fetch, lambda row: row.id, None, self
        )
        self.table = ListTable(self.model, "挂着的海报", "poster_copies")
        self.empty = EmptyState(*NOTHING[HANGING], icon="map-pin")
        self.count = Text("", "muted")
        self.form = HangForm(tasks, page)
        self.record = CopyRecord(tasks, context, page)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        tools = QHBoxLayout()
        tools.addWidget(self.tabs)
        tools.addStretch(1)
        tools.addWidget(self.round)
        tools.addWidget(self.hang)
        left = Card(margin=1)
        left.body.setSpacing(0)
        left.body.addWidget(self.table, 1)
        left.body.addWidget(self.empty, 1)
        below = QHBoxLayout()
        below.setContentsMargins(16, 8, 16, 8)
        below.addWidget(self.count, 1)
        left.body.addLayout(below)
        self._beside = QWidget()
        side = QVBoxLayout(self._beside)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.form)
        side.addWidget(self.record, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        split.addWidget(left)
        split.addWidget(self._beside)
        split.setSizes([700, 420])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(tools)
        whole.addWidget(split, 1)
        self.form.hide()

    def _connect(self) -> None:
        self.tabs.changed.connect(lambda _: self._show())
        self.table.chosen.connect(self._on_chosen)
        self.hang.clicked.connect(self.ask_to_hang)
        self.round.clicked.connect(self._ask_round)
        self.form.closed.connect(self._close_form)
        self.form.hung.connect(self._on_hung)

    def reload(self, station_id: StationId | None) -> None:
        self._station_id = station_id
        self._tasks.read(
            self, lambda work: wall.copies(work, station_id), self._on_read, self._page.refuse
        )
        self.form.reload(station_id)

    def ask_to_hang(self) -> None:
        """Open the form for one more copy."""
        self.record.hide()
        self.form.begin()
        self._fit()

    def look_at(self, key: PosterCopyId) -> None:
        """Choose one copy when the list has come."""
        self._wanted = key
        self._show()

    def _on_read(self, rows: list[CopyRow]) -> None:
        self._rows = rows
        for name, takes in TAKES.items():
            self.tabs.word(name, f"{WORDS[name]} {sum(map(takes, rows))}")
        self._show()

    @property
    def shown(self) -> list[CopyRow]:
        return [row for row in self._rows if TAKES[self.tabs.value](row)]

    def _fetch(self, after: PosterCopyId | None, limit: int, done: Rows) -> None:
        shown = self.shown
        keys = [row.id for row in shown]
        begin = keys.index(after) + 1 if after in keys else 0
        done(shown[begin : begin + limit])

    def _show(self) -> None:
        shown = self.shown
        if self._wanted is None and self.record.key is not None:
            self._wanted = self.record.key
        self.model.reload()
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.empty.say(*NOTHING[self.tabs.value])
        stale = sum(map(TAKES[STALE], self._rows))
        tail = f"，该取下 {stale} 张" if stale else ""
        self.count.setText(f"共 {len(shown)} 张{tail}")
        place = next((n for n, row in enumerate(shown) if row.id == self._wanted), 0)
        self._wanted = None
        if shown:
            self.table.choose(place)
        self._on_chosen(shown[place] if shown else None)

    def _on_chosen(self, row: CopyRow | None) -> None:
        if not self.form.isHidden():
            return
        self.record.show_copy(row)
        self._fit()

    def _fit(self) -> None:
        """Where nothing stands beside the list, it has the whole width."""
        self._beside.setVisible(not self.form.isHidden() or not self.record.isHidden())

    def _close_form(self) -> None:
        self.form.hide()
        row = self.table.current() if self.shown else None
        self.record.show_copy(row)
        self._fit()

    def _on_hung(self, key: PosterCopyId) -> None:
        self._wanted = key
        self._page.message.say("已登记，换码或离任时会提醒取下。", State.GOOD)
        self._close_form()
        self.tabs.choose(HANGING)
        self.reload(self._station_id)

    def _ask_round(self) -> None:
        from ui.duty.outlet import Made, Outlet

        outlet, station_id = Outlet(self._tasks, self._page), self._station_id

        def make(use: Made) -> None:
            self._tasks.read(
                self, lambda work: wall.round_pdf(work, station_id), use, self._page.refuse
            )

        path = outlet.ask_file(f"巡查清单-{date.today().isoformat()}.pdf")  # noqa: DTZ011 - a name
        if path is not None:
            outlet.save_to(path, make)


def _second(row: CopyRow) -> str:
    since = f"{row.hung_on.isoformat()} 起"
    if row.taken_down_on is not None:
        return f"{since}，{row.taken_down_on.isoformat()} 取下"
    seen = f"{row.checked_on.isoformat()} 看过" if row.checked_on else "没有人看过"
    return f"{since}，{seen}"


def _state(row: CopyRow) -> Tag | None:
    if row.taken_down_on is not None:
        return Tag("已取下", State.NEUTRAL)
    if row.stale:
        return Tag("该取下", State.OVERDUE)
    return Tag("该去看", State.ATTENTION) if row.due else Tag("有效", State.GOOD)


COLUMNS: tuple[Column[CopyRow], ...] = (
    Column("贴在哪里", lambda row: row.place, _second),
    Column("谁的码", lambda row: row.whose, lambda row: row.label, width=180),
    Column("", lambda _: "", tag=_state, width=110),
)
