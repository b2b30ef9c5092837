"""A golden year of each station's rule, written down, and counted again by brute force."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from liaison.domain.duty_rules import notice_by, occurrences, read_rule
from liaison.domain.workdays import standard

DATA = Path(__file__).parent.parent / "data"
GOLDEN = json.loads((DATA / "reception_days.json").read_text("utf-8"))
ONE, WEEK = timedelta(days=1), timedelta(days=7)


def span(text):
    first, last = (date.fromisoformat(part) for part in text.split(".."))
    return {first + ONE * n for n in range((last - first).days + 1)}


# 国办发明电〔2021〕11号, 〔2025〕7号: what is off, and which weekends are worked for it
OFF = set().union(
    *map(
        span,
        (
            "2021-10-01..2021-10-07",
            "2022-01-01..2022-01-03",
            "2022-01-31..2022-02-06",
            "2022-04-03..2022-04-05",
            "2022-04-30..2022-05-04",
            "2022-06-03..2022-06-05",
            "2022-09-10..2022-09-12",
            "2022-10-01..2022-10-07",
            "2025-10-01..2025-10-08",
            "2026-01-01..2026-01-03",
            "2026-02-15..2026-02-23",
            "2026-04-04..2026-04-06",
            "2026-05-01..2026-05-05",
            "2026-06-19..2026-06-21",
            "2026-09-25..2026-09-27",
            "2026-10-01..2026-10-07",
        ),
    )
)
WORKED = set(
    map(
        date.fromisoformat,
        (
            *("2022-01-29", "2022-01-30", "2022-04-02", "2022-04-24", "2022-05-07"),
            *("2022-10-08", "2022-10-09"),
            *("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"),
        ),
    )
)


def works(day):
    return day in WORKED or (day not in OFF and day.weekday() < 5)


def next_worked(day):
    while not works(day):
        day += ONE
    return day


def a_week_on(day):
    while day in OFF:
        day += WEEK
    return next_worked(day)


def dropped(day):
    return day if works(day) else None


def nth_of_month(day):
    return (day.day - 1) // 7 + 1


def last_worked(day):
    rest = (day + ONE * n for n in range(1, 31))
    later = any(works(one) for one in rest if one.month == day.month)
    return works(day) and not later


ORACLE = {
    "每月15日 9:00-11:30": (lambda d: d.day == 15, next_worked),
    "每月第一个星期五 15:00-16:30": (
        lambda d: d.weekday() == 4 and nth_of_month(d) == 1,
        next_worked,
    ),
    "每周三上午": (lambda d: d.weekday() == 2, dropped),
    "单月10日 9:00-11:00": (lambda d: d.day == 10 and d.month % 2 == 1, next_worked),
    "每月最后一个工作日": (last_worked, next_worked),
    "每月5日、20日": (lambda d: d.day in {5, 20}, next_worked),
    "每月第二、第四个星期二 14:00-16:00": (
        lambda d: d.weekday() == 1 and nth_of_month(d) in {2, 4},
        next_worked,
    ),
    "每月10日（遇节假日顺延）": (lambda d: d.day == 10, next_worked),
    "每月18日 14:30-16:30": (lambda d: d.day == 18, next_worked),
    "双月8日 9:00-11:00": (lambda d: d.day == 8 and d.month % 2 == 0, next_worked),
    "每月25日，遇节假日顺延一周": (lambda d: d.day == 25, a_week_on),
    "每月第三个星期四晚上 18:30-20:00": (
        lambda d: d.weekday() == 3 and nth_of_month(d) == 3,
        next_worked,
    ),
    "工作日每天 8:30-11:30": (works, next_worked),
}


def brute_force(rule, year):
    meant, moved = ORACLE[rule]
    days = (date(year - 1, 11, 1) + ONE * n for n in range(430))
    held = {moved(day) for day in days if meant(day) and day.year <= year}
    return sorted(day for day in held if day and day.year == year)


def test_the_rules_are_those_of_the_districts_roster():
    sheet = load_workbook(DATA / "dinghai" / "roster.xlsx")["联络站一览"]
    rules = [row[8] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert rules == list(ORACLE) == list(GOLDEN)


@pytest.mark.parametrize("year", [2022, 2026])
@pytest.mark.parametrize("rule", ORACLE)
def test_a_year_of_the_rule_is_the_golden_one_and_the_one_counted_by_brute_force(rule, year):
    found = occurrences(read_rule(rule), date(year, 1, 1), date(year, 12, 31), standard())
    days = [one.day.isoformat()[5:] for one in found]

    assert days == GOLDEN[rule][str(year)]
    assert [one.day for one in found] == brute_force(rule, year)


@pytest.mark.parametrize("year", [2022, 2026])
@pytest.mark.parametrize("rule", ORACLE)
def test_every_notice_is_due_on_a_workday_at_least_three_days_before(rule, year):
    for one in occurrences(read_rule(rule), date(year, 1, 1), date(year, 12, 31), standard()):
        notice = notice_by(one.day, 3, standard())
        assert one.day - notice >= 3 * ONE
        assert works(notice) or notice.year < 2022
        between = (notice + ONE * n for n in range(1, (one.day - notice).days - 2))
        assert not any(works(day) for day in between)
