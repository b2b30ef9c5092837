"""The work list of matters: by stage, the oldest clock first, one page after another by its key.

Stage and deadline are stored with the matter, so a page is a walk along one index.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    tuple_,
    type_coerce,
)

from db.models import Area, Category, Matter, Round
from liaison.domain.ids import CategoryId, MatterId, ReceptionId, StationId
from liaison.domain.matter import STAGE_ZH, TIMED, MatterStatus, Satisfaction, Stage, stage_of
from liaison.domain.period import Period
from liaison.domain.text import clean_line
from liaison.domain.workdays import WorkCalendar, standard
from liaison.services.calendar import calendar
from liaison.services.quick_columns import Hex, Word
from liaison.services.work import Work

__all__ = ["STAGE_ZH", "Stage", "stage_of"]
Lines = Select[*tuple[Any, ...]]
PAGE = 100
M: Any = Matter.__table__.c
R: Any = Round.__table__.c
C: Any = Category.__table__.c
A: Any = Area.__table__.c
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
    pressing: date | None = None
    """今日's list: untold, or falling due until that day where it waits for somebody else."""
    mine: str = ""
    """经办人: only those whose last step this person did."""
    text: str = ""
    """Part of the title or of the number."""


class Place(NamedTuple):
    """Where a row stands: its clock and its key."""

    clock: date
    id: UUID


class MatterRow(NamedTuple):
    """One line of the list; keys as digits, since a page of rows is read far more often than one."""

    hex: str
    reception_hex: str
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
    due_is_guess: bool
    """The deadline lies in a year whose holidays nobody has confirmed: 暂按周末推算."""

    @property
    def id(self) -> MatterId:
        return MatterId(UUID(self.hex))

    @property
    def reception_id(self) -> ReceptionId:
        return ReceptionId(UUID(self.reception_hex))

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
    statement = _page_of(query, work.today, limit, following=after is not None)
    values = {} if after is None else {"clock": after.clock, "key": after.id}
    return _rows(work, statement, values)


@lru_cache(maxsize=64)
def _page_of(query: MatterQuery, today: date, limit: int, *, following: bool) -> Lines:
    """Kept while somebody leafs through one list: a statement asked again needs no new cache key."""
    lines = _LINES[_by_clock(query)].where(*_conditions(today, query)).order_by(*_order(query))
    return (lines.where(_beyond(query)) if following else lines).limit(limit)


def find(work: Work, key: MatterId) -> MatterRow | None:
    """One row by its key, as the list shows it; None when it is gone."""
    return next(iter(_rows(work, _LINES[False].where(M.id == key), {})), None)


def _rows(
    work: Work, statement: Select[*tuple[Any, ...]], values: dict[str, Any]
) -> list[MatterRow]:
    given = values | {"horizon": date(standard().known_until, 12, 31)}
    found = work.session.connection().execute(statement, given).all()
    rows = list(map(MatterRow._make, found))
    if any(map(_GUESSED, rows)):  # the office may have confirmed further years itself
        known = calendar(work)
        return [row._replace(due_is_guess=_is_guess(known, row)) for row in rows]
    return rows


def _is_guess(known: WorkCalendar, row: MatterRow) -> bool:
    return row.due_on is not None and not known.is_known(row.due_on)


def anchors(work: Work, query: MatterQuery, every: int = PAGE) -> tuple[int, list[Place]]:
    """How many rows there are, and the place of the last row of each page."""
    conditions = _conditions(work.today, query)
    place = func.row_number().over(order_by=_order(query)).label("place")
    clock = _clock(query).label("clock")
    lines = select(clock, M.id, place).where(*conditions).subquery()
    keys = (
        select(lines.c.clock, lines.c.id).where(lines.c.place % every == 0).order_by(lines.c.place)
    )
    total = (
        work.session.scalar(select(func.count()).select_from(Matter.__table__).where(*conditions))
        or 0
    )
    return total, [Place(*row) for row in work.session.execute(keys)]


def overdue(work: Work, station_id: StationId | None = None) -> int:
    """How many matters are past the deadline of what waits now."""
    return (
        work.session.scalar(
            select(func.count())
            .select_from(Matter.__table__)
            .where(*_conditions(work.today, MatterQuery(station_id=station_id, overdue=True)))
        )
        or 0
    )


