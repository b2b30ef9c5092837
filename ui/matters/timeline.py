"""The round's steps on one line with their dots; what is still to come stands in grey."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.matters.story import Dot, Happening
from ui.widgets import Text, clear

SIDE = 16
TOP = 11


class Mark(QWidget):
    def __init__(self, dot: Dot, *, last: bool) -> None:
        super().__init__()
        self._dot, self._last = dot, last
        self.setFixedWidth(theme.active().px(SIDE))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, look.px(TOP))
        round_ = look.px(10) / 2
        if not self._last:
            painter.setPen(QPen(look.color("line"), 2))
            painter.drawLine(
                QPointF(middle.x(), middle.y() + round_ + 1), QPointF(middle.x(), self.height())
            )
        ring = {Dot.NOW: "accent", Dot.AHEAD: "line_strong"}.get(self._dot, "bar")
        wide = 3 if self._dot is Dot.NOW else 1.6
        painter.setPen(QPen(look.color(ring), wide))
        painter.setBrush(look.color("bar" if self._dot is Dot.DONE else "panel"))
        inside = round_ - wide / 2
        painter.drawEllipse(middle, inside, inside)
        if self._dot is Dot.QUIET:
            painter.setBrush(QBrush(look.color("bar"), Qt.BrushStyle.BDiagPattern))
            painter.drawEllipse(middle, inside, inside)
        painter.end()


class Timeline(QWidget):
    """One line a step: its dot, what happened, and when."""

    def __init__(self) -> None:
        super().__init__()
        self.told: tuple[Happening, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)

    def tell(self, found: Sequence[Happening]) -> None:
        self.told = tuple(found)
        clear(self._grid)
        for line, one in enumerate(found):
            self._grid.addWidget(Mark(one.dot, last=line == len(found) - 1), line, 0)
            self._grid.addLayout(self._words(one), line, 1)
            beside = Text(one.beside, "problem" if one.dot is Dot.NOW else "small")
            beside.setMinimumHeight(theme.active().px(22))
            beside.setToolTip(one.tip)
            top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(beside, line, 2, top)

    def _words(self, one: Happening) -> QVBoxLayout:
        role = {Dot.NOW: "now", Dot.AHEAD: "muted"}.get(one.dot, "")
        words = Text(one.words, role, wrap=True)
        words.setToolTip(one.tip)
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, theme.active().px(9))
        box.setSpacing(0)
        box.addWidget(words)
        if one.detail:
            role = "warning" if one.late else "small"
            box.addWidget(Text(one.detail, role, wrap=True))
        return box
