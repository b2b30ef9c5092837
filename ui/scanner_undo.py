"""What a widget was before a scanner typed into it, and how to make it that again."""

from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDateTimeEdit,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QWidget,
)


class Before:
    """A widget that keys don't change."""

    def __init__(self, widget: QWidget) -> None:
        self.widget = widget
        self.had_focus = widget.hasFocus()

    def restore(self) -> None:
        """Undo what the keys did; what people did before stays undoable where Qt allows it."""


class LineBefore(Before):
    def __init__(self, widget: QLineEdit) -> None:
        super().__init__(widget)
        self._line, self._text = widget, widget.text()
        self._cursor = widget.cursorPosition()
        self._selection = (widget.selectionStart(), widget.selectionLength())

    def restore(self) -> None:
        line = self._line
        if line.text() == self._text:
            return
        start, end, words = changed(self._text, line.text())
        line.setSelection(start, end - start)
        line.insert(words)
        if line.text() != self._text:
            line.setText(self._text)
        line.setCursorPosition(self._cursor)
        if self._selection[1]:
            line.setSelection(*self._selection)


class TextBefore(Before):
    def __init__(self, widget: QPlainTextEdit | QTextEdit) -> None:
        super().__init__(widget)
        self._edit, self._text = widget, widget.toPlainText()
        cursor = widget.textCursor()
        self._anchor, self._position = cursor.anchor(), cursor.position()

    def restore(self) -> None:
        if self._edit.toPlainText() == self._text:
            return
        start, end, words = changed(self._text, self._edit.toPlainText())
        cursor = QTextCursor(self._edit.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words)
        cursor.setPosition(self._anchor)
        cursor.setPosition(self._position, QTextCursor.MoveMode.KeepAnchor)
        self._edit.setTextCursor(cursor)


class NumberBefore(Before):
    def __init__(self, widget: QSpinBox | QDoubleSpinBox) -> None:
        super().__init__(widget)
        self._box, self._value = widget, widget.value()

    def restore(self) -> None:
        self._box.setValue(self._value)  # type: ignore[arg-type]  # a spin box takes its own value


class DayBefore(Before):
    def __init__(self, widget: QDateTimeEdit) -> None:
        super().__init__(widget)
        self._edit, self._value = widget, widget.dateTime()

    def restore(self) -> None:
        self._edit.setDateTime(self._value)


class ChoiceBefore(Before):
    def __init__(self, widget: QComboBox) -> None:
        super().__init__(widget)
        self._combo, self._index = widget, widget.currentIndex()

    def restore(self) -> None:
        self._combo.setCurrentIndex(self._index)


class RowBefore(Before):
    """Digits go to the row that begins with them."""

    def __init__(self, widget: QAbstractItemView) -> None:
        super().__init__(widget)
        self._view, self._index = widget, QPersistentModelIndex(widget.currentIndex())

    def restore(self) -> None:
        model = self._view.model()
        if not self._index.isValid() or model is None:
            return
        index = model.index(self._index.row(), self._index.column())
        if index != self._view.currentIndex():
            self._view.setCurrentIndex(index)


_KINDS = (
    (QLineEdit, LineBefore),
    (QPlainTextEdit, TextBefore),
    (QTextEdit, TextBefore),
    (QSpinBox, NumberBefore),
    (QDoubleSpinBox, NumberBefore),
    (QDateTimeEdit, DayBefore),
    (QComboBox, ChoiceBefore),
    (QAbstractItemView, RowBefore),
)


def before(widget: QWidget) -> Before:
    """The state of a widget as it is now."""
    made = next((made for kind, made in _KINDS if isinstance(widget, kind)), Before)
    return made(widget)  # type: ignore[arg-type]  # the class fits the kind found


def changed(old: str, new: str) -> tuple[int, int, str]:
    """Where `new` differs from `old`: from and to as Qt counts (UTF-16), and what stood there."""
    least = min(len(old), len(new))
    head = next((n for n in range(least) if old[n] != new[n]), least)
    least -= head
    tail = next((n for n in range(least) if old[-1 - n] != new[-1 - n]), least)
    end = len(new) - tail
    return _units(new[:head]), _units(new[:end]), old[head : len(old) - tail]


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
