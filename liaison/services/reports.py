"""The month's, quarter's or year's report of a station or of the district."""

from datetime import date

from sqlalchemy import Select, func, select

from db.models import Area, Matter, Reception, Station
from liaison.domain.errors import NotFound
from liaison.domain.figures import Figures
from liaison.domain.ids import StationId
from liaison.domain.matter import MatterStatus
from liaison.domain.period import Period
from liaison.domain.report import Check, Handling, LevelLine, MonthlyReport, Names, StationLine
from liaison.domain.station import AreaLevel
from liaison.services import audit, report_counts, report_lists
from liaison.services.figures import counted
from liaison.services.report_counts import UNSETTLED_ZH
from liaison.services.scope import Scope, answer_classes
from liaison.services.settings import setting
from liaison.services.work import Work

WHOLE_DISTRICT_ZH = "全区"


def report(
    work: Work,
    period: Period,
    station_id: StationId | None = None,
    names: str = Names.MASKED,
) -> MonthlyReport:
    """Everything the report prints. NotFound: no such station.

    Full names are written to the trail, so they are only given inside `office.write`.
    """
    shown = Names(names)
    station = _station(work, station_id)
    if shown is Names.FULL:
        _note(work, period, station_id)
    scope = Scope(work, period, station_id)
    figures = counted(work, period, station_id)
    handling = report_counts.handling(scope)
    levels = report_counts.by_level(scope)
    classes = answer_classes(work)
    return MonthlyReport(
        body=station.name if station else district_name(work),
        station=station.name if station else "",
        period=period,
        made_on=work.today,
        names=shown,
        figures=figures,
        away=report_counts.away(scope),
        group_visitors=report_counts.group_visitors(scope),
        different_representatives=sum(line.persons for line in levels if line.name != UNSETTLED_ZH),
        balance=report_counts.balance(scope),
        handling=handling,
        by_category=report_counts.by_category(scope),
        by_unit=report_counts.by_unit(scope, classes),
        by_level=levels,
        by_station=tuple(
            StationLine(name, row.sessions, row.attend, row.visits, row.people, row.matters)
            for name, row in figures.by_station.items()
        ),
        flow=report_counts.flow(scope),
        matters=report_lists.matters(scope, shown),
        attendances=report_lists.attendances(scope),
        class_names=classes,
        checks=_checks(scope, figures, handling, levels),
        previous=counted(work, period.previous(), station_id) if period.length > 1 else None,
        clerk=station.clerk if station else "",
        phone=station.phone if station else "",
    )


def days(work: Work, station_id: StationId | None = None) -> tuple[date, date] | None:
    """The first and the last day on which somebody was received; None in an empty register."""
    query = select(func.min(Reception.received_on), func.max(Reception.received_on))
    if station_id is not None:
        query = query.where(Reception.station_id == station_id)
    first, last = work.session.execute(query).one()
    return (first, last) if first and last else None


def _station(work: Work, station_id: StationId | None) -> Station | None:
    if station_id is None:
        return None
    station = work.session.get(Station, station_id)
    if station is None:
        raise NotFound("station_not_found")
    return station


def _note(work: Work, period: Period, station_id: StationId | None) -> None:
    if not work.session.get_bind().get_execution_options().get("writes"):
        raise RuntimeError("full names are logged: ask for them inside office.write")
    audit.note(work, "print_names", "report", station_id=station_id, period=period.text)


def district_name(work: Work) -> str:
    """The district's name: the office's setting, else the one in its divisions."""
    name: str = setting(work, "district") or ""
    if not name:
        found = select(Area.name).where(Area.level == AreaLevel.DISTRICT).order_by(Area.code)
        name = work.session.scalar(found.limit(1)) or WHOLE_DISTRICT_ZH
    return f"{name}人大代表联络站"


def _checks(
    scope: Scope, figures: Figures, handling: Handling, levels: tuple[LevelLine, ...]
) -> tuple[Check, ...]:
    left = figures.not_rated
    return (
        _numbers_check(scope),
        _outcome_check(scope),
        Check(
            "办结的都已告诉群众",
            handling.told == handling.answered,
            f"{handling.told} / {handling.answered}",
        ),
        Check(
            "满意度都已评价",
            not left,
            f"{figures.answered - left} / {figures.answered}",
            f"表上照实印“未评价 {left}”" if left else "",
        ),
        _settled_check(levels),
    )


def _numbers_check(scope: Scope) -> Check:
    """Each station's numbers of the year run from 1 without a gap, void ones included."""
    rows = scope.rows(
        select(Reception.station_id, func.count(), func.max(Reception.serial))
        .where(Reception.year == scope.period.year, *scope.here(Reception.station_id))
        .group_by(Reception.station_id)
    )
    given, gaps = 0, 0
    for _, count, last in rows:
        given += count
        gaps += last - count
    remark = f"缺 {gaps} 个号" if gaps else ""
    return Check("编号连续，没有缺号", not gaps, f"{given} 批", remark)


def _outcome_check(scope: Scope) -> Check:
    """No matter of the period still waits to be referred."""
    waiting = (MatterStatus.REGISTERED, MatterStatus.AWAITING_REFERRAL, MatterStatus.RETURNED)
    total = scope.count(_matters(scope))
    left = scope.count(_matters(scope).where(Matter.status.in_(waiting)))
    remark = f"还有 {left} 件没有交办" if left else ""
    return Check("每件都有去向", not left, f"{total - left} / {total}", remark)


def _matters(scope: Scope) -> Select[int]:
    return (
        select(func.count())
        .select_from(Matter)
        .join(Reception, Matter.reception_id == Reception.id)
        .where(scope.matters())
    )


def _settled_check(levels: tuple[LevelLine, ...]) -> Check:
    unsettled = sum(line.attendances for line in levels if line.name == UNSETTLED_ZH)
    remark = f"{unsettled} 人次的姓名还没有核定是哪位代表" if unsettled else ""
    return Check("进站代表都认得出", not unsettled, f"{unsettled} 待核定", remark)
