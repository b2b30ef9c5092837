"""`submissions` and `matters code` without a window."""

import json
from uuid import uuid4

import pytest

from liaison.office import Office
from liaison.services import codes
from liaison.services.settings import put_setting
from liaison.services.submissions import SubmissionForm, submit
from liaison.settings import read_settings
from tests.cli.test_commands import run
from tests.paperwork import Paperwork

WORDS = "檀香社区 3 幢门口的路灯坏了一个多月。"


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    office = Office.open(read_settings(folder, {}), "李某")

    def fill(work):
        here = Paperwork(work)
        put_setting(work, "web_address", "https://rd.dinghai.cn")
        codes.issue_missing(work)
        for number in range(2):
            form = SubmissionForm(uuid4(), here.station.id, f"{WORDS}{number}", name="李阿姨")
            submit(work, form)

    office.write(fill)
    office.close()
    return folder


def ask(home, *words):
    code, answer, err = run("--home", home, *words, "--json")
    assert code == 0, err
    return json.loads(answer)


def test_what_came_in_is_listed_shown_accepted_and_declined(home):
    first, second = sorted(ask(home, "submissions", "list"), key=lambda row: row["beginning"])
    shown = ask(home, "submissions", "show", first["id"])
    assert shown["words"] == f"{WORDS}0"
    assert "李阿姨" not in json.dumps(shown, ensure_ascii=False)
    number = ask(home, "submissions", "accept", first["id"])["number"]
    ask(home, "submissions", "decline", second["id"], "--reason", "请找法院")
    assert ask(home, "submissions", "list") == []
    assert ask(home, "submissions", "list", "--status", "declined")[0]["id"] == second["id"]
    given = ask(home, "matters", "code", f"{number}-1")
    assert given["link"].startswith("https://rd.dinghai.cn/q/")
    assert len(given["link"]) <= 45
    assert ask(home, "matters", "code", f"{number}-1") == given


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("submissions", "show", "7"), "不是编号"),
        (("submissions", "show", str(uuid4())), "没有找到"),
        (("matters", "code", "330902004-2026-000999-1"), "没有编号为"),
    ],
)
def test_bad_use_is_told(home, words, expected):
    code, out, err = run("--home", home, *words)
    assert (code, out) == (2, "")
    assert expected in err
