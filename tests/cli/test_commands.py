"""The command line as a technician's script sees it: a process, its answer, its exit code."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from db.models import Representative
from liaison.office import Office
from liaison.services.stations import StationForm, open_station, station_named
from liaison.settings import read_settings

ROOT = Path(__file__).parents[2]
FORM = {
    "station": "甲站",
    "words": "路灯不亮，晚上老人不敢出门。",
    "visitors": [{"name": "张三𬱖", "phone": "13800000000"}],
    "matters": [
        {"title": "路灯不亮", "category": "城建环保", "disposition": "交办", "unit": "区住建局"}
    ],
}


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    office = Office.open(read_settings(folder, {}), "李某")
    office.write(lambda work: open_station(work, StationForm("甲站")))
    office.close()
    return folder


def run(*words, **environment):
    """(exit code, standard output, standard error)."""
    done = subprocess.run(
        [sys.executable, "main.py", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def written(tmp_path, content):
    file = tmp_path / "form.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


def test_a_script_records_receptions_and_reads_their_numbers(home, tmp_path):
    file = written(tmp_path, [FORM, FORM])
    code, out, err = run("--home", home, "record", "--json-file", file, "--json")
    numbers = [json.loads(line)["number"] for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert [number[-6:] for number in numbers] == ["000001", "000002"]


def test_figures_come_as_json_or_as_lines(home, tmp_path):
    run("--home", home, "record", "--json-file", written(tmp_path, FORM))
    code, out, _ = run("figures", "2099", "--home", home, "--json")
    assert (code, json.loads(out)["visits"]) == (0, 0)
    assert "visits\t0" in run("--home", home, "figures", "2099")[1]


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("{", "第 1 行"),
        ([FORM | {"bogus": 1}], "bogus"),
        (FORM | {"words": ""}, "原话"),
        (FORM | {"station": "乙站"}, "乙站"),
        (FORM | {"received_on": "2026-02-30"}, "2026-02-30"),
        (FORM | {"matters": [{"title": "路灯", "category": "没有的类别"}]}, "没有的类别"),
        (FORM | {"representatives": ["没有的代表"]}, "没有的代表"),
        (FORM | {"head_count": "三"}, "head_count"),
        (FORM | {"channel": "托梦"}, "进站"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_a_form_that_cannot_be_recorded_is_told_in_one_sentence(home, tmp_path, content, names):
    code, out, err = run("--home", home, "record", "--json-file", written(tmp_path, content))
    assert (code, out) == (2, "")
    assert names in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("figures", "2022-13"),
        ("figures",),
        ("bogus",),
        ("figures", "2022", "--station", "没有的站"),
        ("figures", "2022", "--station", ""),
        ("figures", "2022", "--home", ""),
        ("tour", "--out", ""),
        ("report", "2022", "--out", "x.doc"),
        ("record", "--json-file", "/no/such/file"),
    ],
)
def test_bad_use_is_one_sentence_and_exit_code_two(home, words):
    code, out, err = run("--home", home, *words)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err


@pytest.mark.parametrize("word", ["\x1b[31m", "\n\n", "字" * 20_000, "\udcff\udced"])
@pytest.mark.parametrize(
    "words",
    [
        ("matters", "show"),
        ("cal", "check"),
    ],
)
def test_odd_characters_are_refused_in_one_short_line(home, words, word):
    code, out, err = run("--home", home, *words, word)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert len(err) < 500
    assert "\x1b" not in err


def test_a_place_that_cannot_be_written_is_exit_code_one(tmp_path):
    code, _, err = run("--home", "/proc/liaison", "figures", "2022")
    assert code == 1
    assert "不能写入" in err


def test_every_command_explains_itself():
    code, out, _ = run("--help")
    assert code == 0
    for command in ("import", "figures", "report", "codes", "record", "tour", "doctor"):
        assert command in out


def test_any_character_set_of_a_terminal_will_do(home):
    for coding in ("ascii", "gbk", "latin-1"):
        code, out, err = run("--home", home, "figures", "2022", "--json", PYTHONIOENCODING=coding)
        assert (code, err) == (0, "")
        assert "甲站" in json.dumps(json.loads(out), ensure_ascii=False)
    assert run("--help", PYTHONIOENCODING="ascii")[0] == 0


def test_an_answer_that_cannot_be_written_is_told_in_one_sentence(home):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "main.py", "--home", home, "figures", "2022"],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "回答写不出去" in done.stderr


def test_stopping_at_any_moment_shows_no_traceback(home):
    for wait in (0.15, 0.3, 0.45):
        process = subprocess.Popen(
            [sys.executable, "main.py", "--home", home, "doctor"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        time.sleep(wait)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert "Traceback" not in err


def test_two_representatives_of_one_name_are_told_apart_by_their_keys(home, tmp_path):
    office = Office.open(read_settings(home, {}), "李某")
    station = office.read(lambda work: station_named(work, "甲站")).id
    people = [
        Representative(station_id=station, name="陈军", post=post) for post in ("教师", "医生")
    ]
    office.write(lambda work: work.session.add_all(people))
    office.close()
    file = written(tmp_path, FORM | {"representatives": ["陈军"]})
    code, _, err = run("--home", home, "record", "--json-file", file)
    assert (code, len(err.splitlines())) == (2, 1)
    key = re.search(r"(\S{36})（医生）", err)[1]
    file = written(tmp_path, FORM | {"representatives": [key]})
    assert run("--home", home, "record", "--json-file", file)[0] == 0


def test_a_file_that_cannot_even_be_looked_at_is_told_in_one_sentence(home):
    code, out, err = run("--home", home, "record", "--json-file", "/tmp/" + "x" * 300)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "读不了文件" in err


def test_a_kiosk_on_what_is_no_folder_says_so_and_ends(tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    code, _, error = run("--home", file, "kiosk")
    assert code == 1
    assert "不是文件夹" in error
