"""Shifts as the month grid, the year view and `duty show` list them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select

from db.models import Attendance, DutyShift, Representative, Station
from liaison.domain.duty import AttendanceStatus, ShiftStatus, Slot
from liaison.domain.errors import NotFound
from liaison.domain.ids import AttendanceId, DutyShiftId, RepresentativeId, StationId
from liaison.domain.reception import Channel
from liaison.domain.representative import SeatLevel
from liaison.services.duty_notices import outdated
from liaison.services.duty_people import AHEAD, Person, people_of
from liaison.services.work import Work


class NoticeState(StrEnum):
    """How it stands with the notice of a shift."""

    NONE = "none"
    """Needs none: not planned, past, or cancelled before anything was posted."""
    TO_POST = "to_post"
    OVERDUE = "overdue"
    """The last day in time has passed, and nothing is posted."""
    POSTED = "posted"
    POSTED_LATE = "posted_late"
    CORRECTION_DUE = "correction_due"
    """Something changed after posting: a correction notice is to be printed and posted."""


NOTICE_STATE_ZH = {
    NoticeState.NONE: "",
    NoticeState.TO_POST: "待公告",
    NoticeState.OVERDUE: "公告已过期限",
    NoticeState.POSTED: "已公告",
    NoticeState.POSTED_LATE: "公告晚了",
    NoticeState.CORRECTION_DUE: "待更正公告",
}


@dataclass(frozen=True, slots=True)
class ShiftPerson:
    """Somebody of a shift. Without `representative_id` the name isn't settled."""

    attendance_id: AttendanceId
    version: int
    representative_id: RepresentativeId | None
    name: str
    levels: tuple[SeatLevel, ...]
    group: str
    serving: bool
    status: AttendanceStatus
    planned: bool
    instead_of_id: RepresentativeId | None
    instead_of: str
    reason: str

    @property
    def sits(self) -> bool:
        """Is to come or came; not on leave, not absent."""
        return self.status not in (AttendanceStatus.LEAVE, AttendanceStatus.ABSENT)


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One reception slot with its people, in their order."""

    id: DutyShiftId
    version: int
    station_id: StationId
    station: str
    day: date
    slot: Slot
    starts: time | None
    ends: time | None
    channel: Channel
    place: str
    theme: str
    status: ShiftStatus
    planned: bool
    rule_id: UUID | None
    meant_on: date | None
    moved_why: str
    seats: int
    notice_by: date | None
    announced_on: date | None
    cancel_reason: str
    activity_id: UUID | None
    notice: NoticeState
    people: tuple[ShiftPerson, ...]

    @property
    def empty_seats(self) -> int:
        return max(0, self.seats - sum(one.sits for one in self.people))


def shifts(
    work: Work, first: date, last: date, station_id: StationId | None = None
) -> tuple[ShiftRow, ...]:
    """Every shift from `first` to `last`, cancelled ones too, by day, station and slot. Few queries."""
    conditions: list[ColumnElement[bool]] = [DutyShift.held_on.between(first, last)]
    if station_id is not None:
        conditions.append(DutyShift.station_id == station_id)
    return _rows(work, conditions, people_of(work, station_id))


def shift(work: Work, key: DutyShiftId) -> ShiftRow:
    """One shift. NotFound: there is none of this key."""
    found = _rows(work, [DutyShift.id == key], people_of(work, None))
    if not found:
        raise NotFound("shift_not_found")
    return found[0]


def shifts_of(work: Work, key: RepresentativeId, first: date, last: date) -> tuple[ShiftRow, ...]:
    """The shifts in which a representative stands, on leave or not."""
    mine = select(Attendance.shift_id).where(Attendance.representative_id == key)
    conditions: list[ColumnElement[bool]] = [
        DutyShift.held_on.between(first, last),
        DutyShift.id.in_(mine),
    ]
    return _rows(work, conditions, people_of(work, None))


def _rows(
    work: Work, conditions: list[ColumnElement[bool]], people: dict[RepresentativeId, Person]
) -> tuple[ShiftRow, ...]:
    query = (
        select(*_SHIFT, Station.name.label("station"))
        .join(Station, Station.id == DutyShift.station_id)
        .where(*conditions)
        .order_by(DutyShift.held_on, Station.position, Station.code, DutyShift.starts, DutyShift.id)
    )
    rows = work.session.execute(query).all()
    wanted = select(DutyShift.id).where(*conditions)
    seated = _people(work, wanted, people)
    wrong = outdated(work, wanted)
    found = [_row(work, row, seated[row.id], correction_due=row.id in wrong) for row in rows]
    order = list(Slot)
    found.sort(key=lambda one: (one.day, order.index(one.slot)))
    return tuple(found)


_SHIFT = (
    DutyShift.id,
    DutyShift.version,
    DutyShift.station_id,
    DutyShift.held_on,
    DutyShift.slot,
    DutyShift.starts,
    DutyShift.ends,
    DutyShift.channel,
    DutyShift.place,
    DutyShift.theme,
    DutyShift.status,
    DutyShift.planned,
    DutyShift.rule_id,
    DutyShift.meant_on,
    DutyShift.moved_why,
    DutyShift.seats,
    DutyShift.notice_by,
    DutyShift.announced_on,
    DutyShift.cancel_reason,
    DutyShift.activity_id,
)


def _row(
    work: Work,
    row: Row[*tuple[Any, ...]],
    people: list[ShiftPerson],
    *,
    correction_due: bool,
) -> ShiftRow:
    return ShiftRow(
        DutyShiftId(row.id),
        row.version,
        row.station_id,
        row.station,
        row.held_on,
        row.slot,
        row.starts,
        row.ends,
        row.channel,
        row.place,
        row.theme,
        row.status,
        row.planned,
        row.rule_id,
        row.meant_on,
        row.moved_why,
        row.seats,
        row.notice_by,
        row.announced_on,
        row.cancel_reason,
        row.activity_id,
        _state(work.today, row, correction_due=correction_due),
        tuple(people),
    )


def _state(today: date, row: Row[*tuple[Any, ...]], *, correction_due: bool) -> NoticeState:
    if correction_due and row.held_on >= today:
        return NoticeState.CORRECTION_DUE
    if row.announced_on is not None:
        late = row.notice_by is not None and row.announced_on > row.notice_by
        return NoticeState.POSTED_LATE if late else NoticeState.POSTED
    if not row.planned or row.status not in AHEAD or row.held_on < today:
        return NoticeState.NONE
    late = row.notice_by is not None and row.notice_by < today
    return NoticeState.OVERDUE if late else NoticeState.TO_POST


def _people(
    work: Work, wanted: Any, people: dict[RepresentativeId, Person]
) -> dict[UUID, list[ShiftPerson]]:
    query = (
        select(
            Attendance.id,
            Attendance.version,
            Attendance.shift_id,
            Attendance.representative_id,
            Attendance.name,
            Attendance.status,
            Attendance.planned,
            Attendance.instead_of_id,
            Attendance.reason,
            Representative.name.label("known_as"),
        )
        .outerjoin(Representative, Representative.id == Attendance.representative_id)
        .where(Attendance.shift_id.in_(wanted))
        .order_by(Attendance.position, Attendance.id)
    )
    found: dict[UUID, list[ShiftPerson]] = defaultdict(list)
    for row in work.session.execute(query):
        one = people.get(row.representative_id) if row.representative_id else None
        other = people.get(row.instead_of_id) if row.instead_of_id else None
        found[row.shift_id].append(
            ShiftPerson(
                AttendanceId(row.id),
                row.version,
                row.representative_id,
                row.known_as or row.name,
                one.levels if one else (),
                one.group if one else "",
                one.serving if one else row.representative_id is not None,
                row.status,
                row.planned,
                row.instead_of_id,
                other.name if other else "",
                row.reason,
            )
        )
    return found
