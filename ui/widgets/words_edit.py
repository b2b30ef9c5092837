"""Several lines of plain text; Tab leaves it, the length is told."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from ui import theme


class WordsEdit(QPlainTextEdit):
    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(theme.active().px(78))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(200, theme.active().px(78))

    @property
    def words(self) -> str:
        return self.toPlainText()

    def tell_length(self, say: Callable[[str], None]) -> None:
        """Call `say("72 字")` whenever the text changes; blanks are not counted."""

        def told() -> None:
            say(f"{len(''.join(self.words.split()))} 字" if self.words else "")

        self.textChanged.connect(told)
