"""Kinds of days as the State Council's yearly notices (国务院办公厅节假日安排) make them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

GUESSED_ZH = "（暂按周末推算）"


class DayKind(StrEnum):
    WORKDAY = "workday"
    MAKE_UP = "make_up"
    HOLIDAY = "holiday"
    WEEKEND = "weekend"


KIND_ZH = {
    DayKind.WORKDAY: "工作日",
    DayKind.MAKE_UP: "调休上班",
    DayKind.HOLIDAY: "节假日",
    DayKind.WEEKEND: "周末",
}
WORKED = frozenset({DayKind.WORKDAY, DayKind.MAKE_UP})
FESTIVALS = ("元旦", "春节", "清明", "劳动节", "端午", "中秋", "国庆")
"""全国年节及纪念日放假办法 art. 2: a year's notice that lacks one of them isn't whole."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day that isn't as its weekday says, or is so by correction. `name`: 春节, or ""."""

    day: date
    kind: DayKind
    name: str = ""

    @property
    def words_zh(self) -> str:
        """`调休上班（春节）`, `节假日：春节`, `周末`, `工作日`."""
        word = KIND_ZH[self.kind]
        if not self.name:
            return word
        return f"{word}：{self.name}" if self.kind is DayKind.HOLIDAY else f"{word}（{self.name}）"


def lacking(days: list[CalendarDay]) -> tuple[str, ...]:
    """The festivals that one year's days don't name as holidays; none: the year is whole."""
    names = "、".join(one.name for one in days if one.kind is DayKind.HOLIDAY)
    return tuple(one for one in FESTIVALS if one not in names)
