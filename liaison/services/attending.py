"""Coming and going: a badge or the desk signs a representative in at today's reception, and out.

What is written stays apart: who was planned, who came, instead of whom, when, and why by hand.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from db.models import Attendance, DutyShift, Representative, Station
from liaison.domain.attending import (
    AGAIN_SECONDS,
    OWN_MINUTES,
    Arrival,
    ArrivalKind,
    Before,
    Missing,
    Part,
    SignForm,
    clock_zh,
    distance,
    hours_of,
    late_by,
    minutes,
)
from liaison.domain.clock import CIVIL, civil, day_zh
from liaison.domain.duty import CAME, SLOT_ZH, AttendanceStatus, ShiftStatus, SignedHow
from liaison.domain.errors import BadInput, Conflict, InvalidForm, NotFound, Problem
from liaison.domain.ids import AttendanceId, DutyShiftId, RepresentativeId, StationId
from liaison.domain.text import clean_line
from liaison.services.badges import holder, must_serve
from liaison.services.representatives import known
from liaison.services.settings import setting
from liaison.services.work import Work

MOST_REASON = 200


def scan(
    work: Work, text: str, station_id: StationId | None = None, *, may_leave: bool = True
) -> Arrival:
    """What a scanned badge does: sign in, sign out, or ask. BadInput: the badge isn't good."""
    key = holder(work, text)
    return sign(work, SignForm(key, station_id, may_leave=may_leave))


def sign(work: Work, form: SignForm) -> Arrival:
    """Sign somebody in, or out who is in already.

    BadInput: not today's, over, hours too early, at another station now. InvalidForm: no reason.
    """
    _must_have_reason(form)
    must_serve(work, form.representative_id)
    person = known(work, form.representative_id)
    shift = _meant(work, form, person)
    if shift is None:
        station = work.session.get_one(Station, form.station_id or person.station_id)
        return Arrival(ArrivalKind.NO_SHIFT, form.representative_id, person.name, station.name)
    row = _own(shift, person)
    if row is not None and row.signed_in_at is not None and row.status in CAME:
        return _go(work, form, shift, row)
    if (row is None or row.status is AttendanceStatus.LEAVE) and form.part is None:
        return _ask(work, form, shift, person)
    return _come(work, form, shift, row, person)


def undo(work: Work, before: Before) -> None:
    """Take one step back. Conflict: something has happened since."""
    row = work.session.get(Attendance, before.attendance_id)
    if row is None or row.version != before.version:
        raise Conflict
    if before.replaced_id is not None:
        planned = work.session.get_one(Attendance, before.replaced_id)
        planned.status, planned.reason = AttendanceStatus.PLANNED, ""
    if before.made:
        shift = work.session.get_one(DutyShift, row.shift_id)
        shift.attendances.remove(row)
        work.session.delete(row)
    else:
        row.status, row.reason = before.status, before.reason
        row.signed_in_at, row.signed_out_at = before.signed_in_at, before.signed_out_at
        row.signed_how = before.signed_how
    work.session.flush()


def _must_have_reason(form: SignForm) -> None:
    reason = clean_line(form.reason)
    if form.how is SignedHow.BY_HAND and not reason:
        raise InvalidForm((Problem("reason", "missing"),))
    if len(reason) > MOST_REASON:
        raise InvalidForm((Problem("reason", "too_long", {"most": MOST_REASON}),))


def _meant(work: Work, form: SignForm, person: Representative) -> DutyShift | None:
    """The reception named, else the nearest of today at the window's station, then at one's own."""
    if form.shift_id is not None:
        return _of_today(work, form.shift_id)
    for station_id in dict.fromkeys((form.station_id, person.station_id)):
        if station_id is not None and (found := _nearest(work, station_id, person)):
            return found
    return None


def _of_today(work: Work, key: DutyShiftId) -> DutyShift:
    shift = work.session.get(DutyShift, key)
    if shift is None:
        raise NotFound("shift_not_found")
    if shift.held_on != work.today:
        raise BadInput("shift_not_today", day=day_zh(shift.held_on), slot=SLOT_ZH[shift.slot])
    if shift.status is ShiftStatus.CANCELLED:
        raise BadInput("shift_is_cancelled", slot=SLOT_ZH[shift.slot], reason=shift.cancel_reason)
    return shift


