"""The band below a matter's name: how long it has taken, where it stood still, what is late."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.matters.band_parts import Band, Look, Mark, Stretch
from ui.tag import Tag
from ui.widgets import Chip, ElidedText, Text

THICK = 8
APART = 8
LEAST = 6
"""Pixels that the shortest stretch still has."""


class ClockBar(QWidget):
    """The drawn part: stretches to scale, the days below them."""

    def __init__(self) -> None:
        super().__init__()
        self._band = Band("", "", (), ())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_band(self, band: Band) -> None:
        self._band = band
        self.setAccessibleName("，".join(f"{one.day:%m-%d} {one.words}" for one in band.marks))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, theme.active().px(THICK + 22))

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._band.stretches:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edges = self._edges()
        for one, left, right in edges:
            _paint_stretch(painter, QRectF(left, 0, right - left, theme.active().px(THICK)), one)
        self._paint_days(painter, edges)
        painter.end()

    def _edges(self) -> list[tuple[Stretch, float, float]]:
        """Each stretch with where it begins and ends; short ones keep a few pixels."""
        gap = 2.0
        parts = self._band.stretches
        days = [max(0, (one.last - one.first).days) for one in parts]
        room = self.width() - LEAST * len(parts) - gap * (len(parts) - 1)
        if not any(days):  # everything on one day
            days = [1] * len(parts)
        whole = sum(days) or 1
        found, at = [], 0.0
        for one, count in zip(parts, days, strict=True):
            wide = LEAST + room * count / whole
            found.append((one, at, at + wide))
            at += wide + gap
        return found

    def _paint_days(self, painter: QPainter, edges: list[tuple[Stretch, float, float]]) -> None:
        """Words that would run into each other are left out; now and the first stay."""
        look = theme.active()
        font = look.font(12)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        taken: list[tuple[float, float]] = []
        marks = self._band.marks
        order = sorted(range(len(marks)), key=lambda n: (not marks[n].now, n != 0, n))
        for place in order:
            mark = marks[place]
            words = f"{mark.day:%m-%d} {mark.words}"
            wide = float(metrics.horizontalAdvance(words))
            left = self._room(_place(mark, edges), wide, taken)
            if left is None:
                continue
            taken.append((left, left + wide))
            late = mark.now and self._is_late
            painter.setPen(look.color("overdue" if late else "muted"))
            painter.drawText(
                QRectF(left, look.px(THICK + 3), wide + 2, look.px(18)),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                words,
            )

    def _room(self, at: float, wide: float, taken: list[tuple[float, float]]) -> float | None:
        """From the day on, else up to it; None where other words stand already."""
        for left in (at, at - wide):
            inside = min(max(0.0, left), self.width() - wide)
            if all(inside >= end + APART or inside + wide + APART <= start for start, end in taken):
                return inside
        return None

    @property
    def _is_late(self) -> bool:
        return any(one.look in {Look.LATE, Look.OVERDUE} for one in self._band.stretches)


def _place(mark: Mark, edges: list[tuple[Stretch, float, float]]) -> float:
    for one, left, right in edges:
        if one.first <= mark.day < one.last:
            share = (mark.day - one.first).days / max(1, (one.last - one.first).days)
            return left + (right - left) * share
    return edges[-1][2] if edges else 0.0


def _paint_stretch(painter: QPainter, box: QRectF, one: Stretch) -> None:
    look = theme.active()
    inks = {
        Look.WORKED: look.color("bar"),
        Look.PAUSED: look.color("line_strong"),
        Look.UNTOLD: look.color("attention"),
        Look.TOLD: look.color("line_strong"),
        Look.OVERDUE: look.color("accent"),
        Look.LATE: look.color("accent"),
        Look.AHEAD: look.color("line"),
    }
    ink = inks[one.look]
    painter.setPen(Qt.PenStyle.NoPen)
    if one.look is Look.PAUSED:
        painter.setBrush(look.color("line_soft"))
        painter.drawRoundedRect(box, 2, 2)
        painter.setBrush(QBrush(QColor(ink), Qt.BrushStyle.BDiagPattern))
    else:
        painter.setBrush(ink)
    painter.drawRoundedRect(box, 2, 2)
    if one.look is Look.PAUSED:
        painter.setPen(QPen(ink, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)


class ClockBand(QFrame):
    """Title, note and chip above the bar."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("well")
        self.title = Text("", "strong")
        self.note = ElidedText("", "muted")
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.chip = Chip()
        self.bar = ClockBar()
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.title)
        row.addWidget(self.note, 1)
        row.addWidget(self.chip)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 10, 16, 8)
        box.setSpacing(8)
        box.addLayout(row)
        box.addWidget(self.bar)

    def show_band(self, band: Band, words: str, tag: Tag) -> None:
        """`words` stand where the band itself has nothing to say."""
        self.title.setText(band.title or words)
        self.note.setText(band.note if band.title else "")
        self.note.setToolTip(self.note.text())
        self.chip.say(tag.word, tag.state, tag.icon)
        self.bar.show_band(band)
        self.bar.setVisible(bool(band.stretches))
