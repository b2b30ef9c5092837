"""What a step's panel asks for: one field of each kind, made, read and filled."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QDateEdit, QLineEdit, QVBoxLayout, QWidget

from liaison.domain.clock import civil, utc_now
from ui.proposals.many import Many
from ui.widgets.line import Option, SearchCombo
from ui.widgets.switch import SegmentedSwitch
from ui.widgets.words_edit import WordsEdit

Kind = Literal["day", "line", "words", "one", "many", "switch", "check", "checks"]


@dataclass(frozen=True)
class Ask:
    """One field. `choices`: (value, word); `one` and `many` take words that are not in the list too."""

    name: str
    label: str
    kind: Kind
    choices: Sequence[tuple[Hashable, str]] = ()
    hint: str = ""
    value: Any = None
    half: bool = False
    """Two of them stand side by side."""


ON = Ask("on", "日期", "day")


class Checks(QWidget):
    """Several boxes; `chosen` are the values of the ticked ones."""

    def __init__(self, choices: Sequence[tuple[Hashable, str]], ticked: Sequence[Hashable]) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        self._boxes: list[tuple[Hashable, QCheckBox]] = []
        for value, word in choices:
            check = QCheckBox(word)
            check.setChecked(value in ticked)
            box.addWidget(check)
            self._boxes.append((value, check))
        if self._boxes:
            self.setFocusProxy(self._boxes[0][1])

    @property
    def chosen(self) -> tuple[Hashable, ...]:
        return tuple(value for value, check in self._boxes if check.isChecked())

    def put(self, values: Sequence[Hashable]) -> None:
        for value, check in self._boxes:
            check.setChecked(value in values)


def editor_of(ask: Ask) -> QWidget:
    """The editor, with what stands in it at first."""
    editor = _MAKE[ask.kind](ask)
    editor.setAccessibleName(ask.label)
    if ask.value is not None and ask.kind not in ("check", "checks"):
        put_into(editor, ask.value)
    return editor


def _day(_ask: Ask) -> QDateEdit:
    today = civil(utc_now()).date()
    editor = QDateEdit(QDate(today.year, today.month, today.day))
    editor.setCalendarPopup(True)
    editor.setDisplayFormat("yyyy-MM-dd")
    return editor


def _check(ask: Ask) -> QCheckBox:
    editor = QCheckBox(ask.hint or ask.label)
    editor.setChecked(bool(ask.value))
    return editor


def _options(ask: Ask) -> list[Option]:
    return [Option(word, word) for _, word in ask.choices]


_MAKE: dict[Kind, Callable[[Ask], QWidget]] = {
    "day": _day,
    "line": lambda _: QLineEdit(),
    "words": lambda ask: WordsEdit(ask.label),
    "one": lambda ask: SearchCombo(ask.label, _options(ask), free=True),
    "many": lambda ask: Many(ask.label, _options(ask), free=True),
    "switch": lambda ask: SegmentedSwitch(ask.label, ask.choices),
    "check": _check,
    "checks": lambda ask: Checks(ask.choices, ask.value or ()),
}


def _python(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


_READ: tuple[tuple[type[QWidget], Callable[[Any], Any]], ...] = (
    (QDateEdit, lambda editor: _python(editor.date())),
    (SearchCombo, lambda editor: editor.words),
    (Many, lambda editor: editor.values),
    (WordsEdit, lambda editor: editor.words),
    (SegmentedSwitch, lambda editor: editor.value),
    (QCheckBox, lambda editor: editor.isChecked()),
    (Checks, lambda editor: editor.chosen),
    (QLineEdit, lambda editor: editor.text()),
)
"""The first kind that fits: a SearchCombo is a line, too."""


def value_of(editor: QWidget) -> Any:
    return next(read(editor) for kind, read in _READ if isinstance(editor, kind))


def put_into(editor: QWidget, value: Any) -> None:
    if isinstance(editor, QDateEdit):
        editor.setDate(QDate(value.year, value.month, value.day))
    elif isinstance(editor, SearchCombo):
        editor.choose(value if editor.matches(value) else None, value)
    elif isinstance(editor, Many | Checks):
        editor.put(value)
    elif isinstance(editor, WordsEdit):
        editor.setPlainText(value)
    elif isinstance(editor, SegmentedSwitch):
        editor.choose(value)
    elif isinstance(editor, QCheckBox):
        editor.setChecked(value)
    elif isinstance(editor, QLineEdit):
        editor.setText(value)
