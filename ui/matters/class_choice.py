"""One of the office's classes of answers, each with the definition that is printed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from liaison.services.step_choices import ClassChoice
from ui import theme
from ui.widgets import Text


class ClassSwitch(QWidget):
    """Letters choose too: A, B, C. Nothing is chosen for the clerk."""

    changed = Signal()

    def __init__(self, name: str, classes: Sequence[ClassChoice]) -> None:
        super().__init__()
        self._classes = tuple(classes)
        self._group = QButtonGroup(self)
        self.setAccessibleName(name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for place, one in enumerate(self._classes):
            self._add_line(grid, name, place, one)
        self._group.idToggled.connect(lambda _place, on: self.changed.emit() if on else None)
        if self.buttons:
            self.setFocusProxy(self.buttons[0])

    @property
    def buttons(self) -> list[QRadioButton]:
        return [one for one in self._group.buttons() if isinstance(one, QRadioButton)]

    def _add_line(self, grid: QGridLayout, name: str, place: int, one: ClassChoice) -> None:
        button = QRadioButton(f"{one.code}　{one.name}")
        button.setAccessibleName(f"{name}：{one.code} {one.name}，{one.definition}")
        self._group.addButton(button, place)
        grid.addWidget(button, place, 0, Qt.AlignmentFlag.AlignTop)
        words = Text(one.definition, "small", wrap=True)
        words.setMinimumHeight(theme.active().px(26))
        words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(words, place, 1)

    @property
    def code(self) -> str:
        place = self._group.checkedId()
        return self._classes[place].code if 0 <= place < len(self._classes) else ""

    def choose(self, code: str) -> None:
        """An unknown code chooses nothing."""
        for place, one in enumerate(self._classes):
            if one.code == code:
                self._group.button(place).setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letters = {one.code.upper(): one.code for one in self._classes}
        if event.text().upper() in letters:
            self.choose(letters[event.text().upper()])
            return
        super().keyPressEvent(event)
