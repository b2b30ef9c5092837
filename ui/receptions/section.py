"""A part of the form: its name at the left, its fields at the right, a line above."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import Rule, Text

NAME_WIDTH = 56


class Section(QWidget):
    """`drop` pixels bring the name level with the first field of what stands beside it."""

    def __init__(self, name: str, content: QWidget, drop: int = 0, *, first: bool = False) -> None:
        super().__init__()
        look = theme.active()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        grid.setColumnMinimumWidth(0, look.px(NAME_WIDTH))
        grid.setColumnStretch(1, 1)
        if not first:
            grid.addWidget(Rule(), 0, 0, 1, 2)
        self.beside = QVBoxLayout()
        self.beside.setContentsMargins(0, look.px(drop), 0, 0)
        self.beside.setSpacing(2)
        self.beside.addWidget(Text(name, "strong"))
        grid.addLayout(self.beside, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(content, 1, 1)
