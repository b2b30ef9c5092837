"""联络站一览: the stations of a district."""

from dataclasses import dataclass

from liaison.books.divisions import full_code
from liaison.books.meanings import station_kind_of
from liaison.books.table import Kept, Place, Table
from liaison.domain.station import StationKind


@dataclass(frozen=True)
class StationLine:
    """`code`: the 12 digits of its township, "" when the list has none."""

    place: Place
    name: str
    kind: StationKind
    township: str
    code: str
    address: str
    phone: str
    head: str
    clerk: str
    reception_rule: str
    serves: str
    kept: tuple[Kept, ...] = ()


def read_stations(table: Table) -> tuple[StationLine, ...]:
    found = []
    for line in table.lines():
        name = line.line("name")
        if not name:
            line.tell("name", "no_name", " ".join(map(str, filter(None, line.row)))[:60])
            table.put_aside(line)
            continue
        if remark := line.line("remark"):
            line.keep("remark", remark)
        code = line.line("code")
        if code and not full_code(code):
            line.keep("code", code, "bad_code")
        found.append(
            StationLine(
                line.place,
                name,
                station_kind_of(line.line("kind")) or station_kind_of(name) or StationKind.STATION,
                line.line("township"),
                full_code(code),
                line.line("address"),
                line.line("phone"),
                line.line("head"),
                line.line("clerk"),
                line.line("reception_rule"),
                line.line("serves"),
                line.all_kept(),
            )
        )
    return tuple(found)
