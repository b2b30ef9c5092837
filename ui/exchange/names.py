"""Names that may be one of several people: choose who it was, or leave it for later."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QComboBox, QGridLayout, QVBoxLayout, QWidget

from liaison.domain.ids import RepresentativeId
from liaison.services.imports import Question, RuleQuestion, Unsettled
from ui.exchange.rules import RulesPart
from ui.widgets import EmptyState, Text, clear, scrolled

LATER = "以后再定"
WIDEST = 460


class NamesPanel(QWidget):
    """Questions of the books at hand, and below them the names that earlier imports left open."""

    settled = Signal(object, object)
    """An earlier name was decided: its key, the representative's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combos: dict[str, QComboBox] = {}
        self.earlier: dict[UUID, QComboBox] = {}
        self._chosen: dict[str, RepresentativeId] = {}
        inside = QWidget()
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(12)
        self._lines.setVerticalSpacing(8)
        self._lines.setColumnStretch(0, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(12, 12, 12, 12)
        self.rules = RulesPart()
        column.addWidget(self.rules)
        column.addLayout(self._lines)
        column.addStretch(1)
        self._area = scrolled(inside)
        self._empty = EmptyState("没有待确认的姓名", "簿册里的名字都能和名册对上。", "users")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._area, 1)
        box.addWidget(self._empty, 1)
        self.show_names((), ())

    @property
    def answers(self) -> dict[str, RepresentativeId]:
        """Question → who it was; without those left for later."""
        return dict(self._chosen)

    @property
    def count(self) -> int:
        return len(self.combos) + len(self.earlier) + self.rules.count

    def show_rules(self, questions: Sequence[RuleQuestion]) -> None:
        """Reception days that aren't understood stand above the names."""
        self.rules.show_questions(questions)
        self._area.setVisible(bool(self.count))
        self._empty.setVisible(not self.count)

    def show_names(self, questions: Sequence[Question], earlier: Sequence[Unsettled]) -> None:
        stood = self._standing()
        self._area.hide()
        clear(self._lines)
        self.combos, self.earlier = {}, {}
        known = {one.key for one in questions}
        self._chosen = {key: who for key, who in self._chosen.items() if key in known}
        for one in questions:
            combo = self._ask(one.name, one.candidates, _where(one))
            combo.setCurrentIndex(max(0, combo.findData(self._chosen.get(one.key))))
            combo.activated.connect(lambda _, key=one.key, box=combo: self._choose(key, box))
            self.combos[one.key] = combo
        for name in earlier:
            where = "，".join(filter(None, (name.station, str(name.stood_on or ""), name.source)))
            combo = self._ask(name.name, name.candidates, where)
            combo.activated.connect(lambda _, key=name.id, box=combo: self._settle(key, box))
            self.earlier[name.id] = combo
        self._area.setVisible(bool(self.count))
        self._empty.setVisible(not self.count)
        self._stand(stood)

    def _standing(self) -> tuple[int, int]:
        """How far the list is scrolled, and which question has the keys (-1: none)."""
        focused = QApplication.focusWidget()
        asked = [*self.combos.values(), *self.earlier.values()]
        place = next((at for at, combo in enumerate(asked) if combo is focused), -1)
        return self._area.verticalScrollBar().value(), place

    def _stand(self, stood: tuple[int, int]) -> None:
        """The next question comes where the answered one was."""
        height, place = stood
        self._area.verticalScrollBar().setValue(height)
        asked = [*self.combos.values(), *self.earlier.values()]
        if asked and place >= 0:
            asked[min(place, len(asked) - 1)].setFocus()

    def _ask(self, name: str, candidates: Sequence[Any], where: str) -> QComboBox:
        line = self._lines.rowCount()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Text(f"“{name}”是谁？" if candidates else f"名册里没有“{name}”", "strong"))
        words.addWidget(Text(where, "muted", wrap=True))
        combo = QComboBox()
        combo.setAccessibleName(f"“{name}”是谁，{where}")
        combo.setMaximumWidth(WIDEST)
        combo.addItem(LATER, None)
        for candidate in candidates:
            combo.addItem(candidate.label, candidate.id)
        combo.setEnabled(bool(candidates))
        self._lines.addLayout(words, line, 0)
        self._lines.addWidget(combo, line, 1)
        return combo

    def _choose(self, key: str, combo: QComboBox) -> None:
        who = combo.currentData()
        if who is None:
            self._chosen.pop(key, None)
        else:
            self._chosen[key] = who

    def _settle(self, key: UUID, combo: QComboBox) -> None:
        if combo.currentData() is not None:
            self.settled.emit(key, combo.currentData())


def _where(question: Question) -> str:
    parts = (
        question.station,
        str(question.held_on or ""),
        f"{question.sheet} 第 {question.row} 行",
    )
    return "，".join(filter(None, parts))
