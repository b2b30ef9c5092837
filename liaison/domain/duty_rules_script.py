"""One way of writing for what a rule may write in many: widths, numerals, dashes, weekdays."""

import re

from liaison.domain.fold import narrow

_BLANKS = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
_MARKS = str.maketrans(dict.fromkeys("，、;；。()（）【】[]：\n", ",") | {"：": ":"})
_WEEK = re.compile(r"星期|礼拜")
_DAY = "一二三四五六日天"
_WEEK_DAYS = re.compile(rf"周[{_DAY}1-7](?:[-~至到,和及与]*周?[{_DAY}](?![号日个月点时刻十]))*")
_WEEK_NUMBER = re.compile(r"周([1-7])(?![\d:.点时个日号])")
_NUMERALS = "〇零一二两三四五六七八九十廿卅"
_NUMERAL = re.compile(f"[{_NUMERALS}]+")
_VALUE = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"廿": "二十", "卅": "三十"}
_DASHES = re.compile(
    r"[-–—―~〜∼]+|(?<=[\d日号点时分半整刻一二三四五六])[至到](?=[\d周一二三四五六日上下晚中])"
)
_JOINTS = re.compile(r"以及|和|及|与|或者|或|跟|,+")


def tidy(text: str) -> str:
    """Half-width, without blanks (but between two digits), every mark a comma."""
    line = _BLANKS.sub("", narrow(text).strip())
    return _WEEK.sub("周", line.translate(_MARKS)).strip(",")


def even(line: str) -> str:
    """Also Arabic numerals (a weekday keeps its own), one dash, one joint, 日 for 号."""
    line = _WEEK_NUMBER.sub(lambda found: f"周{_DAY[int(found[1]) - 1]}", line)
    parts, end = [], 0
    for found in _WEEK_DAYS.finditer(line):
        parts += [_arabic(line[end : found.start()]), found[0].replace("天", "日")]
        end = found.end()
    parts.append(_arabic(line[end:]))
    line = _DASHES.sub("-", "".join(parts))
    return _JOINTS.sub(",", line).replace("号", "日").strip(",")


def _arabic(text: str) -> str:
    return _NUMERAL.sub(lambda found: str(_number(found[0])), text)


def _number(numeral: str) -> int:
    """Up to 99; 一五 is 15 as 十五 is."""
    for char, written in _TENS.items():
        numeral = numeral.replace(char, written)
    if "十" not in numeral:
        return int("".join(str(_VALUE[char]) for char in numeral))
    before, _, after = numeral.partition("十")
    value = _VALUE[before[-1]] * 10 if before else 10
    return value + (_VALUE.get(after[0], 0) if after else 0)
