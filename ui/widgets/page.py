"""What every page is: a title row with its actions, a message bar, the content."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from liaison.domain.errors import LiaisonError
from ui.theme import State
from ui.widgets.parts import MessageBar
from ui.widgets.text import ElidedText, Text


class Page(QWidget):
    """Subclass it; put the content into `body`, buttons in with `act`."""

    help_zh = ""
    """What F1 shows: a few lines on what this page is for and its keys."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.title = Text(title, "title")
        self.subtitle = ElidedText("", "muted")
        self.subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.message = MessageBar()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.subtitle)
        self.subtitle.hide()
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(10)
        self.top = QHBoxLayout()
        self.top.addLayout(names, 1)
        self.top.addLayout(self.buttons)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 16, 24, 16)
        self.body.setSpacing(14)
        self.body.addLayout(self.top)
        self.body.addWidget(self.message)

    def act(self, *buttons: QWidget) -> None:
        """Add buttons to the title row, the primary one last."""
        for button in buttons:
            self.buttons.addWidget(button)

    def entitle(self, title: str, subtitle: str = "") -> None:
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setToolTip(subtitle)
        self.subtitle.setVisible(bool(subtitle))

    def open(self, **arguments: Any) -> None:
        """Called each time the page is gone to, with what `Context.go` was given."""

    def refuse(self, error: LiaisonError) -> None:
        """Show an error's sentence in the message bar."""
        from liaison.domain.words import sentence

        self.message.say(sentence(error), State.OVERDUE)
