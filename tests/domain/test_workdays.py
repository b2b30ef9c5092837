"""The clock: a golden table read off the State Council's notices, and a day-by-day oracle."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.calendar import CalendarDay, DayKind, lacking
from liaison.domain.span import Span, Unit
from liaison.domain.workdays import WorkCalendar, standard

DAY = timedelta(days=1)
BY_WEEKENDS = WorkCalendar({}, frozenset())
"""No year confirmed."""


def on(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("day", "kind", "words"),
    [
        ("2026-02-13", DayKind.WORKDAY, "工作日"),
        ("2026-02-14", DayKind.MAKE_UP, "调休上班（春节）"),
        ("2026-02-17", DayKind.HOLIDAY, "节假日：春节"),
        ("2026-02-28", DayKind.MAKE_UP, "调休上班（春节）"),
        ("2026-03-01", DayKind.WEEKEND, "周末"),
        ("2026-10-10", DayKind.MAKE_UP, "调休上班（国庆节）"),
        (
            "2015-09-03",
            DayKind.HOLIDAY,
            "节假日：中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日",
        ),
        ("2027-02-06", DayKind.WEEKEND, "周末（暂按周末推算）"),
        ("2027-02-08", DayKind.WORKDAY, "工作日（暂按周末推算）"),
        ("2003-10-01", DayKind.WORKDAY, "工作日（暂按周末推算）"),
    ],
)
def test_a_day_is_what_the_notice_says(day, kind, words):
    assert standard().kind(on(day)) is kind
    assert standard().words_zh(on(day)) == words


@pytest.mark.parametrize(
    ("start", "span", "due"),
    [
        # working days
        ("2026-03-05", "3w", "2026-03-10"),  # over a plain weekend
        ("2026-03-06", "1w", "2026-03-09"),  # Friday to Monday
        ("2026-03-07", "1w", "2026-03-09"),  # begins on a Saturday
        ("2026-02-13", "1w", "2026-02-14"),  # the next one is a make-up Saturday
        ("2026-02-13", "2w", "2026-02-24"),  # then nine days of Spring Festival
        ("2026-02-13", "6w", "2026-02-28"),  # and it ends on a make-up Saturday
        ("2026-02-18", "1w", "2026-02-24"),  # begins within the festival
        ("2026-01-01", "2w", "2026-01-05"),  # make-up Sunday 4 January counts
        ("2026-09-18", "1w", "2026-09-20"),  # make-up Sunday before National Day
        ("2026-09-30", "1w", "2026-10-08"),
        ("2026-09-24", "5w", "2026-10-09"),  # two holidays in a row
        ("2026-04-03", "15w", "2026-04-27"),  # 清明 in between
        ("2025-12-30", "2w", "2026-01-04"),  # over the year's end
        ("2025-01-24", "10w", "2025-02-13"),  # make-up Sunday before, Saturday after
        ("2020-01-22", "3w", "2020-02-04"),  # the festival that was made longer
        ("2026-12-28", "3w", "2026-12-31"),
        ("2026-12-28", "4w", "2027-01-01"),  # nobody has said 元旦 2027 yet: a guess
        # calendar days
        ("2026-03-02", "10d", "2026-03-12"),
        ("2026-03-04", "10d", "2026-03-16"),  # Saturday: the Monday after
        ("2026-02-04", "10d", "2026-02-14"),  # a make-up Saturday is worked
        ("2026-02-07", "10d", "2026-02-24"),  # ends within Spring Festival
        ("2026-09-21", "10d", "2026-10-08"),  # 1 October
        # months
        ("2026-11-30", "3m", "2027-03-01"),  # no 30 February; the 28th is a Sunday
        ("2025-11-30", "3m", "2026-02-28"),  # a make-up Saturday
        ("2024-01-31", "1m", "2024-02-29"),  # leap year
        ("2025-08-31", "1m", "2025-09-30"),
        ("2026-07-01", "3m", "2026-10-08"),  # 1 October
        ("2026-03-31", "1m", "2026-04-30"),
        ("2026-08-31", "6m", "2027-03-01"),
        ("2026-01-17", "1m", "2026-02-24"),  # ends within Spring Festival
    ],
)
def test_a_period_ends_on_its_day(start, span, due):
    assert standard().end(on(start), Span.parse(span)) == on(due)


@pytest.mark.parametrize(
    ("due", "paused", "resumed", "unit", "moved"),
    [
        ("2026-03-20", "2026-03-09", "2026-03-12", "w", "2026-03-25"),  # three working days
        ("2026-03-20", "2026-03-09", "2026-03-09", "w", "2026-03-20"),  # resumed the same day
        ("2026-03-20", "2026-03-06", "2026-03-08", "w", "2026-03-20"),  # only a weekend
        ("2026-02-27", "2026-02-13", "2026-02-24", "w", "2026-03-02"),  # over the festival: 14, 24
        ("2026-02-14", "2026-02-14", "2026-02-23", "w", "2026-02-14"),  # holidays cost nothing
        ("2026-09-22", "2026-09-18", "2026-09-20", "w", "2026-09-23"),  # a make-up Sunday does
        ("2026-03-06", "2026-03-06", "2026-03-10", "w", "2026-03-10"),  # paused on the last day
        ("2026-03-05", "2026-03-06", "2026-03-31", "w", "2026-03-05"),  # was past already: late
        ("2026-12-25", "2026-12-21", "2026-12-31", "w", "2027-01-06"),  # on into a guessed year
        ("2026-03-20", "2026-03-09", "2026-03-12", "d", "2026-03-23"),
        ("2026-03-20", "2026-03-09", "2026-03-10", "d", "2026-03-23"),  # Saturday: the Monday after
        ("2026-04-30", "2026-04-28", "2026-04-29", "m", "2026-05-06"),  # 1 May: after the holiday
    ],
)
def test_a_pause_moves_the_due_date_by_what_it_took(due, paused, resumed, unit, moved):
    assert standard().shifted(on(due), on(paused), on(resumed), Unit(unit)) == on(moved)


def test_an_extension_is_counted_from_the_old_due_date():
    due = standard().end(on("2026-01-29"), Span.parse("10w"))
    assert due == on("2026-02-12")
    assert standard().end(due, Span.parse("10w")) == on("2026-03-04")


def test_a_date_beyond_the_confirmed_years_says_that_it_is_a_guess():
    assert standard().known_until >= 2026
    assert standard().due_zh(on("2026-03-02")) == "2026-03-02 周一"
    beyond = date(standard().known_until + 1, 3, 5)
    assert not standard().is_known(beyond)
    assert standard().due_zh(beyond).endswith("（暂按周末推算）")


def test_beyond_the_known_years_the_week_decides():
    beyond = [date(2090, 3, 1) + n * DAY for n in range(60)]
    assert all(standard().is_workday(day) == (day.weekday() < 5) for day in beyond)


def test_the_known_years_end_where_one_is_missing():
    assert WorkCalendar({}, frozenset({2025, 2026, 2028})).known_until == 2026
    assert BY_WEEKENDS.known_until == 0


def test_days_of_the_offices_own_come_first():
    closed = CalendarDay(on("2026-03-05"), DayKind.HOLIDAY, "防台")
    own = WorkCalendar({**standard().days, closed.day: closed}, standard().years)
    assert own.words_zh(closed.day) == "节假日：防台"
    assert own.add_workdays(on("2026-03-04"), 1) == on("2026-03-06")


def test_a_year_lacks_the_festivals_that_its_days_do_not_name():
    days = [CalendarDay(on("2027-01-01"), DayKind.HOLIDAY, "元旦")]
    days.append(CalendarDay(on("2027-10-01"), DayKind.HOLIDAY, "国庆节、中秋节"))
    days.append(CalendarDay(on("2027-02-20"), DayKind.MAKE_UP, "春节"))
    assert lacking(days) == ("春节", "清明", "劳动节", "端午")


CALENDARS = st.sampled_from([standard(), BY_WEEKENDS])
DAYS = st.dates(date(2003, 6, 1), date(2028, 6, 1))


def worked_after(calendar, day):
    while True:
        day += DAY
        if calendar.is_workday(day):
            yield day


@given(CALENDARS, DAYS, st.integers(1, 300))
def test_adding_is_walking_day_by_day(calendar, day, count):
    walk = worked_after(calendar, day)
    for _ in range(count):
        reached = next(walk)
    assert calendar.add_workdays(day, count) == reached
    assert calendar.add_workdays(day, 0) == day


@given(CALENDARS, DAYS, st.integers(-400, 800))
def test_counting_is_walking_day_by_day(calendar, after, length):
    until = after + length * DAY
    walked = sum(calendar.is_workday(after + step * DAY) for step in range(1, length + 1))
    assert calendar.workdays_between(after, until) == walked


@given(CALENDARS, DAYS, st.integers(1, 120), st.integers(0, 60), st.integers(0, 60))
def test_after_a_pause_as_many_working_days_are_left_as_before(calendar, start, count, wait, rest):
    due = calendar.add_workdays(start, count)
    paused = min(start + wait * DAY, due)
    resumed = paused + rest * DAY
    left = calendar.workdays_between(paused, due)
    moved = calendar.shifted(due, paused, resumed)
    assert calendar.workdays_between(resumed, moved) == left


@given(CALENDARS, DAYS, st.integers(1, 24), st.sampled_from([Unit.DAYS, Unit.MONTHS]))
def test_a_period_in_days_or_months_ends_on_a_worked_day_and_never_before_its_number(
    calendar, start, count, unit
):
    due = calendar.end(start, Span(count, unit))
    assert calendar.is_workday(due)
    if unit is Unit.DAYS:
        plain = start + count * DAY
    else:
        year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
        plain = next(
            date(year, month + 1, number)
            for number in range(start.day, 0, -1)
            if _is_a_date(year, month + 1, number)
        )
    assert plain <= due
    assert not any(calendar.is_workday(plain + n * DAY) for n in range((due - plain).days))


def _is_a_date(year, month, day):
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
