"""Reception days on the command line, on the district's real roster and rules."""

import hashlib
import json
import shutil
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest

from tests.cli.test_commands import run

DATA = Path(__file__).parents[1] / "data" / "dinghai"
BOOKS = [DATA / name for name in ("divisions.csv", "roster.xlsx", "register-2022.xlsx")]
SLOTS = {"morning", "afternoon", "evening"}
YEAR = date.today().year + 1  # noqa: DTZ011 - the command's own clock


@pytest.fixture(scope="module")
def planned_home(tmp_path_factory):
    """(home with the year planned, the shifts as the command answered them)."""
    folder = tmp_path_factory.mktemp("duty") / "home"
    code, _, told = run("--home", folder, "import", *BOOKS)
    assert code == 0, told
    code, answer, told = run("--home", folder, "duty", "plan", YEAR, "--json")
    assert code == 0, told
    return folder, json.loads(answer), told


@pytest.fixture
def home(planned_home, tmp_path):
    shutil.copytree(planned_home[0], tmp_path / "home")
    return tmp_path / "home"


def duty(home, *words):
    code, answer, told = run("--home", home, "duty", *words)
    assert code == 0, told
    return json.loads(answer) if "--json" in words else answer


def test_a_full_year_is_planned_for_all_thirteen_stations(planned_home):
    _, shifts, _ = planned_home
    assert len({one["station"] for one in shifts}) == 13
    asked = Counter()
    for one in shifts:
        day = date.fromisoformat(one["date"])
        assert day.year == YEAR
        assert one["slot"] in SLOTS
        assert date.fromisoformat(one["notice_by"]) <= day - timedelta(days=3)
        assert len(one["representatives"]) == 3
        asked.update((key, one["date"]) for key in one["representative_ids"])
    assert max(asked.values()) == 1
    months = {(one["station"], one["date"][5:7]) for one in shifts}
    assert len(months) >= 11 * 12 + 2 * 6


def test_duties_differ_by_at_most_one_within_a_station(planned_home):
    duties = {}
    for one in planned_home[1]:
        duties.setdefault(one["station"], Counter()).update(one["representative_ids"])
    for counts in duties.values():
        assert max(counts.values()) - min(counts.values()) <= 1


def test_what_cannot_be_met_is_said_with_what_would_do(planned_home):
    told = planned_home[2]
    assert "盐仓街道人大代表联络站：12 人排不到每年 2 次" in told
    assert "位子不够" in told
    assert "不在任" in told
    assert "盐仓街道人大代表联络站：规则里每次安排 5 位代表就够了" in told


def test_a_dry_run_answers_the_same_and_writes_nothing(home, planned_home):
    before = hashlib.sha256((home / "liaison.db").read_bytes()).hexdigest()
    again = duty(home, "plan", YEAR, "--dry-run", "--json")
    assert [one["representatives"] for one in again] == [
        one["representatives"] for one in planned_home[1]
    ]
    assert hashlib.sha256((home / "liaison.db").read_bytes()).hexdigest() == before


def test_the_plan_is_shown_by_month_station_and_representative(home, planned_home):
    shifts = planned_home[1]
    june = duty(home, "show", f"{YEAR}-06", "--station", "岑港", "--json")
    wanted = [one for one in shifts if "岑港" in one["station"] and one["date"][5:7] == "06"]
    assert [one["date"] for one in june] == [one["date"] for one in wanted]
    assert [one["representatives"] for one in june] == [one["representatives"] for one in wanted]
    key = wanted[0]["representative_ids"][0]
    mine = duty(home, "show", f"{YEAR}", "--representative", key, "--json")
    assert [one["date"] for one in mine] == [
        one["date"] for one in shifts if key in one["representative_ids"]
    ]
    assert "公告不迟于" in duty(home, "show", f"{YEAR}-06", "--station", "岑港")


def test_a_calendar_file_is_written_for_a_representative_and_for_a_station(
    home, planned_home, tmp_path
):
    key = planned_home[1][0]["representative_ids"][0]
    for whose in (("--representative", key), ("--station", "干览镇人大代表联络站")):
        out = tmp_path / "duty.ics"
        answer = duty(home, "ics", *whose, "--out", out, "--json")
        events = icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT")
        assert len(events) == answer["events"] > 20
    code, _, told = run("--home", home, "duty", "ics", "--station", "干览", "--out", "x.txt")
    assert (code, "x.txt 不是 .ics" in told) == (2, True)


def test_a_notice_of_a_day_has_a_page_for_each_station(home, planned_home, tmp_path):
    day = next(one["date"] for one in planned_home[1] if "环南" in one["station"])
    stations = {one["station"] for one in planned_home[1] if one["date"] == day}
    out = tmp_path / "notice.pdf"
    answer = duty(home, "notice", day, "--out", out, "--json")
    assert set(answer["notices"]) == stations
    assert out.read_bytes().startswith(b"%PDF")
    days = (date(YEAR, 8, 1) + timedelta(days=n) for n in range(7))
    sunday = next(one for one in days if one.weekday() == 6)
    code, _, told = run("--home", home, "duty", "notice", sunday, "--out", out)
    assert (code, "没有公告可打印" in told) == (2, True)


def test_two_representatives_swap_and_one_goes_on_leave(home, planned_home):
    shifts = [one for one in planned_home[1] if "昌国" in one["station"]]
    one, other = shifts[2], shifts[5]
    a, b = one["representative_ids"][0], other["representative_ids"][0]
    rows = duty(home, "swap", one["date"], a, other["date"], b, "--json")
    people = [{person["id"] for person in row["people"]} for row in rows]
    assert b in people[0]
    assert a in people[1]
    code, _, told = run("--home", home, "duty", "swap", one["date"], a, other["date"], b)
    assert (code, "没有值班" in told) == (2, True)
    free = shifts[8]["representative_ids"][0]
    words = ("leave", one["date"], b, "--reason", "出差", "--substitute", free, "--json")
    (row,) = duty(home, *words)
    assert [(person["status"], person["reason"]) for person in row["people"]].count(
        ("leave", "出差")
    ) == 1
    assert free in {person["id"] for person in row["people"]}


def test_who_will_miss_the_minimum_is_listed(home):
    rows = duty(home, "balance", YEAR, "--missing", "--station", "千岛", "--json")
    assert {one["will_miss"] for one in rows} == {1}
    assert len(rows) == 14


def test_a_year_that_is_over_is_refused_in_words(home):
    code, answer, told = run("--home", home, "duty", "plan", "2020")
    assert (code, answer) == (2, "")
    assert "2020 年不能安排" in told


def test_planning_again_lists_the_year_as_whole_as_the_first_time(planned_home, tmp_path):
    shutil.copytree(planned_home[0], tmp_path / "home")
    this = YEAR - 1
    first = duty(tmp_path / "home", "plan", this, "--json")
    again = duty(tmp_path / "home", "plan", this, "--json")
    assert [(one["station"], one["date"]) for one in again] == [
        (one["station"], one["date"]) for one in first
    ]


@pytest.mark.parametrize("year", ["0", "9999", "123456"])
def test_a_year_that_cannot_be_has_its_sentence(home, year):
    code, _, told = run("--home", home, "duty", "balance", year)
    assert code == 2
    assert "看不懂期间" in told
