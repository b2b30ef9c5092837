"""The year's list: who did how much, who misses a demand of the year, and where everybody stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from db.models import (
    Attendance,
    ContactLink,
    DutyShift,
    GroupMember,
    PerformanceRecord,
    Representative,
    RepresentativeGroup,
    Seat,
    Station,
)
from liaison.domain.duty import AttendanceStatus, ContactKind, ShiftStatus
from liaison.domain.ids import GroupId, RepresentativeId, StationId
from liaison.domain.performance import (
    Done,
    Source,
    Standing,
    Standings,
    Unsettled,
    kind_lines,
    needs,
    ranks,
    total_points,
)
from liaison.domain.representative import (
    GROUP_KIND_ZH,
    SEAT_LEVEL_ZH,
    GroupKind,
    RepresentativeStatus,
    SeatLevel,
)
from liaison.services import report_lists
from liaison.services.performance_done import Year, counted, done, pairs
from liaison.services.performance_kinds import kinds, least
from liaison.services.reports import district_name
from liaison.services.scope import Scope
from liaison.services.work import Work


@dataclass(frozen=True)
class StandingsQuery:
    """Whose list: of a station, a group, a level; None is everybody's."""

    year: int
    station_id: StationId | None = None
    group_id: GroupId | None = None
    level: SeatLevel | None = None


@dataclass(frozen=True)
class GroupChoice:
    id: GroupId
    kind: GroupKind
    name: str


def standings(work: Work, query: StandingsQuery) -> Standings:
    """Every representative that fits, highest points first; those who don't serve stand last, unranked.

    Names of the books that are nobody yet stand apart: the figures count them. They have neither
    group nor level, so a list of one has none of them.
    """
    year = Year(work, query.year)
    scope = Scope(work, year.scope.period, query.station_id)
    gathered = _Gathered(work, year)
    rows = [gathered.standing(row) for row in _people(work, query)]
    apart = () if query.group_id or query.level else report_lists.unsettled(scope)
    return Standings(
        query.year,
        _place(work, query),
        gathered.kinds,
        _ranked(rows),
        tuple(Unsettled(line.name, line.station, line.times) for line in apart),
        work.today,
        district_name(work),
    )


def groups(work: Work) -> list[GroupChoice]:
    """The groups by which the list may be narrowed."""
    rows = work.session.scalars(
        select(RepresentativeGroup).order_by(
            RepresentativeGroup.kind, RepresentativeGroup.within, RepresentativeGroup.name
        )
    )
    return [GroupChoice(GroupId(row.id), row.kind, f"{row.within}{row.name}") for row in rows]


class _Gathered:
    """What all lines need, read once."""

    def __init__(self, work: Work, year: Year) -> None:
        found = done(year)
        self.kinds, self._least = kinds(work), least(work)
        self._counts = counted(found)
        self._unconfirmed = _unconfirmed(work, year, found)
        self._levels = _levels(work)
        self._groups = report_lists.groups(Scope(work, year.scope.period, None))
        self._links = _links(work)
        self._planned = _planned(work, year)

    def standing(self, row: Any) -> Standing:
        counts: Mapping[str, int] = self._counts.get(row.id, {})
        return Standing(
            rank=None,
            representative_id=row.id,
            name=row.name,
            levels=tuple(self._levels.get(row.id, ())),
            group=self._groups.get(row.id, ""),
            station_id=row.station_id,
            station=row.station,
            status=row.status,
            counts=counts,
            points=total_points(kind_lines(self.kinds, counts)),
            needs=needs(self._least, counts, self._links.get(row.id, 0)),
            planned=self._planned.get(row.id, 0),
            unconfirmed=self._unconfirmed.get(row.id, 0),
        )


def _people(work: Work, query: StandingsQuery) -> Iterable[Any]:
    statement = (
        select(
            Representative.id,
            Representative.name,
            Representative.status,
            Representative.station_id,
            Station.name.label("station"),
        )
        .join(Station, Representative.station_id == Station.id)
        .order_by(Station.position, Station.code, Representative.position, Representative.id)
    )
    if query.station_id is not None:
        statement = statement.where(Representative.station_id == query.station_id)
    if query.group_id is not None:
        members = select(GroupMember.representative_id).where(
            GroupMember.group_id == query.group_id
        )
        statement = statement.where(Representative.id.in_(members))
    if query.level is not None:
        seated = select(Seat.representative_id).where(Seat.level == query.level)
        statement = statement.where(Representative.id.in_(seated))
    return work.session.execute(statement).all()


