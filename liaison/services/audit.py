"""Entries of the trail that no changed row writes by itself: printing, unmasking, exporting."""

from typing import Any
from uuid import UUID

from db.models import AuditEntry
from liaison.services.work import Work


def note(
    work: Work,
    action: str,
    record: str,
    record_id: UUID | None = None,
    station_id: UUID | None = None,
    **changes: Any,
) -> None:
    """Add one entry; `changes` must hold no personal value."""
    work.session.add(
        AuditEntry(
            at=work.now,
            actor=work.actor,
            action=action,
            record=record,
            record_id=record_id,
            station_id=station_id,
            changes=changes,
        )
    )
