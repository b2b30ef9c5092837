"""履职一键览: one representative's year, from what the program knows and what people entered."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from db.models import (
    Activity,
    ActivityMember,
    Attachment,
    Attendance,
    DutyShift,
    PerformanceRecord,
    Proposal,
    ProposalSigner,
    Representative,
)
from liaison.domain.duty import CAME, WAS_HELD, AttendanceStatus, ContactKind, ShiftStatus
from liaison.domain.ids import ProposalId, RepresentativeId
from liaison.domain.overview import (
    ActivityLine,
    DutyLine,
    Overview,
    ProposalLine,
    SeatLine,
    Sitting,
)
from liaison.domain.performance import Done, Kind, KindCode, RecordLine, Source, kind_lines, needs
from liaison.domain.proposal import PUT_FORWARD
from liaison.services import performance_heard
from liaison.services.contacts import lines as contact_lines
from liaison.services.performance_done import (
    Year,
    done,
    entered,
    pairs,
)
from liaison.services.performance_kinds import kinds, least
from liaison.services.performance_standings import confirmed, key_of
from liaison.services.reports import district_name
from liaison.services.representatives import groups_of, known
from liaison.services.work import Work

RECORD = "performance"
"""What proofs are attached to (`services.attachments`)."""


def overview(work: Work, representative_id: RepresentativeId, year: int) -> Overview:
    """One representative's year; visitors and voters are masked. NotFound: nobody of this key."""
    person = known(work, representative_id)
    asked = Year(work, year, representative_id)
    found = done(asked)
    counts = Counter(one.kind for one in found)
    contacts = contact_lines(work, representative_id, year)
    links = sum(line.kind is ContactKind.VOTER and line.ended_on is None for line in contacts)
    visits = performance_heard.visits(asked)
    sittings = _sittings(asked, found, visits)
    table = kinds(work)
    return Overview(
        representative_id=representative_id,
        year=year,
        made_on=work.today,
        body=district_name(work),
        name=person.name,
        post=person.post,
        station_id=person.station_id,
        station=asked.stations[person.station_id],
        status=person.status,
        seats=_seats(person),
        groups=groups_of(work, representative_id),
        sittings=sittings,
        other_visits=performance_heard.outside(visits, sittings),
        duties=_duties(asked),
        activities=_activities(asked),
        proposals=_proposals(asked),
        contacts=contacts,
        records=_records(asked, found, table),
        kinds=kind_lines(table, counts),
        needs=needs(least(work), counts, links),
    )


def _seats(person: Representative) -> tuple[SeatLine, ...]:
    return tuple(
        SeatLine(seat.level, seat.term, seat.constituency, seat.ended_on) for seat in person.seats
    )


def _sittings(
    asked: Year, found: Iterable[Done], visits: performance_heard.ByShift
) -> tuple[Sitting, ...]:
    """One for each record of 进站接待: the same sessions as the figure counts."""
    rows: dict[UUID, list[Any]] = defaultdict(list)
    by_id = {row.id: row for row in asked.attended}
    for row in by_id.values():
        rows[_session(row)].append(row)
    names = _names(asked.work, {row.instead_of_id for row in by_id.values()})
    sat = [by_id[one.record_id] for one in found if one.kind == KindCode.RECEPTION]
    return tuple(
        Sitting(
            row.held_on,
            row.slot,
            asked.stations.get(row.station_id, ""),
            row.channel,
            "、".join(filter(None, (one.place for one in rows[_session(row)]))),
            row.shift_status,
            row.status is AttendanceStatus.LATE,
            names.get(row.instead_of_id, ""),
            tuple(v for one in rows[_session(row)] for v in visits.get(one.shift_id, ())),
        )
        for row in sat
    )


def _session(row: Any) -> Any:
    return row.station_id, row.held_on, row.slot


def _names(work: Work, keys: set[Any]) -> dict[Any, str]:
    wanted = [key for key in keys if key]
    if not wanted:
        return {}
    query = select(Representative.id, Representative.name).where(Representative.id.in_(wanted))
    return pairs(work, query)


