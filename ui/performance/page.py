"""履职排名: everybody's year in one list, those who miss a demand, and the chosen one's sheet."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QSplitter, QStackedWidget

from liaison.domain.performance import (
    DEMAND_SHORT_ZH,
    DEMAND_ZH,
    Demand,
    KindCode,
    Standing,
    Standings,
)
from liaison.domain.representative import (
    REPRESENTATIVE_STATUS_ZH,
    SEAT_LEVEL_ZH,
    RepresentativeStatus,
)
from ui.context import Context
from ui.performance.year_panel import KINDS, YearPanel
from ui.performance.years import YearBox, years
from ui.table import Column, PagedTableModel, Rows
from ui.tag import Tag
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Card, EmptyState, LinkButton, Page, Text
from ui.widgets.button import press_with
from ui.widgets.flow import FlowLayout
from ui.widgets.table import ListTable

if TYPE_CHECKING:
    from liaison.services.performance_standings import GroupChoice
    from liaison.services.work import Work
    from ui.matters.paper_panel import PaperPanel

EVERYBODY, ANY = "", "any"
PEOPLE = frozenset({"representative", "seat", "representative_group", "group_member"})


def count_of(code: str) -> Any:
    return lambda row: str(row.counts.get(code, 0))


def missing_zh(row: Standing) -> str:
    """`进站 1、联系 10`: the first that are missing, 进站 before all."""
    return _missing(row)[0]


def _missing(row: Standing) -> tuple[str, str]:
    """What is missing on two lines; sittings already planned are told beside them."""
    words = [f"{DEMAND_SHORT_ZH[need.demand]} {need.short}" for need in row.short]
    if row.planned and row.lacks(Demand.RECEPTION):
        words.append(f"已排进站 {row.planned}")
    return "、".join(words[:2]), "、".join(words[2:])


def _state(row: Standing) -> Tag | None:
    if row.status is not RepresentativeStatus.SERVING:
        return Tag(REPRESENTATIVE_STATUS_ZH[row.status], State.NEUTRAL)
    return None if row.short else Tag("达标", State.GOOD)


COLUMNS: tuple[Column[Standing], ...] = (
    Column("名次", lambda row: str(row.rank or "—"), width=46, right=True),
    Column("姓名", lambda row: row.name, lambda row: row.group or row.station, width=0),
    Column("进站", count_of(KindCode.RECEPTION), width=46, right=True),
    Column("建议", count_of(KindCode.PROPOSAL), width=46, right=True, spare=True),
    Column("活动", count_of(KindCode.ACTIVITY), width=46, right=True, spare=True),
    Column("联系", count_of(KindCode.CONTACT), width=46, right=True, spare=True),
    Column("总分", lambda row: str(row.points), width=50, right=True),
    Column(
        "还缺",
        missing_zh,
        lambda row: _missing(row)[1],
        tag=_state,
        width=148,
    ),
)


class StandingsPage(Page):
    help_zh = """
