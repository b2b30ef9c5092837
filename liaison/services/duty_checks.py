"""What no change of a duty may do, each with its sentence: double duty, past days, people who don't serve."""

from datetime import date

from sqlalchemy import select

from db.models import Attendance, DutyShift, Representative, Station
from liaison.domain.clock import day_zh
from liaison.domain.duty import ATTENDANCE_STATUS_ZH, SLOT_ZH, AttendanceStatus, ShiftStatus, Slot
from liaison.domain.errors import BadInput, Conflict, NotFound
from liaison.domain.ids import AttendanceId, DutyShiftId, RepresentativeId, StationId
from liaison.domain.representative import REPRESENTATIVE_STATUS_ZH, RepresentativeStatus
from liaison.services.duty_people import AHEAD
from liaison.services.work import Work

SITS = (AttendanceStatus.PLANNED, AttendanceStatus.PRESENT, AttendanceStatus.LATE)


def hold_people(work: Work, *keys: RepresentativeId) -> None:
    """Until the end of this piece of work nobody else puts these people on duty (PostgreSQL; SQLite
    has one writer anyway). Always in the same order, so that two swaps never wait for each other.
    """
    query = select(Representative.id).where(Representative.id.in_(keys))
    work.session.execute(query.order_by(Representative.id).with_for_update())


def hold_stations(work: Work, *keys: StationId) -> None:
    """The same for the receptions of stations."""
    query = select(Station.id).where(Station.id.in_(keys))
    work.session.execute(query.order_by(Station.id).with_for_update())


def open_shift(work: Work, key: DutyShiftId, version: int | None = None) -> DutyShift:
    """A shift whose people can still change: today or ahead, not held, not cancelled.

    NotFound, Conflict (changed since `version`), BadInput `duty_over`.
    """
    row = work.session.get(DutyShift, key)
    if row is None:
        raise NotFound("shift_not_found")
    if version is not None and row.version != version:
        raise Conflict
    if row.status not in AHEAD or row.held_on < work.today:
        raise BadInput("duty_over", day=day_zh(row.held_on), slot=SLOT_ZH[row.slot])
    return row


def waiting_duty(
    work: Work, key: AttendanceId, version: int | None = None
) -> tuple[Attendance, DutyShift]:
    """A duty that is still to be done, with its shift. BadInput `duty_not_waiting`: on leave, came …"""
    row = work.session.get(Attendance, key)
    if row is None:
        raise NotFound("duty_not_found")
    if version is not None and row.version != version:
        raise Conflict
    shift = open_shift(work, row.shift_id)
    if row.status is not AttendanceStatus.PLANNED:
        status = ATTENDANCE_STATUS_ZH[row.status]
        raise BadInput(
            "duty_not_waiting", name=name_of(work, row), day=day_zh(shift.held_on), status=status
        )
    return row, shift


def name_of(work: Work, row: Attendance) -> str:
    if row.representative_id is None:
        return row.name
    return work.session.get_one(Representative, row.representative_id).name


def serving(work: Work, key: RepresentativeId) -> Representative:
    """Somebody who can be put on duty. NotFound; BadInput `duty_not_serving`."""
    row = work.session.get(Representative, key)
    if row is None:
        raise NotFound("representative_not_found")
    if row.status is not RepresentativeStatus.SERVING:
        status = REPRESENTATIVE_STATUS_ZH[row.status]
        raise BadInput("duty_not_serving", name=row.name, status=status)
    return row


def free_for(work: Work, person: Representative, shift: DutyShift, *, but: AttendanceId) -> None:
    """BadInput `duty_twice`: at this shift already, or elsewhere on the same day and slot.

    `but` is the duty that the person gives for it.
    """
    hold_people(work, RepresentativeId(person.id))
    query = (
        select(Station.name)
        .join(DutyShift, DutyShift.station_id == Station.id)
        .join(Attendance, Attendance.shift_id == DutyShift.id)
        .where(
            Attendance.representative_id == person.id,
            Attendance.id != but,
            Attendance.status.in_(SITS),
            DutyShift.held_on == shift.held_on,
            DutyShift.slot == shift.slot,
            DutyShift.status != ShiftStatus.CANCELLED,
        )
    )
    station = work.session.scalars(query.limit(1)).first()
    if station is not None:
        raise BadInput(
            "duty_twice",
            name=person.name,
            day=day_zh(shift.held_on),
            slot=SLOT_ZH[shift.slot],
            station=station,
        )


def free_place(
    work: Work, station_id: StationId, day: date, slot: Slot, place: str
) -> DutyShift | None:
    """The cancelled shift that has this place, if any. BadInput: the day is past, or it is taken."""
    if day < work.today:
        raise BadInput("shift_in_past", day=day_zh(day))
    hold_stations(work, station_id)
    row = work.session.scalars(
        select(DutyShift).where(
            DutyShift.station_id == station_id,
            DutyShift.held_on == day,
            DutyShift.slot == slot,
            DutyShift.place == place,
        )
    ).first()
    if row is not None and row.status is not ShiftStatus.CANCELLED:
        station = work.session.get_one(Station, station_id).name
        raise BadInput("shift_place_taken", station=station, day=day_zh(day), slot=SLOT_ZH[slot])
    return row
