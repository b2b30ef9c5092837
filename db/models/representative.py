"""Representatives, their seats and groups."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import PERSONAL, Base, Keyed, OfStation, Versioned
from liaison.domain.ids import GroupId, RepresentativeId
from liaison.domain.representative import Gender, GroupKind, RepresentativeStatus, SeatLevel


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


class RepresentativeGroup(Keyed, Versioned, Base):
    """A delegation (代表团), a group (代表小组) or a centre group (中心组)."""

    __tablename__ = "representative_group"
    __table_args__ = (UniqueConstraint("kind", "name", "within"),)
    kind: Mapped[GroupKind]
    name: Mapped[str]
    within: Mapped[str] = mapped_column(default="")
    """Name of the delegation that a group of the same name belongs to."""


class GroupMember(Keyed, OfStation, Base):
    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("group_id", "representative_id"),)
    group_id: Mapped[GroupId] = mapped_column(ForeignKey("representative_group.id"))
    representative_id: Mapped[RepresentativeId] = mapped_column(
        ForeignKey("representative.id"), index=True
    )
    role: Mapped[str] = mapped_column(default="")