def _ranked(rows: list[Standing]) -> tuple[Standing, ...]:
    def order(row: Standing) -> tuple[int, int]:
        return -row.points, -row.receptions

    serving = [row for row in rows if row.status is RepresentativeStatus.SERVING]
    others = [row for row in rows if row.status is not RepresentativeStatus.SERVING]
    serving.sort(key=order)
    others.sort(key=order)
    places = ranks([row.points for row in serving])
    return (
        *(replace(row, rank=place) for row, place in zip(serving, places, strict=True)),
        *others,
    )


def _levels(work: Work) -> dict[UUID, list[SeatLevel]]:
    found: dict[UUID, list[SeatLevel]] = defaultdict(list)
    query = select(Seat.representative_id, Seat.level).order_by(Seat.level_order, Seat.id)
    for key, level in work.session.execute(query):
        if level not in found[key]:
            found[key].append(level)
    return found


def _links(work: Work) -> dict[UUID, int]:
    """Voters and households that somebody keeps contact with now."""
    return pairs(
        work,
        select(ContactLink.representative_id, func.count())
        .where(ContactLink.kind == ContactKind.VOTER, ContactLink.ended_on.is_(None))
        .group_by(ContactLink.representative_id),
    )


def _planned(work: Work, year: Year) -> dict[UUID, int]:
    """Duties from today on that are planned in the year."""
    to_come = select(Attendance.representative_id, DutyShift.station_id, DutyShift.held_on)
    sessions = (
        to_come.add_columns(DutyShift.slot)
        .join(DutyShift, Attendance.shift_id == DutyShift.id)
        .where(
            DutyShift.status.in_((ShiftStatus.PLANNED, ShiftStatus.ANNOUNCED)),
            Attendance.status == AttendanceStatus.PLANNED,
            Attendance.representative_id.is_not(None),
            DutyShift.held_on >= work.today,
            year.scope.during(DutyShift.held_on),
        )
        .distinct()
        .subquery()
    )
    person = sessions.c.representative_id
    return pairs(work, select(person, func.count()).group_by(person))


def _unconfirmed(work: Work, year: Year, found: Iterable[Done]) -> dict[RepresentativeId, int]:
    known = confirmed(work, year)
    counts: dict[RepresentativeId, int] = defaultdict(int)
    for one in found:
        counts[one.representative_id] += key_of(one) not in known
    return counts


Key = tuple[UUID, str, UUID]
"""Whose record, of which kind, of which row: what a confirmation is of."""


def key_of(one: Done) -> Key:
    return one.representative_id, one.kind, one.record_id


def confirmed(work: Work, year: Year) -> Mapping[Key, Any]:
    """When each record was confirmed by its representative."""
    rows = work.session.execute(
        select(
            PerformanceRecord.representative_id,
            PerformanceRecord.kind,
            PerformanceRecord.record,
            PerformanceRecord.record_id,
            PerformanceRecord.id,
            PerformanceRecord.confirmed_at,
        ).where(
            PerformanceRecord.confirmed_at.is_not(None),
            PerformanceRecord.withdrawn_at.is_(None),
            *year.of(PerformanceRecord.representative_id),
        )
    )
    return {
        (
            row.representative_id,
            row.kind,
            row.id if row.record == Source.BY_HAND else row.record_id,
        ): row.confirmed_at
        for row in rows
    }


def _place(work: Work, query: StandingsQuery) -> str:
    parts = []
    if query.station_id is not None:
        parts.append(work.session.get_one(Station, query.station_id).name)
    if query.group_id is not None:
        group = work.session.get_one(RepresentativeGroup, query.group_id)
        parts.append(f"{group.within}{group.name}（{GROUP_KIND_ZH[group.kind]}）")
    if query.level is not None:
        parts.append(f"{SEAT_LEVEL_ZH[query.level]}代表")
    return "，".join(parts) or "全区"
