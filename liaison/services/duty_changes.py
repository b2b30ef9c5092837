"""Changes of people: swap, leave and substitute, somebody more or less.

Before a shift's notice hangs, a swap simply exchanges. Afterwards planned, actual and why stay apart:
who was announced keeps the row, on leave with the reason; who comes has a row of their own.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from db.models import Attendance, DutyRequest, DutyShift
from liaison.domain.clock import day_zh
from liaison.domain.duty import SLOT_ZH, AttendanceStatus, RequestStatus
from liaison.domain.errors import BadInput, InvalidForm, Problem
from liaison.domain.ids import AttendanceId, DutyShiftId, RepresentativeId
from liaison.domain.text import clean_line
from liaison.services.duty_checks import (
    free_for,
    hold_people,
    name_of,
    open_shift,
    serving,
    waiting_duty,
)
from liaison.services.duty_people import AHEAD
from liaison.services.duty_trace import touch, unseated
from liaison.services.work import Work

MOST_REASON = 200
SWAPPED_ZH = "换班"
BY_HAND_ZH = "人工安排"
NOBODY = AttendanceId(UUID(int=0))


@dataclass(frozen=True)
class Changed:
    """Which shifts changed. `correct`: those whose notice hangs already and needs a correction."""

    shifts: tuple[DutyShiftId, ...]
    correct: tuple[DutyShiftId, ...] = ()


@dataclass(frozen=True)
class SwapForm:
    """Two people's duties to be exchanged; versions as the page saw them."""

    attendance_id: AttendanceId
    other_attendance_id: AttendanceId
    reason: str = ""
    version: int | None = None
    other_version: int | None = None


@dataclass(frozen=True)
class LeaveForm:
    attendance_id: AttendanceId
    reason: str
    substitute_id: RepresentativeId | None = None
    version: int | None = None

    def problems(self) -> tuple[Problem, ...]:
        return reason_problems(self.reason)


def swap(work: Work, form: SwapForm) -> Changed:
    """Exchange two duties of one station in one step. BadInput: see `may_swap`."""
    mine, shift, theirs, other_shift = may_swap(work, form)
    a, b = _known(mine), _known(theirs)
    why = clean_line(form.reason) or SWAPPED_ZH
    _replace(work, mine, shift, b, why)
    _replace(work, theirs, other_shift, a, why)
    return _done(work, shift, other_shift)


def may_swap(work: Work, form: SwapForm) -> tuple[Attendance, DutyShift, Attendance, DutyShift]:
    """The two duties with their shifts. BadInput says what stands against exchanging them."""
    mine, shift = waiting_duty(work, form.attendance_id, form.version)
    theirs, other_shift = waiting_duty(work, form.other_attendance_id, form.other_version)
    _must_differ(work, mine, theirs)
    hold_people(work, _known(mine), _known(theirs))
    a, b = serving(work, _known(mine)), serving(work, _known(theirs))
    free_for(work, a, other_shift, but=AttendanceId(mine.id))
    free_for(work, b, shift, but=AttendanceId(theirs.id))
    return mine, shift, theirs, other_shift


def leave(work: Work, form: LeaveForm) -> Changed:
    """Leave with its reason, and who comes instead. InvalidForm: no reason."""
    if problems := form.problems():
        raise InvalidForm(problems)
    row, shift = waiting_duty(work, form.attendance_id, form.version)
    row.status, row.reason = AttendanceStatus.LEAVE, clean_line(form.reason)
    if form.substitute_id is not None:
        _instead(work, row, shift, form.substitute_id, "")
    return _done(work, shift)


def substitute(work: Work, attendance_id: AttendanceId, key: RepresentativeId) -> Changed:
    """Name later who comes instead of somebody on leave. BadInput: not on leave, or named already."""
    row = work.session.get(Attendance, attendance_id)
    if row is None or row.status is not AttendanceStatus.LEAVE:
        raise BadInput("duty_not_on_leave")
    shift = open_shift(work, row.shift_id)
    for one in shift.attendances:
        if one.instead_of_id == row.representative_id and one.status is AttendanceStatus.PLANNED:
            raise BadInput("substitute_there", name=name_of(work, one))
    _instead(work, row, shift, key, "")
    return _done(work, shift)


def add_person(
    work: Work, shift_id: DutyShiftId, key: RepresentativeId, reason: str = ""
) -> Changed:
    """One more at a shift; planning again leaves them there."""
    shift = open_shift(work, shift_id)
    person = serving(work, key)
    free_for(work, person, shift, but=NOBODY)
    why = clean_line(reason) or BY_HAND_ZH
    if not _comes_after_all(shift, key, why):
        shift.attendances.append(_attendance(shift, key, person.name, why, planned=True))
    return _done(work, shift)


def remove_person(
    work: Work, attendance_id: AttendanceId, reason: str = "", version: int | None = None
) -> Changed:
    """Take somebody off. Once announced it is a leave, with a reason; before that the row goes."""
    row, shift = waiting_duty(work, attendance_id, version)
    if is_announced(shift) or _is_asked_about(work, attendance_id):
        return leave(work, LeaveForm(attendance_id, reason))
    _drop(work, shift, row)
    return _done(work, shift)


