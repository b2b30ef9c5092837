"""代表建议: the congress's own proposals, never mixed with matters."""

from dataclasses import dataclass
from datetime import date

from liaison.books.cells import is_blank_mark
from liaison.books.dates import read_date, year_in
from liaison.books.meanings import class_code_of, is_underway, satisfaction_of
from liaison.books.people import split_names
from liaison.books.table import Kept, Line, Place, Table
from liaison.domain.matter import Satisfaction


@dataclass(frozen=True)
class ProposalLine:
    """`number` "" when the book gives none; `answer_class` None while open."""

    place: Place
    number: str
    year: int | None
    title: str
    lead: str
    signers: tuple[str, ...]
    unit: str
    answer_class: str | None
    supervision: str
    submitted_on: date | None
    answered_on: date | None
    satisfaction: Satisfaction | None
    kept: tuple[Kept, ...] = ()


def read_proposals(table: Table, classes: dict[str, str]) -> tuple[ProposalLine, ...]:
    """`classes`: the office's own table, code → name."""
    year = year_in(table.title) or year_in(table.sheet.name) or year_in(table.file)
    found = []
    for line in table.lines():
        if not line.line("title"):
            line.tell("title", "no_name", " ".join(map(str, filter(None, line.row)))[:60])
            table.put_aside(line)
            continue
        found.append(_read(line, year, classes))
    return tuple(found)


def _read(line: Line, year: int | None, classes: dict[str, str]) -> ProposalLine:
    number = line.line("number")
    submitted = _day(line, "submitted_on", year)
    own_year = year_in(number.replace("〔", " ").replace("〕", " ").replace("[", " "))
    names = split_names(line.line("lead"))
    if remark := line.line("remark"):
        line.keep("remark", remark)
    return ProposalLine(
        line.place,
        number,
        own_year or (submitted.year if submitted else year),
        line.line("title"),
        names[0] if names else "",
        (*names[1:], *split_names(line.text("signers"))),
        line.line("unit"),
        _answer_class(line, classes),
        line.line("supervision"),
        submitted,
        _day(line, "answered_on", year, submitted),
        satisfaction_of(line.line("satisfaction")),
        line.all_kept(),
    )


def _answer_class(line: Line, classes: dict[str, str]) -> str | None:
    text = line.line("result")
    code = class_code_of(text, classes)
    if code is None and not is_blank_mark(text) and not is_underway(text):
        line.keep("result", text, "bad_class")
    return code


def _day(line: Line, name: str, year: int | None, after: date | None = None) -> date | None:
    text = line.line(name)
    read = read_date(line.cell(name), None if after else year, after)
    if read is None and not is_blank_mark(text):
        line.keep(name, text, "bad_told")
    return read.day if read else None
