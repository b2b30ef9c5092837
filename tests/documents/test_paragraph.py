import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.documents.fonts import font, printable
from liaison.documents.paragraph import NEVER_FIRST, NEVER_LAST, lines, one_line

MARKS = "，。；：？！》”、）"


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("before", range(3, 12))
def test_no_line_begins_with_a_closing_mark(mark, before):
    text = "路" * before + mark + "灯" * 20
    assert not [line for line in lines(text, 80, 10)[1:] if line[0] in NEVER_FIRST]


@pytest.mark.parametrize("mark", "（《“「")
@pytest.mark.parametrize("before", range(3, 12))
def test_no_line_ends_with_an_opening_mark(mark, before):
    broken = lines("路" * before + mark + "灯" * 20, 80, 10)
    assert not [line for line in broken if line[-1] in NEVER_LAST]


def test_a_number_stays_whole():
    broken = lines("联系电话是 13805801234 请记", 80, 10)
    assert any("13805801234" in line for line in broken)


def test_nothing_but_closing_marks_still_comes_to_an_end():
    assert "".join(lines("，" * 100, 80, 10)) == "，" * 100


def test_a_column_narrower_than_a_character_prints_one_a_line():
    assert lines("路灯", 3, 10) == ("路", "灯")


def test_line_breaks_of_the_writer_are_kept():
    assert lines("一\n二\r\n三", 80, 10) == ("一", "二", "三")


def test_twenty_thousand_characters_are_broken_quickly_and_completely():
    text = "街道路灯不亮，晚上老人不敢出门。" * 1250
    assert "".join(lines(text, 100, 8)) == text


def test_a_line_that_is_too_long_ends_in_an_ellipsis():
    cut = one_line("定海区城东街道代表联络站", 60, 10)
    assert cut.endswith("…")
    assert font().stringWidth(cut, 10) <= 60


@given(st.text(alphabet=st.sampled_from("路灯不亮，。；：？！》”（《“ab1 .、…"), max_size=200))
def test_no_character_is_lost_and_no_line_is_too_wide(text):
    broken = lines(text, 60, 10)
    kept = "".join(broken).replace(" ", "")
    assert kept == printable(text).replace(" ", "")
    assert all(font().stringWidth(line, 10) <= 60 or len(line) == 1 for line in broken)
