"""What representatives ask for: leave or a swap; granted, refused or withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from db.models import Attendance, DutyRequest, DutyShift, Representative
from liaison.domain.clock import civil
from liaison.domain.duty import REQUEST_STATUS_ZH, RequestKind, RequestStatus, Slot
from liaison.domain.errors import BadInput, InvalidForm, NotFound, Problem
from liaison.domain.ids import AttendanceId, DutyShiftId, RepresentativeId, StationId
from liaison.domain.text import clean_line
from liaison.services.duty_changes import (
    Changed,
    LeaveForm,
    SwapForm,
    leave,
    may_swap,
    reason_problems,
    swap,
)
from liaison.services.duty_checks import free_for, serving, waiting_duty
from liaison.services.work import Work


@dataclass(frozen=True)
class RequestForm:
    """Leave, perhaps with a proposed substitute; or a swap with another's duty."""

    kind: RequestKind
    attendance_id: AttendanceId
    reason: str
    other_attendance_id: AttendanceId | None = None
    substitute_id: RepresentativeId | None = None
    asked_by: str = ""
    """Who told it, where that isn't the representative."""

    def problems(self) -> tuple[Problem, ...]:
        found = list(reason_problems(self.reason))
        if self.kind is RequestKind.SWAP and self.other_attendance_id is None:
            found.append(Problem("other_duty", "missing"))
        return tuple(found)


@dataclass(frozen=True)
class GrantForm:
    """`consent`: how the other one of a swap agreed; a swap needs it. `substitute_id` as decided."""

    request_id: UUID
    answer: str = ""
    consent: str = ""
    substitute_id: RepresentativeId | None = None


@dataclass(frozen=True)
class RequestRow:
    """A request with the duty it is about; `other_…` is the swap's other duty."""

    id: UUID
    kind: RequestKind
    status: RequestStatus
    station_id: StationId
    representative_id: RepresentativeId
    name: str
    attendance_id: AttendanceId
    shift_id: DutyShiftId
    day: date
    slot: Slot
    other_attendance_id: AttendanceId | None
    other_name: str
    other_day: date | None
    other_slot: Slot | None
    substitute_id: RepresentativeId | None
    substitute: str
    reason: str
    asked_at: datetime
    """Civil time."""
    asked_by: str
    answer: str
    decided_by: str


def ask(work: Work, form: RequestForm) -> UUID:
    """Put a request; what could not be granted now is refused at once with its sentence."""
    if problems := form.problems():
        raise InvalidForm(problems)
    row, _ = waiting_duty(work, form.attendance_id)
    if row.representative_id is None:
        raise BadInput("duty_name_unsettled", name=row.name)
    _check_asked(work, form, row)
    request = DutyRequest(
        station_id=row.station_id,
        kind=form.kind,
        representative_id=row.representative_id,
        attendance_id=form.attendance_id,
        other_attendance_id=form.other_attendance_id if form.kind is RequestKind.SWAP else None,
        substitute_id=form.substitute_id if form.kind is RequestKind.LEAVE else None,
        reason=clean_line(form.reason),
        asked_at=work.now,
        asked_by=clean_line(form.asked_by),
    )
    work.session.add(request)
    work.session.flush()
    return request.id


def grant(work: Work, form: GrantForm) -> Changed:
    """Do what was asked. InvalidForm: a swap without the other's consent noted."""
    row = _open(work, form.request_id)
    answer = clean_line(form.answer)
    if row.kind is RequestKind.SWAP:
        if not clean_line(form.consent):
            raise InvalidForm((Problem("consent", "missing"),))
        assert row.other_attendance_id is not None  # a swap is asked with it
        changed = swap(work, SwapForm(row.attendance_id, row.other_attendance_id, row.reason))
        answer = "；".join(filter(None, (answer, f"对方同意：{clean_line(form.consent)}")))
    else:
        stand_in = form.substitute_id or row.substitute_id
        changed = leave(work, LeaveForm(row.attendance_id, row.reason, stand_in))
    _decide(work, row, RequestStatus.GRANTED, answer)
    return changed


def refuse(work: Work, request_id: UUID, answer: str) -> None:
    """InvalidForm: no answer; whoever asked is told why."""
    if problems := reason_problems(answer):
        raise InvalidForm(problems)
    _decide(work, _open(work, request_id), RequestStatus.REFUSED, clean_line(answer))


