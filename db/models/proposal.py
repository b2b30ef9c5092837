"""代表建议: the representatives' own papers, their rounds of handling, every step on one timeline."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import PERSONAL, Base, Keyed, Versioned
from liaison.domain.ids import (
    AreaId,
    CategoryId,
    MatterId,
    ProposalId,
    RepresentativeId,
    StationId,
    UnitId,
)
from liaison.domain.matter import Satisfaction
from liaison.domain.proposal import ProposalAct, ProposalKind, ProposalStatus, UnitRole


class Proposal(Keyed, Versioned, Base):
    """代表建议: one matter of public concern, put forward by a representative."""

    __tablename__ = "proposal"
    __table_args__ = (Index(None, "status", "due_on", "id"),)
    number: Mapped[str | None] = mapped_column(unique=True)
    """Given on submitting, a series per year; a draft has none."""
    year: Mapped[int] = mapped_column(index=True)
    kind: Mapped[ProposalKind] = mapped_column(default=ProposalKind.SUGGESTION)
    status: Mapped[ProposalStatus] = mapped_column(default=ProposalStatus.DRAFT)
    title: Mapped[str]
    content: Mapped[str] = mapped_column(default="")
    category_id: Mapped[CategoryId | None] = mapped_column(ForeignKey("category.id"), index=True)
    area_id: Mapped[AreaId | None] = mapped_column(ForeignKey("area.id"), index=True)
    people_count: Mapped[int] = mapped_column(default=0)
    """How many visitors raised it at the desk; 0 when nobody did."""
    lead_id: Mapped[RepresentativeId | None] = mapped_column(
        ForeignKey("representative.id"), index=True
    )
    lead_name: Mapped[str] = mapped_column(default="")
    unit_id: Mapped[UnitId | None] = mapped_column(ForeignKey("unit.id"), index=True)
    """The main unit now."""
    answer_class: Mapped[str | None] = mapped_column(ForeignKey("answer_class.code"))
    """Of the last answer."""
    supervision: Mapped[str] = mapped_column(default="")
    """重点督办, 对口督办, 合议督办 or nothing."""
    hard: Mapped[bool] = mapped_column(default=False)
    """Broad or difficult: six months instead of three."""
    ticks: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, info=PERSONAL)
    """`rule`, `by`, `at` of each confirmed rule of `liaison.domain.proposal.RULES`."""
    submitted_on: Mapped[date | None]
    acknowledged_on: Mapped[date | None]
    due_on: Mapped[date | None]
    """Until when the step that waits now has to be done; None when nothing waits."""
    clock_from: Mapped[date | None]
    clock: Mapped[str] = mapped_column(default="")
    """The period as `Span` text from `clock_from` on."""
    late_days: Mapped[int] = mapped_column(default=0)
    answered_on: Mapped[date | None]
    satisfaction: Mapped[Satisfaction | None]
    """With the result, of the last round."""
    round_no: Mapped[int] = mapped_column(default=1)
    moved_at: Mapped[datetime | None]
    """Every step sets it, so that a second clerk's older version is refused."""
    station_id: Mapped[StationId | None] = mapped_column(ForeignKey("station.id"), index=True)
    signers: Mapped[list["ProposalSigner"]] = relationship(
        order_by="ProposalSigner.position, ProposalSigner.id", cascade="all, delete-orphan"
    )
    rounds: Mapped[list["ProposalRound"]] = relationship(order_by="ProposalRound.round_no")
    units: Mapped[list["ProposalUnit"]] = relationship(order_by="ProposalUnit.id")
    sources: Mapped[list["ProposalMatter"]] = relationship(order_by="ProposalMatter.id")
    steps: Mapped[list["ProposalStep"]] = relationship(order_by="ProposalStep.id")


class ProposalSigner(Keyed, Base):
    """A representative who signs beside the lead (附议)."""

    __tablename__ = "proposal_signer"
    proposal_id: Mapped[ProposalId] = mapped_column(ForeignKey("proposal.id"), index=True)
    representative_id: Mapped[RepresentativeId | None] = mapped_column(
        ForeignKey("representative.id"), index=True
    )
    name: Mapped[str]
    position: Mapped[int] = mapped_column(default=1)
    agreed_on: Mapped[date | None]


class ProposalMatter(Keyed, Base):
    """A matter of the desk that a proposal was made from; several may feed one."""

    __tablename__ = "proposal_matter"
    __table_args__ = (UniqueConstraint("proposal_id", "matter_id"),)
    proposal_id: Mapped[ProposalId] = mapped_column(ForeignKey("proposal.id"))
    matter_id: Mapped[MatterId] = mapped_column(ForeignKey("matter.id"), index=True)


class ProposalRound(Keyed, Versioned, Base):
    """One round of handling; a dissatisfied representative opens the next, this one stays."""

    __tablename__ = "proposal_round"
    __table_args__ = (UniqueConstraint("proposal_id", "round_no"),)
    proposal_id: Mapped[ProposalId] = mapped_column(ForeignKey("proposal.id"))
    round_no: Mapped[int] = mapped_column(default=1)
    begun_on: Mapped[date | None]
    due_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    answer_class: Mapped[str | None] = mapped_column(ForeignKey("answer_class.code"))
    talked_on: Mapped[date | None]
    """面商 before the answer, and how and with whom."""
    talk_how: Mapped[str] = mapped_column(default="")
    talk_with: Mapped[str] = mapped_column(default="")
    rated_on: Mapped[date | None]
    satisfaction_work: Mapped[Satisfaction | None]
    satisfaction_result: Mapped[Satisfaction | None]
    opinion: Mapped[str] = mapped_column(default="")
    """The representative's own words on the answer."""


class ProposalUnit(Keyed, Versioned, Base):
    """A unit that a proposal was handed to: 主办 or 协办, with its own clock, answer or return."""

    __tablename__ = "proposal_unit"
    proposal_id: Mapped[ProposalId] = mapped_column(ForeignKey("proposal.id"), index=True)
    round_no: Mapped[int] = mapped_column(default=1)
    unit_id: Mapped[UnitId | None] = mapped_column(ForeignKey("unit.id"), index=True)
    unit_name: Mapped[str]
    role: Mapped[UnitRole] = mapped_column(default=UnitRole.MAIN)
    handed_on: Mapped[date | None]
    due_on: Mapped[date | None]
    replied_on: Mapped[date | None]
    reply: Mapped[str] = mapped_column(default="")
    returned_on: Mapped[date | None]
    return_reason: Mapped[str] = mapped_column(default="")


class ProposalStep(Keyed, Base):
    """What happened, when, by whom: only ever added to."""

    __tablename__ = "proposal_step"
    proposal_id: Mapped[ProposalId] = mapped_column(ForeignKey("proposal.id"), index=True)
    round_no: Mapped[int] = mapped_column(default=1)
    act: Mapped[ProposalAct | None]
    """None where a book tells a stage and not how it was reached."""
    status: Mapped[ProposalStatus]
    happened_on: Mapped[date | None]
    due_on: Mapped[date | None]
    late_days: Mapped[int] = mapped_column(default=0)
    recorded_at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(info=PERSONAL)
    remark: Mapped[str] = mapped_column(default="")
