"""Who can receive a visitor: those on duty first, then the station's own, then the others."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.models import Attendance, DutyShift, Representative, Seat
from liaison.domain.duty import AttendanceStatus, ShiftStatus, Slot
from liaison.domain.ids import RepresentativeId, StationId
from liaison.domain.names import initials
from liaison.domain.representative import (
    GENDER_ZH,
    SEAT_LEVEL_ZH,
    Gender,
    RepresentativeStatus,
    SeatLevel,
)
from liaison.services.work import Work

EXPECTED = (AttendanceStatus.PLANNED, AttendanceStatus.PRESENT, AttendanceStatus.LATE)


@dataclass(frozen=True)
class Receiver:
    """A serving representative. `levels_zh` says the seats: 市、区代表.

    `telling` tells apart people of one name (gender and post); empty where the name is enough.
    """

    id: RepresentativeId
    name: str
    levels_zh: str
    on_duty: bool
    of_station: bool
    initials: tuple[str, ...]
    telling: str = ""


def receivers(
    work: Work, station_id: StationId, on: date, slot: Slot | None = None
) -> list[Receiver]:
    """Serving representatives in the order in which a form offers them.

    On duty is who is expected or present in a shift of the date (of the slot, when one is named);
    whoever is suspended or has ended is not offered.
    """
    duty = _on_duty(work, station_id, on, slot)
    levels = _levels(work)
    rows = work.session.execute(
        select(
            Representative.id,
            Representative.name,
            Representative.station_id,
            Representative.gender,
            Representative.post,
        )
        .where(Representative.status == RepresentativeStatus.SERVING)
        .order_by(Representative.position, Representative.name, Representative.id)
    ).all()
    bearers = Counter(row.name for row in rows)
    found = [
        Receiver(
            RepresentativeId(key),
            name,
            levels_words(levels.get(RepresentativeId(key), [])),
            key in duty,
            home == station_id,
            initials(name),
            _telling(gender, post) if bearers[name] > 1 else "",
        )
        for key, name, home, gender, post in rows
    ]
    return sorted(found, key=lambda one: (duty.get(one.id, len(duty)), not one.of_station))


def _telling(gender: Gender | None, post: str) -> str:
    return "，".join(filter(None, (GENDER_ZH[gender] if gender else "", post)))


def levels_words(levels: list[SeatLevel]) -> str:
    """市、区代表; empty without a seat."""
    words = "、".join(SEAT_LEVEL_ZH[level] for level in dict.fromkeys(levels))
    return f"{words}代表" if words else ""


def _on_duty(
    work: Work, station_id: StationId, on: date, slot: Slot | None
) -> dict[RepresentativeId, int]:
    """Each one's place in the order of the roster."""
    query = (
        select(Attendance.representative_id)
        .join(DutyShift, DutyShift.id == Attendance.shift_id)
        .where(
            DutyShift.station_id == station_id,
            DutyShift.held_on == on,
            DutyShift.status != ShiftStatus.CANCELLED,
            Attendance.status.in_(EXPECTED),
            Attendance.representative_id.is_not(None),
        )
        .order_by(DutyShift.slot, Attendance.position)
    )
    if slot is not None:
        query = query.where(DutyShift.slot == slot)
    keys = dict.fromkeys(key for key in work.session.scalars(query) if key is not None)
    return {key: place for place, key in enumerate(keys)}


def _levels(work: Work) -> dict[RepresentativeId, list[SeatLevel]]:
    rows = work.session.execute(
        select(Seat.representative_id, Seat.level)
        .where(Seat.ended_on.is_(None))
        .order_by(Seat.level_order)
    )
    found: dict[RepresentativeId, list[SeatLevel]] = {}
    for key, level in rows:
        found.setdefault(key, []).append(level)
    return found
