"""PDF pages onto a printer, true to the millimetre: the same pixels as the preview, only finer."""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from liaison.documents.render import Picture, page_picture, page_sizes
from liaison.domain.progress import Progress

PRINT_DPI = 300


def image_of(picture: Picture) -> QImage:
    """A Qt image that owns its pixels."""
    image = QImage(
        picture.pixels,
        picture.width,
        picture.height,
        picture.stride,
        QImage.Format.Format_RGB888,
    )
    return image.copy()


def print_pages(
    pdfs: Sequence[bytes],
    printer: QPrinter,
    progress: Progress,
    drift: tuple[float, float] = (0.0, 0.0),
) -> int:
    """Print every page of every file at its own size, unscaled; how many pages went out.

    `drift`: millimetres by which this printer's sheets are moved right and down.
    """
    pages = [(pdf, n, size) for pdf in pdfs for n, size in enumerate(page_sizes(pdf))]
    printer.setFullPage(True)
    painter = QPainter()
    for done, (pdf, number, size) in enumerate(pages):
        progress(done, len(pages))
        printer.setPageLayout(_laid(size))
        if done == 0:
            if not painter.begin(printer):
                return 0
        else:
            printer.newPage()
        _draw(painter, printer, image_of(page_picture(pdf, number, PRINT_DPI)), size, drift)
    painter.end()
    progress(len(pages), len(pages))
    return len(pages)


def _laid(size: tuple[float, float]) -> QPageLayout:
    """The page as printers know it: an upright sheet, turned where the page is wider than high."""
    upright = QSizeF(min(size), max(size))
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = size[0] > size[1]
    orientation = QPageLayout.Orientation.Landscape if turned else QPageLayout.Orientation.Portrait
    return QPageLayout(paper, orientation, QMarginsF())


def _draw(
    painter: QPainter,
    printer: QPrinter,
    image: QImage,
    size: tuple[float, float],
    drift: tuple[float, float],
) -> None:
    scale = printer.resolution() / 72
    x, y = (move * printer.resolution() / 25.4 for move in drift)
    painter.drawImage(QRectF(x, y, size[0] * scale, size[1] * scale), image)
