"""Reception days of a book that aren't understood: written plainly here, or left as they are."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from liaison.domain.duty_rules import read_rule, rule_words
from liaison.domain.duty_rules_split import split_rules
from liaison.domain.errors import BadInput
from liaison.domain.words import sentence
from liaison.services.imports import RuleQuestion
from ui.widgets import Text, clear

LEFT = "空着就照原文记下，先不排班，以后在“设置·联络站”改"


class RulesPart(QWidget):
    """One question a station; what is typed is read at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editors: dict[str, QLineEdit] = {}
        self.read: dict[str, Text] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 12)
        self._column.setSpacing(4)
        self._answers: dict[str, str] = {}
        self.hide()

    @property
    def answers(self) -> dict[str, str]:
        """The book's words → the plain words to take instead."""
        return {text: said for text, said in self._answers.items() if said and _reading(said)[1]}

    @property
    def count(self) -> int:
        return len(self.editors)

    def show_questions(self, questions: Sequence[RuleQuestion]) -> None:
        asked = {one.text: one for one in questions}
        if asked.keys() == self.editors.keys():
            return
        clear(self._column)
        self.editors, self.read = {}, {}
        for one in asked.values():
            where = f"{one.station}，{one.sheet} 第 {one.row} 行"
            self._column.addWidget(Text(f"接待日“{one.text}”是哪几天？", "strong", wrap=True))
            self._column.addWidget(Text(where, "muted", wrap=True))
            editor = self.editors[one.text] = QLineEdit(self._answers.get(one.text, ""))
            editor.setPlaceholderText("写成“每月15日 9:00-11:30”“每周三上午”这样")
            editor.setAccessibleName(f"接待日“{one.text}”是哪几天，{where}")
            read = self.read[one.text] = Text(one.problem, "problem", wrap=True)
            read.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            editor.textChanged.connect(
                lambda said, text=one.text, problem=one.problem: self._typed(text, said, problem)
            )
            self._column.addWidget(editor)
            self._column.addWidget(read)
            self._column.addSpacing(12)
        self.setVisible(bool(asked))

    def _typed(self, text: str, said: str, problem: str) -> None:
        self._answers[text] = said.strip()
        words, good = _reading(said) if said.strip() else (f"{problem}{LEFT}。", False)
        self.read[text].set_role("small" if good else "problem")
        self.read[text].setText(words)


def _reading(said: str) -> tuple[str, bool]:
    try:
        rules = [rule_words(read_rule(one)) for one in split_rules(said)]
    except BadInput as error:
        return sentence(error), False
    return f"读作：{'；'.join(rules)}", bool(rules)
