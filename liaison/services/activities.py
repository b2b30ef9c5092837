"""Activities beyond the station: 代表跑小岛, 代表走山岙, themes, groups; who came, what was heard there.

An outreach is a reception at its place: a shift with the activity's key and channel. Visitors are
registered there as everywhere, so their matters go round the same loop.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from db.models import (
    Activity,
    ActivityMember,
    Attendance,
    DutyShift,
    Matter,
    Reception,
    Representative,
    Station,
)
from liaison.domain.clock import day_zh
from liaison.domain.duty import (
    ACTIVITY_STATUS_ZH,
    CAME,
    ActivityKind,
    ActivityStatus,
    AttendanceStatus,
    ShiftStatus,
    Slot,
)
from liaison.domain.errors import BadInput, Conflict, InvalidForm, NotFound, Problem
from liaison.domain.ids import ActivityId, DutyShiftId, RepresentativeId, StationId
from liaison.domain.matter import MatterStatus
from liaison.domain.period import Period
from liaison.domain.reception import Channel, ReceptionStatus
from liaison.domain.text import clean, clean_line
from liaison.services import duty_moves
from liaison.services.attending_close import close_shift
from liaison.services.badges import must_serve
from liaison.services.duty_moves import CancelForm, NextDate, ShiftForm
from liaison.services.duty_people import AHEAD
from liaison.services.work import Work

MOST, MOST_REMARK = 200, 2000
CHANNEL = {
    ActivityKind.ISLAND: Channel.ISLAND,
    ActivityKind.HAMLET: Channel.HAMLET,
    ActivityKind.THEME: Channel.OUTREACH,
}
"""Which reception goes with a kind; a group's own activity receives nobody."""


@dataclass(frozen=True)
class ActivityForm:
    """`boat` says which and when it leaves. With `slot` the activity receives visitors at its place."""

    station_id: StationId
    kind: ActivityKind
    title: str
    held_on: date
    place: str = ""
    boat: str = ""
    weather: str = ""
    remark: str = ""
    members: tuple[RepresentativeId, ...] = ()
    slot: Slot | None = None
    starts: time | None = None
    ends: time | None = None

    def problems(self) -> tuple[Problem, ...]:
        found = []
        if not clean_line(self.title):
            found.append(Problem("title", "missing"))
        if self.kind in (ActivityKind.ISLAND, ActivityKind.HAMLET) and not clean_line(self.place):
            found.append(Problem("place", "place_missing"))
        if len(set(self.members)) < len(self.members):
            found.append(Problem("representatives", "named_twice"))
        found += [
            Problem(field, "too_long", {"most": most})
            for field, most in (
                *(("title", MOST), ("place", MOST), ("boat", MOST), ("weather", MOST)),
                ("remark", MOST_REMARK),
            )
            if len(getattr(self, field)) > most
        ]
        return tuple(found)


@dataclass(frozen=True)
class Member:
    id: RepresentativeId
    name: str
    came: bool


@dataclass(frozen=True)
class ActivityRow:
    """An activity with who is in it and what was heard there."""

    id: ActivityId
    version: int
    station_id: StationId
    station: str
    kind: ActivityKind
    status: ActivityStatus
    title: str
    held_on: date
    place: str
    boat: str
    weather: str
    remark: str
    cancel_reason: str
    members: tuple[Member, ...]
    shifts: tuple[DutyShiftId, ...]
    visits: int
    people: int
    matters: int


@dataclass(frozen=True)
class Cancelled:
    """`next_dates`: days on which it could be held instead, best first."""

    activity_id: ActivityId
    next_dates: tuple[NextDate, ...]


def plan(work: Work, form: ActivityForm) -> ActivityId:
    """Plan an activity, and its reception where it has a slot. InvalidForm; BadInput: who can't come."""
    if problems := form.problems():
        raise InvalidForm(problems)
    for member in form.members:
        must_serve(work, member)
    row = Activity(
        station_id=form.station_id,
        kind=form.kind,
        title=clean_line(form.title),
        held_on=form.held_on,
        place=clean_line(form.place),
        boat=clean_line(form.boat),
        weather=clean_line(form.weather),
        remark=clean(form.remark),
    )
    work.session.add(row)
    work.session.flush()
    key = ActivityId(row.id)
    _set_members(work, row, dict.fromkeys(form.members, True))
    if form.slot is not None and form.kind in CHANNEL:
        duty_moves.add_shift(work, _shift_form(form, key))
    return key


def hold(
    work: Work,
    key: ActivityId,
    came: tuple[RepresentativeId, ...],
    weather: str = "",
    version: int | None = None,
) -> None:
    """It took place: who came, which weather. BadInput: still ahead, or cancelled."""
    row = _known(work, key, version)
    if row.held_on > work.today:
        raise BadInput("activity_ahead", title=row.title, day=day_zh(row.held_on))
    _must_not_be(row, ActivityStatus.CANCELLED)
    row.status = ActivityStatus.HELD
    if clean_line(weather):
        row.weather = clean_line(weather)
    known = {one.representative_id for one in _member_rows(work, row)}
    _set_members(work, row, {one: one in came for one in (*known, *came)})
    for shift in _shifts(work, key):
        if shift.status is not ShiftStatus.CANCELLED:
            shift.weather = shift.weather or row.weather
            _sat(work, shift, came)
            close_shift(work, DutyShiftId(shift.id))
    work.session.flush()


