"""What a 查询码 says, and that a slip of the finger is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.codes import PAYLOAD_MOST, new_token
from liaison.domain.errors import BadInput
from liaison.domain.query_code import LENGTH, grouped, query_code, query_link, token_of
from liaison.domain.words import sentence

SYMBOLS = "0123456789abcdefghjkmnpqrstvwxyz"
tokens = st.text(SYMBOLS, min_size=16, max_size=16)


@given(tokens)
def test_a_code_reads_back_in_every_way_it_may_be_typed(token):
    code = query_code(token)
    ways = [code, code.upper(), grouped(token), grouped(token).replace(" ", "-"), f"  {code}\n"]
    ways += [query_link(token, "https://rd.example.cn"), f"/q/{code}", f"/q/{code}/"]
    ways += ["".join(chr(ord(one) + 0xFEE0) for one in code)]

    assert {token_of(way) for way in ways} == {token}


@given(tokens)
def test_o_i_and_l_are_read_as_the_digits_that_they_look_like(token):
    typed = query_code(token).replace("0", "O").replace("1", "l")

    assert token_of(typed) == token
    assert token_of(typed.replace("l", "I")) == token


@given(tokens)
def test_every_single_wrong_symbol_is_caught(token):
    code = query_code(token)
    for place, right in enumerate(code):
        for wrong in set(SYMBOLS) - {right}:
            assert _refused(code[:place] + wrong + code[place + 1 :]) == "query_code_mistyped"


@given(tokens)
def test_every_swap_of_neighbours_is_caught(token):
    code = query_code(token)
    for place in range(LENGTH - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        if swapped != code:
            assert _refused(swapped) == "query_code_mistyped", place


@pytest.mark.parametrize("typed", ["", "330902004-2026-000036-1", "7h3k", "查询码", "u" * LENGTH])
def test_what_is_no_code_is_told_apart_from_a_mistyped_one(typed):
    assert _refused(typed) == "query_code_unreadable"


@given(st.text(max_size=60))
def test_no_text_does_anything_but_read_or_be_refused(typed):
    try:
        token = token_of(typed)
    except BadInput as error:
        assert sentence(error)
    else:
        assert len(token) == 16


def test_a_link_is_ascii_and_short_and_there_is_none_without_a_web_address():
    token = new_token()
    longest = "https://" + "a" * 17

    assert len(query_link(token, longest)) == PAYLOAD_MOST
    assert query_link(token, longest).isascii()
    assert not query_link(token, "")


def test_a_code_is_shown_in_groups_of_four():
    assert grouped("7h3k0wqd9fxm2rtb")[:-1] == "7h3k 0wqd 9fxm 2rtb "


def _refused(typed):
    with pytest.raises(BadInput) as error:
        token_of(typed)
    return error.value.code
