"""The year plan: worked out for one station or all of them, looked at, or written in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import exists, select

from db.models import DutyRule
from liaison.domain.duty import ShiftStatus, Slot
from liaison.domain.duty_plan import ShortWhy
from liaison.domain.errors import BadInput
from liaison.domain.ids import DutyShiftId, RepresentativeId, StationId
from liaison.domain.progress import Progress, silent
from liaison.services.calendar import calendar
from liaison.services.duty_checks import hold_stations
from liaison.services.duty_draft import (
    ANEW,
    Asked,
    Manner,
    StationDraft,
    Wanted,
    draft,
    notice_day,
)
from liaison.services.duty_writing import Written, write_draft
from liaison.services.station_list import StationRow, stations
from liaison.services.work import Work

FURTHEST = 2
"""Years ahead that can be planned."""


@dataclass(frozen=True)
class PlannedSeat:
    id: RepresentativeId
    name: str
    """As it is told apart from a namesake's."""


@dataclass(frozen=True)
class PlannedShift:
    """A reception of the plan. `id` is None while it is only looked at; `fixed` ones don't change."""

    id: DutyShiftId | None
    station_id: StationId
    station: str
    day: date
    slot: Slot
    starts: time | None
    ends: time | None
    place: str
    meant_on: date
    moved_why: str
    seats: int
    notice_by: date
    status: ShiftStatus
    fixed: bool
    representatives: tuple[PlannedSeat, ...]


@dataclass(frozen=True)
class ShortPerson:
    """Somebody who won't meet the minimum by this plan."""

    id: RepresentativeId
    name: str
    duties: int
    short: int
    why: ShortWhy


@dataclass(frozen=True)
class StationOutcome:
    """One station's year. `least` and `most` duties of anybody who serves, held ones with them."""

    station_id: StationId
    station: str
    shifts: int
    people: int
    least: int
    most: int
    empty_seats: int
    short: tuple[ShortPerson, ...]
    seats_wanted: int
    """Seats a reception with which everybody would meet the minimum; 0: they do, or it wouldn't help."""
    unread: tuple[str, ...]
    """Rules whose words aren't understood."""
    has_rules: bool


@dataclass(frozen=True)
class PlanOutcome:
    """`guessed`: the year's holidays aren't known yet, its days go by the weekends."""

    year: int
    guessed: bool
    minimum: int
    shifts: tuple[PlannedShift, ...]
    stations: tuple[StationOutcome, ...]
    written: Written


def plan_year(
    work: Work,
    year: int,
    station_id: StationId | None = None,
    progress: Progress = silent,
    manner: Manner = ANEW,
) -> PlanOutcome:
    """Plan the year and write it: a year never planned before as a whole, else what is left of it.

    What is past, announced or arranged by hand stays. BadInput: the year is over, or too far ahead.
    """
    hold_stations(work, *(row.id for row in stations(work) if station_id in (None, row.id)))
    drafts = _drafts(work, Asked(year, manner), station_id, progress)
    written = Written()
    for one in drafts:
        written += write_draft(work, one)
    return _outcome(work, year, drafts, written)


def preview(
    work: Work,
    year: int,
    station_id: StationId | None = None,
    progress: Progress = silent,
    manner: Manner = ANEW,
) -> PlanOutcome:
    """The same without writing anything."""
    drafts = _drafts(work, Asked(year, manner), station_id, progress)
    return _outcome(work, year, drafts, Written())


def _drafts(
    work: Work, asked: Asked, station_id: StationId | None, progress: Progress
) -> list[StationDraft]:
    year = asked.year
    if not work.today.year <= year <= work.today.year + FURTHEST:
        last = work.today.year + FURTHEST
        raise BadInput("plan_year_out_of_range", year=year, first=work.today.year, last=last)
    chosen = [row.id for row in stations(work) if station_id in (None, row.id)]
    found = []
    for place, key in enumerate(chosen):
        step = _part(progress, place, len(chosen))
        found.append(draft(work, key, asked, step))
    progress(len(chosen), len(chosen))
    return found


def _part(progress: Progress, place: int, of: int) -> Progress:
    """Progress within one station: the whole is counted in stations; stopping works at each slot."""

    def step(_done: int, _total: int) -> None:
        progress(place, of)

    return step


def _outcome(
    work: Work, year: int, drafts: Iterable[StationDraft], written: Written
) -> PlanOutcome:
    from liaison.services.settings import setting

    named = {row.id: row for row in stations(work)}
    drafts = list(drafts)
    shifts = [one for plan in drafts for one in _shifts(work, plan, named[plan.station_id])]
    order = {key: place for place, key in enumerate(named)}
    shifts.sort(key=lambda one: (one.day, list(Slot).index(one.slot), order[one.station_id]))
    return PlanOutcome(
        year,
        year not in calendar(work).years,
        int(setting(work, "yearly_minimum")),
        tuple(shifts),
        tuple(_of_station(work, plan, named[plan.station_id]) for plan in drafts),
        written,
    )


def _of_station(work: Work, plan: StationDraft, station: StationRow) -> StationOutcome:
    assert plan.found is not None  # a draft is made with its plan
    serving = [key for key, one in plan.people.items() if one.serving]
    loads = [plan.found.duties[key] for key in serving]
    has_rules = select(exists().where(DutyRule.station_id == plan.station_id))
    return StationOutcome(
        plan.station_id,
        station.name,
        len(plan.wanted),
        len(serving),
        min(loads, default=0),
        max(loads, default=0),
        sum(plan.found.empty_seats.values()),
        tuple(
            ShortPerson(one.person, plan.people[one.person].label, one.duties, one.short, one.why)
            for one in plan.found.shortfalls
        ),
        plan.found.seats_wanted,
        tuple(one.text for one in plan.unread),
        bool(work.session.scalar(has_rules)),
    )


def _shifts(work: Work, plan: StationDraft, station: StationRow) -> Iterable[PlannedShift]:
    assert plan.found is not None  # as above
    for one, slot in zip(plan.wanted, plan.slots, strict=True):
        keys = (*one.kept, *plan.found.seated[slot.key])
        yield _shift(work, one, station, _named(work, plan, keys), slot.seats)


def _named(
    work: Work, plan: StationDraft, keys: Iterable[RepresentativeId]
) -> tuple[PlannedSeat, ...]:
    from liaison.services.representatives import known

    return tuple(
        PlannedSeat(key, plan.people[key].label if key in plan.people else known(work, key).name)
        for key in keys
    )


def _shift(
    work: Work, one: Wanted, station: StationRow, seated: tuple[PlannedSeat, ...], seats: int
) -> PlannedShift:
    row, asked = one.row, None if one.fixed else one.asked
    source = asked or row
    assert source is not None  # see Wanted.day
    meant = asked.meant_on if asked else (row.meant_on if row else None) or one.day
    return PlannedShift(
        DutyShiftId(row.id) if row else None,
        station.id,
        station.name,
        one.day,
        source.slot,
        source.starts,
        source.ends,
        source.place,
        meant,
        asked.why if asked else row.moved_why if row else "",
        seats,
        (row.notice_by if row and one.fixed else None) or notice_day(work, one.day),
        row.status if row else ShiftStatus.PLANNED,
        one.fixed,
        seated,
    )
