import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.errors import BadInput
from liaison.domain.periods import LIMITS
from liaison.domain.span import Span, Unit


@pytest.mark.parametrize(
    ("text", "words"), [("15w", "15 个工作日"), ("10d", "10 天"), ("3m", "3 个月")]
)
def test_a_span_is_read_written_and_said(text, words):
    assert Span.parse(text).text == text
    assert Span.parse(text).words_zh == words


@given(st.integers(1, 9999), st.sampled_from(Unit))
def test_what_is_written_is_read_again(count, unit):
    assert Span.parse(Span(count, unit).text) == Span(count, unit)


@pytest.mark.parametrize("text", ["", "15", "w", "0w", "-3d", "3 w", "3y", "３w", "1.5m", "99999d"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(BadInput):
        Span.parse(text)


def test_a_limit_that_is_no_time_has_no_span():
    assert LIMITS["answer_within_days"].span(15).text == "15w"
    assert LIMITS["return_within_days"].span(10).text == "10d"
    with pytest.raises(TypeError):
        LIMITS["attachment_most_mb"].span(20)


def test_every_limit_says_what_it_is_and_where_it_comes_from():
    for one in LIMITS.values():
        assert one.name
        assert one.what
        assert one.source
        assert one.unit_zh
        assert 0 < one.default <= one.most
