"""What is imported when the first page is filled: each table more would delay it by two milliseconds."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from liaison.office import Office
from liaison.services.stations import StationForm, open_station
from liaison.settings import read_settings

ROOT = Path(__file__).parents[2]
TABLES = [
    *("base", "draft", "duty", "first_page", "matter", "reception", "representative"),
    *("setting", "station", "unsettled"),
]
NOT_YET = ("alembic", "reportlab", "openpyxl", "PIL", "qrcode", "pypdfium2", "pypinyin", "psycopg")
LOOK = """
import json, os, sys
import ui.desk
from liaison.office import Office

def look(event):
    if event == "filled":
        tables = [name[10:] for name in sys.modules if name.startswith("db.models.")]
        print(json.dumps([sorted(tables), [name for name in {not_yet!r} if name in sys.modules]]))
        sys.stdout.flush()

def get_ready(office):
    ready(office)
    print(json.dumps("db.models.every" in sys.modules), flush=True)
    os._exit(0)

ui.desk.tell = look
ready, Office.get_ready = Office.get_ready, get_ready
import main
main.main(["--home", {home!r}])
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What a window on an office with a station tells, line by line."""
    home = tmp_path_factory.mktemp("first-page") / "home"
    office = Office.open(read_settings(home, {}), "试验")
    office.write(lambda work: open_station(work, StationForm("试验联络站")))
    office.close()
    run = subprocess.run(
        [sys.executable, "-c", LOOK.format(not_yet=NOT_YET, home=str(home))],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.stdout, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_only_the_tables_of_the_first_page_are_declared_when_it_is_filled(told):
    assert told[0][0] == TABLES


def test_nothing_that_reads_or_makes_files_is_imported_when_it_is_filled(told):
    assert told[0][1] == []


def test_every_table_is_declared_right_after(told):
    assert told[1] is True
