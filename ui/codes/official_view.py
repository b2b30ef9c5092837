"""官方码: what the platform issued, brought in one by one or as a sheet or folder of pictures."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from liaison.domain.errors import LiaisonError
from liaison.domain.ids import StationId
from liaison.domain.progress import Progress
from liaison.services import codes, official_links
from liaison.services.code_rows import CodeRow
from liaison.services.official_links import Outcome
from ui.table import Column, PagedTableModel, Rows
from ui.tag import Tag
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Card, Field, Page, PlainButton, PrimaryButton, Text, scrolled
from ui.widgets.line import Option, SearchCombo
from ui.widgets.table import ListTable

if TYPE_CHECKING:
    from liaison.services.work import Work

KINDS = "表格或图片 (*.xlsx *.csv *.png *.jpg *.jpeg *.pdf)"
HOW = (
    "平台给每个站、每位代表发了码的，导入到这里：可以选一张表（姓名、联络站、链接三列），"
    "也可以选一个文件夹，里面的图片用姓名或编号作文件名。先看核对结果，再导入。"
)


class OfficialView(QWidget):
    def __init__(self, tasks: Tasks, page: Page) -> None:
        super().__init__()
        self._tasks, self._page = tasks, page
        self._rows: list[CodeRow] = []
        self._station_id: StationId | None = None
        self._source: Path | None = None
        self.count = Text("", "muted")
        self.file, self.folder = Button("选文件…"), Button("选文件夹…")
        self.model: PagedTableModel[CodeRow] = PagedTableModel(
            COLUMNS, self._fetch, lambda row: row.id, None, self
        )
        self.table = ListTable(self.model, "官方码", "official_links")
        self.whose = SearchCombo("谁的")
        self.link = QLineEdit()
        self.link.setProperty("takesCodes", True)
        self.link.setPlaceholderText("粘贴链接，或用扫码枪扫")
        self.whose_field = Field("谁的", self.whose, "姓名、站名或拼音首字母")
        self.link_field = Field("链接", self.link)
        self.one = PrimaryButton("导入这一个")
        self.result = Card("核对结果")
        self.found = Text("", wrap=True)
        self.take = PrimaryButton("导入")
        self.drop = PlainButton("不导入")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        left = Card(margin=1)
        left.body.setSpacing(0)
        left.body.addWidget(self.table, 1)
        below = QHBoxLayout()
        below.setContentsMargins(16, 8, 16, 8)
        below.addWidget(self.count, 1)
        left.body.addLayout(below)
        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(12)
        side.addWidget(self._many_card())
        side.addWidget(self._result_card())
        side.addWidget(self._one_card())
        side.addStretch(1)
        area = scrolled(right)
        area.setFixedWidth(420)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addWidget(left, 1)
        whole.addWidget(area)

    def _many_card(self) -> Card:
        card = Card("导入一批")
        card.body.addWidget(Text(HOW, "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.file)
        row.addWidget(self.folder)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _result_card(self) -> Card:
        self.found.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.result.body.addWidget(self.found)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.drop)
        row.addWidget(self.take)
        self.result.body.addLayout(row)
        self.result.hide()
        return self.result

    def _one_card(self) -> Card:
        card = Card("导入一个")
        card.body.addWidget(self.whose_field)
        card.body.addWidget(self.link_field)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.one)
        card.body.addLayout(row)
        return card

    def _connect(self) -> None:
        self.file.clicked.connect(self._ask_file)
        self.folder.clicked.connect(self._ask_folder)
        self.take.clicked.connect(self._on_take_clicked)
        self.drop.clicked.connect(self.result.hide)
        self.one.clicked.connect(self._on_one_clicked)

    def reload(self, station_id: StationId | None) -> None:
        self._station_id = station_id
        self._tasks.read(
            self, lambda work: codes.codes(work, station_id), self._on_read, self._page.refuse
        )

    def _on_read(self, rows: list[CodeRow]) -> None:
        self._rows = [row for row in rows if row.withdrawn_on is None]
        held = sum(bool(row.official) for row in self._rows)
        self.count.setText(f"共 {len(self._rows)} 个站和代表，{held} 个有官方码")
        self.model.reload()
        self.whose.offer(
            [Option(row.id, f"{row.whose} / {row.label}", row.whose) for row in self._rows]
        )

    def _fetch(self, after: object, limit: int, done: Rows) -> None:
        keys: list[object] = [row.id for row in self._rows]
        begin = keys.index(after) + 1 if after in keys else 0
        done(self._rows[begin : begin + limit])

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "平台发的码", str(Path.home()), KINDS)
        if name:
            self.look_into(Path(name))

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "平台发的二维码图片", str(Path.home()))
        if folder:
            self.look_into(Path(folder))

    def look_into(self, source: Path) -> None:
        """Read a sheet, a picture or a folder and say what an import would do; nothing is written."""
        self._source = source

        def look(work: "Work") -> Outcome:
            return official_links.bring_in(work, source, dry_run=True)

        self._tasks.read(self, look, self._on_looked, self._page.refuse)

    def _on_looked(self, outcome: Outcome) -> None:
        self.result.show()
        self.found.setText("\n".join(outcome.lines()))
        self.take.setEnabled(bool(outcome.new))
        self.take.say(f"导入 {outcome.new} 个" if outcome.new else "没有新的")

    def _on_take_clicked(self) -> None:
        source = self._source
        if source is None:
            return

        def bring(work: "Work", _progress: Progress) -> Outcome:
            return official_links.bring_in(work, source)

        self._tasks.write(self, bring, self._on_brought, self._page.refuse)

    def _on_brought(self, outcome: Outcome) -> None:
        self.result.hide()
        self._page.message.say(f"已导入 {outcome.new} 个官方码。", State.GOOD)

    def _on_one_clicked(self) -> None:
        self.whose.settle()
        row = next((one for one in self._rows if one.id == self.whose.value), None)
        text = self.link.text().strip()
        self.whose_field.complain("" if row else "请选谁的码")
        self.link_field.complain("" if text else "请粘贴链接")
        if row is None or not text:
            return

        def put(work: "Work", _progress: Progress) -> object:
            return official_links.put(work, row.id, text)

        self._tasks.write(self, put, lambda _: self._on_put(row), self._on_one_failed)

    def _on_put(self, row: CodeRow) -> None:
        self.link.clear()
        self._page.message.say(f"已导入{row.whose}的官方码。", State.GOOD)

    def _on_one_failed(self, error: LiaisonError) -> None:
        from liaison.domain.words import sentence

        self.link_field.complain(sentence(error))


def _state(row: CodeRow) -> Tag:
    return Tag("已导入", State.GOOD) if row.official else Tag("没有", State.NEUTRAL)


COLUMNS: tuple[Column[CodeRow], ...] = (
    Column("谁", lambda row: row.whose, width=220),
    Column("官方链接", lambda row: row.official),
    Column("", lambda _: "", tag=_state, width=110),
)