def _sat(work: Work, shift: DutyShift, came: tuple[RepresentativeId, ...]) -> None:
    """Who came sat at its reception too."""
    known = {one.representative_id: one for one in shift.attendances}
    for key in came:
        if key not in known:
            shift.attendances.append(
                Attendance(
                    station_id=shift.station_id,
                    representative_id=key,
                    name=work.session.get_one(Representative, key).name,
                    position=len(shift.attendances),
                )
            )
        elif known[key].status not in CAME:
            known[key].status = AttendanceStatus.PRESENT


def cancel(work: Work, key: ActivityId, reason: str, version: int | None = None) -> Cancelled:
    """It can't be held (台风, 停航); its receptions neither. Proposes days instead."""
    if not clean_line(reason):
        raise InvalidForm((Problem("reason", "missing"),))
    row = _known(work, key, version)
    _must_not_be(row, ActivityStatus.HELD)
    _must_not_be(row, ActivityStatus.CANCELLED)
    row.status, row.cancel_reason = ActivityStatus.CANCELLED, clean_line(reason)
    dates: tuple[NextDate, ...] = ()
    for shift in _shifts(work, key):
        dates = dates or duty_moves.next_dates(work, DutyShiftId(shift.id))
        if shift.status in AHEAD and shift.held_on >= work.today:
            duty_moves.cancel_shift(work, CancelForm(DutyShiftId(shift.id), reason))
    work.session.flush()
    return Cancelled(key, dates)


def activities(
    work: Work, period: Period, station_id: StationId | None = None
) -> list[ActivityRow]:
    """Activities of a period, the latest first."""
    query = (
        select(Activity, Station.name)
        .join(Station, Station.id == Activity.station_id)
        .where(Activity.held_on.between(period.first, period.last))
        .order_by(Activity.held_on.desc(), Activity.id)
    )
    if station_id is not None:
        query = query.where(Activity.station_id == station_id)
    found = work.session.execute(query).all()
    return [_row(work, row, station) for row, station in found]


def activity(work: Work, key: ActivityId) -> ActivityRow:
    """One activity. NotFound."""
    row = _known(work, key, None)
    return _row(work, row, work.session.get_one(Station, row.station_id).name)


def _shift_form(form: ActivityForm, key: ActivityId) -> ShiftForm:
    assert form.slot is not None  # asked before
    return ShiftForm(
        form.station_id,
        form.held_on,
        form.slot,
        form.starts,
        form.ends,
        CHANNEL[form.kind],
        form.place,
        form.title,
        len(form.members),
        form.members,
        key,
    )


def _known(work: Work, key: ActivityId, version: int | None) -> Activity:
    row = work.session.get(Activity, key)
    if row is None:
        raise NotFound("activity_not_found")
    if version is not None and row.version != version:
        raise Conflict
    return row


def _must_not_be(row: Activity, status: ActivityStatus) -> None:
    if row.status is status:
        raise BadInput("activity_over", title=row.title, status=ACTIVITY_STATUS_ZH[status])


def _member_rows(work: Work, row: Activity) -> Any:
    query = select(ActivityMember).where(ActivityMember.activity_id == row.id)
    return work.session.scalars(query).all()


def _set_members(work: Work, row: Activity, came: dict[RepresentativeId, bool]) -> None:
    known = {one.representative_id: one for one in _member_rows(work, row)}
    for key, there in came.items():
        if key in known:
            known[key].came = there
        else:
            work.session.add(
                ActivityMember(
                    station_id=row.station_id,
                    activity_id=row.id,
                    representative_id=key,
                    came=there,
                )
            )
    work.session.flush()


def _shifts(work: Work, key: ActivityId) -> list[DutyShift]:
    query = select(DutyShift).where(DutyShift.activity_id == key).order_by(DutyShift.held_on)
    return list(work.session.scalars(query))


def _row(work: Work, row: Activity, station: str) -> ActivityRow:
    members = work.session.execute(
        select(Representative.id, Representative.name, ActivityMember.came)
        .join(ActivityMember, ActivityMember.representative_id == Representative.id)
        .where(ActivityMember.activity_id == row.id)
        .order_by(Representative.position, Representative.id)
    )
    shifts = [one.id for one in _shifts(work, ActivityId(row.id))]
    visits, people, matters = _heard(work, shifts)
    return ActivityRow(
        ActivityId(row.id),
        row.version,
        row.station_id,
        station,
        row.kind,
        row.status,
        row.title,
        row.held_on,
        row.place,
        row.boat,
        row.weather,
        row.remark,
        row.cancel_reason,
        tuple(Member(RepresentativeId(who), name, came) for who, name, came in members),
        tuple(DutyShiftId(one) for one in shifts),
        visits,
        people,
        matters,
    )


def _heard(work: Work, shifts: list[UUID]) -> tuple[int, int, int]:
    if not shifts:
        return 0, 0, 0
    stands = (Reception.shift_id.in_(shifts), Reception.status == ReceptionStatus.RECORDED)
    visits, people = work.session.execute(
        select(func.count(), func.coalesce(func.sum(Reception.head_count), 0)).where(*stands)
    ).one()
    matters = work.session.scalar(
        select(func.count())
        .select_from(Matter)
        .join(Reception, Reception.id == Matter.reception_id)
        .where(*stands, Matter.status != MatterStatus.VOID)
    )
    return visits, int(people), matters or 0
