"""The PDF's own pages: small ones to choose from, one large to read."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets import PlainButton, Text

POINTS_AN_INCH = 72
SMALL = QSize(60, 85)
CELL = QSize(88, 124)
FINE = 110
"""Below this resolution a page is drawn twice as large and made smaller: thin lines stay thin."""
STEP = 1.25
CLOSEST, FARTHEST = 4.0, 0.25
MARGIN = 24


class Sheet(QLabel):
    """The page on its desk."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.active().color("neutral_bg"))
        painter.end()
        super().paintEvent(event)


class PagePreview(QWidget):
    wanted = Signal(int)
    """This page should be drawn at `dpi`."""

    def __init__(self) -> None:
        super().__init__()
        self._points: tuple[tuple[float, float], ...] = ()
        self._zoom: float | None = None
        self.pages = QListWidget()
        self.pages.setObjectName("pages")
        self.pages.setIconSize(SMALL)
        self.pages.setViewMode(QListWidget.ViewMode.IconMode)
        self.pages.setFlow(QListWidget.Flow.TopToBottom)
        self.pages.setWrapping(False)
        self.pages.setMovement(QListWidget.Movement.Static)
        self.pages.setGridSize(CELL)
        self.pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pages.setFixedWidth(CELL.width() + 18)
        self.pages.setAccessibleName("页")
        self.pages.setTabKeyNavigation(False)
        self.sheet = Sheet()
        self.desk = QScrollArea()
        self.desk.setWidget(self.sheet)
        self.desk.setWidgetResizable(True)
        self.desk.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.desk.setAccessibleName("预览")
        self.where = Text("", "muted")
        self.nearer = PlainButton("", icon="plus")
        self.farther = PlainButton("", icon="minus")
        self.whole = PlainButton("整页")
        self._arrange()
        self.pages.currentRowChanged.connect(self._on_row_changed)
        self.nearer.clicked.connect(lambda: self.zoom(self.scale * STEP))
        self.farther.clicked.connect(lambda: self.zoom(self.scale / STEP))
        self.whole.clicked.connect(lambda: self.zoom(None))

    def _arrange(self) -> None:
        for button, name in ((self.nearer, "放大"), (self.farther, "缩小"), (self.whole, "整页")):
            button.setAccessibleName(name)
            button.setToolTip(name)
        bar = QHBoxLayout()
        bar.addWidget(self.where)
        bar.addStretch(1)
        for button in (self.farther, self.whole, self.nearer):
            bar.addWidget(button)
        right = QVBoxLayout()
        right.addLayout(bar)
        right.addWidget(self.desk, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.pages)
        row.addLayout(right, 1)

    @property
    def number(self) -> int:
        """The page that is shown, from 0; -1 where there is none."""
        return self.pages.currentRow()

    @property
    def scale(self) -> float:
        """Logical pixels a point."""
        return self._fitting() if self._zoom is None else self._zoom

    @property
    def dpi(self) -> float:
        dpi = self.scale * POINTS_AN_INCH * self.devicePixelRatioF()
        return dpi * 2 if dpi < FINE else dpi

    @property
    def has_page(self) -> bool:
        return not self.sheet.pixmap().isNull()

    def lay(self, points: tuple[tuple[float, float], ...]) -> None:
        """Take a new document by its pages' sizes; the page of the same number stays in view."""
        before = max(self.number, 0)
        self._points = points
        self.pages.blockSignals(True)
        self.pages.clear()
        blank = QPixmap(SMALL)
        blank.fill(Qt.GlobalColor.white)
        for number in range(len(points)):
            self.pages.addItem(QListWidgetItem(QIcon(blank), str(number + 1)))
        self.pages.setCurrentRow(min(before, len(points) - 1))
        self.pages.blockSignals(False)
        self._on_row_changed()

    def show_small(self, number: int, image: QImage) -> None:
        if 0 <= number < self.pages.count():
            self.pages.item(number).setIcon(QIcon(self._framed(image, SMALL.width())))

    def show_page(self, number: int, image: QImage) -> None:
        """Show a drawn page, if it is still the wanted one."""
        if number == self.number:
            self.sheet.setPixmap(self._framed(image, self._points[number][0] * self.scale))

    def _framed(self, image: QImage, width: float) -> QPixmap:
        """The picture at so many logical pixels, sharp on this screen, with the paper's edge."""
        ratio = self.devicePixelRatioF()
        smooth = Qt.TransformationMode.SmoothTransformation
        picture = QPixmap.fromImage(image.scaledToWidth(round(width * ratio), smooth))
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.setPen(theme.active().color("line_strong"))
        edge = QRect(QPoint(), picture.deviceIndependentSize().toSize())
        painter.drawRect(edge.adjusted(0, 0, -1, -1))
        painter.end()
        return picture

    def zoom(self, scale: float | None) -> None:
        """Show at so many pixels a point; None fits the whole page."""
        self._zoom = None if scale is None else min(max(scale, FARTHEST), CLOSEST)
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is None:
            self._ask()

    def _fitting(self) -> float:
        if self.number < 0:
            return 1.0
        wide, high = self._points[self.number]
        room = self.desk.size()
        fits = min((room.width() - MARGIN) / wide, (room.height() - MARGIN) / high)
        return max(fits, FARTHEST)

    def _on_row_changed(self) -> None:
        total = len(self._points)
        self.where.setText(f"第 {self.number + 1} / {total} 页" if total else "")
        self._ask()

    def _ask(self) -> None:
        if self.number >= 0:
            self.wanted.emit(self.number)
