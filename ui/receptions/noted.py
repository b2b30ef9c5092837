"""An editor that carries its name inside, and below it what is wrong."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets import Text


class Noted(QWidget):
    def __init__(self, editor: QWidget) -> None:
        super().__init__()
        self.editor = editor
        self.note = Text("", "problem")
        self.note.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(editor)
        box.addWidget(self.note)

    @property
    def problem(self) -> str:
        return self.note.text()

    def complain(self, words: str, *, warn: bool = False) -> None:
        """Empty words mean that it is mended; `warn` does not stop saving."""
        if words == self.note.text():
            return
        self.note.set_role("warning" if warn else "problem")
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self.editor.setProperty("problem", ("warning" if warn else "true") if words else "false")
        self.editor.setAccessibleDescription(words)
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)
