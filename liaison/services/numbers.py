"""Human numbers: per station, year and kind; gap-free, never reused."""

from sqlalchemy.dialects import postgresql, sqlite

from db.models import NumberSeries, Station
from liaison.domain.ids import StationCode, StationId
from liaison.services.work import Work

RECEPTION = "reception"


def reserve(work: Work, station_id: StationId, year: int, kind: str, count: int = 1) -> int:
    """The first of `count` consecutive numbers; they are given out only if the work is committed."""
    dialect = work.session.get_bind().dialect.name
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    row = insert(NumberSeries).values(station_id=station_id, year=year, kind=kind, last=count)
    last = work.session.execute(
        row.on_conflict_do_update(
            index_elements=["station_id", "year", "kind"],
            set_={"last": NumberSeries.last + count},
        ).returning(NumberSeries.last)
    ).scalar_one()
    return last - count + 1


def reception_number(station: Station | StationCode, year: int, serial: int) -> str:
    """`330902004-2026-000123`."""
    code = station.code if isinstance(station, Station) else station
    return f"{code}-{year}-{serial:06d}"
