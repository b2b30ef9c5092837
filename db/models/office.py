"""The office's own things: users, corrections, notes, the trail."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PERSONAL, Base, Keyed, OfStation, Versioned
from liaison.domain.ids import StationId


class User(Keyed, Versioned, Base):
    __tablename__ = "app_user"
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(info=PERSONAL)
    role: Mapped[str] = mapped_column(default="clerk")
    station_id: Mapped[StationId | None] = mapped_column(ForeignKey("station.id"))
    in_use: Mapped[bool] = mapped_column(default=True)


class Correction(Keyed, OfStation, Base):
    """A dated note beside a record: which field, what it said, what it says, why."""

    __tablename__ = "correction"
    record: Mapped[str]
    record_id: Mapped[UUID] = mapped_column(index=True)
    edition: Mapped[int]
    field: Mapped[str]
    old: Mapped[str] = mapped_column(info=PERSONAL)
    new: Mapped[str] = mapped_column(info=PERSONAL)
    why: Mapped[str] = mapped_column(info=PERSONAL)
    corrected_at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(info=PERSONAL)


class Note(Keyed, Base):
    """Text kept beside a record: what a book said and could not be read."""

    __tablename__ = "note"
    station_id: Mapped[StationId | None] = mapped_column(ForeignKey("station.id"), index=True)
    record: Mapped[str]
    record_id: Mapped[UUID | None] = mapped_column(index=True)
    field: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(info=PERSONAL)
    source: Mapped[str] = mapped_column(default="")
    """Sheet, row and column it stood in."""


class AuditEntry(Base):
    """Who did what to which record when. Personal values are never in `changes`, only their names."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "record", "record_id"),)
    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True
    )
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    record: Mapped[str]
    record_id: Mapped[UUID | None]
    station_id: Mapped[UUID | None]
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)
