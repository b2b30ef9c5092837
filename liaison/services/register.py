"""The register: pages of its lines by keyset, any place of it at once, its counts, its filters."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Select,
    TypeDecorator,
    Uuid,
    bindparam,
    func,
    or_,
    select,
    tuple_,
    type_coerce,
)

from db.models import (
    Category,
    Matter,
    ReceptionRepresentative,
    RegisterLine,
    Representative,
    Station,
)
from liaison.domain.errors import NotFound
from liaison.domain.ids import AreaId, CategoryId, ReceptionId, RepresentativeId, StationId
from liaison.domain.matter import Satisfaction
from liaison.domain.reception import Channel
from liaison.domain.register import RegisterState
from liaison.services import search, stations
from liaison.services.stations import Choice
from liaison.services.work import Work

PAGE = 100
FEW = 5000
"""As many keys may be handed back to the database; a rarer condition leads the query."""


@dataclass(frozen=True)
class RegisterQuery:
    """Which receptions; an empty or None part asks nothing."""

    station_id: StationId | None = None
    first: date | None = None
    last: date | None = None
    channels: frozenset[Channel] = frozenset()
    states: frozenset[RegisterState] = frozenset()
    representative_id: RepresentativeId | None = None
    category_id: CategoryId | None = None
    """A category and those below it."""
    area_id: AreaId | None = None
    with_void: bool = True
    text: str = ""


class Anchor(NamedTuple):
    """A line's place: newest date first, within a date newest record first."""

    received_on: date
    id: UUID


class ReceptionRow(NamedTuple):
    """One line of the register; names and phones are masked.

    A tuple, not a dataclass, with its key as 32 hexadecimal digits: a page makes a hundred of them
    in the time of its query, and a UUID is made of a few only.
    """

    hex: str
    received_on: date
    number: str
    channel: Channel
    people: int
    visitor: str
    contact: str
    headline: str
    representatives: str
    matters: int
    settled: int
    state: RegisterState
    since_on: date | None
    due_on: date | None
    satisfaction: Satisfaction | None

    @property
    def id(self) -> ReceptionId:
        return ReceptionId(UUID(self.hex))

    @property
    def anchor(self) -> Anchor:
        return Anchor(self.received_on, self.id)


@dataclass(frozen=True)
class Anchors:
    """How many lines there are, and the anchor of every `every`-th."""

    count: int
    keys: tuple[Anchor, ...]


@dataclass(frozen=True)
class Counts:
    """批, 人次, 件, 未告知 of the receptions that stand; `void` those that don't."""

    visits: int
    people: int
    matters: int
    untold: int
    void: int


@dataclass(frozen=True)
class Choices:
    """What can be chosen in the filters of one station or of all."""

    representatives: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    villages: tuple[Choice, ...]
    first: date | None
    """Of the oldest and the newest reception."""
    last: date | None


class _Hex(TypeDecorator[str]):
    """A key read as its digits."""

    impl = Uuid(as_uuid=False)
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002
        return None if dialect.name == "sqlite" else lambda key: UUID(str(key)).hex


L: Any = RegisterLine.__table__.c
_SHOWN: tuple[Any, ...] = (
    type_coerce(L.reception_id, _Hex()).label("hex"),
    L.received_on,
    L.number,
    L.channel,
    L.people,
    L.visitor,
    L.contact,
    L.headline,
    L.representatives,
    L.matters,
    L.settled,
    L.state,
    L.since_on,
    L.due_on,
    L.satisfaction,
)
_NEWEST_FIRST = (L.received_on.desc(), L.reception_id.desc())
_LINES = select(*_SHOWN).order_by(*_NEWEST_FIRST)
_FOLLOWING = tuple_(L.received_on, L.reception_id) < tuple_(
    bindparam("day", type_=L.received_on.type), bindparam("key", type_=L.reception_id.type)
)
"""Lines after the anchor that `day` and `key` give."""


def page(
    work: Work, query: RegisterQuery, after: Anchor | None = None, limit: int = PAGE
) -> tuple[ReceptionRow, ...]:
    """The lines after an anchor (None: from the newest)."""
    lines, values = _LINES.where(*_conditions(work, query)).limit(limit), {}
    if after is not None:
        lines, values = lines.where(_FOLLOWING), {"day": after.received_on, "key": after.id}
    return tuple(map(ReceptionRow._make, work.session.connection().execute(lines, values)))


def anchors(work: Work, query: RegisterQuery, every: int = PAGE) -> Anchors:
    """The anchor of every `every`-th line, so that any place of the list is one page query away."""
    conditions = _conditions(work, query)
    place = func.row_number().over(order_by=_NEWEST_FIRST).label("place")
    lines = select(L.received_on, L.reception_id, place).where(*conditions).subquery()
    keys = (
        select(lines.c.received_on, lines.c.reception_id)
        .where(lines.c.place % every == 0)
        .order_by(lines.c.place)
    )
    found = tuple(Anchor(*row) for row in work.session.execute(keys))
    return Anchors(len(found) * every + _rest(work, conditions, found, every), found)


