"""The desk's day: who is on duty, what is unfinished, what falls due, the month so far."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, case, func, or_, select

from db.models import (
    Attendance,
    Draft,
    DutyShift,
    Matter,
    Reception,
    Representative,
    Round,
    Seat,
    UnsettledName,
)
from liaison.domain.clock import civil
from liaison.domain.duty import AttendanceStatus, ShiftStatus, Slot
from liaison.domain.ids import (
    AttendanceId,
    DraftId,
    MatterId,
    ReceptionId,
    RepresentativeId,
    StationId,
)
from liaison.domain.matter import OPEN, MatterStatus
from liaison.domain.period import Period
from liaison.domain.representative import SeatLevel
from liaison.services.scope import Scope, sittings, size
from liaison.services.settings import setting
from liaison.services.work import Work

SOON_DAYS = 5
MOST_DUE = 8
MOST_DRAFTS = 5


@dataclass(frozen=True)
class DutyPerson:
    """Somebody on duty; `levels` of the seats held, highest first."""

    attendance_id: AttendanceId
    representative_id: RepresentativeId | None
    name: str
    levels: tuple[SeatLevel, ...]
    status: AttendanceStatus
    signed_in_at: datetime | None
    """Civil time."""


@dataclass(frozen=True)
class DutySlot:
    slot: Slot
    status: ShiftStatus
    place: str
    theme: str
    planned: bool
    """Put on the plan beforehand, so that it had to be announced."""
    announced_on: date | None
    people: tuple[DutyPerson, ...]


@dataclass(frozen=True)
class DraftLine:
    """A reception that was begun; `letters` of the visitor's words are there already."""

    id: DraftId
    station_id: StationId
    visitor_named: bool
    letters: int
    saved_at: datetime
    """Civil time."""


class Clock(StrEnum):
    """Why a matter stands on today's list, the most pressing first."""

    UNTOLD = "untold"
    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"


@dataclass(frozen=True)
class DueMatter:
    """`days` since it was answered, since it fell due, or until it falls due."""

    id: MatterId
    reception_id: ReceptionId
    number: str
    title: str
    unit: str
    clock: Clock
    days: int


@dataclass(frozen=True)
class MonthSoFar:
    """The month's figures up to today, by the names of `liaison.domain.figures`."""

    visits: int
    visitors: int
    representative_attendances: int
    matters: int


@dataclass(frozen=True)
class Today:
    day: date
    slots: tuple[DutySlot, ...]
    drafts: tuple[DraftLine, ...]
    drafts_in_all: int
    due: tuple[DueMatter, ...]
    due_in_all: int
    untold: int
    overdue: int
    month: MonthSoFar
    unsettled_names: int
    notice_days: int


def today(work: Work, station_id: StationId | None) -> Today:
    """Everything that the first page shows, of one station or of all."""
    counts = _due_counts(work, station_id)
    return Today(
        day=work.today,
        slots=_slots(work, station_id),
        drafts=_drafts(work, station_id),
        drafts_in_all=_drafts_in_all(work, station_id),
        due=_due(work, station_id),
        due_in_all=sum(counts.values()),
        untold=counts.get(Clock.UNTOLD, 0),
        overdue=counts.get(Clock.OVERDUE, 0),
        month=_month(work, station_id),
        unsettled_names=_unsettled(work, station_id),
        notice_days=setting(work, "notice_days"),
    )


def waiting(work: Work, station_id: StationId | None) -> int:
    """How many matters are answered and untold, or overdue: the number beside 事项."""
    counts = _due_counts(work, station_id)
    return counts.get(Clock.UNTOLD, 0) + counts.get(Clock.OVERDUE, 0)


def _slots(work: Work, station_id: StationId | None) -> tuple[DutySlot, ...]:
    query = select(DutyShift).where(
        DutyShift.held_on == work.today, DutyShift.status != ShiftStatus.CANCELLED
    )
    if station_id is not None:
        query = query.where(DutyShift.station_id == station_id)
    shifts = sorted(work.session.scalars(query), key=lambda row: list(Slot).index(row.slot))
    people = _people(work, [row.id for row in shifts])
    return tuple(
        DutySlot(
            row.slot,
            row.status,
            row.place,
            row.theme,
            row.planned,
            row.announced_on,
            tuple(people[row.id]),
        )
        for row in shifts
    )


def _people(work: Work, shifts: list[object]) -> dict[object, list[DutyPerson]]:
    found: dict[object, list[DutyPerson]] = {key: [] for key in shifts}
    rows = work.session.execute(
        select(Attendance, Representative.name)
        .outerjoin(Representative, Representative.id == Attendance.representative_id)
        .where(Attendance.shift_id.in_(shifts))
        .order_by(Attendance.position)
    ).all()
    levels = _levels(work, [row.representative_id for row, _ in rows if row.representative_id])
    for row, name in rows:
        found[row.shift_id].append(
            DutyPerson(
                AttendanceId(row.id),
                row.representative_id,
                name or row.name,
                levels.get(row.representative_id, ()),
                row.status,
                civil(row.signed_in_at) if row.signed_in_at else None,
            )
        )
    return found