def free_duties(work: Work, key: RepresentativeId, why: str) -> tuple[str, ...]:
    """Free every duty ahead of somebody who no longer serves; the days, for whoever is to be told.

    What is announced becomes a leave with the reason, the rest goes; their open requests are withdrawn.
    """
    rows = work.session.execute(
        select(Attendance, DutyShift)
        .join(DutyShift, DutyShift.id == Attendance.shift_id)
        .where(
            Attendance.representative_id == key,
            Attendance.status == AttendanceStatus.PLANNED,
            DutyShift.status.in_(AHEAD),
            DutyShift.held_on >= work.today,
        )
        .order_by(DutyShift.held_on)
    ).all()
    for row, shift in rows:
        if is_announced(shift) or _is_asked_about(work, AttendanceId(row.id)):
            row.status, row.reason = AttendanceStatus.LEAVE, why
        else:
            _drop(work, shift, row)
        touch(work, shift)
    _withdraw(work, key)
    work.session.flush()
    return tuple(f"{day_zh(shift.held_on)} {SLOT_ZH[shift.slot]}" for _, shift in rows)


def is_announced(shift: DutyShift) -> bool:
    return shift.announced_on is not None


def _must_differ(work: Work, mine: Attendance, theirs: Attendance) -> None:
    if mine.shift_id == theirs.shift_id or mine.representative_id == theirs.representative_id:
        raise BadInput("duty_swap_same")
    if mine.station_id != theirs.station_id:
        raise BadInput("duty_swap_stations", name=name_of(work, theirs))


def _known(row: Attendance) -> RepresentativeId:
    if row.representative_id is None:
        raise BadInput("duty_name_unsettled", name=row.name)
    return row.representative_id


def _replace(
    work: Work, row: Attendance, shift: DutyShift, key: RepresentativeId, why: str
) -> None:
    """The row's person goes, `key` comes; one who had asked leave from here takes that row again."""
    person = serving(work, key)
    back = _comes_after_all(shift, key, "")
    if back and (not is_announced(shift) or row.instead_of_id == key):
        _drop_or_leave(work, shift, row, why)
    elif back or is_announced(shift):
        row.status, row.reason = AttendanceStatus.LEAVE, why
        if not back:
            shift.attendances.append(_instead_row(row, shift, key, person.name, why))
    else:
        unseated(work, shift, row)
        row.representative_id, row.name, row.reason = key, person.name, why


def _instead(
    work: Work, row: Attendance, shift: DutyShift, key: RepresentativeId, why: str
) -> None:
    person = serving(work, key)
    free_for(work, person, shift, but=NOBODY)
    if not _comes_after_all(shift, key, why):
        shift.attendances.append(_instead_row(row, shift, key, person.name, why))


def _comes_after_all(shift: DutyShift, key: RepresentativeId, why: str) -> bool:
    """Whoever stands there on leave already comes again, in the row that is there."""
    for one in shift.attendances:
        if one.representative_id == key and one.status is AttendanceStatus.LEAVE:
            one.status, one.reason = AttendanceStatus.PLANNED, why
            return True
    return False


def _drop(work: Work, shift: DutyShift, row: Attendance) -> None:
    unseated(work, shift, row)
    shift.attendances.remove(row)
    work.session.delete(row)


def _drop_or_leave(work: Work, shift: DutyShift, row: Attendance, why: str) -> None:
    if _is_asked_about(work, AttendanceId(row.id)):
        row.status, row.reason = AttendanceStatus.LEAVE, why
    else:
        _drop(work, shift, row)


def _instead_row(
    row: Attendance, shift: DutyShift, key: RepresentativeId, name: str, why: str
) -> Attendance:
    new = _attendance(shift, key, name, why, planned=False)
    new.instead_of_id, new.position = row.representative_id, row.position
    return new


def _attendance(
    shift: DutyShift, key: RepresentativeId, name: str, reason: str, *, planned: bool
) -> Attendance:
    return Attendance(
        station_id=shift.station_id,
        representative_id=key,
        name=name,
        position=max((one.position for one in shift.attendances), default=-1) + 1,
        status=AttendanceStatus.PLANNED,
        planned=planned,
        reason=reason,
    )


def _is_asked_about(work: Work, key: AttendanceId) -> bool:
    query = select(DutyRequest.id).where(
        (DutyRequest.attendance_id == key) | (DutyRequest.other_attendance_id == key)
    )
    return work.session.scalars(query.limit(1)).first() is not None


def _withdraw(work: Work, key: RepresentativeId) -> None:
    query = select(DutyRequest).where(
        DutyRequest.representative_id == key, DutyRequest.status == RequestStatus.ASKED
    )
    for row in work.session.scalars(query):
        row.status, row.decided_at, row.decided_by = RequestStatus.WITHDRAWN, work.now, work.actor


def reason_problems(reason: str) -> tuple[Problem, ...]:
    text = clean_line(reason)
    if not text:
        return (Problem("reason", "missing"),)
    if len(text) > MOST_REASON:
        return (Problem("reason", "too_long", {"most": MOST_REASON}),)
    return ()


def _done(work: Work, *shifts: DutyShift) -> Changed:
    for one in shifts:
        touch(work, one)
    work.session.flush()
    return Changed(
        tuple(DutyShiftId(one.id) for one in shifts),
        tuple(DutyShiftId(one.id) for one in shifts if is_announced(one)),
    )
