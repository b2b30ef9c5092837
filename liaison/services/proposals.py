"""The list of proposals: by stage, the earliest clock first, one page after another by its key."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Date, case, func, literal, or_, select, tuple_

from db.models import Category, Proposal, ProposalMatter, ProposalUnit
from liaison.domain.ids import MatterId, ProposalId, StationId
from liaison.domain.proposal import (
    IN_HAND,
    NOT_YET,
    ProposalKind,
    ProposalStatus,
    UnitRole,
)
from liaison.domain.text import clean_line
from liaison.services.work import Work

PAGE = 100
NO_CLOCK, UNDATED = date(9999, 12, 31), date(1, 1, 1)


class Stage(StrEnum):
    """The tabs of the list."""

    DRAFTS = "drafts"
    TO_HAND = "to_hand"
    IN_HAND = "in_hand"
    ANSWERED = "answered"
    DONE = "done"


S = ProposalStatus
STAGE_ZH = {
    Stage.DRAFTS: "草稿",
    Stage.TO_HAND: "待交办",
    Stage.IN_HAND: "办理中",
    Stage.ANSWERED: "已答复",
    Stage.DONE: "已归档",
}
STATUSES = {
    Stage.DRAFTS: NOT_YET,
    Stage.TO_HAND: (S.SUBMITTED, S.ACKNOWLEDGED),
    Stage.IN_HAND: (S.HANDED, S.REOPENED),
    Stage.ANSWERED: (S.ANSWERED, S.RATED),
    Stage.DONE: (S.CLOSED, S.WITHDRAWN),
}
BY_CLOCK = (Stage.TO_HAND, Stage.IN_HAND)


@dataclass(frozen=True)
class ProposalQuery:
    """Which proposals: all conditions hold together. `stage` None is every stage."""

    stage: Stage | None = None
    station_id: StationId | None = None
    year: int | None = None
    overdue: bool = False
    text: str = ""
    """Part of the title, the number or the lead's name."""


class Place(NamedTuple):
    """Where a row stands: its clock and its key."""

    clock: date
    id: UUID


@dataclass(frozen=True, slots=True)
class ProposalRow:
    id: ProposalId
    number: str
    title: str
    kind: ProposalKind
    status: ProposalStatus
    year: int
    submitted_on: date | None
    due_on: date | None
    answered_on: date | None
    answer_class: str | None
    lead: str
    unit: str
    category: str
    supervision: str
    people_count: int
    round_no: int
    late_days: int
    clock: date

    @property
    def place(self) -> Place:
        return Place(self.clock, self.id)


@dataclass(frozen=True)
class StageCount:
    proposals: int
    overdue: int


def page(
    work: Work, query: ProposalQuery, after: Place | None = None, limit: int = PAGE
) -> list[ProposalRow]:
    """Rows after a place. Stages with a clock: the earliest due first; else drafts, then the newest."""
    statement = _rows(query).where(*_conditions(work, query)).order_by(*_order(query)).limit(limit)
    if after is not None:
        statement = statement.where(_beyond(query, after))
    return [ProposalRow(*row) for row in work.session.execute(statement)]


def find(work: Work, key: ProposalId) -> ProposalRow | None:
    """One row by its key; None when it is gone."""
    row = work.session.execute(_rows(ProposalQuery()).where(Proposal.id == key)).first()
    return None if row is None else ProposalRow(*row)


def named(work: Work, text: str, limit: int = 8) -> list[ProposalRow]:
    """Proposals whose title or number holds the words, newest first: what Ctrl+K asks."""
    return page(work, ProposalQuery(text=text), None, limit) if clean_line(text) else []


def of_matter(work: Work, key: MatterId) -> list[ProposalRow]:
    """The proposals that a matter became, newest first."""
    made = select(ProposalMatter.proposal_id).where(ProposalMatter.matter_id == key)
    found = _rows(ProposalQuery()).where(Proposal.id.in_(made)).order_by(Proposal.id.desc())
    return [ProposalRow(*row) for row in work.session.execute(found)]