def _duties(asked: Year) -> tuple[DutyLine, ...]:
    """Duties on the plan that were not, or not yet, sat."""
    sat = DutyShift.status.in_(WAS_HELD) & Attendance.status.in_(CAME)
    rows = asked.rows(
        select(
            DutyShift.held_on,
            DutyShift.slot,
            DutyShift.station_id,
            DutyShift.place,
            DutyShift.status.label("shift"),
            Attendance.status,
            Attendance.reason,
        )
        .join(DutyShift, Attendance.shift_id == DutyShift.id)
        .where(
            Attendance.representative_id == asked.person,
            asked.scope.during(DutyShift.held_on),
            ~sat,
        )
        .order_by(DutyShift.held_on, DutyShift.slot.desc())
    )
    return tuple(
        DutyLine(
            row.held_on,
            row.slot,
            asked.stations.get(row.station_id, ""),
            row.place,
            row.shift,
            row.status,
            row.reason,
        )
        for row in rows
        if row.shift is not ShiftStatus.CANCELLED or row.status is not AttendanceStatus.PLANNED
    )


def _activities(asked: Year) -> tuple[ActivityLine, ...]:
    rows = asked.rows(
        select(Activity, ActivityMember.came)
        .join(ActivityMember, ActivityMember.activity_id == Activity.id)
        .where(
            ActivityMember.representative_id == asked.person,
            asked.scope.during(Activity.held_on),
        )
        .order_by(Activity.held_on, Activity.id)
    )
    return tuple(
        ActivityLine(row.id, row.kind, row.status, row.title, row.held_on, row.place, came)
        for row, came in rows
    )


def _proposals(asked: Year) -> tuple[ProposalLine, ...]:
    signed = select(ProposalSigner.proposal_id).where(
        ProposalSigner.representative_id == asked.person
    )
    rows = asked.work.session.scalars(
        select(Proposal)
        .where(
            Proposal.year == asked.year,
            Proposal.status.in_(PUT_FORWARD),
            (Proposal.lead_id == asked.person) | Proposal.id.in_(signed),
        )
        .order_by(Proposal.submitted_on, Proposal.number, Proposal.id)
    )
    return tuple(
        ProposalLine(
            ProposalId(row.id),
            row.number or "",
            row.title,
            row.lead_id == asked.person,
            row.status,
            row.submitted_on,
            row.answer_class or "",
        )
        for row in rows
    )


def _records(asked: Year, found: Iterable[Done], table: tuple[Kind, ...]) -> tuple[RecordLine, ...]:
    """What counts and what was withdrawn, oldest first; what has no day comes last."""
    names = {kind.code: kind.name for kind in table}
    known_at = confirmed(asked.work, asked)
    rows = _entered(asked)
    proofs = _proofs(asked.work, list(rows))
    lines = [
        RecordLine(one, names.get(one.kind, one.kind), confirmed_at=known_at.get(key_of(one)))
        for one in found
        if one.source is not Source.BY_HAND
    ]
    lines += [
        RecordLine(
            entered(row),
            names.get(row.kind, row.kind),
            row.content,
            proofs.get(row.id, 0),
            row.entered_by,
            row.confirmed_at,
            row.withdrawn_at,
            row.withdrawn_reason,
            row.version,
        )
        for row in rows.values()
    ]
    return tuple(sorted(lines, key=lambda line: str(line.done.done_on or "9999")))


def _entered(asked: Year) -> dict[UUID, PerformanceRecord]:
    rows = asked.work.session.scalars(
        select(PerformanceRecord)
        .where(
            PerformanceRecord.representative_id == asked.person,
            PerformanceRecord.record == Source.BY_HAND,
            asked.scope.during(PerformanceRecord.done_on),
        )
        .order_by(PerformanceRecord.done_on, PerformanceRecord.id)
    )
    return {row.id: row for row in rows}


def _proofs(work: Work, keys: list[UUID]) -> dict[UUID, int]:
    if not keys:
        return {}
    query = (
        select(Attachment.record_id, func.count())
        .where(
            Attachment.record == RECORD,
            Attachment.record_id.in_(keys),
            Attachment.withdrawn_at.is_(None),
        )
        .group_by(Attachment.record_id)
    )
    return pairs(work, query)
