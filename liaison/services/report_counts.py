"""The report's tables beyond the named figures: categories, units, levels, the balance, the months."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, distinct, exists, extract, func, null, or_, select
from sqlalchemy.orm import aliased

from db.models import Category, Matter, MatterStep, Reception, Round, Seat, Unit
from liaison.domain.matter import Disposition, Outcome
from liaison.domain.percent import percents
from liaison.domain.period import Period
from liaison.domain.reception import AWAY, ReceptionStatus
from liaison.domain.report import Balance, Handling, LevelLine, MonthFlow, Share, UnitLine
from liaison.domain.representative import SEAT_LEVEL_ZH, SeatLevel
from liaison.services.scope import STANDS, Query, Scope, sittings

UNSORTED_ZH = "未分类"
UNSETTLED_ZH = "姓名待核定"
NO_UNIT_ZH = "未注明单位"
MONTHS_SHOWN = 6


def balance(scope: Scope) -> Balance:
    """Matters that came in and what became of them by the end of the period."""
    first, last = scope.period.first, scope.period.last
    then = settled_then()
    done = and_(then.is_not(None), then.between(first, last))
    waiting = or_(then.is_(None), then > last)
    was_open = or_(then.is_(None), then >= first)
    row = _totals(
        scope,
        and_(Reception.received_on < first, was_open),
        Reception.received_on >= first,
        and_(done, Matter.outcome == Outcome.SETTLED),
        and_(done, Matter.outcome == Outcome.DECLINED),
        and_(done, Matter.outcome == Outcome.PASSED_ON),
        waiting,
    )
    return Balance(*row)


def handling(scope: Scope) -> Handling:
    """Of the matters answered in the period, how many were told; of the open ones, how many are late."""
    then = settled_then()
    done = and_(
        then.between(scope.period.first, scope.period.last), Matter.outcome == Outcome.SETTLED
    )
    told = Matter.told_on.is_not(None)
    as_of = min(scope.period.last, scope.work.today)
    missed = exists().where(  # what was done after the period had been due before its end
        MatterStep.matter_id == Matter.id,
        MatterStep.due_on < as_of,
        MatterStep.happened_on > scope.period.last,
    )
    late = or_(and_(then.is_(None), Matter.due_on < as_of), and_(then > scope.period.last, missed))
    return Handling(*_totals(scope, done, and_(done, told), late))


def settled_then() -> ColumnElement[date | None]:
    """The day from which a matter no longer waits; a book that gives none, or one before the visit,
    means the visit's own day.
    """
    day = func.coalesce(Matter.settled_on, Reception.received_on)
    return case(
        (Matter.outcome.is_(None), null()),
        (day < Reception.received_on, Reception.received_on),
        else_=day,
    )


def _totals(scope: Scope, *conditions: ColumnElement[bool]) -> list[int]:
    """How many of all matters raised until the end of the period meet each condition."""
    sums = [func.coalesce(func.sum(case((condition, 1), else_=0)), 0) for condition in conditions]
    (row,) = scope.rows(_matters_until(scope, *sums))
    return [int(count) for count in row]


def _matters_until(scope: Scope, *columns: Any) -> Query:
    return (
        select(*columns)
        .select_from(Matter)
        .join(Reception, Matter.reception_id == Reception.id)
        .where(
            STANDS,
            Reception.status == ReceptionStatus.RECORDED,
            Reception.received_on <= scope.period.last,
            *scope.here(Reception.station_id),
        )
    )


def by_category(scope: Scope) -> tuple[Share, ...]:
    """Matters by topic of the upper level, noughts included; together 100.0 %."""
    parent = aliased(Category)
    topic = func.coalesce(parent.name, Category.name)
    counts = dict(
        scope.rows(
            select(topic, func.count())
            .select_from(Matter)
            .join(Reception, Matter.reception_id == Reception.id)
            .outerjoin(Category, Matter.category_id == Category.id)
            .outerjoin(parent, Category.parent_id == parent.id)
            .where(scope.matters())
            .group_by(topic)
        )
    )
    names = [*_topics(scope), *(name for name in counts if name)]
    names = [*dict.fromkeys(names), *([None] if None in counts else [])]
    shares = percents([counts.get(name, 0) for name in names])
    return tuple(
        Share(name or UNSORTED_ZH, counts.get(name, 0), share)
        for name, share in zip(names, shares, strict=True)
    )


def _topics(scope: Scope) -> Iterable[str]:
    return scope.work.session.scalars(
        select(Category.name)
        .where(Category.parent_id.is_(None), Category.in_use.is_(True))
        .order_by(Category.position)
    )


def by_unit(scope: Scope, classes: Iterable[str]) -> tuple[UnitLine, ...]:
    """Referred matters by the unit of their last round, the busiest first."""
    name = unit_name()
    found: dict[str, dict[str | None, int]] = defaultdict(dict)
    for unit, answer_class, count in scope.rows(
        with_unit(select(name, Matter.answer_class, func.count()).select_from(Matter))
        .join(Reception, Matter.reception_id == Reception.id)
        .where(scope.matters(), Matter.disposition == Disposition.REFERRED)
        .group_by(name, Matter.answer_class)
    ):
        found[unit][answer_class] = count
    rows = [
        UnitLine(
            unit,
            sum(counts.values()),
            {code: counts.get(code, 0) for code in classes},
            counts.get(None, 0),
        )
        for unit, counts in found.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.referred, row.name)))


def unit_name() -> ColumnElement[str]:
    """What the unit of a matter's last round is called."""
    return func.coalesce(Unit.name, func.nullif(Round.unit_name, ""), NO_UNIT_ZH)