全年履职排名。分值和每年要求在“设置”里定；同分同名次。
“只看”里选未达标的哪一项；选一行，右边是这位代表的一键览，每个数字都点得开。
还没核定是哪位代表的姓名，进站人次算在全站、全区里，核定后再算到本人名下。"""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("履职排名")
        self._tasks, self._context = tasks, context
        self._made: Standings | None = None
        self._wanted: Any = None
        self.paper: PaperPanel | None = None
        self.people = Button("代表", icon="arrow-left")
        self.people.setToolTip("回到代表名册")
        self.book = Button("存为工作簿", icon="table")
        self.print = Button("打印名单", icon="printer")
        self.act(self.people, self.book, self.print)
        self.year, self.group, self.level, self.only = (
            YearBox(),
            QComboBox(),
            QComboBox(),
            QComboBox(),
        )
        self._offer_filters()
        self.model: PagedTableModel[Standing] = PagedTableModel(
            COLUMNS, self._fetch, lambda row: row.representative_id, None, self
        )
        self.table = ListTable(self.model, "履职排名", "performance")
        self.count, self.apart = Text("", "muted"), LinkButton("")
        self.empty = EmptyState("没有这样的代表", "换一个条件看看。", icon="users")
        self.panel = YearPanel(tasks, context, self)
        self.panel.year.hide()
        self._arrange()
        self._connect()
        self.setFocusProxy(self.table)

    def _offer_filters(self) -> None:
        for box, name in (
            (self.group, "按小组筛选"),
            (self.level, "按级别筛选"),
            (self.only, "只看"),
        ):
            box.setAccessibleName(name)
        self.group.addItem("全部小组", None)
        self.group.setMinimumContentsLength(7)
        self.group.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.level.addItem("全部级别", None)
        for level, word in SEAT_LEVEL_ZH.items():
            self.level.addItem(f"{word}代表", level)
        self.only.addItem("所有人", EVERYBODY)
        self.only.addItem("有未达标的", ANY)
        for demand, word in DEMAND_ZH.items():
            self.only.addItem(f"缺{word}", demand.value)

    def _arrange(self) -> None:
        left = Card(margin=1)
        left.body.setSpacing(0)
        tools = FlowLayout(gap=8)
        tools.setContentsMargins(12, 12, 12, 12)
        for box in (self.year, self.only, self.group, self.level):
            tools.addWidget(box)
        left.body.addLayout(tools)
        left.body.addWidget(self.table, 1)
        left.body.addWidget(self.empty, 1)
        self.empty.hide()
        below = QHBoxLayout()
        below.setContentsMargins(16, 8, 16, 8)
        below.addWidget(self.count)
        below.addWidget(self.apart)
        below.addStretch(1)
        left.body.addLayout(below)
        right = Card(margin=1)
        right.body.addWidget(self.panel)
        self._right = QStackedWidget()
        self._right.setMinimumWidth(400)
        self._right.addWidget(right)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        split.addWidget(left)
        split.addWidget(self._right)
        split.setSizes([660, 460])
        self.body.addWidget(split, 1)

    def _connect(self) -> None:
        for box in (self.year, self.group, self.level, self.only):
            box.currentIndexChanged.connect(lambda _: self.reload())
        self.people.clicked.connect(lambda: self._context.go("people"))
        self.book.clicked.connect(self._on_book_clicked)
        self.print.clicked.connect(self._on_print_clicked)
        self.apart.clicked.connect(lambda: self._context.go("exchange"))
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(
            lambda row: self._context.go(
                "people", representative_id=row.representative_id, part="year"
            )
        )
        self.model.loaded.connect(self._on_loaded)
        self.panel.said.connect(lambda words: self.message.say(words, State.GOOD))
        self._tasks.changed.connect(self._on_changed)
        self._context.station_changed.connect(self.reload)

    def open(self, **arguments: Any) -> None:
        """`year`, `demand` ("any" or one) choose a list; `representative_id` one of its lines."""
        self._wanted = arguments.get("representative_id")
        if "year" in arguments:
            self.year.offer((arguments["year"],), arguments["year"])
        if "demand" in arguments:
            self.only.setCurrentIndex(max(self.only.findData(arguments["demand"]), 0))
        self._tasks.read(self, _choices, self._offer)
        self.reload()

    def _offer(self, found: "tuple[tuple[int, ...], list[GroupChoice]]") -> None:
        offered, groups = found
        self.year.offer(offered)
        before = self.group.currentData()
        self.group.blockSignals(True)
        self.group.clear()
        self.group.addItem("全部小组", None)
        for group in groups:
            self.group.addItem(group.name, group.id)
        self.group.setCurrentIndex(max(self.group.findData(before), 0))
        self.group.blockSignals(False)

    @Slot()
    def reload(self) -> None:
        self.model.reload()

    def _fetch(self, after: Any, _limit: int, done: Rows) -> None:
        """The list is read whole at once: places are only known of all."""
        if after is not None:
            done([])
            return
        facts = self._asked_for()

        def read(work: "Work") -> Standings:
            from liaison.services.performance_standings import StandingsQuery, standings

            return standings(work, StandingsQuery(*facts))

        def told(made: Standings) -> None:
            if facts != self._asked_for():
                return
            self._made = made
            rows = self._rows(made)
            done(rows)
            self._tell(made, rows)

        self._tasks.read(self, read, told)

    def _asked_for(self) -> tuple[Any, ...]:
        """Year, station, group and level: an answer for others comes too late."""
        group, level = self.group.currentData(), self.level.currentData()
        return self.year.year or 0, self._context.station_id, group, level

    def _rows(self, made: Standings) -> tuple[Standing, ...]:
        only = self.only.currentData()
        if only == EVERYBODY:
            return made.rows
        return made.lacking(None if only == ANY else Demand(only))

    def _tell(self, made: Standings, rows: tuple[Standing, ...]) -> None:
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        sat = sum(row.receptions for row in rows)
        self.count.setText(f"共 {len(rows):,} 位，进站 {sat:,} 人次")
        nobody = sum(line.receptions for line in made.unsettled)
        self.apart.say(f"另有姓名待核定 {nobody} 人次")
        self.apart.setVisible(bool(nobody))
        self.entitle(
            "履职排名",
            f"{made.place}　{made.year} 年　进站一共 {made.receptions:,} 人次"
            f"　未达标 {len(made.lacking()):,} 位，其中进站不够 "
            f"{len(made.lacking(Demand.RECEPTION)):,} 位",
        )

    @Slot(int)
    def _on_loaded(self, _page: int) -> None:
        rows = self._rows(self._made) if self._made else ()
        shown = self.panel.shown.representative_id if self.panel.shown else None
        wanted = self._wanted or shown
        places = [place for place, row in enumerate(rows) if row.representative_id == wanted]
        if rows:
            self.table.choose(places[0] if places else 0)

    def _on_chosen(self, row: Standing) -> None:
        self._wanted = None
        self._right.setCurrentIndex(0)
        self.panel.show_person(row.representative_id, self.year.year)

    @Slot()
    def _on_print_clicked(self) -> None:
        made, short, demand = self._made, *self._asked()
        if made is None:
            return

        def make(_progress: Any) -> Any:
            from liaison.documents.render import page_sizes
            from liaison.documents.standings_papers import standings_pdf, title_zh
            from ui.matters.paper_panel import Made

            pdf = standings_pdf(made, short=short, demand=demand)
            title = title_zh(made, short=short, demand=demand)
            return Made(title, title, pdf, tuple(page_sizes(pdf)))

        self._tasks.compute(self, make, self._show_paper, self.refuse, "正在排印名单")

    def _asked(self) -> tuple[bool, Demand | None]:
        only = self.only.currentData()
        return only != EVERYBODY, None if only in {EVERYBODY, ANY} else Demand(only)

    def _show_paper(self, made: Any) -> None:
        if self.paper is None:
            from ui.matters.paper_panel import PaperPanel

            self.paper = PaperPanel(self._tasks, self)
            self.paper.left.connect(lambda: self._right.setCurrentIndex(0))
            press_with(self.paper.print, "Ctrl+P")
            self._right.addWidget(self.paper)
        self.paper.show_paper(made)
        self._right.setCurrentWidget(self.paper)

    @Slot()
    def _on_book_clicked(self) -> None:
        if self._made is None:
            return
        usual = str(Path.home() / f"{self._made.year}年代表履职.xlsx")
        name, _ = QFileDialog.getSaveFileName(self, "存到哪里", usual, "工作簿 (*.xlsx)")
        if name:
            path = Path(name)
            self.save_book(path if path.suffix.lower() == ".xlsx" else Path(f"{name}.xlsx"))

    def save_book(self, path: Path) -> None:
        """Write the list, whole, as a workbook."""
        made = self._made
        if made is None:
            return

        def write(_progress: Any) -> None:
            from liaison.documents.standings_papers import standings_xlsx
            from liaison.documents.whole import write_whole

            write_whole(path, standings_xlsx(made))

        words = f"名单已存到 {path}"
        self._tasks.compute(self, write, lambda _: self.message.say(words, State.GOOD), self.refuse)

    @Slot(object)
    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & (KINDS | PEOPLE) and self.isVisible():
            self.reload()


def _choices(work: "Work") -> "tuple[tuple[int, ...], list[GroupChoice]]":
    from liaison.services.performance_standings import groups

    return years(work), groups(work)
