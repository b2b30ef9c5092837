"""Activities beyond the station's own slots: islands, hamlets, themes, groups."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, OfStation, Versioned
from liaison.domain.duty import ActivityKind, ActivityStatus
from liaison.domain.ids import ActivityId, GroupId, RepresentativeId


class Activity(Keyed, OfStation, Versioned, Base):
    """代表跑小岛, 代表走山岙, a theme, a group's activity. Shifts held in it link to it."""

    __tablename__ = "activity"
    kind: Mapped[ActivityKind]
    status: Mapped[ActivityStatus] = mapped_column(default=ActivityStatus.PLANNED)
    title: Mapped[str]
    held_on: Mapped[date] = mapped_column(index=True)
    until_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(default="")
    boat: Mapped[str] = mapped_column(default="")
    """The boat or car, and when it leaves."""
    weather: Mapped[str] = mapped_column(default="")
    group_id: Mapped[GroupId | None] = mapped_column(ForeignKey("representative_group.id"))
    remark: Mapped[str] = mapped_column(default="")
    cancel_reason: Mapped[str] = mapped_column(default="")


class ActivityMember(Keyed, OfStation, Base):
    __tablename__ = "activity_member"
    __table_args__ = (UniqueConstraint("activity_id", "representative_id"),)
    activity_id: Mapped[ActivityId] = mapped_column(ForeignKey("activity.id"))
    representative_id: Mapped[RepresentativeId] = mapped_column(
        ForeignKey("representative.id"), index=True
    )
    came: Mapped[bool] = mapped_column(default=True)


class PlannedVisit(Keyed, OfStation, Versioned, Base):
    """An official who is to come and listen; the visit itself is an `OfficialVisit`."""

    __tablename__ = "planned_visit"
    planned_on: Mapped[date] = mapped_column(index=True)
    unit_name: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    post: Mapped[str] = mapped_column(default="")
    theme: Mapped[str] = mapped_column(default="")
    came_on: Mapped[date | None]
    cancel_reason: Mapped[str] = mapped_column(default="")
