"""What a year of reception rules comes to that a person should look at before it is planned."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from liaison.domain.duty import SLOT_ZH
from liaison.domain.duty_rules import DutyRuleRead, Occurrence, left_out, occurrences
from liaison.domain.duty_rules_model import LAST, MonthDays
from liaison.domain.workdays import WorkCalendar

MOST_OF_A_YEAR = timedelta(days=330)
"""A rule that holds for less of the year may well have no day in it."""
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """`grave`: nothing sensible can be planned until it is mended. `texts`: the rules concerned."""

    code: str
    sentence: str
    texts: tuple[str, ...] = ()
    grave: bool = False


class Asked(NamedTuple):
    """A rule and the days between which it holds, both with it."""

    text: str
    rule: DutyRuleRead
    from_on: date | None = None
    until_on: date | None = None


class _Year(NamedTuple):
    text: str
    rule: DutyRuleRead
    days: tuple[Occurrence, ...]
    first: date
    last: date


def findings(rules: Sequence[Asked], year: int, calendar: WorkCalendar) -> tuple[RuleFinding, ...]:
    """Contradictions and surprises of a station's rules in one year."""
    counted = [one for asked in rules if (one := _counted(asked, year, calendar))]
    found: list[RuleFinding] = []
    for one in counted:
        found += _of_one(one, year, calendar)
    for one, other in combinations(counted, 2):
        found += _of_two(one, other)
    if year not in calendar.years:
        words = f"{year} 年的放假安排还没有导入，接待日暂按周末推算；导入后会重新排。"
        found.append(RuleFinding("year_guessed", words))
    return tuple(found)


def _counted(asked: Asked, year: int, calendar: WorkCalendar) -> _Year | None:
    """The year's part of a rule; None where it doesn't hold in that year."""
    first = max(date(year, 1, 1), asked.from_on or date.min)
    last = min(date(year, 12, 31), asked.until_on or date.max)
    if first > last:
        return None
    days = occurrences(asked.rule, first, last, calendar)
    return _Year(asked.text, asked.rule, days, first, last)


def _of_one(one: _Year, year: int, calendar: WorkCalendar) -> Iterator[RuleFinding]:
    own = (one.text,)
    gone = left_out(one.rule, one.first, one.last, calendar)
    if not one.days and one.last - one.first < MOST_OF_A_YEAR:
        return
    if not one.days:
        words = f"“{one.text}”{year} 年一天也排不出来"
        why = f"：{gone[0].why}等" if gone else "：这一年没有这样的日子"
        words += f"{why}；请写“遇节假日顺延”，或者换一天。"
        yield RuleFinding("never_held", words, own, grave=True)
        return
    moved = [day for day in one.days if day.moved]
    if len(moved) == len(one.days):
        words = f"“{one.text}”{year} 年每一次都遇节假日，全部顺延；请考虑换一天。"
        yield RuleFinding("always_moved", words, own)
    if gone:
        days = "、".join(_short(item.day) for item in gone[:6]) + ("等" if len(gone) > 6 else "")
        words = f"“{one.text}”{year} 年有 {len(gone)} 天不接待（{days}）：{gone[0].why}。"
        yield RuleFinding("left_out", words, own)
    yield from _short_months(one)
    for day in moved:
        if day.day.month != day.meant_on.month:
            words = (
                f"“{one.text}”{_short(day.meant_on)}顺延到{_short(day.day)}，跨了月，按实际日期算。"
            )
            yield RuleFinding("moved_over_month", words, own)
    if one.rule.slot is None:
        words = f"“{one.text}”没有写上午、下午还是几点，按上午排；请补上，如“9:00-11:30”。"
        yield RuleFinding("slot_unsaid", words, own)


def _short_months(one: _Year) -> Iterator[RuleFinding]:
    """每月31日: months that haven't got it are passed over, and that is said."""
    for pattern in one.rule.patterns:
        if not isinstance(pattern, MonthDays):
            continue
        for day in pattern.days:
            short = [month for month in pattern.months if day > LENGTHS[month - 1]]
            if short and day != LAST:
                months = "、".join(map(str, short))
                words = (
                    f"“{one.text}”{months} 月没有 {day} 日（2 月只有闰年有 29 日），"
                    "那个月不接待；月末请写“每月最后一天”或“每月最后一个工作日”。"
                )
                yield RuleFinding("month_without_day", words, (one.text,))


def _of_two(one: _Year, other: _Year) -> Iterator[RuleFinding]:
    """The same day and slot twice, or hours that run into each other."""
    texts = (one.text, other.text)
    theirs = {day.day: day for day in other.days}
    same, crossed = [], []
    for mine in one.days:
        if mine.day in theirs:
            their = theirs[mine.day]
            if mine.slot is their.slot:
                same.append(mine)
            elif _overlap(mine, their):
                crossed.append(mine)
    if same:
        words = (
            f"“{one.text}”和“{other.text}”在 {_several(same)}的{SLOT_ZH[same[0].slot]}重复，"
            "同一时段只排一次；请改一条。"
        )
        yield RuleFinding("same_slot", words, texts, grave=True)
    if crossed:
        words = f"“{one.text}”和“{other.text}”在 {_several(crossed)}的时间交叉，请改一条。"
        yield RuleFinding("hours_overlap", words, texts, grave=True)


def _overlap(one: Occurrence, other: Occurrence) -> bool:
    if None in {one.starts, one.ends, other.starts, other.ends}:
        return False
    return one.starts < other.ends and other.starts < one.ends  # type: ignore[operator]


def _several(days: Sequence[Occurrence]) -> str:
    more = f"等 {len(days)} 天" if len(days) > 1 else ""
    return f"{days[0].day.isoformat()} {more}".strip()


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"
