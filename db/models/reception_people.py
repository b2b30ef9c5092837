"""The people of a reception."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, Keyed, OfStation
from db.models.visitor import Visitor
from liaison.domain.ids import ReceptionId, RepresentativeId, VisitorId


class ReceptionVisitor(Keyed, OfStation, Base):
    """A speaker of a reception."""

    __tablename__ = "reception_visitor"
    reception_id: Mapped[ReceptionId] = mapped_column(ForeignKey("reception.id"), index=True)
    visitor_id: Mapped[VisitorId] = mapped_column(ForeignKey("visitor.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    visitor: Mapped[Visitor] = relationship(lazy="joined")


class ReceptionRepresentative(Keyed, OfStation, Base):
    """Who received. Without `representative_id` the name is not settled yet."""

    __tablename__ = "reception_representative"
    reception_id: Mapped[ReceptionId] = mapped_column(ForeignKey("reception.id"), index=True)
    representative_id: Mapped[RepresentativeId | None] = mapped_column(
        ForeignKey("representative.id"), index=True
    )
    name: Mapped[str]
    lead: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
