"""The register of letters and visits to the organ: its list, and one of them whole."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Date, case, func, literal, or_, select, tuple_

from db.models import Area, Category, Letter, Unit
from liaison.domain.ids import LetterId
from liaison.domain.letter import LetterAct, LetterStatus, allowed
from liaison.domain.masks import mask_in_text, mask_name, mask_phone
from liaison.domain.text import clean_line
from liaison.services import audit
from liaison.services.calendar import calendar
from liaison.services.letters_steps import known
from liaison.services.work import Work

PAGE = 100
GIST = 40
NO_CLOCK = date(9999, 12, 31)


class Stage(StrEnum):
    """The tabs of the register."""

    OPEN = "open"
    TO_ANSWER = "to_answer"
    DONE = "done"


STAGE_ZH = {Stage.OPEN: "办理中", Stage.TO_ANSWER: "待答复", Stage.DONE: "已归档"}
STATUSES = {
    Stage.OPEN: (LetterStatus.REGISTERED, LetterStatus.HANDED),
    Stage.TO_ANSWER: (LetterStatus.HANDLED,),
    Stage.DONE: (LetterStatus.CLOSED,),
}


@dataclass(frozen=True)
class LetterQuery:
    """Which letters: all conditions hold together."""

    stage: Stage | None = None
    overdue: bool = False
    text: str = ""
    """Part of the number, the gist or the content."""


class Place(NamedTuple):
    clock: date
    id: UUID


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A line of the register: the name masked, the gist without numbers of people."""

    id: LetterId
    number: str
    received_on: date
    way: str
    status: LetterStatus
    name: str
    gist: str
    unit: str
    category: str
    due_on: date | None
    informed_on: date | None
    late_days: int
    clock: date

    @property
    def place(self) -> Place:
        return Place(self.clock, self.id)


@dataclass(frozen=True)
class LetterStepView:
    act: LetterAct
    status: LetterStatus
    happened_on: date
    late_days: int
    recorded_at: datetime
    actor: str
    remark: str


@dataclass(frozen=True)
class LetterView:
    """One of them; name and contact masked until `unmasked` shows them and writes that down."""

    id: LetterId
    version: int
    number: str
    received_on: date
    way: str
    status: LetterStatus
    name: str
    contact: str
    title: str
    content: str
    category: str
    area: str
    unit: str
    handed_on: date | None
    inform_by: date | None
    informed_on: date | None
    informed_how: str
    do_by: date | None
    handled_on: date | None
    result: str
    replied_on: date | None
    replied_how: str
    due_on: date | None
    due_is_guess: bool
    """The calendar doesn't know that year's holidays yet: 暂按周末推算."""
    do_by_is_guess: bool
    late_days: int
    steps: tuple[LetterStepView, ...]
    allowed: frozenset[LetterAct]


@dataclass(frozen=True)
class StageCount:
    letters: int
    overdue: int


def page(
    work: Work, query: LetterQuery, after: Place | None = None, limit: int = PAGE
) -> list[LetterRow]:
    """Rows after a place. Open ones: the earliest due first; the others: the newest."""
    statement = _rows(query).where(*_conditions(work, query)).order_by(*_order(query)).limit(limit)
    if after is not None:
        statement = statement.where(_beyond(query, after))
    return [_row(row) for row in work.session.execute(statement)]


def find(work: Work, key: LetterId) -> LetterRow | None:
    row = work.session.execute(_rows(LetterQuery()).where(Letter.id == key)).first()
    return None if row is None else _row(row)


def anchors(work: Work, query: LetterQuery, every: int = PAGE) -> tuple[int, list[Place]]:
    """How many rows there are, and the place of the last row of each page."""
    conditions = _conditions(work, query)
    place = func.row_number().over(order_by=_order(query)).label("place")
    lines = select(_clock(query).label("clock"), Letter.id, place).where(*conditions).subquery()
    keys = (
        select(lines.c.clock, lines.c.id).where(lines.c.place % every == 0).order_by(lines.c.place)
    )
    count = select(func.count()).select_from(Letter).where(*conditions)
    return work.session.scalar(count) or 0, [Place(*row) for row in work.session.execute(keys)]


def stage_counts(work: Work) -> dict[Stage, StageCount]:
    """How many stand in each stage, and how many of them are overdue."""
    late = case((Letter.due_on < work.today, 1), else_=0)
    rows = work.session.execute(
        select(Letter.status, func.count(), func.sum(late)).group_by(Letter.status)
    ).all()
    return {
        stage: StageCount(
            sum(count for status, count, _ in rows if status in statuses),
            sum(lates for status, _, lates in rows if status in statuses),
        )
        for stage, statuses in STATUSES.items()
    }


