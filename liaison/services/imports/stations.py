"""Bring in the list of stations."""

from db.models import Station
from liaison.books.stations import StationLine
from liaison.books.table import Place
from liaison.domain.fold import fold
from liaison.domain.ids import StationId
from liaison.domain.station import AreaLevel, StationKind
from liaison.services.imports.duty_rules import bring_rules
from liaison.services.imports.importing import Importing
from liaison.services.imports.known import KnownArea, KnownStation

NO_DIVISION = "000000000"


def bring_stations(importing: Importing, lines: tuple[StationLine, ...]) -> None:
    """Add what is new; a station is known by its name."""
    for line in lines:
        old = _same(importing, line.name)
        if old is not None:
            importing.unchanged["station"] += 1
            if line.code and old.code[:9] not in {line.code[:9], NO_DIVISION}:
                importing.tell(line.place, "station_differs", line.name)
            continue
        area = importing.known.areas.get(line.code[:9].ljust(12, "0")) if line.code else None
        area = area or importing.known.area_named(line.township, AreaLevel.TOWNSHIP)
        station = _add(importing, line, area)
        importing.keep("station", station.id, station.id, line.place, line.kept)
        bring_rules(importing, station, line)


def make_station(importing: Importing, name: str, township: str, place: Place) -> KnownStation:
    """A station that only the roster names."""
    area = importing.known.area_named(township, AreaLevel.TOWNSHIP) or _area_within(importing, name)
    importing.tell(place, "station_made", name)
    kind = StationKind.CENTRE if "中心站" in name else StationKind.STATION
    line = StationLine(place, name, kind, township, "", "", "", "", "", "", "")
    return _add(importing, line, area)


def _same(importing: Importing, name: str) -> KnownStation | None:
    wanted = fold(name)
    stations = importing.known.stations.values()
    return next((one for one in stations if fold(one.name) == wanted), None)


def _area_within(importing: Importing, name: str) -> KnownArea | None:
    areas = importing.known.areas.values()
    found = [a for a in areas if a.level is AreaLevel.TOWNSHIP and fold(a.name) in fold(name)]
    return found[0] if len(found) == 1 else None


def _add(importing: Importing, line: StationLine, area: KnownArea | None) -> KnownStation:
    base = line.code[:9] or (area.code[:9] if area else "")
    if not base:
        importing.tell(line.place, "station_code_made", line.name)
    code = _free_code(importing, base or NO_DIVISION)
    key = importing.batch.add(
        Station,
        code=code,
        name=line.name,
        kind=line.kind,
        area_id=area.id if area else None,
        address=line.address,
        phone=line.phone,
        head=line.head,
        clerk=line.clerk,
        reception_rule=line.reception_rule,
        serves=line.serves,
        position=len(importing.known.stations),
    )
    station = KnownStation(StationId(key), code, line.name, area.id if area else None)
    importing.known.add_station(station)
    return station


def _free_code(importing: Importing, base: str) -> str:
    taken = {station.code for station in importing.known.stations.values()}
    number = 1
    while (code := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return code
