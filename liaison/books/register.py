"""接待登记簿: what a station's clerk wrote, row by row, into visits with their matters."""

from dataclasses import dataclass, field, replace
from datetime import date, time

from liaison.books.cells import count_of, is_blank_mark, is_ditto, phone_of
from liaison.books.dates import DateRead, month_in, read_date, read_day_of_month, year_of
from liaison.books.matters import MatterLine, read_matters
from liaison.books.meanings import channel_of, slot_of_text
from liaison.books.people import Official, Visitors, read_officials, read_visitors, split_names
from liaison.books.table import Kept, Line, Place, Table
from liaison.domain.duty import Slot, slot_of
from liaison.domain.reception import AWAY, Channel

NO_VISITORS = Visitors()


@dataclass(frozen=True)
class Visit:
    """One visit, or with `nobody` a reception slot to which nobody came.

    Names are as written; who they are is the services' question.
    """

    place: Place
    station: str
    received_on: date
    slot: Slot
    started: time | None
    channel: Channel
    where: str
    representatives: tuple[str, ...]
    officials: tuple[Official, ...]
    nobody: bool = False
    visitors: Visitors = NO_VISITORS
    head_count: int = 1
    address: str = ""
    phone: str = ""
    contact: str = ""
    words: str = ""
    matters: tuple[MatterLine, ...] = ()
    recorder: str = ""
    remark: str = ""
    kept: tuple[Kept, ...] = ()


@dataclass
class _Above:
    """What an empty cell means: the same as on the row above."""

    day: date | None = None
    slot: Slot | None = None
    started: time | None = None
    channel: Channel | None = None
    where: str = ""
    station: str = ""
    representatives: tuple[str, ...] = ()
    officials: tuple[Official, ...] = ()


@dataclass
class _Book:
    year: int
    month: int | None
    units: frozenset[str]
    classes: dict[str, str]
    recorder: str
    today: date
    above: _Above = field(default_factory=_Above)


def read_register(
    table: Table, units: frozenset[str], classes: dict[str, str], today: date
) -> tuple[Visit, ...]:
    """`units`: names of known units; `classes`: the office's answer classes, code → name."""
    lines = list(table.lines())
    year = _year(table, lines, today)
    written = frozenset(line.line("unit") for line in lines)
    month = month_in(table.title) or month_in(table.sheet.name)
    book = _Book(year, month, units | written - {""}, classes, _recorder(table.title), today)
    visits: list[Visit] = []
    for line in lines:
        visit = _read(line, book)
        if visit is None:
            table.put_aside(line)
        elif visits and line.is_covered("visitor") and visit.matters and not visit.nobody:
            visits[-1] = _continued(visits[-1], visit)
        else:
            visits.append(visit)
    return tuple(visits)


def _year(table: Table, lines: list[Line], today: date) -> int:
    titles = (table.title, table.sheet.name)
    year = year_of(titles, (line.cell("date") for line in lines), table.file)
    if year is None:
        year = today.year
        if lines:
            table.tell(0, "", "no_year", year)
    return year


def _recorder(title: str) -> str:
    """`记录人：` above the headings, the name in the cell beside it."""
    lines = title.split("\n")
    for index, text in enumerate(lines):
        for label in ("记录人", "登记人"):
            if label in text:
                rest = text.split(label, 1)[1].lstrip(":： ").strip()
                following = lines[index + 1] if index + 1 < len(lines) else ""
                return rest or (following if len(following) <= 5 else "")
    return ""


def _continued(visit: Visit, more: Visit) -> Visit:
    """A visit whose visitor cell reaches over several rows: one matter a row."""
    return replace(
        visit,
        words="\n".join(filter(None, (visit.words, more.words))),
        matters=visit.matters + more.matters,
        kept=visit.kept + more.kept,
    )


def _read(line: Line, book: _Book) -> Visit | None:
    day = _day(line, book)
    if day is None:
        line.tell("date", "no_date")
        return None
    _carry_on(line, book, day)
    above = book.above
    visitors = read_visitors(line.line("visitor"))
    words = line.text("content")
    empty = not visitors.names and not visitors.nameless and not visitors.heads
    nobody = visitors.nobody or (empty and _says_nobody(words))
    visit = Visit(
        line.place,
        above.station,
        day.day,
        above.slot or Slot.MORNING,
        above.started,
        above.channel or Channel.ON_SITE,
        above.where,
        above.representatives,
        _officials(line, book),
        nobody,
        recorder=line.line("recorder") or book.recorder,
        remark=line.line("remark"),
    )
    if not nobody:
        visit = _visited(line, book, visit, visitors, words)
    return replace(visit, kept=line.all_kept())


