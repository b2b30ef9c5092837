"""The congress's own proposals, and letters and visits to the organ: never mixed with matters."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PERSONAL, Base, Keyed, Versioned
from liaison.domain.ids import MatterId, ProposalId, RepresentativeId, StationId, UnitId
from liaison.domain.matter import Satisfaction


class Proposal(Keyed, Versioned, Base):
    """代表建议: one matter of public concern, put forward by a representative."""

    __tablename__ = "proposal"
    number: Mapped[str] = mapped_column(unique=True)
    year: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    content: Mapped[str] = mapped_column(default="")
    lead_id: Mapped[RepresentativeId | None] = mapped_column(
        ForeignKey("representative.id"), index=True
    )
    lead_name: Mapped[str] = mapped_column(default="")
    unit_id: Mapped[UnitId | None] = mapped_column(ForeignKey("unit.id"), index=True)
    answer_class: Mapped[str | None] = mapped_column(ForeignKey("answer_class.code"))
    supervision: Mapped[str] = mapped_column(default="")
    """重点督办, 对口督办, 合议督办 or nothing."""
    submitted_on: Mapped[date | None]
    due_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    satisfaction: Mapped[Satisfaction | None]
    from_matter_id: Mapped[MatterId | None] = mapped_column(ForeignKey("matter.id"))
    station_id: Mapped[StationId | None] = mapped_column(ForeignKey("station.id"), index=True)


class ProposalSigner(Keyed, Base):
    __tablename__ = "proposal_signer"
    proposal_id: Mapped[ProposalId] = mapped_column(ForeignKey("proposal.id"), index=True)
    representative_id: Mapped[RepresentativeId | None] = mapped_column(
        ForeignKey("representative.id"), index=True
    )
    name: Mapped[str]


class Letter(Keyed, Versioned, Base):
    """来信来访 to the standing committee's organ: a register of its own."""

    __tablename__ = "letter"
    received_on: Mapped[date] = mapped_column(index=True)
    way: Mapped[str]
    """来信, 来访, 来电 …"""
    name: Mapped[str] = mapped_column(default="", info=PERSONAL)
    content: Mapped[str] = mapped_column(info=PERSONAL)
    handling: Mapped[str] = mapped_column(default="")
