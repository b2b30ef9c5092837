"""What representatives did in a year, as far as the program knows: one query for each kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import func, literal, select

from db.models import (
    Activity,
    ActivityMember,
    Attendance,
    ContactLink,
    ContactLog,
    DutyShift,
    PerformanceRecord,
    Proposal,
    ProposalSigner,
    Station,
)
from liaison.domain.duty import (
    ACTIVITY_KIND_ZH,
    CAME,
    SLOT_ZH,
    ActivityKind,
    ActivityStatus,
    ContactKind,
)
from liaison.domain.ids import RepresentativeId
from liaison.domain.masks import mask_name
from liaison.domain.performance import Done, KindCode, Source
from liaison.domain.period import Period
from liaison.domain.proposal import PUT_FORWARD
from liaison.domain.reception import AWAY, CHANNEL_ZH
from liaison.services.scope import Condition, Query, Scope, sittings
from liaison.services.work import Work

OUTREACH = frozenset({ActivityKind.ISLAND, ActivityKind.HAMLET})
LEAD_ZH, SIGNED_ZH = "领衔", "附议"


@dataclass(frozen=True)
class Year:
    """Which records are asked for: one year, one representative or (None) all of them."""

    work: Work
    year: int
    person: RepresentativeId | None = None

    @property
    def scope(self) -> Scope:
        return Scope(self.work, Period(self.year, 1, 12), None)

    @cached_property
    def stations(self) -> dict[UUID, str]:
        """Every station's name."""
        return pairs(self.work, select(Station.id, Station.name))

    @cached_property
    def attended(self) -> list[Any]:
        """`attendances`, read once."""
        return attendances(self)

    def of(self, column: Any) -> Iterable[Condition]:
        return () if self.person is None else (column == self.person,)

    def rows(self, statement: Any) -> Any:
        return self.work.session.execute(statement).all()


def done(year: Year) -> list[Done]:
    """Everything that counts, by hand too; withdrawn ones and unsettled names left out."""
    active = activities(year)
    return [
        *receptions(year),
        *away(year, active),
        *active,
        *proposals(year),
        *contacts(year),
        *by_hand(year),
    ]


def counted(found: Iterable[Done]) -> dict[RepresentativeId, Counter[str]]:
    """Records by representative and kind."""
    counts: dict[RepresentativeId, Counter[str]] = defaultdict(Counter)
    for one in found:
        counts[one.representative_id][one.kind] += 1
    return counts


def attendances(year: Year) -> list[Any]:
    """Attendances of settled names at slots that took place, with their shift."""
    return list(
        year.rows(
            select(
                Attendance.id,
                Attendance.representative_id,
                Attendance.status,
                Attendance.instead_of_id,
                DutyShift.id.label("shift_id"),
                DutyShift.station_id,
                DutyShift.held_on,
                DutyShift.slot,
                DutyShift.channel,
                DutyShift.place,
                DutyShift.activity_id,
                DutyShift.status.label("shift_status"),
            )
            .join(DutyShift, Attendance.shift_id == DutyShift.id)
            .where(
                year.scope.shifts(),
                Attendance.status.in_(CAME),
                Attendance.representative_id.is_not(None),
                *year.of(Attendance.representative_id),
            )
            .order_by(DutyShift.held_on, DutyShift.slot.desc(), DutyShift.place, Attendance.id)
        )
    )


def sat(year: Year) -> list[tuple[UUID, Any, Any, UUID]]:
    """The sessions counted as 进站人次, by the very query of the figures."""
    query = sittings(year.scope)
    if year.person is not None:
        query = query.where(Attendance.representative_id == year.person)
    return [tuple(row) for row in year.rows(query)]


def receptions(year: Year) -> list[Done]:
    """进站接待: one for each session, however many places it was held at."""
    first: dict[tuple[Any, ...], Any] = {}
    for row in year.attended:
        first.setdefault((row.station_id, row.held_on, row.slot, row.representative_id), row)
    return [
        Done(
            first[session].representative_id,
            KindCode.RECEPTION,
            session[1],
            Source.ATTENDANCE,
            first[session].id,
            _session_zh(first[session], year.stations),
            year.stations.get(session[0], ""),
        )
        for session in sorted(
            filter(first.__contains__, sat(year)), key=lambda s: (s[1], str(s[2]))
        )
    ]


def _session_zh(row: Any, stations: dict[UUID, str]) -> str:
    where = row.place or stations.get(row.station_id, "")
    return f"{where} {SLOT_ZH[row.slot]} {CHANNEL_ZH[row.channel]}"


