"""A state in a chip: icon and word on a quiet ground."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.tag import Tag
from ui.theme import STATE_ICON, State

SIDE = 8
ICON = 13
GAP = 3


def _icon_of(tag: Tag) -> str:
    return tag.icon or ("" if tag.state == State.NEUTRAL else STATE_ICON[tag.state])


def chip_width(tag: Tag) -> int:
    """Pixels that the chip needs."""
    look = theme.active()
    words = QFontMetrics(look.font(12)).horizontalAdvance(tag.word)
    return words + 2 * SIDE + (look.px(ICON) + GAP if _icon_of(tag) else 0) + 1


def paint_chip(painter: QPainter, box: QRectF, tag: Tag) -> None:
    """Paint into `box`; words that do not fit end in an ellipsis."""
    look = theme.active()
    ink, ground = look.state_colors(tag.state)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    left = box.left() + SIDE
    name = _icon_of(tag)
    if name:
        size = look.px(ICON)
        icons.draw(painter, name, QRectF(left, box.center().y() - size / 2, size, size), ink)
        left += size + GAP
    font = look.font(12)
    painter.setFont(font)
    painter.setPen(ink)
    room = box.right() - SIDE - left + 1
    words = QFontMetrics(font).elidedText(tag.word, Qt.TextElideMode.ElideRight, int(room) + 1)
    painter.drawText(
        QRectF(left, box.top(), room + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, words
    )
    painter.restore()


class Chip(QWidget):
    """A chip on a page; says its word to a screen reader."""

    def __init__(
        self,
        word: str = "",
        state: State = State.NEUTRAL,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._blank = False
        self.say(word, state, icon)

    @property
    def word(self) -> str:
        return self._tag.word

    def say(self, word: str, state: State = State.NEUTRAL, icon: str = "") -> None:
        self._tag = Tag(word, state, icon)
        self.setAccessibleName(word)
        if not word:
            self._blank = True
            self.hide()
        elif self._blank:
            self._blank = False
            self.setVisible(self.parent() is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._tag), theme.active().px(22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._tag)
        painter.end()
