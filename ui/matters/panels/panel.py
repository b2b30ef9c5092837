"""What every step's panel is: its fields with what is wrong beside them, a draft, two buttons."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from liaison.domain.canned import CannedKind
from liaison.domain.errors import Problem
from liaison.domain.steps import Step
from liaison.domain.words import problem_words
from liaison.services.canned import CannedRow
from liaison.services.matter_view import MatterFile
from liaison.services.step_choices import StepChoices
from liaison.services.steps.forms import StepForm
from ui.matters.actions import WORDS, what_it_does
from ui.matters.day_edit import DayEdit
from ui.widgets import Button, Field, PrimaryButton, Text
from ui.widgets.canned_picker import CannedPicker
from ui.widgets.line import LineEdit, SearchCombo
from ui.widgets.words_edit import WordsEdit


@dataclass(frozen=True)
class Entry:
    """One field of a panel; `get` and `put` speak JSON, for the draft."""

    field: Field
    get: Callable[[], Any]
    put: Callable[[Any], None]
    may_be_empty: bool = False


@dataclass(frozen=True)
class Sheet:
    """What a panel is made for."""

    step: Step
    file: MatterFile
    choices: StepChoices
    today: date
    actor: str


class StepPanel(QFrame):
    """Subclass it: add fields in `fill`, read them in `form`."""

    submitted = Signal()
    left = Signal()
    typed = Signal()
    taken = Step.COMMENT

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.setObjectName("step")
        self.sheet = sheet
        self.entries: dict[str, Entry] = {}
        self.canned: CannedPicker | None = None
        self.canned_kind: CannedKind | None = None
        self.heading = Text(WORDS[sheet.step], "heading")
        self.about = Text(what_it_does(sheet.step, sheet.file), "small", wrap=True)
        self.note = Text("", "problem", wrap=True)
        self.found = Text("", "small", wrap=True)
        self.submit = PrimaryButton(WORDS[sheet.step], "Ctrl+Return", own_key=False)
        self.leave = Button("不做了", "Esc", own_key=False)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(10)
        for column in range(6):
            self.grid.setColumnStretch(column, 1)
        self._arrange()
        self.fill()
        self.begun = self.content()
        self.submit.clicked.connect(self.submitted)
        self.leave.clicked.connect(self.left)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.heading)
        head.addWidget(self.about, 1)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(10)
        self.foot.addWidget(self.found, 1)
        self.foot.addWidget(self.leave)
        self.foot.addWidget(self.submit)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 14)
        box.setSpacing(10)
        box.addLayout(head)
        box.addWidget(self.note)
        box.addLayout(self.grid)
        box.addLayout(self.foot)
        self.note.hide()
        self.found.setText("")

    def fill(self) -> None:
        """Add the fields, in the order in which they are asked."""

    def form(self) -> StepForm:
        """What was filled in, as the service takes it."""
        raise NotImplementedError

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
        edit = DayEdit(label, self.sheet.today, ahead=ahead)
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

    def happened(self, at: tuple[int, int, int], label: str = "哪一天") -> DayEdit:
        return self.day("happened_on", label, at, self.sheet.today)

    @property
    def on(self) -> date | None:
        edit = self.entries["happened_on"].field.editor
        return edit.day if isinstance(edit, DayEdit) else None

    def common(self) -> dict[str, Any]:
        """What every form carries."""
        file = self.sheet.file
        return {"matter_id": file.id, "version": file.version, "on": self.on}

    def take(self, file: MatterFile) -> None:
        """The matter has changed meanwhile: go on with its newest version, nothing typed is lost."""
        self.sheet = Sheet(
            self.sheet.step, file, self.sheet.choices, self.sheet.today, self.sheet.actor
        )

    def content(self) -> dict[str, Any]:
        """Everything typed, as JSON."""
        return {name: entry.get() for name, entry in self.entries.items()}

    def put(self, kept: dict[str, Any]) -> None:
        """Show what was kept; fields that it doesn't name stay as they are."""
        for name, entry in self.entries.items():
            if name in kept:
                entry.put(kept[name])

    @property
    def is_begun(self) -> bool:
        """Whether somebody has changed anything."""
        return self.content() != self.begun

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

    def tell_found(self, words: str) -> None:
        """Something that was typed earlier is here again."""
        self.found.setText(words)

    def begin(self) -> None:
        """Go to the first field that still has to be filled in, else to the first."""
        editors = [entry.field.editor for entry in self.entries.values()]
        asked = [entry.field.editor for entry in self.entries.values() if not entry.may_be_empty]
        empty = [
            one
            for one in asked
            if (isinstance(one, QLineEdit) and not one.text())
            or (isinstance(one, WordsEdit) and not one.words)
        ]
        for one in (*empty, *editors, self.submit):
            if one.isEnabled() and not one.isHidden():
                one.setFocus(Qt.FocusReason.OtherFocusReason)
                return


def _is_optional(edit: WordsEdit) -> bool:
    return "可不填" in edit.placeholderText()


def _take(combo: SearchCombo, words: str) -> None:
    combo.setText(words)
    combo.settle()
