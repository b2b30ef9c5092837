"""年度接待日安排表: one station's year as it is printed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class YearLine:
    """One reception, in words: `people` with their levels; `notice` the last day to post it."""

    day: date
    hours: str
    place: str
    people: tuple[str, ...]
    notice: str
    remark: str = ""


@dataclass(frozen=True)
class StationYear:
    station: str
    rules: tuple[str, ...]
    lines: tuple[YearLine, ...]


@dataclass(frozen=True)
class DutyYear:
    """`guessed`: the year's holidays weren't announced yet when it was planned."""

    year: int
    place: str
    stations: tuple[StationYear, ...]
    printed_on: date
    guessed: bool = False
