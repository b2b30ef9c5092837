"""Fields of a panel: each with its name, what is wrong beside it, and its place in a draft."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from liaison.domain.canned import CannedKind
from liaison.domain.errors import Problem
from liaison.domain.words import problem_words
from liaison.services.canned import CannedRow
from ui.matters.day_edit import DayEdit
from ui.widgets import Field, Text
from ui.widgets.canned_picker import CannedPicker
from ui.widgets.line import LineEdit, SearchCombo
from ui.widgets.words_edit import WordsEdit

COLUMNS = 6


@dataclass(frozen=True)
class Entry:
    """One field of a panel; `get` and `put` speak JSON, for the draft."""

    field: Field
    get: Callable[[], Any]
    put: Callable[[Any], None]
    may_be_empty: bool = False


class FieldSheet(QFrame):
    """A grid of six columns; `note` stands apart for what belongs to no field."""

    typed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self.entries: dict[str, Entry] = {}
        self.canned: CannedPicker | None = None
        self.canned_kind: CannedKind | None = None
        self.note = Text("", "problem", wrap=True)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(10)
        for column in range(COLUMNS):
            self.grid.setColumnStretch(column, 1)

    def add(  # noqa: PLR0913, PLR0917 - a field is its name, its words, its editor and where it stands
        self,
        name: str,
        label: str,
        editor: QWidget,
        at: tuple[int, int, int],
        get: Callable[[], Any],
        put: Callable[[Any], None],
        hint: str = "",
    ) -> Field:
        """`at`: row, first column and columns of the six. `name` is the form's field."""
        field = Field(label, editor, hint)
        may_be_empty = "可不填" in hint or (isinstance(editor, WordsEdit) and _is_optional(editor))
        self.entries[name] = Entry(field, get, put, may_be_empty)
        row, column, wide = at
        self.grid.addWidget(field, row, column, 1, wide, Qt.AlignmentFlag.AlignTop)
        return field

    def line(self, name: str, label: str, at: tuple[int, int, int], hint: str = "") -> LineEdit:
        edit = LineEdit(label)
        edit.textChanged.connect(lambda _: self.typed.emit())
        self.add(name, label, edit, at, edit.text, lambda kept: edit.setText(str(kept)), hint)
        return edit

    def words(self, name: str, label: str, at: tuple[int, int, int], hint: str = "") -> WordsEdit:
        edit = WordsEdit(label, hint)
        edit.textChanged.connect(self.typed)
        field = self.add(
            name, label, edit, at, edit.toPlainText, lambda kept: edit.setPlainText(str(kept))
        )
        edit.tell_length(field.hint)
        return edit

    def day(
        self,
        name: str,
        label: str,
        at: tuple[int, int, int],
        day: date | None,
        *,
        ahead: bool = False,
    ) -> DayEdit:
        edit = DayEdit(label, self._today, ahead=ahead)
        edit.put(day)
        edit.textChanged.connect(lambda _: self.typed.emit())
        self.add(name, label, edit, at, edit.text, lambda kept: edit.setText(str(kept)))
        return edit

    def combo(
        self, name: str, label: str, at: tuple[int, int, int], combo: SearchCombo, hint: str = ""
    ) -> None:
        """A list to choose from; the draft keeps its words."""
        combo.textChanged.connect(lambda _: self.typed.emit())
        self.add(
            name, label, combo, at, lambda: combo.words, lambda kept: _take(combo, str(kept)), hint
        )

    def with_canned(self, kind: CannedKind, name: str) -> CannedPicker:
        """Offer the office's own wordings beside a field; `offer_canned` brings them."""
        editor = self.entries[name].field.editor
        assert isinstance(editor, QLineEdit | QPlainTextEdit)
        self.canned_kind, self.canned = kind, CannedPicker(editor, self)
        self.canned.setProperty("kind", "inline")
        self.entries[name].field.beside(self.canned)
        return self.canned

    def offer_canned(self, rows: Sequence[CannedRow]) -> None:
        if self.canned is not None:
            self.canned.offer(rows)

    def content(self) -> dict[str, Any]:
        """Everything typed, as JSON."""
        return {name: entry.get() for name, entry in self.entries.items()}

    def put(self, kept: dict[str, Any]) -> None:
        """Show what was kept; fields that it doesn't name stay as they are."""
        for name, entry in self.entries.items():
            if name in kept:
                entry.put(kept[name])

    def misread(self) -> tuple[Problem, ...]:
        """Fields whose words can't be read at all, so that no form can be made of them."""
        found = []
        for name, entry in self.entries.items():
            editor = entry.field.editor
            if isinstance(editor, DayEdit) and editor.is_wrong:
                found.append(Problem(name, "not_a_day", {"text": editor.text()}))
        return tuple(found)

    def complain(self, problems: Iterable[Problem]) -> None:
        """Say what is wrong beside its field, and go to the first."""
        first: QWidget | None = None
        for entry in self.entries.values():
            entry.field.complain("")
        apart = []
        for problem in problems:
            entry_ = self.entries.get(problem.field)
            if entry_ is None:
                apart.append(problem_words(problem))
                continue
            entry_.field.complain(problem_words(problem))
            first = first or entry_.field.editor
        self.say("；".join(apart))
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str) -> None:
        """A sentence above the fields; empty words take it away."""
        self.note.setText(words)
        self.note.setVisible(bool(words))


def _is_optional(edit: WordsEdit) -> bool:
    return "可不填" in edit.placeholderText()


def _take(combo: SearchCombo, words: str) -> None:
    combo.setText(words)
    combo.settle()
