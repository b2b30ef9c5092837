"""The report's charts as reportlab drawings: readable in black and white, every value written out."""

from collections.abc import Sequence
from typing import Any

from liaison.documents.fonts import BOLD, REGULAR, font
from liaison.documents.paragraph import one_line
from liaison.domain.report import MonthFlow, Share

DARK, LIGHT = 0.3, 0.8
"""Greys far enough apart for a photocopy."""
SIZE = 8.0
TITLE = 9.0
ROW = 13.0
LARGEST = 10
CROWDED = 6
"""More months than this get smaller numbers, each leaning away from its neighbour."""
OTHERS_ZH = "其余"


def by_category(shares: Sequence[Share], width: float, title: str) -> Any:
    """Horizontal bars, the longest first; topics beyond ten stand together as 其余."""
    from reportlab.graphics.shapes import Drawing

    bars = _longest(shares)
    drawing = Drawing(width, TITLE * 1.8 + ROW * max(len(bars), 1))
    _string(drawing, title, (0, drawing.height - TITLE), bold=True)
    labels = max((font().stringWidth(name, SIZE) for name, _ in bars), default=0)
    labels = min(labels, width * 0.4) + 6
    most = max((count for _, count in bars), default=0) or 1
    room = width - labels - font().stringWidth(str(most), SIZE) - 6
    y = drawing.height - TITLE * 1.8 - ROW
    if not bars:
        _string(drawing, "（没有）", (0, y + 3))
    for name, count in bars:
        _string(drawing, one_line(name, labels - 6, SIZE), (0, y + 3))
        _bar(drawing, (labels, y + 1.5), (room * count / most, ROW - 5), DARK)
        _string(drawing, str(count), (labels + room * count / most + 4, y + 3))
        y -= ROW
    return drawing


def by_month(flow: Sequence[MonthFlow], size: tuple[float, float], title: str) -> Any:
    """Two columns a month: raised (light) and answered (dark), with their numbers on top."""
    from reportlab.graphics.shapes import Drawing, Line

    width, height = size
    drawing = Drawing(width, height)
    _string(drawing, title, (0, height - TITLE), bold=True)
    _legend(drawing, height - TITLE * 2.6)
    most = max((max(month.raised, month.settled) for month in flow), default=0) or 1
    base, top = SIZE * 1.6, height - TITLE * 2.6 - SIZE * 2
    step = width / len(flow)
    crowded = len(flow) > CROWDED
    numbers = SIZE - 2 if crowded else SIZE
    anchors = ("end", "start") if crowded else ("middle", "middle")
    for place, month in enumerate(flow):
        left, column = place * step, step * 0.38
        for index, (count, grey) in enumerate(((month.raised, LIGHT), (month.settled, DARK))):
            x, tall = left + step * 0.1 + index * column, (top - base) * count / most
            _bar(drawing, (x, base), (column - 1, tall), grey)
            at = x + (column * (1 - index) if crowded else column / 2)
            _string(drawing, str(count), (at, base + tall + 2), numbers, anchor=anchors[index])
        _string(drawing, month.label, (left + step * 0.48, 2), numbers, anchor="middle")
    drawing.add(Line(0, base, width, base, strokeWidth=0.5))
    return drawing


def _longest(shares: Sequence[Share]) -> list[tuple[str, int]]:
    counts = sorted(((s.name, s.count) for s in shares if s.count), key=lambda pair: -pair[1])
    if len(counts) <= LARGEST:
        return counts
    rest = sum(count for _, count in counts[LARGEST - 1 :])
    return [*counts[: LARGEST - 1], (OTHERS_ZH, rest)]


def _legend(drawing: Any, y: float) -> None:
    x = 0.0
    for label, grey in (("新增", LIGHT), ("办结", DARK)):
        _bar(drawing, (x, y), (7, 7), grey)
        _string(drawing, label, (x + 10, y))
        x += 36


def _bar(drawing: Any, corner: tuple[float, float], size: tuple[float, float], grey: float) -> None:
    from reportlab.graphics.shapes import Rect
    from reportlab.lib.colors import Color

    style: dict[str, Any] = {
        "fillColor": Color(grey, grey, grey),
        "strokeColor": Color(DARK, DARK, DARK),
        "strokeWidth": 0.4 if grey == LIGHT else 0,
    }
    drawing.add(Rect(*corner, *size, **style))


def _string(  # noqa: PLR0913 - a line of text is a string, a place and a type
    drawing: Any,
    text: str,
    at: tuple[float, float],
    size: float = SIZE,
    *,
    bold: bool = False,
    anchor: str = "start",
) -> None:
    from reportlab.graphics.shapes import String

    style: dict[str, Any] = {
        "fontName": BOLD if bold else REGULAR,
        "fontSize": TITLE if bold else size,
        "textAnchor": anchor,
    }
    drawing.add(String(*at, text, **style))
