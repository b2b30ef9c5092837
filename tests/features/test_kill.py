from tests.scripts.kill_loop import count_receptions, faults, kill_loop


def test_a_killed_process_loses_no_printed_number_and_leaves_no_gap(tmp_path):
    tally = kill_loop(tmp_path, rounds=12, seed=7)

    assert tally.faults == []
    assert tally.kills == 12
    assert tally.printed
    assert count_receptions(tmp_path) >= len(tally.printed)


def test_the_loop_would_notice_a_lost_number(tmp_path):
    kill_loop(tmp_path, rounds=1, seed=1)

    found = faults(tmp_path, {"000000000-2026-999999"}, "integrity_check")
    assert found == ["lost: 000000000-2026-999999"]
