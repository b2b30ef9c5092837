"""Spans of time as rules give them: working days, calendar days, months."""

import re
from dataclasses import dataclass
from enum import StrEnum

from liaison.domain.errors import BadInput


class Unit(StrEnum):
    WORKDAYS = "w"
    DAYS = "d"
    MONTHS = "m"


UNIT_ZH = {Unit.WORKDAYS: "个工作日", Unit.DAYS: "天", Unit.MONTHS: "个月"}
_FORM = re.compile(r"([1-9]\d{0,3})([wdm])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """`count` of one unit. A day is never a working day by silence: the unit always stands there."""

    count: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> "Span":
        """Read `15w`, `10d` or `1m`; BadInput otherwise."""
        found = _FORM.fullmatch(text.strip())
        if not found:
            raise BadInput("bad_span", text=text)
        return cls(int(found[1]), Unit(found[2]))

    @property
    def text(self) -> str:
        """The form that `parse` reads."""
        return f"{self.count}{self.unit}"

    @property
    def words_zh(self) -> str:
        """`15 个工作日`, `10 天`, `3 个月`."""
        return f"{self.count} {UNIT_ZH[self.unit]}"
