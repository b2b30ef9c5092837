from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.typed_day import typed_day

TODAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-3-2", date(2026, 3, 2)),
        ("2026.3.2", date(2026, 3, 2)),
        ("2026年3月2日", date(2026, 3, 2)),
        ("20260302", date(2026, 3, 2)),
        ("0302", date(2026, 3, 2)),
        ("3-2", date(2026, 3, 2)),
        ("3月2日", date(2026, 3, 2)),
        ("０３０２", date(2026, 3, 2)),
        ("2026-03-02 周一", date(2026, 3, 2)),
        ("1230", date(2025, 12, 30)),
        ("26-3-2", date(2026, 3, 2)),
        ("今天", TODAY),
        ("昨天", date(2026, 3, 4)),
    ],
)
def test_a_day_is_read_as_people_write_it(typed, meant):
    assert typed_day(typed, TODAY) == meant


@pytest.mark.parametrize("typed", ["", "0332", "13-1", "2026-2-30", "abc", "302", "后年", "0229"])
def test_what_is_no_day_is_none(typed):
    assert typed_day(typed, TODAY) is None


def test_a_deadline_without_a_year_lies_ahead():
    assert typed_day("0301", TODAY, ahead=True) == date(2027, 3, 1)
    assert typed_day("0306", TODAY, ahead=True) == date(2026, 3, 6)


@given(st.dates(TODAY - timedelta(days=364), TODAY))
def test_month_and_day_of_the_last_year_come_back(day):
    assert typed_day(f"{day.month}-{day.day}", TODAY) in (day, None)
    assert typed_day(day.isoformat(), TODAY) == day
