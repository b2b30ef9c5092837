"""The pages at the left: Alt+1 … Alt+9 and Alt+0, a count where something waits."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui import icons, theme
from ui.pages import PageEntry
from ui.widgets.button import press_with
from ui.widgets.text import Text


class NavButton(QPushButton):
    """One page; `say_count` puts a number at its right."""

    def __init__(self, word: str, place: int) -> None:
        super().__init__(word)
        self._word, self._count = word, 0
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setIconSize(QSize(theme.active().px(18), theme.active().px(18)))
        self.setAccessibleName(word)
        press_with(self, f"Alt+{place % 10}")
        self.setToolTip(f"{word}（Alt {place % 10}）")

    @property
    def count(self) -> int:
        return self._count

    def say_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleName(f"{self._word}，{count} 件要办" if count else self._word)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._count:
            return
        look = theme.active()
        words = f"{self._count:,}" if self._count < 1000 else "999+"
        font = look.font(12, bold=True)
        width = QFontMetrics(font).horizontalAdvance(words) + 14
        tall = look.px(18)
        box = QRectF(self.width() - width - 8, (self.height() - tall) / 2, width, tall)
        ink, ground = look.state_colors(theme.State.OVERDUE)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, tall / 2, tall / 2)
        painter.setPen(ink)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


class Seal(QWidget):
    """The program's mark: one character on the accent."""

    def __init__(self) -> None:
        super().__init__()
        side = theme.active().px(24)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent"))
        painter.drawRoundedRect(self.rect(), 6, 6)
        painter.setPen(look.color("on_accent"))
        painter.setFont(look.font(14, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "联")
        painter.end()


class Navigation(QFrame):
    asked = Signal(str)

    def __init__(self, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        self.setObjectName("nav")
        self.setFixedWidth(theme.active().px(176))
        self._entries = entries
        self._group = QButtonGroup(self)
        self._dressed = False
        self.buttons: dict[str, NavButton] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 14, 8, 10)
        box.setSpacing(2)
        box.addLayout(self._brand())
        box.addSpacing(12)
        for place, entry in enumerate(entries, start=1):
            if entry.name == "settings":
                box.addStretch(1)
            box.addWidget(self._button(entry, place))

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 0, 0)
        row.setSpacing(8)
        name = Text("代表联络站")
        name.setObjectName("brand")
        row.addWidget(Seal())
        row.addWidget(name, 1)
        return row

    def _button(self, entry: PageEntry, place: int) -> NavButton:
        button = NavButton(entry.word, place)
        self._group.addButton(button)
        self.buttons[entry.name] = button
        button.clicked.connect(lambda _=False, name=entry.name: self.asked.emit(name))
        return button

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._dressed:
            self.dress()

    def dress(self) -> None:
        """Add the icons: after the first paint, because their font must be read."""
        self._dressed = True
        for entry in self._entries:
            self.buttons[entry.name].setIcon(icons.icon(entry.icon, checked="accent"))

    def light(self, name: str) -> None:
        if name in self.buttons:
            self.buttons[name].setChecked(True)
