"""A rule given back in the usual words; `read_rule` reads them to the same rule."""

from datetime import time

from liaison.domain.duty import SLOT_ZH
from liaison.domain.duty_rules_model import (
    ALL_MONTHS,
    LAST,
    DutyRuleRead,
    EveryWorkday,
    HolidayShift,
    MonthDays,
    NthWeekdays,
    NthWorkdays,
    Pattern,
    Weekly,
)

SHIFT_ZH = {
    HolidayShift.NEXT_WORKDAY: "遇节假日顺延到下一个工作日",
    HolidayShift.NEXT_WEEK: "遇节假日顺延一周",
    HolidayShift.NONE: "遇节假日停一次，不补",
    HolidayShift.HELD: "节假日照常",
}
UNSAID_ZH = "（未写时段，按上午）"
NUMERALS = "零一二三四五六七八九十"
WEEK = "一二三四五六日"
_MONTHS_ZH = {
    ALL_MONTHS: "每月",
    (1, 3, 5, 7, 9, 11): "单月",
    (2, 4, 6, 8, 10, 12): "双月",
    (1, 4, 7, 10): "每季度首月",
    (2, 5, 8, 11): "每季度第二个月",
    (3, 6, 9, 12): "每季度末月",
}


def rule_words(rule: DutyRuleRead) -> str:
    """`每月 15 日 上午 9:00–11:30，遇节假日顺延到下一个工作日`."""
    days = "、".join(pattern_words(one) for one in rule.patterns)
    hours = rule.slot and SLOT_ZH[rule.slot]
    if rule.starts and rule.ends:
        hours = f"{hours} {_time(rule.starts)}–{_time(rule.ends)}"
    elif rule.starts:
        hours = f"{hours} {_time(rule.starts)}"
    when = f"{days} {hours}" if hours else f"{days}{UNSAID_ZH}"
    off = any(not isinstance(one, EveryWorkday | NthWorkdays) for one in rule.patterns)
    return f"{when}，{SHIFT_ZH[rule.shift]}" if off or rule.shift_said else when


def pattern_words(pattern: Pattern) -> str:
    """`每月第二、第四个星期二`."""
    match pattern:
        case MonthDays(days, months):
            return f"{_months(months)}{_days(days)}"
        case NthWorkdays(nths, months):
            return f"{_months(months)}{_nths(nths)}工作日"
        case NthWeekdays(nths, weekdays, months):
            return f"{_months(months)}{_nths(nths)}{_weekdays('星期', weekdays)}"
        case Weekly(weekdays, every, start):
            return _weekdays("每周" if every == 1 else f"从 {start} 起隔周", weekdays)
        case _:
            return "工作日每天" if isinstance(pattern, EveryWorkday) else "每天"


def _months(months: tuple[int, ...]) -> str:
    return _MONTHS_ZH.get(months) or "每年 " + "、".join(f"{month} 月" for month in months)


def _days(days: tuple[int, ...]) -> str:
    words = "、".join("最后一天" if day == LAST else f"{day} 日" for day in days)
    return words if days[0] == LAST else f" {words}"


def _nths(nths: tuple[int, ...]) -> str:
    numbered = "、".join(f"第{_numeral(nth)}" for nth in nths if nth != LAST)
    last = "最后一个" if LAST in nths else ""
    return "、".join(filter(None, (numbered and f"{numbered}个", last)))


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{NUMERALS[tens]}十"
    return ten + (NUMERALS[ones] if ones or not tens else "")


def _weekdays(prefix: str, weekdays: tuple[int, ...]) -> str:
    return prefix + "、".join(WEEK[day] for day in weekdays)


def _time(moment: time) -> str:
    return f"{moment.hour}:{moment:%M}"
