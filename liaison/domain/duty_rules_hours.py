"""The half-day and the hours in a rule's words."""

import re
from datetime import time

from liaison.domain.duty import SLOT_ZH, Slot, slot_of
from liaison.domain.duty_rules_model import Unread

Hours = tuple[Slot | None, time | None, time | None]
_SPOKEN = (
    (re.compile(r"早上|早晨|清晨|上半天|午前|半天上午"), "上午"),
    (re.compile(r"午后|下半天"), "下午"),
    (re.compile(r"晚间|夜间|夜里|夜晚|傍晚|晚(?!上)"), "晚上"),
    (re.compile(r"(?<=[一二三四五六日])上(?!午|旬|半|个)"), "上午"),
    (re.compile(r"(?<=[一二三四五六日])下(?!午|旬|半|个)"), "下午"),
    (re.compile(r"(?<=午)半天"), ""),
)
_PART = r"(?:上午|下午|晚上|中午)"
_MARK = r"(?:[:.]\d\d(?:分)?|[点时](?!间|段)(?:半|[13]刻|\d{1,2}分?|整)?)"
_RANGE = re.compile(
    rf"(?<![\d.:])(?P<a>{_PART}?),?(?P<from>\d{{1,2}}{_MARK}?)(?:开始)?-(?P<b>{_PART}?)"
    rf"(?P<to>\d{{1,2}}{_MARK})(?:结束|止)?(?![\d:])"
)
_SINGLE = re.compile(
    rf"(?<![\d.:])(?P<a>{_PART}?),?(?P<from>\d{{1,2}}{_MARK})(?:开始|起)?(?![\d:])"
)
_SLOT = re.compile(r"上午|下午|晚上")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d\d)|[点时](.*))?")
_MINUTES = {"半": 30, "1刻": 15, "3刻": 45, "整": 0, "": 0}
SLOT_OF = {word: slot for slot, word in SLOT_ZH.items()}
NOON = time(12)


def take_hours(line: str) -> tuple[str, Hours]:
    """What is left of the words without them; Unread where they contradict themselves."""
    for spoken, word in _SPOKEN:
        line = spoken.sub(word, line)
    found = list(_RANGE.finditer(line)) or list(_SINGLE.finditer(line))
    if len(found) > 1:
        raise Unread("rule_several_hours", part="、".join(one[0] for one in found))
    hours = found[0] if found else None
    bare = f"{line[: hours.start()]},{line[hours.end() :]}" if hours else line
    said = [*_SLOT.findall(bare), *_SLOT.findall(hours["a"] if hours else "")]
    if len(set(said)) > 1:
        raise Unread("rule_several_hours", part="、".join(dict.fromkeys(said)))
    return _SLOT.sub(",", bare), _agreed(said[0] if said else "", hours)


def _agreed(said: str, hours: re.Match[str] | None) -> Hours:
    slot = SLOT_OF.get(said)
    if hours is None:
        return slot, None, None
    written = hours.groupdict()
    starts = _moment(written["from"], written["a"] or said)
    ends = _moment(written["to"], written["b"] or written["a"] or said) if "to" in written else None
    if ends is not None and ends <= starts:
        raise Unread("rule_ends_before_start", starts=f"{starts:%H:%M}", ends=f"{ends:%H:%M}")
    if slot is not None and not _fits(slot, starts):
        raise Unread("rule_hours_against_slot", slot=SLOT_ZH[slot], starts=f"{starts:%H:%M}")
    return slot or slot_of(starts), starts, ends


def _fits(slot: Slot, starts: time) -> bool:
    if slot is Slot.MORNING:
        return starts < time(12, 30)
    return starts >= (NOON if slot is Slot.AFTERNOON else time(16))


def _moment(written: str, part: str) -> time:
    """`3:00` after 下午 is 15:00; ValueError becomes the sentence of a time that there isn't."""
    found = _TIME.fullmatch(written)
    hour, minute = int(found[1]) if found else 99, 0
    if found and found[2]:
        minute = int(found[2])
    elif found and found[3] is not None:
        rest = found[3]
        minute = _MINUTES[rest] if rest in _MINUTES else int(rest.rstrip("分"))
    if part in {"下午", "晚上"} and hour < 12:
        hour += 12
    try:
        return time(hour, minute)
    except ValueError:
        raise Unread("rule_not_understood", part=written) from None
