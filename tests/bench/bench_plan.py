"""A year of reception days for the district's 13 stations, and the month that the grid shows of it."""

import shutil
import tempfile
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from db.engine import open_engine
from db.migrate import upgrade
from liaison.domain.ids import AttendanceId
from liaison.office import Office
from liaison.services import duty_plan, imports
from liaison.services.duty_board import board
from liaison.services.duty_changes import SwapForm, swap
from liaison.services.duty_rows import shifts
from liaison.services.founding import found
from tests.bench.bench import Level, percentile

DATA = Path(__file__).parents[1] / "data" / "dinghai"


def benches() -> Iterable[Level]:
    folder = Path(tempfile.mkdtemp(prefix="liaison-bench-"))
    engine = open_engine(f"sqlite:///{folder / 'liaison.db'}")
    upgrade(engine)
    office = Office(engine, "测试")
    office.write(found)
    books = imports.open_books([DATA / "divisions.csv", DATA / "roster.xlsx"])
    office.write(lambda work: imports.bring_in(work, books))
    year = office.read(lambda work: work.today.year) + 1
    yield Level(
        "a year of 13 stations and 256 people, planned", lambda: planned(office, year), "s", 10
    )
    yield Level("the same year planned again", lambda: planned(office, year), "s", 10)
    yield Level("a month of 13 stations for the grid, p95", lambda: month(office, year), "ms", 100)
    yield Level("a swap and its two shifts again, p95", lambda: swapped(office, year), "ms", 100)
    office.close()
    shutil.rmtree(folder, ignore_errors=True)


def planned(office: Office, year: int) -> float:
    begin = time.perf_counter()
    outcome, _ = office.write(lambda work: duty_plan.plan_year(work, year))
    assert len(outcome.stations) == 13
    assert all(one.most - one.least <= 1 for one in outcome.stations)
    return time.perf_counter() - begin


def month(office: Office, year: int) -> float:
    """Milliseconds for the grid's whole content: shifts, people, days off, notices."""
    first, last = date(year, 6, 1), date(year, 6, 30)
    times = []
    for _ in range(30):
        begin = time.perf_counter()
        office.read(lambda work: board(work, None, first, last))
        times.append((time.perf_counter() - begin) * 1000)
    return percentile(times, 0.95)


def swapped(office: Office, year: int) -> float:
    """Milliseconds for one swap, durable, and for reading the two shifts that the grid redraws."""
    rows = office.read(lambda work: shifts(work, date(year, 3, 1), date(year, 3, 31)))
    daily = [row for row in rows if row.people and "干览" in row.station]
    times = []
    for one, other in zip(daily[:10], daily[11:], strict=False):
        pair = (
            AttendanceId(one.people[0].attendance_id),
            AttendanceId(other.people[1].attendance_id),
        )
        there = {person.representative_id for person in (*one.people, *other.people)}
        if len(there) < len(one.people) + len(other.people):
            continue  # somebody sits at both
        begin = time.perf_counter()
        office.write(lambda work, pair=pair: swap(work, SwapForm(*pair)))  # type: ignore[misc]
        for row in (one, other):
            office.read(lambda work, row=row: shifts(work, row.day, row.day, row.station_id))  # type: ignore[misc]
        times.append((time.perf_counter() - begin) * 1000)
    assert times
    return percentile(times, 0.95)
