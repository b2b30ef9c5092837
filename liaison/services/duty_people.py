"""Who can be put on duty: a station's people with group, level, duties done, days they can't."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, or_, select

from db.models import (
    Activity,
    ActivityMember,
    Attendance,
    DutyShift,
    GroupMember,
    Representative,
    RepresentativeGroup,
    Seat,
)
from liaison.domain.duty import CAME, ActivityStatus, AttendanceStatus, ShiftStatus
from liaison.domain.duty_plan import PlanPerson
from liaison.domain.ids import RepresentativeId, StationId
from liaison.domain.period import Period
from liaison.domain.representative import GroupKind, RepresentativeStatus, SeatLevel
from liaison.services.scope import Scope, sittings
from liaison.services.work import Work

AHEAD = (ShiftStatus.PLANNED, ShiftStatus.ANNOUNCED)
GROUP_ORDER = (GroupKind.GROUP, GroupKind.CENTRE_GROUP, GroupKind.DELEGATION)


@dataclass(frozen=True)
class Person:
    """A representative as the plan sees one; `levels` highest first, `group` the smallest one."""

    id: RepresentativeId
    name: str
    station_id: StationId
    status: RepresentativeStatus
    levels: tuple[SeatLevel, ...]
    group: str
    label: str
    """The name, with what tells its bearer apart where the station has it twice."""

    @property
    def serving(self) -> bool:
        return self.status is RepresentativeStatus.SERVING


def people_of(work: Work, station_id: StationId | None) -> dict[RepresentativeId, Person]:
    """The station's people (or everybody), in the roster's order."""
    query = select(
        Representative.id,
        Representative.name,
        Representative.station_id,
        Representative.status,
        Representative.post,
    ).order_by(Representative.position, Representative.name, Representative.id)
    if station_id is not None:
        query = query.where(Representative.station_id == station_id)
    levels, groups = _levels(work, station_id), _groups(work, station_id)
    rows = work.session.execute(query).all()
    times = Counter((row.station_id, row.name) for row in rows)
    return {
        row.id: Person(
            row.id,
            row.name,
            row.station_id,
            row.status,
            levels.get(row.id, ()),
            groups.get(row.id, ""),
            f"{row.name}（{row.post}）" if times[row.station_id, row.name] > 1 else row.name,
        )
        for row in rows
    }


def held_by(work: Work, year: int) -> dict[RepresentativeId, int]:
    """Duties that count for the year's minimum, wherever they were held: one query, one number."""
    inner = sittings(Scope(work, Period(year, 1, 12), None)).subquery()
    rows = work.session.execute(select(inner.c.who, func.count()).group_by(inner.c.who))
    return {RepresentativeId(who): count for who, count in rows}


def plan_people(
    work: Work, people: dict[RepresentativeId, Person], year: int, begin: date, here: StationId
) -> list[PlanPerson]:
    """The people as the planner wants them; other stations' duties ahead count and block their day."""
    held, last = held_by(work, year), _last_duties(work, begin)
    unrecorded = _unrecorded(work, year, begin)
    elsewhere = _elsewhere(work, year, begin, here)
    away = _activities(work, begin, date(year, 12, 31))
    return [
        PlanPerson(
            key=one.id,
            group=one.group,
            level=one.levels[0] if one.levels else None,
            serving=one.serving,
            done=held.get(one.id, 0) + unrecorded.get(one.id, 0) + len(elsewhere.get(one.id, ())),
            last=last.get(one.id),
            away=frozenset(away.get(one.id, ())) | frozenset(elsewhere.get(one.id, ())),
        )
        for one in people.values()
    ]


def _levels(
    work: Work, station_id: StationId | None
) -> dict[RepresentativeId, tuple[SeatLevel, ...]]:
    query = select(Seat.representative_id, Seat.level).where(Seat.ended_on.is_(None))
    if station_id is not None:
        query = query.where(
            Seat.representative_id.in_(
                select(Representative.id).where(Representative.station_id == station_id)
            )
        )
    found: dict[RepresentativeId, tuple[SeatLevel, ...]] = {}
    for key, level in work.session.execute(query.order_by(Seat.level_order, Seat.id)):
        found[key] = (*found.get(key, ()), level)
    return found


def _groups(work: Work, station_id: StationId | None) -> dict[RepresentativeId, str]:
    query = select(
        GroupMember.representative_id, RepresentativeGroup.kind, RepresentativeGroup.name
    ).join(RepresentativeGroup, RepresentativeGroup.id == GroupMember.group_id)
    if station_id is not None:
        query = query.where(
            GroupMember.representative_id.in_(
                select(Representative.id).where(Representative.station_id == station_id)
            )
        )
    best: dict[RepresentativeId, tuple[int, str]] = {}
    for key, kind, name in work.session.execute(query):
        mine = (GROUP_ORDER.index(kind), name)
        best[key] = min(best.get(key, mine), mine)
    return {key: name for key, (_, name) in best.items()}


def _last_duties(work: Work, begin: date) -> dict[RepresentativeId, date]:
    """The latest day before `begin` on which each sat, or is still said to sit."""
    query = (
        select(Attendance.representative_id, func.max(DutyShift.held_on))
        .join(DutyShift, DutyShift.id == Attendance.shift_id)
        .where(
            DutyShift.held_on < begin,
            DutyShift.status != ShiftStatus.CANCELLED,
            Attendance.status.in_((*CAME, AttendanceStatus.PLANNED)),
            Attendance.representative_id.is_not(None),
        )
        .group_by(Attendance.representative_id)
    )
    return {key: day for key, day in work.session.execute(query) if key}


def _unrecorded(work: Work, year: int, begin: date) -> dict[RepresentativeId, int]:
    """Duties of the year before `begin` that nobody has closed yet: the plan takes them as done."""
    query = (
        select(Attendance.representative_id, func.count())
        .join(DutyShift, DutyShift.id == Attendance.shift_id)
        .where(
            DutyShift.held_on >= date(year, 1, 1),
            DutyShift.held_on < begin,
            DutyShift.status.in_(AHEAD),
            Attendance.status == AttendanceStatus.PLANNED,
        )
        .group_by(Attendance.representative_id)
    )
    return {key: count for key, count in work.session.execute(query) if key}


def _elsewhere(
    work: Work, year: int, begin: date, here: StationId
) -> dict[RepresentativeId, list[date]]:
    query = (
        select(Attendance.representative_id, DutyShift.held_on)
        .join(DutyShift, DutyShift.id == Attendance.shift_id)
        .where(
            DutyShift.held_on.between(begin, date(year, 12, 31)),
            DutyShift.station_id != here,
            DutyShift.status.in_(AHEAD),
            Attendance.status == AttendanceStatus.PLANNED,
        )
    )
    found: dict[RepresentativeId, list[date]] = defaultdict(list)
    for key, day in work.session.execute(query):
        if key is not None:
            found[key].append(day)
    return found


def _activities(work: Work, begin: date, end: date) -> dict[RepresentativeId, set[date]]:
    query = (
        select(ActivityMember.representative_id, Activity.held_on, Activity.until_on)
        .join(Activity, Activity.id == ActivityMember.activity_id)
        .where(
            Activity.status == ActivityStatus.PLANNED,
            Activity.held_on <= end,
            or_(Activity.until_on >= begin, Activity.held_on >= begin),
        )
    )
    found: dict[RepresentativeId, set[date]] = defaultdict(set)
    for key, first, until in work.session.execute(query):
        days = ((until or first) - first).days + 1
        found[key] |= {first + timedelta(days=n) for n in range(min(days, 366))}
    return found
