"""A text that holds several reception rules, taken apart."""

import re

from liaison.domain.duty_rules_read import read_rule
from liaison.domain.errors import BadInput
from liaison.domain.text import clean_line

_APART = re.compile(r"[;；。\n]+")
_COMMAS = re.compile(r"[;；。\n，,]+")


def split_rules(text: str) -> tuple[str, ...]:
    """One rule an item; a text that can't be read even in parts stays whole."""
    line = clean_line(text)
    if not line:
        return ()
    if _reads(line):
        return (line,)
    for marks in (_APART, _COMMAS):
        parts = tuple(dict.fromkeys(filter(None, map(clean_line, marks.split(text)))))
        if len(parts) > 1 and all(map(_reads, parts)):
            return parts
    return (line,)


def _reads(text: str) -> bool:
    try:
        read_rule(text)
    except BadInput:
        return False
    return True