def activities(year: Year) -> list[Done]:
    """Activities held where the person came."""
    rows = year.rows(
        select(ActivityMember.representative_id, Activity)
        .join(Activity, ActivityMember.activity_id == Activity.id)
        .where(
            Activity.status == ActivityStatus.HELD,
            ActivityMember.came,
            year.scope.during(Activity.held_on),
            *year.of(ActivityMember.representative_id),
        )
        .order_by(Activity.held_on, Activity.id)
    )
    return [
        Done(
            person,
            KindCode.OUTREACH if one.kind in OUTREACH else KindCode.ACTIVITY,
            one.held_on,
            Source.ACTIVITY,
            one.id,
            one.title,
            year.stations.get(one.station_id, ""),
            "，".join(filter(None, (ACTIVITY_KIND_ZH[one.kind], one.place))),
        )
        for person, one in rows
    ]


def away(year: Year, active: Iterable[Done]) -> list[Done]:
    """Receptions on islands and in hamlets that no activity of the person stands for already."""
    told = {(one.representative_id, one.record_id) for one in active}
    found: dict[tuple[Any, ...], Done] = {}
    for row in year.attended:
        person = row.representative_id
        if row.channel in AWAY and (person, row.activity_id) not in told:
            found.setdefault(
                (person, row.held_on, row.place),
                Done(
                    person,
                    KindCode.OUTREACH,
                    row.held_on,
                    Source.ATTENDANCE,
                    row.id,
                    f"{CHANNEL_ZH[row.channel]} {row.place}".strip(),
                    year.stations.get(row.station_id, ""),
                ),
            )
    return list(found.values())


def proposals(year: Year) -> list[Done]:
    """Proposals put forward in the congress's year, as lead or signing beside the lead."""
    columns = (Proposal.id, Proposal.submitted_on, Proposal.title)
    standing = (Proposal.status.in_(PUT_FORWARD), Proposal.year == year.year)
    lead = select(Proposal.lead_id.label("person"), *columns, literal(0).label("place")).where(
        *standing, Proposal.lead_id.is_not(None), *year.of(Proposal.lead_id)
    )
    signed = (
        select(ProposalSigner.representative_id, *columns, literal(1).label("place"))
        .join(Proposal, ProposalSigner.proposal_id == Proposal.id)
        .where(
            *standing,
            ProposalSigner.representative_id.is_not(None),
            func.coalesce(ProposalSigner.representative_id != Proposal.lead_id, True),
            *year.of(ProposalSigner.representative_id),
        )
    )
    rows = year.rows(lead.union(signed))
    return [
        Done(
            row.person,
            KindCode.PROPOSAL,
            row.submitted_on,
            Source.PROPOSAL,
            row.id,
            row.title,
            remark=SIGNED_ZH if row.place else LEAD_ZH,
        )
        for row in sorted(rows, key=lambda row: (str(row.submitted_on or ""), str(row.id)))
    ]


def contacts(year: Year) -> list[Done]:
    """Voters and households contacted; the voter is masked."""
    rows = year.rows(
        select(
            ContactLink.representative_id,
            ContactLink.name,
            ContactLog.id,
            ContactLog.contacted_on,
            ContactLog.how,
        )
        .join(ContactLink, ContactLog.link_id == ContactLink.id)
        .where(
            ContactLink.kind == ContactKind.VOTER,
            year.scope.during(ContactLog.contacted_on),
            *year.of(ContactLink.representative_id),
        )
        .order_by(ContactLog.contacted_on, ContactLog.id)
    )
    return [
        Done(
            row.representative_id,
            KindCode.CONTACT,
            row.contacted_on,
            Source.CONTACT_LOG,
            row.id,
            f"{row.how or '联系'} {mask_name(row.name)}",
        )
        for row in rows
    ]


def by_hand(year: Year) -> list[Done]:
    """What people entered, and nobody withdrew."""
    rows = year.rows(
        select(PerformanceRecord)
        .where(
            PerformanceRecord.record == Source.BY_HAND,
            PerformanceRecord.withdrawn_at.is_(None),
            year.scope.during(PerformanceRecord.done_on),
            *year.of(PerformanceRecord.representative_id),
        )
        .order_by(PerformanceRecord.done_on, PerformanceRecord.id)
    )
    return [entered(row) for (row,) in rows]


def entered(row: PerformanceRecord) -> Done:
    return Done(row.representative_id, row.kind, row.done_on, Source.BY_HAND, row.id, row.title)


def pairs(work: Work, statement: Query) -> dict[Any, Any]:
    """First column → second."""
    rows: Iterable[Any] = work.session.execute(statement)
    return {row[0]: row[1] for row in rows}
