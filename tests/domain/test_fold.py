import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.fold import fold, narrow, stand_ins


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


def test_a_mark_left_alone_by_a_dropped_blank_joins_its_letter():
    assert fold("e\u200b\u0301") == fold("\u00e9") == fold(fold("e\u200b\u0301"))


@given(st.text(), st.text())
def test_lines_fold_each_for_itself(first, second):
    parts = [part for part in (fold(first), fold(second)) if part]
    assert fold(f"{first}\n{second}") == "\n".join(parts)


@pytest.mark.parametrize(
    "one, other",
    [
        ("干览镇", "干𬒗镇"),
        ("王　建国", "王建国"),
        ("Ａ栋１２０３", "a栋1203"),
        ("买买提·艾力", "买买提•艾力"),
        ("马嶴", "马岙"),
        ("陈喆", "陈哲"),
        ("路灯，坏了", "路灯坏了"),
        (unicodedata.normalize("NFD", "Café"), "café"),
        ("葛\U000e0100", "葛"),
        ("张\u200b伟", "张伟"),
    ],
)
def test_two_spellings_fold_to_one(one, other):
    assert fold(one) == fold(other)


def test_different_names_stay_different():
    assert len({fold(name) for name in ("𬭎", "𬱖", "𣲗", "㛃", "䶮", "岙", "𠮷")}) == 7


def test_no_stand_in_has_a_stand_in_itself():
    table = stand_ins()
    assert not set(table.values()) & set(table)


def test_narrowing_keeps_punctuation_and_drops_nothing():
    assert narrow("（０５８０－２０４）　好") == "(0580-204) 好"
