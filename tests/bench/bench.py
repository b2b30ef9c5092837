"""Ratios measured side by side: the floor and ours take turns, medians are compared.

A module `bench_WHAT.py` gives `def benches() -> Iterable[Bench | Level]`. Absolute times belong to
one machine; a ratio to a floor that runs in the same minute holds on others.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Timed = Callable[[], float | None]
"""Does the work once. Returns its own seconds, or None to be timed from outside."""


@dataclass(frozen=True)
class Result:
    name: str
    floor: str
    ours: str
    ratio: str
    limit: str
    ok: bool


@dataclass(frozen=True)
class Bench:
    """Ours against a floor; `limit` is the most that ours may take, in floors.

    With `faster=True` ours must be at least `limit` times as fast as the floor.
    """

    name: str
    floor: Timed
    ours: Timed
    limit: float
    floor_name: str = ""
    rounds: int = 7
    faster: bool = False

    def run(self) -> Result:
        seconds(self.floor), seconds(self.ours)  # caches filled alike
        pairs = [(seconds(self.floor), seconds(self.ours)) for _ in range(self.rounds)]
        floor = statistics.median(pair[0] for pair in pairs)
        ours = statistics.median(pair[1] for pair in pairs)
        ratio = floor / ours if self.faster else ours / floor
        return Result(
            self.name,
            f"{shown(floor)} ({self.floor_name})" if self.floor_name else shown(floor),
            shown(ours),
            f"{ratio:.0f}× faster" if self.faster else f"{ratio:.2f}×",
            f"≥ {self.limit:g}× faster" if self.faster else f"≤ {self.limit:g}×",
            ratio >= self.limit if self.faster else ratio <= self.limit,
        )


@dataclass(frozen=True)
class Level:
    """A value with a limit of its own: megabytes, or milliseconds of a 95th percentile."""

    name: str
    measure: Callable[[], float]
    unit: str
    limit: float

    def run(self) -> Result:
        value = self.measure()
        return Result(
            self.name,
            "",
            f"{value:.1f} {self.unit}",
            "",
            f"≤ {self.limit:g} {self.unit}",
            value <= self.limit,
        )


def seconds(work: Timed) -> float:
    begin = time.perf_counter()
    own = work()
    return time.perf_counter() - begin if own is None else own


def percentile(values: list[float], share: float) -> float:
    """`percentile(times, 0.95)`: the value that 95 % stay below or at."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def shown(value: float) -> str:
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.2f} ms"
