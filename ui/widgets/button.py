"""Buttons; one primary a page. A key shown on a button is the key that presses it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui import icons, theme

GAP = 8
EDGE = 4
"""Points that words leave free of a button's own, at both sides together; a link has no more."""


def shown_key(key: str) -> str:
    """`Ctrl+Return` as people read it: `Ctrl ↵`."""
    return key.replace("Return", "↵").replace("+", " ")


def press_with(button: QAbstractButton, key: str) -> None:
    """Let a key press a visible button at once (a button's own shortcut waits a tenth of a second)."""
    QShortcut(QKeySequence(key), button).activated.connect(button.click)


class Button(QPushButton):
    """A button with an optional icon and key.

    `key` presses the button; with `own_key=False` it is only shown, because the window owns it.
    """

    kind = ""
    icon_last = False
    """The icon stands after the words: a menu's arrow."""

    def __init__(
        self,
        words: str,
        key: str = "",
        icon: str = "",
        *,
        own_key: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._key, self._icon = key, icon
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAccessibleName(words)
        if self.kind:
            self.setProperty("kind", self.kind)
        if key and own_key:
            press_with(self, key)
        if key:
            self.setToolTip(f"{words}（{shown_key(key)}）")

    def say(self, words: str) -> None:
        """Change the words; the key stays."""
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        look = theme.active()
        extra = 0
        if self._icon:
            extra += look.px(16) + (GAP - 2 if self.text() else 0)
        if self._key:
            extra += _key_width(self._key) + GAP
        return QSize(size.width() + extra, size.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._icon and not self._key:
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""  # type: ignore[attr-defined]
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        ink = self._ink()
        self._paint_parts(painter, ink)
        painter.end()

    def _ink(self) -> QColor:
        look = theme.active()
        if not self.isEnabled():
            return look.color("muted")
        return look.color(
            {"primary": "on_accent", "danger": "overdue", "find": "faint", "link": "info"}.get(
                self.kind, "text"
            )
        )

    def _paint_parts(self, painter: QPainter, ink: QColor) -> None:
        look = theme.active()
        metrics = QFontMetrics(self.font())
        words = metrics.horizontalAdvance(self.text())
        size = look.px(16)
        beside = size + (GAP - 2 if words else 0) if self._icon else 0
        beside += _key_width(self._key) + GAP if self._key else 0
        words = min(words, max(0, self.width() - beside - EDGE))
        width = words + beside
        left = (self.width() - width) / 2
        if self._icon:
            start = left + words + GAP - 2 if self.icon_last and words else left
            box = QRectF(start, (self.height() - size) / 2, size, size)
            icons.draw(painter, self._icon, box, ink)
            left += 0 if self.icon_last else size + (GAP - 2 if words else 0)
        painter.setPen(ink)
        painter.setFont(self.font())
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, words + 1)
        painter.drawText(
            QRectF(left, 0, words + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, shown
        )
        if self._key:
            _paint_key(painter, left + words + GAP, self.height(), self._key, ink)


def _key_width(key: str) -> int:
    return QFontMetrics(theme.active().font(12)).horizontalAdvance(shown_key(key)) + 10


def _paint_key(painter: QPainter, left: float, height: int, key: str, ink: QColor) -> None:
    look = theme.active()
    tall = look.px(18)
    box = QRectF(left + 0.5, (height - tall) / 2 + 0.5, _key_width(key) - 1, tall - 1)
    frame = QColor(ink)
    frame.setAlphaF(0.45)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(frame, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(ink)
    painter.setFont(look.font(12))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown_key(key))


class PrimaryButton(Button):
    """The page's main action."""

    kind = "primary"


class SmallButton(Button):
    """A button in a row of a list."""

    kind = "small"


class LinkButton(Button):
    """Words that lead somewhere."""

    kind = "link"


class PlainButton(Button):
    """A quiet button without a frame."""

    kind = "plain"


class MenuButton(Button):
    """Bold words with an arrow: opens a list to choose from."""

    kind = "menu"
    icon_last = True


class CloseButton(Button):
    """A small x that takes something away; `words` say what to a screen reader."""

    kind = "tiny"

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__("", icon="x", parent=parent)
        self.name(words)
        side = theme.active().px(22)
        self.setFixedSize(side, side)

    def name(self, words: str) -> None:
        self.setAccessibleName(words)
        self.setToolTip(words)


class DangerButton(Button):
    """Something that cannot be taken back."""

    kind = "danger"


class Avatar(QWidget):
    """The first character of a name in a circle."""

    def __init__(self, name: str = "", size: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size, self._warm = size, False
        self.say(name)

    def say(self, name: str, *, warm: bool = False) -> None:
        """`warm` colours somebody who is not there yet."""
        self._letter, self._warm = name[:1], warm
        side = theme.active().px(self._size)
        self.setFixedSize(side, side)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("attention_bg" if self._warm else "neutral_bg"))
        painter.drawEllipse(self.rect())
        painter.setPen(look.color("attention" if self._warm else "slate"))
        painter.setFont(look.font(self._size * 0.4, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.end()
