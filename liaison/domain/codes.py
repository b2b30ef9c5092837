"""Codes that hang on walls and stand on cards: what they carry, and what a scanned one is.

A code carries an unguessable token and its check symbol, never a person's data. With the office's
web address it is a short link, without one a plain identifier (a URN, RFC 8141) that opens nothing.
"""

import re
import secrets
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

from liaison.domain.errors import BadInput

PAYLOAD_MOST = 45
"""Characters; byte mode, level Q, version 4 (33 by 33 modules) holds 46."""
TOKEN_LENGTH = 16
_SYMBOLS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no i, l, o, u, so that nothing is read as something else."""
_VALUES = {symbol: value for value, symbol in enumerate(_SYMBOLS)}
_URN = "urn:x-liaison:"
_TAIL = re.compile(
    rf"(?P<kind>[sr])[/:](?P<token>[{_SYMBOLS}]{{{TOKEN_LENGTH}}})(?P<check>[{_SYMBOLS}])"
)
_ADDRESS = re.compile(r"https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?")
_PUNCTUATION = str.maketrans({"、": "/", "。": ".", "—": "-", "…": ""})
"""What an input method in Chinese mode makes of a code's own marks; full width is NFKC's."""
_SHAPED = re.compile(rf"\S+[/:][sr][/:][{_SYMBOLS}]{{{TOKEN_LENGTH + 1}}}")
_LINK = re.compile(r"https?://[!-~]+")
"""A whole web address, whoever's."""
_LABEL = re.compile(r"[0-9]+(-[0-9]+)*-[0-9]{3,}-[0-9X]")


class CodeKind(StrEnum):
    STATION = "station"
    REPRESENTATIVE = "representative"

    @property
    def letter(self) -> str:
        return self.value[0]


class CodeSource(StrEnum):
    """What a printed code says, of the three that a holder can have."""

    OWN = "own"
    """This office's own identifier: the address of its portal's page, or a bare URN."""
    OFFICIAL = "official"
    """The link that the province's platform issued."""
    FACTS = "facts"
    """Plain words that a phone shows by itself, without any server."""


class Standing(StrEnum):
    """What a code found somewhere is."""

    VALID = "valid"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"
    """Rightly formed, but never issued here: a forgery, or another office's."""
    WRONG_CHECK = "wrong_check"
    OTHER_ADDRESS = "other_address"
    """The identifier is ours, the address it leads to is not."""
    FOREIGN = "foreign"
    CHANGED = "changed"
    """An 信息码 with a sound label whose other words aren't those of today."""


CODE_KIND_ZH = {CodeKind.STATION: "联络站码", CodeKind.REPRESENTATIVE: "代表码"}
CODE_SOURCE_ZH = {
    CodeSource.OWN: "本站页面",
    CodeSource.OFFICIAL: "官方链接",
    CodeSource.FACTS: "信息码",
}
STANDING_ZH = {
    Standing.VALID: "有效",
    Standing.WITHDRAWN: "已停用",
    Standing.UNKNOWN: "不是本办公室发的码（可能是伪造的）",
    Standing.WRONG_CHECK: "校验位不对",
    Standing.OTHER_ADDRESS: "编号是本办公室的，网址不是",
    Standing.FOREIGN: "别处的码",
    Standing.CHANGED: "编号是真的，其余内容和现在登记的不一样",
}


class Form(StrEnum):
    """How a scanned text is formed, before the register is asked."""

    OURS = "ours"
    OURS_ELSEWHERE = "ours_elsewhere"
    WRONG_CHECK = "wrong_check"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Reading:
    """A scanned text taken apart; kind and token only where the check symbol is right."""

    form: Form
    kind: CodeKind | None = None
    token: str = ""


def new_token() -> str:
    """80 random bits in 16 symbols."""
    return "".join(secrets.choice(_SYMBOLS) for _ in range(TOKEN_LENGTH))


