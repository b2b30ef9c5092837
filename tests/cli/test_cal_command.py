"""`cal`: what a day is, and a year's holidays from a file."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
YEAR_2027 = """date,kind,name
2027-01-01,holiday,New Year's Day
2027-02-05,holiday,Spring Festival
2027-02-08,holiday,Spring Festival
2027-02-20,make_up,Spring Festival
2027-04-05,holiday,Qingming
2027-05-03,holiday,Labour Day
2027-06-09,holiday,Dragon Boat Festival
2027-09-15,holiday,Mid-autumn Festival
2027-10-01,holiday,National Day
"""


def run(*words):
    """(exit code, standard output, standard error)."""
    done = subprocess.run(
        [sys.executable, "main.py", *map(str, words)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "2027.csv"
    path.write_text(YEAR_2027, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-02-13", "工作日"),
        ("2026-02-14", "调休上班（春节）"),
        ("2026-02-17", "节假日：春节"),
        ("2026-03-01", "周末"),
        ("2027-02-06", "暂按周末推算"),
    ],
)
def test_a_day_is_told_in_one_line_and_nothing_is_made(home, day, words):
    code, out, err = run("cal", "check", day, "--home", home)
    assert (code, err, len(out.splitlines())) == (0, "", 1)
    assert out.startswith(day)
    assert words in out
    assert not home.exists()


def test_a_day_is_told_to_a_machine(home):
    answer = json.loads(run("--home", home, "--json", "cal", "check", "2026-02-14")[1])
    assert answer["kind"] == "make_up"
    assert (answer["name"], answer["workday"], answer["confirmed"]) == ("春节", True, True)
    answer = json.loads(run("cal", "check", "2027-02-06", "--json", "--home", home)[1])
    assert (answer["kind"], answer["workday"], answer["confirmed"]) == ("weekend", False, False)


@pytest.mark.parametrize("words", [("check", "2026-02-30"), ("check",), (), ("import", "/no/file")])
def test_bad_use_is_one_sentence(home, words):
    code, out, err = run("--home", home, "cal", *words)
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_a_file_is_looked_at_then_taken_in(home, file):
    code, out, _ = run("cal", "import", file, "--dry-run", "--home", home)
    assert (code, home.exists()) == (0, False)
    assert "将确认 2027 年" in out

    code, out, _ = run("cal", "import", file, "--home", home, "--json")
    answer = json.loads(out)
    assert (code, answer["confirmed"], answer["confirmed_until"]) == (0, [2027], 2027)
    assert answer["moved"] == []
    assert "节假日：春节" in run("cal", "check", "2027-02-08", "--home", home)[1]
    assert "暂按" not in run("cal", "check", "2027-02-09", "--home", home)[1]


def test_problems_are_told_line_by_line_and_nothing_is_changed(home, tmp_path):
    bad = tmp_path / "bad.csv"
    bad.write_text("日期,类型\n2027-02-30,节假日\n2027-03-01,开会\n", encoding="gb18030")
    code, out, err = run("cal", "import", bad, "--home", home)

    assert (code, out) == (2, "")
    assert [line.split("：")[0] for line in err.splitlines()[:2]] == ["第 2 行", "第 3 行"]
    assert not home.exists()
    told = json.loads(run("cal", "import", bad, "--home", home, "--json")[1])
    assert [one["line"] for one in told["problems"]] == [2, 3]
