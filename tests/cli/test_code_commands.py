"""`codes …` and `posters …` as a technician's script uses them."""

import json

import pypdfium2
import pytest
from PIL import Image

from liaison.documents import readback
from liaison.domain.representative import RepresentativeStatus
from liaison.office import Office
from liaison.services import enrolment
from liaison.settings import read_settings
from tests.cli.test_commands import run
from tests.paperwork import Paperwork

LINK = "https://platform.example/c/1"


def people(work):
    desk = Paperwork(work)
    for place, name in enumerate(["王建国", "韩䶮"]):
        desk.representative(name, position=place)


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    office = Office.open(read_settings(folder, {}), "李某")
    office.write(people)
    office.close()
    code, _, err = run("--home", folder, "codes", "issue")
    assert (code, err) == (0, "")
    return folder


def ask(home, *words):
    code, answer, err = run("--home", home, *words, "--json")
    assert code == 0, err
    return json.loads(answer)


def labels(home):
    return {row["whose"]: row["label"] for row in ask(home, "codes", "list")}


def test_the_sheets_are_listed_as_names(home):
    names = ask(home, "posters", "--list")
    assert {"poster-A4", "wall", "card-90x54", "badge-70x100", "boat-placard"} <= set(names)
    assert all(isinstance(name, str) for name in names)


@pytest.mark.parametrize("form", ["pdf", "png", "svg"])
def test_one_sheet_for_all_for_a_station_and_for_one(home, tmp_path, form):
    for number, whom in enumerate((["--all"], ["--station", "城东"], ["--representative", "韩䶮"])):
        out = tmp_path / str(number)
        told = ask(home, "posters", "badge-70x100", *whom, "--out", out, "--format", form)
        assert told["read_back"] == (1 if "韩䶮" in whom else 2)
        assert {path.suffix for path in out.iterdir()} == {f".{form}"}


def test_the_telephone_is_printed_on_demand_only(home, tmp_path):
    office = Office.open(read_settings(home, {}), "李某")

    def ring(work):
        from db.models import Station

        work.session.query(Station).one().phone = "0580-2626983"

    office.write(ring)
    office.close()
    for number, more in enumerate(([], ["--show", "phone"])):
        out = tmp_path / str(number)
        ask(home, "posters", "poster-A4", "--all", "--out", out, *more)
        (file,) = out.iterdir()
        words = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_bounded()
        assert ("2626983" in words) is bool(more)


def test_the_calibration_sheet_reads_back(home, tmp_path):
    from liaison.documents.calibration_pdf import meant

    ask(home, "posters", "calibration", "--out", tmp_path)
    assert readback.codes_in_file(tmp_path / "calibration.pdf") == meant()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("posters", "poster-A1", "--all", "--out", "x"), "poster-A2"),
        (("posters", "wall", "--out", "x"), "--all"),
        (("posters", "wall", "--all"), "--out"),
        (("posters", "wall", "--all", "--out", "x", "--show", "secrets"), "phone"),
        (("posters", "wall", "--all", "--out", "x", "--source", "official"), "没有可印的码"),
        (("posters", "wall", "--representative", "没有的人", "--out", "x"), "没有的人"),
        (("codes", "withdraw", "330902004-001-0", "--reason", "x"), "写错了"),
        (("codes", "withdraw", "330902004-999-8", "--reason", "x"), "没有编号为"),
        (("codes", "import"), "FILE"),
        (("codes", "import", "/no/such.xlsx"), "没有找到文件"),
        (("codes", "import", "--text", LINK), "--for"),
        (("codes", "import", "--text", "hello", "--for", "王建国"), "不是链接"),
        (("codes", "check"), "--text"),
        (("codes", "round", "--out", "x.txt"), ".pdf"),
    ],
)
def test_bad_use_is_one_sentence_and_exit_code_two(home, words, expected):
    code, out, err = run("--home", home, *words)
    assert (code, out) == (2, "")
    assert expected in err
    assert len(err.splitlines()) == 1


