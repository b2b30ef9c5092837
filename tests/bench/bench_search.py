"""Search at a million receptions: the 95th percentile of each kind, and LIKE beside it.

LIKE is given the same folded texts; it looks for the newest fifty, as the search does. Words are
taken from the office's own texts, so that common, rare and missing ones come as they do at a desk.
"""

import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial

from db.engine import open_engine
from liaison.domain.names import initials
from liaison.office import Office
from liaison.services import search
from tests.bench import million as sample
from tests.bench.bench import Bench, Level, percentile

ASKED = 100
LIKE = "SELECT id FROM search_entry WHERE text LIKE ? ORDER BY id DESC LIMIT 50"
COMPARED = 4


def benches() -> Iterator[Bench | Level]:
    file = sample.million()
    office = Office(open_engine(f"sqlite:///{file}"), "试验")
    with closing(sqlite3.connect(file)) as raw:
        kinds = questions(raw, random.Random(11))
        for name, asked in kinds.items():
            yield Level(f"search, {name}, p95", partial(p95, office, asked), "ms", 10)
        missing = ["渔网电价", "机耕船票", "桥楼纠纷", "𬭎祕图"]
        for name, asked in (
            ("4 characters nobody said", missing),
            ("a whole name", kinds["a whole name"][:COMPARED]),
        ):
            yield Bench(
                f"search, {name}, beside LIKE",
                partial(like, raw, asked),
                partial(ask, office, asked),
                limit=100,
                floor_name="LIKE '%…%'",
                rounds=2,
                faster=True,
            )
    office.close()


def questions(raw: sqlite3.Connection, chance: random.Random) -> dict[str, list[str]]:
    """`ASKED` questions of each kind."""

    def part(length: int) -> str:
        text, *_ = raw.execute(
            "SELECT text FROM search_entry WHERE id = ?", (chance.randint(1, sample.ROWS),)
        ).fetchone()
        line = max(text.split("\n"), key=len)
        start = chance.randrange(len(line) - length)
        return line[start : start + length]

    def several(make: Callable[[], str]) -> list[str]:
        return [make() for _ in range(ASKED)]

    return {
        **{
            f"{length} character{'s' * (length > 1)}": several(partial(part, length))
            for length in range(1, 5)
        },
        "a whole name": several(partial(sample._name, chance)),
        "initials": several(lambda: initials(sample._name(chance))[0]),
        "a phone's last four": several(lambda: f"{chance.randrange(10_000):04d}"),
        "a number": several(lambda: f"{chance.randint(2016, 2025)}-{chance.randint(1, 7000):04d}"),
        "two words": several(lambda: f"{part(2)} {part(2)}"),
    }


def p95(office: Office, asked: list[str]) -> float:
    """Milliseconds, transaction and masked rows included."""
    times = []
    for question in asked:
        begin = time.perf_counter()
        office.read(lambda work, question=question: search.find(work, question))
        times.append((time.perf_counter() - begin) * 1000)
    return percentile(times, 0.95)


def ask(office: Office, asked: list[str]) -> None:
    for question in asked:
        office.read(lambda work, question=question: search.find(work, question))


def like(raw: sqlite3.Connection, asked: list[str]) -> None:
    for question in asked:
        raw.execute(LIKE, (f"%{question}%",)).fetchall()