def anchors(work: Work, query: ProposalQuery, every: int = PAGE) -> tuple[int, list[Place]]:
    """How many rows there are, and the place of the last row of each page."""
    conditions = _conditions(work, query)
    place = func.row_number().over(order_by=_order(query)).label("place")
    lines = select(_clock(query).label("clock"), Proposal.id, place).where(*conditions).subquery()
    keys = (
        select(lines.c.clock, lines.c.id).where(lines.c.place % every == 0).order_by(lines.c.place)
    )
    count = select(func.count()).select_from(Proposal).where(*conditions)
    return work.session.scalar(count) or 0, [Place(*row) for row in work.session.execute(keys)]


def stage_counts(work: Work, query: ProposalQuery) -> dict[Stage, StageCount]:
    """How many stand in each stage, and how many of them are overdue."""
    late = case((Proposal.due_on < work.today, 1), else_=0)
    rows = work.session.execute(
        select(Proposal.status, func.count(), func.sum(late))
        .where(*_conditions(work, replace(query, stage=None, overdue=False)))
        .group_by(Proposal.status)
    ).all()
    return {
        stage: StageCount(
            sum(count for status, count, _ in rows if status in statuses),
            sum(lates for status, _, lates in rows if status in statuses),
        )
        for stage, statuses in STATUSES.items()
    }


def stage_of(status: ProposalStatus) -> Stage:
    """The tab under which a proposal stands."""
    return next(stage for stage, all_of in STATUSES.items() if status in all_of)


def years(work: Work) -> list[int]:
    """The years that have proposals, newest first."""
    return list(
        work.session.scalars(select(Proposal.year).distinct().order_by(Proposal.year.desc()))
    )


def _rows(query: ProposalQuery) -> Any:
    unit = (
        select(ProposalUnit.unit_name)
        .where(
            ProposalUnit.proposal_id == Proposal.id,
            ProposalUnit.role == UnitRole.MAIN,
            ProposalUnit.returned_on.is_(None),
        )
        .order_by(ProposalUnit.id.desc())
        .limit(1)
        .correlate(Proposal)
        .scalar_subquery()
    )
    shown: tuple[Any, ...] = (
        Proposal.id,
        func.coalesce(Proposal.number, ""),
        *(Proposal.title, Proposal.kind, Proposal.status, Proposal.year, Proposal.submitted_on),
        *(Proposal.due_on, Proposal.answered_on, Proposal.answer_class, Proposal.lead_name),
        func.coalesce(unit, ""),
        func.coalesce(Category.name, ""),
        *(Proposal.supervision, Proposal.people_count, Proposal.round_no, Proposal.late_days),
        _clock(query),
    )
    return select(*shown).outerjoin(Category, Category.id == Proposal.category_id)


def _by_clock(query: ProposalQuery) -> bool:
    return query.stage in BY_CLOCK or query.overdue


def _clock(query: ProposalQuery) -> ColumnElement[date]:
    if _by_clock(query):
        return func.coalesce(Proposal.due_on, literal(NO_CLOCK, Date()), type_=Date())
    submitted = func.coalesce(Proposal.submitted_on, literal(UNDATED, Date()), type_=Date())
    return case((Proposal.number.is_(None), literal(NO_CLOCK, Date())), else_=submitted)


def _order(query: ProposalQuery) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    clock = _clock(query)
    if _by_clock(query):
        return clock.asc(), Proposal.id.asc()
    return clock.desc(), Proposal.id.desc()


def _beyond(query: ProposalQuery, after: Place) -> ColumnElement[bool]:
    here = tuple_(_clock(query), Proposal.id)
    there = tuple_(literal(after.clock, Date()), literal(after.id))
    return here > there if _by_clock(query) else here < there


def _conditions(work: Work, query: ProposalQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.stage is not None:
        found.append(Proposal.status.in_(STATUSES[query.stage]))
    if query.station_id is not None:
        found.append(Proposal.station_id == query.station_id)
    if query.year is not None:
        found.append(Proposal.year == query.year)
    if query.overdue:
        found += [Proposal.due_on < work.today, Proposal.status.in_(IN_HAND)]
    if words := clean_line(query.text):
        pattern = f"%{words.replace('/', '//').replace('%', '/%').replace('_', '/_')}%"
        columns = (Proposal.title, Proposal.number, Proposal.lead_name)
        found.append(or_(*(column.like(pattern, escape="/") for column in columns)))
    return found
