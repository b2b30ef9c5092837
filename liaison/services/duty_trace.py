"""What a change of people leaves behind: a newer version of the shift, a correction that is due, and a
word in the trail for the calendars of those who are gone from it.
"""

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from db.models import Attendance, DutyNotice, DutyShift
from liaison.services import audit
from liaison.services.work import Work

UNSEAT, UNPLAN = "unseat", "unplan"


def touch(work: Work, shift: DutyShift) -> None:
    """The shift is another than before: its version rises (calendars go by it, and so does a page that
    shows it), and where its notice hangs a correction is due.
    """
    if shift in work.session.new:
        return
    flag_modified(shift, "status")
    if shift.announced_on is not None:
        _correction_due(work, shift)


def unseated(work: Work, shift: DutyShift, row: Attendance) -> None:
    """Somebody's duty goes without leaving a row: the calendar files they have must drop it."""
    if row.representative_id is None or shift in work.session.new:
        return
    audit.note(
        work,
        UNSEAT,
        "attendance",
        row.id,
        shift.station_id,
        representative=str(row.representative_id),
        **_shift(shift),
    )


def unplanned(work: Work, shift: DutyShift) -> None:
    """A reception goes that was never announced: the station's calendar files must drop it."""
    audit.note(work, UNPLAN, "duty_shift", shift.id, shift.station_id, **_shift(shift))


def _shift(shift: DutyShift) -> dict[str, str | int]:
    return {
        "shift": str(shift.id),
        "day": shift.held_on.isoformat(),
        "slot": shift.slot.value,
        "sequence": shift.version,
    }


def _correction_due(work: Work, shift: DutyShift) -> None:
    """An edition without text waits to be printed; one that waits already is enough."""
    query = select(func.max(DutyNotice.edition)).where(DutyNotice.shift_id == shift.id)
    waits = select(DutyNotice.id).where(
        DutyNotice.shift_id == shift.id, DutyNotice.edition > 1, DutyNotice.posted_on.is_(None)
    )
    if work.session.scalars(waits.limit(1)).first() is not None:
        return
    work.session.add(
        DutyNotice(
            station_id=shift.station_id,
            shift_id=shift.id,
            edition=(work.session.scalar(query) or 1) + 1,
            text="",
            notice_by=max(work.today, shift.notice_by or work.today),
            printed_on=work.today,
            actor=work.actor,
        )
    )
