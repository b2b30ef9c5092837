"""Stations."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PERSONAL, Base, Keyed, Versioned
from liaison.domain.ids import AreaId, StationCode
from liaison.domain.station import StationKind


class Station(Keyed, Versioned, Base):
    __tablename__ = "station"
    code: Mapped[StationCode] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[StationKind] = mapped_column(default=StationKind.STATION)
    area_id: Mapped[AreaId | None] = mapped_column(ForeignKey("area.id"), index=True)
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    head: Mapped[str] = mapped_column(default="", info=PERSONAL)
    clerk: Mapped[str] = mapped_column(default="", info=PERSONAL)
    reception_rule: Mapped[str] = mapped_column(default="")
    serves: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    closed_on: Mapped[date | None]
