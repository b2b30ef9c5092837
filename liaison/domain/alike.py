"""How alike two texts are: by the two-character windows that they share."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import pairwise

LONGEST_COMPARED = 300


def pairs(folded: str) -> frozenset[str]:
    """The windows of a folded text; they don't reach over a line break."""
    found: set[str] = set()
    for line in folded[:LONGEST_COMPARED].split("\n"):
        found.update(map("".join, pairwise(line)))
    return frozenset(found)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """0 to 1 (Dice); the same either way round."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def without(folded: str, names: Iterable[str]) -> str:
    """The text without these places' names: that two matters name one village says nothing yet."""
    for name in names:
        if name and name in folded:
            folded = folded.replace(name, "\n")
    return folded


def shared_words(one: str, other: str) -> str:
    """The longest run of characters that both have, "" when there are not two."""
    place = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    words = one[place.a : place.a + place.size].strip("\n").partition("\n")[0]
    return words if len(words) > 1 else ""
