"""A switch that begins with nothing chosen: what a visitor says is never guessed for them."""

from collections.abc import Hashable, Sequence
from typing import Any

from ui.widgets.switch import SegmentedSwitch


class OpenSwitch(SegmentedSwitch):
    """`value` is None until somebody chooses."""

    def __init__(self, name: str, choices: Sequence[tuple[Hashable, str]]) -> None:
        super().__init__(name, choices)
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)
        self._tell()

    @property
    def value(self) -> Any:
        place = self._group.checkedId()
        return self._values[place] if place >= 0 else None
