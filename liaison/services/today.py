"""The desk's day: who is on duty, what is unfinished, what falls due, the month so far."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, Uuid, bindparam, case, func, or_, select, text

from db.models.first_page import (
    attendances,
    drafts,
    matters,
    receptions,
    representatives,
    rounds,
    seats,
    shifts,
    unsettled_names,
)
from liaison.domain.clock import civil
from liaison.domain.duty import CAME, AttendanceStatus, ShiftStatus, Slot
from liaison.domain.ids import (
    AttendanceId,
    DraftId,
    DutyShiftId,
    MatterId,
    ReceptionId,
    RepresentativeId,
    StationId,
)
from liaison.domain.matter import TIMED, Stage
from liaison.domain.period import Period
from liaison.domain.representative import SeatLevel
from liaison.services.scope import Scope, sittings, size
from liaison.services.settings import setting
from liaison.services.work import Work

SOON_DAYS = 5
MOST_DUE = 8
MOST_DRAFTS = 5
RECEPTION = "reception"
"""The kind of draft that the page goes on with: a step of a matter keeps its own."""


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
    signed_out_at: datetime | None = None
    instead_of: str = ""
    reason: str = ""
    """Why leave, why late, why by hand."""


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
    id: DutyShiftId | None = None
    starts: time | None = None
    ends: time | None = None
    nobody_yet: int = 0
    """Minutes since the start in which nobody has signed in, from the limit of the settings on."""

    @property
    def open(self) -> bool:
        """Not closed yet: somebody of the plan may still come, or nobody has said how it ended."""
        waits = any(one.status is AttendanceStatus.PLANNED for one in self.people)
        return self.status in (ShiftStatus.PLANNED, ShiftStatus.ANNOUNCED) or waits


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
class NoticeDue:
    """A planned reception whose notice hangs nowhere yet; `days` since the last day in time."""

    shift_id: DutyShiftId
    held_on: date
    place: str
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
    notices: tuple[NoticeDue, ...]
    """To be posted today at the latest, the latest first."""
    sent: int = 0
    """Sent through the portal, and nobody has decided."""


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
        notices=_notices(work, station_id),
        sent=sent(work, station_id),
    )


def sent(work: Work, station_id: StationId | None) -> int:
    """How many submissions wait; asked without declaring their table, which the first page does without."""
    where = "" if station_id is None else " AND station_id = :station"
    query = text(f"SELECT count(*) FROM submission WHERE status = 'waiting'{where}")  # noqa: S608 - our own words
    if station_id is None:
        return work.session.scalar(query) or 0
    query = query.bindparams(bindparam("station", station_id, Uuid()))
    return work.session.scalar(query) or 0


def waiting(work: Work, station_id: StationId | None) -> int:
    """How many matters are answered and untold, or overdue: the number beside 事项."""
    counts = _due_counts(work, station_id)
    return counts.get(Clock.UNTOLD, 0) + counts.get(Clock.OVERDUE, 0)


def _slots(work: Work, station_id: StationId | None) -> tuple[DutySlot, ...]:
    c = shifts.c
    columns = (c.id, c.slot, c.status, c.place, c.theme, c.planned, c.announced_on)
    query = select(*columns, c.starts, c.ends).where(
        c.held_on == work.today, c.status != ShiftStatus.CANCELLED
    )
    if station_id is not None:
        query = query.where(c.station_id == station_id)
    rows = sorted(work.session.execute(query), key=lambda row: list(Slot).index(row.slot))
    people = _people(work, [row.id for row in rows])
    limit = int(setting(work, "nobody_minutes")) if rows else 0
    return tuple(
        DutySlot(
            row.slot,
            row.status,
            row.place,
            row.theme,
            row.planned,
            row.announced_on,
            tuple(people[row.id]),
            DutyShiftId(row.id),
            row.starts,
            row.ends,
            _nobody_yet(work, row, people[row.id], limit),
        )
        for row in rows
    )


def _nobody_yet(
    work: Work, row: Row[*tuple[Any, ...]], people: list[DutyPerson], limit: int
) -> int:
    if row.starts is None or row.status not in (ShiftStatus.PLANNED, ShiftStatus.ANNOUNCED):
        return 0
    now = civil(work.now)
    over = (now.hour - row.starts.hour) * 60 + now.minute - row.starts.minute
    return over if over >= limit and not any(one.status in CAME for one in people) else 0


def _people(work: Work, shift_ids: list[object]) -> dict[object, list[DutyPerson]]:
    found: dict[object, list[DutyPerson]] = {key: [] for key in shift_ids}
    c = attendances.c
    columns = (c.id, c.shift_id, c.representative_id, c.name, c.status, c.reason)
    signed = (c.signed_in_at, c.signed_out_at)
    known = attendances.outerjoin(representatives, representatives.c.id == c.representative_id)
    other = representatives.alias("other")
    known = known.outerjoin(other, other.c.id == c.instead_of_id)
    names = (representatives.c.name.label("known_as"), other.c.name.label("instead_of"))
    rows = work.session.execute(
        select(*columns, *signed, *names)
        .select_from(known)
        .where(c.shift_id.in_(shift_ids))
        .order_by(c.position)
    ).all()
    levels = _levels(work, [row.representative_id for row in rows if row.representative_id])
    for row in rows:
        found[row.shift_id].append(
            DutyPerson(
                AttendanceId(row.id),
                row.representative_id,
                row.known_as or row.name,
                levels.get(row.representative_id, ()),
                row.status,
                civil(row.signed_in_at) if row.signed_in_at else None,
                civil(row.signed_out_at) if row.signed_out_at else None,
                row.instead_of or "",
                row.reason,
            )
        )
    return found


def _levels(
    work: Work, people: list[RepresentativeId]
) -> dict[RepresentativeId | None, tuple[SeatLevel, ...]]:
    found: dict[RepresentativeId | None, tuple[SeatLevel, ...]] = {}
    if not people:
        return found
    rows = work.session.execute(
        select(seats.c.representative_id, seats.c.level)
        .where(seats.c.representative_id.in_(people))
        .order_by(seats.c.level_order)
    )
    for key, level in rows:
        found[key] = (*found.get(key, ()), level)
    return found


def _drafts(work: Work, station_id: StationId | None) -> tuple[DraftLine, ...]:
    c = drafts.c
    query = (
        select(c.id, c.station_id, c.content, c.saved_at)
        .where(c.kind == RECEPTION)
        .order_by(c.saved_at.desc())
        .limit(MOST_DRAFTS)
    )
    if station_id is not None:
        query = query.where(c.station_id == station_id)
    return tuple(
        DraftLine(
            DraftId(row.id),
            row.station_id,
            _visitor_named(row.content),
            len(str(row.content.get("words", ""))),
            civil(row.saved_at),
        )
        for row in work.session.execute(query)
    )


def _visitor_named(content: dict[str, object]) -> bool:
    visitors = content.get("visitors")
    return isinstance(visitors, list) and any(
        isinstance(one, dict) and str(one.get("name", "")).strip() for one in visitors
    )


def _drafts_in_all(work: Work, station_id: StationId | None) -> int:
    query = select(func.count()).select_from(drafts).where(drafts.c.kind == RECEPTION)
    if station_id is not None:
        query = query.where(drafts.c.station_id == station_id)
    return work.session.scalar(query) or 0


def _pressing(work: Work, station_id: StationId | None) -> Select[Any, str]:
    """Matters that are answered and untold, overdue, due today or due soon, with their clock."""
    soon = work.today + timedelta(days=SOON_DAYS)
    clock = case(
        (matters.c.stage == Stage.UNTOLD, Clock.UNTOLD.value),
        (matters.c.due_on < work.today, Clock.OVERDUE.value),
        (matters.c.due_on == work.today, Clock.TODAY.value),
        else_=Clock.SOON.value,
    ).label("clock")
    query = select(matters.c.id.label("id"), clock).where(
        or_(
            matters.c.stage == Stage.UNTOLD,
            matters.c.stage.in_(TIMED) & (matters.c.due_on <= soon),
        )
    )
    return query if station_id is None else query.where(matters.c.station_id == station_id)


def _due_counts(work: Work, station_id: StationId | None) -> dict[Clock, int]:
    inner = _pressing(work, station_id).subquery()
    rows = work.session.execute(select(inner.c.clock, func.count()).group_by(inner.c.clock))
    return {Clock(clock): count for clock, count in rows}


def _due(work: Work, station_id: StationId | None) -> tuple[DueMatter, ...]:
    inner = _pressing(work, station_id).subquery()
    unit = (
        select(rounds.c.unit_name)
        .where(rounds.c.matter_id == matters.c.id)
        .order_by(rounds.c.round_no.desc())
        .limit(1)
        .scalar_subquery()
    )
    order = case({clock.value: place for place, clock in enumerate(Clock)}, value=inner.c.clock)
    c = matters.c
    columns = (c.id, c.reception_id, c.number, c.title, c.untold_since, c.due_on)
    rows = work.session.execute(
        select(*columns, unit.label("unit"), inner.c.clock.label("pressing"))
        .select_from(matters.join(inner, inner.c.id == c.id))
        .order_by(order, func.coalesce(c.untold_since, c.due_on), c.id)
        .limit(MOST_DUE)
    )
    return tuple(_due_matter(work.today, row) for row in rows)


def _due_matter(day: date, row: Row[*tuple[Any, ...]]) -> DueMatter:
    clock = Clock(row.pressing)
    since = row.untold_since if clock is Clock.UNTOLD else row.due_on
    return DueMatter(
        MatterId(row.id),
        row.reception_id,
        row.number,
        row.title,
        row.unit or "",
        clock,
        abs((day - since).days) if since else 0,
    )


def _month(work: Work, station_id: StationId | None) -> MonthSoFar:
    scope = Scope(work, Period.of_month(work.today), station_id)
    visits, visitors = work.session.execute(
        select(func.count(), func.coalesce(func.sum(receptions.c.head_count), 0))
        .select_from(receptions)
        .where(scope.receptions())
    ).one()
    of_receptions = matters.join(receptions, matters.c.reception_id == receptions.c.id)
    raised = select(func.count()).select_from(of_receptions)
    return MonthSoFar(
        visits,
        visitors,
        scope.count(size(sittings(scope))),
        scope.count(raised.where(scope.matters())),
    )


def _notices(work: Work, station_id: StationId | None) -> tuple[NoticeDue, ...]:
    c = shifts.c
    by = func.coalesce(c.notice_by, c.held_on)
    query = (
        select(c.id, c.held_on, c.place, by.label("by"))
        .where(
            c.planned,
            c.status.in_((ShiftStatus.PLANNED, ShiftStatus.ANNOUNCED)),
            c.announced_on.is_(None),
            c.held_on >= work.today,
            by <= work.today,
        )
        .order_by(c.held_on, c.id)
    )
    if station_id is not None:
        query = query.where(c.station_id == station_id)
    return tuple(
        NoticeDue(DutyShiftId(row.id), row.held_on, row.place, (work.today - row.by).days)
        for row in work.session.execute(query)
    )


def _unsettled(work: Work, station_id: StationId | None) -> int:
    query = (
        select(func.count())
        .select_from(unsettled_names)
        .where(unsettled_names.c.settled_at.is_(None))
    )
    if station_id is not None:
        query = query.where(unsettled_names.c.station_id == station_id)
    return work.session.scalar(query) or 0
