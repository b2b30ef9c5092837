"""The paper desk: the PDF's own page between two rulers in true millimetres."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme

RULER = 18
MARGIN = 14
POINTS_AN_INCH = 72
_MM = POINTS_AN_INCH / 25.4


class PaperDesk(QWidget):
    resized = Signal()
    """The page should be drawn again at `dpi`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(230, 240)
        self.setAccessibleName("预览")
        self._image: QImage | None = None
        self._points = (595.0, 842.0)

    def lay(self, points: tuple[float, float]) -> None:
        """Put a sheet of this size (points) on the desk; it is white until `show_image`."""
        self._points, self._image = points, None
        self.update()

    def show_image(self, image: QImage) -> None:
        self._image = image
        self.update()

    @property
    def has_page(self) -> bool:
        return self._image is not None

    def dpi(self) -> float:
        """The resolution at which the page fills its place on this screen."""
        return self.paper().width() / self._points[0] * POINTS_AN_INCH * self.devicePixelRatioF()

    def paper(self) -> QRectF:
        """Where the sheet lies, in logical pixels."""
        room = QRectF(self.rect()).adjusted(_ruler() + MARGIN, _ruler() + MARGIN, -MARGIN, -MARGIN)
        wide, high = self._points
        scale = max(0.05, min(room.width() / wide, room.height() / high))
        size = wide * scale, high * scale
        return QRectF(room.left() + (room.width() - size[0]) / 2, room.top(), *size)

    def sizeHint(self) -> QSize:
        return QSize(420, 560)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("neutral_bg"))
        paper = self.paper()
        shade = QColor(0, 0, 0, 36)
        painter.fillRect(paper.adjusted(-1, 0, 2, 3), shade)
        painter.fillRect(paper, QColor("white"))
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(paper, self._image)
        self._paint_rulers(painter, paper)
        painter.end()

    def _paint_rulers(self, painter: QPainter, paper: QRectF) -> None:
        look = theme.active()
        painter.fillRect(0, 0, self.width(), _ruler(), look.color("panel"))
        painter.fillRect(0, 0, _ruler(), self.height(), look.color("panel"))
        painter.setFont(look.font(9))
        a_millimetre = paper.width() / (self._points[0] / _MM)
        for length, along in ((self._points[0], True), (self._points[1], False)):
            for millimetre in range(0, round(length / _MM) + 1, 10):
                self._paint_mark(painter, paper, millimetre, a_millimetre, along=along)

    def _paint_mark(
        self, painter: QPainter, paper: QRectF, at: int, a_millimetre: float, *, along: bool
    ) -> None:
        long = at % 50 == 0
        tick = 7 if long else 4
        painter.setPen(QPen(theme.active().color("faint"), 1))
        painter.save()
        if along:
            painter.translate(paper.left() + at * a_millimetre, _ruler())
        else:
            painter.translate(_ruler(), paper.top() + at * a_millimetre)
            painter.rotate(-90)
            painter.scale(-1, 1)
        painter.drawLine(0, 0, 0, -tick)
        if long:
            if not along:
                painter.scale(-1, 1)
            side = Qt.AlignmentFlag.AlignLeft if along else Qt.AlignmentFlag.AlignRight
            box = QRectF(3 if along else -43, -_ruler() + 1, 40, theme.active().px(11))
            painter.drawText(box, side | Qt.AlignmentFlag.AlignTop, str(at))
        painter.restore()


def _ruler() -> int:
    return theme.active().px(RULER)
