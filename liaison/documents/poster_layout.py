"""One holder's item laid out by its template."""

from collections.abc import Callable, Mapping
from typing import Any

from liaison.documents.drawing import (
    GREEN,
    INK,
    LINE,
    MUTED,
    WHITE,
    Drawing,
    Pen,
)
from liaison.documents.poster_facts import draw_facts
from liaison.documents.poster_holder import Holder
from liaison.documents.poster_template import Element, Template, filled
from liaison.documents.qr import Level, Symbol, symbol
from liaison.domain.errors import BadInput

LEAST_MODULE = 0.4
"""Millimetres; finer modules are not read from a printed sheet by every telephone."""
WIDE_MODULE = 0.5
"""From here on level H costs nothing that a telephone would miss."""
EMBLEM = 0.3
"""Of the code's side: 9 % of its area; the most is a tenth."""
GROUND, PALE = "#eef1f4", "#fbe3e2"
Words = Mapping[str, str]


class Item:
    """A drawing being made for one holder; `emblem` puts a mark in the middle of its codes."""

    def __init__(self, template: Template, holder: Holder, *, emblem: bool = False) -> None:
        self.template, self.holder, self.emblem = template, holder, emblem
        self.drawing = Drawing(*template.item)
        self.pen = Pen(self.drawing)
        self.side = self._drawn_side()
        self.words: Words = holder.fields(self.side * template.scale)

    def draw(self, elements: tuple[Element, ...]) -> Drawing:
        for one in elements:
            if self.wants(one):
                DRAW[one.kind](self, one.values)
        return self.drawing

    def wants(self, one: Element) -> bool:
        has = self.holder.has
        words = getattr(self, "words", {})
        return all(has(name, words) for name in one.when) and not any(
            has(name, words) for name in one.unless
        )

    def _drawn_side(self) -> float:
        sides = [float(one.values["side"]) for one in self.template.elements if self._is_code(one)]
        return min(sides) if sides else 0.0

    def _is_code(self, one: Element) -> bool:
        return one.kind == "code" and self.wants(one)

    def ink(self, values: Mapping[str, Any], usual: str = "ink") -> str:
        inks = {
            "accent": self.holder.accent,
            "pale": PALE,
            "ink": INK,
            "muted": MUTED,
            "white": WHITE,
            "line": LINE,
            "green": GREEN,
            "ground": GROUND,
        }
        return inks[str(values.get("ink", usual))]

    def said(self, values: Mapping[str, Any]) -> str:
        return filled(str(values["text"]), self.words)


def item(template: Template, holder: Holder, *, emblem: bool = False) -> Drawing:
    """The finished item. BadInput "code_too_fine": its modules would be smaller than 0.4 mm."""
    return Item(template, holder, emblem=emblem).draw(template.elements)


def symbol_for(payload: str, side: float, *, emblem: bool = False) -> Symbol:
    """The code at the level that a side of so many millimetres bears: H, else Q.

    BadInput "code_too_fine" with the side that would do.
    """
    safe = symbol(payload, Level.H)
    found = safe if emblem or side / safe.size >= WIDE_MODULE else symbol(payload)
    if side / found.size < LEAST_MODULE - 1e-9:
        raise BadInput(
            "code_too_fine",
            module=f"{side / found.size:.2f}",
            side=f"{side:.0f}",
            needed=f"{found.size * LEAST_MODULE:.0f}",
        )
    return found


def _area(one: Item, values: Mapping[str, Any]) -> None:
    x, y, width, height = _box(values)
    one.pen.area(x, y, width, height, one.ink(values, "accent"))


def _frame(one: Item, values: Mapping[str, Any]) -> None:
    one.pen.frame(_box(values), float(values["thick"]), one.ink(values, "accent"))


def _line(one: Item, values: Mapping[str, Any]) -> None:
    ends = [(values["x"], values["y"]), (values["to_x"], values["to_y"])]
    one.pen.line(ends, float(values["width"]), one.ink(values), tuple(values.get("dashes", ())))


