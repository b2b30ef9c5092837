"""What every step's panel is: its fields with what is wrong beside them, a draft, two buttons."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from liaison.domain.steps import Step
from liaison.services.matter_view import MatterFile
from liaison.services.step_choices import StepChoices
from liaison.services.steps.forms import StepForm
from ui.matters.actions import WORDS, what_it_does
from ui.matters.day_edit import DayEdit
from ui.matters.panels.fields import FieldSheet
from ui.widgets import Button, PrimaryButton, Text
from ui.widgets.words_edit import WordsEdit


@dataclass(frozen=True)
class Sheet:
    """What a panel is made for."""

    step: Step
    file: MatterFile
    choices: StepChoices
    today: date
    actor: str


class StepPanel(FieldSheet):
    """Subclass it: add fields in `fill`, read them in `form`."""

    submitted = Signal()
    left = Signal()

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet.today)
        self.setObjectName("step")
        self.sheet = sheet
        self.heading = Text(WORDS[sheet.step], "heading")
        self.about = Text(what_it_does(sheet.step, sheet.file), "small", wrap=True)
        self.found = Text("", "small", wrap=True)
        self.submit = PrimaryButton(WORDS[sheet.step], "Ctrl+Return", own_key=False)
        self.leave = Button("不做了", "Esc", own_key=False)
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
        self.sheet = replace(self.sheet, file=file)

    @property
    def is_begun(self) -> bool:
        """Whether somebody has changed anything."""
        return self.content() != self.begun

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
