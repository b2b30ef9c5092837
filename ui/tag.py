"""What a chip says."""

from dataclasses import dataclass

from ui.theme import State


@dataclass(frozen=True)
class Tag:
    """What a chip says, in a cell or by itself."""

    word: str
    state: State = State.NEUTRAL
    icon: str = ""
