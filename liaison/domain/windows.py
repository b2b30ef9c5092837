"""Tokens of the search index: every two neighbouring characters and every single one."""

from itertools import pairwise


def windows(folded: str) -> tuple[str, ...]:
    """Each distinct character and each distinct pair of neighbours, by code point.

    Pairs don't reach over a line break. The text has been folded (`fold.fold`), so no token holds a
    blank or a quotation mark.
    """
    found: dict[str, None] = {}
    for line in folded.split("\n"):
        found.update(dict.fromkeys(line))
        found.update(dict.fromkeys(map("".join, pairwise(line))))
    return tuple(found)


def wanted(folded_word: str) -> tuple[str, ...]:
    """The tokens that every text holding the word has: its pairs, or its only character."""
    if len(folded_word) < 2:
        return (folded_word,) if folded_word else ()
    pairs = map("".join, pairwise(folded_word))
    return tuple(dict.fromkeys(pairs))