def test_withdrawn_and_reissued_codes_say_what_hangs_where(home):
    label = labels(home)["王建国"]
    ask(home, "codes", "hang", label, "--place", "小区南门", "--template", "poster-A4")
    ask(home, "codes", "hang", label, "--place", "码头")
    assert len(ask(home, "codes", "wall")) == 2
    assert ask(home, "codes", "stale") == []
    told = ask(home, "codes", "reissue", label, "--reason", "被撕")
    assert sorted(told["hanging"]) == ["小区南门", "码头"]
    assert {row["place"] for row in ask(home, "codes", "stale")} == {"小区南门", "码头"}
    ask(home, "codes", "down", label, "--place", "码头", "--reason", "换新")
    assert [row["place"] for row in ask(home, "codes", "stale")] == ["小区南门"]
    (found,) = ask(home, "codes", "check", "--text", label)["codes"]
    assert (found["standing"], found["withdrawn_reason"]) == ("withdrawn", "被撕")


def test_an_ended_representatives_posters_are_stale_and_nobody_elses(home):
    named = labels(home)
    for whose in ("王建国", "韩䶮"):
        ask(home, "codes", "hang", named[whose], "--place", f"{whose}的楼道")
    office = Office.open(read_settings(home, {}), "李某")

    def end(work):
        from db.models import Representative

        person = work.session.query(Representative).filter_by(name="王建国").one()
        paper = enrolment.StatusForm(RepresentativeStatus.ENDED, work.today, "调离")
        enrolment.change_status(work, person.id, paper, person.version)

    office.write(end)
    office.close()
    assert [row["place"] for row in ask(home, "codes", "stale")] == ["王建国的楼道"]
    assert "王建国" not in labels(home)


def test_a_poster_is_looked_at_and_the_round_is_a_paper(home, tmp_path):
    label = labels(home)["王建国"]
    ask(home, "codes", "hang", label, "--place", "小区南门")
    ask(home, "codes", "checked", label, "--place", "南门", "--remark", "褪色")
    (row,) = ask(home, "codes", "wall")
    assert row["checked_on"]
    ask(home, "codes", "round", "--out", tmp_path / "round.pdf")
    words = pypdfium2.PdfDocument(tmp_path / "round.pdf")[0].get_textpage().get_text_bounded()
    assert "小区南门" in words


def test_official_codes_come_in_one_by_one_and_are_told_apart_when_checked(home, tmp_path):
    ask(home, "codes", "import", "--text", LINK, "--for", "王建国", "--issued", "2026-02-27")
    row = next(row for row in ask(home, "codes", "list") if row["whose"] == "王建国")
    assert row["official"] == LINK
    (found,) = ask(home, "codes", "check", "--text", LINK)["codes"]
    assert (found["standing"], found["source"], found["whose"]) == ("valid", "official", "王建国")
    told = ask(home, "posters", "card-90x54", "--all", "--source", "official", "--out", tmp_path)
    assert told["read_back"] == 1
    ask(home, "codes", "unlink", row["label"], "--reason", "平台收回")
    assert not any(row["official"] for row in ask(home, "codes", "list"))
    (found,) = ask(home, "codes", "check", "--text", LINK)["codes"]
    assert found["standing"] == "withdrawn"


def test_a_sheet_with_a_wrong_line_is_told_and_nothing_is_taken(home, tmp_path):
    (tmp_path / "码.csv").write_text(f"姓名,链接\n王建国,{LINK}\n没有,{LINK}2\n", encoding="utf-8")
    code, answer, _ = run("--home", home, "codes", "import", tmp_path / "码.csv", "--json")
    assert code == 2
    assert len(json.loads(answer)["problems"]) == 1
    assert not any(row["official"] for row in ask(home, "codes", "list"))


def test_photographs_come_in_by_their_names(home, tmp_path):
    folder = tmp_path / "照片"
    folder.mkdir()
    Image.new("RGB", (300, 400), "navy").save(folder / "王建国.jpg")
    Image.new("RGB", (300, 400), "navy").save(folder / "没有的人.jpg")
    code, answer, _ = run("--home", home, "codes", "photos", folder, "--json")
    told = json.loads(answer)
    assert (code, told["taken"], len(told["problems"])) == (2, 1, 1)
