"""A number in a circle."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme


class Badge(QWidget):
    def __init__(self, number: int = 1, tall: int = 36) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(theme.active().px(18), theme.active().px(tall))

    def say(self, number: int) -> None:
        self._number = number
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        side = look.px(18)
        box = self.rect().adjusted(0, (self.height() - side) // 2, 0, 0)
        box.setHeight(side)
        name = "attention" if self._number % 2 == 0 else "info"
        painter.setBrush(look.color(f"{name}_bg"))
        painter.drawEllipse(box)
        painter.setPen(look.color(name))
        painter.setFont(look.font(11, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()
