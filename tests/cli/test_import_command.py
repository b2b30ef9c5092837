"""`import` as a technician's script sees it."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "dinghai"
YEAR = [DATA / "register-2022.xlsx", DATA / "roster.xlsx", DATA / "divisions.csv"]


def run(*words):
    """(exit code, standard output, standard error)."""
    done = subprocess.run(
        [sys.executable, "main.py", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def digest(home):
    return hashlib.sha256((home / "liaison.db").read_bytes()).hexdigest()


def test_the_year_is_brought_in_once_and_a_dry_run_writes_nothing(tmp_path):
    home = tmp_path / "home"
    assert run("--home", home, "doctor")[0] in {0, 1}
    run("--home", home, "import", YEAR[2])
    before = digest(home)
    code, said, _ = run("--home", home, "import", *YEAR, "--dry-run", "--json")
    dry = json.loads(said)
    assert (code, dry["dry_run"], dry["added"]["reception"]) == (0, True, 811)
    assert digest(home) == before
    code, said, error = run("--home", home, "import", *YEAR, "--json")
    done = json.loads(said)
    assert (code, error) == (0, "")
    assert done["added"]["matter"] == 1274
    assert {one["name"] for one in done["unsettled"]} == {"陈军"}
    assert all(len(one["candidates"]) == 2 for one in done["unsettled"])
    assert {file["file"] for file in done["files"]} == {file.name for file in YEAR}
    assert set(done) == {
        "files",
        "added",
        "unchanged",
        "findings",
        "unsettled",
        "kept_as_text",
        "dry_run",
    }
    finding = next(one for one in done["findings"] if one["code"] == "name_ambiguous")
    assert finding.keys() >= {"sheet", "row", "column", "level", "code", "text", "action"}
    code, said, _ = run("--home", home, "import", *YEAR)
    assert code == 0
    assert "什么都没有增加" in said
    wanted = json.loads((DATA / "figures.json").read_text("utf-8"))
    code, said, _ = run("--home", home, "figures", "2022", "--json")
    found = json.loads(said)
    assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x00\x01", b"hello"])
def test_a_file_that_cannot_be_used_is_one_sentence_and_exit_code_two(content, tmp_path):
    file = tmp_path / "坏.xlsx"
    file.write_bytes(content)
    code, said, error = run("--home", tmp_path / "home", "import", file)
    assert (code, said) == (2, "")
    assert error.count("\n") == 1
    assert "坏.xlsx" in error
    assert not (tmp_path / "home" / "liaison.db").exists()


def test_a_dry_run_where_no_office_is_yet_leaves_nothing_behind(tmp_path):
    home = tmp_path / "home"
    code, said, error = run("--home", home, "import", DATA / "roster.xlsx", "--dry-run", "--json")
    assert (code, error) == (0, "")
    assert json.loads(said)["added"]["representative"] == 256
    assert not home.exists()
