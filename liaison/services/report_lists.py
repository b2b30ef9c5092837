"""The report's lists: each matter of the period, each representative and how often they came."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from db.models import (
    Attendance,
    Category,
    DutyShift,
    GroupMember,
    Matter,
    Reception,
    ReceptionVisitor,
    Representative,
    RepresentativeGroup,
    Seat,
    Station,
    Visitor,
)
from liaison.domain.duty import CAME
from liaison.domain.masks import CONFIDENTIAL_ZH, mask_in_text, mask_name
from liaison.domain.matter import DISPOSITION_ZH, MATTER_STATUS_ZH, SATISFACTION_ZH, Disposition
from liaison.domain.report import AttendanceLine, MatterLine, Names
from liaison.domain.representative import (
    REPRESENTATIVE_STATUS_ZH,
    SEAT_LEVEL_ZH,
    GroupKind,
    RepresentativeStatus,
)
from liaison.services.report_counts import UNSETTLED_ZH, UNSORTED_ZH, unit_name, with_unit
from liaison.services.scope import Scope, sittings

ANONYMOUS_ZH = "匿名"
GROUP_ORDER = (GroupKind.GROUP, GroupKind.CENTRE_GROUP, GroupKind.DELEGATION)


def matters(scope: Scope, names: Names) -> tuple[MatterLine, ...]:
    """Every matter raised in the period, by station, day and number.

    A visitor who asked for secrecy stands as 保密 in either way of showing names.
    """
    visitors = _visitors(scope, names)
    columns = select(
        Reception.id.label("reception_id"),
        Reception.confidential,
        Reception.head_count,
        Reception.received_on,
        Station.name.label("station"),
        Matter.number,
        Matter.title,
        Matter.status,
        Matter.disposition,
        Matter.answer_class,
        Matter.satisfaction,
        Category.name.label("category"),
        unit_name().label("unit"),
    )
    rows = scope.rows(
        with_unit(
            columns.select_from(Matter)
            .join(Reception, Matter.reception_id == Reception.id)
            .join(Station, Reception.station_id == Station.id)
            .outerjoin(Category, Matter.category_id == Category.id)
        )
        .where(scope.matters())
        .order_by(
            Station.position, Station.code, Reception.received_on, Reception.serial, Matter.position
        )
    )
    return tuple(
        MatterLine(
            station=row.station,
            number=row.number,
            raised_on=row.received_on,
            visitor=(
                CONFIDENTIAL_ZH
                if row.confidential
                else visitors.get(row.reception_id, ANONYMOUS_ZH)
            ),
            people=row.head_count,
            content=mask_in_text(row.title) if names is Names.MASKED else row.title,
            category=row.category or UNSORTED_ZH,
            unit=row.unit if row.disposition == Disposition.REFERRED else "",
            outcome=outcome_zh(row),
        )
        for row in rows
    )


def outcome_zh(row: Any) -> str:
    """What became of a matter: of its status, disposition, class and satisfaction."""
    if row.answer_class and row.disposition == Disposition.REFERRED:
        outcome = f"{row.answer_class}类"
    elif row.disposition == Disposition.REFERRED:
        outcome = MATTER_STATUS_ZH[row.status]
    else:
        outcome = DISPOSITION_ZH[row.disposition]
    return f"{outcome}，{SATISFACTION_ZH[row.satisfaction]}" if row.satisfaction else outcome


def _visitors(scope: Scope, names: Names) -> dict[UUID, str]:
    """The speakers of each reception, joined by 、."""
    found: dict[UUID, list[str]] = defaultdict(list)
    for reception, name in scope.rows(
        select(ReceptionVisitor.reception_id, Visitor.name)
        .join(Visitor, ReceptionVisitor.visitor_id == Visitor.id)
        .join(Reception, ReceptionVisitor.reception_id == Reception.id)
        .where(scope.receptions())
        .order_by(ReceptionVisitor.reception_id, ReceptionVisitor.position)
    ):
        found[reception].append(mask_name(name) if names is Names.MASKED else name)
    return {reception: "、".join(speakers) for reception, speakers in found.items()}


def attendances(scope: Scope) -> tuple[AttendanceLine, ...]:
    """Every representative of the station or district, and after them names not settled yet."""
    sat = sittings(scope).subquery()
    times = dict(scope.rows(select(sat.c.who, func.count()).group_by(sat.c.who)))
    levels, grouped = _levels(scope), groups(scope)
    people = scope.rows(
        select(Representative.id, Representative.name, Representative.status, Station.name)
        .join(Station, Representative.station_id == Station.id)
        .order_by(Station.position, Station.code, Representative.position, Representative.id)
    )
    lines = [
        AttendanceLine(
            name=name,
            levels="、".join(levels.get(key, ())),
            group=grouped.get(key, ""),
            station=station,
            status=""
            if status == RepresentativeStatus.SERVING
            else REPRESENTATIVE_STATUS_ZH[status],
            times=times.get(key, 0),
        )
        for key, name, status, station in people
        if key in levels or key in times
    ]
    return (*lines, *unsettled(scope))


def _levels(scope: Scope) -> dict[UUID, list[str]]:
    """Seats of everybody who belongs here; somebody without a seat has an empty list."""
    found: dict[UUID, list[str]] = {
        key: []
        for (key,) in scope.rows(
            select(Representative.id).where(*scope.here(Representative.station_id))
        )
    }
    for key, level in scope.rows(
        select(Seat.representative_id, Seat.level).order_by(Seat.level_order, Seat.id)
    ):
        if key in found and SEAT_LEVEL_ZH[level] not in found[key]:
            found[key].append(SEAT_LEVEL_ZH[level])
    return found


def groups(scope: Scope) -> dict[UUID, str]:
    """The group that says most of where somebody works: 代表小组, else 中心组, else 代表团."""
    rows = scope.rows(
        select(
            GroupMember.representative_id,
            RepresentativeGroup.kind,
            RepresentativeGroup.name,
            RepresentativeGroup.within,
        ).join(RepresentativeGroup, GroupMember.group_id == RepresentativeGroup.id)
    )
    rows = sorted(rows, key=lambda row: GROUP_ORDER.index(row.kind), reverse=True)
    return {row.representative_id: f"{row.within}{row.name}" for row in rows}


def unsettled(scope: Scope) -> tuple[AttendanceLine, ...]:
    """Names of the books that are nobody of the roster yet, by station."""
    rows = scope.rows(
        select(Attendance.name, Station.name, func.count())
        .join(DutyShift, Attendance.shift_id == DutyShift.id)
        .join(Station, DutyShift.station_id == Station.id)
        .where(
            scope.shifts(),
            Attendance.status.in_(CAME),
            Attendance.representative_id.is_(None),
        )
        .group_by(Attendance.name, Station.name)
        .order_by(Station.name, Attendance.name)
    )
    return tuple(
        AttendanceLine(name, "", "", station, UNSETTLED_ZH, times) for name, station, times in rows
    )
