"""Pages that are laid out, written as one PDF file.

Everything is known before the first byte is written, so each page can say how many there are.
Text is drawn as strings, never as markup. Equal pages make equal bytes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from liaison.documents.fonts import DRAWING, REGULAR, font

if TYPE_CHECKING:
    from liaison.documents.qr import Symbol

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
HAIRLINE = 0.4


class Text(NamedTuple):
    """One line of printable text; `x`, `y` of its base line in points from the lower left corner."""

    x: float
    y: float
    string: str
    font: str = REGULAR
    size: float = 10.5


class Rule(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = HAIRLINE


class Fill(NamedTuple):
    """A grey rectangle: 0 is black, 1 is white."""

    x: float
    y: float
    width: float
    height: float
    grey: float


class Figure(NamedTuple):
    """A reportlab drawing, by its lower left corner."""

    x: float
    y: float
    drawing: Any


class Code(NamedTuple):
    """A QR symbol by the lower left corner of its modules; the quiet zone lies outside of `side`."""

    x: float
    y: float
    side: float
    symbol: "Symbol"


@dataclass
class Page:
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)

    def lay(self, other: "Page", down: float = 0) -> None:
        """Put what stands on another page onto this one, `down` points lower."""
        self.texts += [one._replace(y=one.y - down) for one in other.texts]
        self.rules += [one._replace(y1=one.y1 - down, y2=one.y2 - down) for one in other.rules]
        self.fills += [one._replace(y=one.y - down) for one in other.fills]
        self.figures += [one._replace(y=one.y - down) for one in other.figures]
        self.codes += [one._replace(y=one.y - down) for one in other.codes]


def written(pages: Sequence[Page], title: str, size: tuple[float, float] = A4) -> bytes:
    """The PDF file; the same pages always give the same bytes."""
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
        canvas = Canvas(out, pagesize=size, **options)
        canvas.setTitle(title)
        canvas.setViewerPreference("PrintScaling", "None")
        type_case = TypeCase(canvas)
        for page in pages:
            _draw(canvas, type_case, page)
            canvas.showPage()
        canvas.save()
    return out.getvalue()


def _draw(canvas: Any, type_case: "TypeCase", page: Page) -> None:
    code = canvas._code  # noqa: SLF001 - see TypeCase
    for fill in page.fills:
        code.append(f"{fill.grey:g} g {_box(fill)} re f")
    if page.fills:
        code.append("0 g")
    for width in sorted({rule.width for rule in page.rules}):
        code.append(f"{width:g} w")
        code.extend(_line(rule) for rule in page.rules if rule.width == width)
        code.append("S")
    code.extend(type_case.set(page.texts))
    for figure in page.figures:
        _draw_figure(canvas, figure)
    for mark in page.codes:
        _draw_code(canvas, mark)


def _draw_figure(canvas: Any, figure: Figure) -> None:
    from reportlab.graphics import renderPDF, shapes

    shapes.STATE_DEFAULTS["fontName"] = REGULAR  # or a Helvetica is named that is not embedded
    renderPDF.draw(figure.drawing, canvas, figure.x, figure.y)


def _draw_code(canvas: Any, mark: Code) -> None:
    from liaison.documents.qr import draw

    draw(canvas, mark.symbol, mark.x, mark.y, mark.side)


def _box(fill: Fill) -> str:
    return f"{fill.x:.2f} {fill.y:.2f} {fill.width:.2f} {fill.height:.2f}"


def _line(rule: Rule) -> str:
    return f"{rule.x1:.2f} {rule.y1:.2f} m {rule.x2:.2f} {rule.y2:.2f} l"


class TypeCase:
    """Where each character of one document stands: its subset font and its code there.

    Writing the text operators here, instead of asking the canvas for each string, makes a long
    list three times as fast.
    """

    def __init__(self, canvas: Any) -> None:
        self._doc = canvas._doc  # noqa: SLF001 - the canvas has no public name for its document
        self._places: dict[str, dict[str, tuple[str, str]]] = {}
        self._now: tuple[str, float] = ("", 0)

    def set(self, texts: Iterable[Text]) -> list[str]:
        """A text object of the strings."""
        self.forget()
        code = ["BT"]
        for text in texts:
            code += self.line(text.x, text.y, text.string, text.font, text.size)
        return [*code, "ET"]

    def forget(self) -> None:
        """A new text object begins without a font."""
        self._now = ("", 0)

    def line(self, x: float, y: float, string: str, name: str, size: float) -> list[str]:
        """Text operators for one line inside a text object."""
        code = [f"1 0 0 1 {x:.2f} {y:.2f} Tm"]
        for subset, codes in self._runs(string, name):
            if (subset, size) != self._now:
                self._now = (subset, size)
                code.append(f"{subset} {size:g} Tf")
            code.append(f"<{codes}>Tj")
        return code

    def _runs(self, string: str, name: str) -> list[tuple[str, str]]:
        places = self._places.setdefault(name, {})
        runs: list[tuple[str, list[str]]] = []
        for character in string:
            place = places.get(character)
            if place is None:
                place = places[character] = self._found(name, character)
            if not runs or runs[-1][0] != place[0]:
                runs.append((place[0], []))
            runs[-1][1].append(place[1])
        return [(subset, "".join(codes)) for subset, codes in runs]

    def _found(self, name: str, character: str) -> tuple[str, str]:
        composite = font(name)
        ((subset, codes),) = composite.splitString(character, self._doc)
        return composite.getSubsetInternalName(subset, self._doc), codes.hex()
