"""What handling a matter leaves behind: referrals, tries to tell, pauses, slips, attachments."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PERSONAL, Base, Keyed, OfStation, Versioned
from liaison.domain.ids import MatterId, ReferralId, RoundId, StationId, UnitId
from liaison.domain.slip_code import SlipKind


class Referral(Keyed, OfStation, Versioned, Base):
    """交办 to a main unit: one slip, its sign-for, its return. A return and the next are two rows."""

    __tablename__ = "referral"
    __table_args__ = (UniqueConstraint("matter_id", "position"),)
    matter_id: Mapped[MatterId] = mapped_column(ForeignKey("matter.id"))
    round_id: Mapped[RoundId] = mapped_column(ForeignKey("round.id"), index=True)
    round_no: Mapped[int] = mapped_column(default=1)
    position: Mapped[int] = mapped_column(default=1)
    """1, 2, 3 … within the matter."""
    unit_id: Mapped[UnitId | None] = mapped_column(ForeignKey("unit.id"), index=True)
    unit_name: Mapped[str] = mapped_column(default="")
    referred_on: Mapped[date]
    hard: Mapped[bool] = mapped_column(default=False)
    """A hard one: the longer period (30 working days by default)."""
    first_due_on: Mapped[date]
    due_on: Mapped[date]
    """After extensions and pauses."""
    sign_by_on: Mapped[date | None]
    signed_on: Mapped[date | None]
    signed_by: Mapped[str] = mapped_column(default="", info=PERSONAL)
    returned_on: Mapped[date | None]
    return_reason: Mapped[str] = mapped_column(default="", info=PERSONAL)
    extended_on: Mapped[date | None]
    extension_reason: Mapped[str] = mapped_column(default="", info=PERSONAL)
    request: Mapped[str] = mapped_column(default="", info=PERSONAL)
    """办理要求, printed on the slip."""


class ReferralUnit(Keyed, OfStation, Versioned, Base):
    """An assisting unit (协办) of a referral and its opinion."""

    __tablename__ = "referral_unit"
    referral_id: Mapped[ReferralId] = mapped_column(ForeignKey("referral.id"), index=True)
    unit_id: Mapped[UnitId | None] = mapped_column(ForeignKey("unit.id"), index=True)
    unit_name: Mapped[str]
    position: Mapped[int] = mapped_column(default=1)
    replied_on: Mapped[date | None]
    reply: Mapped[str] = mapped_column(default="", info=PERSONAL)


class Telling(Keyed, OfStation, Base):
    """One try to tell the visitor: reached or not. Only ever added to."""

    __tablename__ = "telling"
    matter_id: Mapped[MatterId] = mapped_column(ForeignKey("matter.id"), index=True)
    round_no: Mapped[int] = mapped_column(default=1)
    tried_on: Mapped[date]
    reached: Mapped[bool]
    how: Mapped[str]
    """电话, 当面, 短信, 书面, 公示 …"""
    by: Mapped[str] = mapped_column(info=PERSONAL)
    remark: Mapped[str] = mapped_column(default="", info=PERSONAL)


class Pause(Keyed, OfStation, Versioned, Base):
    """The clock stood still while the visitor had to bring something."""

    __tablename__ = "pause"
    matter_id: Mapped[MatterId] = mapped_column(ForeignKey("matter.id"), index=True)
    round_no: Mapped[int] = mapped_column(default=1)
    reason: Mapped[str] = mapped_column(info=PERSONAL)
    paused_on: Mapped[date]
    due_then_on: Mapped[date | None]
    """The deadline when it began."""
    resumed_on: Mapped[date | None]
    workdays: Mapped[int] = mapped_column(default=0)
    """By how many working days the deadline moved."""


class Slip(Keyed, OfStation, Versioned, Base):
    """A numbered paper of a matter; its code brings the scanner back to it."""

    __tablename__ = "slip"
    __table_args__ = (UniqueConstraint("station_id", "kind", "year", "serial"),)
    matter_id: Mapped[MatterId] = mapped_column(ForeignKey("matter.id"), index=True)
    referral_id: Mapped[ReferralId | None] = mapped_column(ForeignKey("referral.id"), index=True)
    round_no: Mapped[int] = mapped_column(default=1)
    kind: Mapped[SlipKind]
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str] = mapped_column(unique=True)
    code: Mapped[str] = mapped_column(unique=True)
    made_on: Mapped[date]
    printed: Mapped[int] = mapped_column(default=0)
    """How often."""


class Attachment(Keyed, Base):
    """A photo, scan or PDF beside a record; the file lies in the data folder under its hash."""

    __tablename__ = "attachment"
    __table_args__ = (Index(None, "record", "record_id"),)
    station_id: Mapped[StationId | None] = mapped_column(ForeignKey("station.id"), index=True)
    """None beside a proposal or a letter of the whole district."""
    record: Mapped[str]
    """matter, reception, proposal or letter."""
    record_id: Mapped[UUID]
    round_no: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(info=PERSONAL)
    media_type: Mapped[str]
    size: Mapped[int]
    """Bytes."""
    sha256: Mapped[str] = mapped_column(index=True)
    added_at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(info=PERSONAL)
    withdrawn_at: Mapped[datetime | None]
    """Taken off the record by mistake's reason; the row stays."""
    withdrawn_reason: Mapped[str] = mapped_column(default="", info=PERSONAL)


class CannedAnswer(Keyed, Versioned, Base):
    """A wording that clerks use again: an answer, a reason, a guidance."""

    __tablename__ = "canned_answer"
    kind: Mapped[str]
    """answer, decline, return, pause, tell …: the step it is offered for."""
    title: Mapped[str]
    text: Mapped[str]
    where_to: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    in_use: Mapped[bool] = mapped_column(default=True)
