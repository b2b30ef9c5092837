"""Names that still have to be settled."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed
from liaison.domain.ids import RepresentativeId, StationId


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