def stage_counts(work: Work, query: MatterQuery) -> dict[Stage, StageCount]:
    """How many stand in each stage, and how many of them are overdue."""
    late = case((M.due_on < work.today, 1), else_=0)
    rows = work.session.execute(
        select(M.stage, func.count(), func.sum(late))
        .where(
            *_conditions(
                work.today, replace(query, stage=None, overdue=False, soon=None, pressing=None)
            )
        )
        .group_by(M.stage)
    )
    found = {stage: StageCount(count, lates) for stage, count, lates in rows}
    return {stage: found.get(stage, StageCount(0, 0)) for stage in SHOWN}


def _by_clock(query: MatterQuery) -> bool:
    dates = query.soon is not None or query.pressing is not None
    return query.stage in BY_CLOCK or query.overdue or dates


def _clock(query: MatterQuery) -> ColumnElement[Any]:
    clock: ColumnElement[Any] = M.due_on if _by_clock(query) else M.raised_on
    return clock


def _order(query: MatterQuery) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    clock = _clock(query)
    if _by_clock(query):
        return clock.asc(), M.id.asc()
    return clock.desc(), M.id.desc()


def _beyond(query: MatterQuery) -> ColumnElement[bool]:
    """Rows after the place that `clock` and `key` give."""
    here = tuple_(_clock(query), M.id)
    there = tuple_(bindparam("clock", type_=Date()), bindparam("key", type_=M.id.type))
    return here > there if _by_clock(query) else here < there


_GUESSED = itemgetter(MatterRow._fields.index("due_is_guess"))
_UNIT = (
    select(R.unit_name)
    .where(R.matter_id == M.id, R.round_no == M.round_no)
    .correlate(Matter.__table__)
    .scalar_subquery()
)
_CATEGORY = select(C.name).where(C.id == M.category_id).correlate(Matter.__table__)
_VILLAGE = select(A.name).where(A.id == M.area_id).correlate(Matter.__table__)
_SHOWN: tuple[Any, ...] = (
    type_coerce(M.id, Hex()).label("hex"),
    type_coerce(M.reception_id, Hex()).label("reception_hex"),
    M.number,
    M.title,
    type_coerce(M.status, Word(MatterStatus)).label("status"),
    M.raised_on,
    M.due_on,
    M.settled_on,
    func.coalesce(_CATEGORY.scalar_subquery(), ""),
    func.coalesce(_VILLAGE.scalar_subquery(), ""),
    func.coalesce(_UNIT, ""),
    M.round_no,
    M.answer_class,
    M.version,
    type_coerce(M.stage, Word(Stage)).label("stage"),
    M.paused_on,
    M.untold_since,
    M.late_days,
    type_coerce(M.satisfaction, Word(Satisfaction)).label("satisfaction"),
    M.keeper,
)
_LINES = {
    by_clock: select(
        *_SHOWN,
        (M.due_on if by_clock else M.raised_on).label("clock"),
        func.coalesce(M.due_on > bindparam("horizon", type_=Date()), literal(0) != 0),
    )
    for by_clock in (True, False)
}


def _conditions(today: date, query: MatterQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.stage is not None:
        found.append(M.stage == query.stage)
    elif not (query.overdue or query.soon or query.pressing):
        found.append(M.stage != Stage.VOID)
    if query.station_id is not None:
        found.append(M.station_id == query.station_id)
    if query.period is not None:
        found.append(M.raised_on.between(query.period.first, query.period.last))
    if query.category_id is not None:
        found.append(M.category_id == query.category_id)
    found += _clock_conditions(today, query)
    if query.mine:
        found.append(M.keeper == query.mine)
    if words := clean_line(query.text):
        pattern = f"%{words.replace('/', '//').replace('%', '/%').replace('_', '/_')}%"
        found.append(M.title.like(pattern, escape="/") | M.number.like(pattern, escape="/"))
    return found


def _clock_conditions(today: date, query: MatterQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.overdue:
        found.append(M.due_on < today)
    if query.soon is not None:
        found.append(M.due_on <= query.soon)
    if query.pressing is not None:
        waits = M.stage.in_(TIMED) & (M.due_on <= query.pressing)
        found.append(or_(M.stage == Stage.UNTOLD, waits))
    return found
