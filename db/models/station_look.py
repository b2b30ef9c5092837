"""How a station's posters and pages look: its own title, slogan, colour, picture."""

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, Versioned
from liaison.domain.ids import StationId


class StationLook(Keyed, Versioned, Base):
    """What a station chose; an empty value means the house's default."""

    __tablename__ = "station_look"
    station_id: Mapped[StationId] = mapped_column(ForeignKey("station.id"), unique=True)
    title: Mapped[str] = mapped_column(default="")
    slogan: Mapped[str] = mapped_column(default="")
    colour: Mapped[str] = mapped_column(default="")
    """`#b3201f`."""
    picture: Mapped[str] = mapped_column(default="")
    """Content hash of the picture in the data folder."""
    shown: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Which fields are printed: {"phone": true}; what isn't named has its default."""
    accepted: Mapped[str] = mapped_column(default="")
    not_accepted: Mapped[str] = mapped_column(default="")
    """A line each."""
