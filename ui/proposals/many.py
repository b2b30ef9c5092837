"""Several of a list: each chosen one becomes a chip with a cross, the field is free again."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.button import CloseButton
from ui.widgets.flow import FlowLayout
from ui.widgets.line import Option, SearchCombo
from ui.widgets.parts import clear
from ui.widgets.text import Text


class Many(QWidget):
    """A `free` one also takes words that are not in the list; its values are then the words."""

    changed = Signal()

    def __init__(self, name: str, options: Sequence[Option] = (), *, free: bool = False) -> None:
        super().__init__()
        self._name, self._free = name, free
        self._given: list[Option] = []
        self.combo = SearchCombo(name, options, free=free)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=6)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self.combo)
        box.addWidget(self._chips)
        self.setFocusProxy(self.combo)
        self.setAccessibleName(name)
        self.combo.chosen.connect(self._on_chosen)
        self.combo.editingFinished.connect(self._on_left)
        self._options: dict[Any, Option] = {}
        self.offer(options)
        self._show()

    def offer(self, options: Sequence[Option]) -> None:
        self._options = {one.value: one for one in options}
        self.combo.offer(options)

    @property
    def values(self) -> tuple[Any, ...]:
        """What is chosen, words still in the field with it."""
        found = [one.value for one in self._given]
        left = self.combo.words.strip()
        if self._free and left and left not in found:
            found.append(left)
        return tuple(found)

    def put(self, values: Sequence[Any]) -> None:
        """Show these; what is not offered any more is passed over, unless words are free."""
        known = [self._options.get(value) or self._word(value) for value in values]
        self._given = [one for one in known if one is not None]
        self.combo.choose(None)
        self._show()

    def _word(self, value: Any) -> Option | None:
        return Option(value, str(value)) if self._free else None

    @Slot(object)
    def _on_chosen(self, value: Any) -> None:
        option = self._options.get(value)
        if option is not None:
            self._add(option)

    @Slot()
    def _on_left(self) -> None:
        words = self.combo.words.strip()
        if self._free and words:
            self._add(self._options.get(words) or Option(words, words))

    def _add(self, option: Option) -> None:
        if all(one.value != option.value for one in self._given):
            self._given.append(option)
        self.combo.choose(None)
        self._show()
        self.changed.emit()

    def _drop(self, option: Option) -> None:
        self._given.remove(option)
        self._show()
        self.combo.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _show(self) -> None:
        clear(self._flow)
        for option in self._given:
            self._flow.addWidget(self._chip(option))
        self._chips.setVisible(bool(self._given))

    def _chip(self, option: Option) -> QFrame:
        chip = QFrame()
        chip.setObjectName("pill")
        chip.setFixedHeight(theme.active().px(32))
        row = QHBoxLayout(chip)
        row.setContentsMargins(12, 0, 6, 0)
        row.setSpacing(4)
        row.addWidget(Text(option.short or option.word))
        cross = CloseButton(f"去掉 {option.word}")
        cross.clicked.connect(lambda: self._drop(option))
        row.addWidget(cross)
        return chip