def _says_nobody(words: str) -> bool:
    return is_blank_mark(words) or read_visitors(words[:12]).nobody


def _visited(line: Line, book: _Book, visit: Visit, visitors: Visitors, words: str) -> Visit:
    if not visitors.names and not visitors.nameless:
        line.tell("visitor", "no_visitor")
    number, contact = phone_of(line.cell("phone"))
    if contact:
        line.tell("phone", "bad_phone", contact)
    address = line.line("address")
    matters = read_matters(line, words, visit.received_on, book.classes)
    if not matters:
        line.tell("content", "no_matter")
    return replace(
        visit,
        visitors=visitors,
        head_count=_heads(line, visitors),
        address="" if is_blank_mark(address) else address,
        phone=number,
        contact=contact,
        words=words,
        matters=matters,
    )


def _heads(line: Line, visitors: Visitors) -> int:
    said = visitors.heads or max(1, len(visitors.names))
    text = line.line("head_count")
    if is_blank_mark(text):
        return said
    count = count_of(line.cell("head_count"))
    if not count:
        line.keep("head_count", text, "bad_count", used=said)
        return said
    if visitors.heads and visitors.heads != count:
        line.tell("head_count", "counts_differ", count, said=visitors.heads)
    return max(count, len(visitors.names))


def _day(line: Line, book: _Book) -> DateRead | None:
    text = line.line("date")
    above = DateRead(book.above.day) if book.above.day else None
    if not text or is_ditto(text):
        return above
    read = read_date(line.cell("date"), book.year, book.above.day)
    if (
        read is None
        and book.month
        and (day := read_day_of_month(line.cell("date"), book.year, book.month))
    ):
        return DateRead(day, year_given=False)
    if read is None:
        if above:
            line.keep("date", text, "bad_date")
        return above
    if read.doubt:
        line.tell("date", read.doubt, text)
    if read.rest and not slot_of_text(read.rest):
        line.keep("date", text, "date_rest")
    if read.day > book.today:
        line.tell("date", "date_in_future", read.day)
    return read


def _carry_on(line: Line, book: _Book, day: DateRead) -> None:
    """Bring what the row says, or what its empty cells mean, into `above`."""
    above = book.above
    slot = _slot(line, day)
    same_session = day.day == above.day and (slot is None or slot == above.slot)
    station = line.line("station")
    if station and not is_ditto(station):
        same_session = same_session and station == above.station
        above.station = station
    names = line.text("representatives")
    if not same_session:
        started = above.representatives
        book.above = above = _Above(station=above.station)
        above.slot = slot
        if is_ditto(names):
            above.representatives = started
        if slot is None:
            line.tell("slot", "no_slot")
    above.day, above.started = day.day, day.clock or above.started
    if names and not is_ditto(names):
        above.representatives = split_names(names)
    if not above.representatives and not same_session:
        line.tell("representatives", "no_representatives")
    _channel(line, above)


def _slot(line: Line, day: DateRead) -> Slot | None:
    for name in ("slot", "time"):
        text = line.line(name)
        if text and not is_ditto(text):
            slot = slot_of_text(text)
            if slot is None:
                line.keep(name, text, "bad_slot")
            return slot
    if day.rest and (slot := slot_of_text(day.rest)):
        return slot
    return slot_of(day.clock) if day.clock else None


def _channel(line: Line, above: _Above) -> None:
    text = line.line("channel")
    if text and not is_ditto(text):
        channel, where = channel_of(text)
        if channel is None:
            line.keep("channel", text, "bad_channel")
        above.channel, above.where = channel, where
    place = line.line("place")
    if place and not is_ditto(place):
        above.where = place
    if above.channel is None and above.where:
        above.channel = channel_of(above.where)[0]
    if above.channel not in AWAY and above.where in {"本站", "联络站", "站内", "接待室"}:
        above.where = ""


def _officials(line: Line, book: _Book) -> tuple[Official, ...]:
    text = line.text("officials")
    if is_ditto(text):
        return book.above.officials
    if is_blank_mark(text):
        return ()
    officials = read_officials(text, book.units)
    for official in officials:
        if not official.unit:
            line.tell("officials", "official_unparted", official.name)
    book.above.officials = officials
    return officials
