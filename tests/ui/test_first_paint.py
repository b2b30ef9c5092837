"""Nothing heavy is imported before the first paint: it would come three to six times as late."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = (
    *("sqlalchemy", "alembic", "psycopg", "reportlab", "openpyxl", "python_calamine", "PIL"),
    *("qrcode", "pypdfium2", "pypinyin", "zxingcpp", "fontTools", "chinese_calendar"),
    *("db", "liaison.office", "liaison.documents", "liaison.books", "liaison.services"),
    *("ui.desk", "ui.main_window", "ui.widgets", "ui.crash"),
    *("asyncio", "email", "http", "xml", "qtawesome"),
)
LOOK = """
import os, sys
from ui import start

def look(opening):
    found = [name for name in {heavy!r} if name in sys.modules]
    print(found, flush=True)
    os._exit(0)

start.Opening.furnish = look
import main
main.main(["--home", {home!r}])
"""


def test_no_heavy_module_is_imported_before_the_first_paint(tmp_path):
    code = LOOK.format(heavy=HEAVY, home=str(tmp_path / "home"))
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert run.stdout.strip() == "[]", run.stderr


def test_the_names_looked_for_are_real_modules():
    import importlib.util

    missing = [name for name in HEAVY if importlib.util.find_spec(name) is None]
    assert missing == []