def check_symbol(text: str) -> str:
    """The symbol that follows `text` (Crockford symbols, lower case).

    Each step multiplies by x in GF(32): a changed symbol changes the sum, and so does the swap of
    two neighbours, since neither x nor x + 1 is zero there.
    """
    state = 0
    for symbol in text:
        state = _times_x(state ^ _VALUES[symbol])
    return _SYMBOLS[state]


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ 0b100101 if doubled & 0b100000 else doubled


def web_base(address: str) -> str:
    """The office's web address as codes carry it, "" for none; BadInput when it can't be used."""
    base = address.strip().rstrip("/").lower()
    if not base:
        return ""
    if not _ADDRESS.fullmatch(base):
        raise BadInput("web_address_unusable", address=address)
    most = PAYLOAD_MOST - len("/s/") - TOKEN_LENGTH - 1
    if len(base) > most:
        raise BadInput("web_address_too_long", address=address, most=most)
    return base


def payload(kind: CodeKind, token: str, web_address: str = "") -> str:
    """What the code says when scanned: ASCII, at most 45 characters."""
    identifier = token + check_symbol(kind.letter + token)
    base = web_base(web_address)
    return f"{base}/{kind.letter}/{identifier}" if base else f"{_URN}{kind.letter}:{identifier}"


def read(text: str, web_address: str = "") -> Reading:
    """Take a scanned text apart; never raises for any text."""
    base = web_base(web_address)
    prefixes = (_URN, f"{base}/") if base else (_URN,)
    prefix = next((p for p in prefixes if text.startswith(p)), None)
    if prefix is None:
        kind, token = _tail(text[-TOKEN_LENGTH - 3 :])
        return Reading(Form.OURS_ELSEWHERE if token else Form.FOREIGN, kind, token)
    kind, token = _tail(text.removeprefix(prefix))
    return Reading(Form.OURS if token else Form.WRONG_CHECK, kind, token)


def as_meant(typed: str) -> str:
    """A code as a scanner meant it: no capitals, no full width, no Chinese marks."""
    text = normalize("NFKC", typed.translate(_PUNCTUATION)).strip().lower()
    return re.sub(r"(?<=x)-+(?=liaison)", "-", text)


def is_shaped(text: str) -> bool:
    """Whether a text (as meant) is formed like one of our codes, right or wrong."""
    return text.startswith(_URN) or _SHAPED.fullmatch(text) is not None


def is_whole(text: str) -> bool:
    """Whether a text (as meant) is a code with the right check symbol, so that nothing more comes."""
    return read(text).form in (Form.OURS, Form.OURS_ELSEWHERE)


def looks_garbled(typed: str) -> bool:
    """Whether a burst of keys was one of our codes before an input method changed it."""
    text = as_meant(typed)
    if text.isascii() and (is_shaped(text) or _LINK.fullmatch(text)):
        return False
    return "liaison" in text or text.startswith(("urn", "http"))


def _tail(text: str) -> tuple[CodeKind | None, str]:
    found = _TAIL.fullmatch(text)
    if found is None or check_symbol(found["kind"] + found["token"]) != found["check"]:
        return None, ""
    kind = next(kind for kind in CodeKind if kind.letter == found["kind"])
    return kind, found["token"]


def label(station_code: str, serial: int) -> str:
    """The code for people to read and say: station, running number, check digit: 330902004-012-4."""
    body = f"{station_code}-{serial:03d}-"
    return body + check_digit(body)


def check_digit(body: str) -> str:
    """ISO 7064 MOD 11-2, as on identity cards (GB 11643); the dash counts as ten.

    Catches every wrong character and every swap of neighbours, dashes included.
    """
    total = 0
    for character in body:
        total = (total + _label_value(character)) * 2
    rest = (12 - total % 11) % 11
    return "X" if rest == 10 else str(rest)


def _label_value(character: str) -> int:
    return int(character) if "0" <= character <= "9" else 10


def is_label(text: str) -> bool:
    """Whether a code read out or typed is rightly formed and its check digit fits."""
    return _LABEL.fullmatch(text) is not None and check_digit(text[:-1]) == text[-1]
