"""来信来访 to the standing committee's organ: a register of its own, never mixed with matters."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import PERSONAL, Base, Keyed, Versioned
from liaison.domain.ids import AreaId, CategoryId, LetterId, UnitId
from liaison.domain.letter import LetterAct, LetterStatus


class Letter(Keyed, Versioned, Base):
    """One letter, visit or call to the organ."""

    __tablename__ = "letter"
    __table_args__ = (Index(None, "status", "due_on", "id"),)
    number: Mapped[str] = mapped_column(unique=True)
    received_on: Mapped[date] = mapped_column(index=True)
    way: Mapped[str]
    """来信, 来访, 来电, 网上."""
    status: Mapped[LetterStatus] = mapped_column(default=LetterStatus.REGISTERED)
    name: Mapped[str] = mapped_column(default="", info=PERSONAL)
    contact: Mapped[str] = mapped_column(default="", info=PERSONAL)
    title: Mapped[str] = mapped_column(default="", info=PERSONAL)
    """The gist that lists show; "" falls back to the content's beginning."""
    content: Mapped[str] = mapped_column(info=PERSONAL)
    """Sealed: written once, nothing changes it."""
    category_id: Mapped[CategoryId | None] = mapped_column(ForeignKey("category.id"), index=True)
    area_id: Mapped[AreaId | None] = mapped_column(ForeignKey("area.id"), index=True)
    unit_id: Mapped[UnitId | None] = mapped_column(ForeignKey("unit.id"), index=True)
    """Handed to."""
    handed_on: Mapped[date | None]
    inform_by: Mapped[date | None]
    """15 days: say where it was passed on to (信访工作条例 art 22)."""
    informed_on: Mapped[date | None]
    informed_how: Mapped[str] = mapped_column(default="")
    do_by: Mapped[date | None]
    """60 days (art 34)."""
    handled_on: Mapped[date | None]
    handling: Mapped[str] = mapped_column(default="", info=PERSONAL)
    """What was done: the result."""
    replied_on: Mapped[date | None]
    replied_how: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]
    """The next of the two that waits; None when nothing does."""
    late_days: Mapped[int] = mapped_column(default=0)
    moved_at: Mapped[datetime | None]
    steps: Mapped[list["LetterStep"]] = relationship(order_by="LetterStep.id")


class LetterStep(Keyed, Base):
    """What happened, when, by whom: only ever added to."""

    __tablename__ = "letter_step"
    letter_id: Mapped[LetterId] = mapped_column(ForeignKey("letter.id"), index=True)
    act: Mapped[LetterAct]
    status: Mapped[LetterStatus]
    happened_on: Mapped[date]
    late_days: Mapped[int] = mapped_column(default=0)
    recorded_at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(info=PERSONAL)
    remark: Mapped[str] = mapped_column(default="", info=PERSONAL)
