"""The register at a million receptions: pages beside the bare keyset query, memory of the window.

The floor is Python's own sqlite3 module on the same table, the same columns, into tuples. Ours opens
a session and a transaction, asks, and makes the rows of the list. A round asks twenty times and takes the middle one.
"""

import os
import random
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from db.engine import open_engine
from liaison.office import Office
from liaison.services import register
from liaison.services.register import Anchor
from liaison.services.register_query import RegisterQuery
from tests.bench.bench import Bench, Level
from tests.bench.million import million

FOLDER = Path(__file__).parent
ASKED = 20
ROUNDS = 41
EVERYTHING = RegisterQuery()
COLUMNS = ", ".join("reception_id" if c.name == "hex" else c.name for c in register._SHOWN)
ORDER = "ORDER BY received_on DESC, reception_id DESC LIMIT 100"
FIRST = f"SELECT {COLUMNS} FROM register_line {ORDER}"
AFTER = f"SELECT {COLUMNS} FROM register_line WHERE (received_on, reception_id) < (?, ?) {ORDER}"


def benches() -> Iterator[Bench | Level]:
    file = million()
    office = Office(open_engine(f"sqlite:///{file}"), "试验")
    with closing(sqlite3.connect(file)) as raw:
        keys = office.read(lambda work: register.anchors(work, EVERYTHING)).keys
        chosen = random.Random(7).choices(keys, k=1000)
        for name, anchors in (
            ("first page", [None]),
            ("next page", list(keys[:1000])),
            ("random jump", chosen),
        ):
            yield Bench(
                f"register, {name} of {len(keys) * 100:,}",
                partial(ask_raw, raw, each(anchors)),
                partial(ask_ours, office, each(anchors)),
                limit=3,
                floor_name="bare keyset query, sqlite3",
                rounds=ROUNDS,
            )
    yield Level("register, every 100th place of the list", timed(office), "ms", 3000)
    office.close()
    yield Level("memory above an empty window", partial(memory, file), "MB", 120)


def each(anchors: list[Anchor | None]) -> Callable[[], Anchor | None]:
    """Gives one anchor after the other, again and again."""
    place = iter(range(10**9))
    return lambda: anchors[next(place) % len(anchors)]


def ask_raw(raw: sqlite3.Connection, following: Callable[[], Anchor | None]) -> float:
    def ask(anchor: Anchor | None) -> None:
        if anchor is None:
            raw.execute(FIRST).fetchall()
        else:
            raw.execute(AFTER, (anchor.received_on.isoformat(), anchor.id.hex)).fetchall()

    return median(ask, following)


def ask_ours(office: Office, following: Callable[[], Anchor | None]) -> float:
    def ask(anchor: Anchor | None) -> None:
        office.read(lambda work: register.page(work, EVERYTHING, anchor))

    return median(ask, following)


def median(ask: Callable[[Anchor | None], None], following: Callable[[], Anchor | None]) -> float:
    """Seconds of the middle one of `ASKED` questions: other programs' turns are left out."""
    times = []
    for _ in range(ASKED):
        anchor = following()
        begin = time.perf_counter()
        ask(anchor)
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def timed(office: Office) -> Callable[[], float]:
    def measure() -> float:
        begin = time.perf_counter()
        office.read(lambda work: register.anchors(work, EVERYTHING))
        return (time.perf_counter() - begin) * 1000

    return measure


def memory(file: Path) -> float:
    """Resident megabytes of the real window after 200 jumps, less those of an empty window."""
    return resident("register_window.py", str(file)) - resident("register_window.py")


def resident(script: str, *arguments: str) -> float:
    done = subprocess.run(
        [sys.executable, "-m", f"tests.bench.{script.removesuffix('.py')}", *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=FOLDER.parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout.split()[-1])
