"""Working days of the People's Republic, make-up workdays included (State Council notices)."""

from datetime import date, timedelta
from functools import cache


@cache
def is_workday(day: date) -> bool:
    """From the yearly notices where they are known, else Monday to Friday."""
    from chinese_calendar import is_workday as by_notice

    try:
        return bool(by_notice(day))
    except NotImplementedError:
        return day.weekday() < 5


def add_workdays(day: date, count: int) -> date:
    """The `count`-th working day after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day
