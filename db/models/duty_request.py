"""What a representative asks for: another day, or leave."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PERSONAL, Base, Keyed, OfStation, Versioned
from liaison.domain.duty import RequestKind, RequestStatus
from liaison.domain.ids import AttendanceId, RepresentativeId


class DutyRequest(Keyed, OfStation, Versioned, Base):
    """请假 or 换班; a swap names the other's duty, leave perhaps a substitute."""

    __tablename__ = "duty_request"
    kind: Mapped[RequestKind]
    status: Mapped[RequestStatus] = mapped_column(default=RequestStatus.ASKED, index=True)
    representative_id: Mapped[RepresentativeId] = mapped_column(
        ForeignKey("representative.id"), index=True
    )
    attendance_id: Mapped[AttendanceId] = mapped_column(ForeignKey("attendance.id"), index=True)
    other_attendance_id: Mapped[AttendanceId | None] = mapped_column(ForeignKey("attendance.id"))
    substitute_id: Mapped[RepresentativeId | None] = mapped_column(ForeignKey("representative.id"))
    reason: Mapped[str] = mapped_column(info=PERSONAL)
    asked_at: Mapped[datetime]
    asked_by: Mapped[str] = mapped_column(default="", info=PERSONAL)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(default="", info=PERSONAL)
    answer: Mapped[str] = mapped_column(default="", info=PERSONAL)
