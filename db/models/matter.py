"""Matters, their handling rounds, and every step on one timeline."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import PERSONAL, Base, Keyed, OfStation, Versioned
from liaison.domain.ids import AreaId, CategoryId, MatterId, ReceptionId, RoundId, UnitId
from liaison.domain.matter import (
    DeclineReason,
    Disposition,
    MatterStatus,
    Satisfaction,
    Urgency,
)

if TYPE_CHECKING:
    from db.models.reception import Reception


class Matter(Keyed, OfStation, Versioned, Base):
    __tablename__ = "matter"
    __table_args__ = (
        UniqueConstraint("reception_id", "position"),
        Index(None, "raised_on", "id"),
        Index(None, "station_id", "raised_on", "id"),
        Index(None, "status", "due_on", "id"),
    )
    reception_id: Mapped[ReceptionId] = mapped_column(ForeignKey("reception.id"))
    position: Mapped[int]
    """1, 2, 3 … within its reception; the number is the reception's with `-position`."""
    number: Mapped[str] = mapped_column(unique=True)
    raised_on: Mapped[date]
    title: Mapped[str] = mapped_column(info=PERSONAL)
    content: Mapped[str] = mapped_column(default="", info=PERSONAL)
    category_id: Mapped[CategoryId | None] = mapped_column(ForeignKey("category.id"), index=True)
    area_id: Mapped[AreaId | None] = mapped_column(ForeignKey("area.id"), index=True)
    """The place that it is about."""
    concerns: Mapped[str] = mapped_column(default="")
    """涉及单位, in words."""
    urgency: Mapped[Urgency] = mapped_column(default=Urgency.NORMAL)
    disposition: Mapped[Disposition]
    status: Mapped[MatterStatus]
    due_on: Mapped[date | None]
    decline_reason: Mapped[DeclineReason | None]
    answer_class: Mapped[str | None] = mapped_column(ForeignKey("answer_class.code"))
    """Of the last round: A, B or C by default."""
    satisfaction: Mapped[Satisfaction | None]
    settled_on: Mapped[date | None]
    """When it was answered, declined or passed on; None while open."""
    told_on: Mapped[date | None]
    repeat_of_id: Mapped[MatterId | None] = mapped_column(ForeignKey("matter.id"), index=True)
    merged_into_id: Mapped[MatterId | None] = mapped_column(ForeignKey("matter.id"), index=True)
    reception: Mapped["Reception"] = relationship(back_populates="matters")
    rounds: Mapped[list["Round"]] = relationship(order_by="Round.round_no")
    steps: Mapped[list["MatterStep"]] = relationship(order_by="MatterStep.id")
    guidance: Mapped["Guidance | None"] = relationship()


class Round(Keyed, OfStation, Versioned, Base):
    """One round of handling; a dissatisfied visitor opens the next, this one stays as it was."""

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("matter_id", "round_no"),)
    matter_id: Mapped[MatterId] = mapped_column(ForeignKey("matter.id"))
    round_no: Mapped[int] = mapped_column(default=1)
    unit_id: Mapped[UnitId | None] = mapped_column(ForeignKey("unit.id"), index=True)
    unit_name: Mapped[str] = mapped_column(default="")
    referred_on: Mapped[date | None]
    due_on: Mapped[date | None]
    signed_on: Mapped[date | None]
    returned_on: Mapped[date | None]
    return_reason: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="", info=PERSONAL)
    answer_class: Mapped[str | None] = mapped_column(ForeignKey("answer_class.code"))
    told_on: Mapped[date | None]
    told_how: Mapped[str] = mapped_column(default="")
    told_by: Mapped[str] = mapped_column(default="", info=PERSONAL)
    satisfaction_work: Mapped[Satisfaction | None]
    satisfaction_result: Mapped[Satisfaction | None]


class RoundUnit(Keyed, OfStation, Base):
    """An assisting unit (协办) of a round."""

    __tablename__ = "round_unit"
    round_id: Mapped[RoundId] = mapped_column(ForeignKey("round.id"), index=True)
    unit_id: Mapped[UnitId | None] = mapped_column(ForeignKey("unit.id"))
    unit_name: Mapped[str]


class MatterStep(Keyed, OfStation, Base):
    """What happened, when, by whom: only ever added to."""

    __tablename__ = "matter_step"
    matter_id: Mapped[MatterId] = mapped_column(ForeignKey("matter.id"), index=True)
    round_no: Mapped[int] = mapped_column(default=1)
    status: Mapped[MatterStatus]
    happened_on: Mapped[date]
    recorded_at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(info=PERSONAL)
    remark: Mapped[str] = mapped_column(default="", info=PERSONAL)


class Guidance(Keyed, OfStation, Base):
    """The guidance slip (引导单) without which no matter can be declined."""

    __tablename__ = "guidance"
    matter_id: Mapped[MatterId] = mapped_column(ForeignKey("matter.id"), unique=True)
    reason: Mapped[DeclineReason]
    where_to: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
