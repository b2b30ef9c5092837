"""A representative's own view, large on the station's screen; nothing in it names a visitor.

Duties come from the plan, the year from 履职, requests go where the desk decides them: no number is
counted here a second time.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from db.models import (
    Attendance,
    DutyShift,
)
from liaison.domain.clock import civil
from liaison.domain.duty import (
    CAME,
    REQUEST_KIND_ZH,
    AttendanceStatus,
    RequestKind,
    RequestStatus,
    ShiftStatus,
    Slot,
)
from liaison.domain.ids import AttendanceId, MatterId, RepresentativeId, StationId
from liaison.domain.own_view import (
    IdleScreen,
    NextDay,
    OwnDuty,
    OwnProposal,
    OwnView,
    SwapChoice,
)
from liaison.domain.performance import Demand, Need
from liaison.domain.representative import GroupKind
from liaison.domain.steps import Step
from liaison.services.badges import must_serve
from liaison.services.duty_people import AHEAD
from liaison.services.duty_requests import RequestForm, ask, requests_of
from liaison.services.duty_rows import ShiftRow, shifts, shifts_of
from liaison.services.own_heard import days_of, seen_by
from liaison.services.performance import overview
from liaison.services.representatives import groups_of, known
from liaison.services.steps import step
from liaison.services.steps.forms import ReasonForm
from liaison.services.work import Work

AHEAD_DAYS = 400
MOST_CHOICES = 12


def own_view(work: Work, key: RepresentativeId) -> OwnView:
    """Everything on the screen of one representative. BadInput: no longer serving."""
    must_serve(work, key)
    person = known(work, key)
    year = overview(work, key, work.today.year)
    duties = _duties(work, key)
    came, went = _signed(work, key)
    planned = [one for one in duties if not one.on_leave]
    return OwnView(
        representative_id=key,
        name=person.name,
        station=year.station,
        levels=tuple(seat.level for seat in year.seats if seat.ended_on is None),
        group=_group(work, key),
        today=work.today,
        signed_in_at=civil(came) if came else None,
        signed_out_at=civil(went) if went else None,
        duties=duties,
        days=days_of(work, person),
        needs=year.needs,
        reached_on=_reached(year.needs, planned, work.today.year),
        planned=sum(one.day.year == work.today.year for one in planned),
        proposals=tuple(
            OwnProposal(one.title, one.number, one.status, one.lead) for one in year.proposals
        ),
    )


def confirm_seen(
    work: Work, key: RepresentativeId, matter_id: MatterId, version: int, opinion: str = ""
) -> None:
    """看过并确认: the representative's word on the timeline (代表意见). Conflict: it has moved since."""
    must_serve(work, key)
    name = known(work, key).name
    words = f"{seen_by(name)}：{opinion.strip()}" if opinion.strip() else seen_by(name)
    step(work, Step.COMMENT, ReasonForm(matter_id=matter_id, version=version, reason=words))


def ask_leave(work: Work, key: RepresentativeId, attendance_id: AttendanceId, reason: str) -> UUID:
    """Ask for leave from one's own duty; the desk decides."""
    _must_be_own(work, key, attendance_id)
    name = known(work, key).name
    return ask(work, RequestForm(RequestKind.LEAVE, attendance_id, reason, asked_by=name))


def ask_swap(
    work: Work,
    key: RepresentativeId,
    attendance_id: AttendanceId,
    other_id: AttendanceId,
    reason: str,
) -> UUID:
    """Ask to exchange one's own duty for another's; the desk asks the other one."""
    _must_be_own(work, key, attendance_id)
    name = known(work, key).name
    form = RequestForm(RequestKind.SWAP, attendance_id, reason, other_id, asked_by=name)
    return ask(work, form)


