"""Who could come instead: free that day, fewest duties first, then of the same group or level."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.models import Attendance, DutyShift
from liaison.domain.duty import ShiftStatus
from liaison.domain.errors import NotFound
from liaison.domain.ids import AttendanceId, RepresentativeId
from liaison.domain.representative import SeatLevel
from liaison.services.duty_balance import balance
from liaison.services.duty_checks import SITS
from liaison.services.duty_people import people_of
from liaison.services.work import Work


@dataclass(frozen=True)
class Substitute:
    """`duties` of the year, held and planned; `nearest_on`: the duty closest to that day."""

    id: RepresentativeId
    name: str
    levels: tuple[SeatLevel, ...]
    group: str
    duties: int
    same_group: bool
    same_level: bool
    nearest_on: date | None


def substitutes(work: Work, attendance_id: AttendanceId) -> tuple[Substitute, ...]:
    """The station's people who serve and are free that day, best first. NotFound: no such duty."""
    row = work.session.get(Attendance, attendance_id)
    if row is None:
        raise NotFound("duty_not_found")
    shift = work.session.get_one(DutyShift, row.shift_id)
    people = people_of(work, shift.station_id)
    mine = people.get(row.representative_id) if row.representative_id else None
    duties = {
        one.id: one.held + one.planned
        for one in balance(work, shift.held_on.year, shift.station_id)
    }
    days = _days(work, list(people), shift)
    named = {one.representative_id for one in shift.attendances}
    found = [
        Substitute(
            one.id,
            one.label,
            one.levels,
            one.group,
            duties[one.id],
            bool(mine and one.group and one.group == mine.group),
            bool(mine and one.levels[:1] == mine.levels[:1]),
            _nearest(days.get(one.id, []), shift.held_on),
        )
        for one in people.values()
        if one.serving and one.id not in named and shift.held_on not in days.get(one.id, [])
    ]
    return tuple(
        sorted(found, key=lambda one: (one.duties, not one.same_group, not one.same_level))
    )


def _days(
    work: Work, keys: list[RepresentativeId], shift: DutyShift
) -> dict[RepresentativeId, list[date]]:
    year = shift.held_on.year
    query = (
        select(Attendance.representative_id, DutyShift.held_on)
        .join(DutyShift, DutyShift.id == Attendance.shift_id)
        .where(
            Attendance.representative_id.in_(keys),
            Attendance.status.in_(SITS),
            DutyShift.status != ShiftStatus.CANCELLED,
            DutyShift.held_on.between(date(year, 1, 1), date(year, 12, 31)),
        )
    )
    found: dict[RepresentativeId, list[date]] = {}
    for key, day in work.session.execute(query):
        if key is not None:
            found.setdefault(key, []).append(day)
    return found


def _nearest(days: list[date], to: date) -> date | None:
    return min(days, key=lambda day: abs((day - to).days), default=None)
