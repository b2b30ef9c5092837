"""Townships set up by hand before the division table is brought in, and what stations say."""

from sqlalchemy import func, select

from db.models import Area, Station
from liaison.domain.errors import InvalidForm, NotFound, Problem
from liaison.domain.ids import AreaId, StationId
from liaison.domain.station import AreaLevel
from liaison.domain.text import clean_line
from liaison.services.stations import StationForm
from liaison.services.work import Work


def township_named(work: Work, name: str) -> AreaId:
    """The township of this name; one without a statistics code is added when there is none."""
    line = clean_line(name)
    area = work.session.scalar(
        select(Area).where(Area.name == line, Area.level == AreaLevel.TOWNSHIP)
    )
    if area is None:
        count = work.session.scalar(select(func.count()).select_from(Area)) or 0
        area = Area(code=f"{count + 1:012d}", name=line, level=AreaLevel.TOWNSHIP)
        work.session.add(area)
        work.session.flush()
    return AreaId(area.id)


def amend_station(
    work: Work, key: StationId, form: StationForm, head: str = "", clerk: str = ""
) -> None:
    """Change what a station says of itself; its code and township stay."""
    if problems := form.problems():
        raise InvalidForm(problems)
    row = work.session.get(Station, key)
    if row is None:
        raise NotFound("station_not_found")
    name = clean_line(form.name)
    taken = select(Station.id).where(Station.name == name, Station.id != key)
    if work.session.scalar(taken):
        raise InvalidForm((Problem("name", "name_taken"),))
    row.name, row.kind = name, form.kind
    row.address, row.phone = clean_line(form.address), clean_line(form.phone)
    if row.reception_rule != clean_line(form.reception_rule):
        from liaison.services.duty_rules import follow_text

        row.reception_rule = clean_line(form.reception_rule)
        follow_text(work, key, row.reception_rule)
    row.head, row.clerk = clean_line(head), clean_line(clerk)
