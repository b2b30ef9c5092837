"""Where tables are declared: all of them in `every`, the first page's few by themselves."""

import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

from sqlalchemy.orm import configure_mappers

import db.models
from db.models.base import Base

ROOT = Path(__file__).parents[2]
WRITE = """
import sys
from liaison.office import Office
from liaison.settings import read_settings

office = Office.open(read_settings({home!r}, {{}}), "试验")
before = "db.models.every" in sys.modules
office.write(lambda work: None)
print(before, "db.models.every" in sys.modules)
"""


def test_every_row_of_every_file_is_known_to_every():
    every = db.models.declare_all()
    modules = [one.name for one in pkgutil.iter_modules(db.models.__path__, "db.models.")]
    declared = {
        name
        for module in map(importlib.import_module, modules)
        for name, kind in vars(module).items()
        if isinstance(kind, type) and issubclass(kind, Base)
    }
    assert set(every.__all__) == declared
    configure_mappers()


def test_rows_are_taken_from_the_package_never_from_one_of_its_files():
    """Or a class would be used before those that it has relationships to are declared."""
    taken = re.compile(r"from db\.models\.(?!first_page )|import db\.models")
    found = [
        str(file.relative_to(ROOT))
        for folder in ("liaison", "ui")
        for file in (ROOT / folder).rglob("*.py")
        if taken.search(file.read_text("utf-8"))
    ]

    assert found == []


def test_a_write_declares_every_table_first(tmp_path):
    home = tmp_path / "home"
    code = WRITE.format(home=str(home))
    for expected in ("True True", "False True"):  # a new office is founded by a write
        run = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert run.stdout.strip() == expected, run.stderr
