"""Stations and the lists a form chooses from."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from db.models import Area, AreaAlias, Category, Station, Unit
from liaison.domain.errors import BadInput, InvalidForm, Problem
from liaison.domain.fold import fold
from liaison.domain.ids import AreaId, CategoryId, StationCode, StationId, UnitId
from liaison.domain.station import AreaLevel, StationKind
from liaison.domain.text import clean_line
from liaison.services.station_list import StationRow, stations
from liaison.services.work import Work


@dataclass(frozen=True)
class Choice:
    """An entry of a list: key and what it is called."""

    id: UUID
    name: str


@dataclass(frozen=True)
class StationForm:
    name: str
    township: str = ""
    kind: StationKind = StationKind.STATION
    address: str = ""
    phone: str = ""
    reception_rule: str = ""

    def problems(self) -> tuple[Problem, ...]:
        return () if clean_line(self.name) else (Problem("name", "missing"),)


def _rules_of(work: Work, key: StationId, text: str) -> None:
    from liaison.services.duty_rules import follow_text

    follow_text(work, key, text)


def station_named(work: Work, text: str) -> StationRow:
    """The station of this code or name; a part of the name will do when only one has it."""
    wanted = fold(text)
    rows = stations(work)
    exact = [row for row in rows if row.code == text.strip() or fold(row.name) == wanted]
    part = [row for row in rows if wanted and wanted in fold(row.name)]
    found = exact or part
    if not found:
        raise BadInput("no_such_station", text=text)
    if len(found) > 1:
        names = "、".join(row.name for row in found)
        raise BadInput("several_stations", text=text, names=names)
    return found[0]


def open_station(work: Work, form: StationForm) -> StationId:
    """Open a station by hand; its code comes from its township's when that is known."""
    if problems := form.problems():
        raise InvalidForm(problems)
    name = clean_line(form.name)
    if work.session.scalar(select(Station.id).where(Station.name == name)):
        raise InvalidForm((Problem("name", "name_taken"),))
    area = _township(work, form.township) if form.township else None
    position = len(stations(work))
    station = Station(
        name=name,
        code=free_code(work, area.code if area else ""),
        kind=form.kind,
        area_id=area.id if area else None,
        address=clean_line(form.address),
        phone=clean_line(form.phone),
        reception_rule=clean_line(form.reception_rule),
        position=position,
    )
    work.session.add(station)
    work.session.flush()
    _rules_of(work, StationId(station.id), station.reception_rule)
    return StationId(station.id)


def free_code(work: Work, division: str) -> StationCode:
    """Nine digits of the division, with `-2`, `-3` … where another station has them already."""
    base = division[:9] or "000000000"
    taken = set(
        work.session.scalars(select(Station.code).where(Station.code.startswith(base))).all()
    )
    number = 1
    while (code := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return StationCode(code)


def villages(work: Work, station_id: StationId | None) -> list[Choice]:
    """The villages and communities of a station's township, else all of the district."""
    query = select(Area.id, Area.name).where(Area.level == AreaLevel.VILLAGE).order_by(Area.code)
    if station_id is not None:
        station = work.session.get_one(Station, station_id)
        if station.area_id is not None:
            query = query.where(Area.parent_id == station.area_id)
    return [Choice(*row) for row in work.session.execute(query)]


def categories(work: Work) -> list[Choice]:
    """Both levels, a part after its whole as `城建环保 / 停车`."""
    whole = aliased(Category)
    rows = work.session.execute(
        select(Category.id, Category.name, whole.name)
        .outerjoin(whole, whole.id == Category.parent_id)
        .where(Category.in_use)
        .order_by(whole.position.is_(None).desc(), whole.position, Category.position)
    )
    return [Choice(key, f"{above} / {name}" if above else name) for key, name, above in rows]


def units(work: Work) -> list[Choice]:
    query = select(Unit.id, Unit.name).where(Unit.in_use).order_by(Unit.position, Unit.name)
    return [Choice(*row) for row in work.session.execute(query)]


def category_named(work: Work, name: str) -> CategoryId | None:
    return work.session.scalar(select(Category.id).where(Category.name == clean_line(name)))  # type: ignore[return-value]


def unit_named(work: Work, name: str) -> UnitId | None:
    return work.session.scalar(select(Unit.id).where(Unit.name == clean_line(name)))  # type: ignore[return-value]


def area_named(work: Work, name: str) -> AreaId | None:
    """A village or township by its name or another way of writing it."""
    line = clean_line(name)
    found = work.session.scalars(
        select(Area.id)
        .outerjoin(AreaAlias, AreaAlias.area_id == Area.id)
        .where(or_(Area.name == line, AreaAlias.name == line))
        .distinct()
    ).all()
    return AreaId(found[0]) if len(found) == 1 else None


def _township(work: Work, name: str) -> Area:
    wanted = fold(name)
    rows = work.session.scalars(select(Area).where(Area.level == AreaLevel.TOWNSHIP))
    for area in rows:
        if fold(area.name) == wanted or area.code.startswith(name.strip()):
            return area
    raise InvalidForm((Problem("township", "no_such_township"),))
