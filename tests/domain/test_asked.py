import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.asked import MOST_WORDS, understand


def places(text):
    return [[(way.tokens, way.place) for way in ways] for ways in understand(text)]


def test_chinese_words_are_looked_for_in_texts():
    assert places("停车难 灯") == [[(("停车", "车难"), "text")], [(("灯",), "text")]]


def test_letters_are_initials_or_part_of_a_text():
    assert places("SXZ") == [[(("sx", "xz"), "text"), (("‡sxz",), "keys")]]


def test_four_digits_are_a_phones_tail_a_number_or_part_of_a_text():
    (ways,) = places("8812")
    assert ways[1:] == [(("†8812",), "keys"), (("§8812",), "keys")]


@pytest.mark.parametrize(
    "text",
    ["2026-0036", "330902004-2026-000036", "330902004-2-2026-000036", "２０２６－０００３６"],
)
def test_a_number_is_nothing_else(text):
    ((way,),) = understand(text)
    assert (way.tokens, way.place, way.part) == (("§36",), "number", "-2026-000036")


def test_a_landline_is_not_a_number():
    assert any(way.part == "05802041234 " for way in understand("0580-2041234")[0])


@given(st.text(max_size=200))
def test_anything_typed_is_few_words_and_no_token_can_break_a_query(text):
    asked = understand(text)
    assert len(asked) <= MOST_WORDS
    for ways in asked:
        for way in ways:
            assert way.part
            assert all(token and '"' not in token and " " not in token for token in way.tokens)
