"""`proposals list` and `letters list` over the 2022 books, as a script reads them."""

import json
from pathlib import Path

import pytest

import main
from liaison.office import Office
from liaison.services import imports
from liaison.settings import read_settings

BOOKS = Path(__file__).parents[1] / "data" / "dinghai"


@pytest.fixture
def home(tmp_path):
    folder = tmp_path / "home"
    office = Office.open(read_settings(folder, {}), "李某")
    books = imports.open_books(
        BOOKS / name for name in ("divisions.csv", "roster.xlsx", "register-2022.xlsx")
    )
    office.write(lambda work: imports.bring_in(work, books))
    office.close()
    return folder


def ask(capsys, home, *words):
    assert main.main([*words, "--json", "--home", str(home)]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_years_proposals_and_letters_are_lists_with_numbers_and_stages(capsys, home):
    rows = ask(capsys, home, "proposals", "list", "--year", "2022")
    assert len(rows) == 125
    assert {row["status"] for row in rows} == {"closed"}
    assert {code: sum(row["answer_class"] == code for row in rows) for code in "ABC"} == {
        "A": 86,
        "B": 21,
        "C": 18,
    }
    first = next(row for row in rows if row["number"] == "定人大建〔2022〕1号")
    assert (first["unit"], first["supervision"]) == ("区农业农村局", "合议督办")

    letters = ask(capsys, home, "letters", "list")
    assert len(letters) == 11
    assert min(row["number"] for row in letters) == "信访2022-001"
    assert all("*" in row["name"] for row in letters if row["name"])
    assert ask(capsys, home, "letters", "list", "--overdue") == []
    assert ask(capsys, home, "proposals", "list", "--year", "2021") == []
