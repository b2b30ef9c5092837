from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.alike import likeness, pairs, shared_words, without
from liaison.domain.fold import fold

WORDS = st.text(st.sampled_from("路灯不亮海滨社区下水道堵塞停车难\n，a1"), max_size=40)


@given(WORDS, WORDS)
def test_two_texts_are_as_alike_one_way_as_the_other(one, other):
    mine, theirs = pairs(fold(one)), pairs(fold(other))
    assert likeness(mine, theirs) == likeness(theirs, mine)
    assert 0.0 <= likeness(mine, theirs) <= 1.0


@given(WORDS)
def test_a_text_is_most_like_itself(text):
    mine = pairs(fold(text))
    assert likeness(mine, mine) == (1.0 if mine else 0.0)


def test_the_name_of_a_village_alone_makes_nothing_alike():
    one, other = (without(text, ["海滨社区"]) for text in ("海滨社区停车难", "海滨社区路灯不亮"))
    assert likeness(pairs(one), pairs(other)) == 0.0


def test_the_words_in_common_are_told():
    assert shared_words("海滨路下水道堵塞", "下水道又堵塞了") == "下水道"
    assert shared_words("路灯", "停车") == ""
