"""Stations, and the numbers they have given out."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PERSONAL, Base, Keyed, Versioned
from liaison.domain.ids import AreaId, StationCode, StationId
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


class NumberSeries(Base):
    """The last number given, per station, year and kind of record: gap-free, never reused."""

    __tablename__ = "number_series"
    station_id: Mapped[StationId] = mapped_column(ForeignKey("station.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]
