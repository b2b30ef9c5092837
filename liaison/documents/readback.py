"""Reading codes back from finished pages with a decoder that shares no code with the maker.

Nothing is offered for print or saved before every code on every page has said what it was meant to
say, in its place, as it is and again after damage that a sound code survives.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from liaison.domain.errors import BadInput, LiaisonError
from liaison.domain.progress import Progress, silent

if TYPE_CHECKING:
    from PIL.Image import Image

PROOF_DPI, FINE_DPI = 150, 300
MOST_PIXELS = 40_000_000
"""Of one rendered page; a larger page is rendered coarser."""
MOST_PAGES = 500


LEAST_MODULE = 0.4
"""Millimetres."""
LOOKS = (1.0, 0.9, 1.1, 1.2)
"""A telephone takes many pictures a second, each a little nearer or farther; one has to be read.

Of 1,440 sound codes one or two are missed at one look, where pixels and modules beat; an unsound one
is missed at all.
"""
QUIET, CLEAR = 4, 215
"""Modules around a code that must be white, and how light white is at the least (of 255)."""


class Found(NamedTuple):
    """A code on a page: what it says and its box in pixels of the picture."""

    text: str
    left: int
    top: int
    height: int
    width: int
    modules: int
    """On a side."""

    @property
    def module(self) -> float:
        """Side of a module in pixels."""
        return max(self.height, self.width) / self.modules


def prove(
    pdf: bytes, meant: Sequence[Sequence[str]], progress: Progress = silent, *, damage: bool = True
) -> int:
    """Read each page at 150 dpi and compare with the texts meant for it, in reading order.

    Then each code again after each damage of `damage.DAMAGES`. Returns how many codes were right.
    Raises LiaisonError "code_unreadable" (page from 1, what was found and meant), "code_too_small",
    "code_without_quiet" or "code_weak" for the first page that fails.
    """
    total = 0
    pages = 0
    for number, image in enumerate(_pages(pdf), start=1):
        pages = number
        wanted = list(meant[number - 1]) if number <= len(meant) else []
        boxes = _in_order(_found(image, patient=False))
        if [box.text for box in boxes] != wanted:
            boxes = _in_order(_found(image))
        found = [box.text for box in boxes]
        if found != wanted:
            right = sum(a == b for a, b in zip(found, wanted, strict=False))
            raise LiaisonError("code_unreadable", page=number, right=right, meant=len(wanted))
        if damage and boxes:
            _must_last(pdf, number, boxes, image.width)
        total += len(found)
        progress(number, len(meant))
    if pages != len(meant):
        missing = len(meant[pages]) if pages < len(meant) else 0
        page = min(pages, len(meant)) + 1
        raise LiaisonError("code_unreadable", page=page, right=0, meant=missing)
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
        return [_patiently(image, content, number) for number, image in enumerate(_pages(content))]
    return [codes_in_image(_picture(content, path.name))]


def codes_in_image(image: "Image") -> list[str]:
    """What the codes of a picture say, row after row, from the left."""
    return [box.text for box in _in_order(_found(image))]


def _found(image: "Image", *, patient: bool = True) -> list[Found]:
    """Codes of a picture. Ours, fresh from the page, need no turned, inverted or coarser look."""
    import zxingcpp

    boxes = []
    qr = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    found = zxingcpp.read_barcodes(
        image, formats=qr, try_rotate=patient, try_downscale=patient, try_invert=patient
    )
    for code in found:
        corners = code.position
        points = (corners.top_left, corners.top_right, corners.bottom_left, corners.bottom_right)
        left, top = min(p.x for p in points), min(p.y for p in points)
        wide, high = max(p.x for p in points) - left, max(p.y for p in points) - top
        extra: dict[str, str] = dict(code.extra)  # type: ignore[call-overload]  # told as object
        modules = int(extra.get("Version", 1)) * 4 + 17
        boxes.append(Found(code.text, left, top, high, wide, modules))
    return boxes


def _in_order(boxes: list[Found]) -> list[Found]:
    """Row after row, from the left: upper edges that differ by less than half a code are one row."""
    rows: list[list[Found]] = []
    for box in sorted(boxes, key=lambda b: b.top):
        if rows and box.top - rows[-1][0].top < box.height / 2:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [found for row in rows for found in sorted(row, key=lambda f: f.left)]


def _must_last(pdf: bytes, page: int, boxes: Sequence[Found], width: int) -> None:
    """Each code of a page: fine enough, white around, and read again after every damage."""
    from liaison.documents.damage import DAMAGE_ZH, DAMAGES, PIXELS
    from liaison.documents.render import page_sizes

    points = page_sizes(pdf)[page - 1][0]
    finest = min(box.module for box in boxes)
    if finest / width * points / 72 * 25.4 < LEAST_MODULE * 0.97:  # a pixel's breadth off at most
        raise LiaisonError("code_too_small", page=page, least=LEAST_MODULE)
    fine = _drawn(pdf, page - 1, PROOF_DPI * PIXELS / finest)
    scale = fine.width / width
    for box in boxes:
        piece = _cut(fine, box, scale)
        module = box.module * scale
        _must_be_quiet(piece, module, box.modules, page)
        for name, damaged in DAMAGES.items():
            if not any(
                [found.text for found in _found(damaged(_at(piece, module, look)))] == [box.text]
                for look in LOOKS
            ):
                raise LiaisonError("code_weak", page=page, how=DAMAGE_ZH[name])


def _at(piece: "Image", module: float, look: float) -> "Image":
    """The piece with modules of `damage.PIXELS` times a look."""
    from liaison.documents.damage import PIXELS

    scale = PIXELS * look / module
    if abs(scale - 1) < 0.15 and look == 1:
        return piece
    return piece.resize((round(piece.width * scale), round(piece.height * scale)))


def _cut(image: "Image", box: Found, scale: float) -> "Image":
    """A code with its quiet zone."""
    from PIL import Image

    edge = QUIET * box.module * scale
    left, top = box.left * scale - edge, box.top * scale - edge
    right, lower = left + box.width * scale + 2 * edge, top + box.height * scale + 2 * edge
    corners = (round(left), round(top), round(right), round(lower))
    piece = Image.new("L", (corners[2] - corners[0], corners[3] - corners[1]), 255)
    piece.paste(image.crop(corners), (0, 0))
    return piece


def _must_be_quiet(piece: "Image", module: float, modules: int, page: int) -> None:
    """The ring around the modules is white, but for a hair at its edges."""
    outer, inner = module * 0.7, module * (QUIET - 0.7)
    wide, high = piece.size
    sides = (
        (outer, outer, wide - outer, inner),
        (outer, high - inner, wide - outer, high - outer),
        (outer, outer, inner, high - outer),
        (wide - inner, outer, wide - outer, high - outer),
    )
    for side in sides:
        darkest = piece.crop(side).getextrema()[0]
        if isinstance(darkest, int | float) and darkest < CLEAR:
            raise LiaisonError("code_without_quiet", page=page, modules=modules)


def _patiently(image: "Image", content: bytes, number: int) -> list[str]:
    """A page that shows nothing at 150 dpi is looked at once more, finer."""
    return codes_in_image(image) or codes_in_image(_drawn(content, number, FINE_DPI))


def _pages(content: bytes) -> Iterator["Image"]:
    from liaison.documents.render import page_count

    try:
        pages = page_count(content)
    except ValueError as error:
        raise BadInput("pdf_unreadable") from error
    if pages > MOST_PAGES:
        raise BadInput("pdf_too_long", pages=pages, most=MOST_PAGES)
    for number in range(pages):
        yield _drawn(content, number, PROOF_DPI)


def _drawn(content: bytes, number: int, dpi: float) -> "Image":
    """The page in grey, coarser where it is very large."""
    from PIL import Image

    from liaison.documents.render import grey_page

    picture = grey_page(content, number, dpi, MOST_PIXELS)
    size = (picture.width, picture.height)
    return Image.frombuffer("L", size, picture.pixels, "raw", "L", picture.stride, 1)


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