def _text(one: Item, values: Mapping[str, Any]) -> None:
    """One line, smaller where it must be. A name is never cut: it goes on in a second line."""
    said, size, room = one.said(values), float(values["size"]), float(values["room"])
    least, bold = float(values.get("least", 0.6)), bool(values.get("bold"))
    wide = one.pen.width(said, size, bold=bold)
    if "{name}" in str(values["text"]) and wide * least > room:
        _name_in_lines(one, values, said)
        return
    one.pen.fitted(
        float(values["x"]),
        float(values["y"]),
        said,
        size,
        room,
        bold=bold,
        ink=one.ink(values),
        align=str(values.get("align", "left")),
        least=least,
    )


def _name_in_lines(one: Item, values: Mapping[str, Any], said: str) -> None:
    """As many lines as it takes, above and below where the one line would stand."""
    size, room = float(values["size"]) * float(values.get("least", 0.6)), float(values["room"])
    bold = bool(values.get("bold"))
    while len(one.pen.broken(said, size, room, bold=bold)) > 2 and size > 4:
        size *= 0.92
    broken = one.pen.broken(said, size, room, bold=bold)
    step = size * 0.3528 * 1.2
    y = float(values["y"]) - (len(broken) - 1) * step / 2
    align = str(values.get("align", "left"))
    for line in broken:
        one.pen.text(float(values["x"]), y, line, size, bold=bold, ink=one.ink(values), align=align)
        y += step


def _block(one: Item, values: Mapping[str, Any]) -> None:
    """Several lines: smaller type until they fit, the last one cut with … where even that won't do."""
    room, most, bold = float(values["room"]), int(values["lines"]), bool(values.get("bold"))
    size, least = float(values["size"]), float(values["size"]) * float(values.get("least", 0.6))
    text = one.said(values)
    while size > least and len(one.pen.broken(text, size, room, bold=bold)) > most:
        size *= 0.94
    broken = _at_a_space(one.pen, text, size, room) or one.pen.broken(text, size, room, bold=bold)
    shown = list(broken[:most])
    if len(broken) > most:
        shown[-1] += "".join(broken[most:])
    for place, line in enumerate(shown):
        y = float(values["y"]) + place * size * 0.3528 * 1.35
        one.pen.fitted(
            float(values["x"]),
            y,
            line,
            size,
            room,
            bold=bold,
            ink=one.ink(values),
            align=str(values.get("align", "left")),
            least=1,
        )


def _at_a_space(pen: Pen, text: str, size: float, room: float) -> tuple[str, ...]:
    """Words that were set apart stay apart: `城东街道代表团` / `第2小组`; () where that can't be."""
    head, space, tail = text.rpartition(" ")
    parts = (head, tail)
    fits = all(pen.width(part, size) <= room for part in parts)
    return parts if space and fits and pen.width(text, size) > room else ()


def _spread(one: Item, values: Mapping[str, Any]) -> None:
    x, y, size, room = (float(values[key]) for key in ("x", "y", "size", "room"))
    one.pen.spread(x, y, one.said(values), size, room, ink=one.ink(values, "white"))


def _slogan(one: Item, values: Mapping[str, Any]) -> None:
    """Short calls over the whole width with dots between them."""
    x, y, size, room = (float(values[key]) for key in ("x", "y", "size", "room"))
    parts, pen = one.holder.slogan_parts(), one.pen
    widths = [pen.width(part, size, bold=True) for part in parts]
    least = 6.0 * (len(parts) - 1)
    if sum(widths) + least > room:
        smaller = (room - least) / sum(widths)
        size, widths = size * smaller, [width * smaller for width in widths]
    gap = (room - sum(widths)) / max(1, len(parts) - 1)
    if len(parts) == 1:
        x += gap / 2
    for place, (part, width) in enumerate(zip(parts, widths, strict=True)):
        if place:
            pen.dot(x - gap / 2, y - size * 0.125, size * 0.04, one.holder.accent)
        pen.text(x, y, part, size, bold=True, ink=one.ink(values))
        x += width + gap


def _code(one: Item, values: Mapping[str, Any]) -> None:
    x, y, side = (float(values[key]) for key in ("x", "y", "side"))
    printed = side * one.template.scale
    one.pen.code(symbol_for(one.holder.payload, printed, emblem=one.emblem), x, y, side)
    if one.emblem:
        _emblem(one, x + side / 2, y + side / 2, side * EMBLEM)


