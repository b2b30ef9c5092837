"""Bring in a register: its slots, its receptions, their people and matters."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from db.models import OfficialVisit, Reception, ReceptionRepresentative, ReceptionVisitor, Visitor
from liaison.books.matters import MatterLine
from liaison.books.register import Visit
from liaison.books.table import Table
from liaison.domain.fold import fold
from liaison.domain.ids import AreaId, StationId, VisitorId
from liaison.domain.reception import ReceptionStatus, VisitKind
from liaison.services.imports.importing import Here, Importing
from liaison.services.imports.known import KnownStation
from liaison.services.imports.matters import add_matters
from liaison.services.imports.naming import Meant, who
from liaison.services.imports.prints import fingerprint, known_prints, with_ordinals
from liaison.services.imports.sessions import (
    Held,
    ShiftKey,
    bring_sessions,
    has_shift,
    leave_unsettled,
    shift_key,
)

NAMELESS = "匿名"
CHUNK = 500


def bring_register(importing: Importing, table: Table, visits: tuple[Visit, ...]) -> None:
    """Each row once, at the station that it, the title, the sheet or the file names."""
    of_sheet = _station_of_sheet(importing, table)
    at: dict[StationId, list[Visit]] = defaultdict(list)
    lost: set[str] = set()
    for visit in visits:
        station = importing.known.station_named(visit.station) if visit.station else of_sheet
        if station is None:
            _tell_lost(importing, table, visit, lost)
            continue
        at[station.id].append(visit)
    for station_id, own in at.items():
        _bring(Here(importing, importing.known.stations[station_id]), own)


def _station_of_sheet(importing: Importing, table: Table) -> KnownStation | None:
    known = importing.known
    chosen = importing.answers.stations.get((table.file, table.sheet.name))
    station = known.stations.get(chosen) if chosen else None
    for text in (table.title, table.sheet.name, table.file):
        station = station or known.station_within(text)
    if station is None and len(known.stations) == 1 and "站" not in table.title:
        station = next(iter(known.stations.values()))
    if station:
        importing.station_of_sheet[table.file, table.sheet.name] = station.name
    return station


def _tell_lost(importing: Importing, table: Table, visit: Visit, lost: set[str]) -> None:
    """Told once a station; without any station the whole sheet stays out."""
    name = visit.station or table.title.split("\n")[0] or table.sheet.name
    if name not in lost:
        lost.add(name)
        table.tell(
            visit.place.row if visit.station else 0,
            "",
            "no_station_row" if visit.station else "no_station",
            name,
        )
    if visit.station:
        importing.keep_row(visit.place, visit.words or visit.station)


def _bring(here: Here, visits: list[Visit]) -> None:
    importing, station = here.importing, here.station
    marks = with_ordinals([_identity(station, visit) for visit in visits])
    states = [
        fingerprint("state", mark, *visit.matters)
        for mark, visit in zip(marks, visits, strict=True)
    ]
    known = known_prints(importing.work, marks) | importing.seen_prints
    known_states = known_prints(importing.work, states) | importing.seen_prints
    fresh = [mark not in known for mark in marks]
    held = bring_sessions(here, list(zip(visits, fresh, strict=True)))
    people = _Visitors(here, [v for v, new in zip(visits, fresh, strict=True) if new])
    for visit, mark, state, new in zip(visits, marks, states, fresh, strict=True):
        if not new:
            importing.unchanged["duty_shift" if visit.nobody else "reception"] += 1
            if state not in known_states and not visit.nobody:
                importing.tell(visit.place, "row_changed", _results(visit.matters))
            continue
        importing.seen_prints |= {mark, state}
        record, key = _add(here, visit, held, people)
        importing.remember(mark, record, key, visit.place.file)
        importing.remember(state, record, key, visit.place.file)


def _identity(station: KnownStation, visit: Visit) -> str:
    """What makes a row itself; what becomes of its matters is its state and may change."""
    who = visit.visitors
    return fingerprint(
        "visit",
        station.code,
        visit.received_on,
        visit.slot,
        visit.nobody,
        *who.names,
        who.nameless,
        visit.phone or visit.contact,
        *visit.words.split(),
    )


def _results(matters: tuple[MatterLine, ...]) -> str:
    first = matters[0] if matters else None
    parts = (first.answer_class or first.answer, first.unit) if first else ()
    return "，".join(filter(None, parts)) or "办理情况"


def _add(
    here: Here, visit: Visit, held: dict[ShiftKey, Held], people: "_Visitors"
) -> tuple[str, UUID]:
    importing, station = here.importing, here.station
    slot = held.get(shift_key(visit)) if has_shift(visit) else None
    if visit.nobody and slot is not None:
        importing.keep("duty_shift", slot.id, station.id, visit.place, visit.kept)
        return "duty_shift", slot.id
    reception = _reception(here, visit, slot)
    key: UUID = reception["id"]
    people.came(key, visit)
    if slot is None:
        _listened(here, key, visit)
    _received(here, key, visit, slot)
    add_matters(here, reception, visit)
    importing.keep("reception", key, station.id, visit.place, visit.kept)
    return "reception", key


def _reception(here: Here, visit: Visit, slot: Held | None) -> dict[str, Any]:
    importing, station = here.importing, here.station
    nameless = visit.visitors.nameless
    remarks = [visit.remark]
    if nameless and nameless != NAMELESS:
        remarks.append(f"来访人写作“{nameless}”")
    importing.batch.add(
        Reception,
        station_id=station.id,
        year=visit.received_on.year,
        serial=0,
        number="",
        shift_id=slot.id if slot else None,
        received_on=visit.received_on,
        slot=visit.slot,
        started=visit.started,
        channel=visit.channel,
        place=visit.where,
        visit_kind=_kind(visit),
        head_count=visit.head_count,
        area_id=importing.known.village(station, visit.address),
        words=visit.words,
        recorder=visit.recorder,
        remark="；".join(filter(None, remarks)),
        status=ReceptionStatus.RECORDED,
        recorded_at=importing.work.now,
    )
    return importing.batch.rows[Reception][-1]


def _kind(visit: Visit) -> VisitKind:
    if visit.head_count > 1:
        return VisitKind.GROUP
    return VisitKind.INDIVIDUAL if visit.visitors.names else VisitKind.ANONYMOUS


def _received(here: Here, key: UUID, visit: Visit, slot: Held | None) -> None:
    """Who received this visit, in the order of the cell."""
    waiting: dict[str, list[Meant]] = {}
    for position, name in enumerate(visit.representatives):
        if name not in waiting:
            waiting[name] = list(slot.meant[name] if slot else who(here, name, 1, visit))
        meant = waiting[name].pop(0) if waiting[name] else Meant(name, None)
        row = here.importing.batch.add(
            ReceptionRepresentative,
            station_id=here.station.id,
            reception_id=key,
            representative_id=meant.representative_id,
            name=meant.name,
            lead=position == 0,
            position=position,
        )
        if meant.representative_id is None and slot is None:
            leave_unsettled(here, "reception_representative", row, visit, meant)


def _listened(here: Here, key: UUID, visit: Visit) -> None:
    """Officials at a visit that opened no slot."""
    for official in visit.officials:
        here.importing.batch.add(
            OfficialVisit,
            station_id=here.station.id,
            shift_id=None,
            reception_id=key,
            visited_on=visit.received_on,
            unit_name=official.unit,
            name=official.name,
            post=official.post,
        )


class _Visitors:
    """People who came: one row a person of this name and telephone at the station."""

    def __init__(self, here: Here, visits: Iterable[Visit]) -> None:
        self._importing, self._station = here.importing, here.station
        phones = list({visit.phone for visit in visits if visit.phone})
        self._known: dict[tuple[str, str], VisitorId] = {}
        for start in range(0, len(phones), CHUNK):
            query = select(Visitor.id, Visitor.name, Visitor.phone).where(
                Visitor.station_id == self._station.id,
                Visitor.phone.in_(phones[start : start + CHUNK]),
            )
            for key, name, phone in here.importing.work.session.execute(query):
                self._known[fold(name), phone] = VisitorId(key)

    def came(self, reception_id: UUID, visit: Visit) -> None:
        names = visit.visitors.names or ((NAMELESS,) if visit.phone or visit.contact else ())
        for position, name in enumerate(names):
            phone, contact = (visit.phone, visit.contact) if position == 0 else ("", "")
            self._importing.batch.add(
                ReceptionVisitor,
                station_id=self._station.id,
                reception_id=reception_id,
                visitor_id=self._visitor(name, phone, contact, visit.address),
                position=position,
            )

    def _visitor(self, name: str, phone: str, contact: str, address: str) -> VisitorId:
        key = self._known.get((fold(name), phone)) if phone else None
        if key is None:
            area: AreaId | None = self._importing.known.village(self._station, address)
            key = VisitorId(
                self._importing.batch.add(
                    Visitor,
                    station_id=self._station.id,
                    name=name,
                    phone=phone,
                    contact=contact,
                    area_id=area,
                    address=address,
                )
            )
            if phone:
                self._known[fold(name), phone] = key
        return key


def number_of(
    receptions: list[dict[str, Any]],
) -> dict[tuple[StationId, int], list[dict[str, Any]]]:
    """Receptions to be numbered, per station and year, by date and then the book's order."""
    series: dict[tuple[StationId, int], list[dict[str, Any]]] = defaultdict(list)
    for row in receptions:
        series[row["station_id"], row["year"]].append(row)
    for rows in series.values():
        rows.sort(key=_by_date)
    return series


def _by_date(row: dict[str, Any]) -> date:
    day: date = row["received_on"]
    return day
