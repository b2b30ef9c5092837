from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.errors import BadInput
from liaison.domain.period import Period

periods = st.one_of(
    st.builds(Period, st.integers(1901, 9000), st.integers(1, 12), st.just(1)),
    st.builds(Period, st.integers(1901, 9000), st.sampled_from([1, 4, 7, 10]), st.just(3)),
    st.builds(Period, st.integers(1901, 9000), st.sampled_from([1, 7]), st.just(6)),
    st.builds(Period, st.integers(1901, 9000), st.just(1), st.just(12)),
)


@given(periods)
def test_a_period_reads_back_what_it_writes(period):
    assert Period.parse(period.text) == period


@given(periods)
def test_the_earlier_period_ends_the_day_before_and_is_of_the_same_kind(period):
    earlier = period.previous()
    assert earlier.last + timedelta(days=1) == period.first
    assert earlier.length == period.length


@given(periods)
def test_the_months_fill_the_period_without_gap(period):
    months = period.months()
    assert (months[0].first, months[-1].last) == (period.first, period.last)
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(months))


@pytest.mark.parametrize(
    ("text", "first", "last", "title"),
    [
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "2022年"),
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28), "2022年2月"),
        ("2024Q1", date(2024, 1, 1), date(2024, 3, 31), "2024年第一季度"),
        ("2022h2", date(2022, 7, 1), date(2022, 12, 31), "2022年下半年"),
    ],
)
def test_the_forms_of_a_period(text, first, last, title):
    period = Period.parse(text)
    assert (period.first, period.last, period.title_zh) == (first, last, title)


@pytest.mark.parametrize(
    "text", ["", "22", "2022-13", "2022-00", "2022Q5", "２０２２", "2022-1-1", "x"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(BadInput):
        Period.parse(text)
