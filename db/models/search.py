"""What can be found: one entry a record, and beside it the index of two-character windows."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Integer
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PERSONAL, Base
from liaison.domain.ids import StationId


class SearchEntry(Base):
    __tablename__ = "search_entry"
    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True
    )
    record: Mapped[str]
    record_id: Mapped[UUID] = mapped_column(unique=True)
    station_id: Mapped[StationId | None] = mapped_column(ForeignKey("station.id"))
    on_date: Mapped[date | None]
    text: Mapped[str] = mapped_column(info=PERSONAL)
