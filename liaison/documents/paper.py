"""A sheet of paper with a cursor: text, tables and drawings go down it, and over to the next page.

Margins and sizes follow GB/T 9704-2012: A4, 天头 37 mm, 订口 28 mm, 版心 156 mm by 225 mm; page
numbers stand below it, to the outer edge. A report is a form, so there is no red head.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from liaison.documents.fonts import BOLD, REGULAR, font, printable
from liaison.documents.paragraph import lines, one_line
from liaison.documents.pdf import A4, MM, Figure, Page, Rule, Text, written

TOP, LEFT, WIDTH, HEIGHT = 37 * MM, 28 * MM, 156 * MM, 225 * MM
NUMBER_BELOW = 7 * MM
FOOT = 7.5
LEADING = 1.45
"""Distance of base lines, in sizes of the type."""
AGAIN = 22.0
"""Points that the repeated line takes."""


class Style(NamedTuple):
    """A type: size in points, font, and where a line stands in its width."""

    size: float = 10.5
    font: str = REGULAR
    align: str = "left"


BODY = Style()


class Frame(NamedTuple):
    """The printed part of a sheet in points: `top` is how far below the upper edge it begins."""

    left: float
    top: float
    width: float
    height: float
    size: tuple[float, float] = A4


REPORT = Frame(LEFT, TOP, WIDTH, HEIGHT)


class Paper:
    """One document being laid out, page by page; `y` is where the next thing goes, from below."""

    def __init__(
        self, title: str, foot: str = "", frame: Frame = REPORT, again: Sequence[str] = ()
    ) -> None:
        """`again`: parts of a line that is repeated at the top of every page after the first."""
        self.title = title
        self.foot = foot
        self.frame = frame
        self.again = again
        self.pages: list[Page] = []
        self.left, self.width = frame.left, frame.width
        self.top = frame.size[1] - frame.top
        self.bottom = self.top - frame.height
        self.y = self.top
        self.turn()

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def page(self) -> Page:
        return self.pages[-1]

    @property
    def room(self) -> float:
        """Points left on this page."""
        return self.y - self.bottom

    @property
    def whole(self) -> float:
        """Points on a page that goes on from another."""
        return self.frame.height - (AGAIN if self.again else 0)

    def turn(self) -> None:
        """Go on at the top of a new page."""
        self.pages.append(Page())
        self.y = self.frame.size[1] - self.frame.top
        if self.again and len(self.pages) > 1:
            self._say_again()
        self.top = self.y

    def _say_again(self) -> None:
        self.top = self.y
        self.spread(self.again)
        self.page.rules.append(Rule(self.left, self.y - 2, self.right, self.y - 2))
        self.y -= AGAIN - 9 * LEADING

    def need(self, height: float) -> None:
        """Turn the page unless `height` points are left on it."""
        if self.room < height and self.y < self.top:
            self.turn()

    def space(self, height: float) -> None:
        self.y -= height

    def heading(self, text: str, size: float = 12, keep: float = 60) -> None:
        """A bold line that stays with at least `keep` points of what follows."""
        self.need(size * LEADING + keep)
        self.paragraph(text, Style(size, BOLD))
        self.space(size * 0.3)

    def paragraph(self, text: str, style: Style = BODY) -> None:
        height = style.size * LEADING
        for line in lines(text, self.width, style.size, style.font):
            self.need(height)
            self.y -= height
            self.write(line, (self.left, self.y + style.size * 0.3), self.width, style)

    def write(self, line: str, at: tuple[float, float], width: float, style: Style = BODY) -> None:
        """One printable line inside `width`, its base line at `at`; the cursor stays."""
        x, y = at
        if style.align != "left":
            gap = width - font(style.font).stringWidth(line, style.size)
            x += gap if style.align == "right" else gap / 2
        self.page.texts.append(Text(x, y, line, style.font, style.size))

    def spread(self, parts: Sequence[str], size: float = 9) -> None:
        """Parts on one line, spread over the whole width; a part too long for its share is cut."""
        self.need(size * LEADING)
        self.y -= size * LEADING
        printed = [printable(part) for part in parts]
        if sum(font().stringWidth(part, size) for part in printed) > self.width:
            printed = [one_line(part, self.width / len(parts) - size, size) for part in printed]
        widths = [font().stringWidth(part, size) for part in printed]
        gap = (self.width - sum(widths)) / max(len(parts) - 1, 1)
        x = self.left
        for part, width in zip(printed, widths, strict=True):
            self.write(part, (x, self.y + size * 0.3), width, Style(size))
            x += width + gap

    def shares(self, parts: Sequence[str], size: float = 10) -> None:
        """Parts on one line, each at the left of its equal share: room to sign behind each."""
        self.need(size * LEADING)
        self.y -= size * LEADING
        share = self.width / len(parts)
        for place, part in enumerate(parts):
            at = (self.left + place * share, self.y + size * 0.3)
            self.write(one_line(part, share, size), at, share, Style(size))

    def drawings(self, drawings: Sequence[Any], gap: float = 14) -> None:
        """Drawings of reportlab side by side, their upper edges level."""
        height = max(drawing.height for drawing in drawings)
        self.need(height)
        x = self.left
        for drawing in drawings:
            self.page.figures.append(Figure(x, self.y - drawing.height, drawing))
            x += drawing.width + gap
        self.y -= height

    def pdf(self) -> bytes:
        """The finished file, every page numbered."""
        return written(self.numbered(), self.title, self.frame.size)

    def numbered(self) -> list[Page]:
        """The pages with their numbers on them; once, when nothing more comes."""
        for number, page in enumerate(self.pages, start=1):
            page.texts.extend(self._numbering(number))
        return self.pages

    def _numbering(self, number: int) -> list[Text]:
        """Odd pages to the right, even ones to the left, an em in from the edge (GB/T 9704 §7.5)."""
        size, y = 10.5, self.bottom - NUMBER_BELOW - 10.5
        label = f"— 第 {number} 页 共 {len(self.pages)} 页 —"
        at_right = self.right - size - font().stringWidth(label, size)
        texts = [Text(at_right if number % 2 else self.left + size, y, label, REGULAR, size)]
        if self.foot:
            room = self.width - font().stringWidth(label, size) - 3 * size
            foot = one_line(self.foot, room, FOOT)
            x = self.left if number % 2 else self.right - font().stringWidth(foot, FOOT)
            texts.append(Text(x, y, foot, REGULAR, FOOT))
        return texts
