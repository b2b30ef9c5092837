"""What somebody types into a search field, understood word by word."""

import re
from dataclasses import dataclass
from typing import Literal

from liaison.domain.fold import fold, narrow
from liaison.domain.keys import INITIALS, LONGEST_INITIALS, NUMBER, PHONE, PHONE_TAIL
from liaison.domain.windows import wanted

MOST_WORDS = 6
LONGEST_WORD = 50
_LETTERS = re.compile(r"[a-z]+")
_DIGITS = re.compile(r"\d{1,15}", re.ASCII)
_NUMBER = re.compile(r"(?:[\w-]+-)?((?:19|20)\d\d)-(\d{1,6})(?:-\d{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to understand a word: the tokens it needs, and where its `part` must really stand."""

    tokens: tuple[str, ...]
    place: Literal["text", "keys", "number"]
    part: str


def understand(text: str) -> tuple[tuple[Way, ...], ...]:
    """Each word's ways: a record is found if every word fits it in at least one way.

    Digits are a phone's tail, a number, or part of a text; ASCII letters are initials or part of a
    text; `2026-0036` is a number and nothing else; all else is part of a text. Nothing for a text without words.
    """
    words = narrow(text).lower().split()[:MOST_WORDS]
    return tuple(filter(None, (_ways(word[:LONGEST_WORD]) for word in words)))


def _ways(word: str) -> tuple[Way, ...]:
    if number := _NUMBER.fullmatch(word):
        year, serial = number[1], int(number[2])
        return (Way((f"{NUMBER}{serial}",), "number", f"-{year}-{serial:06d}"),)
    ways = []
    if bare := fold(word).replace("\n", ""):
        ways.append(Way(wanted(bare), "text", bare))
    if _LETTERS.fullmatch(word) and len(word) <= LONGEST_INITIALS:
        ways.append(_whole_key(INITIALS + word))
    digits = word.replace("-", "")
    if _DIGITS.fullmatch(digits):
        ways += _as_digits(digits)
    return tuple(ways)


def _as_digits(digits: str) -> list[Way]:
    ways = []
    if len(digits) >= PHONE_TAIL:
        ways.append(Way((PHONE + digits[-PHONE_TAIL:],), "keys", f"{digits} "))
    if len(digits) <= 6 and int(digits):
        ways.append(_whole_key(f"{NUMBER}{int(digits)}"))
    return ways


def _whole_key(key: str) -> Way:
    """Keys stand with a blank behind each."""
    return Way((key,), "keys", f"{key} ")
