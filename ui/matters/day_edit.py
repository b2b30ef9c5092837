"""A day that is typed as people write days; left, it stands there whole."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from liaison.domain.clock import day_zh
from liaison.domain.typed_day import typed_day
from ui.widgets.line import LineEdit


class DayEdit(LineEdit):
    """Up and down move it by a day. `ahead`: a day without a year is the next one, not the last."""

    def __init__(self, name: str, today: date, *, ahead: bool = False) -> None:
        super().__init__(name)
        self._today, self._ahead = today, ahead
        self.setPlaceholderText("例如 2026-3-2 或 0302")
        self.setToolTip("写 2026-3-2、3.2、0302 都认得，也可以写“今天”“昨天”；上下键加减一天")

    def begin(self, today: date) -> None:
        """Start again with today."""
        self._today = today
        self.put(today)

    @property
    def day(self) -> date | None:
        """What is meant; None when it is empty or says no day."""
        return typed_day(self.text(), self._today, ahead=self._ahead)

    @property
    def is_wrong(self) -> bool:
        return bool(self.text().strip()) and self.day is None

    def put(self, day: date | None) -> None:
        self.setText(day_zh(day) if day else "")
        self.setCursorPosition(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is None or self.day is None:
            super().keyPressEvent(event)
            return
        self.put(date.fromordinal(self.day.toordinal() + step))
        self.textEdited.emit(self.text())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.day is not None:
            self.put(self.day)
        super().focusOutEvent(event)
