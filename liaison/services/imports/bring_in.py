"""Check books and bring them in: a check writes nothing, an import everything or nothing."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import delete

from db.models import BookImport, HeadingMapping, Matter, Reception, Representative, Slip
from liaison.books.divisions import read_divisions
from liaison.books.kinds import Kind
from liaison.books.letters import read_letters
from liaison.books.proposals import read_proposals
from liaison.books.recognise import ORDER, recognise
from liaison.books.register import read_register
from liaison.books.roster import read_roster
from liaison.books.sheet import Book
from liaison.books.stations import read_stations
from liaison.books.table import Table
from liaison.books.workbook import open_book
from liaison.domain.errors import BadInput
from liaison.domain.ids import ReceptionId, StationCode, StationId
from liaison.domain.progress import Progress, silent
from liaison.domain.slip_code import SlipKind, slip_code, slip_number
from liaison.services import register_lines, search
from liaison.services.imports.areas import bring_areas
from liaison.services.imports.importing import Importing
from liaison.services.imports.outcome import Answers, Outcome, SheetSeen, Unsettled
from liaison.services.imports.papers import bring_letters, bring_proposals, number_letters
from liaison.services.imports.people import bring_people
from liaison.services.imports.settle import open_names, settle_plain
from liaison.services.imports.stations import bring_stations
from liaison.services.imports.visits import bring_register, number_of
from liaison.services.numbers import RECEPTION, reception_number, reserve
from liaison.services.search import Entry
from liaison.services.work import Work

NO_ANSWERS = Answers()


def open_books(files: Iterable[Path], progress: Progress = silent) -> tuple[Book, ...]:
    """Read files; needs no database. BadInput names the file that can't be used."""
    paths = list(files)
    if not paths:
        raise BadInput("no_files")
    books = []
    for index, path in enumerate(paths):
        progress(index, len(paths))
        books.append(open_book(path))
    return tuple(books)


def check(
    work: Work,
    books: Sequence[Book],
    answers: Answers = NO_ANSWERS,
    progress: Progress = silent,
) -> Outcome:
    """What an import would do. Only reads."""
    importing, tables = _collect(work, books, answers, progress)
    return _outcome(importing, tables, open_names(work, importing.known), dry_run=True)


def bring_in(
    work: Work,
    books: Sequence[Book],
    answers: Answers = NO_ANSWERS,
    progress: Progress = silent,
) -> Outcome:
    """Bring every book in, in one transaction. BadInput: no sheet of them is understood."""
    with _uncollected():
        return _bring_in(work, books, answers, progress)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Thousands of rows live until the end, none in a cycle: looking for garbage took a fifth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _bring_in(work: Work, books: Sequence[Book], answers: Answers, progress: Progress) -> Outcome:
    importing, tables = _collect(work, books, answers, progress)
    if not any(table.headings.kind for table in tables):
        raise BadInput("nothing_to_import")
    earlier = open_names(work, importing.known)
    rows = importing.batch.rows
    counts = importing.batch.counts()
    for row in rows[BookImport]:
        row["added"] = counts
    if not counts and not any(len(rows[model]) for model in rows if model is not BookImport):
        rows[BookImport].clear()
    importing.batch.insert(work, progress, lambda: _number(work, importing))
    for change in importing.changes:
        work.session.execute(change)
    _make_findable(work, importing)
    if rows[Representative]:
        settle_plain(work)
    _remember_mappings(work, answers)
    return _outcome(importing, tables, earlier, dry_run=False)


def _collect(
    work: Work, books: Sequence[Book], answers: Answers, progress: Progress
) -> tuple[Importing, tuple[Table, ...]]:
    importing = Importing(work, answers)
    tables: list[Table] = []
    for book in books:
        importing.begin_book(book)
        found, findings = recognise(book, importing.by_hand)
        tables.extend(found)
        importing.findings.extend(findings)
    known = [table for kind in ORDER for table in tables if table.headings.kind is kind]
    for done, table in enumerate(known):
        progress(done, len(known))
        _BRING[table.headings.kind or Kind.REGISTER](importing, table)
        importing.take_over(table)
    return importing, tuple(tables)


