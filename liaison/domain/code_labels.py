"""Labels as they are read out, typed, or left at the end of a garbled 信息码."""

import re
from dataclasses import dataclass
from unicodedata import normalize

from liaison.domain.codes import is_label

LEAST = 15
"""Characters of the shortest label: 330902004-001-4."""
MOST = 24
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣", "-"))
_AT_END = re.compile(r"(?:^|[^0-9-])([0-9]{9}(?:-[0-9]{1,3})?-[0-9]{3,}-[0-9X])$")
_NEARLY = re.compile(rf"[0-9]{{7}}[0-9X-]{{{LEAST - 7},{MOST - 7}}}")
"""A label with any one character wrong, or two neighbours swapped, is still of this form."""


@dataclass(frozen=True)
class LabelReading:
    label: str
    sound: bool
    alone: bool
    """Whether nothing stood before it: then it was typed, not read from an 信息码."""


def read_label(text: str) -> LabelReading | None:
    """The label that a text is or ends in, mistyped ones too; None where there is none."""
    meant = normalize("NFKC", text).translate(_DASHES).strip().upper()
    if _NEARLY.fullmatch(meant) and "-" in meant:
        return LabelReading(meant, is_label(meant), alone=True)
    found = _AT_END.search(meant)
    if found is None:
        return None
    return LabelReading(found[1], is_label(found[1]), alone=found[1] == meant)
