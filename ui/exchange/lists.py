"""The two lists of the page: the sheets as they were understood, and what the check found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from liaison.books.findings import LEVEL_ZH, Finding, Level
from liaison.books.kinds import KIND_ZH
from liaison.services.imports import SheetSeen
from ui.table import Column, PagedTableModel
from ui.tag import Tag
from ui.theme import State

STATES = {
    Level.INFO: State.INFO,
    Level.WARNING: State.ATTENTION,
    Level.ERROR: State.OVERDUE,
}


@dataclass(frozen=True)
class Numbered:
    """A row of a list that is all in memory."""

    place: int
    row: Any


def _of(read: Callable[[Any], Any]) -> Callable[[Numbered], Any]:
    return lambda numbered: read(numbered.row)


def _where(finding: Finding) -> str:
    sheet = finding.sheet or finding.file
    return f"{sheet} 第 {finding.row} 行" if finding.row else sheet


FINDING_COLUMNS: tuple[Column[Numbered], ...] = (
    Column(
        "",
        lambda _: "",
        tag=_of(lambda one: Tag(LEVEL_ZH[one.level], STATES[one.level])),
        width=110,
    ),
    Column("表和行", _of(_where), _of(lambda one: one.column), width=200),
    Column("发现", _of(lambda one: one.text), _of(lambda one: f"将：{one.action}")),
)


def kind_tag(seen: SheetSeen) -> Tag:
    if seen.kind is None:
        return Tag("认不出", State.ATTENTION)
    return Tag(KIND_ZH[seen.kind], State.GOOD)


SHEET_COLUMNS: tuple[Column[Numbered], ...] = (
    Column("表", _of(lambda seen: seen.sheet or seen.file), _of(lambda seen: seen.file), width=150),
    Column(
        "是什么",
        lambda _: "",
        _of(lambda seen: seen.station),
        tag=_of(kind_tag),
    ),
    Column("行", _of(lambda seen: f"{seen.rows:,}"), width=64, right=True),
)


class MemoryModel(PagedTableModel[Numbered]):
    """A list that is all in memory."""

    def __init__(self, columns: Sequence[Column[Numbered]], parent: Any) -> None:
        self._rows: list[Numbered] = []
        super().__init__(columns, self._give, lambda row: row.place, None, parent)

    def show_rows(self, rows: Sequence[Any]) -> None:
        self._rows = [Numbered(place, row) for place, row in enumerate(rows)]
        self.reload()

    def _give(self, after: Any, limit: int, done: Callable[[Sequence[Any]], None]) -> None:
        start = 0 if after is None else after + 1
        done(self._rows[start : start + limit])
