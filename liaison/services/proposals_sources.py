"""Proposals and the matters they came from: who raised them, who has to be told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, func, or_, select

from db.models import (
    Area,
    Category,
    Matter,
    Proposal,
    ProposalMatter,
    Reception,
    ReceptionVisitor,
)
from liaison.domain.ids import MatterId, StationId
from liaison.domain.matter import MatterStatus
from liaison.services.work import Work

LEAST_PEOPLE = 3
MOST_CANDIDATES, MOST_LOOKED_AT = 20, 40
WITHIN_DAYS = 365
DONE_WITH = (MatterStatus.ARCHIVED, MatterStatus.TURNED_TO_PROPOSAL, MatterStatus.VOID)
ROOT = func.coalesce(Matter.merged_into_id, Matter.repeat_of_id, Matter.id)
"""Merged matters and repeat visits belong to the matter they were joined to."""


@dataclass(frozen=True)
class Candidate:
    """A matter that so many people raised that a proposal may be due."""

    matter_id: MatterId
    number: str
    title: str
    category: str
    village: str
    people: int
    visits: int
    first_on: date
    last_on: date
    station_id: StationId


def family(work: Work, matter_ids: Iterable[MatterId]) -> list[Matter]:
    """The matters, those joined to them and their repeats, oldest first."""
    keys = list(matter_ids)
    roots = {
        row.merged_into_id or row.repeat_of_id or row.id
        for row in work.session.scalars(select(Matter).where(Matter.id.in_(keys)))
    }
    mine = or_(
        Matter.id.in_(roots), Matter.merged_into_id.in_(roots), Matter.repeat_of_id.in_(roots)
    )
    standing = select(Matter).where(mine, Matter.status != MatterStatus.VOID)
    return list(work.session.scalars(standing.order_by(Matter.raised_on, Matter.id)))


def people_of(work: Work, matters: Iterable[Matter]) -> int:
    """How many people raised them: a visitor who came twice is one, a group counts its heads."""
    receptions = {row.reception_id for row in matters}
    counted = select(Reception.id, Reception.head_count).where(Reception.id.in_(receptions))
    heads: dict[UUID, int] = {row.id: row.head_count for row in work.session.execute(counted)}
    named: dict[UUID, set[UUID]] = {key: set() for key in heads}
    for reception_id, visitor_id in work.session.execute(
        select(ReceptionVisitor.reception_id, ReceptionVisitor.visitor_id).where(
            ReceptionVisitor.reception_id.in_(receptions)
        )
    ):
        named[reception_id].add(visitor_id)
    known = set().union(*named.values()) if named else set()
    return len(known) + sum(max(0, heads[key] - len(named[key])) for key in heads)


def candidates(work: Work, station_id: StationId | None = None) -> tuple[Candidate, ...]:
    """Matters of the last year, raised by three people or more, that no proposal was made from.

    Joined matters and repeat visits count with the matter they belong to; most people first.
    """
    found = [_candidate(work, root) for root in work.session.scalars(_crowded(work, station_id))]
    many = [one for one in found if one.people >= LEAST_PEOPLE]
    return tuple(sorted(many, key=lambda one: (-one.people, one.first_on)))[:MOST_CANDIDATES]


def _crowded(work: Work, station_id: StationId | None) -> Select[Matter]:
    """Those whose receptions have three heads or more: never fewer than the people that they are."""
    linked = or_(Matter.merged_into_id.is_not(None), Matter.repeat_of_id.is_not(None))
    joined = select(ROOT).where(linked, Matter.status != MatterStatus.VOID)
    whole = (
        select(Matter.id).where(Matter.id.in_(joined)).union_all(select(Matter.id).where(linked))
    )
    heads = (
        select(ROOT.label("root"), func.sum(Reception.head_count).label("heads"))
        .join(Reception, Reception.id == Matter.reception_id)
        .where(Matter.id.in_(whole), Matter.status != MatterStatus.VOID)
        .group_by(ROOT)
        .having(func.sum(Reception.head_count) >= LEAST_PEOPLE)
        .subquery()
    )
    query = (
        select(Matter)
        .join(heads, heads.c.root == Matter.id)
        .where(
            Matter.id.not_in(select(ProposalMatter.matter_id)),
            Matter.status.not_in(DONE_WITH),
            Matter.raised_on >= work.today - timedelta(days=WITHIN_DAYS),
        )
        .order_by(heads.c.heads.desc(), Matter.id.desc())
        .limit(MOST_LOOKED_AT)
    )
    return query if station_id is None else query.where(Matter.station_id == station_id)


def _candidate(work: Work, root: Matter) -> Candidate:
    matters = family(work, [MatterId(root.id)])
    category = work.session.get(Category, root.category_id) if root.category_id else None
    area = work.session.get(Area, root.area_id) if root.area_id else None
    days = [row.raised_on for row in matters]
    return Candidate(
        MatterId(root.id),
        root.number,
        root.title,
        category.name if category else "",
        area.name if area else "",
        people_of(work, matters),
        len({row.reception_id for row in matters}),
        min(days),
        max(days),
        root.station_id,
    )


def let_visitors_know(work: Work, row: Proposal, remark: str) -> None:
    """The matters it came from, and those joined to them, wait for their visitors to be told."""
    from liaison.domain.steps import Step
    from liaison.services.steps.joining import must_hear
    from liaison.services.steps.moving import finish, followers, move, must_tell

    for link in row.sources:
        key = MatterId(link.matter_id)
        must_hear(work, key, remark)
        matter = work.session.get_one(Matter, key)
        joined = followers(work, matter)
        for one in joined:
            move(work, one, Step.COMMENT, work.today, remark)
            must_tell(work, one, work.today)
        finish(work, *joined)
