"""What a period comes to: every named statistic (`liaison.domain.figures`) counted in one place."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import case, distinct, extract, func, or_, select

from db.models import (
    DutyShift,
    Letter,
    Matter,
    OfficialVisit,
    Proposal,
    Reception,
    Representative,
    Seat,
    Station,
)
from liaison.domain.duty import ShiftStatus
from liaison.domain.figures import Figures, MonthFigures, ProposalFigures, StationFigures
from liaison.domain.ids import StationId
from liaison.domain.matter import SATISFACTION_ZH, Outcome, Satisfaction
from liaison.domain.period import Period
from liaison.domain.proposal import PUT_FORWARD
from liaison.domain.representative import RepresentativeStatus
from liaison.services.scope import Query, Scope, answer_classes, sittings, size, slots
from liaison.services.work import Work

RATED = (Satisfaction.SATISFIED, Satisfaction.FAIRLY_SATISFIED, Satisfaction.DISSATISFIED)


def figures(work: Work, period: Period, station_id: StationId | None = None) -> dict[str, object]:
    """The figures in the shape in which `figures --json` prints them."""
    return counted(work, period, station_id).as_dict()


def counted(work: Work, period: Period, station_id: StationId | None = None) -> Figures:
    """The figures of one station, or of the district."""
    scope = Scope(work, period, station_id)
    classes = answer_classes(work)
    return Figures(
        year=period.year,
        **_standing(scope),
        **_sessions(scope),
        **_visits(scope),
        **_matters(scope, classes),
        satisfaction=_satisfaction(scope),
        proposals=_proposals(scope, classes),
        letters=_letters(scope),
        by_month=_by_month(scope),
        by_station=_by_station(scope),
    )


def _standing(scope: Scope) -> dict[str, Any]:
    people = select(func.count()).select_from(Representative)
    here = tuple(scope.here(Representative.station_id))
    serving = Representative.status == RepresentativeStatus.SERVING
    seats = select(func.count()).select_from(Seat).where(*scope.here(Seat.station_id))
    return {
        "stations": len(open_stations(scope)),
        "persons": scope.count(people.where(*here)),
        "seats": scope.count(seats),
        "active": scope.count(people.where(serving, *here)),
    }


def open_stations(scope: Scope) -> Sequence[Any]:
    """Stations that were open in the period, in the office's order."""
    open_then = or_(Station.closed_on.is_(None), Station.closed_on > scope.period.first)
    return scope.rows(
        select(Station.id, Station.name)
        .where(open_then, *scope.here(Station.id))
        .order_by(Station.position, Station.code)
    )


def _sessions(scope: Scope) -> dict[str, Any]:
    total = scope.count(size(slots(scope.shifts())))
    with_visitors = slots(scope.shifts(), DutyShift.status == ShiftStatus.HELD)
    return {
        "sessions": total,
        "sessions_nobody": total - scope.count(size(with_visitors)),
        "representative_attendances": scope.count(size(sittings(scope))),
        "leader_attendances": _officials(scope),
    }


def _officials(scope: Scope) -> int:
    return scope.count(
        select(func.count())
        .select_from(OfficialVisit)
        .outerjoin(DutyShift, OfficialVisit.shift_id == DutyShift.id)
        .where(scope.officials())
    )


def _visits(scope: Scope) -> dict[str, Any]:
    several = case((Reception.head_count > 1, 1), else_=0)
    sums = select(func.count(), func.sum(Reception.head_count), func.sum(several))
    ((visits, visitors, groups),) = scope.rows(
        sums.select_from(Reception).where(scope.receptions())
    )
    return {"visits": visits, "visitors": visitors or 0, "group_visits": groups or 0}


