"""A coloured sheet in true millimetres: posters and cards.

`x` goes from the left edge, `y` from the upper edge; type sizes are in points. With a scale, every
length is multiplied by it: the A3 poster is the A4 one, larger. Text is drawn as strings, never as
markup.
"""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from liaison.documents.fonts import BOLD, DRAWING, REGULAR, font, printable
from liaison.documents.paragraph import lines, one_line
from liaison.documents.pdf import MM
from liaison.documents.qr import Symbol, draw

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

INK, MUTED, RED, GREEN, WHITE, LINE = (
    "#1f2630",
    "#5f6974",
    "#b3201f",
    "#1c7046",
    "#ffffff",
    "#c3c9d0",
)


class Sheet:
    """The pages of one file being drawn; `sheets` makes it and writes it."""

    def __init__(self, canvas: "Canvas", size: tuple[float, float], scale: float) -> None:
        self.canvas = canvas
        self._unit = MM * scale
        self._scale = scale
        self._height = size[1] * MM

    def at(self, x: float, y: float) -> tuple[float, float]:
        return x * self._unit, self._height - y * self._unit

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Of a printed text, in millimetres before scaling."""
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
        canvas, name = self.canvas, BOLD if bold else REGULAR
        canvas.setFont(name, size * self._scale)
        canvas.setFillColor(_colour(ink))
        draws = {"left": canvas.drawString, "right": canvas.drawRightString}
        draws.get(align, canvas.drawCentredString)(*self.at(x, y), printable(text))

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

    def spread(self, x: float, y: float, text: str, size: float, room: float) -> None:
        """Bold white characters set apart so that they fill `room` millimetres."""
        gap = (room - self.width(text, size, bold=True)) / max(1, len(text) - 1)
        for character in text:
            self.text(x, y, character, size, bold=True, ink=WHITE)
            x += self.width(character, size, bold=True) + gap

    def broken(self, text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
        return lines(text, room * MM, size, BOLD if bold else REGULAR)

    def area(self, x: float, y: float, width: float, height: float, ink: str) -> None:
        """A filled rectangle, its upper left corner at (x, y)."""
        self.canvas.setFillColor(_colour(ink))
        left, lower = self.at(x, y + height)
        self.canvas.rect(left, lower, width * self._unit, height * self._unit, stroke=0, fill=1)

    def dot(self, x: float, y: float, radius: float, ink: str) -> None:
        self.canvas.setFillColor(_colour(ink))
        self.canvas.circle(*self.at(x, y), radius * self._unit, stroke=0, fill=1)

    def line(self, points: list[tuple[float, float]], width: float, ink: str = INK) -> None:
        """Through all `points`; `width` in millimetres."""
        canvas = self.canvas
        canvas.setStrokeColor(_colour(ink))
        canvas.setLineWidth(width * self._unit)
        path = canvas.beginPath()
        path.moveTo(*self.at(*points[0]))
        for point in points[1:]:
            path.lineTo(*self.at(*point))
        canvas.drawPath(path, stroke=1, fill=0)

    def code(self, symbol: Symbol, x: float, y: float, side: float) -> None:
        """The modules `side` millimetres wide, their upper left corner at (x, y)."""
        draw(self.canvas, symbol, *self.at(x, y + side), side * self._unit)

    def turn(self) -> None:
        self.canvas.showPage()


def sheets(
    title: str, size: tuple[float, float], draw_on: Callable[[Sheet], None], scale: float = 1
) -> bytes:
    """A PDF whose pages `draw_on` draws and turns; `size` in millimetres. Equal input, equal bytes."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    with DRAWING:
        font()
        canvas = Canvas(
            out,
            pagesize=(size[0] * MM, size[1] * MM),
            invariant=1,
            initialFontName=REGULAR,  # type: ignore[arg-type]
            lang="zh-CN",
            pageCompression=1,
        )
        canvas.setTitle(title)
        canvas.setViewerPreference("PrintScaling", "None")
        draw_on(Sheet(canvas, size, scale))
        canvas.save()
    return out.getvalue()


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _colour(ink: str) -> Any:
    from reportlab.lib.colors import HexColor

    return HexColor(ink)
