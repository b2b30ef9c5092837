"""When, where and how to ring: as large as the place allows, a phrase a line."""

import re
from collections.abc import Sequence

from liaison.documents.drawing import MUTED, Pen

Fact = tuple[str, str]
SIZES = (46.0, 40.0, 36.0, 30.0, 26.0, 23.0, 20.0, 18.0, 16.0, 14.0, 12.0, 10.0, 8.5, 7.5)
NAME = 0.55
"""Of a fact's type: the size of its name above it, between 6.5 and 14 points."""


def draw_facts(pen: Pen, box: tuple[float, float, float, float], facts: Sequence[Fact]) -> None:
    """Rules, names and words of the facts in a box (x, y, width, height)."""
    x, y, width, height = box
    told = [(name, _in_phrases(words) if name == "接待日" else words) for name, words in facts]
    if not told:
        return
    size = next((s for s in SIZES if _height(pen, told, s, width) <= height), SIZES[-1])
    spare = max(0.0, height - _height(pen, told, size, width))
    gap = min(size * 0.22, spare / len(told))
    for fact in told:
        y = _draw_fact(pen, (x, y, width), fact, size) + gap


def _in_phrases(rule: str) -> str:
    """A reception-day rule a phrase a line: 每月10日 / （遇节假日顺延）."""
    return re.sub(r"\s+|(?=（)|(?<=，)", "\n", rule.strip()).replace("，\n", "\n")


def _height(pen: Pen, facts: Sequence[Fact], size: float, width: float) -> float:
    """Of all facts at a size; more than any place where they would break untidily."""
    rows = [pen.broken(words, size, width, bold=True) for _, words in facts]
    phrases = facts[0][1].count("\n") + 1
    broken_phone = facts[-1][0] == "电话" and len(rows[-1]) > 1
    orphan = any(len(row) > 1 and len(row[-1]) == 1 for row in rows)
    untidy = len(rows[0]) > phrases or max(map(len, rows)) > 3 or orphan
    if broken_phone or (untidy and size > 12):
        return float("inf")
    return _above(size) * len(facts) + sum(map(len, rows)) * _leading(size)


def _named(size: float) -> float:
    return max(6.5, min(14.0, size * NAME))


def _above(size: float) -> float:
    """The rule, the name and the room below a fact."""
    return _named(size) * 0.3528 * 2.3 + 1.2


def _leading(size: float) -> float:
    return size * 0.3528 * 1.3


def _draw_fact(pen: Pen, place: tuple[float, float, float], fact: Fact, size: float) -> float:
    """A rule, the fact's name and its words below; where it ends."""
    x, y, width = place
    name = _named(size)
    pen.line([(x, y), (x + width, y)], max(0.15, size * 0.014))
    y += name * 0.3528 * 1.5
    pen.text(x, y, fact[0], name, ink=MUTED)
    y += name * 0.3528 * 0.25
    for line in pen.broken(fact[1], size, width, bold=True):
        y += _leading(size)
        pen.text(x, y - size * 0.06, line, size, bold=True)
    return y + name * 0.3528 * 0.55 + 1.2
