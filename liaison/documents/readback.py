"""Reading codes back from finished pages with a decoder that shares no code with the maker.

Nothing is offered for print or saved before every code on every page has said what it was meant to
say, in its place.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from liaison.documents.pdfium import PDFIUM
from liaison.domain.errors import BadInput, LiaisonError
from liaison.domain.progress import Progress, silent

if TYPE_CHECKING:
    from PIL.Image import Image

PROOF_DPI, FINE_DPI = 150, 300
MOST_PIXELS = 40_000_000
"""Of one rendered page; a larger page is rendered coarser."""
MOST_PAGES = 500


class Found(NamedTuple):
    """A code on a page: what it says and its box in pixels of the picture."""

    text: str
    left: int
    top: int
    height: int


def prove(pdf: bytes, meant: Sequence[Sequence[str]], progress: Progress = silent) -> int:
    """Read each page at 150 dpi and compare with the texts meant for it, in reading order.

    Returns how many codes were right. Raises LiaisonError "code_unreadable" (page from 1, what was
    found and meant) for the first page that fails.
    """
    total = 0
    pages = 0
    for number, image in enumerate(_pages(pdf, PROOF_DPI), start=1):
        pages = number
        wanted = list(meant[number - 1]) if number <= len(meant) else []
        found = codes_in_image(image)
        if found != wanted:
            right = sum(a == b for a, b in zip(found, wanted, strict=False))
            raise LiaisonError("code_unreadable", page=number, right=right, meant=len(wanted))
        total += len(found)
        progress(number, len(meant))
    if pages != len(meant):
        raise LiaisonError("code_unreadable", page=pages + 1, right=0, meant=len(meant[pages]))
    return total


def codes_in_file(path: Path) -> list[list[str]]:
    """What every code of a PDF, PNG or JPEG says, page by page.

    Raises BadInput when the file is missing, too large to draw, damaged, encrypted or neither.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput("file_not_readable", file=str(path)) from error
    if b"%PDF-" in content[:1024]:
        return [
            _patiently(image, content, number)
            for number, image in enumerate(_pages(content, PROOF_DPI))
        ]
    return [codes_in_image(_picture(content, path.name))]


def codes_in_image(image: "Image") -> list[str]:
    """What the codes of a picture say, row after row, from the left."""
    import zxingcpp

    boxes = []
    qr = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    for code in zxingcpp.read_barcodes(image, formats=qr):
        corners = code.position
        points = (corners.top_left, corners.top_right, corners.bottom_left, corners.bottom_right)
        left, top = min(p.x for p in points), min(p.y for p in points)
        boxes.append(Found(code.text, left, top, max(p.y for p in points) - top))
    return [found.text for row in _rows(boxes) for found in sorted(row, key=lambda f: f.left)]


def _rows(boxes: list[Found]) -> list[list[Found]]:
    """Codes whose upper edges differ by less than half a code stand in one row."""
    rows: list[list[Found]] = []
    for box in sorted(boxes, key=lambda b: b.top):
        if rows and box.top - rows[-1][0].top < box.height / 2:
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows


def _patiently(image: "Image", content: bytes, number: int) -> list[str]:
    """A page that shows nothing at 150 dpi is looked at once more, finer."""
    found = codes_in_image(image)
    if found:
        return found
    return codes_in_image(next(_pages(content, FINE_DPI, number)))


def _pages(content: bytes, dpi: int, first: int = 0) -> Iterator["Image"]:
    import pypdfium2

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(content)
            count = len(document)
        except pypdfium2.PdfiumError as error:
            raise BadInput("pdf_unreadable") from error
    try:
        if count > MOST_PAGES:
            raise BadInput("pdf_too_long", pages=count, most=MOST_PAGES)
        for number in range(first, count):
            yield _drawn(document, number, dpi)
    finally:
        with PDFIUM:
            document.close()


def _drawn(document: Any, number: int, dpi: int) -> "Image":
    with PDFIUM:
        page = document[number]
        width, height = page.get_size()
        scale = min(dpi / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        image: Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        page.close()
    return image


def _picture(content: bytes, name: str) -> "Image":
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise BadInput("picture_too_large", file=name)
            return _on_white(image)
    except (
        UnidentifiedImageError,
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
    ) as error:
        raise BadInput("not_pdf_or_picture", file=name) from error


def _on_white(image: "Image") -> "Image":
    """Grey, with anything transparent turned white."""
    from PIL import Image

    if "A" not in image.mode and "transparency" not in image.info:
        return image.convert("L")
    layer = image.convert("RGBA")
    ground = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(ground, layer).convert("L")
