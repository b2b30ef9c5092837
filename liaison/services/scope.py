"""Which rows a statistic counts: one period, one station or the whole district."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from db.models.first_page import attendances, matters, receptions, shifts
from liaison.domain.duty import CAME, WAS_HELD
from liaison.domain.ids import StationId
from liaison.domain.matter import MatterStatus
from liaison.domain.period import Period
from liaison.domain.reception import ReceptionStatus
from liaison.services.work import Work

Column = ColumnElement[Any] | InstrumentedAttribute[Any]
Condition = ColumnElement[bool]
Query = Select[*tuple[Any, ...]]

STANDS = and_(matters.c.status != MatterStatus.VOID, matters.c.repeat_of_id.is_(None))
"""A matter that counts: a repeat visit (重复访) is counted as a visit, its matter is the earlier one."""


@dataclass(frozen=True)
class Scope:
    """Which rows count: one period, one station or (None) all of them."""

    work: Work
    period: Period
    station_id: StationId | None

    def here(self, station: Column) -> Iterable[Condition]:
        return () if self.station_id is None else (station == self.station_id,)

    def during(self, day: Column) -> Condition:
        return day.between(self.period.first, self.period.last)

    def receptions(self) -> Condition:
        """Receptions of the period that stand."""
        return and_(
            receptions.c.status == ReceptionStatus.RECORDED,
            self.during(receptions.c.received_on),
            *self.here(receptions.c.station_id),
        )

    def matters(self) -> Condition:
        """Matters of those receptions; a statement that uses it joins the two."""
        return and_(STANDS, self.receptions())

    def shifts(self) -> Condition:
        """Slots of the period that took place."""
        return and_(
            shifts.c.status.in_(WAS_HELD),
            self.during(shifts.c.held_on),
            *self.here(shifts.c.station_id),
        )

    def officials(self) -> Condition:
        """Officials' visits to slots that took place; a statement that uses it outer-joins DutyShift."""
        from db.models import OfficialVisit

        return and_(
            or_(OfficialVisit.shift_id.is_(None), shifts.c.status.in_(WAS_HELD)),
            self.during(OfficialVisit.visited_on),
            *self.here(OfficialVisit.station_id),
        )

    def count(self, statement: Query) -> int:
        return self.work.session.scalar(statement) or 0

    def rows(self, statement: Query) -> Sequence[Any]:
        return self.work.session.execute(statement).all()


def slots(*conditions: Condition) -> Query:
    """Sessions: station, date and slot, once each however many places it was held at."""
    return (
        select(shifts.c.station_id, shifts.c.held_on, shifts.c.slot).where(*conditions).distinct()
    )


def sittings(scope: Scope) -> Query:
    """Who sat in which session, once each; an unsettled name is somebody of its own."""
    who = func.coalesce(attendances.c.representative_id, attendances.c.id).label("who")
    return (
        select(shifts.c.station_id, shifts.c.held_on, shifts.c.slot, who)
        .select_from(attendances.join(shifts, attendances.c.shift_id == shifts.c.id))
        .where(scope.shifts(), attendances.c.status.in_(CAME))
        .distinct()
    )


def size(query: Query) -> Query:
    """How many rows the query has."""
    return select(func.count()).select_from(query.subquery())


def answer_classes(work: Work) -> dict[str, str]:
    """The office's classes of answers in order: code to name."""
    from db.models import AnswerClass

    rows = select(AnswerClass.code, AnswerClass.name).order_by(AnswerClass.position)
    return {row.code: row.name for row in work.session.execute(rows)}
