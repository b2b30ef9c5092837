"""Every flush writes who changed what, and remembers which kinds of record were touched."""

from functools import cache
from typing import Any

from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import Mapper, Session, UOWTransaction

from db.models.base import Base

UNWATCHED = frozenset({"audit_entry", "draft", "number_series", "search_entry"})
"""Tables without a trail: the trail itself, unrecorded typing, and what follows from other rows."""
HIDDEN = "•"


def watch(session_class: type[Session]) -> None:
    event.listen(session_class, "after_flush", _record)


def _record(session: Session, _flush: UOWTransaction) -> None:
    groups = (("add", session.new), ("change", session.dirty), ("remove", session.deleted))
    entries = [
        _entry(session, action, row)
        for action, rows in groups
        for row in rows
        if row.__tablename__ not in UNWATCHED and (action != "change" or session.is_modified(row))
    ]
    touched: set[str] = session.info["touched"]
    touched |= {row.__tablename__ for _, rows in groups for row in rows}
    if entries:
        from db.models import AuditEntry

        session.execute(insert(AuditEntry), entries)


def _entry(session: Session, action: str, row: Base) -> dict[str, Any]:
    return {
        "at": session.info["now"],
        "actor": session.info["actor"],
        "action": action,
        "record": row.__tablename__,
        "record_id": getattr(row, "id", None),
        "station_id": getattr(row, "station_id", None),
        "changes": _changes(row) if action == "change" else {},
    }


def _changes(row: Base) -> dict[str, list[str | None]]:
    """Column → [old, new]; a personal value is only said to have changed."""
    state = inspect(row)
    changes: dict[str, list[str | None]] = {}
    for key, personal in _columns(state.mapper):
        history = state.attrs[key].history
        if history.has_changes():
            pair = (history.deleted, history.added)
            changes[key] = [None if not v else HIDDEN if personal else str(v[0]) for v in pair]
    return changes


@cache
def _columns(mapper: Mapper[Any]) -> tuple[tuple[str, bool], ...]:
    """(attribute, personal?) of every column worth an entry."""
    return tuple(
        (attr.key, bool(attr.columns[0].info.get("personal")))
        for attr in mapper.column_attrs
        if attr.key != "version"
    )
