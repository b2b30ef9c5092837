"""Fonts of every printed page: one composite font a weight, so that no name loses a character.

reportlab has no fall-back between TrueType fonts and draws nothing for a character that a font
lacks; `CompositeFont` looks each character up in several fonts, and `printable` puts 〓 where none
has it, so that a gap is seen. `missing` says which characters those are.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from copy import copy
from functools import cache
from threading import RLock
from typing import Any

from liaison.documents import text_layer

REGULAR = "Liaison"
BOLD = "Liaison-Bold"
GETA = "〓"
"""下駄: the printers' mark for a type that is not in the case."""

DRAWING = RLock()
"""Held while a PDF is made: reportlab's fonts keep a reading position of their own."""


class CompositeFont:
    """Several TrueType fonts that print as one; the first that has a character draws it."""

    # reportlab asks every font for these
    _multiByte = 1  # noqa: N815
    _dynamicFont = 1  # noqa: N815
    shapable = False
    substitutionFonts: Sequence[Any] = ()  # noqa: N815

    def __init__(self, name: str, fonts: Sequence[Any]) -> None:
        self.fontName = name
        self.fonts = list(fonts)
        self.face = copy(self.fonts[0].face)
        self.face.name = f"Composite-{name}".encode()
        self.encoding = self.fonts[0].encoding
        self._maps = [font.face.charToGlyph for font in self.fonts]
        self._places: dict[str, int] = {}
        self._widths: dict[str, float] = {}

    def has(self, character: str) -> bool:
        return any(ord(character) in known for known in self._maps)

    def widths(self, text: str) -> list[float]:
        """The advance of each character, in thousandths of the size."""
        known = self._widths
        return [known[c] if c in known else self._measure(c) for c in text]

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf8") -> float:
        text = text if isinstance(text, str) else text.decode(encoding)
        return 0.001 * size * sum(self.widths(text))

    def splitString(
        self, text: str | bytes, doc: Any, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        text = text if isinstance(text, str) else text.decode(encoding)
        pieces: list[tuple[int, bytes]] = []
        start = 0
        while start < len(text):
            place, end = self._run(text, start)
            pieces += [
                (place << 16 | subset, codes)
                for subset, codes in self.fonts[place].splitString(text[start:end], doc)
            ]
            start = end
        return pieces

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:
        name: str = self.fonts[subset >> 16].getSubsetInternalName(subset & 0xFFFF, doc)
        return name

    def _run(self, text: str, start: int) -> tuple[int, int]:
        place, end = self._place(text[start]), start + 1
        while end < len(text) and self._place(text[end]) == place:
            end += 1
        return place, end

    def _place(self, character: str) -> int:
        place = self._places.get(character)
        if place is None:
            code = ord(character)
            place = next((i for i, known in enumerate(self._maps) if code in known), 0)
            self._places[character] = place
        return place

    def _measure(self, character: str) -> float:
        face = self.fonts[self._place(character)].face
        width: float = face.charWidths.get(ord(character), face.defaultWidth)
        self._widths[character] = width
        return width


@cache
def font(name: str = REGULAR) -> CompositeFont:
    """The composite font of a weight, known to reportlab under its name."""
    with DRAWING:
        return _registered()[name]


def missing(*texts: str) -> frozenset[str]:
    """Characters that no font can print: they come out as 〓."""
    return frozenset(
        c for c in set().union(*texts) if _drawn(ord(c)) == GETA and c not in (GETA, "\n", "\t")
    )


def printable(text: str) -> str:
    """The text as it is drawn: 〓 for what can't be, spaces for tabs, nothing for what is invisible."""
    return text.translate(_TABLE)


def described(characters: Iterable[str]) -> str:
    """Characters in words that any font can print: `U+20BB7、U+0007`."""
    return "、".join(f"U+{ord(c):04X}" for c in sorted(characters))


@cache
def _registered() -> dict[str, CompositeFont]:
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics

    text_layer.mend()
    rl_config.useA85 = 0
    faces = _faces()
    composites = {
        REGULAR: CompositeFont(REGULAR, faces),
        BOLD: CompositeFont(BOLD, [faces[1], faces[0], *faces[2:]]),
    }
    for face in faces:
        pdfmetrics.registerFont(face)
    vars(pdfmetrics)["_fonts"].update(composites)  # not TTFonts, they only print like one
    return composites


def _faces() -> list[Any]:
    """Regular, bold, then every other font that lies beside them: the further fall-backs."""
    from reportlab.pdfbase.ttfonts import TTFont

    from resources.assets import font_path

    paths = [font_path("regular"), font_path("bold")]
    paths += sorted(path for path in paths[0].parent.glob("*.ttf") if path not in paths)
    return [TTFont(f"Face-{path.stem}", str(path)) for path in paths]


@cache
def _drawn(code: int) -> str:
    character = chr(code)
    kind = unicodedata.category(character)
    if character in "\t\u2028\u2029":
        return " "
    if kind in ("Cc", "Cs"):
        return GETA
    if kind == "Cf" or unicodedata.name(character, "").startswith("VARIATION SELECTOR"):
        return ""
    return character if font().has(character) else GETA


class _Table(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = _drawn(code)
        return self[code]


_TABLE = _Table()
