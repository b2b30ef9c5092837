"""Changes of whole receptions: another day, cancelled, one more; and which day could come next."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from db.models import Attendance, DutyRule, DutyShift
from liaison.domain.duty import AttendanceStatus, ShiftStatus, Slot, slot_of
from liaison.domain.duty_rules import HolidayShift, read_rule
from liaison.domain.errors import BadInput, InvalidForm, NotFound, Problem
from liaison.domain.ids import ActivityId, AttendanceId, DutyShiftId, RepresentativeId, StationId
from liaison.domain.reception import Channel
from liaison.domain.text import clean_line
from liaison.services.calendar import calendar
from liaison.services.duty_changes import (
    MOST_REASON,
    Changed,
    add_person,
    is_announced,
    reason_problems,
)
from liaison.services.duty_checks import SITS, free_for, free_place, open_shift, serving
from liaison.services.duty_draft import BY_HAND_SUFFIX, notice_day
from liaison.services.duty_occasions import occasions
from liaison.services.duty_trace import touch
from liaison.services.work import Work

AHEAD_DAYS = 60
MOST_DATES = 5
MOST_SEATS = 30
ONE = timedelta(days=1)


@dataclass(frozen=True)
class MoveForm:
    """Another day or slot for a shift, and why. `slot` None: as it was."""

    shift_id: DutyShiftId
    day: date
    reason: str
    slot: Slot | None = None
    version: int | None = None

    def problems(self) -> tuple[Problem, ...]:
        return reason_problems(self.reason)


@dataclass(frozen=True)
class CancelForm:
    shift_id: DutyShiftId
    reason: str
    version: int | None = None

    def problems(self) -> tuple[Problem, ...]:
        return reason_problems(self.reason)


@dataclass(frozen=True)
class ShiftForm:
    """A reception beyond the rules. `place` is empty at the station itself."""

    station_id: StationId
    day: date
    slot: Slot = Slot.MORNING
    starts: time | None = None
    ends: time | None = None
    channel: Channel = Channel.ON_SITE
    place: str = ""
    theme: str = ""
    seats: int = 3
    representatives: tuple[RepresentativeId, ...] = ()
    activity_id: ActivityId | None = None
    reason: str = ""

    def problems(self) -> tuple[Problem, ...]:
        found = []
        if self.starts and self.ends and self.ends <= self.starts:
            found.append(Problem("ended", "before_start"))
        if not 0 <= self.seats <= MOST_SEATS:
            found.append(Problem("seats", "out_of_range", {"least": 0, "most": MOST_SEATS}))
        found += [
            Problem(field, "too_long", {"most": MOST_REASON})
            for field in ("place", "theme", "reason")
            if len(getattr(self, field)) > MOST_REASON
        ]
        return tuple(found)


@dataclass(frozen=True)
class Moved:
    """`shift_id` of the shift as it now stands. `over_month`: it counts in another month now."""

    shift_id: DutyShiftId
    changed: Changed
    over_month: bool
    freed: tuple[RepresentativeId, ...]
    """Who can't on the new day, being on duty elsewhere."""


@dataclass(frozen=True)
class NextDate:
    """A day that a reception could be held on instead."""

    day: date
    slot: Slot
    by_rule: bool
    """What the rule itself does when its day is a holiday."""


def move_shift(work: Work, form: MoveForm) -> Moved:
    """Hold a shift on another day. One that is announced is cancelled there, with the reason."""
    if problems := form.problems():
        raise InvalidForm(problems)
    row = open_shift(work, form.shift_id, form.version)
    slot = form.slot or row.slot
    if (form.day, slot) == (row.held_on, row.slot):
        raise BadInput("shift_not_moved")
    there = free_place(work, row.station_id, form.day, slot, row.place)
    over_month = (row.held_on.year, row.held_on.month) != (form.day.year, form.day.month)
    announced = is_announced(row)
    if announced or there is not None:
        row = _moved_to_other(work, row, there, form, slot)
    else:
        _put(work, row, form, slot)
    freed = _free_double(work, row)
    work.session.flush()
    keys = (form.shift_id, DutyShiftId(row.id)) if announced else (DutyShiftId(row.id),)
    changed = Changed(keys, (form.shift_id,) if announced else ())
    return Moved(DutyShiftId(row.id), changed, over_month, freed)


def cancel_shift(work: Work, form: CancelForm) -> Changed:
    """It isn't held; who was planned stays written."""
    if problems := form.problems():
        raise InvalidForm(problems)
    row = open_shift(work, form.shift_id, form.version)
    row.status, row.cancel_reason = ShiftStatus.CANCELLED, clean_line(form.reason)
    touch(work, row)
    work.session.flush()
    keys = (form.shift_id,)
    return Changed(keys, keys if is_announced(row) else ())


