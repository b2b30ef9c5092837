"""Typed and pasted text, made fit to keep: nothing that a database or a page can't hold."""

import re
import unicodedata

_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile(r"[ \t\u3000\xa0]+")


def clean(text: str) -> str:
    """NFC, without control or direction marks; half a surrogate becomes U+FFFD; ends trimmed."""
    visible = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", _SURROGATES.sub("\ufffd", visible)).strip()


def clean_line(text: str) -> str:
    """One line: line breaks and runs of blanks become one blank."""
    return _BLANKS.sub(" ", clean(text).replace("\n", " ")).strip()


def clean_name(text: str) -> str:
    """A person's name as it is printed: blanks inside a Chinese name are padding and go."""
    line = clean_line(text)
    return line if line.isascii() else line.replace(" ", "")


def digits(text: str) -> str:
    """The digits of a telephone number, full-width ones folded; "" when it holds letters."""
    folded = unicodedata.normalize("NFKC", text)
    kept = re.sub(r"[\s\-—–－()（）+.·]", "", folded)
    return kept if kept.isascii() and kept.isdigit() else ""
