"""Kill processes at random moments while they record receptions, and look for what was lost.

    python -m tests.scripts.kill_loop --rounds 1000 --home DIR

Each round starts a few processes of the command line on one office, kills them with SIGKILL, and
checks: every number that was printed is in the database, no station's series has a gap, every
reception has all its matters, and the file is whole (`PRAGMA quick_check` after each round,
`integrity_check` at the end). A kill shows the death of a
process, not of the power: that each commit is forced to disk is `synchronous = FULL`'s part.
"""

import argparse
import json
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
STATION, MATTERS, FORMS = "试验联络站", 3, 2_000
FIRST_LINE_SECONDS = 60
LONGEST_LIFE = 0.2
"""Seconds a process goes on recording after its first number, at most."""
KILLED_AT_START = 0.1
"""The share of processes killed at any moment from their very start instead."""


@dataclass
class Tally:
    """What was seen so far."""

    kills: int = 0
    printed: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=1000, help="processes to kill")
    parser.add_argument("--processes", type=int, default=2, help="recording at once")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=None)
    arguments = parser.parse_args()
    tally = kill_loop(arguments.home, arguments.rounds, arguments.processes, arguments.seed)
    receptions = count_receptions(arguments.home)
    print(
        f"{tally.kills} kills, {len(tally.printed)} numbers printed, {receptions} receptions kept, "
        f"{len(tally.faults)} faults"
    )
    print("\n".join(tally.faults), end="")
    return 1 if tally.faults else 0


def kill_loop(home: Path, rounds: int, processes: int = 2, seed: int | None = None) -> Tally:
    """Kill `rounds` processes, `processes` at a time, on an office made in `home` if need be."""
    chance, tally = random.Random(seed), Tally()
    open_office(home)
    forms = write_forms(home)
    while tally.kills < rounds and not tally.faults:
        one_round(home, forms, min(processes, rounds - tally.kills), chance, tally)
        tally.faults += faults(home, tally.printed, "quick_check")
    tally.faults += faults(home, tally.printed, "integrity_check")
    return tally


def open_office(home: Path) -> None:
    from liaison.office import Office
    from liaison.services.station_list import stations
    from liaison.services.stations import StationForm, open_station
    from liaison.settings import read_settings

    office = Office.open(read_settings(home, {}), "试验")
    if not office.read(stations):
        office.write(lambda work: open_station(work, StationForm(STATION)))
    office.close()


def write_forms(home: Path) -> Path:
    """More receptions than any process lives to record."""
    matters = [
        {"title": f"第{place}件", "content": "路灯不亮", "disposition": "referred"}
        for place in range(MATTERS)
    ]
    form = {
        "station": STATION,
        "words": "村口的路灯坏了，晚上看不见，请帮忙修一修。",
        "visitors": [{"name": "试验人", "phone": "13800000000"}],
        "notice_given": True,
        "matters": matters,
    }
    file = home / "forms.json"
    file.write_text(json.dumps([form] * FORMS, ensure_ascii=False), encoding="utf-8")
    return file


def one_round(home: Path, forms: Path, processes: int, chance: random.Random, tally: Tally) -> None:
    started = [start(home, forms, place) for place in range(processes)]
    for process, out in started:
        if chance.random() < KILLED_AT_START:
            time.sleep(chance.random())
        else:
            wait_for_first_line(process, out)
            time.sleep(chance.random() * LONGEST_LIFE)
    for process, _ in chance.sample(started, len(started)):
        process.kill()
    for process, out in started:
        said = process.communicate()[1].decode()
        tally.kills += 1
        tally.printed |= printed_numbers(out)
        if process.returncode != -9 or said:
            tally.faults.append(f"process ended with {process.returncode}: {said}")
        out.unlink()


def start(home: Path, forms: Path, place: int) -> tuple[subprocess.Popen[bytes], Path]:
    """Start recording; what it prints goes to a file, so that nothing is lost in a pipe."""
    out = home / f"printed-{place}.txt"
    words = [sys.executable, "main.py", "--home", home, "record", "--json-file", forms]
    with out.open("wb") as file:
        return subprocess.Popen(words, cwd=ROOT, stdout=file, stderr=subprocess.PIPE), out


def wait_for_first_line(process: subprocess.Popen[bytes], out: Path) -> None:
    until = time.monotonic() + FIRST_LINE_SECONDS
    while out.stat().st_size == 0 and process.poll() is None and time.monotonic() < until:
        time.sleep(0.005)


def printed_numbers(out: Path) -> set[str]:
    """The numbers of complete lines: `NUMBER ID`."""
    whole, _, _cut_short = out.read_text(encoding="utf-8").rpartition("\n")
    return {line.split()[0] for line in whole.splitlines()}


def faults(home: Path, printed: set[str], check: str) -> list[str]:
    """What is wrong with the database, seen in one read transaction; `check` is SQLite's own."""
    with closing(sqlite3.connect(home / "liaison.db", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        kept = {number for (number,) in connection.execute("SELECT number FROM reception")}
        found = [f"lost: {number}" for number in sorted(printed - kept)]
        found += [f"gap: {row}" for row in connection.execute(GAPS)]
        found += [f"half a reception: {row}" for row in connection.execute(HALVES, [MATTERS])]
        found += [f"series: {row}" for row in connection.execute(SERIES)]
        (answer,) = connection.execute(f"PRAGMA {check}(1)").fetchone()
    return found if answer == "ok" else [*found, f"{check}: {answer}"]


def count_receptions(home: Path) -> int:
    with closing(sqlite3.connect(home / "liaison.db")) as connection:
        return int(connection.execute("SELECT count(*) FROM reception").fetchone()[0])


GAPS = """SELECT station_id, year, count(*), min(serial), max(serial) FROM reception
    GROUP BY station_id, year HAVING min(serial) <> 1 OR max(serial) <> count(*)"""
HALVES = """SELECT number FROM reception WHERE
    (SELECT count(*) FROM matter WHERE matter.reception_id = reception.id) <> ?"""
SERIES = """SELECT year, last FROM number_series WHERE kind = 'reception' AND last <>
    (SELECT max(serial) FROM reception WHERE reception.station_id = number_series.station_id
        AND reception.year = number_series.year)"""

if __name__ == "__main__":
    sys.exit(main())
