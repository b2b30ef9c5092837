"""From the command to the first paint, and to a filled 今日, beside an empty PySide6 window."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench.bench import Bench

ROOT = Path(__file__).parents[2]
PATIENCE = 60
EMPTY = ["-m", "tests.bench.empty_window"]


def benches() -> Iterator[Bench]:
    with tempfile.TemporaryDirectory(prefix="liaison-bench-") as folder:
        ours = ["main.py", "--home", prepare(Path(folder))]
        empty = "an empty window"
        yield Bench(
            "first paint",
            lambda: seconds_until("painted", EMPTY),
            lambda: seconds_until("painted", ours),
            limit=1.5,
            floor_name=empty,
            rounds=11,
        )
        yield Bench(
            "今日 filled",
            lambda: seconds_until("painted", EMPTY),
            lambda: seconds_until("filled", ours),
            limit=5,
            floor_name=empty,
            rounds=11,
        )


def prepare(home: Path) -> str:
    """An office that has been started before, with one station and a hundred receptions of today."""
    from datetime import timedelta

    from liaison.domain.matter import Disposition
    from liaison.domain.reception import Channel
    from liaison.office import Office
    from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
    from liaison.services.receptions import record
    from liaison.services.stations import StationForm, open_station
    from liaison.settings import read_settings

    office = Office.open(read_settings(home, {}), "试验")
    station, _ = office.write(lambda work: open_station(work, StationForm("试验联络站")))
    today = office.read(lambda work: work.today)
    for place in range(100):
        form = ReceptionForm(
            station_id=station,
            received_on=today - timedelta(days=place % 5),
            channel=Channel.ON_SITE,
            words="村口的路灯坏了。",
            visitors=(VisitorForm("试验人"),),
            matters=(MatterForm("路灯不亮", Disposition.REFERRED),),
        )
        office.write(lambda work, form=form: record(work, form))
    office.close()
    return str(home)


def seconds_until(event: str, words: list[str]) -> float:
    """Seconds from starting the process to the line that tells the event; it is killed then."""
    environ = os.environ | {"LIAISON_TIMING": "1", "QT_QPA_PLATFORM": "offscreen"}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its byte code
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env=environ, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    try:
        for line in process.stderr:
            if time.perf_counter() - begin > PATIENCE:
                break
            if line.startswith("{") and json.loads(line)["event"] == event:
                return time.perf_counter() - begin
    finally:
        process.kill()
        process.wait()
        process.stderr.close()
    raise TimeoutError(f"{event} was not told")
