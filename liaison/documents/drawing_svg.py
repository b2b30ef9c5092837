"""A sheet as SVG: millimetres, vector, its type as outlines so that it needs no font anywhere."""

import base64
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, assert_never
from xml.etree import ElementTree as ET

from liaison.documents.drawing import (
    Area,
    Dot,
    Image,
    Mark,
    Op,
    Placed,
    SheetPage,
    Stroke,
    Words,
)
from liaison.documents.fonts import font
from liaison.documents.qr import QUIET_ZONE, Symbol

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

SVG = "http://www.w3.org/2000/svg"
CODE_CLASS = "code"
PIXELS_A_MM = 10
_POINT = 0.352778
_RUN = re.compile("1+")
_NUMBER = re.compile(r"-?[0-9.]+")


def svg_page(page: SheetPage) -> bytes:
    """One page; equal pages, equal bytes."""
    parts: list[str] = []
    glyphs: dict[str, str] = {}
    for placed in page.placed:
        parts.append(f'<g transform="{_transform(placed)}">')
        parts += [_drawn(op, glyphs) for op in placed.drawing.ops]
        parts.append("</g>")
    defs = "".join(f'<path id="{name}" d="{path}"/>' for name, path in glyphs.items())
    size = f'width="{page.width:g}mm" height="{page.height:g}mm"'
    box = f'viewBox="0 0 {page.width:g} {page.height:g}"'
    head = f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" {size} {box}>'
    ground = f'<rect width="{page.width:g}" height="{page.height:g}" fill="#ffffff"/>'
    return f"{head}<defs>{defs}</defs>{ground}{''.join(parts)}</svg>\n".encode()


def _transform(placed: Placed) -> str:
    drawing, scale = placed.drawing, placed.scale
    if not placed.turned:
        return f"translate({placed.x:g} {placed.y:g}) scale({scale:g})"
    x, y = placed.x + drawing.width * scale, placed.y + drawing.height * scale
    return f"translate({x:g} {y:g}) scale({-scale:g})"


def _drawn(op: Op, glyphs: dict[str, str]) -> str:
    match op:
        case Area():
            box = f'x="{op.x:.3f}" y="{op.y:.3f}" width="{op.width:.3f}" height="{op.height:.3f}"'
            return f'<rect {box} fill="{op.ink}"/>'
        case Stroke():
            return _stroke(op)
        case Dot():
            return f'<circle cx="{op.x:.3f}" cy="{op.y:.3f}" r="{op.radius:.3f}" fill="{op.ink}"/>'
        case Words():
            return "".join(_set(op, glyphs))
        case Mark():
            return _mark(op)
        case Image():
            content = base64.b64encode(op.content).decode()
            box = f'x="{op.x:.3f}" y="{op.y:.3f}" width="{op.width:.3f}" height="{op.height:.3f}"'
            return (
                f'<image {box} preserveAspectRatio="none" '
                f'xlink:href="data:image/jpeg;base64,{content}"/>'
            )
        case _:
            assert_never(op)


def _stroke(op: Stroke) -> str:
    points = " ".join(f"{x:.3f},{y:.3f}" for x, y in op.points)
    dashes = f' stroke-dasharray="{" ".join(f"{one:g}" for one in op.dashes)}"' if op.dashes else ""
    style = f'fill="none" stroke="{op.ink}" stroke-width="{op.width:.3f}"{dashes}'
    return f'<polyline points="{points}" {style}/>'


def _set(op: Words, glyphs: dict[str, str]) -> Iterator[str]:
    """A line of type: each character's outline is in the file once."""
    composite = font(op.font)
    widths = composite.widths(op.string)
    x = op.x
    size = op.size * _POINT
    for character, width in zip(op.string, widths, strict=True):
        place = composite._place(character)  # noqa: SLF001 - which of the fonts draws it
        name = f"g{place}{op.font[-1]}{ord(character):x}"
        if name not in glyphs:
            glyphs[name] = _outline(str(composite.fonts[place].face.filename), ord(character))
        if glyphs[name]:
            at = f"translate({x:.3f} {op.y:.3f}) scale({size / 1000:.6f} {-size / 1000:.6f})"
            yield f'<use xlink:href="#{name}" transform="{at}" fill="{op.ink}"/>'
        x += width / 1000 * size


