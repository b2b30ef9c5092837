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


def print_pages(pdfs: Sequence[bytes], printer: QPrinter, progress: Progress) -> int:
    """Print every page of every file at its own size, unscaled; how many pages went out."""
    pages = [(pdf, n, size) for pdf in pdfs for n, size in enumerate(page_sizes(pdf))]
    printer.setFullPage(True)
    painter = QPainter()
    for done, (pdf, number, size) in enumerate(pages):
        progress(done, len(pages))
        paper = QPageSize(
            QSizeF(*size), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch
        )
        printer.setPageLayout(QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF()))
        if done == 0:
            if not painter.begin(printer):
                return 0
        else:
            printer.newPage()
        _draw(painter, printer, image_of(page_picture(pdf, number, PRINT_DPI)), size)
    painter.end()
    progress(len(pages), len(pages))
    return len(pages)


def _draw(painter: QPainter, printer: QPrinter, image: QImage, size: tuple[float, float]) -> None:
    scale = printer.resolution() / 72
    painter.drawImage(QRectF(0, 0, size[0] * scale, size[1] * scale), image)
