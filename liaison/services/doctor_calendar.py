"""The doctor's look at the calendar: until which year the holidays are known."""

from datetime import date

from liaison.domain.check import Check
from liaison.domain.clock import civil, utc_now
from liaison.services.doctor_data import reading
from liaison.settings import Settings

NOTICE_MONTH = 11
"""The State Council's notice of the next year comes about now."""


def years(settings: Settings, today: date | None = None) -> Check:
    """From November on the next year's holidays should be there."""
    from liaison.domain.workdays import WorkCalendar, standard

    day = today or civil(utc_now()).date()
    last = WorkCalendar({}, standard().years | _taken_in(settings)).known_until
    wanted = day.year + (day.month >= NOTICE_MONTH)
    text = f"节假日确认到 {last} 年"
    if last >= wanted:
        return Check("日历", ok=True, text=text)
    text += f"，{last + 1} 年起的期限暂按周末推算：请在“设置·期限和节假日”导入新一年的节假日安排（或用 cal import）"
    return Check("日历", ok=False, text=text)


def _taken_in(settings: Settings) -> frozenset[int]:
    """Years confirmed by files; an older schema has no table for them until the next start."""
    from sqlalchemy import inspect, text

    with reading(settings) as connection:
        if connection is None or not inspect(connection).has_table("calendar_year"):
            return frozenset()
        return frozenset(connection.scalars(text("SELECT year FROM calendar_year")))
