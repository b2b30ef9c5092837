"""查询码: what a sender keeps to ask how a matter stands; it opens one matter and names nobody.

80 random bits and a check symbol, for reading out and typing on a phone: `7h3k 0wqd 9fxm 2rtb e`.
"""

import re
from unicodedata import normalize

from liaison.domain.codes import TOKEN_LENGTH, check_symbol, web_base
from liaison.domain.errors import BadInput

LETTER = "q"
LENGTH = TOKEN_LENGTH + 1
GROUP = 4
_GAPS = re.compile(r"[\s\-‐-―－_.·:：]+")
_MISREAD = str.maketrans("oil", "011")
"""Crockford's reading: what a person sees in a 0 or a 1."""
_LINK = re.compile(r"(?:https?://\S+)?/q/")
_SYMBOLS = re.compile(rf"[0-9a-hjkmnp-tv-z]{{{LENGTH}}}")


def query_code(token: str) -> str:
    """The token with its check symbol, as links carry it."""
    return token + check_symbol(LETTER + token)


def grouped(token: str) -> str:
    """As people read it: groups of four."""
    code = query_code(token)
    return " ".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def query_link(token: str, web_address: str) -> str:
    """The page that tells how the matter stands, "" without a web address; at most 45 characters."""
    base = web_base(web_address)
    return f"{base}/{LETTER}/{query_code(token)}" if base else ""


def token_of(typed: str) -> str:
    """The token of a code as it was typed, pasted or scanned, link or not.

    BadInput: "query_code_unreadable" (not a code at all), "query_code_mistyped" (a slip of the finger).
    """
    text = normalize("NFKC", typed).strip().lower()
    text = _LINK.sub("", text, count=1).rstrip("/")
    text = _GAPS.sub("", text).translate(_MISREAD)
    if not _SYMBOLS.fullmatch(text):
        raise BadInput("query_code_unreadable", length=LENGTH)
    token = text[:TOKEN_LENGTH]
    if check_symbol(LETTER + token) != text[TOKEN_LENGTH]:
        raise BadInput("query_code_mistyped")
    return token
