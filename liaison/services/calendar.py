"""The office's calendar: the program's own years, and what files of the office say beside them."""

from datetime import date
from functools import lru_cache

from sqlalchemy import select

from db.models import CalendarDay as DayRow
from db.models import CalendarYear
from liaison.domain.calendar import CalendarDay
from liaison.domain.workdays import WorkCalendar, standard
from liaison.services.work import Work

_days, _years = DayRow.__table__.c, CalendarYear.__table__.c
DAYS = select(_days.day, _days.kind, _days.name).order_by(_days.day)
YEARS = select(_years.year)
KEPT = "calendar"
"""Where a session keeps the calendar that it has read."""


def calendar(work: Work) -> WorkCalendar:
    """The days and years that hold for this office; read once a session."""
    if KEPT not in work.session.info:
        years = frozenset(work.session.scalars(YEARS))
        days = tuple(CalendarDay(*row) for row in work.session.execute(DAYS))
        work.session.info[KEPT] = built(days, years)
    kept: WorkCalendar = work.session.info[KEPT]
    return kept


@lru_cache(maxsize=4)
def built(days: tuple[CalendarDay, ...], years: frozenset[int]) -> WorkCalendar:
    """The calendar of an office with these days of its own; it alone speaks for the years it has.

    Cached, so that what was counted stays counted from one session to the next.
    """
    base = standard()
    if not days and not years:
        return base
    own: dict[date, CalendarDay] = {
        day: one for day, one in base.days.items() if day.year not in years
    }
    own |= {one.day: one for one in days}
    return WorkCalendar(own, base.years | years)


def forget(work: Work) -> None:
    """The tables have changed: read them again."""
    work.session.info.pop(KEPT, None)
