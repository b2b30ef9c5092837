"""Finished sheets as pictures: PNG of a given width, SVG; each read back before it is handed on."""

from collections.abc import Sequence
from io import BytesIO

from liaison.documents.drawing import SheetPage
from liaison.documents.drawing_svg import marks_drawn, svg_page
from liaison.documents.readback import codes_in_image
from liaison.documents.render import page_picture, page_sizes
from liaison.domain.errors import LiaisonError

WIDTH = 2480
"""Pixels: an A4 page at 300 dpi."""


def png_pages(
    pdf: bytes, pages: Sequence[SheetPage], meant: Sequence[Sequence[str]], width: int = WIDTH
) -> list[bytes]:
    """Each page as PNG, so many pixels wide. LiaisonError "code_unreadable": too small to be read."""
    from PIL import Image

    made = []
    for number in range(len(pages)):
        dpi = width / page_sizes(pdf)[number][0] * 72
        picture = page_picture(pdf, number, dpi)
        size = (picture.width, picture.height)
        image = Image.frombuffer("RGB", size, picture.pixels, "raw", "RGB", picture.stride, 1)
        out = BytesIO()
        image.save(out, "PNG", dpi=(dpi, dpi), optimize=False)
        with Image.open(BytesIO(out.getvalue())) as saved:
            _must_say(codes_in_image(saved.convert("L")), meant[number], number)
        made.append(out.getvalue())
    return made


def svg_pages(
    _pdf: bytes, pages: Sequence[SheetPage], meant: Sequence[Sequence[str]]
) -> list[bytes]:
    """Each page as SVG with its type as outlines. LiaisonError "code_unreadable"."""
    made = []
    for number, page in enumerate(pages):
        content = svg_page(page)
        _must_say(codes_in_image(marks_drawn(content)), meant[number], number)
        made.append(content)
    return made


def _must_say(found: Sequence[str], wanted: Sequence[str], number: int) -> None:
    if list(found) != list(wanted):
        right = sum(a == b for a, b in zip(found, wanted, strict=False))
        raise LiaisonError("code_unreadable", page=number + 1, right=right, meant=len(wanted))
