"""A reception: one visit."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import PERSONAL, Base, Keyed, OfStation, Versioned
from liaison.domain.duty import Slot
from liaison.domain.ids import AreaId, DutyShiftId
from liaison.domain.reception import Channel, ReceptionStatus, VisitKind

if TYPE_CHECKING:
    from db.models.matter import Matter
    from db.models.official_visit import OfficialVisit
    from db.models.reception_people import ReceptionRepresentative, ReceptionVisitor


class Reception(Keyed, OfStation, Versioned, Base):
    __tablename__ = "reception"
    __table_args__ = (
        UniqueConstraint("station_id", "year", "serial"),
        Index(None, "received_on", "id"),
        Index(None, "station_id", "received_on", "id"),
    )
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str] = mapped_column(unique=True)
    """`330902004-2026-000123`: printed, never reused."""
    shift_id: Mapped[DutyShiftId | None] = mapped_column(ForeignKey("duty_shift.id"), index=True)
    received_on: Mapped[date]
    slot: Mapped[Slot]
    started: Mapped[time | None]
    ended: Mapped[time | None]
    channel: Mapped[Channel]
    place: Mapped[str] = mapped_column(default="")
    visit_kind: Mapped[VisitKind]
    head_count: Mapped[int] = mapped_column(default=1)
    companions: Mapped[str] = mapped_column(default="", info=PERSONAL)
    """Who came along, in words: 女儿."""
    area_id: Mapped[AreaId | None] = mapped_column(ForeignKey("area.id"), index=True)
    """Village or community of the visitor."""
    words: Mapped[str] = mapped_column(info=PERSONAL)
    """The visitor's own words: sealed, a correction is a dated note beside them."""
    summary: Mapped[str] = mapped_column(default="", info=PERSONAL)
    recorder: Mapped[str] = mapped_column(default="", info=PERSONAL)
    wants_callback: Mapped[bool] = mapped_column(default=True)
    confidential: Mapped[bool] = mapped_column(default=False)
    dictated: Mapped[bool] = mapped_column(default=False)
    notice_given: Mapped[bool] = mapped_column(default=False)
    """The visitor was told who records, why, how long, and their rights (PIPL arts 7, 17, 35)."""
    read_back: Mapped[bool] = mapped_column(default=False)
    from_elsewhere: Mapped[bool] = mapped_column(default=False)
    """A voter of another constituency or township (外区)."""
    remark: Mapped[str] = mapped_column(default="", info=PERSONAL)
    status: Mapped[ReceptionStatus] = mapped_column(default=ReceptionStatus.RECORDED)
    void_reason: Mapped[str] = mapped_column(default="")
    edition: Mapped[int] = mapped_column(default=1)
    """Printed as 第 n 版; each correction is a new edition."""
    recorded_at: Mapped[datetime]
    visitors: Mapped[list["ReceptionVisitor"]] = relationship(order_by="ReceptionVisitor.position")
    representatives: Mapped[list["ReceptionRepresentative"]] = relationship(
        order_by="ReceptionRepresentative.position"
    )
    officials: Mapped[list["OfficialVisit"]] = relationship(order_by="OfficialVisit.id")
    matters: Mapped[list["Matter"]] = relationship(
        order_by="Matter.position", back_populates="reception"
    )
