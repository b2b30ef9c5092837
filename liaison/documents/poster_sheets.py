"""Items on sheets: rows and columns, folds, crop marks, bleed, a head with a ruler."""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison.documents.drawing import INK, MUTED, Drawing, Pen, Placed, SheetPage
from liaison.documents.poster_holder import Holder, reach_zh
from liaison.documents.poster_layout import Item, item
from liaison.documents.poster_template import Template

BLEED, SLUG = 3.0, 7.0
"""Of a single sheet for a print shop: millimetres beyond the trim, and for the marks beyond those."""
MARK = 4.5
THIN = 0.1


@dataclass(frozen=True)
class Edges:
    """What stands beyond a sheet's edges."""

    bleed: bool = False
    marks: bool = False


def sheets(
    template: Template,
    holders: Sequence[Holder],
    edges: Edges | None = None,
    *,
    emblem: bool = False,
) -> list[SheetPage]:
    """The pages for these holders, in their order."""
    per_page = template.per_page
    total = -(-len(holders) // per_page)
    pages = []
    for number in range(total):
        here = holders[number * per_page : (number + 1) * per_page]
        page = _page(template, here, (number + 1, total), emblem=emblem)
        single = template.columns * template.rows == 1
        pages.append(_for_a_print_shop(page, edges) if single and edges and edges.bleed else page)
    return pages


def meant(template: Template, holders: Sequence[Holder]) -> list[list[str]]:
    """What each page's codes must say, row after row."""
    per_page, faces = template.per_page, template.faces
    return [
        [one.payload for one in holders[start : start + per_page] for _ in range(faces)]
        for start in range(0, len(holders), per_page)
    ]


def corner(template: Template, place: int) -> tuple[float, float]:
    """The upper left corner of the item at a place, counted row after row."""
    column, row = place % template.columns, place // template.columns
    return (
        template.left + column * (template.item[0] * template.scale + template.gap[0]),
        template.top + row * (template.item[1] * template.scale + template.gap[1]),
    )


def _page(
    template: Template, holders: Sequence[Holder], count: tuple[int, int], *, emblem: bool
) -> SheetPage:
    page = SheetPage(*template.paper)
    if template.head and holders:
        page.placed.append(Placed(_head(template, holders[0])))
    place = 0
    for holder in holders:
        drawing = item(template, holder, emblem=emblem).bled(template.bleed)
        for _ in range(template.faces):
            x, y = corner(template, place)
            turned = place // template.columns in template.turned
            page.placed.append(Placed(drawing, x, y, template.scale, turned))
            place += 1
    if template.marks and holders:
        page.placed.append(Placed(_frame(template, holders[0], count)))
    return page


def _head(template: Template, holder: Holder) -> Drawing:
    """What stands once on a sheet, below its items."""
    whole = Item(template, holder)
    whole.drawing = Drawing(*template.paper)
    whole.pen = Pen(whole.drawing)
    return whole.draw(template.head)


def _frame(template: Template, holder: Holder, count: tuple[int, int]) -> Drawing:
    """Crop marks beside the items; the head and the ruler where the margins have room."""
    drawing = Drawing(*template.paper)
    pen = Pen(drawing)
    _crop_marks(pen, template)
    wide, high = template.paper
    left = max(6.0, template.left)
    if template.top >= 16:
        head = f"{template.title} · {holder.station} · {template.note}"
        page = f"第 {count[0]} 页，共 {count[1]} 页"
        pen.fitted(left, 9.5, head, 8.5, wide - 2 * left - 32, ink=MUTED)
        pen.text(wide - left, 9.5, page, 8.5, ink=MUTED, align="right")
    _, lower = _edges(template)
    if high - lower >= 14:
        _ruler(pen, left, high - 6, template.code_sides()[0], wide - left)
    return drawing


def _edges(template: Template) -> tuple[float, float]:
    """Right and lower edge of all items."""
    x, y = corner(template, template.columns * template.rows - 1)
    return x + template.item[0] * template.scale, y + template.item[1] * template.scale


def _crop_marks(pen: Pen, template: Template) -> None:
    """Short lines in the margins at each cut, clear of the bleed."""
    wide, high = template.item[0] * template.scale, template.item[1] * template.scale
    right, lower = _edges(template)
    clear = template.bleed + 1
    for column in range(template.columns):
        start = corner(template, column)[0]
        for x in (start, start + wide):
            for near, sign in ((template.top, -1), (lower, 1)):
                _mark(pen, (x, near + sign * clear), (x, near + sign * (clear + MARK)))
    for row in range(template.rows):
        start = corner(template, row * template.columns)[1]
        for y in (start, start + high):
            for near, sign in ((template.left, -1), (right, 1)):
                _mark(pen, (near + sign * clear, y), (near + sign * (clear + MARK), y))


def _mark(pen: Pen, one: tuple[float, float], other: tuple[float, float]) -> None:
    inside = all(
        0 < value < most
        for point in (one, other)
        for value, most in zip(point, (pen.drawing.width, pen.drawing.height), strict=True)
    )
    if inside:
        pen.line([one, other], THIN, INK)


def _ruler(pen: Pen, x: float, y: float, code_mm: float, right: float) -> None:
    """Fifty true millimetres, to be held against a ruler."""
    pen.line([(x, y), (x + 50, y)], THIN)
    for step in range(51):
        tall = 2.6 if step % 10 == 0 else 1.8 if step % 5 == 0 else 1.0
        pen.line([(x + step, y), (x + step, y - tall)], THIN)
    note = "左边这条线应长 50 mm；不是，请把打印缩放设为 100%"
    pen.fitted(x + 54, y, note, 8.5, max(20, right - x - 54 - 34), ink=MUTED)
    pen.text(right, y, f"扫码距离 {reach_zh(code_mm)}", 8.5, ink=MUTED, align="right")


def _for_a_print_shop(page: SheetPage, edges: Edges) -> SheetPage:
    """A single sheet with bleed on all sides and marks beyond it."""
    margin = BLEED + SLUG
    wide, high = page.width + 2 * margin, page.height + 2 * margin
    made = SheetPage(wide, high, trim=(margin, margin, page.width, page.height), bleed=BLEED)
    for one in page.placed:
        drawing = one.drawing.bled(BLEED / one.scale)
        made.placed.append(one._replace(drawing=drawing, x=one.x + margin, y=one.y + margin))
    if edges.marks:
        marks = Drawing(wide, high)
        pen = Pen(marks)
        for x in (margin, wide - margin):
            for y, other in ((0.5, SLUG - 1), (high - 0.5, high - SLUG + 1)):
                pen.line([(x, y), (x, other)], THIN)
        for y in (margin, high - margin):
            for x, other in ((0.5, SLUG - 1), (wide - 0.5, wide - SLUG + 1)):
                pen.line([(x, y), (other, y)], THIN)
        made.placed.append(Placed(marks))
    return made