def _rest(
    work: Work, conditions: list[ColumnElement[bool]], found: tuple[Anchor, ...], every: int
) -> int:
    """How many lines follow the last anchor: less than `every`."""
    lines, values = select(L.reception_id).where(*conditions).limit(every), {}
    if found:
        lines = lines.where(_FOLLOWING)
        values = {"day": found[-1].received_on, "key": found[-1].id}
    size = select(func.count()).select_from(lines.subquery())
    return work.session.scalar(size, values) or 0


def line(work: Work, key: ReceptionId) -> ReceptionRow:
    """The line of one reception. NotFound when there is none."""
    row = work.session.execute(select(*_SHOWN).where(L.reception_id == key)).one_or_none()
    if row is None:
        raise NotFound("reception_not_found")
    return ReceptionRow._make(row)


def counts(work: Work, query: RegisterQuery) -> Counts:
    """What the line below the list says."""
    standing = L.state != RegisterState.VOID
    row = work.session.execute(
        select(
            func.count().filter(standing),
            func.sum(L.people).filter(standing),
            func.sum(L.matters).filter(standing),
            func.sum(L.untold).filter(standing),
            func.count().filter(~standing),
        ).where(*_conditions(work, query))
    ).one()
    return Counts(*(value or 0 for value in row))


def choices(work: Work, station_id: StationId | None) -> Choices:
    """The values of the filters here, and from when to when there are receptions."""
    here = () if station_id is None else (L.station_id == station_id,)
    span = work.session.execute(
        select(func.min(L.received_on), func.max(L.received_on)).where(*here)
    ).one()
    return Choices(
        tuple(_people(work, station_id)),
        tuple(stations.categories(work)),
        tuple(stations.villages(work, station_id)),
        *span,
    )


def _people(work: Work, station_id: StationId | None) -> Iterator[Choice]:
    """Representatives by name; two of one name are told apart by their station."""
    query = (
        select(Representative.id, Representative.name, Station.name)
        .outerjoin(Station, Station.id == Representative.station_id)
        .order_by(Representative.name, Representative.id)
    )
    if station_id is not None:
        query = query.where(Representative.station_id == station_id)
    rows = work.session.execute(query).all()
    times = Counter(name for _, name, _ in rows)
    for key, name, station in rows:
        yield Choice(key, f"{name}（{station}）" if station and times[name] > 1 else name)


def _conditions(work: Work, query: RegisterQuery) -> list[ColumnElement[bool]]:
    return [*_of_line(query), *_of_choices(work, query), *_of_records(work, query)]


def _of_line(query: RegisterQuery) -> Iterator[ColumnElement[bool]]:
    if query.station_id is not None:
        yield L.station_id == query.station_id
    if query.first is not None:
        yield L.received_on >= query.first
    if query.last is not None:
        yield L.received_on <= query.last
    if query.area_id is not None:
        yield L.area_id == query.area_id
    if not query.with_void:
        yield L.state != RegisterState.VOID


def _of_choices(work: Work, query: RegisterQuery) -> Iterator[ColumnElement[bool]]:
    """One value has an index in the list's order. Of several, rare ones are gathered first; common
    ones are written as "none of the others", which no index is for, so the dates are walked.
    """
    for column, chosen in ((L.state, query.states), (L.channel, query.channels)):
        if len(chosen) == 1:
            yield column == next(iter(chosen))
        elif chosen:
            kind: type[StrEnum] = type(next(iter(chosen)))
            keys = _if_few(work, select(L.reception_id).where(column.in_(chosen)))
            others = [one for one in kind if one not in chosen]
            yield column.not_in(others) if keys is None else L.reception_id.in_(keys)


def _of_records(work: Work, query: RegisterQuery) -> Iterator[ColumnElement[bool]]:
    """Conditions on what belongs to a reception."""
    if query.text.strip():
        found = search.matching(work, query.text, search.RECEPTION, query.station_id, FEW)
        yield L.reception_id.in_(found)
    if query.representative_id is not None:
        sitting = ReceptionRepresentative.representative_id == query.representative_id
        yield _among(work, select(ReceptionRepresentative.reception_id).where(sitting))
    if query.category_id is not None:
        below = select(Category.id).where(
            or_(Category.id == query.category_id, Category.parent_id == query.category_id)
        )
        yield _among(work, select(Matter.reception_id).where(Matter.category_id.in_(below)))


def _among(work: Work, keys: Select[Any]) -> ColumnElement[bool]:
    few = _if_few(work, keys)
    chosen: ColumnElement[bool] = L.reception_id.in_(keys if few is None else few)
    return chosen


def _if_few(work: Work, keys: Select[Any]) -> list[UUID] | None:
    """The keys themselves if they are few, None if there are many."""
    found = list(work.session.scalars(keys.limit(FEW + 1)))
    return found if len(found) <= FEW else None
