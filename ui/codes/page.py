"""码与海报: whom for, which sheet, the true page, the proof; then print or save."""

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from liaison.domain.errors import LiaisonError
from liaison.services import codes
from liaison.services.code_prints import PRINT_KIND_ZH, PrintKind
from liaison.services.code_rows import CodeRow, web_address
from ui import theme
from ui.codes.desk import PaperDesk
from ui.codes.holders import HolderList
from ui.codes.inspector import Inspector
from ui.codes.outlet import Outlet
from ui.codes.printing import image_of
from ui.codes.proofing import Proofing
from ui.context import Context
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import (
    Button,
    Card,
    EmptyState,
    LinkButton,
    Page,
    PlainButton,
    PrimaryButton,
    Text,
    scrolled,
)
from ui.widgets.switch import SegmentedSwitch

if TYPE_CHECKING:
    from liaison.services.work import Work

SIZES = {
    PrintKind.POSTER_A4: [("成品", "A4 竖，每站一张"), ("扫码距离", "码边的 10 倍以内")],
    PrintKind.POSTER_A3: [("成品", "A3 竖，每站一张"), ("扫码距离", "码边的 10 倍以内")],
    PrintKind.CARDS: [("成品", "90 × 54 mm，每页 8 张"), ("扫码距离", "26 厘米以内")],
}