def _nearest(work: Work, station_id: StationId, person: Representative) -> DutyShift | None:
    rows = work.session.scalars(
        select(DutyShift)
        .where(
            DutyShift.station_id == station_id,
            DutyShift.held_on == work.today,
            DutyShift.status != ShiftStatus.CANCELLED,
        )
        .order_by(DutyShift.id)
    ).all()
    now = civil(work.now).time()

    def far(shift: DutyShift) -> float:
        own = _own(shift, person)
        nearer = OWN_MINUTES if own is not None and own.status is not AttendanceStatus.LEAVE else 0
        return distance(now, *hours_of(shift.slot, shift.starts, shift.ends)) - nearer

    return min(rows, key=far, default=None)


def _own(shift: DutyShift, person: Representative) -> Attendance | None:
    return next((one for one in shift.attendances if one.representative_id == person.id), None)


def _ask(work: Work, form: SignForm, shift: DutyShift, person: Representative) -> Arrival:
    row = _own(shift, person)
    return replace(
        _told(work, ArrivalKind.ASKED, shift, None, person),
        missing=_missing(work, shift, person),
        leave_reason=row.reason if row is not None else "",
        own_zh=_duty_elsewhere(work, form, shift),
    )


def _missing(work: Work, shift: DutyShift, person: Representative) -> tuple[Missing, ...]:
    taken = {one.instead_of_id for one in shift.attendances if one.instead_of_id}
    return tuple(
        Missing(
            AttendanceId(one.id),
            _name(work, one),
            one.status is AttendanceStatus.LEAVE,
            one.reason,
        )
        for one in shift.attendances
        if one.status not in CAME
        and one.representative_id != person.id
        and one.representative_id is not None
        and one.representative_id not in taken
    )


def _duty_elsewhere(work: Work, form: SignForm, shift: DutyShift) -> str:
    """`下午 14:00`: the person's own duty of today at another reception."""
    row = work.session.execute(
        select(DutyShift.slot, DutyShift.starts, Station.name)
        .join(Attendance, Attendance.shift_id == DutyShift.id)
        .join(Station, Station.id == DutyShift.station_id)
        .where(
            Attendance.representative_id == form.representative_id,
            Attendance.status == AttendanceStatus.PLANNED,
            DutyShift.held_on == work.today,
            DutyShift.id != shift.id,
            DutyShift.status != ShiftStatus.CANCELLED,
        )
        .order_by(DutyShift.starts)
    ).first()
    if row is None:
        return ""
    hour = f" {clock_zh(row.starts)}" if row.starts else ""
    return f"{row.name}{SLOT_ZH[row.slot]}{hour}"


def _come(
    work: Work,
    form: SignForm,
    shift: DutyShift,
    row: Attendance | None,
    person: Representative,
) -> Arrival:
    at = _moment(work, form)
    _must_be_time(work, form, shift, at)
    _must_be_free(work, shift, person)
    made = row is None
    if row is None:
        row = _new(shift, person)
    was = _before(row, made=made)
    replaced = _replaced(form, shift) if form.part is Part.SUBSTITUTE else None
    if replaced is not None:
        row.instead_of_id = replaced.representative_id
        if replaced.status is not AttendanceStatus.LEAVE:
            replaced.status, replaced.reason = AttendanceStatus.LEAVE, f"由{person.name}替班"
            was = replace(was, replaced_id=AttendanceId(replaced.id))
    late = late_by(civil(at).time(), shift.starts, int(setting(work, "late_minutes")))
    row.status = AttendanceStatus.LATE if late else AttendanceStatus.PRESENT
    row.signed_in_at, row.signed_out_at, row.signed_how = at, None, form.how
    if reason := clean_line(form.reason):
        row.reason = reason
    work.session.flush()
    told = _told(work, ArrivalKind.SIGNED_IN, shift, row, person)
    return replace(told, late_minutes=late, before=replace(was, version=row.version))