def _matters(scope: Scope, classes: Iterable[str]) -> dict[str, Any]:
    """Each matter under one of: on the spot, declined, a class, open; what was passed on is the rest."""
    counts: dict[tuple[Outcome | None, str | None], int] = {
        (outcome, answer_class): count
        for outcome, answer_class, count in scope.rows(
            select(Matter.outcome, Matter.answer_class, func.count())
            .join(Reception, Matter.reception_id == Reception.id)
            .where(scope.matters())
            .group_by(Matter.outcome, Matter.answer_class)
        )
    }

    def came_to(outcome: Outcome | None) -> int:
        return sum(count for (kind, _), count in counts.items() if kind is outcome)

    def answered(code: str | None) -> int:
        return counts.get((Outcome.SETTLED, code), 0)

    return {
        "matters": sum(counts.values()),
        "matters_answered_on_the_spot": answered(None),
        "matters_declined": came_to(Outcome.DECLINED),
        "matters_open": came_to(None),
        "matters_by_class": {code: answered(code) for code in classes},
    }


def _satisfaction(scope: Scope) -> dict[str, int]:
    counts = dict(
        scope.rows(
            select(Matter.satisfaction, func.count())
            .join(Reception, Matter.reception_id == Reception.id)
            .where(scope.matters(), Matter.satisfaction.is_not(None))
            .group_by(Matter.satisfaction)
        )
    )
    return {SATISFACTION_ZH[kind]: counts.get(kind, 0) for kind in RATED}


def _proposals(scope: Scope, classes: Iterable[str]) -> ProposalFigures:
    """A station's are those that its representatives put forward; a month's need a date."""
    period = scope.period
    statement = (
        select(Proposal.answer_class, func.count())
        .where(Proposal.status.in_(PUT_FORWARD))
        .group_by(Proposal.answer_class)
    )
    if period.length == 12:
        statement = statement.where(Proposal.year == period.year)
    else:
        statement = statement.where(scope.during(Proposal.submitted_on))
    if scope.station_id is not None:
        statement = statement.outerjoin(
            Representative, Proposal.lead_id == Representative.id
        ).where(func.coalesce(Proposal.station_id, Representative.station_id) == scope.station_id)
    counts = dict(scope.rows(statement))
    return ProposalFigures(sum(counts.values()), {code: counts.get(code, 0) for code in classes})


def _letters(scope: Scope) -> int:
    """Letters are the organ's own: no station has any."""
    if scope.station_id is not None:
        return 0
    return scope.count(
        select(func.count()).select_from(Letter).where(scope.during(Letter.received_on))
    )


def _by_month(scope: Scope) -> dict[int, MonthFigures]:
    month = extract("month", Reception.received_on)
    visits = dict(scope.rows(select(month, func.count()).where(scope.receptions()).group_by(month)))
    matters = dict(
        scope.rows(
            select(month, func.count())
            .select_from(Matter)
            .join(Reception, Matter.reception_id == Reception.id)
            .where(scope.matters())
            .group_by(month)
        )
    )
    sat = sittings(scope).subquery()
    sat_month = extract("month", sat.c.held_on)
    attendances = dict(scope.rows(select(sat_month, func.count()).group_by(sat_month)))
    return {
        number: MonthFigures(
            visits.get(number, 0), attendances.get(number, 0), matters.get(number, 0)
        )
        for number in (part.month for part in scope.period.months())
    }


def _by_station(scope: Scope) -> dict[str, StationFigures]:
    held = slots(scope.shifts()).subquery()
    sessions = _grouped(scope, select(held.c.station_id, func.count()).group_by(held.c.station_id))
    sat = sittings(scope).subquery()
    attend = _grouped(scope, select(sat.c.station_id, func.count()).group_by(sat.c.station_id))
    of = Reception.station_id
    visits = _grouped(scope, select(of, func.count()).where(scope.receptions()).group_by(of))
    heads = select(of, func.sum(Reception.head_count)).where(scope.receptions()).group_by(of)
    people = _grouped(scope, heads)
    matters = _grouped(
        scope,
        select(of, func.count(distinct(Matter.id)))
        .join(Matter, Matter.reception_id == Reception.id)
        .where(scope.matters())
        .group_by(of),
    )
    return {
        row.name: StationFigures(
            *(counts.get(row.id, 0) for counts in (sessions, attend, visits, people, matters))
        )
        for row in open_stations(scope)
    }


def _grouped(scope: Scope, statement: Query) -> dict[StationId, int]:
    return dict(scope.rows(statement))
