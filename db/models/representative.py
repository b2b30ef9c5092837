"""Representatives and their seats."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import PERSONAL, Base, Keyed, OfStation, Versioned
from liaison.domain.ids import RepresentativeId
from liaison.domain.representative import Gender, RepresentativeStatus, SeatLevel


class Representative(Keyed, OfStation, Versioned, Base):
    """A person; the name is public and printed as it is (代表法 art 58)."""

    __tablename__ = "representative"
    name: Mapped[str] = mapped_column(index=True)
    former_name: Mapped[str] = mapped_column(default="")
    gender: Mapped[Gender | None]
    born: Mapped[str] = mapped_column(default="", info=PERSONAL)
    """Year and month, `1982-11`."""
    ethnicity: Mapped[str] = mapped_column(default="")
    post: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="", info=PERSONAL)
    photo: Mapped[str] = mapped_column(default="")
    """Content hash of the picture in the data folder."""
    status: Mapped[RepresentativeStatus] = mapped_column(
        default=RepresentativeStatus.SERVING, index=True
    )
    status_on: Mapped[date | None]
    status_reason: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    seats: Mapped[list["Seat"]] = relationship(order_by="Seat.level_order, Seat.id")


class Seat(Keyed, OfStation, Versioned, Base):
    """One mandate: level, term, constituency."""

    __tablename__ = "seat"
    representative_id: Mapped[RepresentativeId] = mapped_column(
        ForeignKey("representative.id"), index=True
    )
    level: Mapped[SeatLevel]
    level_order: Mapped[int] = mapped_column(default=0)
    """0 = national … 4 = township: the lowest number is the highest level."""
    term: Mapped[str] = mapped_column(default="")
    constituency: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None]
