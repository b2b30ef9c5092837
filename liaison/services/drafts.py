"""What somebody has typed and not recorded yet: kept as it is typed, found again after a crash."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from db.models import Draft
from liaison.domain.ids import DraftId, StationId
from liaison.services.work import Work

RECEPTION = "reception"
STEP = "step"
"""What is typed into a step of a matter."""


@dataclass(frozen=True)
class DraftRow:
    """`content` is the page's own JSON."""

    id: DraftId
    station_id: StationId
    saved_at: datetime
    actor: str
    content: dict[str, Any]


def keep(
    work: Work, key: DraftId, station_id: StationId, content: dict[str, Any], kind: str = RECEPTION
) -> datetime:
    """Save, over what was kept under the same key, and return when."""
    row = work.session.get(Draft, key)
    if row is None:
        row = Draft(id=key, station_id=station_id, kind=kind)
        work.session.add(row)
    row.station_id, row.content = station_id, content
    row.actor, row.saved_at = work.actor, work.now
    return work.now


def kept(work: Work, station_id: StationId | None, kind: str = RECEPTION) -> list[DraftRow]:
    """The unfinished ones, newest first; of every station when none is named."""
    query = select(Draft).where(Draft.kind == kind).order_by(Draft.saved_at.desc())
    if station_id is not None:
        query = query.where(Draft.station_id == station_id)
    return [
        DraftRow(DraftId(row.id), row.station_id, row.saved_at, row.actor, row.content)
        for row in work.session.scalars(query)
    ]


def one(work: Work, key: DraftId) -> DraftRow | None:
    """What is kept under a key; None when nothing is."""
    row = work.session.get(Draft, key)
    if row is None:
        return None
    return DraftRow(DraftId(row.id), row.station_id, row.saved_at, row.actor, row.content)


def throw_away(work: Work, key: DraftId) -> None:
    """Discard one draft; nothing happens when it is gone already."""
    work.session.execute(delete(Draft).where(Draft.id == key))
