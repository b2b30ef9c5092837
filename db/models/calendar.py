"""What a yearly notice of the State Council changes beside the package's own data."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base
from liaison.domain.calendar import DayKind


class CalendarDay(Base):
    """A day that differs from its weekday: a holiday, or a make-up workday."""

    __tablename__ = "calendar_day"
    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[DayKind]
    name: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")


class CalendarYear(Base):
    """A year that a file has confirmed whole."""

    __tablename__ = "calendar_year"
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str]
    taken_in_at: Mapped[datetime]
