"""Text made comparable: what is written in two ways is found by either."""

import unicodedata
from functools import cache
from importlib.resources import files

_ASCII = range(0x21, 0x7F)
_FULL_WIDTH_SHIFT = 0xFEE0
_VARIATION_SELECTORS = (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))


def narrow(text: str) -> str:
    """NFC, full-width ASCII and blanks made half-width; nothing is dropped.

    For reading what people typed: `１３９` is 139, `（` is ( .
    """
    return unicodedata.normalize("NFC", text).translate(_narrowing())


def fold(text: str) -> str:
    """The form in which texts are compared: letters, digits and symbols only.

    NFC and width folding, lower case, no blanks and punctuation, rare characters replaced by their
    stand-ins (`resources/stand_ins.txt`). Line breaks stay: they part the fields of one record.
    """
    return "\n".join(filter(None, map(_fold_line, text.splitlines())))


def stand_ins() -> dict[str, str]:
    """Rare character → the one often typed instead of it."""
    table = {}
    for line in files("resources").joinpath("stand_ins.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            rare, usual = line.split("\t")
            table[rare] = usual
    return table


def _fold_line(line: str) -> str:
    kept = "".join(filter(_is_compared, narrow(line).lower()))
    return unicodedata.normalize("NFC", kept).translate(_standing_in())


@cache
def _is_compared(char: str) -> bool:
    if ord(char) in _VARIATION_SELECTORS:
        return False
    kind = unicodedata.category(char)[0]
    return kind in "LNM" or (kind == "S" and not char.isascii())


@cache
def _narrowing() -> dict[int, str]:
    full_width = {code + _FULL_WIDTH_SHIFT: chr(code) for code in _ASCII}
    return {**full_width, 0x3000: " ", 0xA0: " "}


@cache
def _standing_in() -> dict[int, str]:
    return {ord(rare): usual for rare, usual in stand_ins().items()}
