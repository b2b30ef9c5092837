"""The numbers that stations have given out."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from liaison.domain.ids import StationId


class NumberSeries(Base):
    """The last number given, per station, year and kind of record: gap-free, never reused."""

    __tablename__ = "number_series"
    station_id: Mapped[StationId] = mapped_column(ForeignKey("station.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]
