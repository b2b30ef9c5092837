"""The whole loop from the command line, as a script drives it."""

import json

import pypdfium2
import pytest

from liaison.documents.readback import codes_in_file
from liaison.office import Office
from liaison.services.stations import StationForm, open_station
from liaison.settings import read_settings
from tests.cli.test_commands import run, written

FORM = {
    "station": "甲站",
    "words": "路灯不亮，晚上老人不敢出门。",
    "visitors": [{"name": "张三𬱖", "phone": "13800000000"}],
    "matters": [
        {"title": "路灯不亮", "category": "城建环保", "disposition": "交办", "unit": "区住建局"},
        {"title": "邻里官司", "disposition": "不予受理", "decline_reason": "涉法涉诉"}
        | {"where_to": "区法院立案庭", "where_phone": "0580-2020000"},
    ],
}


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    office = Office.open(read_settings(folder, {}), "李某")
    office.write(lambda work: open_station(work, StationForm("甲站")))
    office.close()
    return folder


@pytest.fixture
def number(home, tmp_path):
    code, out, error = run("--home", home, "record", "--json-file", written(tmp_path, FORM))
    assert code == 0, error
    return f"{out.split()[0]}-1"


def ask(home, *words):
    code, out, error = run("--home", home, "matters", *words, "--json")
    assert code == 0, error
    return json.loads(out)


def test_a_matter_goes_round_the_loop_and_its_slip_comes_back(home, number, tmp_path):
    step = lambda which, *words: ask(home, "step", number, which, *words)  # noqa: E731
    assert [row["stage"] for row in ask(home, "list", "--open")] == ["to_refer"]
    referred = step("refer", "--unit", "区住建局", "--assist", "区城管局", "--request", "请快办")
    assert (referred["status"], referred["referrals"][0]["assisting"][0]["unit"]) == (
        "referred",
        "区城管局",
    )
    slip = tmp_path / "slip.pdf"
    printed = ask(home, "slip", number, "referral", "--out", slip)
    with pypdfium2.PdfDocument(slip) as pdf:
        assert "张三𬱖" not in pdf[0].get_textpage().get_text_range()
    assert codes_in_file(slip) == [[printed["code"]]]
    assert ask(home, "scan", printed["code"]) == {
        "kind": "referral",
        "number": printed["number"],
        "matter": number,
        "round": 1,
        "current": True,
        "step": "sign",
    }
    step("签收", "--by", "王科长")
    step("answer", "--answer", "已修好", "--class", "A")
    assert [row["number"] for row in ask(home, "list", "--untold")] == [number]
    step("tell", "--how", "电话")
    assert step("rate", "--work", "满意", "--result", "基本满意")["satisfaction"] == (
        "fairly_satisfied"
    )
    done = step("close")
    assert (done["status"], done["stage"], done["visitors"]) == ("archived", "done", ["张**"])
    assert [entry["step"] for entry in ask(home, "show", number)["timeline"]] == [
        *("send", "refer", "sign", "answer", "tell", "rate", "close")
    ]


def test_an_impossible_step_is_refused_in_one_sentence_and_changes_nothing(home, number):
    before = ask(home, "show", number)
    for words, said in (
        (("close",), "不能做“办结归档”"),
        (("close", "--seen", "x"), "--seen"),
        (("rate", "--work", "满意", "--result", "满意"), "不能做“群众评价”"),
        (("refer",), "承办单位"),
        (("extend", "--reason", "雨"), "--due"),
        (("dance",), "dance"),
        (("refer", "--unit", "甲局", "--on", "2026-13-01"), "2026-13-01"),
        (("decline", "--reason", "不想办", "--where-to", "甲处"), "不想办"),
    ):
        code, out, error = run("--home", home, "matters", "step", number, *words)
        assert (code, out) == (2, ""), words
        assert said in error
        assert error.count("\n") == 1
    assert ask(home, "show", number) == before


def test_a_declined_matter_has_its_guidance_slip(home, number, tmp_path):
    declined = number[:-1] + "2"
    slip = tmp_path / "guide.pdf"
    printed = ask(home, "slip", declined, "guidance", "--out", slip)
    assert ask(home, "scan", printed["code"])["matter"] == declined
    with pypdfium2.PdfDocument(slip) as pdf:
        text = pdf[0].get_textpage().get_text_range()
    assert "区法院立案庭" in text
    assert "0580-2020000" in text


def test_an_older_version_is_refused_with_who_was_first(home, number):
    seen = ask(home, "show", number)["version"]
    ask(home, "step", number, "refer", "--unit", "甲局")
    words = ("step", number, "refer", "--unit", "乙局", "--seen", str(seen))
    code, _, error = run("--home", home, "matters", *words)
    assert code == 1
    assert "命令行做了“交办”" in error


def test_a_mistyped_code_and_an_unknown_matter_are_told_apart(home, number):
    for words in (("scan", "1" * 25), ("scan", "12"), ("show", "330-1-1"), ("show", "2026-77-1")):
        code, _, error = run("--home", home, "matters", *words)
        assert code == 2, words
        assert error.count("\n") == 1
    assert number
