"""Reception slots of a register: who sat there and who came to listen, each once a slot."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from db.models import Attendance, DutyShift, OfficialVisit, UnsettledName
from liaison.books.people import Official
from liaison.books.register import Visit
from liaison.domain.duty import CAME, WAS_HELD, AttendanceStatus, ShiftStatus, Slot
from liaison.domain.fold import fold
from liaison.domain.ids import DutyShiftId, RepresentativeId
from liaison.domain.reception import AWAY, WITHOUT_SHIFT
from liaison.services.imports.importing import Here, Importing
from liaison.services.imports.naming import Meant, who

ShiftKey = tuple[date, Slot, str]


@dataclass
class _Slot:
    """One slot of the book. `new`: a row of it is brought in now."""

    first: Visit
    times: dict[str, int] = field(default_factory=dict)
    officials: dict[Official, None] = field(default_factory=dict)
    held: bool = False
    new: bool = False


@dataclass
class Held:
    """A slot as the office has it."""

    id: DutyShiftId
    meant: dict[str, tuple[Meant, ...]]


def shift_key(visit: Visit) -> ShiftKey:
    return visit.received_on, visit.slot, visit.where if visit.channel in AWAY else ""


def has_shift(visit: Visit) -> bool:
    """Telephone, letter and code open no slot; nor does a walk-in whom nobody received."""
    somebody = bool(visit.representatives or visit.officials)
    return visit.channel not in WITHOUT_SHIFT and (somebody or visit.nobody)


def bring_sessions(here: Here, visits: list[tuple[Visit, bool]]) -> dict[ShiftKey, Held]:
    """`visits`: every row of the book, each with whether it is new. Slots with new rows are brought
    up to date, the others only looked up.
    """
    slots: dict[ShiftKey, _Slot] = {}
    for visit, is_new in visits:
        if has_shift(visit):
            _count(slots.setdefault(shift_key(visit), _Slot(visit)), visit, is_new)
    fresh = {key: slot for key, slot in slots.items() if slot.new}
    known = _Known.of(here, fresh)
    return {key: _bring(here, known, key, slot) for key, slot in fresh.items()}


def _count(slot: _Slot, visit: Visit, is_new: bool) -> None:
    for name, times in Counter(visit.representatives).items():
        slot.times[name] = max(times, slot.times.get(name, 0))
    slot.officials.update(dict.fromkeys(visit.officials))
    slot.held = slot.held or not visit.nobody
    slot.new = slot.new or is_new


@dataclass
class _Known:
    """Slots of these days that are in the office already, with their people."""

    shifts: dict[ShiftKey, tuple[DutyShiftId, ShiftStatus]]
    present: dict[UUID, list[Any]]
    officials: set[tuple[UUID, str, str]]

    @classmethod
    def of(cls, at: Here, slots: dict[ShiftKey, _Slot]) -> "_Known":
        if not slots:
            return cls({}, defaultdict(list), set())
        days = [key[0] for key in slots]
        rows = at.importing.work.session.execute
        here = (
            DutyShift.station_id == at.station.id,
            DutyShift.held_on.between(min(days), max(days)),
        )
        shift = select(
            DutyShift.id, DutyShift.held_on, DutyShift.slot, DutyShift.place, DutyShift.status
        )
        shifts = {
            (day, slot, place): (DutyShiftId(key), status)
            for key, day, slot, place, status in rows(shift.where(*here))
        }
        present: dict[UUID, list[Any]] = defaultdict(list)
        sat = select(
            Attendance.id,
            Attendance.shift_id,
            Attendance.representative_id,
            Attendance.name,
            Attendance.status,
        )
        for row in rows(sat.join(DutyShift).where(*here)):
            present[row.shift_id].append(row)
        came = select(OfficialVisit.shift_id, OfficialVisit.unit_name, OfficialVisit.name)
        return cls(
            shifts,
            present,
            {tuple(row) for row in rows(came.join(DutyShift).where(*here))},  # type: ignore[misc]
        )


def _bring(here: Here, known: _Known, key: ShiftKey, slot: _Slot) -> Held:
    visit = slot.first
    status = ShiftStatus.HELD if slot.held else ShiftStatus.NOBODY_CAME
    old = known.shifts.get(key)
    if old is None:
        shift_id = DutyShiftId(_add_shift(here, visit, key, status))
    else:
        shift_id = old[0]
        if old[1] not in WAS_HELD or (slot.held and old[1] is ShiftStatus.NOBODY_CAME):
            here.importing.changes.append(
                update(DutyShift)
                .where(DutyShift.id == shift_id)
                .values(status=status, version=DutyShift.version + 1)
            )
    meant = {name: who(here, name, times, visit) for name, times in slot.times.items()}
    _attend(here, shift_id, visit, meant, known.present.get(shift_id, []))
    _listen(here, shift_id, slot, known.officials)
    return Held(shift_id, meant)


def _add_shift(here: Here, visit: Visit, key: ShiftKey, status: ShiftStatus) -> UUID:
    return here.importing.batch.add(
        DutyShift,
        station_id=here.station.id,
        held_on=visit.received_on,
        slot=visit.slot,
        starts=visit.started,
        channel=visit.channel,
        place=key[2],
        status=status,
        planned=False,
    )


def _attend(
    here: Here,
    shift_id: DutyShiftId,
    visit: Visit,
    meant: dict[str, tuple[Meant, ...]],
    present: list[Any],
) -> None:
    there: set[RepresentativeId] = {row.representative_id for row in present}
    names = Counter(fold(row.name) for row in present)
    position = len(present)
    for name, people in meant.items():
        for nth, one in enumerate(people):
            if one.representative_id in there and one.representative_id is not None:
                _sign_in(here.importing, one.representative_id, present)
                continue
            if one.representative_id is None and nth < names[fold(name)]:
                continue
            key = here.importing.batch.add(
                Attendance,
                station_id=here.station.id,
                shift_id=shift_id,
                representative_id=one.representative_id,
                name=one.name,
                position=position,
                status=AttendanceStatus.PRESENT,
            )
            position += 1
            if one.representative_id is None:
                leave_unsettled(here, "attendance", key, visit, one)


def _sign_in(importing: Importing, person: RepresentativeId, present: list[Any]) -> None:
    """Planned or said to be away, but the book says that they sat there."""
    for row in present:
        if row.representative_id == person and row.status not in CAME:
            importing.changes.append(
                update(Attendance)
                .where(Attendance.id == row.id)
                .values(status=AttendanceStatus.PRESENT, version=Attendance.version + 1)
            )


def leave_unsettled(here: Here, record: str, key: UUID, visit: Visit, one: Meant) -> None:
    here.importing.batch.add(
        UnsettledName,
        station_id=here.station.id,
        record=record,
        record_id=key,
        name=one.name,
        candidates=[str(person.id) for person in one.candidates],
        stood_on=visit.received_on,
        source=visit.place.zh,
    )


def _listen(
    here: Here,
    shift_id: DutyShiftId,
    slot: _Slot,
    known: set[tuple[UUID, str, str]],
) -> None:
    for official in slot.officials:
        if (shift_id, official.unit, official.name) in known:
            continue
        here.importing.batch.add(
            OfficialVisit,
            station_id=here.station.id,
            shift_id=shift_id,
            reception_id=None,
            visited_on=slot.first.received_on,
            unit_name=official.unit,
            name=official.name,
            post=official.post,
        )
