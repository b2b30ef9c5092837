"""What stands on the screen first: the frame as it will be, painted in one go.

The real frame needs the style sheet and a few dozen widgets, and Qt builds its big enumerations the
first time that one is named; so nothing here names one, and nothing is laid out.
"""

from PySide6.QtCore import QSettings, QSize, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.pages import PAGES

SIZE, LEAST_SIZE = (1366, 768), (1024, 640)
NAVIGATION, TOP_BAR, STATUS_BAR = 176, 52, 30
SEAL, ENTRY, GAP = 24, 38, 2
OPENING_ZH = "正在打开…"


class Curtain(QWidget):
    painted = Signal()
    """It is on the screen; the work that it hides may begin."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("人大代表联络站")
        self._told = False

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._paint(QPainter(self))
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self.painted.emit)

    def _paint(self, painter: QPainter) -> None:
        look = theme.active()
        wide, tall, left = self.width(), self.height(), look.px(NAVIGATION)
        painter.fillRect(0, 0, wide, tall, look.color("bg"))
        painter.fillRect(0, 0, wide, look.px(TOP_BAR), look.color("panel"))
        painter.fillRect(
            0, tall - look.px(STATUS_BAR), wide, look.px(STATUS_BAR), look.color("panel")
        )
        painter.fillRect(0, 0, left, tall, look.color("panel"))
        painter.fillRect(left - 1, 0, 1, tall, look.color("line"))
        self._paint_brand(painter)
        self._paint_entries(painter)
        self._write(painter, OPENING_ZH, left + 20, tall - look.px(STATUS_BAR) // 2, "muted", 12)
        painter.end()

    def _paint_brand(self, painter: QPainter) -> None:
        look = theme.active()
        painter.fillRect(18, 14, look.px(SEAL), look.px(SEAL), look.color("accent"))
        middle = 14 + look.px(SEAL) // 2
        self._write(painter, "联", 18 + look.px(5), middle, "on_accent", 14)
        self._write(painter, "代表联络站", 26 + look.px(SEAL), middle, "accent", 15)

    def _paint_entries(self, painter: QPainter) -> None:
        look = theme.active()
        step = look.px(ENTRY) + GAP
        x, y = 8 + look.px(33), 26 + look.px(SEAL) + look.px(ENTRY) // 2
        for entry in PAGES:
            if entry.name == "settings":
                y = self.height() - 10 - look.px(ENTRY) // 2
            if not entry.under:
                self._write(painter, entry.word, x, y, "text", 14)
                y += step

    def _write(  # noqa: PLR0913, PLR0917 - words, place and look
        self, painter: QPainter, words: str, x: int, middle: int, color: str, size: int
    ) -> None:
        font = QFont(theme.active_families())
        font.setPixelSize(theme.active().px(size))
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(theme.active().color(color))
        painter.drawText(x, middle + (metrics.ascent() - metrics.descent()) // 2, words)


def place(window: QWidget) -> None:
    """Give a window the place and size that it had last."""
    window.setMinimumSize(*LEAST_SIZE)
    window.resize(QSize(*SIZE))
    stored = QSettings().value("window/geometry")
    if stored is not None:
        window.restoreGeometry(stored)
