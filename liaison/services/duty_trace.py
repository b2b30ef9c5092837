"""What a change of people leaves behind: a newer version of the shift, and a word in the trail for the
calendars of those who are gone from it. That a posted notice needs a correction shows by itself: what
hangs is compared with what would be printed today.
"""

from sqlalchemy.orm.attributes import flag_modified

from db.models import Attendance, DutyShift
from liaison.services import audit
from liaison.services.work import Work

UNSEAT, UNPLAN = "unseat", "unplan"


def touch(work: Work, shift: DutyShift) -> None:
    """The shift is another than before: its version rises, by which calendars and pages go."""
    if shift not in work.session.new:
        flag_modified(shift, "status")


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
