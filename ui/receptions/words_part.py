"""What was said: the visitor's own words and the clerk's summary, apart."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from liaison.services.reception_form import ReceptionForm
from ui.widgets import Field
from ui.widgets.words_edit import WordsEdit


class WordsPart(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = WordsEdit("原话", "")
        self.summary = WordsEdit("归纳", "")
        self.summary.setProperty("role", "aside")
        self.fields = {
            "words": Field("原话　照他说的写，方言也留着", self.words),
            "summary": Field("归纳　记录人写，不改原话", self.summary),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.fields["words"], 162)
        row.addWidget(self.fields["summary"], 100)
        for name, edit in (("words", self.words), ("summary", self.summary)):
            edit.tell_length(self.fields[name].hint)
            edit.textChanged.connect(self.changed)

    def seal(self, *, on: bool) -> None:
        """The sender wrote the words: nobody here changes them."""
        self.words.setReadOnly(on)
        self.words.setToolTip("来访人自己写的，不能改；有出入写在归纳里" if on else "")

    def begin(self) -> None:
        self.words.clear()
        self.summary.clear()

    def put(self, form: ReceptionForm) -> None:
        self.words.setPlainText(form.words)
        self.summary.setPlainText(form.summary)

    def values(self) -> dict[str, Any]:
        return {"words": self.words.words, "summary": self.summary.words}

    def field(self, path: str) -> Field | None:
        return self.fields.get(path)
