"""One-line editors: with a word inside the frame, and with a list to choose from by typing."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QRect, QRectF, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from ui import icons, theme

SIDE = 10
LIST_EDGES = 44
MOST_LISTED = 60
UNKNOWN, UNKNOWN_SHORT = "列表里没有", "没有"


class LineEdit(QLineEdit):
    """`prefix` stands inside before the text, `suffix` at the right; both are only shown."""

    has_caret = False

    def __init__(
        self, name: str, prefix: str = "", *, dense: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._prefix, self._suffix = prefix, ""
        self.setAccessibleName(name)
        if dense:
            self.setProperty("dense", "true")
        self._make_room()

    def say_suffix(self, words: str) -> None:
        self._suffix = words
        self.setAccessibleDescription(words)
        self._make_room()
        self.update()

    def _make_room(self) -> None:
        metrics = QFontMetrics(theme.active().font(12))
        left = metrics.horizontalAdvance(self._prefix) + 6 if self._prefix else 0
        right = metrics.horizontalAdvance(self._suffix) + 8 if self._suffix else 0
        caret = theme.active().px(16) if self.has_caret else 0
        self.setTextMargins(left, 0, right + caret, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look = theme.active()
        painter = QPainter(self)
        painter.setFont(look.font(12))
        painter.setPen(look.color("muted"))
        side = look.px(14) if self.has_caret else 0
        inner = QRectF(self.rect()).adjusted(SIDE + 1, 0, -SIDE - side, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, self._prefix)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, self._suffix)
        if self.has_caret:
            top = (self.height() - look.px(12)) / 2
            box = QRectF(self.width() - SIDE - look.px(12), top, look.px(12), look.px(12))
            icons.draw(painter, "caret-down", box, look.color("muted"))
        painter.end()


@dataclass(frozen=True)
class Option:
    """Something to choose; `short` is what the field shows when it is narrower than the list."""

    value: Hashable
    word: str
    short: str = ""


class SearchCombo(LineEdit):
    """A field with a list: type some characters or pinyin initials, Enter or Tab takes the match.

    A `free` one also keeps words that are not in the list; the others show what was chosen last.
    """

    has_caret = True
    chosen = Signal(object)
    """The value that somebody chose, or None when the field was emptied."""

    def __init__(
        self,
        name: str,
        options: Sequence[Option] = (),
        prefix: str = "",
        *,
        free: bool = False,
        dense: bool = False,
    ) -> None:
        super().__init__(name, prefix, dense=dense)
        self._free = free
        self._options: list[Option] = []
        self._found: list[Option] = []
        self._value: Any = None
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(9)
        self._completer.setWidget(self)
        self._completer.popup().clicked.connect(self._on_clicked)
        self.textEdited.connect(self._on_text_edited)
        self.offer(options)

    def offer(self, options: Sequence[Option]) -> None:
        """Replace the list; what is chosen stays when it is still offered."""
        self._options = list(options)
        if self._value is not None and self._named(self._value) is None:
            self._value = None

    @property
    def value(self) -> Any:
        """The value chosen; None when there is none, or when the text is not in the list."""
        return self._value

    @property
    def words(self) -> str:
        """The free text, or the chosen option's word."""
        option = self._named(self._value) if self._value is not None else None
        return option.word if option else self.text().strip()

    def choose(self, value: Any, words: str = "") -> None:
        """Show a value (or free words) without telling `chosen`."""
        option = self._named(value) if value is not None else None
        self._value = option.value if option else None
        self._tell_unknown(unknown=False)
        self.setText((option.short or option.word) if option else words)
        self.setCursorPosition(0)

    @property
    def listing(self) -> bool:
        return self._completer.popup().isVisible()

    def matches(self, text: str) -> list[Option]:
        """The options that the text can mean, the likeliest first."""
        from liaison.domain.fold import fold
        from liaison.domain.names import initials

        wanted = fold(text).replace(" ", "")
        if not wanted:
            return self._options
        ranked = []
        for option in self._options:
            word = fold(option.word).replace(" ", "")
            if wanted in word:
                ranked.append((not word.startswith(wanted), option))
            elif wanted.isascii() and any(
                one.startswith(wanted)
                for part in option.word.split(" / ")
                for one in initials(part)
            ):
                ranked.append((False, option))
        return [option for _, option in sorted(ranked, key=lambda pair: pair[0])]

    def list_all(self) -> None:
        self._list(self._options)

    def settle(self) -> None:
        """Take what the text means; called when the field is left."""
        self._hide()
        text = self.text().strip()
        option = self._named(self._value) if self._value is not None else None
        if option and text in (option.word, option.short):
            return
        found = self.matches(text) if text else []
        exact = next((one for one in found if text in (one.word, one.short)), None)
        sure = text.isascii() or len(found) == 1 or not self._free
        self._take(exact or (found[0] if found and sure else None))

    def _take(self, option: Option | None) -> None:
        before = self._value
        unknown = option is None and not self._free and bool(self.text().strip())
        if unknown:
            option = self._named(before) if before is not None else None
            self.setText((option.short or option.word) if option else "")
        if unknown or option:
            self._tell_unknown(unknown=unknown)
        self._value = option.value if option else None
        if option:
            self.setText(option.short or option.word)
            self.setCursorPosition(0)
        self._hide()
        if self._value != before:
            self.chosen.emit(self._value)

    def _named(self, value: Any) -> Option | None:
        return next((one for one in self._options if one.value == value), None)

    def _on_text_edited(self, text: str) -> None:
        if self._free:
            self._value = None
        found = self.matches(text) if text.strip() else self._options
        self._tell_unknown(unknown=not found and bool(text.strip()) and not self._free)
        self._list(found)

    def _tell_unknown(self, *, unknown: bool) -> None:
        """Words that mean nothing in the list are not taken: say so, until the next key."""
        word = UNKNOWN if self.width() >= theme.active().px(180) else UNKNOWN_SHORT
        if unknown or self._suffix in (UNKNOWN, UNKNOWN_SHORT):
            self.say_suffix(word if unknown else "")

    def _on_clicked(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._found):
            self._take(self._found[index.row()])

    def _list(self, found: Sequence[Option]) -> None:
        self._found = list(found[:MOST_LISTED])
        self._model.setStringList([one.word for one in self._found])
        if not self._found or not self.isVisible():
            self._hide()
            return
        popup = self._completer.popup()
        self._completer.complete(QRect(0, 0, self._list_width(popup), self.height()))
        if self.text().strip() and not self._free:
            popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _list_width(self, popup: QWidget) -> int:
        """As wide as its words need: two people of one name differ only at the end."""
        metrics = popup.fontMetrics()
        words = max(metrics.horizontalAdvance(one.word) for one in self._found)
        room = self.window().width() - self.mapTo(self.window(), QPoint()).x() - SIDE
        return max(self.width(), min(words + theme.active().px(LIST_EDGES), room))

    def _hide(self) -> None:
        if self.listing:
            self._completer.popup().hide()

    def _move(self, step: int) -> None:
        popup = self._completer.popup()
        row = popup.currentIndex().row() + step
        row = max(0, min(row, len(self._found) - 1))
        popup.setCurrentIndex(self._completer.completionModel().index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.listing:
                self._move(1 if key == Qt.Key.Key_Down else -1)
            else:
                self.list_all()
                self._move(1)
        elif self.listing and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self._completer.popup().currentIndex().row()
            if 0 <= row < len(self._found):
                self._take(self._found[row])
            else:
                self.settle()
        elif self.listing and key == Qt.Key.Key_Escape:
            self._hide()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.isReadOnly() and not self.listing:
            self.list_all()

    def focusNextPrevChild(self, forward: bool) -> bool:
        self.settle()
        return super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.settle()
        super().focusOutEvent(event)
