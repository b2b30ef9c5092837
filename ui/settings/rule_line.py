"""One reception rule as words, with what the program reads in them beside it."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from ui.tasks import Tasks
from ui.widgets import Field, PlainButton, Text

if TYPE_CHECKING:
    from liaison.services.duty_rules import DutyRuleForm, DutyRuleRow, Reading

WAIT = 250
"""Milliseconds after the last key before the words are read."""
EXAMPLE = "例如：每月15日 9:00-11:30，遇节假日顺延"
SEATS = 3


class RuleLine(QWidget):
    """`row` None: the empty line for one more."""

    typed = Signal()
    retired = Signal(object)
    """The rule's key: it shall hold no longer."""

    def __init__(self, tasks: Tasks, number: int, row: "DutyRuleRow | None") -> None:
        super().__init__()
        self._tasks, self.row = tasks, row
        self.words = QLineEdit(row.text if row else "")
        self.words.setPlaceholderText(EXAMPLE)
        self.seats = QSpinBox()
        self.seats.lineEdit().setAccessibleName("每次几位代表")
        self.seats.setRange(1, 30)
        self.seats.setValue(row.seats if row else SEATS)
        self.seats.setSuffix(" 位代表")
        self.seats.setAccessibleName(f"第 {number} 条规则几位代表接待")
        self.field = Field(f"第 {number} 条" if row else "再加一条", self.words)
        self.retire = PlainButton("停用")
        room = self.retire.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        self.retire.setSizePolicy(room)
        if row is None:
            self.retire.hide()
        self.retire.setAccessibleName(f"停用第 {number} 条规则")
        self.read = Text("", "small", wrap=True)
        self.read.hide()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.words, 1)
        line.addWidget(self.seats)
        line.addWidget(self.retire)
        self.field.layout().addLayout(line)  # type: ignore[union-attr]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.read)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._ask)
        self.words.textChanged.connect(self._on_typed)
        self.seats.valueChanged.connect(self.typed)
        self.retire.clicked.connect(lambda: self.retired.emit(self.row.id if self.row else None))
        if row is not None:
            self._show(row.reading)

    @property
    def text(self) -> str:
        return self.words.text().strip()

    @property
    def is_changed(self) -> bool:
        if self.row is None:
            return bool(self.text)
        return self.text != self.row.text or self.seats.value() != self.row.seats

    def take_back(self, text: str, seats: int | None) -> None:
        """What was typed before the line was made anew."""
        if text != self.text:
            self.words.setText(text)
        if seats is not None:
            self.seats.setValue(seats)

    def form(self) -> "DutyRuleForm":
        from liaison.services.duty_rules import DutyRuleForm

        kept = self.row
        if kept is None:
            return DutyRuleForm(self.text, seats=self.seats.value())
        return DutyRuleForm(self.text, kept.place, self.seats.value(), kept.from_on, kept.until_on)

    def _on_typed(self) -> None:
        self._timer.start()
        self.typed.emit()

    def _ask(self) -> None:
        """Read what stands there now; an answer to older words is dropped."""
        text, row = self.text, self.row
        if not text:
            self.read.hide()
            self.field.complain("")
            return

        def look(work: Any) -> "Reading":
            from liaison.services.duty_rules import reading

            limits = (row.from_on, row.until_on) if row else (None, None)
            return reading(work, text, None, *limits)

        self._tasks.read(self, look, lambda found: self._show(found) if text == self.text else None)

    def _show(self, found: "Reading") -> None:
        self.field.complain("看不懂" if found.problem else "")
        self.read.set_role("problem" if found.problem else "small")
        self.read.setText(found.line_zh)
        self.read.show()
        self.words.setAccessibleDescription(found.line_zh)