def _register(importing: Importing, table: Table) -> None:
    known = importing.known
    units = frozenset(known.unit_names)
    visits = read_register(table, units, known.classes, importing.work.today)
    bring_register(importing, table, visits)


_BRING: dict[Kind, Callable[[Importing, Table], None]] = {
    Kind.DIVISIONS: lambda importing, table: bring_areas(importing, read_divisions(table)),
    Kind.STATIONS: lambda importing, table: bring_stations(importing, read_stations(table)),
    Kind.ROSTER: lambda importing, table: bring_people(importing, read_roster(table)),
    Kind.REGISTER: _register,
    Kind.PROPOSALS: lambda importing, table: bring_proposals(
        importing, read_proposals(table, importing.known.classes)
    ),
    Kind.LETTERS: lambda importing, table: bring_letters(importing, read_letters(table)),
}


def _number(work: Work, importing: Importing) -> None:
    """Numbers per station and year, by date and then the book's order; matters after them."""
    numbers = {}
    for (station_id, year), rows in number_of(importing.batch.rows[Reception]).items():
        code = StationCode(importing.known.stations[station_id].code)
        first = reserve(work, station_id, year, RECEPTION, len(rows)) if rows else 0
        for serial, row in enumerate(rows, start=first):
            row["serial"] = serial
            row["number"] = numbers[row["id"]] = reception_number(code, year, serial)
    for matter in importing.batch.rows[Matter]:
        matter["number"] = f"{numbers[matter['reception_id']]}-{matter['position']}"
    _number_slips(work, importing)
    number_letters(importing)


def _number_slips(work: Work, importing: Importing) -> None:
    """The guidance slips of declined matters, in the order of the book."""
    series: dict[tuple[StationId, int], list[dict[str, Any]]] = {}
    for row in importing.batch.rows[Slip]:
        series.setdefault((row["station_id"], row["year"]), []).append(row)
    for (station_id, year), rows in series.items():
        code = importing.known.stations[station_id].code
        first = reserve(work, station_id, year, f"slip_{SlipKind.GUIDANCE}", len(rows))
        for serial, row in enumerate(rows, start=first):
            row["serial"] = serial
            row["number"] = slip_number(SlipKind.GUIDANCE, code, year, serial)
            row["code"] = slip_code(SlipKind.GUIDANCE, code, year, serial)


def _make_findable(work: Work, importing: Importing) -> None:
    rows = importing.batch.rows
    register_lines.enter_many(work, [ReceptionId(row["id"]) for row in rows[Reception]])
    search.index_many(work, map(_entry, rows[Representative]))


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        search.REPRESENTATIVE,
        row["id"],
        title=row["name"],
        text="\n".join(filter(None, (row["name"], row["post"]))),
        station_id=row["station_id"],
        names=(row["name"],),
        phones=(row["phone"],) if row["phone"] else (),
    )


def _remember_mappings(work: Work, answers: Answers) -> None:
    for signature, mapping in answers.mappings.items():
        work.session.execute(delete(HeadingMapping).where(HeadingMapping.signature == signature))
        work.session.add(
            HeadingMapping(
                signature=signature, kind=mapping.kind.value, fields=dict(mapping.fields)
            )
        )


def _outcome(
    importing: Importing,
    tables: tuple[Table, ...],
    earlier: tuple[Unsettled, ...],
    *,
    dry_run: bool,
) -> Outcome:
    return Outcome(
        tuple(_seen(importing, table) for table in tables),
        importing.batch.counts(),
        dict(importing.unchanged),
        tuple(importing.findings),
        tuple(importing.questions.values()),
        tuple(importing.kept),
        dry_run,
        earlier,
        tuple(row["id"] for row in importing.batch.rows[BookImport]),
        tuple(importing.rules.values()),
    )


def _seen(importing: Importing, table: Table) -> SheetSeen:
    name = table.sheet.name
    return SheetSeen(
        table.file,
        name,
        table.headings.kind,
        max(0, len(table.sheet.rows) - table.headings.first),
        table.headings.signature,
        tuple(table.headings.fields.items()),
        importing.station_of_sheet.get((table.file, name), ""),
    )
