"""Bringing in a year's book beside only reading it.

The floor reads every cell with openpyxl. Ours reads, checks, recognises, numbers, writes, audits and
indexes 811 receptions with 1,274 matters in one durable transaction.
"""

import shutil
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from db.engine import open_engine
from db.migrate import upgrade
from liaison.office import Office
from liaison.services import imports
from liaison.services.founding import found
from tests.bench.bench import Bench

DATA = Path(__file__).parents[1] / "data" / "dinghai"
REGISTER = DATA / "register-2022.xlsx"


def benches() -> Iterable[Bench]:
    folder = Path(tempfile.mkdtemp(prefix="liaison-bench-"))
    roster = folder / "roster.db"
    engine = open_engine(f"sqlite:///{roster}")
    upgrade(engine)
    office = Office(engine, "测试")
    office.write(found)
    books = imports.open_books([DATA / "divisions.csv", DATA / "roster.xlsx"])
    office.write(lambda work: imports.bring_in(work, books))
    office.close()
    yield Bench(
        "bringing in the year's book",
        read,
        lambda: bring(roster, folder / "year.db"),
        limit=4,
        floor_name="openpyxl reads it",
    )
    shutil.rmtree(folder, ignore_errors=True)


def read() -> None:
    from openpyxl import load_workbook

    for sheet in load_workbook(REGISTER):
        list(sheet.values)


def bring(roster: Path, target: Path) -> float:
    """Seconds of one import into an office that has its roster."""
    for old in target.parent.glob(target.name + "*"):
        old.unlink()
    shutil.copyfile(roster, target)
    office = Office(open_engine(f"sqlite:///{target}"), "测试")
    office.read(lambda work: work.session.connection())
    begin = time.perf_counter()
    books = imports.open_books([REGISTER])
    office.write(lambda work: imports.bring_in(work, books))
    taken = time.perf_counter() - begin
    office.close()
    return taken
