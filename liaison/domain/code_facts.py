"""信息码: plain words that a phone shows by itself where there is no server.

UTF-8 without an ECI mark: phones' decoders recognise it, and the matrices stay those of every other
maker. The label stands last, a word of its own: a keyboard scanner that garbles the Chinese still
ends in it, check digit included.
"""

import re

from liaison.domain.text import clean_line

MOST_BYTES = 128
"""Version 9 (53 by 53 modules) holds 130 bytes at level Q."""
_MORE = "…"
_LEAST_RULE = 12
"""Bytes of a rule below which the cut rest would tell nothing."""


def facts(station: str, rule: str, phone: str, label: str, representative: str = "") -> str:
    """`城东街道人大代表联络站 接待日每月10日 9:00 电话0580-1234567 编号 330902004-001-4`.

    At most `MOST_BYTES` of UTF-8: reception hours are shortened first (what a day off does, then the
    later rules, then letters), then the names; telephone and label always stay whole.
    """
    last = f"编号 {label}"
    number = clean_line(phone)[:24]
    call = f"电话{number}" if number else ""
    names = [clean_line(station)]
    if representative:
        names.insert(0, f"代表{clean_line(representative)}")
    fixed = _bytes(" ".join(part for part in (call, last) if part)) + 1
    name = _cut(" ".join(names), MOST_BYTES - fixed)
    room = MOST_BYTES - fixed - _bytes(name) - _bytes(" 接待日")
    hours = _hours(clean_line(rule), room)
    days = f"接待日{hours}" if hours else ""
    return " ".join(part for part in (name, days, call, last) if part)


def _hours(rule: str, room: int) -> str:
    """As much of the reception rule as fits, "" where nothing sensible does."""
    bare = re.sub(r"[，,](遇|不顺延|节假日照常)[^；;]*", "", rule)
    parts = re.split(r"[；;]", bare)
    shorter = ["；".join(parts[:count]) + "等" for count in range(len(parts) - 1, 0, -1)]
    for words in (rule, bare, *shorter):
        if _bytes(words) <= room:
            return words
    return _cut(bare, room) if room >= _LEAST_RULE else ""


def _cut(text: str, most: int) -> str:
    """Whole characters, with dots for what is left out."""
    if _bytes(text) <= most:
        return text
    kept = text.encode()[: max(0, most - len(_MORE.encode()))].decode(errors="ignore")
    return kept.rstrip() + _MORE


def _bytes(text: str) -> int:
    return len(text.encode())
