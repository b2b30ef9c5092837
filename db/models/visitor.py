"""People who came. Kept per station: who may see one is decided there."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import PERSONAL, Base, Keyed, OfStation, Versioned
from liaison.domain.ids import AreaId
from liaison.domain.representative import Gender


class Visitor(Keyed, OfStation, Versioned, Base):
    """A person who came at least once; no ID number, no photo, no fingerprint (PIPL art 6)."""

    __tablename__ = "visitor"
    name: Mapped[str] = mapped_column(index=True, info=PERSONAL)
    gender: Mapped[Gender | None] = mapped_column(info=PERSONAL)
    phone: Mapped[str] = mapped_column(default="", index=True, info=PERSONAL)
    """Digits only; what could not be read as a number is kept in `contact`."""
    contact: Mapped[str] = mapped_column(default="", info=PERSONAL)
    area_id: Mapped[AreaId | None] = mapped_column(ForeignKey("area.id"), index=True)
    address: Mapped[str] = mapped_column(default="", info=PERSONAL)
    standing: Mapped[str] = mapped_column(default="")
    """选民, 群众, 企业 …"""
