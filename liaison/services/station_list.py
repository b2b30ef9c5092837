"""The stations of an office."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from db.models.first_page import stations as table
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
    c = table.c
    address = (c.address, c.phone, c.head, c.clerk, c.reception_rule)
    query = (
        select(c.id, c.code, c.name, c.kind, c.area_id, *address)
        .where(c.closed_on.is_(None))
        .order_by(c.position, c.code)
    )
    rows: Iterable[Any] = work.session.execute(query)
    return [StationRow(*row) for row in rows]
