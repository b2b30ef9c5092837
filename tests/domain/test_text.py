from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.text import clean, clean_line, clean_name, digits


@given(st.text())
def test_cleaning_is_idempotent_and_leaves_nothing_that_cannot_be_kept(text):
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")
    assert "\x00" not in once


def test_characters_beyond_the_basic_plane_stay_and_half_of_one_is_replaced():
    assert clean("干𬒗镇 㛃䶮𬭎𬱖") == "干𬒗镇 㛃䶮𬭎𬱖"
    assert clean("\ud83d") == "\ufffd"


def test_padding_inside_a_chinese_name_goes_and_a_latin_name_keeps_its_blank():
    assert clean_name(" 解　 鹏 ") == "解鹏"
    assert clean_name("Anna  Li") == "Anna Li"
    assert clean_name("买买提·吐尔逊") == "买买提·吐尔逊"
    assert clean_line("一行\n两行") == "一行 两行"


def test_a_telephone_number_is_read_through_its_habits():
    assert digits("１５８-0580 ０４００") == "15805800400"
    assert digits("0580—2044001") == "05802044001"
    assert digits("请打站里") == ""