def _emblem(one: Item, x: float, y: float, side: float) -> None:
    """A white field with the house's own mark; no state emblem (国徽法 art 10)."""
    one.pen.area(x - side / 2, y - side / 2, side, side, WHITE)
    inner = side * 0.84
    one.pen.area(x - inner / 2, y - inner / 2, inner, inner, one.holder.accent)
    size = inner * 0.62 / 0.3528
    one.pen.text(x, y + inner * 0.23, "联", size, bold=True, ink=WHITE, align="center")


def _photo(one: Item, values: Mapping[str, Any]) -> None:
    x, y, width, height = _box(values)
    if one.holder.photo is not None:
        one.pen.image(x, y, width, height, one.holder.photo)
        return
    one.pen.area(x, y, width, height, GROUND)
    first = one.holder.name[:1]
    size = min(width, height) * 0.5 / 0.3528
    middle = y + height / 2 + size * 0.3528 * 0.36
    one.pen.text(x + width / 2, middle, first, size, bold=True, ink="#b9c2cc", align="center")


def _picture(one: Item, values: Mapping[str, Any]) -> None:
    if one.holder.picture is not None:
        from liaison.documents.reencode import pixels

        x, y, width, height = _box(values)
        wide, high = pixels(one.holder.picture)
        scale = min(width / wide, height / high)
        inner = wide * scale, high * scale
        one.pen.image(
            x + (width - inner[0]) / 2, y + (height - inner[1]) / 2, *inner, one.holder.picture
        )


def _facts(one: Item, values: Mapping[str, Any]) -> None:
    facts = [
        ("接待日", one.words["days"]),
        ("地点", one.words["place"]),
        ("电话", one.words["phone"]),
    ]
    if not facts[0][1] and one.holder.shown.get("days", True):
        facts[0] = ("接待日", "见站内公告")
    draw_facts(one.pen, _box(values), [pair for pair in facts if pair[1]])


def _list(one: Item, values: Mapping[str, Any]) -> None:
    """What is accepted, or what isn't: a heading with its sign, a line each."""
    which = str(values["of"])
    x, y, size, room = (float(values[key]) for key in ("x", "y", "size", "room"))
    pen, taken = one.pen, which == "accepted"
    ink, sign = (GREEN, size * 0.12) if taken else (MUTED, size * 0.12)
    if taken:
        points = [(x, y - sign), (x + sign, y), (x + 2.7 * sign, y - 1.9 * sign)]
        pen.line(points, size * 0.042, ink)
    else:
        for slope in (1, -1):
            middle = y - sign
            pen.line(
                [(x, middle - sign * slope), (x + 2 * sign, middle + sign * slope)],
                size * 0.042,
                ink,
            )
    heading = "这些可以说" if taken else "这些不受理"
    pen.text(x + size * 0.42, y, heading, size, bold=True, ink=ink)
    for place, line in enumerate(one.holder.lines_of(which), start=1):
        pen.fitted(x, y + place * size * 0.44 + size * 0.1, line, size * 0.79, room)


def _holes(one: Item, values: Mapping[str, Any]) -> None:
    """Where a laminated placard is punched: four rings in its corners."""
    inset, radius = float(values["inset"]), float(values["radius"])
    for x in (inset, one.drawing.width - inset):
        for y in (inset, one.drawing.height - inset):
            one.pen.dot(x, y, radius, LINE)
            one.pen.dot(x, y, radius - 0.4, WHITE)


DRAW: dict[str, Callable[[Item, Mapping[str, Any]], None]] = {
    "area": _area,
    "frame": _frame,
    "line": _line,
    "text": _text,
    "block": _block,
    "spread": _spread,
    "slogan": _slogan,
    "code": _code,
    "photo": _photo,
    "picture": _picture,
    "facts": _facts,
    "list": _list,
    "holes": _holes,
}


def _box(values: Mapping[str, Any]) -> tuple[float, float, float, float]:
    x, y, width, height = (float(values[key]) for key in ("x", "y", "width", "height"))
    return x, y, width, height
