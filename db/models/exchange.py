"""What was brought in from books, and what still has to be settled."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed
from liaison.domain.ids import ImportId, RepresentativeId, StationId


class BookImport(Keyed, Base):
    __tablename__ = "book_import"
    file_name: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    imported_at: Mapped[datetime]
    actor: Mapped[str]
    added: Mapped[dict[str, Any]] = mapped_column(JSON)


class ImportedRecord(Base):
    """The fingerprint of a row that was brought in: the same row is never brought in twice."""

    __tablename__ = "imported_record"
    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    record: Mapped[str]
    record_id: Mapped[UUID]
    import_id: Mapped[ImportId] = mapped_column(ForeignKey("book_import.id"), index=True)


class HeadingMapping(Keyed, Base):
    """How a set of headings was mapped by hand."""

    __tablename__ = "heading_mapping"
    signature: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)


class UnsettledName(Keyed, Base):
    """A name that may be one of several representatives: counted, listed, to be settled."""

    __tablename__ = "unsettled_name"
    station_id: Mapped[StationId] = mapped_column(ForeignKey("station.id"), index=True)
    record: Mapped[str]
    record_id: Mapped[UUID] = mapped_column(index=True)
    name: Mapped[str]
    candidates: Mapped[list[str]] = mapped_column(JSON)
    """Keys of the representatives it may be; empty when nobody of that name is known."""
    stood_on: Mapped[date | None]
    source: Mapped[str] = mapped_column(default="")
    settled_as_id: Mapped[RepresentativeId | None] = mapped_column(ForeignKey("representative.id"))
    settled_at: Mapped[datetime | None]
