"""The slot in which a reception takes place, and who sat there."""

from sqlalchemy import func, select

from db.models import Attendance, DutyShift, OfficialVisit, Reception, Representative
from liaison.domain.duty import CAME, AttendanceStatus, ShiftStatus
from liaison.domain.ids import DutyShiftId
from liaison.domain.reception import AWAY, WITHOUT_SHIFT, ReceptionStatus
from liaison.services.reception_form import ReceptionForm
from liaison.services.work import Work


def held_shift(work: Work, form: ReceptionForm) -> DutyShift | None:
    """The shift of the form's station, date, slot and place, opened if need be.

    None for a walk-in whom no representative received, and for telephone, letter and code:
    they count for nobody's attendance.
    """
    if not form.representatives or form.channel in WITHOUT_SHIFT:
        return None
    place = form.place.strip() if form.channel in AWAY else ""
    shift = work.session.scalar(
        select(DutyShift).where(
            DutyShift.station_id == form.station_id,
            DutyShift.held_on == form.received_on,
            DutyShift.slot == form.in_slot,
            DutyShift.place == place,
        )
    )
    if shift is None:
        shift = DutyShift(
            station_id=form.station_id,
            held_on=form.received_on,
            slot=form.in_slot,
            channel=form.channel,
            place=place,
            planned=False,
            attendances=[],
        )
        work.session.add(shift)
    shift.status = ShiftStatus.HELD
    _attend(work, shift, form)
    work.session.flush()  # the reception and the officials name it
    return shift


def _attend(work: Work, shift: DutyShift, form: ReceptionForm) -> None:
    known = {row.representative_id: row for row in shift.attendances}
    new = [key for key in form.representatives if key not in known]
    query = select(Representative.id, Representative.name).where(Representative.id.in_(new))
    names = {key: name for key, name in work.session.execute(query)}  # noqa: C416 - Rows, not pairs
    for key in form.representatives:
        if key not in known:
            shift.attendances.append(
                Attendance(
                    station_id=form.station_id,
                    representative_id=key,
                    name=names[key],
                    position=len(shift.attendances),
                    status=AttendanceStatus.PRESENT,
                )
            )
        elif known[key].status not in CAME:
            known[key].status = AttendanceStatus.PRESENT


def listen(work: Work, shift: DutyShift | None, reception: Reception, form: ReceptionForm) -> None:
    """Record the officials of this reception: each once a shift, however many visitors came."""
    known = set[tuple[str, str]]()
    if shift is not None:
        rows = work.session.execute(
            select(OfficialVisit.unit_name, OfficialVisit.name).where(
                OfficialVisit.shift_id == shift.id
            )
        )
        known = {(unit, name) for unit, name in rows}
    for official in form.officials:
        if (official.unit, official.name) not in known:
            reception.officials.append(
                OfficialVisit(
                    station_id=form.station_id,
                    shift_id=shift.id if shift else None,
                    visited_on=form.received_on,
                    unit_name=official.unit,
                    name=official.name,
                    post=official.post,
                )
            )


def let_go(work: Work, shift_id: DutyShiftId | None, why: str) -> None:
    """A shift that only a voided reception had opened did not take place."""
    if shift_id is None:
        return
    shift = work.session.get_one(DutyShift, shift_id)
    others = work.session.scalar(
        select(func.count())
        .select_from(Reception)
        .where(Reception.shift_id == shift_id, Reception.status == ReceptionStatus.RECORDED)
    )
    if not shift.planned and not others:
        shift.status = ShiftStatus.CANCELLED
        shift.cancel_reason = why
