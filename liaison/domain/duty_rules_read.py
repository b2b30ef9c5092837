"""A reception rule as people write it, read whole or refused with the part that isn't understood."""

import re
from datetime import date

from liaison.domain.duty_rules_days import plain, read_days
from liaison.domain.duty_rules_hours import take_hours
from liaison.domain.duty_rules_model import DutyRuleRead, HolidayShift, Unread, usual_shift
from liaison.domain.duty_rules_script import even, tidy
from liaison.domain.duty_rules_words import UNSAID_ZH
from liaison.domain.errors import BadInput

LONGEST = 120
_DAYS_OFF = r"(?:节假日|节日|假日|假期|公休日|双休日|休息日|周末|非工作日)"
_WHEN = (
    r"(?:如果|如|若|凡|倘)?(?:遇到|遇上|遇|逢|碰到|碰上|在)?(?:国家)?(?:法定)?"
    rf"(?:(?:{_DAYS_OFF}[,和及与或]*(?:法定)?)*(?:节假日|节日|假日|假期|非工作日)"
    rf"(?:[,和及与或]*{_DAYS_OFF})*)(?:时|期间)?,?"
)
_SO = r"(?:则|将|就|均|自动|自然|依次|相应|往后|向后|予以|可|当次|当日|该次|本次)*"
_LATER = r"(?:顺延|推迟|延后|延期|推延|顺推|后延|延迟)(?:至|到|为)?"
_WEEK = rf"{_LATER}(?:(?:下)?[1一]?个?周|[7七][天日])(?:的?同[1一](?:天|日|时间))?"
_WORKDAY = (
    rf"{_LATER}(?:(?:节假日|假期|节日|节|假)(?:之|以)?后)?的?第?(?:下|次|后|首)?[1一]?个?"
    r"(?:工作日|上班日|天|日)?"
)
_AS_IT_IS = r"(?:照常|照旧|正常|不休息?|不停)(?:进行|接待|开放|值班)?"
_STOPS = r"(?:停止?|暂停|取消|休息|除外|不接待|不安排)(?:接待|开放)?[1一]?次?"
_NOT_LATER = r"不(?:再|予|作|做)?(?:顺延|推迟|延期|补)"
_END = r"(?=$|,)"
_SHIFTS = tuple(
    (shift, re.compile(words + _END))
    for shift, words in (
        (HolidayShift.NONE, rf"{_WHEN}{_SO}{_STOPS}(?:,{_NOT_LATER})?"),
        (HolidayShift.NONE, rf"(?:{_WHEN})?{_SO}{_NOT_LATER}"),
        (HolidayShift.HELD, rf"{_WHEN}{_SO}{_AS_IT_IS}"),
        (HolidayShift.NEXT_WEEK, rf"(?:{_WHEN})?{_SO}{_WEEK}"),
        (HolidayShift.NEXT_WORKDAY, rf"(?:{_WHEN})?{_SO}{_WORKDAY}"),
    )
)
_START = re.compile(
    r"(?:从|自|由)?(\d{4})(?:年|-|\.|/)(\d{1,2})(?:月|-|\.|/)(\d{1,2})日?(?:起|开始)(?:实行|执行)?"
)


def read_rule(text: str) -> DutyRuleRead:
    """What the words say. BadInput names the part that isn't understood, or what contradicts itself.

    Where the words don't say what a holiday does, the usual holds (`usual_shift`).
    """
    try:
        return _read(text)
    except Unread as one:
        values = {**one.values, "text": text.strip()}
        if "part" in values:
            values["part"] = _as_written(text.strip(), values["part"])
        raise BadInput(one.code, **values) from None


def _as_written(text: str, part: str) -> str:
    """The shortest piece of the text that comes to this part: 第六个, where 第6个 was looked at."""
    if part in text or len(text) > LONGEST:
        return part
    ends = range(1, len(text) + 1)
    pieces = (text[end - length : end] for length in ends for end in ends if end >= length)
    return next((one for one in pieces if plain(even(tidy(one))) == part), part)


def _read(text: str) -> DutyRuleRead:
    if len(text) > LONGEST:
        raise Unread("rule_not_understood", part=text[:20])
    line, shift = _take_shift(tidy(text).replace(tidy(UNSAID_ZH), ""))
    line, start = _take_start(even(line))
    line, hours = take_hours(line)
    patterns = read_days(line, start)
    slot, starts, ends = hours
    said = shift is not None
    return DutyRuleRead(patterns, slot, starts, ends, shift or usual_shift(patterns), said)


def _take_shift(line: str) -> tuple[str, HolidayShift | None]:
    for shift, words in _SHIFTS:
        if found := words.search(line):
            return f"{line[: found.start()]},{line[found.end() :]}", shift
    return line, None


def _take_start(line: str) -> tuple[str, date | None]:
    found = _START.search(line)
    if found is None:
        return line, None
    try:
        start = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise Unread("rule_no_such_day", part=found[0]) from None
    return f"{line[: found.start()]},{line[found.end() :]}", start
