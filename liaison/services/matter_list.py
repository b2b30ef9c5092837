"""The work list of matters: by stage, the oldest clock first, one page after another by its key."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Date, case, func, literal, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from db.models import Area, Category, Matter, Round
from liaison.domain.ids import CategoryId, MatterId, ReceptionId, StationId
from liaison.domain.matter import OPEN, MatterStatus
from liaison.domain.period import Period
from liaison.domain.text import clean_line
from liaison.services.work import Work

PAGE = 100


class Stage(StrEnum):
    """The tabs of the work list."""

    TO_REFER = "to_refer"
    IN_HAND = "in_hand"
    UNTOLD = "untold"
    TRACKED = "tracked"
    DONE = "done"


STAGE_ZH = {
    Stage.TO_REFER: "待交办",
    Stage.IN_HAND: "办理中",
    Stage.UNTOLD: "已答复未告知",
    Stage.TRACKED: "B类跟踪",
    Stage.DONE: "已办结",
}
STATUSES = {
    Stage.TO_REFER: (
        MatterStatus.REGISTERED,
        MatterStatus.AWAITING_REFERRAL,
        MatterStatus.RETURNED,
    ),
    Stage.IN_HAND: (MatterStatus.REFERRED, MatterStatus.IN_HAND),
    Stage.UNTOLD: (MatterStatus.ANSWERED,),
    Stage.TRACKED: (MatterStatus.TRACKED,),
    Stage.DONE: (
        MatterStatus.ANSWERED_ON_THE_SPOT,
        MatterStatus.DECLINED,
        MatterStatus.TOLD,
        MatterStatus.RATED,
        MatterStatus.ARCHIVED,
        MatterStatus.TURNED_TO_PROPOSAL,
        MatterStatus.MERGED,
    ),
}
OPEN_STAGES = (Stage.TO_REFER, Stage.IN_HAND)
NO_CLOCK = date(9999, 12, 31)


@dataclass(frozen=True)
class MatterQuery:
    """Which matters: all conditions hold together. `stage` None is every stage."""

    stage: Stage | None = None
    station_id: StationId | None = None
    period: Period | None = None
    """Raised in it."""
    category_id: CategoryId | None = None
    overdue: bool = False
    text: str = ""
    """Part of the title or of the number."""


class Place(NamedTuple):
    """Where a row stands: its clock and its key."""

    clock: date
    id: UUID


@dataclass(frozen=True, slots=True)
class MatterRow:
    id: MatterId
    reception_id: ReceptionId
    number: str
    title: str
    status: MatterStatus
    raised_on: date
    due_on: date | None
    settled_on: date | None
    category: str
    village: str
    unit: str
    round_no: int
    answer_class: str | None
    clock: date

    @property
    def place(self) -> Place:
        return Place(self.clock, self.id)


@dataclass(frozen=True)
class StageCount:
    matters: int
    overdue: int


def page(
    work: Work, query: MatterQuery, after: Place | None = None, limit: int = PAGE
) -> list[MatterRow]:
    """Rows after a place. Open stages: the earliest due first; untold: the longest told to wait."""
    clock = _clock(query.stage)
    shown: tuple[Any, ...] = (
        Matter.id,
        Matter.reception_id,
        Matter.number,
        Matter.title,
        Matter.status,
        Matter.raised_on,
        Matter.due_on,
        Matter.settled_on,
        func.coalesce(Category.name, ""),
        func.coalesce(Area.name, ""),
        func.coalesce(_of_last_round(Round.unit_name), ""),
        func.coalesce(_of_last_round(Round.round_no), 1),
        Matter.answer_class,
        clock,
    )
    statement = (
        select(*shown)
        .outerjoin(Category, Category.id == Matter.category_id)
        .outerjoin(Area, Area.id == Matter.area_id)
        .where(*_conditions(work, query))
        .order_by(*_order(query.stage))
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(_beyond(query, after))
    return [MatterRow(*row) for row in work.session.execute(statement)]


def anchors(work: Work, query: MatterQuery, every: int = PAGE) -> tuple[int, list[Place]]:
    """How many rows there are, and the place of the last row of each page."""
    conditions = _conditions(work, query)
    place = func.row_number().over(order_by=_order(query.stage)).label("place")
    clock = _clock(query.stage).label("clock")
    lines = select(clock, Matter.id, place).where(*conditions).subquery()
    keys = (
        select(lines.c.clock, lines.c.id).where(lines.c.place % every == 0).order_by(lines.c.place)
    )
    total = work.session.scalar(select(func.count()).select_from(Matter).where(*conditions)) or 0
    return total, [Place(*row) for row in work.session.execute(keys)]


def stage_counts(work: Work, query: MatterQuery) -> dict[Stage, StageCount]:
    """How many stand in each stage, and how many of them are overdue."""
    late = case((Matter.due_on < work.today, 1), else_=0)
    rows = work.session.execute(
        select(Matter.status, func.count(), func.sum(late))
        .where(*_conditions(work, replace(query, stage=None, overdue=False)))
        .group_by(Matter.status)
    ).all()
    return {
        stage: StageCount(
            sum(count for status, count, _ in rows if status in statuses),
            sum(lates for status, _, lates in rows if status in statuses)
            if stage in OPEN_STAGES
            else 0,
        )
        for stage, statuses in STATUSES.items()
    }


def stage_of(status: MatterStatus) -> Stage:
    """The tab under which a matter stands."""
    return next((stage for stage, all_of in STATUSES.items() if status in all_of), Stage.DONE)


def find(work: Work, key: MatterId) -> MatterRow | None:
    """One row by its key, as the list shows it; None when it is gone."""
    row = work.session.get(Matter, key)
    if row is None:
        return None
    last = row.rounds[-1] if row.rounds else None
    category = work.session.get(Category, row.category_id) if row.category_id else None
    area = work.session.get(Area, row.area_id) if row.area_id else None
    return MatterRow(
        MatterId(row.id),
        row.reception_id,
        row.number,
        row.title,
        row.status,
        row.raised_on,
        row.due_on,
        row.settled_on,
        category.name if category else "",
        area.name if area else "",
        last.unit_name if last else "",
        last.round_no if last else 1,
        row.answer_class,
        NO_CLOCK,
    )


def _clock(stage: Stage | None) -> ColumnElement[date]:
    if stage in OPEN_STAGES:
        return func.coalesce(Matter.due_on, literal(NO_CLOCK, Date()), type_=Date())
    if stage is Stage.UNTOLD:
        return func.coalesce(Matter.settled_on, literal(NO_CLOCK, Date()), type_=Date())
    return Matter.raised_on.expression


def _newest_first(stage: Stage | None) -> bool:
    return stage not in (*OPEN_STAGES, Stage.UNTOLD)


def _order(stage: Stage | None) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    clock = _clock(stage)
    if _newest_first(stage):
        return clock.desc(), Matter.id.desc()
    return clock.asc(), Matter.id.asc()


def _beyond(query: MatterQuery, after: Place) -> ColumnElement[bool]:
    here = tuple_(_clock(query.stage), Matter.id)
    there = tuple_(literal(after.clock, Date()), literal(after.id))
    return here < there if _newest_first(query.stage) else here > there


def _of_last_round(column: InstrumentedAttribute[Any]) -> Any:
    return (
        select(column)
        .where(Round.matter_id == Matter.id)
        .order_by(Round.round_no.desc())
        .limit(1)
        .correlate(Matter)
        .scalar_subquery()
    )


def _conditions(work: Work, query: MatterQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Matter.status != MatterStatus.VOID]
    if query.stage is not None:
        found.append(Matter.status.in_(STATUSES[query.stage]))
    if query.station_id is not None:
        found.append(Matter.station_id == query.station_id)
    if query.period is not None:
        found.append(Matter.raised_on.between(query.period.first, query.period.last))
    if query.category_id is not None:
        found.append(Matter.category_id == query.category_id)
    if query.overdue:
        found += [Matter.due_on < work.today, Matter.status.in_(OPEN)]
    if words := clean_line(query.text):
        pattern = f"%{words.replace('/', '//').replace('%', '/%').replace('_', '/_')}%"
        found.append(
            Matter.title.like(pattern, escape="/") | Matter.number.like(pattern, escape="/")
        )
    return found
