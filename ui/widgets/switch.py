"""A segmented switch: one of a few words, arrow keys move."""

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget


class SegmentedSwitch(QWidget):
    changed = Signal(object)
    """The value that is now chosen; only when a person chose it."""

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[Hashable, str]],
        *,
        stretch: bool = False,
        kind: str = "segment",
        parent: QWidget | None = None,
    ) -> None:
        """`choices`: (value, word). `name` is what a screen reader says."""
        super().__init__(parent)
        self._name = name
        self._values = [value for value, _ in choices]
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0 if kind == "segment" else 20)
        for place, (_, word) in enumerate(choices):
            row.addWidget(self._segment(name, word, place, kind), 1 if stretch else 0)
        if not stretch:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group.idClicked.connect(self._on_clicked)
        if choices:
            self.choose(choices[0][0])

    def _segment(self, name: str, word: str, place: int, kind: str) -> QPushButton:
        button = QPushButton(word)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("kind", kind)
        last = len(self._values) - 1
        ends = {0: "first", last: "last"}
        button.setProperty("place", "only" if not last else ends.get(place, "middle"))
        button.setAccessibleName(f"{name}：{word}")
        self._group.addButton(button, place)
        return button

    @Slot(int)
    def _on_clicked(self, place: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._tell()
        self.changed.emit(self._values[place])

    @property
    def value(self) -> Any:
        return self._values[self._group.checkedId()]

    def choose(self, value: Hashable) -> None:
        """Show a value without telling `changed`."""
        self._group.button(self._values.index(value)).setChecked(True)
        self._tell()

    def word(self, value: Hashable, word: str) -> None:
        """Change the word of one choice."""
        button = self._group.button(self._values.index(value))
        button.setText(word)
        button.setAccessibleName(f"{self._name}：{word}")
        self._tell()

    def _tell(self) -> None:
        """Name the chosen word, and show which one the arrow keys will move from."""
        for button in self._group.buttons():
            lit = self.hasFocus() and button.isChecked()
            if button.property("lit") != lit:
                button.setProperty("lit", lit)
                button.style().unpolish(button)
                button.style().polish(button)
        chosen = self._group.checkedButton()
        self.setAccessibleName(chosen.accessibleName() if chosen else self._name)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        place = (self._group.checkedId() + step) % len(self._values)
        self.choose(self._values[place])
        self.changed.emit(self._values[place])
