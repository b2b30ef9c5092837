"""Officials who came to listen."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PERSONAL, Base, Keyed, OfStation
from liaison.domain.ids import DutyShiftId, ReceptionId, UnitId


class OfficialVisit(Keyed, OfStation, Base):
    """An official who came to listen (民生面对面, department heads): one row a person and shift."""

    __tablename__ = "official_visit"
    shift_id: Mapped[DutyShiftId | None] = mapped_column(ForeignKey("duty_shift.id"), index=True)
    reception_id: Mapped[ReceptionId | None] = mapped_column(ForeignKey("reception.id"), index=True)
    visited_on: Mapped[date] = mapped_column(index=True)
    unit_id: Mapped[UnitId | None] = mapped_column(ForeignKey("unit.id"))
    unit_name: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(info=PERSONAL)
    post: Mapped[str] = mapped_column(default="")