def swap_choices(
    work: Work, key: RepresentativeId, attendance_id: AttendanceId
) -> tuple[SwapChoice, ...]:
    """Others' duties of the same station that one could take, the nearest first."""
    mine = work.session.get_one(Attendance, attendance_id)
    own = {
        (one.day, one.slot)
        for one in shifts_of(work, key, work.today, work.today + timedelta(days=AHEAD_DAYS))
    }
    ahead = shifts(
        work,
        work.today + timedelta(days=1),
        work.today + timedelta(days=AHEAD_DAYS),
        mine.station_id,
    )
    found = [
        SwapChoice(one.attendance_id, one.name, row.day, row.slot)
        for row in ahead
        if row.status in AHEAD and (row.day, row.slot) not in own
        for one in row.people
        if one.status is AttendanceStatus.PLANNED and one.representative_id is not None
    ]
    return tuple(found[:MOST_CHOICES])


def idle(work: Work, station_id: StationId | None) -> IdleScreen:
    """The next reception days with names, for the screen that waits for a badge."""
    from liaison.services.station_list import stations

    named = {row.id: row.name for row in stations(work)}
    ahead = shifts(work, work.today, work.today + timedelta(days=AHEAD_DAYS), station_id)
    open_ = [one for one in ahead if one.status is not ShiftStatus.CANCELLED]
    name = named.get(station_id, "") if station_id is not None else ""
    return IdleScreen(name, work.today, tuple(_next_day(one) for one in open_[:5]))


def _next_day(row: ShiftRow) -> NextDay:
    return NextDay(
        row.day,
        row.slot,
        row.starts,
        row.ends,
        row.place,
        row.theme,
        tuple(one.name for one in row.people if one.sits),
    )


def _must_be_own(work: Work, key: RepresentativeId, attendance_id: AttendanceId) -> None:
    from liaison.domain.errors import NotFound

    must_serve(work, key)
    row = work.session.get(Attendance, attendance_id)
    if row is None or row.representative_id != key:
        raise NotFound("duty_not_found")


def _group(work: Work, key: RepresentativeId) -> str:
    named = dict(reversed(groups_of(work, key)))
    return named.get(GroupKind.GROUP) or named.get(GroupKind.CENTRE_GROUP) or ""


def _duties(work: Work, key: RepresentativeId) -> tuple[OwnDuty, ...]:
    asked = {
        one.attendance_id: f"{REQUEST_KIND_ZH[one.kind]}已提出，等联络员答复"
        for one in requests_of(work, key)
        if one.status is RequestStatus.ASKED
    }
    rows = shifts_of(work, key, work.today, work.today + timedelta(days=AHEAD_DAYS))
    found = [
        _duty(row, key, asked)
        for row in sorted(rows, key=lambda one: (one.day, list(Slot).index(one.slot)))
        if row.status in AHEAD
    ]
    return tuple(one for one in found if one is not None)


def _duty(row: ShiftRow, key: RepresentativeId, asked: dict[AttendanceId, str]) -> OwnDuty | None:
    me = next(one for one in row.people if one.representative_id == key)
    if me.status not in (AttendanceStatus.PLANNED, AttendanceStatus.LEAVE):
        return None
    return OwnDuty(
        me.attendance_id,
        row.id,
        row.day,
        row.slot,
        row.starts,
        row.ends,
        row.station,
        row.place or row.station,
        row.theme,
        tuple(one.name for one in row.people if one is not me and one.sits),
        row.notice_by,
        row.announced_on,
        me.status is AttendanceStatus.LEAVE,
        asked.get(me.attendance_id, ""),
    )


def _signed(work: Work, key: RepresentativeId) -> Any:
    row = work.session.execute(
        select(Attendance.signed_in_at, Attendance.signed_out_at)
        .join(DutyShift, DutyShift.id == Attendance.shift_id)
        .where(
            Attendance.representative_id == key,
            Attendance.status.in_(CAME),
            Attendance.signed_in_at.is_not(None),
            DutyShift.held_on == work.today,
        )
        .order_by(Attendance.signed_in_at.desc())
    ).first()
    return tuple(row) if row is not None else (None, None)


def _reached(needs: Iterable[Need], planned: list[OwnDuty], year: int) -> date | None:
    need = next((one for one in needs if one.demand is Demand.RECEPTION), None)
    if need is None or not need.short:
        return None
    days = sorted(one.day for one in planned if one.day.year == year)
    return days[need.short - 1] if len(days) >= need.short else None
