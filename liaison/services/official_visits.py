"""Officials who come and listen (民生面对面·书记区长走进基层单元): planned, recorded, listed.

The figure counts `OfficialVisit` rows by `Scope.officials`; the list of a period has the same rows.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models import DutyShift, OfficialVisit, PlannedVisit, Station
from liaison.domain.duty import ShiftStatus, Slot
from liaison.domain.errors import BadInput, Conflict, InvalidForm, NotFound, Problem
from liaison.domain.ids import DutyShiftId, StationId
from liaison.domain.period import Period
from liaison.domain.text import clean_line, clean_name
from liaison.services.scope import Scope
from liaison.services.work import Work

THEME_ZH = "民生面对面·书记区长走进基层单元"
MOST = 200


@dataclass(frozen=True)
class VisitForm:
    """An official expected or come. A plan may leave the name open; a visit that took place not."""

    station_id: StationId
    on: date
    unit: str = ""
    name: str = ""
    post: str = ""
    theme: str = ""

    def problems(self) -> tuple[Problem, ...]:
        found = []
        if not clean_line(self.unit) and not clean_name(self.name):
            found.append(Problem("unit", "missing"))
        found += [
            Problem(field, "too_long", {"most": MOST})
            for field in ("unit", "name", "post", "theme")
            if len(getattr(self, field)) > MOST
        ]
        return tuple(found)


@dataclass(frozen=True)
class PlannedRow:
    id: UUID
    version: int
    station_id: StationId
    station: str
    on: date
    unit: str
    name: str
    post: str
    theme: str
    came_on: date | None
    cancel_reason: str


@dataclass(frozen=True)
class VisitRow:
    """A visit that took place; `slot` where it belongs to a reception of the station."""

    id: UUID
    station_id: StationId
    station: str
    on: date
    slot: Slot | None
    unit: str
    name: str
    post: str


def plan(work: Work, form: VisitForm) -> UUID:
    """Expect an official. InvalidForm: neither unit nor name."""
    if problems := form.problems():
        raise InvalidForm(problems)
    row = PlannedVisit(
        station_id=form.station_id,
        planned_on=form.on,
        unit_name=clean_line(form.unit),
        name=clean_name(form.name),
        post=clean_line(form.post),
        theme=clean_line(form.theme) or THEME_ZH,
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def cancel(work: Work, key: UUID, reason: str, version: int | None = None) -> None:
    """It won't be; why stays written. InvalidForm: no reason."""
    if not clean_line(reason):
        raise InvalidForm((Problem("reason", "missing"),))
    row = _open(work, key, version)
    row.cancel_reason = clean_line(reason)
    work.session.flush()


def record(work: Work, form: VisitForm, planned_id: UUID | None = None) -> UUID:
    """Write that an official came; `planned_id` is then done. Once a person, unit and reception.

    InvalidForm: no name, or a day ahead. BadInput: is written already.
    """
    problems = list(form.problems())
    if not clean_name(form.name):
        problems.append(Problem("name", "missing"))
    if form.on > work.today:
        problems.append(Problem("on", "in_the_future", {"today": work.today.isoformat()}))
    if problems:
        raise InvalidForm(tuple(problems))
    unit, name = clean_line(form.unit), clean_name(form.name)
    shift = _shift(work, form)
    _must_be_new(work, form, unit, name)
    row = OfficialVisit(
        station_id=form.station_id,
        shift_id=shift,
        visited_on=form.on,
        unit_name=unit,
        name=name,
        post=clean_line(form.post),
    )
    work.session.add(row)
    if planned_id is not None:
        _open(work, planned_id, None).came_on = form.on
    work.session.flush()
    return row.id


def expected(work: Work, period: Period, station_id: StationId | None = None) -> list[PlannedRow]:
    """What is or was planned in a period, done and cancelled too, by day."""
    query = (
        select(PlannedVisit, Station.name)
        .join(Station, Station.id == PlannedVisit.station_id)
        .where(PlannedVisit.planned_on.between(period.first, period.last))
        .order_by(PlannedVisit.planned_on, PlannedVisit.id)
    )
    if station_id is not None:
        query = query.where(PlannedVisit.station_id == station_id)
    return [
        PlannedRow(
            row.id,
            row.version,
            row.station_id,
            station,
            row.planned_on,
            row.unit_name,
            row.name,
            row.post,
            row.theme,
            row.came_on,
            row.cancel_reason,
        )
        for row, station in work.session.execute(query)
    ]


def visits(work: Work, period: Period, station_id: StationId | None = None) -> list[VisitRow]:
    """Visits of a period, as many as the figure 领导进站 says."""
    scope = Scope(work, period, station_id)
    query = (
        select(OfficialVisit, Station.name, DutyShift.slot)
        .join(Station, Station.id == OfficialVisit.station_id)
        .outerjoin(DutyShift, DutyShift.id == OfficialVisit.shift_id)
        .where(scope.officials())
        .order_by(OfficialVisit.visited_on, OfficialVisit.id)
    )
    return [
        VisitRow(
            row.id,
            row.station_id,
            station,
            row.visited_on,
            slot,
            row.unit_name,
            row.name,
            row.post,
        )
        for row, station, slot in work.session.execute(query)
    ]


def _open(work: Work, key: UUID, version: int | None) -> PlannedVisit:
    row = work.session.get(PlannedVisit, key)
    if row is None:
        raise NotFound("planned_visit_not_found")
    if version is not None and row.version != version:
        raise Conflict
    if row.came_on is not None or row.cancel_reason:
        raise BadInput("planned_visit_over")
    return row


def _shift(work: Work, form: VisitForm) -> DutyShiftId | None:
    """The reception of that day at the station; without one the visit stands by itself."""
    keys = work.session.scalars(
        select(DutyShift.id)
        .where(
            DutyShift.station_id == form.station_id,
            DutyShift.held_on == form.on,
            DutyShift.place == "",
            DutyShift.status.in_((ShiftStatus.HELD, ShiftStatus.NOBODY_CAME)),
        )
        .order_by(DutyShift.starts, DutyShift.id)
    ).all()
    return DutyShiftId(keys[0]) if keys else None


def _must_be_new(work: Work, form: VisitForm, unit: str, name: str) -> None:
    query = select(OfficialVisit.id).where(
        OfficialVisit.station_id == form.station_id,
        OfficialVisit.visited_on == form.on,
        OfficialVisit.unit_name == unit,
        OfficialVisit.name == name,
    )
    if work.session.scalars(query.limit(1)).first() is not None:
        raise BadInput("official_there", name=name)
