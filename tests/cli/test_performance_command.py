import json
from pathlib import Path

import pytest

from liaison import cli

DATA = Path(__file__).parents[1] / "data" / "dinghai"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home into which the year's books were brought."""
    folder = tmp_path_factory.mktemp("home")
    names = ("divisions.csv", "roster.xlsx", "register-2022.xlsx")
    words = ["--home", str(folder), "import", *(str(DATA / name) for name in names)]
    assert cli.main(words) == 0
    return folder


def run(home, *words):
    return cli.main(["--home", str(home), *words])


def answer(capsys, home, *words):
    assert run(home, *words, "--json") == 0
    return json.loads(capsys.readouterr().out.splitlines()[-1])


def test_the_ranking_comes_to_the_years_attendances(home, capsys):
    made = answer(capsys, home, "performance", "ranking", "2022")
    listed = sum(row["receptions"] for row in made["rows"])
    apart = sum(line["receptions"] for line in made["unsettled"])
    assert (listed, apart, made["representative_attendances"]) == (477, 8, 485)


def test_a_person_is_shown_with_the_number_of_the_list(home, capsys):
    first = answer(capsys, home, "performance", "ranking", "2022")["rows"][0]
    shown = answer(capsys, home, "performance", "show", first["name"], "--year", "2022")
    assert (shown["receptions"], shown["points"]) == (first["receptions"], first["points"])


def test_a_station_and_a_demand_narrow_the_list(home, capsys):
    words = ("performance", "ranking", "2022", "--station", "临城", "--short", "reception")
    made = answer(capsys, home, *words)
    assert made["rows"]
    assert all(row["receptions"] < 2 for row in made["rows"])
    assert {row["station"] for row in made["rows"]} == {made["place"]}


def test_two_of_one_name_are_asked_about_and_nobody_is_said(home, capsys):
    assert run(home, "performance", "show", "陈军", "--year", "2022") == 2
    assert "有几位代表叫“陈军”" in capsys.readouterr().err
    assert run(home, "performance", "show", "没有这个人", "--year", "2022") == 2
    assert "没有叫“没有这个人”的代表" in capsys.readouterr().err


def test_sheets_are_written_one_or_all_of_a_station(home, capsys, tmp_path):
    one = tmp_path / "one.pdf"
    words = ("performance", "report", "2022")
    answer(capsys, home, *words, "--representative", "韩礼飞", "--out", str(one))
    assert one.read_bytes().startswith(b"%PDF")
    folder = tmp_path / "all"
    made = answer(capsys, home, *words, "--all", "--station", "临城", "--out", str(folder))
    assert len(made["files"]) == len(list(folder.glob("*.pdf"))) > 5


@pytest.mark.parametrize("name", ["list.pdf", "list.xlsx"])
def test_the_list_is_written_as_paper_or_workbook(home, capsys, tmp_path, name):
    out = tmp_path / name
    made = answer(capsys, home, "performance", "ranking", "2022", "--out", str(out))
    assert made["file"] == str(out)
    assert out.stat().st_size > 10_000


def test_another_kind_of_file_is_refused(home, capsys, tmp_path):
    words = ("performance", "ranking", "2022", "--out", str(tmp_path / "list.doc"))
    assert run(home, *words) == 2
    assert capsys.readouterr().err


def test_a_year_that_is_none_is_refused(home, capsys):
    assert run(home, "performance", "ranking", "22") == 2
    assert "看不懂期间" in capsys.readouterr().err
