"""Matters and their handling rounds."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import PERSONAL, Base, Keyed, OfStation, Versioned
from liaison.domain.ids import AreaId, CategoryId, MatterId, ReceptionId, UnitId
from liaison.domain.matter import (
    DeclineReason,
    Disposition,
    MatterStatus,
    Outcome,
    Satisfaction,
    Stage,
    Urgency,
)

if TYPE_CHECKING:
    from db.models.matter_step import Guidance, MatterStep
    from db.models.reception import Reception


class Matter(Keyed, OfStation, Versioned, Base):
    __tablename__ = "matter"
    __table_args__ = (
        UniqueConstraint("reception_id", "position"),
        Index(None, "raised_on", "id"),
        Index(None, "station_id", "raised_on", "id"),
        Index(None, "stage", "due_on", "id"),
        Index(None, "station_id", "stage", "due_on", "id"),
        Index(None, "stage", "raised_on", "id"),
        Index(None, "station_id", "stage", "raised_on", "id"),
        Index(None, "due_on", "id"),
        Index(None, "station_id", "due_on", "id"),
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
    stage: Mapped[Stage]
    """The work list's page; follows from status, pause and telling (`stage_of`)."""
    outcome: Mapped[Outcome | None]
    """None while open; reopening takes it back."""
    due_on: Mapped[date | None]
    """Until when the step that waits now has to be done; None when nothing waits, or while paused."""
    clock_from: Mapped[date | None]
    clock: Mapped[str] = mapped_column(default="")
    """The period as `Span` text from `clock_from` on ("15w"); "" when a person fixed `due_on`."""
    paused_on: Mapped[date | None]
    """Waiting for the visitor since; the clock stands still."""
    late_days: Mapped[int] = mapped_column(default=0)
    """By how many days the latest of the finished steps was late; stays visible for good."""
    untold_since: Mapped[date | None]
    """Something has been decided and the visitor doesn't know yet."""
    moved_at: Mapped[datetime | None]
    """Every step sets it, so that a second clerk's older version is refused."""
    round_no: Mapped[int] = mapped_column(default=1)
    keeper: Mapped[str] = mapped_column(default="", info=PERSONAL)
    """经办人: who did the last step."""
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
    guidances: Mapped[list["Guidance"]] = relationship(order_by="Guidance.round_no")


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
