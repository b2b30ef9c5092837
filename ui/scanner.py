"""A scanner types like a keyboard: recognised by its pace, on any page, whatever has the focus.

People's keys pass at once and unchanged. When a burst faster than any hand turns out to be a code,
what its keys did to fields and lists is taken back, and `scanned` tells the code. Only the widgets
that get keys are watched: the focus, a popup over it, the window.
"""

import re
from math import inf
from time import monotonic
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import getCppPointer, isValid

from ui.scanner_undo import Before, before

GAP_MS = 50
"""The longest pause between two keys of a scanner; `scanner/gap_ms` in the window's settings."""
GAPS_AT_END = 3
"""How many gaps it may take to its Enter or Tab, and to a second one (CR LF)."""
LEAST, LABEL = 20, 15
"""Characters of the shortest code, and of the shortest label: 330902004-001-4."""
TAKES_CODES = "takesCodes"
"""A field with this property keeps what is scanned into it."""
ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
SILENT = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock})
COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_ADDRESS = re.compile(r"(https?|weixin|alipays?)://", re.IGNORECASE)
_DIGITS = re.compile(rf"[0-9０-９]{{{LEAST},64}}")


class Moment(NamedTuple):
    """When a key was pressed: the keyboard's own milliseconds where it tells them, and ours.

    A window that was busy gets its keys late and all at once; only the keyboard knows their pace.
    """

    told: int
    ours: float

    def since(self, other: "Moment") -> float:
        """Milliseconds; for ever where the keyboard's clock began anew."""
        if self.told and other.told:
            return self.told - other.told if self.told >= other.told else inf
        return (self.ours - other.ours) * 1000


NEVER = Moment(0, -inf)


