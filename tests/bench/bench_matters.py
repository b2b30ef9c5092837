"""The work list at 100,000 matters with clocks: pages beside the bare keyset query, 逾期 beside a count.

The floor is Python's own sqlite3 module: the same columns along the same index, into tuples, and one
indexed count. Ours opens a session and a transaction, asks, and makes the rows of the list.
"""

import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from db.engine import open_engine
from db.migrate import upgrade
from db.models import Matter, Reception, Round, Station
from liaison.domain.duty import Slot
from liaison.domain.matter import OUTCOME, Disposition, MatterStatus, Stage, stage_of
from liaison.domain.reception import Channel, VisitKind
from liaison.office import Office
from liaison.services import matter_list
from liaison.services.imports.quickly import insert_many
from liaison.services.matter_list import MatterQuery
from tests.bench.bench import Bench

ROWS = 100_000
STATIONS = 13
ASKED = 20
ROUNDS = 21
BEGIN = date(2024, 1, 1)
DAYS = 1000
STATUSES = (
    *(MatterStatus.ARCHIVED,) * 60,
    *(MatterStatus.RATED,) * 10,
    *(MatterStatus.IN_HAND,) * 20,
    *(MatterStatus.AWAITING_REFERRAL,) * 5,
    *(MatterStatus.ANSWERED,) * 5,
)
TIMED = {Stage.TO_REFER, Stage.IN_HAND, Stage.UNTOLD}
COLUMNS = """id, reception_id, number, title, status, raised_on, due_on, settled_on,
    (SELECT name FROM category WHERE id = category_id), (SELECT name FROM area WHERE id = area_id),
    (SELECT unit_name FROM round r WHERE r.matter_id = matter.id AND r.round_no = matter.round_no),
    round_no, answer_class, version, stage, paused_on, untold_since, late_days, satisfaction, keeper
"""
LISTS = (
    ("办理中", MatterQuery(Stage.IN_HAND), "stage = 'in_hand'", "due_on", "ASC", ">"),
    ("all of one station", None, "station_id = ? AND stage <> 'void'", "raised_on", "DESC", "<"),
    ("已归档", MatterQuery(Stage.DONE), "stage = 'done'", "raised_on", "DESC", "<"),
)


def benches() -> Iterator[Bench]:
    with tempfile.TemporaryDirectory(prefix="liaison-bench-") as folder:
        file = Path(folder) / "liaison.db"
        make(file)
        office = Office(open_engine(f"sqlite:///{file}"), "试验")
        with closing(sqlite3.connect(file)) as raw:
            for name, query, where, clock, way, beyond in LISTS:
                wanted = query or MatterQuery(station_id=UUID(int=1))  # type: ignore[arg-type]
                given = () if query else (UUID(int=1).hex,)
                yield from pages(office, raw, name, wanted, (where, given, clock, way, beyond))
            today = office.read(lambda work: work.today).isoformat()
            count = "SELECT count(*) FROM matter WHERE due_on < ?"
            yield Bench(
                f"what is overdue today, of {ROWS:,}",
                partial(median, lambda: raw.execute(count, (today,)).fetchall()),
                partial(median, lambda: office.read(matter_list.overdue)),
                limit=3,
                floor_name="one indexed count, sqlite3",
                rounds=ROUNDS,
            )
        office.close()


def pages(
    office: Office, raw: sqlite3.Connection, name: str, query: MatterQuery, sql: tuple[Any, ...]
) -> Iterator[Bench]:
    """The first page and jumps to places all over the list."""
    where, given, clock, way, beyond = sql
    tail = f"ORDER BY {clock} {way}, id {way} LIMIT 100"
    first = f"SELECT {COLUMNS} FROM matter WHERE {where} {tail}"
    later = f"SELECT {COLUMNS} FROM matter WHERE {where} AND ({clock}, id) {beyond} (?, ?) {tail}"
    total, keys = office.read(lambda work: matter_list.anchors(work, query))
    yield Bench(
        f"work list, first page of {total:,} ({name})",
        partial(median, lambda: raw.execute(first, given).fetchall()),
        partial(median, lambda: office.read(lambda work: matter_list.page(work, query))),
        limit=3,
        floor_name="bare keyset query, sqlite3",
        rounds=ROUNDS,
    )
    places = random.Random(7).choices(keys, k=500)
    ours, theirs = iter(places * 100), iter(places * 100)

    def jump() -> None:
        place = next(ours)
        office.read(lambda work: matter_list.page(work, query, place))

    def bare() -> None:
        place = next(theirs)
        raw.execute(later, (*given, place.clock.isoformat(), place.id.hex)).fetchall()

    yield Bench(
        f"work list, random jump in {total:,} ({name})",
        partial(median, bare),
        partial(median, jump),
        limit=3,
        floor_name="bare keyset query, sqlite3",
        rounds=ROUNDS,
    )


def median(ask: Callable[[], object]) -> float:
    times = []
    for _ in range(ASKED):
        begin = time.perf_counter()
        ask()
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


def make(file: Path) -> None:
    """Matters with their rounds over some years; one reception carries a hundred of them."""
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine)
    chance = random.Random(2022)
    stations = [UUID(int=place) for place in range(1, STATIONS + 1)]
    with engine.connect() as connection, connection.begin():
        rows = [
            {"id": key, "code": f"3309020{place:02d}", "name": f"第{place}站", "version": 1}
            for place, key in enumerate(stations)
        ]
        insert_many(connection, Station.__table__, rows)
        insert_many(connection, Reception.__table__, [_reception(n, stations) for n in range(1000)])
        matters = [_matter(chance, n, stations) for n in range(ROWS)]
        insert_many(connection, Matter.__table__, matters)
        insert_many(connection, Round.__table__, [_round(one) for one in matters])
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    engine.dispose()


def _reception(place: int, stations: list[UUID]) -> dict[str, Any]:
    return {
        "id": UUID(int=place + 1000),
        "station_id": stations[place % STATIONS],
        "year": 2024,
        "serial": place,
        "number": f"{place}",
        "received_on": BEGIN,
        "slot": Slot.MORNING,
        "channel": Channel.ON_SITE,
        "visit_kind": VisitKind.INDIVIDUAL,
        "words": "路灯不亮",
        "recorded_at": _moment(),
    }


def _moment() -> Any:
    from liaison.domain.clock import utc_now

    return utc_now()


def _matter(chance: random.Random, place: int, stations: list[UUID]) -> dict[str, Any]:
    status = chance.choice(STATUSES)
    raised = BEGIN + timedelta(days=place * DAYS // ROWS)
    untold = status is MatterStatus.ANSWERED
    stage = stage_of(status, untold=untold)
    return {
        "id": UUID(int=place + 10**6),
        "station_id": stations[place // 100 % STATIONS],
        "reception_id": UUID(int=place // 100 + 1000),
        "position": place % 100 + 1,
        "number": f"330902004-2024-{place // 100:06d}-{place % 100 + 1}",
        "raised_on": raised,
        "title": f"第{place}号路灯不亮，晚上老人不敢出门",
        "disposition": Disposition.REFERRED,
        "status": status,
        "stage": stage,
        "outcome": OUTCOME.get(status),
        "due_on": raised + timedelta(days=chance.randint(3, 60)) if stage in TIMED else None,
        "untold_since": raised if untold else None,
    }


def _round(matter: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": UUID(int=matter["id"].int + 10**9),
        "station_id": matter["station_id"],
        "matter_id": matter["id"],
        "unit_name": "区住建局",
    }
