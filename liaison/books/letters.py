"""来信来访 to the standing committee's organ: a register of its own."""

from dataclasses import dataclass
from datetime import date

from liaison.books.cells import is_ditto
from liaison.books.dates import read_date, year_of
from liaison.books.table import Kept, Place, Table
from liaison.domain.text import clean_name


@dataclass(frozen=True)
class LetterLine:
    place: Place
    received_on: date
    way: str
    name: str
    content: str
    handling: str
    kept: tuple[Kept, ...] = ()


def read_letters(table: Table) -> tuple[LetterLine, ...]:
    lines = list(table.lines())
    year = year_of(
        (table.title, table.sheet.name), (line.cell("date") for line in lines), table.file
    )
    found: list[LetterLine] = []
    for line in lines:
        read = read_date(line.cell("date"), year)
        day = read.day if read else None
        if day is None and found and not is_ditto(line.line("date")) and line.line("date"):
            line.keep("date", line.line("date"), "bad_date")
        if day is None and found:
            day = found[-1].received_on
        if day is None:
            line.tell("date", "no_date")
            table.put_aside(line)
            continue
        way = line.line("way")
        if (not way or is_ditto(way)) and found:
            way = found[-1].way
        if remark := line.line("remark"):
            line.keep("remark", remark)
        found.append(
            LetterLine(
                line.place,
                day,
                way,
                clean_name(line.line("name")),
                line.text("content"),
                line.text("handling"),
                line.all_kept(),
            )
        )
    return tuple(found)
