"""Codes that hang on walls: 联络站码 and 代表码."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, OfStation, Versioned
from liaison.domain.ids import RepresentativeId


class Code(Keyed, OfStation, Versioned, Base):
    """An unguessable token; for a representative when `representative_id` is set, else the station's."""

    __tablename__ = "code"
    representative_id: Mapped[RepresentativeId | None] = mapped_column(
        ForeignKey("representative.id"), index=True
    )
    token: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str] = mapped_column(unique=True)
    """The human-readable code printed below, check digit included."""
    issued_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")
