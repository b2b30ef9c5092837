"""One proposal as its page shows it: paper, list of rules, units, every round, the timeline."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from db.models import Area, Category, Matter, Proposal, ProposalMatter, Reception, Representative
from liaison.domain.ids import (
    AreaId,
    CategoryId,
    MatterId,
    ProposalId,
    ReceptionId,
    RepresentativeId,
    StationId,
)
from liaison.domain.matter import MATTER_STATUS_ZH, Satisfaction
from liaison.domain.proposal import (
    RULES,
    ProposalAct,
    ProposalKind,
    ProposalStatus,
    Rule,
    UnitRole,
    allowed,
)
from liaison.services.calendar import calendar
from liaison.services.proposals_moves import known
from liaison.services.work import Work


@dataclass(frozen=True)
class TickView:
    """A rule of the "may not" list; `by` and `at` where somebody has confirmed it."""

    rule: Rule
    by: str = ""
    at: datetime | None = None

    @property
    def ticked(self) -> bool:
        return self.at is not None


@dataclass(frozen=True)
class SignerView:
    representative_id: RepresentativeId | None
    name: str
    agreed_on: date | None


@dataclass(frozen=True)
class SourceView:
    """A matter that it came from: its number, never the visitor."""

    matter_id: MatterId
    reception_id: ReceptionId
    number: str
    title: str
    status_zh: str
    untold: bool


@dataclass(frozen=True)
class UnitView:
    name: str
    role: UnitRole
    round_no: int
    handed_on: date | None
    due_on: date | None
    replied_on: date | None
    reply: str
    returned_on: date | None
    return_reason: str


@dataclass(frozen=True)
class RoundView:
    round_no: int
    begun_on: date | None
    due_on: date | None
    answered_on: date | None
    answer: str
    answer_class: str | None
    talked_on: date | None
    talk_how: str
    talk_with: str
    rated_on: date | None
    work: Satisfaction | None
    result: Satisfaction | None
    opinion: str
    units: tuple[UnitView, ...]


@dataclass(frozen=True)
class StepView:
    act: ProposalAct | None
    status: ProposalStatus
    happened_on: date | None
    late_days: int
    recorded_at: datetime
    actor: str
    remark: str


@dataclass(frozen=True)
class ProposalView:
    id: ProposalId
    version: int
    number: str
    title: str
    kind: ProposalKind
    status: ProposalStatus
    content: str
    category_id: CategoryId | None
    category: str
    area_id: AreaId | None
    area: str
    people_count: int
    station_id: StationId | None
    lead_id: RepresentativeId | None
    lead: str
    signers: tuple[SignerView, ...]
    ticks: tuple[TickView, ...]
    sources: tuple[SourceView, ...]
    supervision: str
    hard: bool
    submitted_on: date | None
    acknowledged_on: date | None
    due_on: date | None
    due_is_guess: bool
    """The calendar doesn't know that year's holidays yet: 暂按周末推算."""
    late_days: int
    answer_class: str | None
    round_no: int
    rounds: tuple[RoundView, ...]
    units: tuple[UnitView, ...]
    """Of the round that is open."""
    steps: tuple[StepView, ...]
    allowed: frozenset[ProposalAct]


def view(work: Work, key: ProposalId) -> ProposalView:
    """NotFound: no such proposal."""
    row = known(work, key)
    category = work.session.get(Category, row.category_id) if row.category_id else None
    area = work.session.get(Area, row.area_id) if row.area_id else None
    lead = work.session.get(Representative, row.lead_id) if row.lead_id else None
    units = _units(row)
    return ProposalView(
        id=key,
        version=row.version,
        number=row.number or "",
        title=row.title,
        kind=row.kind,
        status=row.status,
        content=row.content,
        category_id=row.category_id,
        category=category.name if category else "",
        area_id=row.area_id,
        area=area.name if area else "",
        people_count=row.people_count,
        station_id=row.station_id,
        lead_id=row.lead_id,
        lead=lead.name if lead else row.lead_name,
        signers=tuple(
            SignerView(one.representative_id, one.name, one.agreed_on) for one in row.signers
        ),
        ticks=_ticks(row),
        sources=_sources(work, key),
        supervision=row.supervision,
        hard=row.hard,
        submitted_on=row.submitted_on,
        acknowledged_on=row.acknowledged_on,
        due_on=row.due_on,
        due_is_guess=bool(row.due_on and not calendar(work).is_known(row.due_on)),
        late_days=row.late_days,
        answer_class=row.answer_class,
        round_no=row.round_no,
        rounds=_rounds(row, units),
        units=tuple(one for one in units if one.round_no == row.round_no),
        steps=_steps(row),
        allowed=allowed(row.status),
    )


def _ticks(row: Proposal) -> tuple[TickView, ...]:
    done = {one["rule"]: one for one in row.ticks}
    return tuple(
        TickView(rule, done[rule.key]["by"], datetime.fromisoformat(done[rule.key]["at"]))
        if rule.key in done
        else TickView(rule)
        for rule in RULES
    )


def _units(row: Proposal) -> tuple[UnitView, ...]:
    return tuple(
        UnitView(
            one.unit_name,
            one.role,
            one.round_no,
            one.handed_on,
            one.due_on,
            one.replied_on,
            one.reply,
            one.returned_on,
            one.return_reason,
        )
        for one in row.units
    )


def _rounds(row: Proposal, units: tuple[UnitView, ...]) -> tuple[RoundView, ...]:
    return tuple(
        RoundView(
            one.round_no,
            one.begun_on,
            one.due_on,
            one.answered_on,
            one.answer,
            one.answer_class,
            one.talked_on,
            one.talk_how,
            one.talk_with,
            one.rated_on,
            one.satisfaction_work,
            one.satisfaction_result,
            one.opinion,
            tuple(unit for unit in units if unit.round_no == one.round_no),
        )
        for one in row.rounds
    )


def _steps(row: Proposal) -> tuple[StepView, ...]:
    return tuple(
        StepView(
            one.act,
            one.status,
            one.happened_on,
            one.late_days,
            one.recorded_at,
            one.actor,
            one.remark,
        )
        for one in row.steps
    )


def _sources(work: Work, key: ProposalId) -> tuple[SourceView, ...]:
    rows = work.session.scalars(
        select(Matter)
        .join(ProposalMatter, ProposalMatter.matter_id == Matter.id)
        .join(Reception, Reception.id == Matter.reception_id)
        .where(ProposalMatter.proposal_id == key)
        .order_by(Matter.raised_on, Matter.id)
    )
    return tuple(
        SourceView(
            MatterId(one.id),
            one.reception_id,
            one.number,
            one.title,
            MATTER_STATUS_ZH[one.status],
            one.untold_since is not None,
        )
        for one in rows
    )
