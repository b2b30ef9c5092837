"""A representative's photograph in the record: seen, changed, taken away."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.errors import LiaisonError
from liaison.domain.ids import RepresentativeId
from liaison.services import photos
from ui import theme
from ui.tasks import Tasks
from ui.widgets import Avatar, LinkButton, Text

KINDS = "图片 (*.jpg *.jpeg *.png *.webp)"
WIDTH, HEIGHT = 60, 80


class Photo(QWidget):
    said = Signal(str)
    refused = Signal(object)
    """LiaisonError"""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._key: RepresentativeId | None = None
        self._name = ""
        self.picture = Text()
        look = theme.active()
        self.picture.setFixedSize(look.px(WIDTH), look.px(HEIGHT))
        self.avatar = Avatar("", 48)
        self.change, self.remove = LinkButton("放照片…"), LinkButton("去掉")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.picture)
        box.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.change)
        row.addWidget(self.remove)
        row.addStretch(1)
        box.addLayout(row)
        self.change.clicked.connect(self._on_change_clicked)
        self.remove.clicked.connect(lambda: self.put(None))
        self._show(None)

    def show_person(self, key: RepresentativeId, name: str) -> None:
        self._key, self._name = key, name
        self.avatar.say(name)
        self.picture.setAccessibleName(f"{name}的照片")
        self._tasks.read(
            self, lambda work: photos.photo(work, key), lambda found: self._on_read(key, found)
        )

    def take(self, path: Path) -> None:
        """Take a photograph from a file."""
        from liaison.domain.errors import BadInput

        try:
            content = path.read_bytes()
        except OSError:
            self.refused.emit(BadInput("file_not_readable", file=path.name))
            return
        self.put(content)

    def put(self, content: bytes | None) -> None:
        """Set the photograph, or take it away."""
        key = self._key
        if key is None:
            return
        words = f"{self._name}的照片已{'换' if content else '去掉'}。"
        self._tasks.write(
            self,
            lambda work, _: photos.put(work, key, content),
            lambda _: self._on_put(words),
            self._on_failed,
        )

    def _on_put(self, words: str) -> None:
        self.said.emit(words)
        if self._key is not None:
            self.show_person(self._key, self._name)

    def _on_failed(self, error: LiaisonError) -> None:
        self.refused.emit(error)

    def _on_read(self, key: RepresentativeId, content: bytes | None) -> None:
        if key == self._key:
            self._show(content)

    def _show(self, content: bytes | None) -> None:
        image = QImage.fromData(content) if content else QImage()
        held = not image.isNull()
        self.picture.setVisible(held)
        self.avatar.setVisible(not held)
        self.remove.setVisible(held)
        self.change.say("换照片…" if held else "放照片…")
        if held:
            ratio = self.devicePixelRatioF()
            size = self.picture.size() * ratio
            pixmap = QPixmap.fromImage(image).scaled(
                size,
                Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation,
            )
            pixmap.setDevicePixelRatio(ratio)
            self.picture.setPixmap(pixmap)

    def _on_change_clicked(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "照片", str(Path.home()), KINDS)
        if name:
            self.take(Path(name))
