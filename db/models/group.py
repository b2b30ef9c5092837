"""Groups of representatives, and who is in them."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, OfStation, Versioned
from liaison.domain.ids import GroupId, RepresentativeId
from liaison.domain.representative import GroupKind


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
