"""打印: whom for, which sheet, the true page, the proof; then print or save."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from liaison.domain.codes import CODE_SOURCE_ZH, CodeSource
from liaison.domain.errors import LiaisonError
from liaison.domain.look import FIELD_ZH
from liaison.services.code_prints import TemplateRow, templates
from liaison.services.code_rows import CodeRow, said
from ui import theme
from ui.codes.choices import Choices
from ui.codes.desk import PaperDesk
from ui.codes.gallery import Gallery
from ui.codes.holders import HolderList
from ui.codes.inspector import Inspector
from ui.codes.printing import image_of
from ui.codes.proofing import Proofing, Question
from ui.codes.thumbnails import Thumbnails
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Card, LinkButton, PlainButton, Text, scrolled

if TYPE_CHECKING:
    from liaison.domain.ids import CodeId, StationId


LARGE = 1.2
"""Scale of the text from which the sheets stand in one column, so that the page keeps its room."""


class PrintingView(QWidget):
    ready_changed = Signal()
    """Whether there is something proved, and how many pages."""
    refused = Signal(object)
    """LiaisonError"""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._station_id: StationId | None = None
        self.ready = False
        self.proofing = Proofing(tasks, self)
        self.people = HolderList()
        self.gallery = Gallery()
        self.desk = PaperDesk()
        self.choices = Choices(tuple(FIELD_ZH.items()))
        self.inspector = Inspector(self.choices)
        self.back = PlainButton("", icon="caret-left")
        self.forth = PlainButton("", icon="caret-right")
        self.where = Text("", "muted")
        self._templates: dict[str, TemplateRow] = {row.name: row for row in templates()}
        self.gallery.show_templates(tuple(self._templates.values()))
        self._thumbnails = Thumbnails(tasks, self)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._people_card())
        row.addWidget(self._gallery_card())
        row.addWidget(self._desk_card(), 1)
        beside = scrolled(self.inspector)
        beside.setFixedWidth(min(250, theme.active().px(216)))
        row.addWidget(beside)

    def _people_card(self) -> Card:
        card = Card("给谁", margin=12)
        self._count = card.note
        self.all, self.none = LinkButton("全选"), LinkButton("全不选")
        card.head.addWidget(self.all)
        card.head.addWidget(self.none)
        card.body.addWidget(self.people, 1)
        card.setFixedWidth(min(300, theme.active().px(280)))
        return card

    def _gallery_card(self) -> Card:
        card = Card("样式", f"{len(self._templates)} 种", margin=8)
        card.body.addWidget(self.gallery, 1)
        look = theme.active()
        card.setFixedWidth(look.px(228 if look.scale < LARGE else 126))
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
        card.body.addWidget(self.desk, 1)
        card.body.addLayout(below)
        return card

    def _connect(self) -> None:
        self.people.holders.ticked.connect(self.prepare)
        self.people.looked_at.connect(self._on_looked_at)
        self.gallery.chosen.connect(self.prepare)
        self.choices.changed.connect(self.prepare)
        self.all.clicked.connect(lambda: self.people.holders.tick_all(on=True))
        self.none.clicked.connect(lambda: self.people.holders.tick_all(on=False))
        self.back.clicked.connect(lambda: self._turn_to(self._number - 1))
        self.forth.clicked.connect(lambda: self._turn_to(self._number + 1))
        self.desk.resized.connect(self._draw)
        self.proofing.began.connect(self._on_began)
        self.proofing.advanced.connect(self._on_advanced)
        self.proofing.finished.connect(self._on_proved)
        self.proofing.failed.connect(self._on_failed)
        self._thumbnails.made.connect(self.gallery.show_picture)

    @property
    def template(self) -> TemplateRow:
        return self._templates[self.gallery.value]

    def show_rows(
        self,
        station_id: "StationId | None",
        rows: list[CodeRow],
        shown: dict[str, bool],
    ) -> None:
        """Codes of a station (None: the whole district), and the fields that its sheets show."""
        self._station_id = station_id
        self.people.holders.show_rows(sorted(rows, key=lambda row: row.withdrawn_on is not None))
        self.choices.show_fields(shown)
        self.inspector.look_at(None)
        self.prepare()
        first = next((row for row in rows if row.withdrawn_on is None), None)
        if first is not None:
            self._thumbnails.draw(first.station_id, tuple(self._templates.values()))

    def hold_back(self) -> None:
        """Nothing can be printed or saved until it has been gathered and proved anew."""
        self._allow(ready=False)

    def go_to(self, code_id: "CodeId") -> None:
        """Make one holder's code the current one, on the sheet it stands on."""
        self.people.go_to(code_id)

    def prepare(self) -> None:
        """Make and prove the sheets for what is ticked and chosen."""
        holders, source = self.people.holders, self.choices.chosen_source
        holders.ask_for(source)
        chosen = holders.chosen()
        self._count.setText(f"已选 {len(chosen)} / {holders.standing}")
        template = self.template
        self.inspector.show_paper(_facts(template))
        self.proofing.prepare(
            Question(
                self._station_id,
                template.name,
                chosen,
                source,
                tuple(sorted(self.choices.fields.items())),
                self.choices.bleed.isChecked(),
                self.choices.emblem.isChecked(),
            )
        )

    def _on_began(self) -> None:
        self._number = 0
        self._allow(ready=False)
        self.inspector.proof.say("正在回读", "…", "", State.INFO)

    def _on_advanced(self, done: int, total: int) -> None:
        if not self.proofing.made and total > 1:
            self.inspector.proof.say("正在回读", f"{done} / {total} 页", "", State.INFO)

    def _on_proved(self) -> None:
        proofing = self.proofing
        if not proofing.made:
            self.inspector.proof.say("没有要印的", "0", self._why_nothing(), State.NEUTRAL)
            self.desk.lay((595.0, 842.0))
            return
        missing = "、".join(sorted(proofing.missing))
        note = f"字库里没有 {missing}，已用〓标出" if missing else "弄脏、拍歪也读得出"
        state = State.ATTENTION if missing else State.GOOD
        total = proofing.codes
        self.inspector.proof.say("每个码已回读", f"✓ {total} / {total}", note, state)
        self._allow(ready=True)
        current = self.people.current
        place = self._page_of(current) if current else None
        self._turn_to(place or 0)

    def _why_nothing(self) -> str:
        source = self.choices.chosen_source
        if source is CodeSource.OFFICIAL and not self.people.holders.chosen():
            return "还没有官方链接，请到“官方码”导入"
        return "勾选要印的站" if self.template.for_station else "勾选要印的代表"

    def _on_failed(self, error: LiaisonError) -> None:
        self.refused.emit(error)
        self._allow(ready=False)
        self.inspector.proof.say("没有通过", "✕", "不能打印，也不能保存", State.OVERDUE)

    def _allow(self, *, ready: bool) -> None:
        self.ready = ready
        for button in (self.back, self.forth):
            button.setEnabled(ready)
        self.where.setText("")
        self.ready_changed.emit()

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

    def _page_of(self, row: CodeRow) -> int | None:
        return self.proofing.page_of(said(row, self.choices.chosen_source))

    def _on_looked_at(self, row: CodeRow | None) -> None:
        self.inspector.look_at(row)
        place = self._page_of(row) if row and self.proofing.made else None
        if place is not None and place != self._number:
            self._turn_to(place)


def _facts(template: TemplateRow) -> list[tuple[str, str]]:
    reach = template.code_mm / 100
    metres = f"{reach:.1f} 米以内" if reach >= 1 else f"{template.code_mm:.0f} 厘米以内"
    return [
        ("成品", template.note),
        ("码边", f"{template.code_mm:.0f} mm"),
        ("扫码距离", metres),
        ("打印", "按实际尺寸，不缩放"),
    ]


def source_words(source: CodeSource, address: str) -> str:
    """What a scan of a code of this source does, for the page's subtitle."""
    if source is not CodeSource.OWN:
        return CODE_SOURCE_ZH[source]
    return f"扫码打开 {address}" if address else "没有设置网址：码里是编号，扫码不打开网页"
