"""Tables over many pages: head on each page, no row broken unless it is taller than a page.

Pages are filled row by row, so the time grows with the number of rows and no faster.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liaison.documents.fonts import BOLD, REGULAR
from liaison.documents.paper import Paper, Style
from liaison.documents.paragraph import lines
from liaison.documents.pdf import Fill, Rule

GREY = 0.945
FRAME = 0.8


@dataclass(frozen=True)
class Column:
    """`width` is a share of the table's width; `label` cells are grey like those of a form."""

    title: str
    width: float
    align: str = "left"
    label: bool = False


@dataclass(frozen=True)
class Band:
    """A line over the whole width that names the rows below it."""

    text: str


@dataclass(frozen=True)
class Room:
    """A row at least `height` points high: there is room to write in it by hand."""

    cells: Sequence[str]
    height: float


Row = Sequence[str] | Band | Room
Cells = list[tuple[str, ...]]


class Table:
    """One table on a paper; `draw` puts the rows there."""

    def __init__(
        self, paper: Paper, columns: Sequence[Column], size: float = 9, pad: float = 2.5
    ) -> None:
        self._paper, self._columns = paper, columns
        self._size, self._pad, self._leading = size, pad, size * 1.3
        unit = paper.width / sum(column.width for column in columns)
        self._widths = [column.width * unit for column in columns]
        self._lefts = [paper.left + sum(self._widths[:n]) for n in range(len(columns))]
        self._head = any(column.title for column in columns)
        self._is_form = any(column.label for column in columns)
        self._segment_top = 0.0

    def draw(self, rows: Iterable[Row], keep: float = 0) -> None:
        """All rows; at least the last of them on the page where `keep` more points are wanted."""
        waiting = list(rows)
        self._begin(self._needed(waiting[0]) if waiting else 0)
        for place, row in enumerate(waiting):
            last = place == len(waiting) - 1
            if isinstance(row, Band):
                follower = 0 if last else self._needed(waiting[place + 1])
                self._fit(self._needed(row) + follower)
                self._band(row)
            else:
                self._row(row, keep if last else 0)
        self._end()

    def height(self, rows: Iterable[Row]) -> float:
        """What the rows and their head take where they stand on one page."""
        return self._head_height() + sum(self._needed(row) for row in rows)

    def _begin(self, first: float) -> None:
        paper = self._paper
        paper.need(min(self._head_height() + first, paper.top - paper.bottom))
        self._rule(FRAME)
        if self._head:
            self._print_head()
        self._segment_top = paper.y

    def _print_head(self) -> None:
        cells = [lines(c.title, self._inner(n), self._size, BOLD) for n, c in self._numbered()]
        height = self._height(cells)
        paper = self._paper
        top = paper.y
        paper.page.fills.append(Fill(paper.left, top - height, paper.width, height, GREY))
        self._print(cells, height, BOLD, ["center"] * len(cells))
        self._verticals(top, paper.y)

    def _row(self, row: Sequence[str] | Room, keep: float) -> None:
        cells, height = self._cells(row), self._needed_whole(row)
        if height + keep <= self._paper.whole - self._head_height():
            self._fit(height + keep)
            self._print_row(cells, height)
        else:
            self._print_in_parts(cells, keep)

    def _print_in_parts(self, cells: Cells, keep: float) -> None:
        """A row taller than a page, cut between lines; its end keeps room for what follows."""
        done, total = 0, max(map(len, cells))
        while done < total:
            fits = int((self._paper.room - 2 * self._pad) / self._leading)
            if fits < 1:
                self._over()
                continue
            if total - done <= fits:
                short = keep > self._paper.room - (total - done) * self._leading - 2 * self._pad
                fits = max(1, total - done - 2) if short and total - done > 1 else total - done
            part = [cell[done : done + fits] for cell in cells]
            self._print_row(part, self._height(part))
            done += fits
            if done < total:
                self._over()

    def _print_row(self, cells: Cells, height: float) -> None:
        paper = self._paper
        for n, column in self._numbered():
            if column.label:
                box = Fill(self._lefts[n], paper.y - height, self._widths[n], height, GREY)
                paper.page.fills.append(box)
        self._print(cells, height, REGULAR, [column.align for column in self._columns])

    def _print(self, cells: Cells, height: float, name: str, aligns: Sequence[str]) -> None:
        paper = self._paper
        for n, (cell, align) in enumerate(zip(cells, aligns, strict=True)):
            y = paper.y - self._pad - self._size * 0.95
            if self._is_form:
                y -= (height - self._height([cell])) / 2
            for line in cell:
                if line:
                    x = self._lefts[n] + self._pad
                    paper.write(line, (x, y), self._inner(n), Style(self._size, name, align))
                y -= self._leading
        paper.y -= height
        self._rule()

    def _band(self, band: Band) -> None:
        paper = self._paper
        self._verticals(self._segment_top, paper.y)
        top = paper.y
        for line in lines(band.text, paper.width - 2 * self._pad, self._size, BOLD):
            at = (paper.left + self._pad, paper.y - self._pad - self._size * 0.95)
            paper.write(line, at, paper.width, Style(self._size, BOLD))
            paper.y -= self._leading
        paper.y -= 2 * self._pad
        self._sides(top, paper.y)
        self._rule()
        self._segment_top = paper.y

    def _fit(self, height: float) -> None:
        if self._paper.room < height:
            self._over()

    def _over(self) -> None:
        self._end()
        self._paper.turn()
        self._begin(0)

    def _end(self) -> None:
        self._verticals(self._segment_top, self._paper.y)
        self._rule(FRAME)

    def _needed(self, row: Row) -> float:
        """Height that a row asks for: its own, or one line's where it is taller than half a page."""
        if isinstance(row, Band):
            broken = lines(row.text, self._paper.width - 2 * self._pad, self._size, BOLD)
            return len(broken) * self._leading + 2 * self._pad
        height = self._needed_whole(row)
        half = (self._paper.top - self._paper.bottom) / 2
        return height if height < half else self._leading + 2 * self._pad

    def _needed_whole(self, row: Sequence[str] | Room) -> float:
        return max(self._height(self._cells(row)), row.height if isinstance(row, Room) else 0)

    def _cells(self, row: Sequence[str] | Room) -> Cells:
        texts = row.cells if isinstance(row, Room) else row
        return [lines(text, self._inner(n), self._size) for n, text in enumerate(texts)]

    def _height(self, cells: Cells) -> float:
        return max(map(len, cells)) * self._leading + 2 * self._pad

    def _head_height(self) -> float:
        if not self._head:
            return 0
        heads = [lines(c.title, self._inner(n), self._size, BOLD) for n, c in self._numbered()]
        return self._height(heads)

    def _inner(self, n: int) -> float:
        return self._widths[n] - 2 * self._pad

    def _numbered(self) -> Iterable[tuple[int, Column]]:
        return enumerate(self._columns)

    def _rule(self, width: float = 0.4) -> None:
        paper = self._paper
        paper.page.rules.append(Rule(paper.left, paper.y, paper.right, paper.y, width))

    def _verticals(self, top: float, bottom: float) -> None:
        if top <= bottom:
            return
        self._sides(top, bottom)
        self._paper.page.rules.extend(Rule(x, top, x, bottom) for x in self._lefts[1:])

    def _sides(self, top: float, bottom: float) -> None:
        for x in (self._paper.left, self._paper.right):
            self._paper.page.rules.append(Rule(x, top, x, bottom, FRAME))
