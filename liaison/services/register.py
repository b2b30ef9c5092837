"""The register: pages of its lines by keyset, any place of it at once, its counts, its filters."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    bindparam,
    func,
    select,
    tuple_,
    type_coerce,
)

from liaison.domain.errors import NotFound
from liaison.domain.ids import ReceptionId
from liaison.domain.matter import Satisfaction
from liaison.domain.reception import Channel
from liaison.domain.register import RegisterState
from liaison.services.quick_columns import Hex, Word
from liaison.services.register_query import L, RegisterQuery, conditions
from liaison.services.work import Work

PAGE = 100


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


_SHOWN: tuple[Any, ...] = (
    type_coerce(L.reception_id, Hex()).label("hex"),
    L.received_on,
    L.number,
    type_coerce(L.channel, Word(Channel)).label("channel"),
    L.people,
    L.visitor,
    L.contact,
    L.headline,
    L.representatives,
    L.matters,
    L.settled,
    type_coerce(L.state, Word(RegisterState)).label("state"),
    L.since_on,
    L.due_on,
    type_coerce(L.satisfaction, Word(Satisfaction)).label("satisfaction"),
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
    lines, values = _LINES.where(*conditions(work, query)).limit(limit), {}
    if after is not None:
        lines, values = lines.where(_FOLLOWING), {"day": after.received_on, "key": after.id}
    return tuple(map(ReceptionRow._make, work.session.connection().execute(lines, values)))


def anchors(work: Work, query: RegisterQuery, every: int = PAGE) -> Anchors:
    """The anchor of every `every`-th line, so that any place of the list is one page query away."""
    asked = conditions(work, query)
    place = func.row_number().over(order_by=_NEWEST_FIRST).label("place")
    lines = select(L.received_on, L.reception_id, place).where(*asked).subquery()
    keys = (
        select(lines.c.received_on, lines.c.reception_id)
        .where(lines.c.place % every == 0)
        .order_by(lines.c.place)
    )
    found = tuple(Anchor(*row) for row in work.session.execute(keys))
    return Anchors(len(found) * every + _rest(work, asked, found, every), found)


def _rest(
    work: Work, asked: list[ColumnElement[bool]], found: tuple[Anchor, ...], every: int
) -> int:
    """How many lines follow the last anchor: less than `every`."""
    lines, values = select(L.reception_id).where(*asked).limit(every), {}
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
        ).where(*conditions(work, query))
    ).one()
    return Counts(*(value or 0 for value in row))
