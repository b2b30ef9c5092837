"""One step in the place of the record: its few fields, problems beside them, Esc leaves it.

What was typed stays when the office refuses it, and when somebody looks at another record meanwhile.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from liaison.domain.errors import InvalidForm, LiaisonError
from ui import theme
from ui.proposals.asks import Ask, editor_of, put_into, value_of
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets.button import Button, PrimaryButton
from ui.widgets.parts import Field, MessageBar, clear, scrolled
from ui.widgets.text import Text

if TYPE_CHECKING:
    from liaison.services.work import Work


@dataclass(frozen=True)
class Sheet:
    """A step as the panel asks for it. `send` gets the values by name and gives the work to do."""

    key: Hashable
    title: str
    asks: tuple[Ask, ...]
    send: "Callable[[dict[str, Any]], Callable[[Work, object], Any]]"
    done: str
    """What the page says afterwards."""
    note: str = ""
    word: str = "保存"
    makes: bool = False
    """It makes a new record, whose key the office gives back."""
    aliases: dict[str, str] = field(default_factory=dict)
    """A problem's field → the field that shows it, where the names differ."""


LEAST_FOR_TWO = 460
"""Pixels at 100 % that two halves need."""


class StepPanel(QWidget):
    saved = Signal(str)
    """Done: what to say."""
    made = Signal(object)
    """The key of a new record that the step has made."""
    refused = Signal()
    """The office said no; the record may have moved on."""
    left = Signal()

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._sheet: Sheet | None = None
        self._parked: dict[Hashable, dict[str, Any]] = {}
        self._sending = self._narrow = False
        self.fields: dict[str, Field] = {}
        self.title = Text("", "title", wrap=True)
        self.note = Text("", "muted", wrap=True)
        self.message = MessageBar()
        self.save = PrimaryButton("保存", "Ctrl+S")
        self.cancel = Button("先不做", "Esc")
        self._box = QGridLayout()
        self._box.setVerticalSpacing(12)
        self._box.setHorizontalSpacing(16)
        self._box.setColumnStretch(0, 1)
        self._box.setColumnStretch(1, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(19, 16, 19, 16)
        whole.setSpacing(14)
        for widget in (self.title, self.note, self.message):
            whole.addWidget(widget)
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addLayout(self._box)
        lines.addStretch(1)
        whole.addWidget(scrolled(inside), 1)
        whole.addLayout(row)
        self.save.clicked.connect(self._on_save_clicked)
        self.cancel.clicked.connect(self._on_cancel_clicked)

    @property
    def key(self) -> Hashable:
        """What the panel asks for now; None while it rests."""
        return self._sheet.key if self._sheet else None

    def begin(self, sheet: Sheet) -> None:
        """Show the step's fields; what was typed for the same one before comes back."""
        self.park()
        self._sheet, self._sending = sheet, False
        self.title.setText(sheet.title)
        self.note.setText(sheet.note)
        self.note.setVisible(bool(sheet.note))
        self.message.hide()
        self.save.say(sheet.word)
        self.save.setEnabled(True)
        clear(self._box)
        self.fields = {}
        for ask in sheet.asks:
            self.fields[ask.name] = Field(ask.label, editor_of(ask), ask.hint)
        self._lay()
        for name, value in self._parked.pop(sheet.key, {}).items():
            put_into(self.fields[name].editor, value)
        first = next((name for name in self.fields if name != "on"), "on")
        if first in self.fields:
            self.fields[first].editor.setFocus()

    def _lay(self) -> None:
        """Halves stand side by side where there is room for two."""
        asks = self._sheet.asks if self._sheet else ()
        self._narrow = self.width() < theme.active().px(LEAST_FOR_TWO)
        line, left = -1, False
        for ask in asks:
            half = ask.half and not self._narrow
            left = half and not left
            line += 0 if half and not left else 1
            place = (line, 0 if left or not half else 1, 1, 1 if half else 2)
            self._box.addWidget(self.fields[ask.name], *place, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._narrow != (self.width() < theme.active().px(LEAST_FOR_TWO)):
            self._lay()

    def park(self) -> None:
        """Keep what is typed under the step's key and rest."""
        if self._sheet is not None and not self._sending:
            self._parked[self._sheet.key] = self.values()
        self._sheet = None

    def values(self) -> dict[str, Any]:
        """What stands in the fields, by name."""
        return {name: value_of(one.editor) for name, one in self.fields.items()}

    @Slot()
    def _on_cancel_clicked(self) -> None:
        if self._sheet is not None:
            self._parked.pop(self._sheet.key, None)
        self._sheet = None
        self.left.emit()

    @Slot()
    def _on_save_clicked(self) -> None:
        sheet = self._sheet
        if sheet is None or self._sending:
            return
        self.message.hide()
        for one in self.fields.values():
            one.complain("")
        self._sending = True
        self.save.setEnabled(False)
        command = sheet.send(self.values())
        self._tasks.write(
            self, command, lambda answer: self._on_saved(sheet, answer), self._on_failed
        )

    def _on_saved(self, sheet: Sheet, answer: object) -> None:
        self._sending = False
        if self._sheet is sheet:
            self._sheet = None
        if sheet.makes:
            self.made.emit(answer)
        self.saved.emit(sheet.done)

    def _on_failed(self, error: LiaisonError) -> None:
        from liaison.domain.words import problem_sentence, problem_words, sentence

        self._sending = False
        self.save.setEnabled(True)
        self.refused.emit()
        if not isinstance(error, InvalidForm):
            self.message.say(sentence(error), State.OVERDUE)
            return
        aliases = self._sheet.aliases if self._sheet else {}
        elsewhere, first = [], None
        for problem in error.problems:
            field_ = self.fields.get(aliases.get(problem.field, problem.field))
            if field_ is None:
                elsewhere.append(problem_sentence(problem))
            else:
                field_.complain(problem_words(problem))
                first = first or field_
        if elsewhere:
            self.message.say("；".join(elsewhere), State.OVERDUE)
        if first is not None:
            first.editor.setFocus()