def with_unit(query: Query) -> Query:
    """The query, its matters joined with their last round and its unit, if any."""
    last = select(Round.matter_id, func.max(Round.round_no).label("round_no"))
    rounds = last.group_by(Round.matter_id).subquery()
    return (
        query.outerjoin(rounds, rounds.c.matter_id == Matter.id)
        .outerjoin(Round, and_(Round.matter_id == Matter.id, Round.round_no == rounds.c.round_no))
        .outerjoin(Unit, Round.unit_id == Unit.id)
    )


def by_level(scope: Scope) -> tuple[LevelLine, ...]:
    """Attendances by each person's highest seat: the five levels, and names still to be settled.

    Who those are is not known, so they are no different persons yet.
    """
    highest = func.min(Seat.level_order).label("highest")
    best = select(Seat.representative_id, highest).group_by(Seat.representative_id).subquery()
    sat = sittings(scope).subquery()
    counts = {
        level: (attendances, persons)
        for level, attendances, persons in scope.rows(
            select(best.c.highest, func.count(), func.count(distinct(sat.c.who)))
            .select_from(sat)
            .outerjoin(best, best.c.representative_id == sat.c.who)
            .group_by(best.c.highest)
        )
    }
    lines = [
        LevelLine(f"{SEAT_LEVEL_ZH[level]}代表", *counts.get(place, (0, 0)))
        for place, level in enumerate(SeatLevel)
    ]
    unsettled = counts.get(None)
    return (*lines, LevelLine(UNSETTLED_ZH, unsettled[0], 0)) if unsettled else tuple(lines)


def flow(scope: Scope) -> tuple[MonthFlow, ...]:
    """Matters raised and answered month by month; for a single month, the six that end with it."""
    months = _months(scope.period)
    window = Scope(scope.work, scope.period, scope.station_id)
    raised = _monthly(window, Reception.received_on, months)
    answered = _monthly(window, settled_then(), months, Matter.outcome == Outcome.SETTLED)
    return tuple(
        MonthFlow(
            f"{month.month}月",
            raised.get((month.year, month.month), 0),
            answered.get((month.year, month.month), 0),
        )
        for month in months
    )


def _months(period: Period) -> tuple[Period, ...]:
    if period.length > 1:
        return period.months()
    shown = [period]
    while len(shown) < MONTHS_SHOWN:
        shown.append(shown[-1].previous())
    return tuple(reversed(shown))


def _monthly(
    scope: Scope, day: Any, months: tuple[Period, ...], *conditions: ColumnElement[bool]
) -> dict[tuple[int, int], int]:
    year, month = extract("year", day), extract("month", day)
    rows = scope.rows(
        _matters_until(scope, year, month, func.count())
        .where(day.between(months[0].first, months[-1].last), *conditions)
        .group_by(year, month)
    )
    return {(int(in_year), int(in_month)): count for in_year, in_month, count in rows}


def away(scope: Scope) -> int:
    """Receptions held on islands, in hamlets and at other places away from the station."""
    return scope.count(select(func.count()).where(scope.receptions(), Reception.channel.in_(AWAY)))


def group_visitors(scope: Scope) -> int:
    """How many people came in groups."""
    return scope.count(
        select(func.sum(Reception.head_count)).where(scope.receptions(), Reception.head_count > 1)
    )
