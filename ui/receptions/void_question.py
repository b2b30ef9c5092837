"""The question before 作废: it can't be taken back, so it is asked in a window of its own."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.button import Button, DangerButton
from ui.widgets.parts import Field
from ui.widgets.text import Text


class VoidQuestion(QDialog):
    """Asks why; accepted only with a reason."""

    def __init__(self, parent: QWidget, number: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("作废这次接待")
        self.setMinimumWidth(theme.active().px(460))
        self.why = QLineEdit()
        self.why.setPlaceholderText("例如：重复登记，见 2026-0042")
        self.field = Field("为什么作废", self.why)
        self.void = DangerButton("作废")
        self.leave = Button("不作废", "Esc")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.void)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(12)
        box.addWidget(Text(f"作废 {number}？", "heading"))
        words = "作废不能撤回。编号和内容都保留，但不再计入任何统计；它的事项一并作废。"
        box.addWidget(Text(words, wrap=True))
        box.addWidget(self.field)
        box.addLayout(buttons)
        self.leave.clicked.connect(self.reject)
        self.void.clicked.connect(self._on_void_clicked)
        self.why.returnPressed.connect(self._on_void_clicked)
        self.why.setFocus()

    @Slot()
    def _on_void_clicked(self) -> None:
        if self.why.text().strip():
            self.accept()
        else:
            self.field.complain("要写明原因")


def ask_why_void(parent: QWidget, number: str) -> str:
    """The reason, "" when it is not to be voided."""
    question = VoidQuestion(parent, number)
    try:
        return question.why.text().strip() if question.exec() else ""
    finally:
        question.deleteLater()