@cache
def _face(file: str) -> Any:
    from fontTools.ttLib import TTFont

    face = TTFont(file, lazy=True)
    return face.getGlyphSet(), face.getBestCmap(), face["head"].unitsPerEm


@cache
def _outline(file: str, code: int) -> str:
    """A character's outline in thousandths of its size; "" for one that draws nothing."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    glyphs, names, units = _face(file)
    if code not in names:
        return ""
    pen = SVGPathPen(glyphs, ntos=lambda value: f"{value:.0f}")
    scale = 1000 / units
    glyphs[names[code]].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
    return str(pen.getCommands())


def _mark(op: Mark) -> str:
    """White ground with its quiet zone, then every dark run in one path: no seams."""
    module = op.side / op.symbol.size
    quiet, whole = -QUIET_ZONE, op.symbol.size + 2 * QUIET_ZONE
    return (
        f'<g transform="translate({op.x:.4f} {op.y:.4f}) scale({module:.6f})">'
        f'<rect x="{quiet}" y="{quiet}" width="{whole}" height="{whole}" fill="#ffffff"/>'
        f'<path class="{CODE_CLASS}" d="{_runs(op.symbol)}" fill="#000000"/></g>'
    )


def _runs(code: Symbol) -> str:
    size = code.size
    return "".join(
        f"M{run.start() % size} {row}h{run.end() - run.start()}v1h-{run.end() - run.start()}z"
        for row in range(size)
        for run in _RUN.finditer(code.modules, row * size, (row + 1) * size)
    )


def marks_drawn(svg: bytes) -> "Picture":
    """The codes of an SVG of ours and what lies on them, drawn from the file's own words alone.

    Rectangles and code paths in their order; type and pictures are left out.
    """
    from PIL import Image as Pillow
    from PIL import ImageDraw

    root = ET.fromstring(svg)  # noqa: S314 - our own bytes of a moment ago
    _, _, wide, high = (float(part) for part in root.attrib["viewBox"].split())
    picture = Pillow.new("L", (round(wide * PIXELS_A_MM), round(high * PIXELS_A_MM)), 255)
    draw = ImageDraw.Draw(picture)

    def visit(node: ET.Element, a: float, x: float, y: float) -> None:
        scale, dx, dy = _read(node.attrib.get("transform", ""))
        a, x, y = a * scale, x + a * dx, y + a * dy
        kind = node.tag.removeprefix(f"{{{SVG}}}")
        if kind == "rect":
            left, top, width, height = (
                float(node.attrib.get(k, 0)) for k in ("x", "y", "width", "height")
            )
            _fill(draw, (x + a * left, y + a * top, a * width, a * height), _grey(node))
        elif kind == "path" and node.attrib.get("class") == CODE_CLASS:
            for left, row, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", node.attrib["d"]):
                _fill(draw, (x + a * int(left), y + a * int(row), a * int(length), a), 0)
        elif kind != "defs":
            for inner in node:
                visit(inner, a, x, y)

    visit(root, 1.0, 0.0, 0.0)
    return picture


def _read(transform: str) -> tuple[float, float, float]:
    """Scale and shift of our own transforms: `translate(x y) scale(s)`."""
    parts = [float(part) for part in _NUMBER.findall(transform)]
    if not parts:
        return 1.0, 0.0, 0.0
    return (parts[2] if len(parts) > 2 else 1.0), parts[0], parts[1]


def _fill(draw: Any, box: tuple[float, float, float, float], grey: int) -> None:
    left, top, width, height = (part * PIXELS_A_MM for part in box)
    x1, x2 = sorted((left, left + width))
    y1, y2 = sorted((top, top + height))
    if round(x2) > round(x1) and round(y2) > round(y1):
        draw.rectangle((round(x1), round(y1), round(x2) - 1, round(y2) - 1), fill=grey)


def _grey(node: ET.Element) -> int:
    ink = node.attrib.get("fill", "#000000")
    parts = [int(ink[place : place + 2], 16) for place in (1, 3, 5)]
    return round(0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2])
