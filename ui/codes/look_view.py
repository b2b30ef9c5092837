"""本站样子: the station's own title, slogan, colour, picture, and what stands on its sheets."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from liaison.domain.errors import InvalidForm, LiaisonError
from liaison.domain.ids import StationId
from liaison.domain.look import COLOUR, FIELD_ZH
from liaison.services import looks, photos
from liaison.services.looks import LookForm
from ui import theme
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import (
    Button,
    Card,
    EmptyState,
    Field,
    Page,
    PlainButton,
    PrimaryButton,
    Text,
    scrolled,
)

PICTURE_KINDS = "图片 (*.png *.jpg *.jpeg)"
PICTURE_WIDTH, PICTURE_HEIGHT = 240, 150


class LookView(QWidget):
    def __init__(self, tasks: Tasks, page: Page) -> None:
        super().__init__()
        self._tasks, self._page = tasks, page
        self._station_id: StationId | None = None
        self.title, self.slogan, self.colour = QLineEdit(), QLineEdit(), QLineEdit()
        self.title.setPlaceholderText("不填就用“人大代表联络站”")
        self.slogan.setPlaceholderText("不填就用“扫一扫　找代表　提建议”")
        self.colour.setPlaceholderText("#b3201f")
        self.pick = Button("选颜色…")
        self.swatch = QWidget()
        self.accepted, self.not_accepted = QPlainTextEdit(), QPlainTextEdit()
        self.shown = {name: QCheckBox(word) for name, word in FIELD_ZH.items()}
        self.fields = {
            "title": Field("大标题", self.title),
            "slogan": Field("口号", self.slogan, "三段，用空格隔开"),
            "colour": Field("颜色", self.colour, "深色，白字要看得清"),
            "accepted": Field("这些可以说", self.accepted, "一行一条，最多三条"),
            "not_accepted": Field("这些不受理", self.not_accepted, "一行一条，最多三条"),
        }
        self.picture = Text("没有图片", "muted")
        self.choose, self.remove = Button("换图片…"), PlainButton("去掉")
        self.save = PrimaryButton("保存", "Ctrl+S")
        self.empty = EmptyState(
            "先选一个联络站", "每个站有自己的样子：在左上角选站以后再改。", "storefront"
        )
        self._content = QWidget()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        words = Card("文字和颜色")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.addWidget(self.fields["title"], 0, 0)
        grid.addWidget(self.fields["slogan"], 0, 1)
        colour = QHBoxLayout()
        colour.setSpacing(8)
        self.swatch.setFixedSize(theme.active().px(34), theme.active().px(34))
        self.swatch.setAutoFillBackground(True)
        colour.addWidget(self.fields["colour"], 1)
        colour.addWidget(self.swatch)
        colour.addWidget(self.pick)
        grid.addLayout(colour, 1, 0, 1, 2)
        for column, name in enumerate(("accepted", "not_accepted")):
            self.fields[name].editor.setFixedHeight(theme.active().px(92))
            grid.addWidget(self.fields[name], 2, column)
        words.body.addLayout(grid)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.save)
        words.body.addLayout(row)
        left = QVBoxLayout()
        left.addWidget(words)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self._shown_card())
        right.addWidget(self._picture_card())
        right.addStretch(1)
        whole = QHBoxLayout(self._content)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        whole.addLayout(left, 3)
        whole.addLayout(right, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(self._content)
        box.addWidget(self._area, 1)
        box.addWidget(self.empty, 1)

    def _shown_card(self) -> Card:
        card = Card("印上这些", "打印时还可以临时改")
        for tick in self.shown.values():
            card.body.addWidget(tick)
        return card

    def _picture_card(self) -> Card:
        card = Card("站的图片")
        self.picture.setFixedSize(PICTURE_WIDTH, PICTURE_HEIGHT)
        card.body.addWidget(self.picture)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.choose)
        row.addWidget(self.remove)
        row.addStretch(1)
        card.body.addLayout(row)
        return card

    def _connect(self) -> None:
        self.colour.textChanged.connect(self._show_swatch)
        self.pick.clicked.connect(self._on_pick_clicked)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.remove.clicked.connect(lambda: self._put_picture(None))
        self.save.clicked.connect(self._on_save_clicked)

    def reload(self, station_id: StationId | None) -> None:
        """Show a station's look; of the whole district there is none."""
        self._station_id = station_id
        self.empty.setVisible(station_id is None)
        self._area.setVisible(station_id is not None)
        if station_id is not None:
            self._tasks.read(
                self,
                lambda work: (
                    looks.look(work, station_id),
                    photos.station_picture(work, station_id),
                ),
                self._on_read,
                self._page.refuse,
            )

    def _on_read(self, answer: tuple[LookForm, bytes | None]) -> None:
        form, picture = answer
        for field in self.fields.values():
            field.complain("")
        self.title.setText(form.title)
        self.slogan.setText(form.slogan)
        self.colour.setText(form.colour)
        self.accepted.setPlainText(form.accepted)
        self.not_accepted.setPlainText(form.not_accepted)
        for name, tick in self.shown.items():
            tick.setChecked(bool(form.shown.get(name)))
        self._show_swatch()
        self._show_picture(picture)

    def _show_picture(self, content: bytes | None) -> None:
        self.remove.setVisible(content is not None)
        image = QImage.fromData(content) if content else QImage()
        if image.isNull():
            self.picture.setText("没有图片")
            return
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap.fromImage(image).scaled(
            int(PICTURE_WIDTH * ratio),
            int(PICTURE_HEIGHT * ratio),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        pixmap.setDevicePixelRatio(ratio)
        self.picture.setPixmap(pixmap)

    def _show_swatch(self) -> None:
        colour = QColor(self.colour.text().strip() or COLOUR)
        palette = self.swatch.palette()
        ground = colour if colour.isValid() else theme.active().color("neutral_bg")
        palette.setColor(self.swatch.backgroundRole(), ground)
        self.swatch.setPalette(palette)

    def _on_pick_clicked(self) -> None:
        now = QColor(self.colour.text().strip() or COLOUR)
        chosen = QColorDialog.getColor(now, self, "海报的颜色")
        if chosen.isValid():
            self.colour.setText(chosen.name())

    def _on_choose_clicked(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "站的图片", str(Path.home()), PICTURE_KINDS)
        if name:
            self.put_picture(Path(name))

    def put_picture(self, path: Path) -> None:
        """Take a picture from a file; a file that can't be read is told in the page."""
        try:
            content = path.read_bytes()
        except OSError:
            self._page.message.say(f"打不开“{path.name}”，没有改动。", State.OVERDUE)
            return
        self._put_picture(content)

    def _put_picture(self, content: bytes | None) -> None:
        station_id = self._station_id
        if station_id is None:
            return
        words = "图片已换。" if content else "图片已去掉。"
        self._tasks.write(
            self,
            lambda work, _: photos.put_station_picture(work, station_id, content),
            lambda _: self._page.message.say(words, State.GOOD),
            self._page.refuse,
        )

    def _on_save_clicked(self) -> None:
        station_id = self._station_id
        if station_id is None:
            return
        form = LookForm(
            title=self.title.text(),
            slogan=self.slogan.text(),
            colour=self.colour.text(),
            accepted=self.accepted.toPlainText(),
            not_accepted=self.not_accepted.toPlainText(),
            shown={name: tick.isChecked() for name, tick in self.shown.items()},
        )
        self._tasks.write(
            self,
            lambda work, _: looks.put(work, station_id, form),
            lambda _: self._page.message.say("已保存，海报按新的样子印。", State.GOOD),
            self._on_failed,
        )

    def _on_failed(self, error: LiaisonError) -> None:
        from liaison.domain.words import problem_words

        if not isinstance(error, InvalidForm):
            self._page.refuse(error)
            return
        for problem in error.problems:
            if problem.field in self.fields:
                self.fields[problem.field].complain(problem_words(problem))
