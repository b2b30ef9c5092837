import pytest

from tests.bench.bench import Bench, Level, percentile


def test_a_ratio_is_ours_over_the_floor_and_held_up_to_its_limit():
    result = Bench("x", lambda: 0.1, lambda: 0.25, limit=2.5).run()

    assert (result.floor, result.ours, result.ratio) == ("100.00 ms", "250.00 ms", "2.50×")
    assert result.ok
    assert not Bench("x", lambda: 0.1, lambda: 0.26, limit=2.5).run().ok


def test_being_so_many_times_as_fast_is_judged_the_other_way_round():
    assert Bench("x", lambda: 10.0, lambda: 0.1, limit=100, faster=True).run().ok
    assert not Bench("x", lambda: 9.0, lambda: 0.1, limit=100, faster=True).run().ok


def test_work_that_gives_no_seconds_is_timed():
    assert Bench("x", lambda: sum(range(1000)) and None, lambda: None, limit=100).run().ok


def test_a_level_is_held_up_to_its_limit():
    assert Level("memory", lambda: 120.0, "MB", 120).run().ok
    assert not Level("memory", lambda: 120.1, "MB", 120).run().ok


@pytest.mark.parametrize(("share", "value"), [(0.5, 50), (0.95, 95), (1.0, 100)])
def test_a_percentile_is_a_value_that_was_seen(share, value):
    assert percentile([float(one) for one in range(101)], share) == value
