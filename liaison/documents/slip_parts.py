"""What the papers of a matter share: their frame, the head with its code, boxes to tick, gaps told."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from liaison.documents.fonts import BOLD, described, font, missing
from liaison.documents.paper import LEADING, Frame, Paper, Style
from liaison.documents.paragraph import lines
from liaison.documents.pdf import MM, Code
from liaison.documents.qr import QUIET_ZONE, Level, symbol
from liaison.documents.sheet_words import chinese_day
from liaison.documents.table import Column, Row, Table
from liaison.domain.papers import texts_of
from liaison.domain.slip_code import grouped

SLIP = Frame(25 * MM, 17 * MM, 165 * MM, 257 * MM)
"""A4 with a binding edge; a form's margins, not a report's."""
SIDE = 18 * MM
DIGITS = 7.5
BOX = "□"
LABEL = 0.62
"""Width of a label's column; a pair of columns is LABEL + 1.5."""


class Head(NamedTuple):
    """What stands at the top of a paper; `day` with its label, `stamp` below the title."""

    station: str
    title: str
    number: str
    day: str
    code: str
    stamp: str = ""


def head(paper: Paper, top: Head, size: float = 20) -> None:
    """Station and title in the middle, the code at the right, number and day below.

    The code's digits stand under it, for a keyboard where there is no scanner.
    """
    start = paper.y
    _code(paper, top.code, start)
    middle = paper.width - 2 * (_digits_width(top.code) + 8)
    shown = ((top.station, 12.0), (top.title, size), (top.stamp, 11.0))
    for text, big in shown if top.stamp else shown[:2]:
        for line in lines(text, middle, big, BOLD):
            paper.y -= big * LEADING
            at = (paper.left + (paper.width - middle) / 2, paper.y + big * 0.3)
            paper.write(line, at, middle, Style(big, BOLD, "center"))
    below = start - SIDE - _quiet() - DIGITS * LEADING
    paper.y = min(paper.y, below + 10 * LEADING)
    paper.spread((f"编号：{top.number}", top.day, " " * 60), 10)
    paper.y = min(paper.y, below) - 4


def _code(paper: Paper, code: str, top: float) -> None:
    x = paper.right - SIDE
    paper.page.codes.append(Code(x, top - SIDE, SIDE, symbol(code, Level.Q)))
    width = _digits_width(code)
    at = (paper.right - width, top - SIDE - _quiet() - DIGITS)
    paper.write(grouped(code), at, width + 1, Style(DIGITS))


def _quiet() -> float:
    return QUIET_ZONE * SIDE / 21


def _digits_width(code: str) -> float:
    return font().stringWidth(grouped(code), DIGITS)


def pairs(paper: Paper, facts: Sequence[tuple[str, str]], size: float = 10, pad: float = 4) -> None:
    """Label and value, two of each on a line."""
    cells = list(facts) + [("", "")] * (len(facts) % 2)
    rows = [[*cells[place], *cells[place + 1]] for place in range(0, len(cells), 2)]
    Table(paper, (Column("", LABEL, label=True), Column("", 1.5)) * 2, size, pad).draw(rows)


def wide(paper: Paper, size: float = 10, pad: float = 4) -> Table:
    """A table of one label and one value on a line."""
    columns = (Column("", LABEL, label=True), Column("", LABEL + 2 * 1.5))
    return Table(paper, columns, size, pad)


def together(paper: Paper, table: Table, rows: Sequence[Row], more: float = 0) -> None:
    """Rows that are filled in by hand: all on one page, with `more` points below them."""
    paper.need(table.height(rows) + more)
    table.draw(rows)


def boxes(words: Iterable[str]) -> str:
    """`□ 满意　　□ 基本满意`."""
    return "　　".join(f"{BOX} {word}" for word in words)


def tell_gaps(paper: Paper, value: object) -> None:
    """A line that names the characters for which 〓 stands, where there are any."""
    gaps = missing(*texts_of(value))
    if gaps:
        paper.paragraph(f"以 〓 代替、字库没有的字：{described(gaps)}", Style(8.5))


def day_or_blank(day: date | None) -> str:
    return chinese_day(day) if day else "　　　　年　　月　　日"


def unconfirmed(day: str, *, doubtful: bool) -> str:
    """A day beyond the confirmed calendar says so; `day` in words."""
    return f"{day}（暂按周末推算）" if doubtful else day


def printing_zh(printing: int) -> str:
    return "首次打印" if printing <= 1 else f"补打（第 {printing} 次打印）"
