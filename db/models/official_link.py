"""Codes that the province's platform issued: imported, never made here."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, OfStation, Versioned
from liaison.domain.ids import RepresentativeId


class OfficialLink(Keyed, OfStation, Versioned, Base):
    """What the official code of a station, or of a representative, says; word for word."""

    __tablename__ = "official_link"
    representative_id: Mapped[RepresentativeId | None] = mapped_column(
        ForeignKey("representative.id"), index=True
    )
    """None: the station's own."""
    text: Mapped[str] = mapped_column(index=True)
    source: Mapped[str] = mapped_column(default="")
    """The file it came from, or how it was entered."""
    issued_on: Mapped[date | None]
    """When the platform issued it, where known."""
    imported_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")