def stage_of(status: LetterStatus) -> Stage:
    return next(stage for stage, all_of in STATUSES.items() if status in all_of)


def view(work: Work, key: LetterId) -> LetterView:
    """NotFound: no such letter."""
    row = known(work, key)
    category = work.session.get(Category, row.category_id) if row.category_id else None
    area = work.session.get(Area, row.area_id) if row.area_id else None
    unit = work.session.get(Unit, row.unit_id) if row.unit_id else None
    days = calendar(work)
    return LetterView(
        id=key,
        version=row.version,
        number=row.number,
        received_on=row.received_on,
        way=row.way,
        status=row.status,
        name=mask_name(row.name),
        contact=mask_phone(row.contact),
        title=row.title,
        content=row.content,
        category=category.name if category else "",
        area=area.name if area else "",
        unit=unit.name if unit else "",
        handed_on=row.handed_on,
        inform_by=row.inform_by,
        informed_on=row.informed_on,
        informed_how=row.informed_how,
        do_by=row.do_by,
        handled_on=row.handled_on,
        result=row.handling,
        replied_on=row.replied_on,
        replied_how=row.replied_how,
        due_on=row.due_on,
        due_is_guess=bool(row.due_on and not days.is_known(row.due_on)),
        do_by_is_guess=bool(row.do_by and not days.is_known(row.do_by)),
        late_days=row.late_days,
        steps=tuple(
            LetterStepView(
                one.act,
                one.status,
                one.happened_on,
                one.late_days,
                one.recorded_at,
                one.actor,
                one.remark,
            )
            for one in row.steps
        ),
        allowed=allowed(row.status),
    )


def unmasked(work: Work, key: LetterId) -> tuple[str, str]:
    """Name and contact as they are; the trail keeps who looked."""
    row = known(work, key)
    audit.note(work, "unmask", "letter", row.id)
    return row.name, row.contact


def shortened(content: str) -> str:
    """The content's beginning in one line: what stands where no gist was given."""
    line = content[: GIST + 1].replace("\n", " ")
    return f"{line[:GIST]}…" if len(line) > GIST else line


def _rows(query: LetterQuery) -> Any:
    shown: tuple[Any, ...] = (
        *(Letter.id, Letter.number, Letter.received_on, Letter.way, Letter.status, Letter.name),
        *(Letter.title, func.substr(Letter.content, 1, GIST + 1)),
        func.coalesce(Unit.name, ""),
        func.coalesce(Category.name, ""),
        *(Letter.due_on, Letter.informed_on, Letter.late_days),
        _clock(query),
    )
    return (
        select(*shown)
        .outerjoin(Unit, Unit.id == Letter.unit_id)
        .outerjoin(Category, Category.id == Letter.category_id)
    )


def _row(row: Any) -> LetterRow:
    key, number, received_on, way, status, name, title, content, *more = row
    shown = mask_in_text(title or shortened(content))
    return LetterRow(key, number, received_on, way, status, mask_name(name), shown, *more)


def _by_clock(query: LetterQuery) -> bool:
    return query.stage is Stage.OPEN or query.overdue


def _clock(query: LetterQuery) -> ColumnElement[date]:
    if _by_clock(query):
        return func.coalesce(Letter.due_on, literal(NO_CLOCK, Date()), type_=Date())
    return Letter.received_on.expression


def _order(query: LetterQuery) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    clock = _clock(query)
    if _by_clock(query):
        return clock.asc(), Letter.id.asc()
    return clock.desc(), Letter.id.desc()


def _beyond(query: LetterQuery, after: Place) -> ColumnElement[bool]:
    here = tuple_(_clock(query), Letter.id)
    there = tuple_(literal(after.clock, Date()), literal(after.id))
    return here > there if _by_clock(query) else here < there


def _conditions(work: Work, query: LetterQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.stage is not None:
        found.append(Letter.status.in_(STATUSES[query.stage]))
    if query.overdue:
        found.append(Letter.due_on < work.today)
    if words := clean_line(query.text):
        pattern = f"%{words.replace('/', '//').replace('%', '/%').replace('_', '/_')}%"
        columns = (Letter.number, Letter.title, Letter.content)
        found.append(or_(*(column.like(pattern, escape="/") for column in columns)))
    return found