def withdraw(work: Work, request_id: UUID) -> None:
    _decide(work, _open(work, request_id), RequestStatus.WITHDRAWN, "")


def requests(work: Work, station_id: StationId | None = None) -> tuple[RequestRow, ...]:
    """The requests that wait for an answer, the earliest duty first."""
    query = _query().where(DutyRequest.status == RequestStatus.ASKED)
    if station_id is not None:
        query = query.where(DutyRequest.station_id == station_id)
    return _rows(work, query.order_by(DutyShift.held_on, DutyRequest.id))


def requests_of(work: Work, key: RepresentativeId) -> tuple[RequestRow, ...]:
    """What a representative has asked for about duties of today and later, the latest first."""
    query = _query().where(DutyRequest.representative_id == key, DutyShift.held_on >= work.today)
    return _rows(work, query.order_by(DutyRequest.asked_at.desc(), DutyRequest.id))


def _check_asked(work: Work, form: RequestForm, row: Attendance) -> None:
    waiting = select(DutyRequest.id).where(
        DutyRequest.attendance_id == form.attendance_id,
        DutyRequest.status == RequestStatus.ASKED,
    )
    if work.session.scalars(waiting.limit(1)).first() is not None:
        raise BadInput("duty_request_there")
    if form.kind is RequestKind.LEAVE:
        if form.substitute_id is not None:
            shift = work.session.get_one(DutyShift, row.shift_id)
            free_for(work, serving(work, form.substitute_id), shift, but=form.attendance_id)
        return
    assert form.other_attendance_id is not None  # the form has checked
    may_swap(work, SwapForm(form.attendance_id, form.other_attendance_id))


def _open(work: Work, key: UUID) -> DutyRequest:
    row = work.session.get(DutyRequest, key)
    if row is None:
        raise NotFound("duty_request_not_found")
    if row.status is not RequestStatus.ASKED:
        raise BadInput("duty_request_decided", status=REQUEST_STATUS_ZH[row.status])
    return row


def _decide(work: Work, row: DutyRequest, status: RequestStatus, answer: str) -> None:
    row.status, row.answer = status, answer
    row.decided_at, row.decided_by = work.now, work.actor
    work.session.flush()


_OtherDuty, _OtherShift = aliased(Attendance), aliased(DutyShift)
_Other, _Substitute = aliased(Representative), aliased(Representative)
_Now = aliased(Representative)
"""Who has the duty today: after a swap the other one."""


def _query() -> Select[*tuple[Any, ...]]:
    return (
        select(
            DutyRequest,
            Representative.name,
            DutyShift.id,
            DutyShift.held_on,
            DutyShift.slot,
            _Other.name,
            _OtherShift.held_on,
            _OtherShift.slot,
            _Substitute.name,
            _Now.name,
        )
        .join(Representative, Representative.id == DutyRequest.representative_id)
        .join(Attendance, Attendance.id == DutyRequest.attendance_id)
        .join(DutyShift, DutyShift.id == Attendance.shift_id)
        .outerjoin(_OtherDuty, _OtherDuty.id == DutyRequest.other_attendance_id)
        .outerjoin(_OtherShift, _OtherShift.id == _OtherDuty.shift_id)
        .outerjoin(_Other, _Other.id == _OtherDuty.representative_id)
        .outerjoin(_Now, _Now.id == Attendance.representative_id)
        .outerjoin(_Substitute, _Substitute.id == DutyRequest.substitute_id)
    )


def _rows(work: Work, query: Select[*tuple[Any, ...]]) -> tuple[RequestRow, ...]:
    return tuple(
        RequestRow(
            row.id,
            row.kind,
            row.status,
            row.station_id,
            row.representative_id,
            name,
            row.attendance_id,
            shift_id,
            day,
            slot,
            row.other_attendance_id,
            (now if other == name else other) or "" if row.other_attendance_id else "",
            other_day,
            other_slot,
            row.substitute_id,
            stand_in or "",
            row.reason,
            civil(row.asked_at),
            row.asked_by,
            row.answer,
            row.decided_by,
        )
        for row, name, shift_id, day, slot, other, other_day, other_slot, stand_in, now in (
            work.session.execute(query)
        )
    )
