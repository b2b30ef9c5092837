"""The days in a rule's words, evened out: a small grammar, read from left to right."""

import re
from calendar import monthrange
from datetime import date

from liaison.domain.duty_rules_model import (
    ALL_MONTHS,
    LAST,
    EveryDay,
    EveryWorkday,
    MonthDays,
    NthWeekdays,
    NthWorkdays,
    Pattern,
    Unread,
    Weekly,
    joined,
)

_NOISE = re.compile(
    r"(?:人大)?代表|接待(?:选民|群众)?日?|联络站?日|选民|群众|固定|定期|定于|定为|安排在|"
    r"时间|活动|进站|值班|坐班|开放|当天|法定(?=工作日)|[为的在于:]"
)
_ONE_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_MONTHS = re.compile(
    r"(?:每年)?(?:(?P<all>每个?月|月月|逐月)|(?P<odd>每?逢?(?:单数?|奇数)月)|"
    r"(?P<even>每?逢?(?:双数?|偶数)月)|每个?季度?(?P<quarter>首|末|中间|第[123]个|最后1?个)月|"
    r"(?P<list>(?:\d{1,2}月?,)*\d{1,2}月))份?"
)
_QUARTER = {
    "首": 1,
    "第1个": 1,
    "中间": 2,
    "第2个": 2,
    "末": 3,
    "第3个": 3,
    "最后个": 3,
    "最后1个": 3,
}
_DAYS = re.compile(
    r"逢\d{1,2}(?![\d日,-])|逢?(?:\d{1,2}日|\d{1,2}(?=[,-][\d日,-]*日))(?:[,-]\d{1,2}(?![\d月周个])日?)*"
)
_LAST_DAY = re.compile(r"(?:最后|末尾)1?[天日](?!\d)|月[末底]|末日")
_NTH = r"(?:倒数第1个?|第\d{1,2}个?|最后1?个?|首个?|末个?)"
_NTHS = rf"(?P<nths>{_NTH}(?:,?(?:{_NTH}|\d{{1,2}}个?))*)"
_NTH_WORKDAY = re.compile(rf"{_NTHS}工作日|(?P<end>月[末底])工作日")
_WEEKDAY = "[一二三四五六日]"
_WEEKDAYS = rf"周(?P<days>{_WEEKDAY}(?:[,-]?周?{_WEEKDAY})*)"
_NTH_WEEKDAY = re.compile(rf"{_NTHS}(?:周(?=周))?{_WEEKDAYS}")
_WEEKLY = re.compile(
    rf"(?P<every>每?隔(?:1?周)?(?=周)|每2个?周(?=周)|[单双](?:周(?=周))?)?(?:每个?|逢)*(?:周(?=周))?{_WEEKDAYS}"
)
_WEEKEND = re.compile(r"每?个?(?:周)?周末")
_WORKDAYS = re.compile(r"(?:每个?)?工作日(?:每[天日])?|每[天日],?工作日")
_EVERY_DAY = re.compile(r"每[天日]|天天")
_WEEK = "一二三四五六日"
_JOINT = re.compile(",*")
_NUMBER = re.compile(r"\d+")


def read_days(line: str, start: date | None) -> tuple[Pattern, ...]:
    """The patterns that the words name, joined and in order. Unread: the part not understood.

    `start`: the day from which every second week is counted.
    """
    if one := _ONE_DAY.search(line):
        raise Unread("rule_is_one_day", part=one[0])
    return joined(_Reader(plain(line), start).patterns())


def plain(line: str) -> str:
    """Without the words that say nothing about days."""
    return re.sub(",+", ",", _NOISE.sub("", line)).strip(",")


