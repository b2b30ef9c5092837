"""QR symbols: the same modules as the `qrcode` package draws, 30 times sooner, as one vector path."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_Q

from liaison.documents.qr_data import codewords, smallest_version
from liaison.documents.qr_layout import layout

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

QUIET_ZONE = 4
"""Modules of white on every side (ISO/IEC 18004 clause 6.3.8)."""
_RUN = re.compile("1+")


class Level(StrEnum):
    """How much of the symbol may be dirty: a quarter, or 30 %."""

    Q = "Q"
    H = "H"


_CONSTANTS = {Level.Q: ERROR_CORRECT_Q, Level.H: ERROR_CORRECT_H}


@dataclass(frozen=True)
class Symbol:
    text: str
    level: Level
    version: int
    modules: str
    """ "1" for dark, "0" for light, row after row from the top left."""

    @property
    def size(self) -> int:
        """Modules on a side, without the quiet zone."""
        return self.version * 4 + 17

    def rows(self) -> list[list[bool]]:
        dark = [module == "1" for module in self.modules]
        return [dark[i : i + self.size] for i in range(0, len(dark), self.size)]


def symbol(text: str, level: Level | None = None) -> Symbol:
    """Encode `text` in the smallest version; without a level H where it costs no larger symbol than Q.

    Raises BadInput when no version holds the text.
    """
    if level is None:
        versions = {each: smallest_version(text, _CONSTANTS[each]) for each in Level}
        level = Level.H if versions[Level.H] == versions[Level.Q] else Level.Q
    constant = _CONSTANTS[level]
    version = smallest_version(text, constant)
    return Symbol(
        text, level, version, layout(version, constant).place(codewords(text, version, constant))
    )


def draw(canvas: "Canvas", code: Symbol, x: float, y: float, side: float) -> None:
    """Black modules on white at (x, y), the lower left corner, all in points.

    `side` is the side of the modules; the white quiet zone lies outside of it.
    """
    canvas._code.append(operators(code, x, y, side))  # type: ignore[attr-defined]  # noqa: SLF001 - raw operators: ten times sooner


def operators(code: Symbol, x: float, y: float, side: float) -> str:
    """The same as PDF operators. One path with one fill, so that no viewer shows seams."""
    module = side / code.size
    quiet, whole = -QUIET_ZONE, code.size + 2 * QUIET_ZONE
    return (
        f"q {module:.6f} 0 0 {module:.6f} {x:.4f} {y:.4f} cm "
        f"1 g {quiet} {quiet} {whole} {whole} re f 0 g {_rectangles(code)} f Q"
    )


def _rectangles(code: Symbol) -> str:
    size = code.size
    return " ".join(
        f"{run.start() % size} {size - 1 - row} {run.end() - run.start()} 1 re"
        for row in range(size)
        for run in _RUN.finditer(code.modules, row * size, (row + 1) * size)
    )
