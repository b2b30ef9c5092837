"""A station's year of receptions: twelve months in a strip, and what to look at."""

from collections import defaultdict
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.theme import State
from ui.widgets import Chip, Text, clear

if TYPE_CHECKING:
    from liaison.domain.duty_rules_check import RuleFinding
    from liaison.services.duty_days import RulesPreview
    from liaison.services.duty_occasions import Occasion

ACROSS = 4
MOST_NAMED = 6
"""More days in a month than this are only counted."""


class YearStrip(QWidget):
    """`3 月 4 11 18 25`; a day that was moved says from which."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self.months: dict[int, Text] = {}

    def show_year(self, preview: "RulesPreview") -> None:
        clear(self._grid)
        by_month: dict[int, list[Occasion]] = defaultdict(list)
        for one in preview.days:
            by_month[one.day.month].append(one)
        for month in range(1, 13):
            days = by_month[month]
            box = QVBoxLayout()
            box.setSpacing(0)
            box.addWidget(Text(f"{month} 月", "small"))
            words = self.months[month] = Text(_days(days), "strong" if days else "muted", wrap=True)
            words.setToolTip("\n".join(one.why for one in days if one.why))
            box.addWidget(words)
            place = month - 1
            self._grid.addLayout(box, place // ACROSS, place % ACROSS, Qt.AlignmentFlag.AlignTop)
            self._grid.setColumnStretch(place % ACROSS, 1)


class Findings(QWidget):
    """What contradicts itself or may surprise, a sentence each; the grave ones first."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self.words: list[str] = []

    def show_findings(self, found: "tuple[RuleFinding, ...]") -> None:
        clear(self._grid)
        self.words = []
        for line, one in enumerate(sorted(found, key=lambda one: not one.grave)):
            state = State.ATTENTION if one.grave else State.INFO
            chip = Chip("要改" if one.grave else "留意", state)
            self._grid.addWidget(chip, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Text(one.sentence, wrap=True).selectable(), line, 1)
            self.words.append(one.sentence)
        self.setVisible(bool(found))


def _days(days: "list[Occasion]") -> str:
    if not days:
        return "没有"
    if len(days) > MOST_NAMED:
        return f"{len(days)} 次"
    return "、".join(map(_day, days))


def _day(one: "Occasion") -> str:
    if one.meant_on == one.day:
        return f"{one.day.day}"
    same = one.meant_on.month == one.day.month
    meant = f"{one.meant_on.day}日" if same else f"{one.meant_on.month}月{one.meant_on.day}日"
    return f"{one.day.day}（{meant}顺延）"
