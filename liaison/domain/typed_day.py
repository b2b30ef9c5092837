"""A day as people type it: 2026-3-2, 2026.3.2, 3月2日, 3-2, 0302, 20260302, 今天, 昨天."""

import re
from datetime import date, timedelta

from liaison.domain.fold import narrow

_WORDS = {"今天": 0, "今": 0, "昨天": -1, "昨": -1, "前天": -2, "明天": 1, "后天": 2}
_APART = re.compile(r"(?:(\d{2}|\d{4})[-./年])?(\d{1,2})[-./月](\d{1,2})日?", re.ASCII)
_TOGETHER = re.compile(r"(\d{4})?(\d{2})(\d{2})", re.ASCII)
_WEEKDAY = re.compile(r"\s*(周|星期)[一二三四五六日天]$")


def typed_day(text: str, today: date, *, ahead: bool = False) -> date | None:
    """The day that was meant; None when it says none.

    A day without a year is the latest one up to `today`; `ahead` takes the next one from today on.
    """
    words = _WEEKDAY.sub("", narrow(text).strip()).replace(" ", "")
    if words in _WORDS:
        return today + timedelta(days=_WORDS[words])
    found = _TOGETHER.fullmatch(words) or _APART.fullmatch(words)
    if found is None:
        return None
    year, month, day = found[1], int(found[2]), int(found[3])
    if year is not None:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    near = _day(today.year, month, day)
    if near is None:
        return None
    if ahead and near < today:
        return _day(today.year + 1, month, day)
    return _day(today.year - 1, month, day) if not ahead and near > today else near


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