def add_shift(work: Work, form: ShiftForm) -> DutyShiftId:
    """One reception more, by hand; planning fills its empty seats. InvalidForm, BadInput."""
    if problems := form.problems():
        raise InvalidForm(problems)
    slot = slot_of(form.starts) if form.starts else form.slot
    place = clean_line(form.place)
    row = free_place(work, form.station_id, form.day, slot, place)
    if row is None:
        row = DutyShift(
            station_id=form.station_id,
            held_on=form.day,
            slot=slot,
            place=place,
            planned=True,
            attendances=[],
        )
        work.session.add(row)
    row.status, row.cancel_reason, row.planned = ShiftStatus.PLANNED, "", True
    row.starts, row.ends, row.channel = form.starts, form.ends, form.channel
    row.theme, row.seats, row.activity_id = clean_line(form.theme), form.seats, form.activity_id
    row.notice_by = notice_day(work, form.day)
    work.session.flush()
    key = DutyShiftId(row.id)
    for one in form.representatives:
        add_person(work, key, one, form.reason)
    return key


def next_dates(work: Work, shift_id: DutyShiftId) -> tuple[NextDate, ...]:
    """Days on which a shift that can't be held could be held instead, best first.

    Workdays without a reception of the station in that slot. First what its rule does with a holiday
    (the next workday, or a week later), then the other of the two, then further workdays.
    """
    row = work.session.get(DutyShift, shift_id)
    if row is None:
        raise NotFound("shift_not_found")
    first = max(row.held_on, work.today) + ONE
    last = first + timedelta(days=AHEAD_DAYS)
    taken = {one.day for one in occasions(work, row.station_id, first, last)[0]}
    free = [
        day
        for day in (first + timedelta(days=n) for n in range(AHEAD_DAYS))
        if calendar(work).is_workday(day) and day not in taken and _is_free(work, row, day)
    ]
    weekly = [day for day in free if day.weekday() == row.held_on.weekday()]
    ordered = [*weekly[:1], *free] if _a_week_later(work, row) else [*free[:1], *weekly[:1], *free]
    days = tuple(dict.fromkeys(ordered))[:MOST_DATES]
    return tuple(NextDate(day, row.slot, by_rule=n == 0) for n, day in enumerate(days))


def _a_week_later(work: Work, row: DutyShift) -> bool:
    rule = work.session.get(DutyRule, row.rule_id) if row.rule_id else None
    if rule is None:
        return False
    try:
        return read_rule(rule.text).shift is HolidayShift.NEXT_WEEK
    except BadInput:
        return False


def _is_free(work: Work, row: DutyShift, day: date) -> bool:
    try:
        free_place(work, row.station_id, day, row.slot, row.place)
    except BadInput:
        return False
    return True


def _put(work: Work, row: DutyShift, form: MoveForm, slot: Slot) -> None:
    row.meant_on = row.meant_on or row.held_on
    row.held_on = form.day
    if slot is not row.slot:
        row.slot, row.starts, row.ends = slot, None, None
    row.moved_why = f"{clean_line(form.reason)}{BY_HAND_SUFFIX}"
    row.notice_by = notice_day(work, form.day)


def _moved_to_other(
    work: Work, row: DutyShift, there: DutyShift | None, form: MoveForm, slot: Slot
) -> DutyShift:
    """A row of its own at the new place, the old one cancelled; a cancelled one there comes back."""
    new = there or DutyShift(station_id=row.station_id, place=row.place, attendances=[])
    new.held_on, new.slot, new.status, new.planned = row.held_on, row.slot, row.status, row.planned
    new.status, new.cancel_reason, new.announced_on = ShiftStatus.PLANNED, "", None
    new.starts, new.ends, new.seats = row.starts, row.ends, row.seats
    new.channel, new.theme, new.activity_id = row.channel, row.theme, row.activity_id
    new.rule_id, new.meant_on = row.rule_id, row.meant_on or row.held_on
    _put(work, new, form, slot)
    if there is None:
        work.session.add(new)
    _take_people(new, row)
    row.status = ShiftStatus.CANCELLED
    row.cancel_reason = clean_line(form.reason)
    touch(work, row)
    return new


def _take_people(new: DutyShift, row: DutyShift) -> None:
    known = {one.representative_id: one for one in new.attendances}
    for one in row.attendances:
        if one.status not in SITS:
            continue
        if one.representative_id in known:
            known[one.representative_id].status = AttendanceStatus.PLANNED
            continue
        new.attendances.append(
            Attendance(
                station_id=new.station_id,
                representative_id=one.representative_id,
                name=one.name,
                position=len(new.attendances),
                status=AttendanceStatus.PLANNED,
                planned=True,
                reason=one.reason,
            )
        )


def _free_double(work: Work, row: DutyShift) -> tuple[RepresentativeId, ...]:
    """Whoever is on duty elsewhere on the new day and slot can't come along."""
    work.session.flush()
    freed = []
    for one in list(row.attendances):
        if one.representative_id is None or one.status is not AttendanceStatus.PLANNED:
            continue
        try:
            free_for(work, serving(work, one.representative_id), row, but=AttendanceId(one.id))
        except BadInput:
            freed.append(one.representative_id)
            one.status, one.reason = AttendanceStatus.LEAVE, "改期后当天另有安排"
    return tuple(freed)