def _go(work: Work, form: SignForm, shift: DutyShift, row: Attendance) -> Arrival:
    person = known(work, form.representative_id)
    at = _moment(work, form)
    last = row.signed_out_at or row.signed_in_at
    assert last is not None  # see `sign`
    ends = hours_of(shift.slot, shift.starts, shift.ends)[1]
    soon = form.how is SignedHow.BADGE and (at - last).total_seconds() < AGAIN_SECONDS
    if soon or (not form.may_leave and civil(at).time() < ends):
        return _told(work, ArrivalKind.AGAIN, shift, row, person)
    if row.signed_in_at is not None and at < row.signed_in_at:
        came = clock_zh(civil(row.signed_in_at).time())
        raise BadInput("sign_out_before_in", name=person.name, came=came)
    was = _before(row, made=False)
    row.signed_out_at = at
    if form.how is SignedHow.BY_HAND:
        row.reason = clean_line(form.reason)
    work.session.flush()
    told = _told(work, ArrivalKind.SIGNED_OUT, shift, row, person)
    return replace(told, before=replace(was, version=row.version))


def _moment(work: Work, form: SignForm) -> datetime:
    if form.at is None or form.how is not SignedHow.BY_HAND:
        return work.now
    at = datetime.combine(work.today, form.at, CIVIL)
    if at > work.now:
        now = clock_zh(civil(work.now).time())
        raise InvalidForm((Problem("at", "later_than_now", {"now": now}),))
    return at


def _must_be_time(work: Work, form: SignForm, shift: DutyShift, at: datetime) -> None:
    """A badge signs in from some time before the start until the end; a hand whenever it is today."""
    if form.how is SignedHow.BY_HAND:
        return
    now = civil(at).time()
    values = {"slot": SLOT_ZH[shift.slot]}
    if shift.ends is not None and now > shift.ends:
        raise BadInput("shift_over", **values, ends=clock_zh(shift.ends))
    early = int(setting(work, "sign_in_early_minutes"))
    if shift.starts is not None and minutes(shift.starts) - minutes(now) > early:
        raise BadInput("shift_far_off", **values, starts=clock_zh(shift.starts), minutes=early)


def _must_be_free(work: Work, shift: DutyShift, person: Representative) -> None:
    """Nobody sits at two stations in one slot. BadInput: signed in elsewhere and not out."""
    station = work.session.scalar(
        select(Station.name)
        .join(DutyShift, DutyShift.station_id == Station.id)
        .join(Attendance, Attendance.shift_id == DutyShift.id)
        .where(
            Attendance.representative_id == person.id,
            Attendance.status.in_(CAME),
            DutyShift.id != shift.id,
            DutyShift.station_id != shift.station_id,
            DutyShift.held_on == shift.held_on,
            DutyShift.slot == shift.slot,
            DutyShift.status != ShiftStatus.CANCELLED,
        )
    )
    if station is not None:
        raise BadInput("signed_in_elsewhere", name=person.name, station=station)


def _new(shift: DutyShift, person: Representative) -> Attendance:
    row = Attendance(
        station_id=shift.station_id,
        representative_id=person.id,
        name=person.name,
        position=max((one.position for one in shift.attendances), default=-1) + 1,
        status=AttendanceStatus.PLANNED,
        planned=False,
        reason="",
    )
    shift.attendances.append(row)
    return row


def _replaced(form: SignForm, shift: DutyShift) -> Attendance:
    found = next((one for one in shift.attendances if one.id == form.instead_of), None)
    if found is None:
        raise BadInput("substitute_for_nobody")
    if found.status in CAME:
        raise BadInput("substitute_not_needed", name=found.name)
    return found


def _before(row: Attendance, *, made: bool) -> Before:
    return Before(
        AttendanceId(row.id),
        0,
        made,
        row.status,
        row.signed_in_at,
        row.signed_out_at,
        row.signed_how,
        row.reason,
    )


def _name(work: Work, row: Attendance) -> str:
    if row.representative_id is None:
        return row.name
    return known(work, RepresentativeId(row.representative_id)).name


def _told(
    work: Work,
    kind: ArrivalKind,
    shift: DutyShift,
    row: Attendance | None,
    person: Representative,
) -> Arrival:
    instead = row.instead_of_id if row is not None else None
    came, went = (row.signed_in_at, row.signed_out_at) if row is not None else (None, None)
    return Arrival(
        kind,
        RepresentativeId(person.id),
        person.name,
        work.session.get_one(Station, shift.station_id).name,
        DutyShiftId(shift.id),
        shift.slot,
        shift.starts,
        shift.ends,
        civil(came) if came else None,
        civil(went) if went else None,
        instead_of=known(work, instead).name if instead else "",
    )
