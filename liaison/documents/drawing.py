"""What is drawn on a coloured sheet, before it is a PDF or an SVG: a list of simple marks.

Millimetres from the upper left corner, `y` downwards; type sizes in points. Text is a string, never
markup. A pen lays marks out; `drawing_pdf` and `drawing_svg` write them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from liaison.documents.fonts import BOLD, REGULAR, font, printable
from liaison.documents.paragraph import lines, one_line
from liaison.documents.qr import Symbol

MM = 72 / 25.4
INK, MUTED, RED, GREEN, WHITE, LINE = (
    "#1f2630",
    "#5f6974",
    "#b3201f",
    "#1c7046",
    "#ffffff",
    "#c3c9d0",
)
Point = tuple[float, float]


class Area(NamedTuple):
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    ink: str


class Stroke(NamedTuple):
    """A line through points; `dashes` in millimetres, () for a whole one."""

    points: tuple[Point, ...]
    width: float
    ink: str = INK
    dashes: tuple[float, ...] = ()


class Dot(NamedTuple):
    x: float
    y: float
    radius: float
    ink: str


class Words(NamedTuple):
    """One printable line, its base line at `y`, its left end at `x`."""

    x: float
    y: float
    string: str
    font: str
    size: float
    ink: str


class Mark(NamedTuple):
    """A code's modules; the quiet zone lies outside of `side`."""

    x: float
    y: float
    side: float
    symbol: Symbol


class Image(NamedTuple):
    """A JPEG that fills its place."""

    x: float
    y: float
    width: float
    height: float
    content: bytes


Op = Area | Stroke | Dot | Words | Mark | Image


@dataclass
class Drawing:
    """One finished piece: a card, a poster, a sheet's frame."""

    width: float
    height: float
    ops: list[Op] = field(default_factory=list)

    def bled(self, bleed: float) -> "Drawing":
        """The same with everything that touches its edge drawn `bleed` millimetres beyond it."""
        return replace(self, ops=[self._beyond(op, bleed) for op in self.ops]) if bleed else self

    def _beyond(self, op: Op, bleed: float) -> Op:
        if not isinstance(op, Area | Image):
            return op
        near = 0.01
        left = bleed if op.x <= near else 0
        top = bleed if op.y <= near else 0
        right = bleed if op.x + op.width >= self.width - near else 0
        lower = bleed if op.y + op.height >= self.height - near else 0
        if isinstance(op, Image) and not (left and right):
            return op  # a photograph inside is not stretched
        return op._replace(
            x=op.x - left,
            y=op.y - top,
            width=op.width + left + right,
            height=op.height + top + lower,
        )


class Placed(NamedTuple):
    """A drawing on a sheet, its upper left corner at (x, y); `turned` stands on its head."""

    drawing: Drawing
    x: float = 0
    y: float = 0
    scale: float = 1
    turned: bool = False


@dataclass
class SheetPage:
    """One page in millimetres. `trim` is the finished sheet inside it: left, top, width, height."""

    width: float
    height: float
    placed: list[Placed] = field(default_factory=list)
    trim: tuple[float, float, float, float] | None = None
    bleed: float = 0


class Pen:
    """Lays marks out on one drawing."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Of a printed text, in millimetres."""
        return font(BOLD if bold else REGULAR).stringWidth(printable(text), size) / MM

    def text(  # noqa: PLR0913 - a line of type has these
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        ink: str = INK,
        align: str = "left",
    ) -> None:
        """One line, its base line at `y`; `x` is its left end, its right end or its middle."""
        if not text:
            return
        if align != "left":
            wide = self.width(text, size, bold=bold)
            x -= wide if align == "right" else wide / 2
        name = BOLD if bold else REGULAR
        self.drawing.ops.append(Words(x, y, printable(text), name, size, ink))

    def fitted(  # noqa: PLR0913 - as above
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        room: float,
        *,
        bold: bool = False,
        ink: str = INK,
        align: str = "left",
        least: float = 0.6,
    ) -> None:
        """One line in `room` millimetres: smaller type down to `least` of the size, then cut with …."""
        wide = self.width(text, size, bold=bold)
        size *= max(least, min(1, room / wide)) if wide else 1
        line = one_line(text, room * MM + 0.01, size, BOLD if bold else REGULAR)
        self.text(x, y, line, size, bold=bold, ink=ink, align=align)

    def spread(  # noqa: PLR0913 - as above
        self, x: float, y: float, text: str, size: float, room: float, *, ink: str = WHITE
    ) -> None:
        """Bold characters set apart so that they fill `room` millimetres; smaller where they can't."""
        wide = self.width(text, size, bold=True)
        if wide > room:
            size *= room / wide
            wide = room
        gap = (room - wide) / max(1, len(text) - 1)
        if len(text) < 4:
            self.text(x, y, text, size, bold=True, ink=ink)
            return
        for character in text:
            self.text(x, y, character, size, bold=True, ink=ink)
            x += self.width(character, size, bold=True) + gap

    def broken(self, text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
        return lines(text, room * MM, size, BOLD if bold else REGULAR)

    def area(self, x: float, y: float, width: float, height: float, ink: str) -> None:
        self.drawing.ops.append(Area(x, y, width, height, ink))

    def dot(self, x: float, y: float, radius: float, ink: str) -> None:
        self.drawing.ops.append(Dot(x, y, radius, ink))

    def line(
        self,
        points: Sequence[Point],
        width: float,
        ink: str = INK,
        dashes: tuple[float, ...] = (),
    ) -> None:
        self.drawing.ops.append(Stroke(tuple(points), width, ink, dashes))

    def frame(self, box: tuple[float, float, float, float], thick: float, ink: str) -> None:
        """The outline of a rectangle (x, y, width, height), its lines inside."""
        x, y, width, height = box
        self.area(x, y, width, thick, ink)
        self.area(x, y + height - thick, width, thick, ink)
        self.area(x, y, thick, height, ink)
        self.area(x + width - thick, y, thick, height, ink)

    def code(self, symbol: Symbol, x: float, y: float, side: float) -> None:
        """The modules `side` millimetres wide, their upper left corner at (x, y)."""
        self.drawing.ops.append(Mark(x, y, side, symbol))

    def image(self, x: float, y: float, width: float, height: float, content: bytes) -> None:
        self.drawing.ops.append(Image(x, y, width, height, content))
