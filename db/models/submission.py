"""What citizens and representatives send through the portal, before a clerk has looked at it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PERSONAL, Base, Keyed, OfStation, Versioned
from liaison.domain.ids import CategoryId, MatterId, ReceptionId, RepresentativeId
from liaison.domain.submission import SubmissionStatus, SubmittedBy


class Submission(Keyed, OfStation, Versioned, Base):
    """One matter as it was sent; it enters the register only when a clerk accepts it."""

    __tablename__ = "submission"
    __table_args__ = (Index(None, "station_id", "status", "received_at"),)
    submitted_by: Mapped[SubmittedBy] = mapped_column(default=SubmittedBy.CITIZEN)
    representative_id: Mapped[RepresentativeId | None] = mapped_column(
        ForeignKey("representative.id"), index=True
    )
    """Whom the citizen wrote to, or which representative handed it in."""
    category_id: Mapped[CategoryId | None] = mapped_column(ForeignKey("category.id"))
    words: Mapped[str] = mapped_column(info=PERSONAL)
    place: Mapped[str] = mapped_column(default="", info=PERSONAL)
    name: Mapped[str] = mapped_column(default="", info=PERSONAL)
    phone: Mapped[str] = mapped_column(default="", info=PERSONAL)
    tell_how: Mapped[str] = mapped_column(default="")
    """How the sender wants to be told: phone, code or none."""
    confidential: Mapped[bool] = mapped_column(default=False)
    notice_version: Mapped[str] = mapped_column(default="")
    """Which wording of the PIPL notice was shown (art 17)."""
    token: Mapped[str] = mapped_column(unique=True)
    """80 random bits: the sender's query code without its check symbol."""
    received_at: Mapped[datetime]
    status: Mapped[SubmissionStatus] = mapped_column(default=SubmissionStatus.WAITING)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(default="", info=PERSONAL)
    reason: Mapped[str] = mapped_column(default="", info=PERSONAL)
    """Why it was declined, in words that the sender may read."""
    reception_id: Mapped[ReceptionId | None] = mapped_column(ForeignKey("reception.id"))


class ProgressCode(Keyed, OfStation, Base):
    """An unguessable query code of a matter that was recorded: how it stands, never whose it is."""

    __tablename__ = "progress_code"
    matter_id: Mapped[MatterId] = mapped_column(ForeignKey("matter.id"), unique=True)
    token: Mapped[str] = mapped_column(unique=True)
    issued_at: Mapped[datetime]
