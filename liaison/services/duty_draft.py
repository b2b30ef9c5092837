"""A station's year as it is to be: what stays, what changes, what comes, and who sits where."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from db.models import Attendance, DutyNotice, DutyRequest, DutyShift
from liaison.domain.duty import AttendanceStatus, ShiftStatus
from liaison.domain.duty_plan import PlanSlot, StationPlan, plan
from liaison.domain.duty_rules import notice_by
from liaison.domain.ids import AttendanceId, RepresentativeId, StationId
from liaison.domain.progress import Progress
from liaison.services.calendar import calendar
from liaison.services.duty_occasions import Occasion, Unread, occasions
from liaison.services.duty_people import Person, people_of, plan_people
from liaison.services.settings import setting
from liaison.services.work import Work

NOTICE_DAYS = "notice_days"
"""The setting, and where a session keeps it."""
BY_HAND_SUFFIX = "，改期"
"""Ends `moved_why` where a person moved the shift: planning again leaves it on its day."""
SITS = (AttendanceStatus.PLANNED, AttendanceStatus.PRESENT, AttendanceStatus.LATE)


@dataclass(frozen=True)
class Manner:
    """How to plan. `anew`: people on plan are seated afresh; else only empty seats are filled."""

    anew: bool = True
    since: date | None = None
    """Nothing before it is planned."""


ANEW = Manner()
FILLING = Manner(anew=False)


@dataclass(frozen=True)
class Asked:
    year: int
    manner: Manner = ANEW


@dataclass
class Wanted:
    """One shift of the year: its row (None: it comes), what asks for it (None: nothing but itself)."""

    row: DutyShift | None
    asked: Occasion | None
    fixed: bool
    """Announced, held, today or past: neither day nor people change."""
    kept: tuple[RepresentativeId, ...] = ()
    barred: frozenset[RepresentativeId] = frozenset()

    @property
    def day(self) -> date:
        if self.asked is not None and not self.fixed:
            return self.asked.day
        assert self.row is not None  # without an occasion there is a row
        return self.row.held_on


@dataclass
class StationDraft:
    """What planning came to for one station, not written yet."""

    station_id: StationId
    people: dict[RepresentativeId, Person]
    wanted: list[Wanted]
    gone: list[DutyShift]
    """Shifts ahead that no rule asks for any more."""
    unread: list[Unread]
    requested: frozenset[AttendanceId] = frozenset()
    """Attendances that somebody has asked about: never removed."""
    slots: list[PlanSlot] = field(default_factory=list)
    found: StationPlan | None = None


def draft(work: Work, station_id: StationId, asked: Asked, progress: Progress) -> StationDraft:
    """Plan a station's year: the whole of it the first time, later what is left of it.

    Whatever was arranged by hand stays: leave, substitutes, swaps, whoever was put there with a
    reason or has asked for something, and shifts moved or cancelled.
    """
    year = asked.year
    rows = _rows(work, station_id, date(year, 1, 1), date(year, 12, 31))
    first = asked.manner.since or _beginning(work, year, rows)
    called_for, unread = occasions(work, station_id, first, date(year, 12, 31))
    wanted, gone = _matched(work, called_for, rows, first)
    people = people_of(work, station_id)
    requested = _with_requests(work, station_id)
    found = StationDraft(station_id, people, wanted, gone, unread, requested)
    for one in wanted:
        _keep(one, requested, people, anew=asked.manner.anew)
    found.slots = [_slot(one, place) for place, one in enumerate(wanted)]
    folk = plan_people(work, people, year, first, station_id)
    found.found = plan(found.slots, folk, int(setting(work, "yearly_minimum")), progress)
    return found


def notice_day(work: Work, day: date) -> date:
    """The last day on which a notice for `day` is in time."""
    if NOTICE_DAYS not in work.session.info:
        work.session.info[NOTICE_DAYS] = int(setting(work, NOTICE_DAYS))
    return notice_by(day, work.session.info[NOTICE_DAYS], calendar(work))


def _beginning(work: Work, year: int, rows: Sequence[DutyShift]) -> date:
    """A year that was never planned is planned whole, so that its table is complete; else from today.

    Its past days aren't marked as planned: nobody was asked then, and nobody is said to have stayed away.
    """
    new_year = date(year, 1, 1)
    return max(new_year, work.today) if any(row.planned for row in rows) else new_year


def _rows(work: Work, station_id: StationId, first: date, last: date) -> list[DutyShift]:
    query = (
        select(DutyShift)
        .where(DutyShift.station_id == station_id, DutyShift.held_on.between(first, last))
        .options(selectinload(DutyShift.attendances))
        .order_by(DutyShift.held_on, DutyShift.slot, DutyShift.place, DutyShift.id)
    )
    return list(work.session.scalars(query))


def _matched(
    work: Work, asked: Sequence[Occasion], rows: Sequence[DutyShift], first: date
) -> tuple[list[Wanted], list[DutyShift]]:
    """Pair the rows with what asks for them. A row that a person moved or cancelled answers for its day.

    Nothing was asked before `first`: what is on plan there stays as it is.
    """
    by_rule: dict[tuple[UUID | None, date], list[DutyShift]] = defaultdict(list)
    by_place = {(row.held_on, row.slot, row.place): row for row in rows}
    for row in rows:
        if row.rule_id is not None:
            by_rule[row.rule_id, row.meant_on or row.held_on].append(row)
    wanted, met = list[Wanted](), set[UUID]()
    for one in asked:
        mine = by_rule.get((one.rule_id, one.meant_on), []) if one.rule_id else []
        at_place = by_place.get((one.day, one.slot, one.place))
        if not mine and at_place is not None:
            mine = [at_place]
        met |= {row.id for row in mine}
        if not mine:
            wanted.append(Wanted(None, one, fixed=False))
        elif len(mine) == 1 and _is_open(work, mine[0]) and _can_go(one, mine[0], at_place):
            wanted.append(Wanted(mine[0], one, fixed=False))
        else:
            wanted += _by_hand(work, mine)
    kept, gone = _unasked(work, [row for row in rows if row.id not in met], first)
    return wanted + kept, gone


def _unasked(
    work: Work, rows: Sequence[DutyShift], first: date
) -> tuple[list[Wanted], list[DutyShift]]:
    kept, gone = list[Wanted](), list[DutyShift]()
    for row in rows:
        if row.held_on < first:
            kept += [replace(one, fixed=True) for one in _by_hand(work, [row])]
        elif _is_open(work, row) and row.rule_id is not None:
            gone.append(row)
        else:
            kept += _by_hand(work, [row])
    return kept, gone


def _can_go(one: Occasion, row: DutyShift, at_place: DutyShift | None) -> bool:
    """Whether the row may be put where the occasion is: not moved by hand, its place not taken."""
    if row.moved_why.endswith(BY_HAND_SUFFIX):
        return False
    return at_place is None or at_place is row or one.day == row.held_on


def _by_hand(work: Work, rows: Iterable[DutyShift]) -> list[Wanted]:
    ahead = (ShiftStatus.PLANNED, ShiftStatus.ANNOUNCED)
    return [
        Wanted(row, None, fixed=not _is_open(work, row))
        for row in rows
        if row.status in ahead and row.held_on >= work.today
    ]


def _is_open(work: Work, row: DutyShift) -> bool:
    """On plan, ahead and not announced yet."""
    planned = row.planned and row.status is ShiftStatus.PLANNED
    return planned and row.announced_on is None and row.held_on > work.today


def _with_requests(work: Work, station_id: StationId) -> frozenset[AttendanceId]:
    pairs = work.session.execute(
        select(DutyRequest.attendance_id, DutyRequest.other_attendance_id).where(
            DutyRequest.station_id == station_id
        )
    )
    return frozenset(key for pair in pairs for key in pair if key is not None)


def pinned(row: Attendance, requested: frozenset[AttendanceId]) -> bool:
    """Put there by a person, not by the plan."""
    return (
        not row.planned
        or bool(row.reason)
        or row.instead_of_id is not None
        or row.status is not AttendanceStatus.PLANNED
        or row.id in requested
    )


def _keep(
    one: Wanted,
    requested: frozenset[AttendanceId],
    people: dict[RepresentativeId, Person],
    *,
    anew: bool,
) -> None:
    rows = one.row.attendances if one.row else []
    stays = one.fixed or not anew
    serving = {key for key, person in people.items() if person.serving}
    one.kept = tuple(
        row.representative_id
        for row in rows
        if row.representative_id is not None
        and row.status in SITS
        and (stays or pinned(row, requested))
        and (one.fixed or row.representative_id in serving or row.representative_id not in people)
    )
    one.barred = frozenset(
        row.representative_id
        for row in rows
        if row.representative_id is not None and row.status not in SITS
    )


def _slot(one: Wanted, place: int) -> PlanSlot:
    if one.asked is not None and not one.fixed:
        slot, seats = one.asked.slot, one.asked.seats
    else:
        assert one.row is not None  # see Wanted.day
        slot, seats = one.row.slot, one.row.seats
    seats = len(one.kept) if one.fixed else max(seats, len(one.kept))
    return PlanSlot(f"{place:05d}", one.day, slot, seats, one.kept, one.barred)


def has_notice(work: Work, shift_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Which of these shifts a notice was ever made for."""
    query = select(DutyNotice.shift_id).where(DutyNotice.shift_id.in_(list(shift_ids)))
    return frozenset(work.session.scalars(query))