class CodesPage(Page):
    help_zh = (
        "左边勾选给谁印（空格选或不选），上面选海报或代表卡，中间就是要印的那一页。\n"
        "每个码都从画好的页面上读回来、和登记核对过，才能打印或保存。\n"
        "Ctrl+P 打印，Ctrl+S 存 PDF。"
    )

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("码与海报")
        self._tasks, self._context = tasks, context
        self._number = 0
        self.proofing = Proofing(tasks, self)
        self.outlet = Outlet(tasks, self.proofing, self)
        self.check = Button("核对文件…", icon="magnifying-glass")
        self.save = Button("存 PDF", "Ctrl+S")
        self.print = PrimaryButton("打印", "Ctrl+P")
        self.act(self.check, self.save, self.print)
        self.people = HolderList()
        self.kind = SegmentedSwitch("样式", [(kind, PRINT_KIND_ZH[kind]) for kind in PrintKind])
        self.desk = PaperDesk()
        self.inspector = Inspector()
        self.back, self.forth = (
            PlainButton("", icon="caret-left"),
            PlainButton("", icon="caret-right"),
        )
        self.where = Text("", "muted")
        self._content = QWidget()
        self.empty = EmptyState(
            "这里还没有码",
            "建了站、有了代表名册，上面会请你“发码”：每个站、每位在任代表各得一个。",
            "qr-code",
        )
        self._arrange()
        self._connect()
        self._outdated = True

    def _arrange(self) -> None:
        row = QHBoxLayout(self._content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._people_card())
        row.addWidget(self._desk_card(), 1)
        beside = scrolled(self.inspector)
        beside.setFixedWidth(min(290, theme.active().px(224)))
        row.addWidget(beside)
        self.body.addWidget(self._content, 1)
        self.body.addWidget(self.empty, 1)
        self.empty.hide()

    def _people_card(self) -> Card:
        card = Card("给谁", margin=12)
        self._count = card.note
        self.all, self.none = LinkButton("全选"), LinkButton("全不选")
        card.head.addWidget(self.all)
        card.head.addWidget(self.none)
        card.body.addWidget(self.people, 1)
        card.setFixedWidth(min(388, theme.active().px(324)))
        return card

    def _desk_card(self) -> Card:
        card = Card(margin=12)
        for button, name in ((self.back, "上一页"), (self.forth, "下一页")):
            button.setAccessibleName(name)
            button.setToolTip(name)
        below = QHBoxLayout()
        below.addStretch(1)
        for widget in (self.back, self.where, self.forth):
            below.addWidget(widget)
        below.addStretch(1)
        card.body.addWidget(self.kind)
        card.body.addWidget(self.desk, 1)
        card.body.addLayout(below)
        return card

    def _connect(self) -> None:
        self.people.holders.ticked.connect(self._prepare)
        self.people.looked_at.connect(self._on_looked_at)
        self.kind.changed.connect(self._prepare)
        self.all.clicked.connect(lambda: self.people.holders.tick_all(on=True))
        self.none.clicked.connect(lambda: self.people.holders.tick_all(on=False))
        self.back.clicked.connect(lambda: self._turn_to(self._number - 1))
        self.forth.clicked.connect(lambda: self._turn_to(self._number + 1))
        self.desk.resized.connect(self._draw)
        self.save.clicked.connect(self.outlet.ask_folder)
        self.print.clicked.connect(self.outlet.ask_printer)
        self.check.clicked.connect(self.outlet.ask_file)
        self.inspector.reissue_asked.connect(self._reissue)
        self.inspector.withdraw_asked.connect(self._withdraw)
        self.proofing.began.connect(self._on_began)
        self.proofing.advanced.connect(self._on_advanced)
        self.proofing.finished.connect(self._on_proved)
        self.proofing.failed.connect(self._on_failed)
        self._context.station_changed.connect(self._on_outdated)
        self._tasks.changed.connect(self._on_changed)

    def reload(self) -> None:
        """Ask for the codes of the chosen station, or of the whole district."""
        station_id = self._context.station_id
        self._allow(ready=False)

        def gather(work: "Work") -> tuple[list[CodeRow], int, str]:
            missing = codes.without_code(work, station_id)
            return codes.codes(work, station_id), missing, web_address(work)

        self._tasks.read(self, gather, self._on_gathered, self._on_failed)

    def issue(self) -> None:
        """Give codes to all who have none."""
        station_id = self._context.station_id
        self._tasks.write(
            self, lambda work, _: codes.issue_missing(work, station_id), self._on_issued
        )

    def _on_gathered(self, answer: tuple[list[CodeRow], int, str]) -> None:
        rows, missing, address = answer
        rows = sorted(rows, key=lambda row: row.withdrawn_on is not None)
        self.people.holders.show_rows(rows)
        opens = f"扫码打开 {address}" if address else "没有设置网址：码里是编号，扫码不打开网页"
        self.entitle("码与海报", opens)
        self._content.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if missing:
            words = f"还有 {missing} 个站或代表没有码。"
            self.message.say(words, State.ATTENTION, self.issue, "发码")
        self.inspector.look_at(None)
        self._prepare()

    def _prepare(self) -> None:
        holders = self.people.holders
        chosen = holders.chosen()
        self._count.setText(f"已选 {len(chosen)} / {holders.standing}")
        self.inspector.show_paper([*SIZES[self.kind.value], ("打印", "按实际尺寸，不缩放")])
        self.proofing.prepare(self._context.station_id, self.kind.value, chosen)

    def _on_began(self) -> None:
        self._number = 0
        self._allow(ready=False)
        self.inspector.proof.say("正在回读", "…", "", State.INFO)

    def _on_advanced(self, done: int, total: int) -> None:
        if not self.proofing.made and total > 1:
            self.inspector.proof.say("正在回读", f"{done} / {total} 个文件", "", State.INFO)

    def _on_proved(self) -> None:
        proofing = self.proofing
        if not proofing.made:
            words = "勾选要印的站" if self.kind.value is not PrintKind.CARDS else "勾选要印的代表"
            self.inspector.proof.say("没有要印的", "0", words, State.NEUTRAL)
            self.desk.lay((595.0, 842.0))
            return
        missing = "、".join(sorted(proofing.missing))
        note = f"字库里没有 {missing}，已用〓标出" if missing else "内容与登记一致"
        state = State.ATTENTION if missing else State.GOOD
        total = proofing.codes
        self.inspector.proof.say("每个码已回读", f"✓ {total} / {total}", note, state)
        self._allow(ready=True)
        current = self.people.current
        place = proofing.page_of(current.payload) if current else None
        self._turn_to(place or 0)

    def _on_failed(self, error: LiaisonError) -> None:
        self.refuse(error)
        self._allow(ready=False)
        self.inspector.proof.say("没有通过", "✕", "不能打印，也不能保存", State.OVERDUE)

    def _allow(self, *, ready: bool) -> None:
        for button in (self.save, self.print):
            button.setEnabled(ready)
        self.print.say(f"打印 {self.proofing.pages} 张" if ready else "打印")
        for button in (self.back, self.forth):
            button.setEnabled(ready)
        self.where.setText("")

    def _turn_to(self, number: int) -> None:
        pages = self.proofing.pages
        if not 0 <= number < pages:
            return
        self._number = number
        self.back.setEnabled(number > 0)
        self.forth.setEnabled(number < pages - 1)
        self.where.setText(f"第 {number + 1} / {pages} 张")
        self.desk.setAccessibleName(f"预览：{self.proofing.page(number)[0].station}")
        self.desk.lay(self.proofing.size(number))
        self._draw()

    def _draw(self) -> None:
        if self.proofing.made:
            number = self._number
            self.proofing.draw(
                number,
                self.desk.dpi(),
                lambda picture: self._show(number, picture),
            )

    def _show(self, number: int, picture: Any) -> None:
        if number == self._number:
            self.desk.show_image(image_of(picture))

    def _on_looked_at(self, row: CodeRow | None) -> None:
        self.inspector.look_at(row)
        place = self.proofing.page_of(row.payload) if row and self.proofing.made else None
        if place is not None and place != self._number:
            self._turn_to(place)

    def _on_issued(self, new: int) -> None:
        self.message.say(f"已发 {new} 个码。", State.GOOD)

    def _reissue(self, row: CodeRow, why: str) -> None:
        words = f"{row.whose}换了新码；旧的 {row.label} 已停用，请把贴出去的换下来。"
        self._tasks.write(
            self,
            lambda work, _: codes.reissue(work, row.id, why),
            lambda _: self.message.say(words, State.GOOD),
            self.refuse,
        )

    def _withdraw(self, row: CodeRow, why: str) -> None:
        words = f"{row.whose}的码 {row.label} 已停用，请把贴出去的取下来。"
        self._tasks.write(
            self,
            lambda work, _: codes.withdraw(work, row.id, why),
            lambda _: self.message.say(words, State.GOOD),
            self.refuse,
        )

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"code", "station", "representative", "seat", "setting"}:
            self._on_outdated()

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
