"""The work list of matters: by stage, the oldest clock first, one page after another by its key.

Stage and deadline are stored with the matter, so a page is a walk along one index.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Row, case, func, literal, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from db.models import Area, Category, Matter, Round
from liaison.domain.ids import CategoryId, MatterId, ReceptionId, StationId
from liaison.domain.matter import STAGE_ZH, MatterStatus, Satisfaction, Stage, stage_of
from liaison.domain.period import Period
from liaison.domain.text import clean_line
from liaison.services.calendar import calendar
from liaison.services.work import Work

__all__ = ["STAGE_ZH", "Stage", "stage_of"]
PAGE = 100
BY_CLOCK = frozenset({Stage.TO_REFER, Stage.IN_HAND, Stage.UNTOLD, Stage.TRACKED})
"""Pages on which every matter has a deadline: the earliest first. The others: the newest first."""
OPEN_STAGES = (Stage.TO_REFER, Stage.IN_HAND, Stage.WAITING)
SHOWN = tuple(stage for stage in Stage if stage is not Stage.VOID)


@dataclass(frozen=True)
class MatterQuery:
    """Which matters: all conditions hold together. `stage` None is every stage but void ones."""

    stage: Stage | None = None
    station_id: StationId | None = None
    period: Period | None = None
    """Raised in it."""
    category_id: CategoryId | None = None
    overdue: bool = False
    """Past the deadline of whatever waits now."""
    soon: date | None = None
    """Falling due until that day, the overdue ones included."""
    mine: str = ""
    """经办人: only those whose last step this person did."""
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
    version: int
    stage: Stage
    paused_on: date | None
    untold_since: date | None
    late_days: int
    satisfaction: Satisfaction | None
    keeper: str
    clock: date
    due_is_guess: bool = False
    """The deadline lies in a year whose holidays nobody has confirmed: 暂按周末推算."""

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
    """Rows after a place: where a clock runs the earliest due first, else the newest first."""
    statement = (
        select(*_shown(query))
        .outerjoin(Category, Category.id == Matter.category_id)
        .outerjoin(Area, Area.id == Matter.area_id)
        .where(*_conditions(work, query))
        .order_by(*_order(query))
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(_beyond(query, after))
    return [_row(work, row) for row in work.session.execute(statement)]


def find(work: Work, key: MatterId) -> MatterRow | None:
    """One row by its key, as the list shows it; None when it is gone."""
    row = work.session.execute(
        select(*_shown(MatterQuery()))
        .outerjoin(Category, Category.id == Matter.category_id)
        .outerjoin(Area, Area.id == Matter.area_id)
        .where(Matter.id == key)
    ).first()
    return _row(work, row) if row else None


def _row(work: Work, row: Row[*tuple[Any, ...]]) -> MatterRow:
    shown = MatterRow(*row)
    guessed = shown.due_on is not None and not calendar(work).is_known(shown.due_on)
    return replace(shown, due_is_guess=True) if guessed else shown


def _shown(query: MatterQuery) -> tuple[Any, ...]:
    return (
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
        func.coalesce(_of_this_round(Round.unit_name), ""),
        Matter.round_no,
        Matter.answer_class,
        Matter.version,
        Matter.stage,
        Matter.paused_on,
        Matter.untold_since,
        Matter.late_days,
        Matter.satisfaction,
        Matter.keeper,
        _clock(query),
    )


def anchors(work: Work, query: MatterQuery, every: int = PAGE) -> tuple[int, list[Place]]:
    """How many rows there are, and the place of the last row of each page."""
    conditions = _conditions(work, query)
    place = func.row_number().over(order_by=_order(query)).label("place")
    clock = _clock(query).label("clock")
    lines = select(clock, Matter.id, place).where(*conditions).subquery()
    keys = (
        select(lines.c.clock, lines.c.id).where(lines.c.place % every == 0).order_by(lines.c.place)
    )
    total = work.session.scalar(select(func.count()).select_from(Matter).where(*conditions)) or 0
    return total, [Place(*row) for row in work.session.execute(keys)]


def overdue(work: Work, station_id: StationId | None = None) -> int:
    """How many matters are past the deadline of what waits now."""
    return (
        work.session.scalar(
            select(func.count())
            .select_from(Matter)
            .where(*_conditions(work, MatterQuery(station_id=station_id, overdue=True)))
        )
        or 0
    )


def stage_counts(work: Work, query: MatterQuery) -> dict[Stage, StageCount]:
    """How many stand in each stage, and how many of them are overdue."""
    late = case((Matter.due_on < work.today, 1), else_=0)
    rows = work.session.execute(
        select(Matter.stage, func.count(), func.sum(late))
        .where(*_conditions(work, replace(query, stage=None, overdue=False, soon=None)))
        .group_by(Matter.stage)
    )
    found = {stage: StageCount(count, lates) for stage, count, lates in rows}
    return {stage: found.get(stage, StageCount(0, 0)) for stage in SHOWN}


def _by_clock(query: MatterQuery) -> bool:
    return query.stage in BY_CLOCK or query.overdue or query.soon is not None


def _clock(query: MatterQuery) -> ColumnElement[Any]:
    return (Matter.due_on if _by_clock(query) else Matter.raised_on).expression


def _order(query: MatterQuery) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    clock = _clock(query)
    if _by_clock(query):
        return clock.asc(), Matter.id.asc()
    return clock.desc(), Matter.id.desc()


def _beyond(query: MatterQuery, after: Place) -> ColumnElement[bool]:
    here = tuple_(_clock(query), Matter.id)
    there = tuple_(literal(after.clock, Date()), literal(after.id))
    return here > there if _by_clock(query) else here < there


def _of_this_round(column: InstrumentedAttribute[Any]) -> Any:
    return (
        select(column)
        .where(Round.matter_id == Matter.id, Round.round_no == Matter.round_no)
        .correlate(Matter)
        .scalar_subquery()
    )


def _conditions(work: Work, query: MatterQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.stage is not None:
        found.append(Matter.stage == query.stage)
    elif not query.overdue and query.soon is None:
        found.append(Matter.stage != Stage.VOID)
    if query.station_id is not None:
        found.append(Matter.station_id == query.station_id)
    if query.period is not None:
        found.append(Matter.raised_on.between(query.period.first, query.period.last))
    if query.category_id is not None:
        found.append(Matter.category_id == query.category_id)
    if query.overdue:
        found.append(Matter.due_on < work.today)
    if query.soon is not None:
        found.append(Matter.due_on <= query.soon)
    if query.mine:
        found.append(Matter.keeper == query.mine)
    if words := clean_line(query.text):
        pattern = f"%{words.replace('/', '//').replace('%', '/%').replace('_', '/_')}%"
        found.append(
            Matter.title.like(pattern, escape="/") | Matter.number.like(pattern, escape="/")
        )
    return found
