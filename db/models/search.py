"""What can be found, and what the register shows of a reception: both follow from other rows.

Beside `search_entry` stands `search_window`, made by hand in the migration and known to no class: on
SQLite a contentless FTS5 table (`rowid` = the entry's id), on PostgreSQL a table with a `text[]`
under a GIN index. Both hold the tokens of `services/search_tokens.py`.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger, ForeignKey, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PERSONAL, Base
from liaison.domain.ids import AreaId, ReceptionId, StationId
from liaison.domain.matter import Satisfaction
from liaison.domain.reception import Channel, VisitKind
from liaison.domain.register import RegisterState


class SearchEntry(Base):
    """One record that can be found. The window tokens follow from `text` and `keys` alone."""

    __tablename__ = "search_entry"
    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True
    )
    record: Mapped[str]
    record_id: Mapped[UUID] = mapped_column(unique=True)
    station_id: Mapped[StationId | None] = mapped_column(ForeignKey("station.id"))
    on_date: Mapped[date | None]
    number: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="", info=PERSONAL)
    """What a list shows of it; names are masked already."""
    text: Mapped[str] = mapped_column(info=PERSONAL)
    """Folded, a line a field."""
    keys: Mapped[str] = mapped_column(default="", info=PERSONAL)
    """Whole tokens beside the windows (initials, phones, number, station), parted by blanks."""


class RegisterLine(Base):
    """One line of the register. Written with the reception, and again when its matters move on."""

    __tablename__ = "register_line"
    __table_args__ = (
        Index(None, "received_on", "reception_id"),
        Index(None, "station_id", "received_on", "reception_id"),
        Index(None, "state", "received_on", "reception_id"),
        Index(None, "channel", "received_on", "reception_id"),
        Index(None, "area_id", "received_on", "reception_id"),
    )
    reception_id: Mapped[ReceptionId] = mapped_column(ForeignKey("reception.id"), primary_key=True)
    station_id: Mapped[StationId] = mapped_column(ForeignKey("station.id"))
    received_on: Mapped[date]
    number: Mapped[str]
    channel: Mapped[Channel]
    visit_kind: Mapped[VisitKind]
    people: Mapped[int]
    area_id: Mapped[AreaId | None] = mapped_column(ForeignKey("area.id"))
    visitor: Mapped[str]
    """Masked: 林**, 集体 12 人, 匿名 0045."""
    contact: Mapped[str]
    """Masked phone, or what stands in its place."""
    headline: Mapped[str] = mapped_column(info=PERSONAL)
    representatives: Mapped[str]
    matters: Mapped[int]
    settled: Mapped[int]
    untold: Mapped[int]
    state: Mapped[RegisterState]
    since_on: Mapped[date | None]
    """Since when the visitor waits to be told."""
    due_on: Mapped[date | None]
    satisfaction: Mapped[Satisfaction | None]
