"""The stations of an office."""

from dataclasses import dataclass

from sqlalchemy import select

from db.models import Station
from liaison.domain.ids import AreaId, StationCode, StationId
from liaison.domain.station import StationKind
from liaison.services.work import Work


@dataclass(frozen=True)
class StationRow:
    id: StationId
    code: StationCode
    name: str
    kind: StationKind
    area_id: AreaId | None
    address: str
    phone: str
    head: str
    clerk: str
    reception_rule: str


def stations(work: Work) -> list[StationRow]:
    """Every station that is not closed, in the district's order."""
    query = (
        select(Station).where(Station.closed_on.is_(None)).order_by(Station.position, Station.code)
    )
    return [_row(station) for station in work.session.scalars(query)]


def _row(station: Station) -> StationRow:
    return StationRow(
        StationId(station.id),
        station.code,
        station.name,
        station.kind,
        station.area_id,
        station.address,
        station.phone,
        station.head,
        station.clerk,
        station.reception_rule,
    )
