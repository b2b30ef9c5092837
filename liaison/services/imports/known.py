"""What the office already has, and what this import adds, looked up by the words of books."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import select

from db.models import AnswerClass, Area, AreaAlias, Category, Representative, Seat, Station, Unit
from liaison.domain.fold import fold
from liaison.domain.ids import AreaId, CategoryId, RepresentativeId, StationId, UnitId
from liaison.domain.representative import GENDER_ZH, SEAT_LEVEL_ZH, Gender, SeatLevel
from liaison.domain.station import AreaLevel
from liaison.services.work import Work

_COMMITTEE = re.compile("(社区|村)?(居民委员会|村民委员会|居委会|村委会)$")


@dataclass
class KnownArea:
    id: AreaId
    code: str
    name: str
    level: AreaLevel
    parent_id: AreaId | None


@dataclass
class KnownStation:
    id: StationId
    code: str
    name: str
    area_id: AreaId | None


@dataclass
class Person:
    """A representative, with what tells people of one name apart."""

    id: RepresentativeId
    station_id: StationId
    name: str
    gender: Gender | None
    born: str
    phone: str
    post: str = ""
    levels: dict[SeatLevel, str] = field(default_factory=dict)
    """Level → constituency."""
    is_new: bool = False

    @property
    def label(self) -> str:
        parts = [
            GENDER_ZH[self.gender] if self.gender else "",
            "、".join(SEAT_LEVEL_ZH[level] for level in self.levels),
            next((place for place in self.levels.values() if place), ""),
            self.post,
        ]
        return f"{self.name}（{'，'.join(filter(None, parts))}）"


class Known:
    """Lookups; `add_…` keeps them in step with what the import collects."""

    def __init__(self) -> None:
        self.areas: dict[str, KnownArea] = {}
        self.area_names: dict[str, list[KnownArea]] = defaultdict(list)
        self.stations: dict[StationId, KnownStation] = {}
        self.people: dict[RepresentativeId, Person] = {}
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        self.categories: dict[str, CategoryId] = {}
        self.units: dict[str, UnitId] = {}
        self.unit_names: set[str] = set()
        self.classes: dict[str, str] = {}
        self._village_of: dict[tuple[StationId, str], AreaId | None] = {}

    @classmethod
    def of(cls, work: Work) -> "Known":
        """Everything that names can mean; a district has some thousand rows of it."""
        known, rows = cls(), work.session.execute
        for area in rows(select(Area.id, Area.code, Area.name, Area.level, Area.parent_id)):
            known.add_area(KnownArea(AreaId(area[0]), *area[1:]))
        by_id = {area.id: area for area in known.areas.values()}
        for area_id, name in rows(select(AreaAlias.area_id, AreaAlias.name)):
            known.area_names[fold(name)].append(by_id[area_id])
        for station in rows(select(Station.id, Station.code, Station.name, Station.area_id)):
            known.add_station(KnownStation(StationId(station[0]), *station[1:]))
        person = select(
            Representative.id,
            Representative.station_id,
            Representative.name,
            Representative.gender,
            Representative.born,
            Representative.phone,
            Representative.post,
        )
        for row in rows(person):
            known.add_person(Person(RepresentativeId(row[0]), *row[1:]))
        for person_id, level, place in rows(
            select(Seat.representative_id, Seat.level, Seat.constituency).order_by(Seat.level_order)
        ):
            known.people[person_id].levels.setdefault(level, place)
        for key, name in rows(select(Category.id, Category.name)):
            known.categories[fold(name)] = CategoryId(key)
        for key, name in rows(select(Unit.id, Unit.name)):
            known.add_unit(UnitId(key), name)
        classes = select(AnswerClass.code, AnswerClass.name).order_by(AnswerClass.position)
        known.classes = {row.code: row.name for row in rows(classes)}
        return known

    def add_area(self, area: KnownArea) -> None:
        self.areas[area.code] = area
        for form in {fold(area.name), fold(_bare_village(area.name))}:
            self.area_names[form].append(area)

    def add_station(self, station: KnownStation) -> None:
        self.stations[station.id] = station

    def add_person(self, person: Person) -> None:
        self.people[person.id] = person
        self.by_name[fold(person.name)].append(person)

    def namesakes(self, name: str) -> list[Person]:
        return self.by_name.get(fold(name), [])

    def add_unit(self, key: UnitId, name: str) -> None:
        self.units[fold(name)] = key
        self.unit_names.add(name)

    def area_named(self, text: str, level: AreaLevel) -> KnownArea | None:
        """The only area of this level that is called so."""
        found = [area for area in self.area_names.get(fold(text), ()) if area.level is level]
        return found[0] if len(found) == 1 else None

    def station_named(self, text: str) -> KnownStation | None:
        """The station of this code, name, part of a name or township; None when not exactly one."""
        wanted = fold(text)
        if not wanted:
            return None
        names = {station.id: fold(station.name) for station in self.stations.values()}
        for fits in (
            lambda s: names[s.id] == wanted or s.code == text.strip(),
            lambda s: wanted in names[s.id] or names[s.id] in wanted,
        ):
            found = [station for station in self.stations.values() if fits(station)]
            if len(found) == 1:
                return found[0]
        area = self.area_named(text, AreaLevel.TOWNSHIP)
        return self.station_in(area.id) if area else None

    def station_in(self, area_id: AreaId) -> KnownStation | None:
        found = [station for station in self.stations.values() if station.area_id == area_id]
        return found[0] if len(found) == 1 else None

    def station_within(self, text: str) -> KnownStation | None:
        """The station whose name, or whose township's name, stands in a longer text."""
        wanted = fold(text)
        names = [(fold(s.name), s) for s in self.stations.values() if fold(s.name) in wanted]
        if names:
            return max(names, key=lambda pair: len(pair[0]))[1]
        townships = {a.id: a for a in self.areas.values() if a.level is AreaLevel.TOWNSHIP}
        found = {
            station.id: station
            for station in self.stations.values()
            if station.area_id in townships and fold(townships[station.area_id].name) in wanted
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def village(self, station: KnownStation, address: str) -> AreaId | None:
        """The village or community that an address names: of the station's own township first."""
        key = (station.id, address)
        if key not in self._village_of:
            self._village_of[key] = self._find_village(station, address)
        return self._village_of[key]

    def _find_village(self, station: KnownStation, address: str) -> AreaId | None:
        if not address:
            return None
        for form in (fold(address), fold(_bare_village(address))):
            found = [a for a in self.area_names.get(form, ()) if a.level is AreaLevel.VILLAGE]
            own = [area for area in found if area.parent_id == station.area_id]
            if len(own or found) == 1:
                return (own or found)[0].id
        wanted = fold(address)
        inside = {
            area.id
            for area in self.areas.values()
            if area.level is AreaLevel.VILLAGE
            and area.parent_id == station.area_id
            and fold(_bare_village(area.name)) in wanted
        }
        return inside.pop() if len(inside) == 1 else None


def _bare_village(name: str) -> str:
    """昌东社区居委会 → 昌东社区, 茅岭村委会 → 茅岭村."""
    return _COMMITTEE.sub(lambda found: found[1] or "", name)
