"""What was brought in from books."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed
from liaison.domain.ids import ImportId


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
