"""码与海报: print, what hangs where, the platform's own codes, the station's look."""

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget

from liaison.domain.codes import CodeSource
from liaison.domain.ids import CodeId
from liaison.services import codes, looks
from liaison.services.code_rows import CodeRow, web_address
from ui.codes.look_view import LookView
from ui.codes.official_view import OfficialView
from ui.codes.outlet import PICTURES, Outlet
from ui.codes.printing_view import PrintingView, source_words
from ui.codes.wall_view import WallView
from ui.context import Context
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, EmptyState, MenuButton, Page, PrimaryButton
from ui.widgets.switch import SegmentedSwitch

if TYPE_CHECKING:
    from liaison.domain.ids import StationId
    from liaison.services.work import Work

PRINT, WALL, OFFICIAL, LOOK = "print", "wall", "official", "look"
VIEWS = ((PRINT, "打印"), (WALL, "挂在哪里"), (OFFICIAL, "官方码"), (LOOK, "本站样子"))
RELOADS = {
    "code",
    "station",
    "representative",
    "seat",
    "setting",
    "official_link",
    "station_look",
}


class CodesPage(Page):
    help_zh = (
        "打印：左边勾选给谁印（空格选或不选），挑一种样式，中间就是要印的那一页。"
        "每个码都从画好的页面上读回来，弄糊、拍歪、变淡再读一遍，和登记核对过，才能打印或保存。\n"
        "挂在哪里：哪一张贴在哪里、谁最近看过；哪些该取下来；巡查清单。\n"
        "官方码：平台发的链接或二维码图片，一个一个或整个文件夹导入。\n"
        "本站样子：标题、口号、颜色、图片，海报上印哪些。\n"
        "Ctrl+P 打印，Ctrl+S 存 PDF。"
    )

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("码与海报")
        self._tasks, self._context = tasks, context
        self._address = ""
        self._wanted: CodeId | None = None
        self._outdated = True
        self.printing = PrintingView(tasks)
        self.outlet = Outlet(tasks, self.printing.proofing, self.printing.choices, self)
        self.wall = WallView(tasks, context, self)
        self.official = OfficialView(tasks, self)
        self.look = LookView(tasks, self)
        self.views = SegmentedSwitch("码与海报", VIEWS, kind="tab")
        self._stack = QStackedWidget()
        self.empty = EmptyState(
            "这里还没有码",
            "建了站、有了代表名册，上面会请你“发码”：每个站、每位在任代表各得一个。",
            "qr-code",
        )
        self.check = Button("核对文件…", icon="magnifying-glass")
        self.picture = MenuButton("存图片", icon="caret-down")
        self.save = Button("存 PDF", "Ctrl+S")
        self.print = PrimaryButton("打印", "Ctrl+P")
        self.act(self.check, self.picture, self.save, self.print)
        self._arrange()
        self._connect()
        self._show_ready()

    def _arrange(self) -> None:
        menu = QMenu(self.picture)
        for form, words in PICTURES.items():
            menu.addAction(words).triggered.connect(
                lambda _=False, form=form: self.outlet.ask_folder(form)
            )
        self.picture.setMenu(menu)
        self._panes = {
            PRINT: self.printing,
            WALL: self.wall,
            OFFICIAL: self.official,
            LOOK: self.look,
        }
        for pane in self._panes.values():
            self._stack.addWidget(pane)
        self.body.addWidget(self.views)
        self.body.addWidget(self._stack, 1)
        self.body.addWidget(self.empty, 1)
        self.empty.hide()

    def _connect(self) -> None:
        self.views.changed.connect(self.show_view)
        self.save.clicked.connect(lambda _=False: self.outlet.ask_folder("pdf"))
        self.print.clicked.connect(self.outlet.ask_printer)
        self.check.clicked.connect(self.outlet.ask_file)
        self.printing.choices.calibrate_asked.connect(self.outlet.calibrate)
        self.printing.choices.changed.connect(self._entitle)
        self.printing.ready_changed.connect(self._show_ready)
        self.printing.refused.connect(self.refuse)
        self.printing.inspector.reissue_asked.connect(self._reissue)
        self.printing.inspector.withdraw_asked.connect(self._withdraw)
        self._context.station_changed.connect(self._on_outdated)
        self._tasks.changed.connect(self._on_changed)

    def open(self, code_id: CodeId | None = None, view: str = "", **_others: Any) -> None:
        """Go to one holder's code, or to one of the views."""
        self._wanted = code_id
        if view or code_id is not None:
            self.views.choose(view or PRINT)
            self.show_view(view or PRINT)
        self._go_to_wanted()

    def show_view(self, name: str) -> None:
        self._stack.setCurrentWidget(self._panes[name])
        for button in (self.picture, self.save, self.print):
            button.setVisible(name == PRINT)
        self._reload_view()

    def _reload_view(self) -> None:
        pane = self._stack.currentWidget()
        if isinstance(pane, WallView | OfficialView | LookView):
            pane.reload(self._context.station_id)

    def reload(self) -> None:
        """Ask for the codes of the chosen station, or of the whole district."""
        station_id = self._context.station_id
        self.printing.hold_back()

        def gather(work: "Work") -> tuple[list[CodeRow], int, str, dict[str, bool]]:
            missing = codes.without_code(work, station_id)
            rows = codes.codes(work, station_id)
            return rows, missing, web_address(work), looks.shown(work, station_id)

        self._tasks.read(
            self, gather, lambda answer: self._on_gathered(station_id, answer), self.refuse
        )
        self._reload_view()

    def issue(self) -> None:
        """Give codes to all who have none."""
        station_id = self._context.station_id
        self._tasks.write(
            self, lambda work, _: codes.issue_missing(work, station_id), self._on_issued
        )

    def _on_gathered(
        self,
        station_id: "StationId | None",
        answer: tuple[list[CodeRow], int, str, dict[str, bool]],
    ) -> None:
        rows, missing, self._address, shown = answer
        self._entitle()
        self._stack.setVisible(bool(rows))
        self.views.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if missing and self.message.isHidden():  # what a scan or a command said stays
            words = f"还有 {missing} 个站或代表没有码。"
            self.message.say(words, State.ATTENTION, self.issue, "发码")
        self.printing.show_rows(station_id, rows, shown)
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self._wanted is not None and self.printing.people.holders.rowCount():
            self.printing.go_to(self._wanted)
            self._wanted = None

    def _entitle(self) -> None:
        source = self.printing.choices.chosen_source
        self.entitle("码与海报", source_words(CodeSource(source), self._address))

    def _show_ready(self) -> None:
        ready, pages = self.printing.ready, self.printing.proofing.pages
        for button in (self.picture, self.save, self.print):
            button.setEnabled(ready)
        self.print.say(f"打印 {pages} 张" if ready else "打印")

    def _on_issued(self, new: int) -> None:
        self.message.say(f"已发 {new} 个码。", State.GOOD)

    def _reissue(self, row: CodeRow, why: str) -> None:
        words = f"{row.whose}换了新码；旧的 {row.label} 已停用，请把贴出去的换下来。"
        self._tasks.write(
            self,
            lambda work, _: codes.reissue(work, row.id, why),
            lambda _: self._tell_to_take_down(words),
            self.refuse,
        )

    def _withdraw(self, row: CodeRow, why: str) -> None:
        words = f"{row.whose}的码 {row.label} 已停用，请把贴出去的取下来。"
        self._tasks.write(
            self,
            lambda work, _: codes.withdraw(work, row.id, why),
            lambda _: self._tell_to_take_down(words),
            self.refuse,
        )

    def _tell_to_take_down(self, words: str) -> None:
        self.message.say(words, State.GOOD, self._look_at_the_wall, "看挂在哪里")

    def _look_at_the_wall(self) -> None:
        self.open(view=WALL)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & RELOADS:
            self._on_outdated()
        elif "poster_copy" in kinds and self.isVisible():
            self._reload_view()

    def _on_outdated(self) -> None:
        """Reload now, or when the page is next looked at: proofs are not made for nobody."""
        self._outdated = not self.isVisible()
        if not self._outdated:
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._outdated:
            self._outdated = False
            self.reload()