class _Reader:
    """Goes along the words; the months last named hold for the days that follow."""

    def __init__(self, line: str, start: date | None) -> None:
        self.line, self.at, self.start = line, 0, start
        self.months: tuple[int, ...] | None = None

    def patterns(self) -> list[Pattern]:
        found = []
        while self.at < len(self.line):
            self._take(_JOINT)
            self._read_months()
            found.append(self._pattern())
            self._take(_JOINT)
        if not found:
            raise Unread("rule_without_days")
        return found

    def _take(self, words: re.Pattern[str]) -> re.Match[str] | None:
        found = words.match(self.line, self.at)
        if found:
            self.at = found.end()
        return found

    def _read_months(self) -> None:
        if found := self._take(_MONTHS):
            self.months = _named_months(found)

    def _pattern(self) -> Pattern:
        months = self.months or ALL_MONTHS
        if self._take(_LAST_DAY):
            return MonthDays((LAST,), months)
        if found := self._take(_NTH_WORKDAY):
            return NthWorkdays(_nths(found["nths"] or "最后", 23), months)
        if found := self._take(_NTH_WEEKDAY):
            return NthWeekdays(_nths(found["nths"], 5), _weekdays(found["days"]), months)
        if found := self._take(_DAYS):
            return _possible(MonthDays(_month_days(found[0]), months))
        if self.months is None:
            return self._weekly()
        raise self._lost()

    def _weekly(self) -> Pattern:
        if found := self._take(_WEEKLY):
            every = 2 if found["every"] else 1
            if every > 1 and self.start is None:
                raise Unread("rule_needs_start", part=found[0])
            return Weekly(_weekdays(found["days"]), every, self.start if every > 1 else None)
        if self._take(_WEEKEND):
            return Weekly((5, 6))
        if self._take(_WORKDAYS):
            return EveryWorkday()
        if self._take(_EVERY_DAY):
            return EveryDay()
        raise self._lost()

    def _lost(self) -> Unread:
        part = self.line[self.at :].split(",")[0] or self.line
        return Unread("rule_not_understood", part=part)


def _possible(days: MonthDays) -> MonthDays:
    """2月30日 is no day of any year."""
    longest = max(monthrange(2024, month)[1] for month in days.months)
    for day in days.days:
        if day > longest:
            raise Unread("rule_no_such_day", part=f"{days.months[0]}月{day}日")
    return days


def _named_months(found: re.Match[str]) -> tuple[int, ...]:
    if found["list"]:
        return _within(_NUMBER.findall(found["list"]), 12, "月")
    if found["quarter"]:
        return tuple(range(_QUARTER[found["quarter"]], 13, 3))
    first, step = (1, 2) if found["odd"] else (2, 2) if found["even"] else (1, 1)
    return tuple(range(first, 13, step))


def _nths(text: str, most: int) -> tuple[int, ...]:
    """`第2个,第4个` → (2, 4); 最后 and 末 are LAST. No month has more than `most`."""
    return tuple(_nth(part, most) for part in text.split(","))


def _nth(part: str, most: int) -> int:
    if part.startswith(("最后", "倒数", "末")):
        return LAST
    number = _NUMBER.search(part)
    return _within([number[0]], most, "个", "第")[0] if number else 1


def _weekdays(text: str) -> tuple[int, ...]:
    """`一,四`, `一三五`, `一-周五` → Monday is 0."""
    found: list[int] = []
    for part in text.replace("周", "").split(","):
        ends = [_WEEK.index(char) for char in part if char in _WEEK]
        found += range(ends[0], ends[1] + 1) if "-" in part and len(ends) == 2 else ends
    return tuple(found)


def _month_days(text: str) -> tuple[int, ...]:
    """`5日,20日`, `1-5日`; `逢9` is the 9th, 19th and 29th."""
    if text.startswith("逢") and text[1:].isdigit():
        digit = int(text[1:]) % 10
        return tuple(day for day in range(1, 32) if day % 10 == digit)
    found: list[int] = []
    for part in text.removeprefix("逢").split(","):
        ends = _within(_NUMBER.findall(part), 31, "日")
        found += range(ends[0], ends[-1] + 1)
    return tuple(found)


def _within(numbers: list[str], most: int, unit: str, before: str = "") -> tuple[int, ...]:
    for number in numbers:
        if not 1 <= int(number) <= most:
            raise Unread("rule_no_such_day", part=f"{before}{number}{unit}")
    return tuple(map(int, numbers))
