"""What is asked of the register, its choices, and the conditions that answer it quickly."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, or_, select

from db.models import (
    Category,
    Matter,
    ReceptionRepresentative,
    RegisterLine,
    Representative,
    Station,
)
from liaison.domain.ids import AreaId, CategoryId, RepresentativeId, StationId
from liaison.domain.reception import Channel
from liaison.domain.register import RegisterState
from liaison.domain.representative import GENDER_ZH
from liaison.services import search, stations
from liaison.services.stations import Choice
from liaison.services.work import Work

FEW = 5000
"""As many keys may be handed back to the database; a rarer condition leads the query."""
L: Any = RegisterLine.__table__.c


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


@dataclass(frozen=True)
class Choices:
    """What can be chosen in the filters of one station or of all."""

    representatives: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    villages: tuple[Choice, ...]
    first: date | None
    """Of the oldest and the newest reception."""
    last: date | None


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
    """Representatives by name; namesakes are told apart by station, gender and post."""
    who = Representative
    query = (
        select(who.id, who.name, Station.name, who.gender, who.post)
        .outerjoin(Station, Station.id == who.station_id)
        .order_by(who.name, who.id)
    )
    if station_id is not None:
        query = query.where(who.station_id == station_id)
    rows = work.session.execute(query).all()
    times = Counter(row.name for row in rows)
    for key, name, station, gender, post in rows:
        parts = (station if station_id is None else "", gender and GENDER_ZH[gender], post)
        more = "，".join(filter(None, parts)) if times[name] > 1 else ""
        yield Choice(key, f"{name}（{more}）" if more else name)


def conditions(work: Work, query: RegisterQuery) -> list[ColumnElement[bool]]:
    """What a line of the register must fulfil."""
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
        yield false() if found is None else L.reception_id.in_(found)
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
