"""Working days of the People's Republic, make-up workdays included, and the clocks that run on them."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from liaison.domain.calendar import GUESSED_ZH, WORKED, CalendarDay, DayKind
from liaison.domain.clock import day_zh
from liaison.domain.span import Span, Unit


@dataclass(frozen=True)
class WorkCalendar:
    """Which days are worked: `days` that differ from their weekday, and the `years` confirmed.

    A year that nobody has confirmed yet goes by its weekends, and whoever shows such a date says so
    (`due_zh`, `is_known`).
    """

    days: Mapping[date, CalendarDay]
    years: frozenset[int]
    _worked: dict[int, tuple[int, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def known_until(self) -> int:
        """The last year up to which every year from the first one on is confirmed; 0: none is."""
        year = min(self.years, default=0)
        while year + 1 in self.years:
            year += 1
        return year

    def is_known(self, day: date) -> bool:
        """Whether the day's year is confirmed, so that counting up to it is no guess."""
        return day.year in self.years

    def day(self, day: date) -> CalendarDay:
        """What kind of day it is and by which festival."""
        weekday = DayKind.WORKDAY if day.weekday() < 5 else DayKind.WEEKEND
        return self.days.get(day) or CalendarDay(day, weekday)

    def kind(self, day: date) -> DayKind:
        return self.day(day).kind

    def is_workday(self, day: date) -> bool:
        return self.kind(day) in WORKED

    def words_zh(self, day: date) -> str:
        """`调休上班（春节）`, `节假日：春节`, `周末（暂按周末推算）`."""
        guessed = "" if self.is_known(day) or day in self.days else GUESSED_ZH
        return f"{self.day(day).words_zh}{guessed}"

    def due_zh(self, day: date) -> str:
        """`2026-03-02 周一`; a date in a year not confirmed says that it is a guess."""
        return f"{day_zh(day)}{'' if self.is_known(day) else GUESSED_ZH}"

    def add_workdays(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself for 0."""
        if count <= 0:
            return day
        year = day.year
        place = bisect_right(self._year(year), day.toordinal()) + count - 1
        while place >= len(self._year(year)):
            place -= len(self._year(year))
            year += 1
        return date.fromordinal(self._year(year)[place])

    def workdays_between(self, after: date, until: date) -> int:
        """Working days later than `after` and not later than `until`; 0 when `until` isn't later."""
        if until <= after:
            return 0
        whole = sum(len(self._year(year)) for year in range(after.year, until.year))
        return whole + self._passed(until) - self._passed(after)

    def end(self, start: date, span: Span) -> date:
        """The last day of a period that begins with an event on `start`.

        The event's own day isn't counted (民法典 art. 201). Working days: the count-th one after it.
        Months end on the day of the same number, or where the month has none on its last
        (art. 202). A period in days or months whose last day is a day off (a holiday, or a weekend
        that isn't made up) ends on the first working day after it (art. 203).
        """
        if span.unit is Unit.WORKDAYS:
            return self.add_workdays(start, span.count)
        if span.unit is Unit.DAYS:
            return self._worked_from(start + timedelta(days=span.count))
        return self._worked_from(_months_later(start, span.count))

    def shifted(
        self, due: date, paused_on: date, resumed_on: date, unit: Unit = Unit.WORKDAYS
    ) -> date:
        """The due date after a pause: on by what the pause took of the clock, (paused, resumed].

        In working days, or for a period in days or months in calendar days (and on to a working
        day). A date that was past when the pause began stays: late is late.
        """
        if due < paused_on or resumed_on <= paused_on:
            return due
        if unit is Unit.WORKDAYS:
            return self.add_workdays(due, self.workdays_between(paused_on, resumed_on))
        return self._worked_from(due + (resumed_on - paused_on))

    def due(self, start: date, span: Span, pauses: Iterable[tuple[date, date]] = ()) -> date:
        """The end of a period that stood still during `pauses` (paused on, resumed on), in order."""
        day = self.end(start, span)
        for paused_on, resumed_on in pauses:
            day = self.shifted(day, paused_on, resumed_on, span.unit)
        return day

    def _worked_from(self, day: date) -> date:
        return day if self.is_workday(day) else self.add_workdays(day, 1)

    def _passed(self, day: date) -> int:
        """Working days of its year up to and with `day`."""
        return bisect_right(self._year(day.year), day.toordinal())

    def _year(self, year: int) -> tuple[int, ...]:
        """The year's working days as ordinals, counted once: every question is then a bisection."""
        if year not in self._worked:
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            self._worked[year] = tuple(
                one for one in range(first, last + 1) if self.is_workday(date.fromordinal(one))
            )
        return self._worked[year]


def _months_later(day: date, months: int) -> date:
    years, index = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, index + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@cache
def standard() -> WorkCalendar:
    """The calendar that comes with the program: the package's years, nothing of the office's own."""
    from chinese_calendar.constants import Holiday, holidays, workdays

    days = {
        day: CalendarDay(day, kind, Holiday(name).chinese)
        for kind, table in ((DayKind.HOLIDAY, holidays), (DayKind.MAKE_UP, workdays))
        for day, name in table.items()
    }
    return WorkCalendar(days, frozenset(day.year for day in holidays))
