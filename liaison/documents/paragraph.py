"""Breaking Chinese text into lines: no closing mark begins a line, no opening mark ends one.

GB/T 15834-2011 §5.1.9 forbids 、，。；：？！ and closing marks at the head of a line, opening ones
at its end. Words of letters and digits stay whole where a line can hold them.
"""

from functools import lru_cache

from liaison.documents.fonts import REGULAR, font, printable

NEVER_FIRST = frozenset("、，。；：？！…—～·）〕】》〉」』”’％℃,.;:?!)]}%")
NEVER_LAST = frozenset("（〔【《〈「『“‘([{￥$№")


@lru_cache(maxsize=8192)
def lines(text: str, width: float, size: float, name: str = REGULAR) -> tuple[str, ...]:
    """The text as lines no wider than `width` points, `printable`; at least one, perhaps empty."""
    broken: list[str] = []
    for paragraph in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        broken += _broken(printable(paragraph).rstrip(), width * 1000 / size, name)
    return tuple(broken)


def one_line(text: str, width: float, size: float, name: str = REGULAR) -> str:
    """The text on a single line, its end replaced by … where it is too long."""
    plain = printable(" ".join(text.splitlines()))
    room = width * 1000 / size
    if sum(font(name).widths(plain)) <= room:
        return plain
    room -= font(name).widths("…")[0]
    return plain[: _fitting(font(name).widths(plain), 0, room)] + "…"


def _broken(text: str, room: float, name: str) -> list[str]:
    widths = font(name).widths(text)
    found: list[str] = []
    start = 0
    while True:
        end = _fitting(widths, start, room)
        if end == len(text):
            return [*found, text[start:]]
        end = _break_before(text, start, end)
        found.append(text[start:end].rstrip())
        start = end
        while start < len(text) and text[start] == " ":
            start += 1


def _fitting(widths: list[float], start: int, room: float) -> int:
    """The end of the longest run from `start` that fits; at least one character."""
    taken = 0.0
    for place in range(start, len(widths)):
        taken += widths[place]
        if taken > room and place > start:
            return place
    return len(widths)


def _break_before(text: str, start: int, end: int) -> int:
    """The nearest permitted place to break at or before `end`; `end` itself where there is none."""
    for place in range(end, start, -1):
        if _may_break(text[place - 1], text[place]):
            return place
    return end


def _may_break(before: str, after: str) -> bool:
    if after in NEVER_FIRST or before in NEVER_LAST:
        return False
    return not (_in_word(before) and _in_word(after))


def _in_word(character: str) -> bool:
    return character.isascii() and not character.isspace()
