"""A sheet under its headings: lines of named cells, each knowing its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from liaison.books.cells import is_total, line_of, text_of
from liaison.books.findings import Finding
from liaison.books.headings import Headings
from liaison.books.sheet import Cell, Sheet

_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})


@dataclass(frozen=True)
class Place:
    """Where a record stood in its book."""

    file: str
    sheet: str
    row: int

    @property
    def zh(self) -> str:
        return f"{self.file} {self.sheet} 第{self.row}行".replace("  ", " ")


@dataclass(frozen=True)
class Kept:
    """Text that could not be read, or that no field is for: which column it stood in."""

    column: str
    text: str


@dataclass(frozen=True)
class Loose:
    """A row that is no record: a footnote, or one that can't be brought in."""

    place: Place
    text: str


@dataclass
class Table:
    """`found` collects what there is to tell; `loose` the rows that are no records."""

    file: str
    sheet: Sheet
    headings: Headings
    found: list[Finding] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The text above the headings."""
        above = self.sheet.rows[: self.headings.top]
        return "\n".join(dict.fromkeys(line_of(cell) for row in above for cell in row if cell))

    def lines(self) -> "Iterator[Line]":
        """Rows that may hold a record: not blank, no sums, no repeated headings, no footnotes."""
        columns = self.headings.columns
        named = set(columns.values())
        extra = [c for c in self.headings.texts if c not in named]
        self._tell_unknown(extra)
        start = self.headings.first
        again = {line_of(cell) for cell in self.sheet.rows[start - 1] if cell}
        for index, row in enumerate(self.sheet.rows[start:], start + 1):
            words = [word for word in map(line_of, row) if word]
            if words and not (len(words) > 2 and again.issuperset(words)):
                line = Line(self, index, row, extra)
                if self._is_record(line, words):
                    yield line

    def tell(self, row: int, column: str, code: str, value: object = "", **more: object) -> None:
        pairs = tuple((key, str(text)) for key, text in more.items())
        self.found.append(Finding(self.file, self.sheet.name, row, column, code, str(value), pairs))

    def put_aside(self, line: "Line") -> None:
        self.loose.append(Loose(line.place, " ".join(filter(None, map(line_of, line.row)))))

    def _is_record(self, line: "Line", words: list[str]) -> bool:
        if any(map(is_total, words[:3])):
            self.tell(line.number, "", "total_row", " ".join(words)[:60])
            return False
        if len(set(words)) == 1 and len(self.headings.columns) > 2 and _is_remark(words):
            self.tell(line.number, "", "footnote", words[0][:60])
            self.put_aside(line)
            return False
        return True

    def _tell_unknown(self, extra: list[int]) -> None:
        body = self.sheet.rows[self.headings.first :]
        for column in extra:
            if any(column < len(row) and line_of(row[column]) for row in body):
                self.tell(self.headings.first, self.headings.texts[column], "unknown_column")


def _is_remark(words: list[str]) -> bool:
    """One text alone on a row, or merged over it: a section's title, a footnote."""
    return len(words) > 1 or len(words[0]) > 4 or words[0].endswith((":", "："))


class Line:
    """One row, its cells by field."""

    __slots__ = ("_extra", "kept", "number", "row", "table")

    def __init__(self, table: Table, number: int, row: list[Cell], extra: list[int]) -> None:
        self.table = table
        self.number = number
        self.row = row
        self.kept: list[Kept] = []
        self._extra = extra

    @property
    def place(self) -> Place:
        return Place(self.table.file, self.table.sheet.name, self.number)

    def cell(self, name: str) -> Cell:
        column = self.table.headings.columns.get(name)
        if column is None or column >= len(self.row):
            return None
        value = self.row[column]
        if isinstance(value, str) and value in _ERRORS:
            self.tell(name, "formula_error", value)
            return None
        return value

    def is_covered(self, name: str) -> bool:
        """The cell is merged with the one above it."""
        column = self.table.headings.columns.get(name)
        return (self.number - 1, column) in self.table.sheet.covered

    def text(self, name: str) -> str:
        return text_of(self.cell(name))

    def line(self, name: str) -> str:
        return line_of(self.cell(name))

    def heading(self, name: str) -> str:
        column = self.table.headings.columns.get(name)
        return "" if column is None else self.table.headings.texts[column]

    def tell(self, name: str, code: str, value: object = "", **more: object) -> None:
        self.table.tell(self.number, self.heading(name), code, value, **more)

    def keep(self, name: str, text: str, code: str = "", **more: object) -> None:
        """What can't be read is kept beside the record and told."""
        self.kept.append(Kept(self.heading(name), text))
        if code:
            self.tell(name, code, text, **more)

    def all_kept(self) -> tuple[Kept, ...]:
        """Everything unread on this row, the columns that nobody knows included."""
        texts = self.table.headings.texts
        others = [
            Kept(texts[column], line_of(self.row[column]))
            for column in self._extra
            if column < len(self.row) and line_of(self.row[column])
        ]
        return (*self.kept, *others)