class Scanner(QObject):
    scanned = Signal(str)
    """A code as it was typed, without the Enter or Tab at its end."""
    deaf = False
    """While another window has the scanner. Of the class: events still come while Qt destroys it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        gap = str(QSettings().value("scanner/gap_ms", GAP_MS))
        self.gap_ms = int(gap) if gap.isdecimal() else GAP_MS
        self._window = window
        self._typed: list[str] = []
        self._befores: list[Before] = []
        self._last = self._taken = NEVER
        self._seen = (0, 0)
        window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)
            self._on_focus_changed(None, app.focusWidget())

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and old is not self._window:
            old.removeEventFilter(self)
        if new is not None and new is not self._window:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self.deaf:
            return False
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(watched, event)
        if kind == QEvent.Type.KeyRelease:
            self._seen = (0, 0)
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._on_shortcut(event)
        elif kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            self._on_committed(watched, event)
        elif kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self._on_focus_out(event)
        elif kind == QEvent.Type.Hide and watched is not self._window:
            self._on_hidden(watched)
        return False

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        """True for the key that ends a code: nobody else gets it."""
        seen = (getCppPointer(event)[0], event.key())
        if seen == self._seen:  # on its way up to a parent
            return False
        self._seen = seen
        if event.key() in SILENT:
            return False
        now = Moment(event.timestamp(), monotonic())
        if event.key() in ENDS and not event.modifiers() & COMMANDS:
            return self._on_end(event, now)
        plain = len(event.text()) == 1 and event.text().isprintable()
        if not plain or event.isAutoRepeat() or event.modifiers() & COMMANDS:
            self._forget()
        else:
            self._add(watched, event.text(), now)
        return False

    def _on_end(self, event: QKeyEvent, now: Moment) -> bool:
        if self._is_code(now) and self._is_meant_for_a_field():
            self._forget()
            return False
        if self._is_code(now):
            self._take(now)
        elif not self._has_just_taken(now):
            self._forget()
            return False
        event.accept()
        return True

    def _on_shortcut(self, event: QKeyEvent) -> bool:
        """The Enter of a code presses no button whose key it is: it comes as a plain key."""
        now = Moment(event.timestamp(), monotonic())
        if event.key() in ENDS and (self._is_code(now) or self._has_just_taken(now)):
            event.accept()
            return True
        return False

    def _on_committed(self, watched: QObject, event: QInputMethodEvent) -> None:
        """An input method takes the keys: it commits １ for 1, or letters by the word.

        While it composes, the keys are its own; the last commit of a badge may take the Enter too.
        """
        now = Moment(0, monotonic())
        if event.commitString():
            self._add(watched, event.commitString(), now)
            if len(event.commitString()) > 1 and is_whole_badge("".join(self._typed)):
                QTimer.singleShot(0, self, self._take_committed)
        elif event.preeditString():
            self._add(watched, "", now)

    def _take_committed(self) -> None:
        """After the field has its letters, so that they can be taken back."""
        if is_whole_badge("".join(self._typed)):
            self._take(Moment(0, monotonic()))

    def _add(self, watched: QObject, characters: str, now: Moment) -> None:
        if not self._befores or now.since(self._last) > self.gap_ms:
            self._forget()
        self._typed.append(characters)
        self._last = now
        known = [one.widget for one in self._befores]
        for widget in (watched, QApplication.focusWidget()):
            if isinstance(widget, QWidget) and widget not in known:
                known.append(widget)
                self._befores.append(before(widget))

    def _forget(self) -> None:
        self._typed, self._befores = [], []

    def _is_code(self, now: Moment) -> bool:
        soon = now.since(self._last) <= self.gap_ms * GAPS_AT_END
        return soon and is_code("".join(self._typed))

    def _is_meant_for_a_field(self) -> bool:
        return any(one.had_focus and one.widget.property(TAKES_CODES) for one in self._befores)

    def _has_just_taken(self, now: Moment) -> bool:
        """The second half of CR LF belongs to the code too."""
        return now.since(self._taken) <= self.gap_ms * GAPS_AT_END

    def _take(self, now: Moment) -> None:
        text = "".join(self._typed)
        for one in reversed(self._befores):
            if isValid(one.widget):
                one.restore()
        focus = next((one.widget for one in self._befores if one.had_focus), None)
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        if focus is not None and isValid(focus) and focus is not QApplication.focusWidget():
            focus.setFocus()
        self._forget()
        self._taken = now
        QTimer.singleShot(0, self, lambda: self.scanned.emit(text))

    def _on_focus_out(self, event: QFocusEvent) -> None:
        """While a list is open over a field, the list gets the field's keys."""
        popup = QApplication.activePopupWidget()
        if event.reason() == Qt.FocusReason.PopupFocusReason and popup is not None:
            popup.installEventFilter(self)

    def _on_hidden(self, watched: QObject) -> None:
        if isinstance(watched, QWidget) and watched.isWindow():
            watched.removeEventFilter(self)


def is_code(text: str) -> bool:
    """Whether a burst can be a slip's digits, any code of ours, or a web address.

    Ours are: a link or URN, a label, and plain facts that end in a label, whatever became of their
    Chinese. An address may be the platform's code, or somebody else's: that is to be said too, and
    one that an input method has made unreadable as well, not left in a field.
    """
    if _DIGITS.fullmatch(text):
        return True
    if len(text) < LABEL:
        return False
    from liaison.domain.code_labels import read_label

    label = read_label(text)
    if label is not None and (label.sound or label.alone):
        return True
    if len(text) < LEAST:
        return False
    from liaison.domain.codes import as_meant, is_shaped, looks_garbled

    return is_shaped(as_meant(text)) or looks_garbled(text) or _is_address(text)


def is_whole_badge(text: str) -> bool:
    """Whether a code other than a slip's is complete, by its check symbol."""
    if len(text) < LEAST or _DIGITS.fullmatch(text):
        return False
    from liaison.domain.codes import as_meant, is_whole

    return is_whole(as_meant(text))


def _is_address(text: str) -> bool:
    return text.isascii() and _ADDRESS.match(text) is not None
