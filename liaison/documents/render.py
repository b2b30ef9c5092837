"""The pages of a PDF as pictures: the preview, the proof and what a printer gets are the same."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any

_DRAWING = Lock()
"""pdfium must not be entered by two threads at once."""
POINTS_AN_INCH = 72


@dataclass(frozen=True)
class Picture:
    """RGB pixels, rows from the top, `stride` bytes a row."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_count(pdf: bytes) -> int:
    """How many pages; ValueError for something that is not a PDF."""
    with _opened(pdf) as document:
        return len(document)


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points."""
    with _opened(pdf) as document:
        return tuple(document.get_page_size(number) for number in range(len(document)))


def joined(pdfs: Sequence[bytes]) -> bytes:
    """The pages of several PDFs in one, in their order; ValueError for what is not a PDF."""
    import pypdfium2

    with _DRAWING:
        whole = pypdfium2.PdfDocument.new()
        try:
            for pdf in pdfs:
                whole.import_pages(pypdfium2.PdfDocument(pdf, autoclose=True))
            kept = BytesIO()
            whole.save(kept)
        except pypdfium2.PdfiumError as error:
            raise ValueError("not a PDF") from error
        finally:
            whole.close()
    return kept.getvalue()


def page_picture(pdf: bytes, number: int, dpi: float) -> Picture:
    """Page `number`, counted from 0, at a resolution; IndexError when there is no such page."""
    return pictures(pdf, (number,), dpi)[0]


def grey_page(pdf: bytes, number: int, dpi: float, most_pixels: float) -> Picture:
    """Page `number` in grey, one byte a pixel; coarser where it would have more than `most_pixels`."""
    with _opened(pdf) as document:
        page = document[number]
        width, height = page.get_size()
        most = (most_pixels / max(1.0, width * height)) ** 0.5 * POINTS_AN_INCH
        bitmap = page.render(scale=min(dpi, most) / POINTS_AN_INCH, grayscale=True)
        return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


def pictures(pdf: bytes, numbers: tuple[int, ...], dpi: float) -> tuple[Picture, ...]:
    """Several pages at one resolution."""
    with _opened(pdf) as document:
        if any(not 0 <= number < len(document) for number in numbers):
            raise IndexError("no such page")
        return tuple(_picture(document[number], dpi) for number in numbers)


def _picture(page: Any, dpi: float) -> Picture:
    bitmap = page.render(scale=dpi / POINTS_AN_INCH, rev_byteorder=True)
    return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    with _DRAWING:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise ValueError("not a PDF") from error
        try:
            yield document
        finally:
            document.close()
