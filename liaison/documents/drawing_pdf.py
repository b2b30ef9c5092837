"""Drawings as a PDF: vector, fonts embedded, true to the millimetre; equal drawings, equal bytes."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any, assert_never

from liaison.documents.drawing import (
    MM,
    Area,
    Dot,
    Drawing,
    Image,
    Mark,
    Op,
    Placed,
    SheetPage,
    Stroke,
    Words,
)
from liaison.documents.fonts import DRAWING, REGULAR, font
from liaison.documents.pdf import TypeCase
from liaison.documents.qr import operators

_ROUND = 0.5523
"""How far the control points of a quarter circle lie, in radii."""


def drawings_pdf(title: str, pages: Sequence[SheetPage]) -> bytes:
    """The pages in one file; viewers are asked to print them unscaled."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    with DRAWING:
        font()
        options: dict[str, Any] = {
            "initialFontName": REGULAR,  # or every page names a Helvetica that is not embedded
            "invariant": 1,
            "lang": "zh-CN",
            "pageCompression": 1,
        }
        canvas = Canvas(out, **options)
        canvas.setTitle(title)
        canvas.setViewerPreference("PrintScaling", "None")
        writer = _Writer(canvas)
        for page in pages:
            writer.write(page)
        canvas.save()
    return out.getvalue()


class _Writer:
    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._code: list[str] = canvas._code  # noqa: SLF001 - raw operators: several times sooner
        self._case = TypeCase(canvas)
        self._images: dict[str, str] = {}
        self._height = 0.0

    def write(self, page: SheetPage) -> None:
        canvas, self._height = self._canvas, page.height
        size = (page.width * MM, page.height * MM)
        canvas.setPageSize(size)
        if page.trim is not None:
            left, top, width, height = page.trim
            lower = page.height - top - height
            canvas.setTrimBox(_box(left, lower, width, height))
            bleed = page.bleed
            canvas.setBleedBox(
                _box(left - bleed, lower - bleed, width + 2 * bleed, height + 2 * bleed)
            )
        self._code = canvas._code  # noqa: SLF001
        for placed in page.placed:
            self._place(placed)
        canvas.showPage()

    def _place(self, placed: Placed) -> None:
        drawing, scale = placed.drawing, placed.scale
        x, y = placed.x * MM, (self._height - placed.y - drawing.height * scale) * MM
        if placed.turned:
            x += drawing.width * scale * MM
            y += drawing.height * scale * MM
        factor = -scale if placed.turned else scale
        self._code.append(f"q {factor:.6g} 0 0 {factor:.6g} {x:.4f} {y:.4f} cm")
        for run in _runs(drawing.ops):
            if isinstance(run[0], Words):
                self._set(drawing, run)
            else:
                for op in run:
                    self._code.append(self._drawn(drawing, op))
        self._code.append("Q")

    def _set(self, drawing: Drawing, run: list[Any]) -> None:
        """Neighbouring lines of type in one text object."""
        self._code.append("BT")
        ink = ""
        for words in run:
            if words.ink != ink:
                ink = words.ink
                self._code.append(_fill(ink))
            x, y = words.x * MM, (drawing.height - words.y) * MM
            self._code.extend(self._case.line(x, y, words.string, words.font, words.size))
        self._code.append("ET")
        self._case.forget()

    def _drawn(self, drawing: Drawing, op: Op) -> str:
        high = drawing.height
        match op:
            case Area():
                x, y = op.x * MM, (high - op.y - op.height) * MM
                return (
                    f"{_fill(op.ink)} {x:.3f} {y:.3f} {op.width * MM:.3f} {op.height * MM:.3f} re f"
                )
            case Stroke():
                return _stroke(op, high)
            case Dot():
                return _dot(op, high)
            case Mark():
                return operators(op.symbol, op.x * MM, (high - op.y - op.side) * MM, op.side * MM)
            case Image():
                return self._image(op, high)
            case Words():
                return ""
            case _:
                assert_never(op)

    def _image(self, op: Image, high: float) -> str:
        """Each picture is in the file once, however often it is shown."""
        canvas, digest = self._canvas, _digest(op.content)
        name = self._images.get(digest) or self._keep(digest, op.content)
        form = name.removeprefix("FormXob.")
        if form not in canvas._formsinuse:  # noqa: SLF001 - each page names the pictures it shows
            canvas._formsinuse.append(form)  # noqa: SLF001
        canvas._currentPageHasImages = 1  # noqa: SLF001
        x, y = op.x * MM, (high - op.y - op.height) * MM
        return f"q {op.width * MM:.3f} 0 0 {op.height * MM:.3f} {x:.3f} {y:.3f} cm /{name} Do Q"

    def _keep(self, digest: str, content: bytes) -> str:
        """Known to the document under its name; the canvas draws it once, of no size."""
        from reportlab.lib.utils import ImageReader

        canvas = self._canvas
        before = len(self._code)
        canvas.drawImage(ImageReader(BytesIO(content)), 0, 0, 1, 1)
        name = next(part for part in self._code[before:] if "Do" in part).split("/")[1].split()[0]
        del self._code[before:]
        self._images[digest] = name
        return name


def _runs(ops: Sequence[Op]) -> list[list[Op]]:
    """The marks in their order, neighbouring lines of type together."""
    runs: list[list[Op]] = []
    for op in ops:
        if runs and isinstance(op, Words) == isinstance(runs[-1][0], Words):
            runs[-1].append(op)
        else:
            runs.append([op])
    return runs


def _stroke(op: Stroke, high: float) -> str:
    moves = [
        f"{x * MM:.3f} {(high - y) * MM:.3f} {'l' if place else 'm'}"
        for place, (x, y) in enumerate(op.points)
    ]
    dashes = " ".join(f"{length * MM:.3f}" for length in op.dashes)
    return f"{_rgb(op.ink)} RG {op.width * MM:.3f} w [{dashes}] 0 d {' '.join(moves)} S"


def _dot(op: Dot, high: float) -> str:
    x, y, r = op.x * MM, (high - op.y) * MM, op.radius * MM
    k = r * _ROUND
    return (
        f"{_fill(op.ink)} {x + r:.3f} {y:.3f} m "
        f"{x + r:.3f} {y + k:.3f} {x + k:.3f} {y + r:.3f} {x:.3f} {y + r:.3f} c "
        f"{x - k:.3f} {y + r:.3f} {x - r:.3f} {y + k:.3f} {x - r:.3f} {y:.3f} c "
        f"{x - r:.3f} {y - k:.3f} {x - k:.3f} {y - r:.3f} {x:.3f} {y - r:.3f} c "
        f"{x + k:.3f} {y - r:.3f} {x + r:.3f} {y - k:.3f} {x + r:.3f} {y:.3f} c f"
    )


def _box(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    return x * MM, y * MM, (x + width) * MM, (y + height) * MM


def _fill(ink: str) -> str:
    return f"{_rgb(ink)} rg"


@lru_cache(maxsize=256)
def _rgb(ink: str) -> str:
    parts = (int(ink[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return " ".join(f"{part:.4g}" for part in parts)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
