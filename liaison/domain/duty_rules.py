"""On which days a station receives: rules in words, read and counted out over the calendar.

`read_rule("每月15日 9:00-11:30，遇节假日顺延")` → `DutyRuleRead` → `occurrences(…)`, `notice_by(…)`.
The recurrence is python-dateutil's, the days off are the `WorkCalendar`'s. What words that a rule
leaves out mean is decided in docs/decisions/0012-reception-rules.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from liaison.domain.calendar import DayKind
from liaison.domain.clock import day_zh
from liaison.domain.duty import Slot
from liaison.domain.duty_rules_model import (
    DutyRuleRead,
    EveryDay,
    HolidayShift,
    NthWeekdays,
    Pattern,
    Weekly,
)
from liaison.domain.duty_rules_pattern import days_of
from liaison.domain.duty_rules_read import read_rule
from liaison.domain.duty_rules_words import rule_words
from liaison.domain.workdays import WorkCalendar

__all__ = [
    "DutyRuleRead",
    "HolidayShift",
    "LeftOut",
    "Occurrence",
    "left_out",
    "notice_by",
    "occurrences",
    "read_rule",
    "rule_words",
]
LONGEST_MOVE = timedelta(days=45)
"""No run of days off carries a day further."""
WEEK = timedelta(days=7)
ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One reception of a rule. `meant_on` is the rule's own day: `day` itself when not moved.

    `why` is "" or the words for having moved: `2026-02-15 周日是节假日：春节，顺延`.
    """

    day: date
    meant_on: date
    slot: Slot
    starts: time | None = None
    ends: time | None = None
    why: str = ""

    @property
    def moved(self) -> bool:
        return self.day != self.meant_on


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A day of the rule on which nobody receives, or which another reception stands for."""

    day: date
    why: str


def occurrences(
    rule: DutyRuleRead, first: date, last: date, calendar: WorkCalendar
) -> tuple[Occurrence, ...]:
    """The receptions held from `first` to `last`, both with them, by the day they are held on.

    Days strictly rise: where two days of the rule come to one, it is held once. A day moved over
    the end of the period counts where it is held.
    """
    held = _held(rule, first, last, calendar)
    return tuple(held[day] for day in sorted(held) if first <= day <= last)


def left_out(
    rule: DutyRuleRead, first: date, last: date, calendar: WorkCalendar
) -> tuple[LeftOut, ...]:
    """The rule's own days from `first` to `last` that fall away, each with its reason."""
    held = _held(rule, first, last + LONGEST_MOVE, calendar)
    found = []
    for meant in days_of(rule.patterns, first, last, calendar):
        day = _moved(rule, meant, calendar)
        if day is None:
            found.append(LeftOut(meant, f"{day_zh(meant)}是{calendar.words_zh(meant)}，停一次"))
        elif held[day].meant_on != meant:
            found.append(
                LeftOut(meant, f"{day_zh(meant)}顺延后与 {day.isoformat()} 同一天，并为一次")
            )
    return tuple(found)


def notice_by(day: date, notice_days: int, calendar: WorkCalendar) -> date:
    """The last day to post the notice of `day`: a workday at least `notice_days` civil days before."""
    latest = day - timedelta(days=notice_days)
    while not calendar.is_workday(latest):
        latest -= ONE
    return latest


def _held(
    rule: DutyRuleRead, first: date, last: date, calendar: WorkCalendar
) -> dict[date, Occurrence]:
    """By the day held: an unmoved day stands before one that is moved onto it."""
    held: dict[date, Occurrence] = {}
    for meant in days_of(rule.patterns, first - LONGEST_MOVE, last, calendar):
        day = _moved(rule, meant, calendar)
        if day is not None and (day not in held or day == meant):
            why = f"{day_zh(meant)}是{calendar.words_zh(meant)}，顺延" if day != meant else ""
            slot = rule.slot or Slot.MORNING
            held[day] = Occurrence(day, meant, slot, rule.starts, rule.ends, why)
    return held


def _moved(rule: DutyRuleRead, day: date, calendar: WorkCalendar) -> date | None:
    """The day on which it is held; None: not at all."""
    if rule.shift is HolidayShift.HELD or not _off(rule, day, calendar):
        return day
    if rule.shift is HolidayShift.NONE:
        return None
    if rule.shift is HolidayShift.NEXT_WEEK:
        while calendar.kind(day) is DayKind.HOLIDAY:
            day += WEEK
        if not _off(rule, day, calendar):
            return day
    return _worked_from(day, calendar)


def _off(rule: DutyRuleRead, day: date, calendar: WorkCalendar) -> bool:
    """A weekend is a day off, unless the rule itself names that day of the week."""
    if calendar.kind(day) is DayKind.WEEKEND:
        return not any(_names(pattern, day) for pattern in rule.patterns)
    return not calendar.is_workday(day)


def _names(pattern: Pattern, day: date) -> bool:
    if isinstance(pattern, Weekly | NthWeekdays):
        return day.weekday() in pattern.weekdays
    return isinstance(pattern, EveryDay)


def _worked_from(day: date, calendar: WorkCalendar) -> date:
    return next(one for one in _days_from(day) if calendar.is_workday(one))


def _days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += ONE
