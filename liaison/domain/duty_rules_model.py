"""What a reception rule says, once it is read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from liaison.domain.duty import Slot


class Unread(Exception):
    """Why a rule's words can't be read: a sentence's code and values, `part` the words meant."""

    def __init__(self, code: str, /, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


ALL_MONTHS = tuple(range(1, 13))
LAST = -1
"""The last of its month, as a day's or a weekday's number."""


class HolidayShift(StrEnum):
    """What becomes of a reception whose day is a day off."""

    NEXT_WORKDAY = "next_workday"
    NEXT_WEEK = "next_week"
    """A holiday: the same weekday a week later. A weekend: the next workday."""
    NONE = "none"
    """It falls away and isn't made up (不顺延)."""
    HELD = "held"
    """It is held on the day off (节假日照常)."""


@dataclass(frozen=True)
class MonthDays:
    """每月5日、20日. `days`: 1 to 31, or LAST."""

    days: tuple[int, ...]
    months: tuple[int, ...] = ALL_MONTHS


@dataclass(frozen=True)
class NthWeekdays:
    """每月第二、第四个星期二. `nths`: 1 to 5, or LAST; `weekdays`: Monday is 0."""

    nths: tuple[int, ...]
    weekdays: tuple[int, ...]
    months: tuple[int, ...] = ALL_MONTHS


@dataclass(frozen=True)
class NthWorkdays:
    """每月最后一个工作日. `nths`: 1 to 15, or LAST."""

    nths: tuple[int, ...]
    months: tuple[int, ...] = ALL_MONTHS


@dataclass(frozen=True)
class Weekly:
    """每周一、周四; every second week (隔周) is counted from the week of `start`."""

    weekdays: tuple[int, ...]
    every: int = 1
    start: date | None = None


@dataclass(frozen=True)
class EveryWorkday:
    """工作日每天: also the weekends that are worked for a holiday."""


@dataclass(frozen=True)
class EveryDay:
    """每天."""


Pattern = MonthDays | NthWeekdays | NthWorkdays | Weekly | EveryWorkday | EveryDay


@dataclass(frozen=True)
class DutyRuleRead:
    """`slot` None: the words name neither half-day nor hours, and it is held in the morning.

    `shift_said`: whether the words say what a holiday does, or it goes by what is usual.
    """

    patterns: tuple[Pattern, ...]
    slot: Slot | None = None
    starts: time | None = None
    ends: time | None = None
    shift: HolidayShift = HolidayShift.NEXT_WORKDAY
    shift_said: bool = field(default=True, compare=False)


def usual_shift(patterns: tuple[Pattern, ...]) -> HolidayShift:
    """Without words: what comes weekly or daily is left out, what comes more rarely is made up."""
    often = all(isinstance(one, Weekly | EveryWorkday | EveryDay) for one in patterns)
    return HolidayShift.NONE if often else HolidayShift.NEXT_WORKDAY


def joined(patterns: Iterable[Pattern]) -> tuple[Pattern, ...]:
    """The same days said once: what differs only in its days is one pattern, days in order."""
    found: list[Pattern] = []
    for one in patterns:
        place = next((at for at, other in enumerate(found) if _alike(other, one)), None)
        if place is None:
            found.append(_with(one, one))
        else:
            found[place] = _with(found[place], one)
    return tuple(found)


def _alike(one: Pattern, other: Pattern) -> bool:
    match one, other:
        case MonthDays(), MonthDays():
            return one.months == other.months
        case NthWorkdays(), NthWorkdays():
            return one.months == other.months
        case NthWeekdays(), NthWeekdays():
            return (one.weekdays, one.months) == (other.weekdays, other.months)
        case Weekly(), Weekly():
            return (one.every, one.start) == (other.every, other.start)
    return one == other


def _with(one: Pattern, other: Pattern) -> Pattern:
    match one, other:
        case MonthDays(), MonthDays():
            return MonthDays(_in_order(one.days + other.days), _in_order(one.months))
        case NthWorkdays(), NthWorkdays():
            return NthWorkdays(_in_order(one.nths + other.nths), _in_order(one.months))
        case NthWeekdays(), NthWeekdays():
            weekdays, months = _in_order(one.weekdays), _in_order(one.months)
            return NthWeekdays(_in_order(one.nths + other.nths), weekdays, months)
        case Weekly(), Weekly():
            return Weekly(_in_order(one.weekdays + other.weekdays), one.every, one.start)
    return one


def _in_order(numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Each once, LAST last."""
    return tuple(sorted(set(numbers), key=lambda number: (number == LAST, number)))
