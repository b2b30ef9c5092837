"""When a station receives: its rules in words, and single days that differ."""

from datetime import date, time

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, OfStation, Versioned
from liaison.domain.duty import Slot
from liaison.domain.ids import DutyShiftId


class DutyRule(Keyed, OfStation, Versioned, Base):
    """`每月15日 9:00-11:30，遇节假日顺延`: the words are the rule, the program reads them."""

    __tablename__ = "duty_rule"
    text: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    seats: Mapped[int] = mapped_column(default=3)
    """How many representatives receive on such a day."""
    position: Mapped[int] = mapped_column(default=0)
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]


class DutyException(Keyed, OfStation, Versioned, Base):
    """A single open or closed day, with its reason."""

    __tablename__ = "duty_exception"
    __table_args__ = (Index(None, "station_id", "day"),)
    day: Mapped[date]
    open: Mapped[bool]
    slot: Mapped[Slot | None]
    """None: the whole day."""
    starts: Mapped[time | None]
    ends: Mapped[time | None]
    place: Mapped[str] = mapped_column(default="")
    seats: Mapped[int] = mapped_column(default=3)
    reason: Mapped[str] = mapped_column(default="")


class DutyNotice(Keyed, OfStation, Base):
    """接待日公告 as it was printed and posted; a change after posting makes a correction notice."""

    __tablename__ = "duty_notice"
    shift_id: Mapped[DutyShiftId] = mapped_column(ForeignKey("duty_shift.id"), index=True)
    edition: Mapped[int] = mapped_column(default=1)
    """1 is the notice, 2 … its corrections (更正公告)."""
    text: Mapped[str]
    notice_by: Mapped[date]
    """The last day on which it was in time."""
    printed_on: Mapped[date]
    posted_on: Mapped[date | None]
    posted_where: Mapped[str] = mapped_column(default="")
    actor: Mapped[str] = mapped_column(default="")
