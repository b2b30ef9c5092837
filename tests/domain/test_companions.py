import pytest

from liaison.domain.companions import companions_of


@pytest.mark.parametrize(
    "text, count",
    [
        *(("", 0), ("女儿", 1), ("女儿，1 人", 1), ("儿子、女儿共两人", 2)),
        *(("3", 3), ("１２ 人", 12), ("邻居三位，孩子 2 个", 5)),
    ],
)
def test_companions_are_counted_from_the_line(text, count):
    assert companions_of(text) == count
