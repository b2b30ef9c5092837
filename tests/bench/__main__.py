"""`python -m tests.bench [WHAT …]`: run the benchmarks, write a Markdown table.

WHAT picks modules by name: `start` runs `bench_start.py`. Exit code 1 when a limit is broken.
"""

import importlib
import os
import platform
import sqlite3
import sys
from importlib.metadata import version
from pathlib import Path

from tests.bench.bench import Bench, Level, Result

FOLDER = Path(__file__).parent


def main(wanted: list[str]) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    print(machine(), "\n", sep="")
    print("| what | floor | ours | ratio | limit | held |\n|---|---|---|---|---|---|", flush=True)
    broken = 0
    for name in modules(wanted):
        for bench in importlib.import_module(f"tests.bench.{name}").benches():
            broken += not tell(bench)
    return 1 if broken else 0


def modules(wanted: list[str]) -> list[str]:
    names = sorted(file.stem for file in FOLDER.glob("bench_*.py"))
    return [name for name in names if not wanted or name.removeprefix("bench_") in wanted]


def tell(bench: Bench | Level) -> bool:
    try:
        result = bench.run()
    except Exception as error:  # noqa: BLE001 - one broken benchmark must not hide the others
        result = Result(bench.name, "", f"{type(error).__name__}: {error}", "", "", ok=False)
    held = "yes" if result.ok else "**no**"
    cells = (result.name, result.floor, result.ours, result.ratio, result.limit, held)
    print("|", " | ".join(cells), "|", flush=True)
    return result.ok


def machine() -> str:
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"PySide6 {version('PySide6-Essentials')}, SQLAlchemy {version('SQLAlchemy')}, "
        f"load {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
