"""Periods of report: a year, a half, a quarter, a month."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from liaison.domain.errors import BadInput

_FORM = re.compile(r"(\d{4})(?:-(\d{1,2})|Q([1-4])|H([12]))?", re.IGNORECASE | re.ASCII)
_MONTHS = {1: "月", 3: "季度", 6: "半年", 12: "年"}


@dataclass(frozen=True)
class Period:
    """Whole months: `length` of them, the first being `month` of `year`."""

    year: int
    month: int
    length: int

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read `2022`, `2022-07`, `2022Q3` or `2022H1`; BadInput otherwise."""
        found = _FORM.fullmatch(text.strip())
        if not found or not 1900 <= int(found[1]) <= 9998:
            raise BadInput("bad_period", text=text)
        year, month, quarter, half = (int(part) if part else 0 for part in found.groups())
        if found[2] is not None:
            if not 1 <= month <= 12:
                raise BadInput("bad_period", text=text)
            return cls(year, month, 1)
        if quarter:
            return cls(year, quarter * 3 - 2, 3)
        return cls(year, half * 6 - 5, 6) if half else cls(year, 1, 12)

    @classmethod
    def of_month(cls, day: date) -> "Period":
        return cls(day.year, day.month, 1)

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return _month_start(self.year, self.month + self.length) - timedelta(days=1)

    @property
    def text(self) -> str:
        """The form that `parse` reads."""
        if self.length == 12:
            return f"{self.year}"
        if self.length == 6:
            return f"{self.year}H{self.month // 6 + 1}"
        if self.length == 3:
            return f"{self.year}Q{self.month // 3 + 1}"
        return f"{self.year}-{self.month:02d}"

    @property
    def title_zh(self) -> str:
        if self.length == 12:
            return f"{self.year}年"
        if self.length == 6:
            return f"{self.year}年{'上' if self.month == 1 else '下'}半年"
        if self.length == 3:
            return f"{self.year}年第{'一二三四'[self.month // 3]}季度"
        return f"{self.year}年{self.month}月"

    @property
    def kind_zh(self) -> str:
        """月, 季度, 半年 or 年."""
        return _MONTHS[self.length]

    def months(self) -> "tuple[Period, ...]":
        return tuple(Period(self.year, self.month + step, 1) for step in range(self.length))

    def previous(self) -> "Period":
        start = _month_start(self.year, self.month - self.length)
        return Period(start.year, start.month, self.length)

    def contains(self, day: date) -> bool:
        return self.first <= day <= self.last


def _month_start(year: int, month: int) -> date:
    """The first of a month; months below 1 and above 12 run into the neighbouring years."""
    years, index = divmod(month - 1, 12)
    return date(year + years, index + 1, 1)
