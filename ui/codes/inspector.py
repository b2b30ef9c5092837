"""The right-hand column: the proof, how to print, and the code that is looked at."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from liaison.domain.codes import CODE_KIND_ZH
from liaison.services.code_rows import CodeRow
from ui.theme import State
from ui.widgets import Button, Card, Facts, Field, SmallButton, Text

REISSUE, WITHDRAW = "换发", "停用"


class Proof(QFrame):
    """Whether every code on every page said what it should."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(2)
        self._caption = Text("每个码已回读", "small")
        self._number = Text("–", "large")
        self._note = Text("", "small", wrap=True)
        for label in (self._caption, self._number, self._note):
            box.addWidget(label)

    @property
    def words(self) -> str:
        return f"{self._caption.text()} {self._number.text()}"

    def say(self, caption: str, number: str, note: str, state: State) -> None:
        self._caption.setText(caption)
        self._number.setText(number)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setProperty("state", state.value)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(f"{caption} {number} {note}")


class Inspector(QWidget):
    reissue_asked = Signal(object, str)
    """(CodeRow, reason)"""
    withdraw_asked = Signal(object, str)

    def __init__(self, choices: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._row: CodeRow | None = None
        self._asking = ""
        self.proof = Proof()
        self._paper = Facts()
        self._code = Card("", margin=12)
        self._whose = Text("", "strong", wrap=True)
        self._facts = Facts()
        self.reissue, self.withdraw = SmallButton(f"{REISSUE}…"), SmallButton(f"{WITHDRAW}…")
        self.reason = QLineEdit()
        self.reason.setMaxLength(60)
        self.reason.setPlaceholderText("例如：海报被撕、卡片遗失")
        self._field = Field("原因", self.reason)
        self.confirm, self._cancel = SmallButton(""), SmallButton("取消")
        self._arrange()
        self.reissue.clicked.connect(lambda: self._ask(REISSUE))
        self.withdraw.clicked.connect(lambda: self._ask(WITHDRAW))
        self.confirm.clicked.connect(self._on_confirmed)
        self.reason.returnPressed.connect(self._on_confirmed)
        self._cancel.clicked.connect(lambda: self._ask(""))
        self.look_at(None)

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(14)
        box.addWidget(self.proof)
        box.addWidget(self._code)
        box.addWidget(self._choices)
        box.addWidget(self._paper)
        box.addStretch(1)
        self._code.body.addWidget(self._whose)
        self._code.body.addWidget(self._facts)
        self._code.body.addLayout(_row(self.reissue, self.withdraw))
        self._code.body.addWidget(self._field)
        self._code.body.addLayout(_row(self.confirm, self._cancel))

    def show_paper(self, facts: list[tuple[str, str]]) -> None:
        self._paper.show_facts(facts)

    def look_at(self, row: CodeRow | None) -> None:
        """Show one code's facts; None hides them."""
        self._row = row
        self._code.setVisible(row is not None)
        self._ask("")
        if row is None:
            return
        self._whose.setText(row.whose)
        withdrawn = row.withdrawn_on.isoformat() if row.withdrawn_on else ""
        self._facts.show_facts(
            [
                ("种类", CODE_KIND_ZH[row.kind]),
                ("编号", row.label),
                ("发码", f"{row.issued_on.isoformat()} 第 {row.edition} 版"),
                ("停用", withdrawn),
                ("原因", row.withdrawn_reason),
                ("官方码", "已导入" if row.official else ""),
            ]
        )

    def _ask(self, what: str) -> None:
        """Open the line for the reason of 换发 or 停用, or close it."""
        standing = self._row is not None and self._row.withdrawn_on is None
        self._asking = what
        self.reason.clear()
        self._field.complain("")
        for button in (self.reissue, self.withdraw):
            button.setVisible(standing and not what)
        for widget in (self._field, self.confirm, self._cancel):
            widget.setVisible(bool(what))
        if what:
            self.confirm.say(what)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_confirmed(self) -> None:
        why = self.reason.text().strip()
        if not why:
            self._field.complain("要写原因")
            return
        asked = self.reissue_asked if self._asking == REISSUE else self.withdraw_asked
        asked.emit(self._row, why)
        self._ask("")


def _row(*buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
