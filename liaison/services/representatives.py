"""Representatives: the roster and one person's page."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, select

from db.models import (
    Attendance,
    Code,
    DutyShift,
    GroupMember,
    Matter,
    Reception,
    ReceptionRepresentative,
    Representative,
    RepresentativeGroup,
    Seat,
    Station,
)
from liaison.domain.duty import CAME, WAS_HELD, AttendanceStatus, Slot
from liaison.domain.errors import NotFound
from liaison.domain.fold import fold
from liaison.domain.ids import ReceptionId, RepresentativeId, StationId
from liaison.domain.masks import mask_phone
from liaison.domain.names import initials
from liaison.domain.reception import Channel, ReceptionStatus
from liaison.domain.representative import Gender, GroupKind, RepresentativeStatus, SeatLevel
from liaison.services import audit
from liaison.services.work import Work

MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class RepresentativeRow:
    """A line of the roster."""

    id: RepresentativeId
    name: str
    gender: Gender | None
    post: str
    levels: tuple[SeatLevel, ...]
    constituency: str
    """Of the highest seat."""
    station: str
    status: RepresentativeStatus


@dataclass(frozen=True)
class SeatView:
    level: SeatLevel
    term: str
    constituency: str
    ended_on: date | None


@dataclass(frozen=True)
class AttendanceRow:
    held_on: date
    slot: Slot
    station: str
    channel: Channel
    place: str
    status: AttendanceStatus


@dataclass(frozen=True)
class ReceivedRow:
    id: ReceptionId
    number: str
    received_on: date
    lead: bool
    matters: int


@dataclass(frozen=True)
class RepresentativeView:
    """One person's page. The phone is masked; `unmasked_phone` shows it and writes that down."""

    id: RepresentativeId
    version: int
    station_id: StationId
    station: str
    name: str
    former_name: str
    gender: Gender | None
    born: str
    ethnicity: str
    post: str
    phone: str
    status: RepresentativeStatus
    status_on: date | None
    status_reason: str
    remark: str
    seats: tuple[SeatView, ...]
    groups: tuple[tuple[GroupKind, str], ...]
    attendances_this_year: int
    attendances: tuple[AttendanceRow, ...]
    receptions_in_all: int
    receptions: tuple[ReceivedRow, ...]
    code_label: str
    """Of the code in use; empty while there is none."""


def roster(
    work: Work,
    station_id: StationId | None = None,
    asked: str = "",
    status: RepresentativeStatus | None = None,
) -> list[RepresentativeRow]:
    """People of a station (or all), in the roster's order; `asked` is a part of name or initials."""
    query = (
        select(Representative, Station.name)
        .join(Station, Station.id == Representative.station_id)
        .order_by(Station.position, Representative.position, Representative.name)
    )
    for condition in _conditions(station_id, status):
        query = query.where(condition)
    people = [(row, station) for row, station in work.session.execute(query) if _fits(row, asked)]
    seats = _seats(work, [RepresentativeId(row.id) for row, _ in people])
    return [_row(row, station, seats.get(RepresentativeId(row.id), [])) for row, station in people]


def view(work: Work, key: RepresentativeId) -> RepresentativeView:
    """One person with seats, attendances, receptions and code. NotFound: nobody of this key."""
    row = known(work, key)
    year_start = date(work.today.year, 1, 1)
    return RepresentativeView(
        id=key,
        version=row.version,
        station_id=row.station_id,
        station=work.session.get_one(Station, row.station_id).name,
        name=row.name,
        former_name=row.former_name,
        gender=row.gender,
        born=row.born,
        ethnicity=row.ethnicity,
        post=row.post,
        phone=mask_phone(row.phone),
        status=row.status,
        status_on=row.status_on,
        status_reason=row.status_reason,
        remark=row.remark,
        seats=tuple(
            SeatView(seat.level, seat.term, seat.constituency, seat.ended_on) for seat in row.seats
        ),
        groups=groups_of(work, key),
        attendances_this_year=_attended(work, key, year_start),
        attendances=_attendances(work, key),
        receptions_in_all=_received_in_all(work, key),
        receptions=_received(work, key),
        code_label=_code(work, key),
    )


def unmasked_phone(work: Work, key: RepresentativeId) -> str:
    """The phone in clear; that somebody looked is written to the trail."""
    row = known(work, key)
    audit.note(work, "unmask", "representative", key, row.station_id)
    return row.phone


