"""履职: what each representative has done, by itself where the program knows it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PERSONAL, Base, Keyed, OfStation, Versioned
from liaison.domain.ids import RepresentativeId


class PerformanceKind(Base):
    """A kind of 履职 with its points; the district's own table."""

    __tablename__ = "performance_kind"
    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    points: Mapped[int] = mapped_column(default=1)
    """For each record."""
    most: Mapped[int] = mapped_column(default=0)
    """At most so many points a year; 0: no cap."""
    position: Mapped[int] = mapped_column(default=0)
    in_use: Mapped[bool] = mapped_column(default=True)


class PerformanceRecord(Keyed, OfStation, Versioned, Base):
    """One thing done. `record` and `record_id` name what wrote it; without them a person did."""

    __tablename__ = "performance_record"
    __table_args__ = (
        Index(None, "representative_id", "done_on"),
        Index(None, "record", "record_id"),
    )
    representative_id: Mapped[RepresentativeId] = mapped_column(ForeignKey("representative.id"))
    kind: Mapped[str] = mapped_column(ForeignKey("performance_kind.code"), index=True)
    done_on: Mapped[date]
    title: Mapped[str]
    content: Mapped[str] = mapped_column(default="", info=PERSONAL)
    record: Mapped[str] = mapped_column(default="")
    record_id: Mapped[UUID | None]
    entered_by: Mapped[str] = mapped_column(default="", info=PERSONAL)
    confirmed_at: Mapped[datetime | None]
    """By the representative."""
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")
