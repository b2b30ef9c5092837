import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.names import MOST_INITIALS, initials, surname


@pytest.mark.parametrize(
    "name, likeliest",
    [
        ("单晓忠", "sxz"),
        ("仇英", "qy"),
        ("乐平", "yp"),
        ("曾国藩", "zgf"),
        ("解鹏", "xp"),
        ("查娜", "zn"),
        ("区红", "oh"),
        ("朴志强", "pzq"),
        ("缪滨", "mb"),
        ("翟明", "zm"),
        ("种田", "ct"),
        ("盖丽丽", "gll"),
        ("召平", "sp"),
        ("折可", "sk"),
        ("黑土", "ht"),
        ("繁星", "px"),
        ("员半千", "ybq"),
        ("郇山", "xs"),
        ("欧阳敏", "oym"),
        ("尉迟恭", "ycg"),
        ("万俟雪", "mqx"),
        ("单于建", "cyj"),
        ("诸葛滨玲", "zgbl"),
        ("王建国", "wjg"),
        ("买买提·艾力", "mmtal"),
        ("陈㛃", "cj"),
        ("Tom", "tom"),
    ],
)
def test_the_likeliest_initials_come_first(name, likeliest):
    assert initials(name)[0] == likeliest


def test_the_commonest_reading_of_a_surname_finds_too():
    assert {"sxz", "dxz"} <= set(initials("单晓忠"))


def test_all_common_readings_of_a_given_name_find():
    assert {"wy", "wl"} <= set(initials("王乐"))


def test_no_name_has_no_initials():
    assert initials("") == ()
    assert initials(" ") == ()


@given(st.text(max_size=40))
def test_any_text_has_few_initials_and_none_is_empty(text):
    found = initials(text)
    assert len(found) <= MOST_INITIALS
    assert all(found)


@pytest.mark.parametrize(
    "name, family",
    [("欧阳敏", "欧阳"), ("欧阳", "欧"), ("林小敏", "林"), ("𬭎", "𬭎"), ("", ""), (" 单忠", "单")],
)
def test_a_compound_surname_is_one_surname(name, family):
    assert surname(name) == family