def _levels(
    work: Work, people: list[RepresentativeId]
) -> dict[RepresentativeId | None, tuple[SeatLevel, ...]]:
    rows = work.session.execute(
        select(Seat.representative_id, Seat.level)
        .where(Seat.representative_id.in_(people))
        .order_by(Seat.level_order)
    )
    found: dict[RepresentativeId | None, tuple[SeatLevel, ...]] = {}
    for key, level in rows:
        found[key] = (*found.get(key, ()), level)
    return found


def _drafts(work: Work, station_id: StationId | None) -> tuple[DraftLine, ...]:
    query = select(Draft).order_by(Draft.saved_at.desc()).limit(MOST_DRAFTS)
    if station_id is not None:
        query = query.where(Draft.station_id == station_id)
    return tuple(
        DraftLine(
            DraftId(row.id),
            row.station_id,
            _visitor_named(row.content),
            len(str(row.content.get("words", ""))),
            civil(row.saved_at),
        )
        for row in work.session.scalars(query)
    )


def _visitor_named(content: dict[str, object]) -> bool:
    visitors = content.get("visitors")
    return isinstance(visitors, list) and any(
        isinstance(one, dict) and str(one.get("name", "")).strip() for one in visitors
    )


def _drafts_in_all(work: Work, station_id: StationId | None) -> int:
    query = select(func.count()).select_from(Draft)
    if station_id is not None:
        query = query.where(Draft.station_id == station_id)
    return work.session.scalar(query) or 0


def _pressing(work: Work, station_id: StationId | None) -> Select[MatterId, str]:
    """Matters that are answered and untold, overdue, due today or due soon, with their clock."""
    soon = work.today + timedelta(days=SOON_DAYS)
    clock = case(
        (Matter.status == MatterStatus.ANSWERED, Clock.UNTOLD.value),
        (Matter.due_on < work.today, Clock.OVERDUE.value),
        (Matter.due_on == work.today, Clock.TODAY.value),
        else_=Clock.SOON.value,
    ).label("clock")
    query = select(Matter.id.label("id"), clock).where(
        or_(
            Matter.status == MatterStatus.ANSWERED,
            Matter.status.in_(OPEN) & (Matter.due_on <= soon),
        )
    )
    return query if station_id is None else query.where(Matter.station_id == station_id)


def _due_counts(work: Work, station_id: StationId | None) -> dict[Clock, int]:
    inner = _pressing(work, station_id).subquery()
    rows = work.session.execute(select(inner.c.clock, func.count()).group_by(inner.c.clock))
    return {Clock(clock): count for clock, count in rows}


def _due(work: Work, station_id: StationId | None) -> tuple[DueMatter, ...]:
    inner = _pressing(work, station_id).subquery()
    unit = (
        select(Round.unit_name)
        .where(Round.matter_id == Matter.id)
        .order_by(Round.round_no.desc())
        .limit(1)
        .scalar_subquery()
    )
    order = case({clock.value: place for place, clock in enumerate(Clock)}, value=inner.c.clock)
    rows = work.session.execute(
        select(Matter, unit, inner.c.clock)
        .join(inner, inner.c.id == Matter.id)
        .order_by(order, func.coalesce(Matter.settled_on, Matter.due_on), Matter.id)
        .limit(MOST_DUE)
    )
    return tuple(_due_matter(work.today, row, name, Clock(clock)) for row, name, clock in rows)


def _due_matter(day: date, row: Matter, unit: str | None, clock: Clock) -> DueMatter:
    since = row.settled_on if clock is Clock.UNTOLD else row.due_on
    return DueMatter(
        MatterId(row.id),
        row.reception_id,
        row.number,
        row.title,
        unit or "",
        clock,
        abs((day - since).days) if since else 0,
    )


def _month(work: Work, station_id: StationId | None) -> MonthSoFar:
    scope = Scope(work, Period.of_month(work.today), station_id)
    visits, visitors = work.session.execute(
        select(func.count(), func.coalesce(func.sum(Reception.head_count), 0))
        .select_from(Reception)
        .where(scope.receptions())
    ).one()
    matters = select(func.count()).select_from(Matter).join(Matter.reception)
    return MonthSoFar(
        visits,
        visitors,
        scope.count(size(sittings(scope))),
        scope.count(matters.where(scope.matters())),
    )


def _unsettled(work: Work, station_id: StationId | None) -> int:
    query = (
        select(func.count()).select_from(UnsettledName).where(UnsettledName.settled_at.is_(None))
    )
    if station_id is not None:
        query = query.where(UnsettledName.station_id == station_id)
    return work.session.scalar(query) or 0
