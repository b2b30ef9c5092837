"""Find records by one or two characters, initials, a phone's tail or a number, quick at a million.

Texts are cut into two-character windows and single characters, the tokens of an index that both
databases have (`db/models/search.py`). A question is the windows of its words; what the index
returns is then checked to really hold the words. Newest entries come first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, TextualSelect, delete, func, insert, select, text, update

from db.models import SearchEntry
from liaison.domain.asked import understand
from liaison.domain.fold import fold
from liaison.domain.ids import StationId
from liaison.domain.keys import name_keys, number_key, phone_keys, record_key, station_key
from liaison.domain.windows import windows
from liaison.services import search_window
from liaison.services.work import Work

RECEPTION, REPRESENTATIVE, MATTER = "reception", "representative", "matter"
MOST_FOUND = 50
MOST_MATCHING = 5000
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found of one record. Names and phones whole, `title` already masked."""

    record: str
    record_id: UUID
    title: str
    text: str
    """A line a field; a word is looked for within one line."""
    station_id: StationId | None = None
    on_date: date | None = None
    number: str = ""
    serial: int | None = None
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One record found, as a list shows it."""

    record: str
    record_id: UUID
    station_id: StationId | None
    on_date: date | None
    number: str
    title: str


def index(work: Work, entries: Iterable[Entry]) -> None:
    """Make records findable by what they say now."""
    given = {entry.record_id: entry for entry in entries}
    for old in _entries(work, given):
        _replace(work, old, given.pop(old["record_id"]))
    index_many(work, given.values())


def index_many(work: Work, entries: Iterable[Entry]) -> None:
    """Index records that are not in the index yet, many at a time."""
    rows = [_row(entry) for entry in entries]
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        keys = _add(work, chunk)
        search_window.add(
            work.session, [(key, _tokens(row)) for key, row in zip(keys, chunk, strict=True)]
        )


def _add(work: Work, rows: list[dict[str, Any]]) -> Sequence[int]:
    """Insert entries and return their keys in the same order.

    SQLite answers RETURNING row by row; there the writer has the file to itself and counts on.
    """
    if work.session.get_bind().dialect.name != "sqlite":
        adding = insert(SearchEntry).returning(SearchEntry.id, sort_by_parameter_order=True)
        return work.session.execute(adding, rows).scalars().all()
    last = work.session.scalar(select(func.max(SearchEntry.id))) or 0
    keys = range(last + 1, last + 1 + len(rows))
    given = [row | {"id": key} for key, row in zip(keys, rows, strict=True)]
    if given:
        work.session.connection().execute(insert(SearchEntry), given)
    return keys


def forget(work: Work, record_ids: Iterable[UUID]) -> None:
    """Take records out of the index; those that aren't in it are passed over."""
    for old in _entries(work, record_ids):
        search_window.remove(work.session, old["id"], _tokens(old))
        work.session.execute(delete(SearchEntry).where(SearchEntry.id == old["id"]))


def find(
    work: Work, asked: str, station_id: StationId | None = None, limit: int = MOST_FOUND
) -> tuple[Found, ...]:
    """Records that hold every word asked for, newest entry first; none for an empty question."""
    fixed = [station_key(station_id)] if station_id else []
    hits = _hits(work, asked, tuple(Found.__slots__), fixed, limit)
    return () if hits is None else tuple(Found(*hit) for hit in work.session.execute(hits))


def matching(
    work: Work,
    asked: str,
    record: str,
    station_id: StationId | None = None,
    limit: int = MOST_MATCHING,
) -> TextualSelect | None:
    """A query for the keys of one kind's records that hold every word, at most the newest `limit`.

    None when there is no word in what is asked.
    """
    fixed = [record_key(record), *([station_key(station_id)] if station_id else [])]
    return _hits(work, asked, ("record_id",), fixed, limit)


def _hits(
    work: Work, asked: str, columns: tuple[str, ...], fixed: list[str], limit: int
) -> TextualSelect | None:
    words = understand(asked)
    if not words:
        return None
    dialect = work.session.get_bind().dialect.name
    where = search_window.condition(dialect, words, fixed)
    key = search_window.KEY[dialect]
    found = text(
        f"SELECT {', '.join(f'e.{name}' for name in columns)} "  # noqa: S608 - no value is written into it
        f"FROM search_window w JOIN search_entry e ON e.id = {key} "
        f"WHERE {where.sql} ORDER BY {key} DESC LIMIT :limit"
    )
    bound = found.bindparams(**where.values, limit=limit)
    return bound.columns(*(SearchEntry.__table__.c[name] for name in columns))


def _entries(work: Work, record_ids: Iterable[UUID]) -> list[RowMapping]:
    wanted = SearchEntry.record_id.in_(list(record_ids))
    return list(work.session.execute(select(SearchEntry.__table__).where(wanted)).mappings())


def _replace(work: Work, old: RowMapping, entry: Entry) -> None:
    row = _row(entry)
    if all(old[name] == value for name, value in row.items()):
        return
    search_window.remove(work.session, old["id"], _tokens(old))
    work.session.execute(update(SearchEntry).where(SearchEntry.id == old["id"]).values(row))
    search_window.add(work.session, [(old["id"], _tokens(row))])


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "record": entry.record,
        "record_id": entry.record_id,
        "station_id": entry.station_id,
        "on_date": entry.on_date,
        "number": entry.number,
        "title": entry.title,
        "text": fold("\n".join((*entry.names, entry.text))),
        "keys": "".join(f"{key} " for key in sorted(_keys(entry))),
    }


def _keys(entry: Entry) -> set[str]:
    keys = name_keys(entry.names) | phone_keys(entry.phones) | {record_key(entry.record)}
    if entry.station_id:
        keys.add(station_key(entry.station_id))
    if entry.serial is not None:
        keys.add(number_key(entry.serial))
    return keys


def _tokens(row: dict[str, Any] | RowMapping) -> tuple[str, ...]:
    return (*windows(row["text"]), *row["keys"].split())
