"""Every step of a matter on one timeline, and the guidance slip."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PERSONAL, Base, Keyed, OfStation
from liaison.domain.ids import MatterId
from liaison.domain.matter import DeclineReason, MatterStatus
from liaison.domain.steps import Step


class MatterStep(Keyed, OfStation, Base):
    """What happened, when, by whom: only ever added to."""

    __tablename__ = "matter_step"
    matter_id: Mapped[MatterId] = mapped_column(ForeignKey("matter.id"), index=True)
    round_no: Mapped[int] = mapped_column(default=1)
    step: Mapped[Step | None]
    """None where a book tells a stage and not how it was reached."""
    status: Mapped[MatterStatus]
    """The stage after it."""
    happened_on: Mapped[date]
    due_on: Mapped[date | None]
    """Until when it had to be done."""
    late_days: Mapped[int] = mapped_column(default=0)
    recorded_at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(info=PERSONAL)
    remark: Mapped[str] = mapped_column(default="", info=PERSONAL)


class Guidance(Keyed, OfStation, Base):
    """What the guidance slip (引导单) says, without which no matter can be declined."""

    __tablename__ = "guidance"
    __table_args__ = (UniqueConstraint("matter_id", "round_no"),)
    matter_id: Mapped[MatterId] = mapped_column(ForeignKey("matter.id"))
    round_no: Mapped[int] = mapped_column(default=1)
    reason: Mapped[DeclineReason]
    where_to: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
