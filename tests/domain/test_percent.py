import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.percent import percents


def test_the_founding_reports_proposals_come_to_its_own_percentages():
    assert percents([86, 21, 18]) == (68.8, 16.8, 14.4)


def test_three_equal_parts_still_add_to_a_hundred():
    assert percents([1, 1, 1]) == (33.4, 33.3, 33.3)


def test_nothing_at_all_is_nought_percent_of_nothing():
    assert percents([0, 0]) == (0.0, 0.0)
    assert percents([]) == ()


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError):
        percents([3, -1])


@given(st.lists(st.integers(0, 10**9), min_size=1).filter(any))
def test_shares_add_to_exactly_a_hundred_and_none_is_a_tenth_off(counts):
    shares = percents(counts)
    assert sum(round(share * 10) for share in shares) == 1000
    exact = [count * 100 / sum(counts) for count in counts]
    assert all(abs(share - true) < 0.1 + 1e-9 for share, true in zip(shares, exact, strict=True))


@given(st.lists(st.integers(0, 10**6), min_size=1).filter(any))
def test_a_larger_count_never_gets_the_smaller_share(counts):
    shares = percents(counts)
    pairs = sorted(zip(counts, shares, strict=True))
    assert [share for _, share in pairs] == sorted(shares)
