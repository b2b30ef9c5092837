"""`codes` and `codes check` as a technician's script uses them."""

import json

import pytest

from liaison.domain import codes
from liaison.domain.representative import RepresentativeStatus
from liaison.office import Office
from liaison.settings import read_settings
from tests.cli.test_commands import run
from tests.documents.holders import pdf_of, station
from tests.paperwork import Paperwork

NAMES = [
    "钱㛃",
    "韩䶮",
    "周𬭎",
    "吴𬱖",
    "干𬒗",
    "王建国",
    "欧阳平玲",
    "阿卜杜热合曼·买买提",
    "张伟",
]


def people(work):
    desk = Paperwork(work)
    for place, name in enumerate(NAMES):
        desk.representative(name, position=place)
    desk.representative("已离任", status=RepresentativeStatus.ENDED)


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    office = Office.open(read_settings(folder, {}), "李某")
    office.write(people)
    office.close()
    return folder


def test_posters_and_cards_are_written_and_every_code_on_them_is_valid(home, tmp_path):
    out = tmp_path / "out"
    code, answer, err = run("--home", home, "codes", "--out", out, "--json")
    assert code == 0
    assert "没有设置网址" in err
    told = json.loads(answer)
    assert (told["issued"], told["read_back"]) == (10, 11)
    names = sorted(path.name for path in out.iterdir())
    assert names == [f"330902004-{kind}.pdf" for kind in ("card-90x54", "poster-A3", "poster-A4")]
    code, answer, err = run("--home", home, "codes", "check", out / names[0], "--json")
    assert (code, err) == (0, "")
    found = json.loads(answer)["codes"]
    assert [one["whose"] for one in found] == NAMES
    assert [one["page"] for one in found] == [1] * 8 + [2]
    assert all(one["valid"] for one in found)


def test_the_second_run_issues_nothing_and_says_the_same_codes(home, tmp_path):
    run("--home", home, "codes", "--out", tmp_path / "a")
    code, answer, _ = run("codes", "--station", "城东", "--out", tmp_path / "b", "--home", home)
    assert code == 0
    assert "新发 0 个码" in answer
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_a_forgery_is_told_for_people_and_for_machines(home, tmp_path):
    payload = codes.payload(codes.CodeKind.STATION, codes.new_token())
    forged = station(payload=payload, label=codes.label("330902004", 1))
    (tmp_path / "forged.pdf").write_bytes(pdf_of("poster-A4", forged))
    code, answer, _ = run("--home", home, "codes", "check", tmp_path / "forged.pdf")
    assert (code, "不是本办公室发的码" in answer) == (0, True)
    _, answer, _ = run("--home", home, "codes", "check", tmp_path / "forged.pdf", "--json")
    assert [one["valid"] for one in json.loads(answer)["codes"]] == [False]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("codes",), "--out"),
        (("codes", "check"), "FILE"),
        (("codes", "check", "/no/such.pdf"), "没有找到文件"),
        (("codes", "check", "main.py"), "不是能读的"),
        (("codes", "--station", "没有的站", "--out", "x"), "没有的站"),
    ],
)
def test_bad_use_is_one_sentence_and_exit_code_two(home, words, expected):
    code, out, err = run("--home", home, *words)
    assert (code, out) == (2, "")
    assert expected in err
    assert len(err.splitlines()) == 1


def test_a_place_that_cannot_be_written_is_exit_code_one(home):
    code, _, err = run("--home", home, "codes", "--out", "/proc/nowhere")
    assert code == 1
    assert "没有留下半个文件" in err
