"""A book as a grid of cells, whatever kind of file it came from."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Grid = list[list[Cell]]


@dataclass(frozen=True)
class Sheet:
    """One sheet; merged cells all hold the merged value. `rows[0]` is the first row of the file."""

    name: str
    rows: Grid
    covered: frozenset[tuple[int, int]] = frozenset()
    """(row, column) of cells that are merged with the one above them, counted from 0."""


@dataclass(frozen=True)
class Book:
    """A file that was read: its name without folder, the digest of its bytes, its sheets."""

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