def _conditions(
    station_id: StationId | None, status: RepresentativeStatus | None
) -> list[ColumnElement[bool]]:
    found = []
    if station_id is not None:
        found.append(Representative.station_id == station_id)
    if status is not None:
        found.append(Representative.status == status)
    return found


def _fits(row: Representative, asked: str) -> bool:
    wanted = fold(asked)
    if not wanted:
        return True
    if wanted in fold(f"{row.name} {row.former_name} {row.post}"):
        return True
    return wanted.isascii() and any(one.startswith(wanted) for one in initials(row.name))


def _seats(work: Work, people: list[RepresentativeId]) -> dict[RepresentativeId, list[Seat]]:
    rows = work.session.scalars(
        select(Seat)
        .where(Seat.representative_id.in_(people), Seat.ended_on.is_(None))
        .order_by(Seat.level_order)
    )
    found: dict[RepresentativeId, list[Seat]] = {}
    for seat in rows:
        found.setdefault(seat.representative_id, []).append(seat)
    return found


def _row(row: Representative, station: str, seats: list[Seat]) -> RepresentativeRow:
    return RepresentativeRow(
        RepresentativeId(row.id),
        row.name,
        row.gender,
        row.post,
        tuple(seat.level for seat in seats),
        seats[0].constituency if seats else "",
        station,
        row.status,
    )


def known(work: Work, key: RepresentativeId) -> Representative:
    row = work.session.get(Representative, key)
    if row is None:
        raise NotFound("representative_not_found")
    return row


def groups_of(work: Work, key: RepresentativeId) -> tuple[tuple[GroupKind, str], ...]:
    rows = work.session.execute(
        select(RepresentativeGroup.kind, RepresentativeGroup.name)
        .join(GroupMember, GroupMember.group_id == RepresentativeGroup.id)
        .where(GroupMember.representative_id == key)
        .order_by(RepresentativeGroup.kind, RepresentativeGroup.name)
    )
    return tuple((kind, name) for kind, name in rows)


def _sat(key: RepresentativeId) -> ColumnElement[bool]:
    return (Attendance.representative_id == key) & DutyShift.status.in_(WAS_HELD)


def _attended(work: Work, key: RepresentativeId, since: date) -> int:
    slots = (
        select(DutyShift.station_id, DutyShift.held_on, DutyShift.slot)
        .join(Attendance, Attendance.shift_id == DutyShift.id)
        .where(_sat(key), Attendance.status.in_(CAME), DutyShift.held_on >= since)
        .distinct()
    )
    return work.session.scalar(select(func.count()).select_from(slots.subquery())) or 0


def _attendances(work: Work, key: RepresentativeId) -> tuple[AttendanceRow, ...]:
    rows = work.session.execute(
        select(
            DutyShift.held_on,
            DutyShift.slot,
            Station.name,
            DutyShift.channel,
            DutyShift.place,
            Attendance.status,
        )
        .join(Attendance, Attendance.shift_id == DutyShift.id)
        .join(Station, Station.id == DutyShift.station_id)
        .where(Attendance.representative_id == key)
        .order_by(DutyShift.held_on.desc(), DutyShift.slot)
        .limit(MOST_SHOWN)
    )
    return tuple(AttendanceRow(*row) for row in rows)


def _received_in_all(work: Work, key: RepresentativeId) -> int:
    return (
        work.session.scalar(
            select(func.count())
            .select_from(ReceptionRepresentative)
            .join(Reception, Reception.id == ReceptionRepresentative.reception_id)
            .where(
                ReceptionRepresentative.representative_id == key,
                Reception.status == ReceptionStatus.RECORDED,
            )
        )
        or 0
    )


def _received(work: Work, key: RepresentativeId) -> tuple[ReceivedRow, ...]:
    matters = (
        select(func.count()).where(Matter.reception_id == Reception.id).correlate(Reception)
    ).scalar_subquery()
    rows = work.session.execute(
        select(
            Reception.id,
            Reception.number,
            Reception.received_on,
            ReceptionRepresentative.lead,
            matters,
        )
        .join(ReceptionRepresentative, ReceptionRepresentative.reception_id == Reception.id)
        .where(
            ReceptionRepresentative.representative_id == key,
            Reception.status == ReceptionStatus.RECORDED,
        )
        .order_by(Reception.received_on.desc(), Reception.id.desc())
        .limit(MOST_SHOWN)
    )
    return tuple(ReceivedRow(*row) for row in rows)


def _code(work: Work, key: RepresentativeId) -> str:
    return (
        work.session.scalar(
            select(Code.label).where(Code.representative_id == key, Code.withdrawn_at.is_(None))
        )
        or ""
    )
