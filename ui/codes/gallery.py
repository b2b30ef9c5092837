"""The sheets to choose from, each shown as it prints."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QWidget

from ui import theme

if TYPE_CHECKING:
    from liaison.services.code_prints import TemplateRow

NameRole = Qt.ItemDataRole.UserRole + 1
PICTURE = 84
"""Pixels of a picture's longer side at 100 %."""
LEAST_WIDTH = 96


class Gallery(QListWidget):
    """Arrow keys or a click choose one."""

    chosen = Signal(str)
    """The template's name; only when a person chose it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("样式")
        self.setObjectName("gallery")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        look = theme.active()
        side = look.px(PICTURE)
        self.setIconSize(QSize(side, side))
        self._cell = QSize(look.px(LEAST_WIDTH), side + look.px(50))
        self.setGridSize(self._cell)
        self.setFont(look.font(12))
        self.currentItemChanged.connect(self._on_current_changed)

    def show_templates(self, rows: "Sequence[TemplateRow]") -> None:
        """Replace all, keeping the choice; no picture yet."""
        kept = self.value
        with QSignalBlocker(self):
            self._fill(rows)
        if rows:
            self.choose(kept or rows[0].name)

    def _fill(self, rows: "Sequence[TemplateRow]") -> None:
        self.clear()
        for row in rows:
            item = QListWidgetItem(_blank(self.iconSize()), f"{row.title}\n{_size(row.note)}")
            item.setData(NameRole, row.name)
            item.setToolTip(f"{row.title}：{row.note}")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.title}，{row.note}")
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
            item.setSizeHint(self._cell)
            self.addItem(item)

    @property
    def value(self) -> str:
        """The chosen template's name; "" before there are any."""
        item = self.currentItem()
        return str(item.data(NameRole)) if item else ""

    def choose(self, name: str) -> None:
        """Choose without telling `chosen`."""
        with QSignalBlocker(self):
            self.setCurrentRow(max(0, self._place(name)))

    def show_picture(self, name: str, image: QImage) -> None:
        """A template's first page, small."""
        place = self._place(name)
        if place >= 0:
            self.item(place).setIcon(_framed(image, self.iconSize()))

    def _place(self, name: str) -> int:
        names = [self.item(place).data(NameRole) for place in range(self.count())]
        return names.index(name) if name in names else -1

    def _on_current_changed(self, now: QListWidgetItem | None) -> None:
        if now is not None:
            self.chosen.emit(str(now.data(NameRole)))


def _size(note: str) -> str:
    """The first part of a template's note: `90 × 54`."""
    return note.partition("，")[0].removesuffix(" mm")


def _blank(size: QSize) -> QIcon:
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)


def _framed(image: QImage, size: QSize) -> QIcon:
    """The page in the middle of its place with a hairline round it; chosen or not, the same colours."""
    ratio = 2
    inner = QSize(size.width() * ratio - 4, size.height() * ratio - 4)
    page = image.scaled(
        inner, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    pixmap = QPixmap(size * ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    left = (pixmap.width() - page.width()) // 2
    top = (pixmap.height() - page.height()) // 2
    painter.drawImage(left, top, page)
    painter.setPen(QColor(theme.active().color("line_strong")))
    painter.drawRect(left - 1, top - 1, page.width() + 1, page.height() + 1)
    painter.end()
    icon = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
        icon.addPixmap(pixmap, mode)
    return icon
