from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.fold import fold
from liaison.domain.windows import wanted, windows

words = st.text(st.sampled_from("路灯坏了停车难𬒗𠮷ab12，。 \n"), min_size=1, max_size=30)


@given(words, st.data())
def test_whatever_part_of_a_line_is_asked_for_the_text_has_its_tokens(text, data):
    for line in fold(text).split("\n"):
        if line:
            start = data.draw(st.integers(0, len(line) - 1))
            part = line[start : start + data.draw(st.integers(1, 4))]
            assert set(wanted(part)) <= set(windows(fold(text)))


def test_a_character_beyond_the_basic_plane_is_one_character():
    assert windows("干𬒗镇") == ("干", "𬒗", "镇", "干𬒗", "𬒗镇")


def test_windows_do_not_reach_over_a_line_break():
    assert "灯停" not in windows("路灯\n停车")


def test_nothing_is_wanted_of_an_empty_word():
    assert wanted("") == ()
    assert windows("") == ()
