"""Reception days: a shift is one slot of one station on one date."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, Keyed, OfStation, Versioned
from liaison.domain.duty import AttendanceStatus, ShiftStatus, SignedHow, Slot
from liaison.domain.ids import DutyShiftId, RepresentativeId
from liaison.domain.reception import Channel


class DutyShift(Keyed, OfStation, Versioned, Base):
    __tablename__ = "duty_shift"
    __table_args__ = (
        UniqueConstraint("station_id", "held_on", "slot", "place"),
        Index(None, "held_on", "station_id"),
    )
    held_on: Mapped[date]
    slot: Mapped[Slot]
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    channel: Mapped[Channel] = mapped_column(default=Channel.ON_SITE)
    place: Mapped[str] = mapped_column(default="")
    """Empty at the station itself; the island, hamlet or spot elsewhere."""
    theme: Mapped[str] = mapped_column(default="")
    weather: Mapped[str] = mapped_column(default="")
    status: Mapped[ShiftStatus] = mapped_column(default=ShiftStatus.PLANNED)
    planned: Mapped[bool] = mapped_column(default=False)
    rule_id: Mapped[UUID | None]
    """The station's rule that it comes from; kept when the rule goes."""
    meant_on: Mapped[date | None]
    """The rule's own day, where a holiday, a storm or a person moved it."""
    moved_why: Mapped[str] = mapped_column(default="")
    seats: Mapped[int] = mapped_column(default=0)
    """How many representatives are wanted; 0: nobody has said."""
    notice_by: Mapped[date | None]
    """The last day on which its notice is in time."""
    activity_id: Mapped[UUID | None]
    announced_on: Mapped[date | None]
    cancel_reason: Mapped[str] = mapped_column(default="")
    attendances: Mapped[list["Attendance"]] = relationship(order_by="Attendance.position")


class Attendance(Keyed, OfStation, Versioned, Base):
    """One representative at one shift. Without `representative_id` the name is not settled yet."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("shift_id", "representative_id"),)
    shift_id: Mapped[DutyShiftId] = mapped_column(ForeignKey("duty_shift.id"), index=True)
    representative_id: Mapped[RepresentativeId | None] = mapped_column(
        ForeignKey("representative.id"), index=True
    )
    name: Mapped[str] = mapped_column(default="")
    """As written in the book."""
    position: Mapped[int] = mapped_column(default=0)
    status: Mapped[AttendanceStatus] = mapped_column(default=AttendanceStatus.PRESENT)
    planned: Mapped[bool] = mapped_column(default=False)
    """On the plan beforehand; who came instead has `instead_of_id`."""
    instead_of_id: Mapped[RepresentativeId | None] = mapped_column(ForeignKey("representative.id"))
    signed_in_at: Mapped[datetime | None]
    signed_out_at: Mapped[datetime | None]
    signed_how: Mapped[SignedHow | None]
    reason: Mapped[str] = mapped_column(default="")
    """Why leave, why late, why by hand."""
