"""‹ 2026年3月 ›: the month that is shown, in one frame."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import theme
from ui.duty.said import month_words
from ui.widgets import PlainButton, Text


class MonthSwitch(QFrame):
    asked = Signal(int)
    """-1 or 1: one back or on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("archived")
        self.back, self.on = PlainButton("", icon="caret-left"), PlainButton("", icon="caret-right")
        self.back.setAccessibleName("前一个月（Page Up）")
        self.on.setAccessibleName("后一个月（Page Down）")
        for button, step in ((self.back, -1), (self.on, 1)):
            button.setToolTip(button.accessibleName())
            button.setFixedWidth(theme.active().px(32))
            button.clicked.connect(lambda _=False, by=step: self.asked.emit(by))
        self.words = Text("", "strong")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setMinimumWidth(theme.active().px(92))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.back)
        row.addWidget(self.words)
        row.addWidget(self.on)

    def say(self, month: date, *, year: bool = False) -> None:
        self.words.setText(f"{month.year}年" if year else month_words(month))
