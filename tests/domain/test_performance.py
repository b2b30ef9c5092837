from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.performance import Demand, Kind, Need, kind_lines, needs, ranks, total_points

COUNTS = st.integers(0, 400)


@given(st.lists(st.integers(0, 30)))
def test_a_place_is_one_more_than_how_many_have_more_points(points):
    points.sort(reverse=True)
    assert ranks(points) == [1 + sum(other > own for other in points) for own in points]


@given(COUNTS, st.integers(0, 9), st.integers(0, 50))
def test_points_never_pass_the_cap_and_never_fall_with_more_done(count, points, most):
    kind = Kind("k", "类", points, most)
    assert kind.score(count) <= kind.score(count + 1)
    if most:
        assert kind.score(count) <= most
        assert kind.is_capped(count) == (points * count > most)
    assert Kind("k", "类", points, most, in_use=False).score(count) == 0


@given(COUNTS, COUNTS)
def test_what_is_missing_makes_up_the_demand(have, least):
    need = Need(Demand.CONTACT, have, least)
    assert max(have, least) == have + need.short


def test_a_kind_out_of_use_is_listed_only_where_it_has_records():
    kinds = [Kind("a", "甲", 1, 0), Kind("b", "乙", 1, 0, in_use=False)]
    assert [line.kind.code for line in kind_lines(kinds, {})] == ["a"]
    lines = kind_lines(kinds, {"a": 2, "b": 3})
    assert [(line.kind.code, line.points) for line in lines] == [("a", 2), ("b", 0)]
    assert total_points(lines) == 2


def test_a_demand_of_nought_is_none():
    assert needs({Demand.REPORT: 0, Demand.LINKS: 5}, {}, 3) == (Need(Demand.LINKS, 3, 5),)
