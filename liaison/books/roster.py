"""代表名册: one row a seat or one row a person."""

import re
from dataclasses import dataclass

from liaison.books.cells import is_blank_mark, is_ditto, month_of, phone_of
from liaison.books.meanings import gender_of, levels_of, status_of
from liaison.books.table import Kept, Line, Place, Table
from liaison.domain.representative import Gender, RepresentativeStatus, SeatLevel
from liaison.domain.text import clean_name


@dataclass(frozen=True)
class RosterLine:
    """`station` "" when no row above says one for the same delegation."""

    place: Place
    name: str
    gender: Gender | None
    born: str
    ethnicity: str
    levels: tuple[SeatLevel, ...]
    term: str
    delegation: str
    group: str
    constituency: str
    post: str
    phone: str
    station: str
    status: RepresentativeStatus
    remark: str
    kept: tuple[Kept, ...] = ()


def read_roster(table: Table) -> tuple[RosterLine, ...]:
    found: list[RosterLine] = []
    above = {"station": "", "delegation": "", "group": ""}
    for line in table.lines():
        name, remark = _name(line.line("name"))
        if not name or is_ditto(name):
            line.tell("name", "no_name", " ".join(map(str, filter(None, line.row)))[:60])
            table.put_aside(line)
            continue
        found.append(_read(line, name, remark, _carried(line, above)))
    return tuple(found)


def _name(text: str) -> tuple[str, str]:
    """`张三（召集人）`: the name, and what stands beside it."""
    found = re.search(r"[（(](.*?)[）)]", text)
    return (clean_name(text[: found.start()]), found[1]) if found else (clean_name(text), "")


def _carried(line: Line, above: dict[str, str]) -> dict[str, str]:
    """Delegation and station of this row; empty means as above, within one delegation."""
    delegation = line.line("delegation")
    if is_ditto(delegation):
        delegation = above["delegation"]
    station = line.line("station")
    if is_ditto(station) or (not station and delegation in {above["delegation"], ""}):
        station = above["station"]
    group = line.line("group")
    now = {
        "station": station,
        "delegation": delegation or above["delegation"],
        "group": above["group"] if is_ditto(group) else group,
    }
    above.update(now)
    return now


def _read(line: Line, name: str, remark: str, carried: dict[str, str]) -> RosterLine:
    levels = levels_of(line.line("level"))
    if not levels:
        if text := line.line("level"):
            line.keep("level", text, "bad_level")
        levels = (SeatLevel.DISTRICT,)
    number, rest = phone_of(line.cell("phone"))
    if rest:
        line.keep("phone", rest, "bad_phone")
    return RosterLine(
        line.place,
        name,
        _gender(line),
        _born(line),
        line.line("ethnicity"),
        levels,
        line.line("term"),
        carried["delegation"],
        carried["group"],
        line.line("constituency"),
        line.line("post"),
        number,
        carried["station"],
        _status(line),
        "；".join(filter(None, (remark, line.line("remark")))),
        line.all_kept(),
    )


def _gender(line: Line) -> Gender | None:
    text = line.line("gender")
    gender = gender_of(text)
    if gender is None and not is_blank_mark(text):
        line.keep("gender", text, "bad_gender")
    return gender


def _born(line: Line) -> str:
    text = line.line("born")
    born = month_of(line.cell("born"))
    if not born and not is_blank_mark(text):
        line.keep("born", text, "bad_month")
    return born


def _status(line: Line) -> RepresentativeStatus:
    text = line.line("status")
    status = status_of(text)
    if status is None and not is_blank_mark(text):
        line.keep("status", text, "bad_status")
    return status or RepresentativeStatus.SERVING
