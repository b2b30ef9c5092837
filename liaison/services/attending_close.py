"""The end of a reception: held or nobody came, who stayed away; what is left open; the next day."""

from dataclasses import dataclass

from sqlalchemy import func, select

from db.models import Attendance, DutyShift, Reception, Station
from liaison.domain.attending import OpenShift
from liaison.domain.clock import day_zh
from liaison.domain.duty import SLOT_ZH, AttendanceStatus, ShiftStatus
from liaison.domain.errors import BadInput, Conflict, NotFound
from liaison.domain.ids import DutyShiftId, StationId
from liaison.domain.reception import ReceptionStatus
from liaison.services.duty_people import AHEAD
from liaison.services.work import Work

LOOK_BACK = 20
"""At most so many open ones are listed, the oldest first."""


@dataclass(frozen=True)
class Closed:
    """How a reception was closed; `reopen` takes it back."""

    shift_id: DutyShiftId
    status: ShiftStatus
    before: ShiftStatus
    visits: int
    absent: tuple[str, ...]


def close_shift(
    work: Work, shift_id: DutyShiftId, *, held: bool | None = None, version: int | None = None
) -> Closed:
    """Close a reception of today or earlier: 无人来访 counts as one held.

    `held` None: as the register says. Whoever was planned, did not come and has no leave is absent.
    BadInput: not begun yet, cancelled, or said to be without visitors though some are registered.
    """
    row = _known(work, shift_id, version)
    visits = _visits(work, shift_id)
    if held is False and visits:
        raise BadInput("shift_has_visits", visits=visits)
    before = row.status
    row.status = ShiftStatus.HELD if held or visits else ShiftStatus.NOBODY_CAME
    absent = []
    for one in row.attendances:
        if one.status is AttendanceStatus.PLANNED:
            one.status = AttendanceStatus.ABSENT
            absent.append(one.name)
    work.session.flush()
    return Closed(shift_id, row.status, before, visits, tuple(absent))


def reopen(work: Work, closed: Closed) -> None:
    """Take the closing back. Conflict: something has happened since."""
    row = work.session.get(DutyShift, closed.shift_id)
    if row is None or row.status is not closed.status:
        raise Conflict
    row.status = closed.before
    for one in row.attendances:
        if one.status is AttendanceStatus.ABSENT and one.name in closed.absent:
            one.status = AttendanceStatus.PLANNED
    work.session.flush()


def unclosed(work: Work, station_id: StationId | None = None) -> tuple[OpenShift, ...]:
    """Past receptions of the plan that nobody has closed: they count nowhere until then."""
    waiting = (
        select(func.count())
        .where(
            Attendance.shift_id == DutyShift.id,
            Attendance.status == AttendanceStatus.PLANNED,
        )
        .correlate(DutyShift)
        .scalar_subquery()
    )
    query = (
        select(DutyShift.id, DutyShift.held_on, DutyShift.slot, Station.name, waiting)
        .join(Station, Station.id == DutyShift.station_id)
        .where(DutyShift.planned, DutyShift.status.in_(AHEAD), DutyShift.held_on < work.today)
        .order_by(DutyShift.held_on, DutyShift.id)
        .limit(LOOK_BACK)
    )
    if station_id is not None:
        query = query.where(DutyShift.station_id == station_id)
    return tuple(OpenShift(*row) for row in work.session.execute(query))


def _known(work: Work, key: DutyShiftId, version: int | None) -> DutyShift:
    row = work.session.get(DutyShift, key)
    if row is None:
        raise NotFound("shift_not_found")
    if version is not None and row.version != version:
        raise Conflict
    if row.held_on > work.today:
        raise BadInput("shift_not_begun", day=day_zh(row.held_on), slot=SLOT_ZH[row.slot])
    if row.status is ShiftStatus.CANCELLED:
        raise BadInput("shift_is_cancelled", slot=SLOT_ZH[row.slot], reason=row.cancel_reason)
    return row


def _visits(work: Work, key: DutyShiftId) -> int:
    query = (
        select(func.count())
        .select_from(Reception)
        .where(Reception.shift_id == key, Reception.status == ReceptionStatus.RECORDED)
    )
    return work.session.scalar(query) or 0
