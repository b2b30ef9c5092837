"""The days that a pattern names: python-dateutil recurs, the calendar says which days are worked."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from liaison.domain.duty_rules_model import (
    LAST,
    EveryDay,
    EveryWorkday,
    MonthDays,
    NthWeekdays,
    NthWorkdays,
    Pattern,
    Weekly,
)
from liaison.domain.workdays import WorkCalendar

if TYPE_CHECKING:
    from dateutil.rrule import rrule


def days_of(
    patterns: Iterable[Pattern], first: date, last: date, calendar: WorkCalendar
) -> list[date]:
    """The days that any of the patterns names, holidays or not, from `first` to `last`, in order."""
    days = {day for one in patterns for day in _days(one, first, last, calendar)}
    return sorted(day for day in days if first <= day <= last)


def _days(pattern: Pattern, first: date, last: date, calendar: WorkCalendar) -> Iterator[date]:
    if isinstance(pattern, NthWorkdays):
        for month in _dates(_recurrence(pattern, first.replace(day=1)), last):
            yield from _nth_workdays(pattern, month, calendar)
        return
    for day in _dates(_recurrence(pattern, first), last):
        if not isinstance(pattern, EveryWorkday) or calendar.is_workday(day):
            yield day


def _nth_workdays(pattern: NthWorkdays, month: date, calendar: WorkCalendar) -> Iterator[date]:
    """Where a month has fewer workdays than asked for, none."""
    following = (month + timedelta(days=31)).replace(day=1)
    days = (month + timedelta(days=n) for n in range((following - month).days))
    worked = [day for day in days if calendar.is_workday(day)]
    for nth in pattern.nths:
        place = nth if nth == LAST else nth - 1
        if place < len(worked):
            yield worked[place]


def _dates(recurrence: "rrule", last: date) -> Iterator[date]:
    for moment in recurrence:
        if moment.date() > last:
            return
        yield moment.date()


def _recurrence(pattern: Pattern, first: date) -> "rrule":
    from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule, weekday

    start = datetime.combine(first, time())
    match pattern:
        case MonthDays(days, months):
            return rrule(MONTHLY, dtstart=start, bymonth=months, bymonthday=days)
        case NthWorkdays(_, months):
            return rrule(MONTHLY, dtstart=start, bymonth=months, bymonthday=1)
        case NthWeekdays(nths, weekdays, months):
            named = [weekday(day, nth) for nth in nths for day in weekdays]
            return rrule(MONTHLY, dtstart=start, bymonth=months, byweekday=named)
        case Weekly(weekdays, every, _):
            week = datetime.combine(_counted_from(pattern, first), time())
            return rrule(WEEKLY, dtstart=week, interval=every, byweekday=weekdays)
        case EveryDay() | EveryWorkday():
            return rrule(DAILY, dtstart=start)


def _counted_from(pattern: Weekly, first: date) -> date:
    """The rule's start, or the Monday of a week of its own that is near `first`."""
    if pattern.start is None or first <= pattern.start:
        return pattern.start or first
    week = pattern.start - timedelta(days=pattern.start.weekday())
    gone = (first - week).days // 7
    return max(pattern.start, week + timedelta(weeks=gone - gone % pattern.every))
