"""Bring in the roster: a person on two rows becomes one with two seats, two of a name stay two."""

from sqlalchemy import select

from db.models import GroupMember, Representative, RepresentativeGroup, Seat
from liaison.books.roster import RosterLine
from liaison.domain.fold import fold
from liaison.domain.ids import GroupId, RepresentativeId
from liaison.domain.representative import GroupKind, SeatLevel
from liaison.domain.station import AreaLevel
from liaison.services.imports.importing import Importing
from liaison.services.imports.known import KnownStation, Person
from liaison.services.imports.stations import make_station

LEVELS = list(SeatLevel)


def bring_people(importing: Importing, lines: tuple[RosterLine, ...]) -> None:
    """Add persons, seats and groups that are new."""
    groups = _Groups(importing)
    seen: set[tuple[object, ...]] = set()
    for line in lines:
        station = _station(importing, line)
        if station is None:
            named = line.station or line.delegation
            importing.tell(line.place, "no_station_row" if named else "station_missing", named)
            importing.keep_row(line.place, line.name)
            continue
        whole = (station.id, fold(line.name), line.born, line.phone, line.levels, line.post)
        if whole in seen:
            importing.tell(line.place, "double_row", line.name)
            continue
        seen.add(whole)
        person = _person(importing, line, station)
        _seats(importing, line, station, person)
        groups.join(line, station, person)


def _station(importing: Importing, line: RosterLine) -> KnownStation | None:
    known = importing.known
    if line.station:
        return known.station_named(line.station) or make_station(
            importing, line.station, _township(line.delegation), line.place
        )
    area = known.area_named(_township(line.delegation), AreaLevel.TOWNSHIP)
    station = known.station_in(area.id) if area else None
    station = station or known.station_within(line.place.sheet)
    if station is None and len(known.stations) == 1:
        station = next(iter(known.stations.values()))
    if station is not None:
        importing.tell(line.place, "station_by_delegation", station.name)
    return station


def _township(delegation: str) -> str:
    return delegation.removesuffix("代表团").removesuffix("代表小组").removesuffix("人大")


def _person(importing: Importing, line: RosterLine, station: KnownStation) -> Person:
    namesakes = importing.known.by_name.get(fold(line.name), [])
    for person in namesakes:
        if _is_same(importing, person, line, station):
            _compare(importing, person, line)
            if not person.is_new and person.id not in importing.met:
                importing.met.add(person.id)
                importing.unchanged["representative"] += 1
            return person
    if any(person.station_id == station.id for person in namesakes):
        importing.tell(line.place, "same_name", line.name)
    return _add(importing, line, station)


def _is_same(importing: Importing, person: Person, line: RosterLine, station: KnownStation) -> bool:
    """Birth month and telephone decide; where neither is known, one person of a station and level."""
    pairs = [(person.born, line.born), (person.phone, line.phone)]
    known = [mine == theirs for mine, theirs in pairs if mine and theirs]
    if person.gender and line.gender and person.gender is not line.gender:
        return False
    if known:
        return all(known) or (person.phone == line.phone != "" and person.station_id == station.id)
    if person.station_id != station.id:
        return False
    if person.is_new and not person.levels.keys().isdisjoint(line.levels):
        return False
    if person.is_new:
        importing.tell(line.place, "taken_as_one", line.name)
    return True


def _compare(importing: Importing, person: Person, line: RosterLine) -> None:
    pairs = ((person.born, line.born), (person.phone, line.phone))
    if any(mine != theirs for mine, theirs in pairs if mine and theirs):
        importing.tell(line.place, "representative_differs", line.name)


def _add(importing: Importing, line: RosterLine, station: KnownStation) -> Person:
    key = importing.batch.add(
        Representative,
        station_id=station.id,
        name=line.name,
        gender=line.gender,
        born=line.born,
        ethnicity=line.ethnicity,
        post=line.post,
        phone=line.phone,
        status=line.status,
        remark=line.remark,
        position=len(importing.known.people),
    )
    importing.keep("representative", key, station.id, line.place, line.kept)
    person = Person(
        RepresentativeId(key),
        station.id,
        line.name,
        line.gender,
        line.born,
        line.phone,
        line.post,
        is_new=True,
    )
    importing.known.add_person(person)
    return person


def _seats(importing: Importing, line: RosterLine, station: KnownStation, person: Person) -> None:
    for level in line.levels:
        if level in person.levels:
            importing.unchanged["seat"] += 1
            continue
        person.levels[level] = line.constituency
        importing.batch.add(
            Seat,
            station_id=station.id,
            representative_id=person.id,
            level=level,
            level_order=LEVELS.index(level),
            term=line.term,
            constituency=line.constituency,
        )


class _Groups:
    """代表团 and 代表小组, each made once."""

    def __init__(self, importing: Importing) -> None:
        self._importing = importing
        rows = importing.work.session.execute
        group = RepresentativeGroup
        self._known = {
            (kind, name, within): GroupId(key)
            for key, kind, name, within in rows(
                select(group.id, group.kind, group.name, group.within)
            )
        }
        member = GroupMember
        self._members = {
            tuple(pair) for pair in rows(select(member.group_id, member.representative_id))
        }

    def join(self, line: RosterLine, station: KnownStation, person: Person) -> None:
        if line.delegation:
            self._join(GroupKind.DELEGATION, line.delegation, "", station, person)
        if line.group:
            kind = GroupKind.CENTRE_GROUP if "中心组" in line.group else GroupKind.GROUP
            self._join(kind, line.group, line.delegation, station, person)

    def _join(
        self, kind: GroupKind, name: str, within: str, station: KnownStation, person: Person
    ) -> None:
        key = self._known.get((kind, name, within))
        if key is None:
            batch = self._importing.batch
            key = GroupId(batch.add(RepresentativeGroup, kind=kind, name=name, within=within))
            self._known[kind, name, within] = key
        if (key, person.id) not in self._members:
            self._members.add((key, person.id))
            self._importing.batch.add(
                GroupMember, group_id=key, representative_id=person.id, station_id=station.id
            )
