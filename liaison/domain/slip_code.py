"""The code on a handling slip: digits only, so that a scanner can type it as a keyboard would.

Digits come through a Chinese input method, caps lock and any keyboard layout unchanged. 25 of them:
kind (1), the station's nine digits, its suffix (3), year (4), serial (6), check digits (2) of
ISO 7064 MOD 97-10. They stand in the smallest QR symbol (version 1, level Q, numeric).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from liaison.domain.errors import BadInput
from liaison.domain.fold import narrow

LENGTH = 25
GROUP = 5
_STATION = re.compile(r"(?P<division>[0-9]{9})(-(?P<suffix>[1-9][0-9]{0,2}))?")
_CODE = re.compile(
    r"(?P<kind>[0-9])(?P<division>[0-9]{9})(?P<suffix>[0-9]{3})(?P<year>[0-9]{4})(?P<serial>[0-9]{6})"
    r"(?P<check>[0-9]{2})"
)
_NUMBER = re.compile(r"[0-9]{9}(-[0-9]{1,3})?-[0-9]{4}-(?P<letter>[JYF])[0-9]{6}")


class SlipKind(StrEnum):
    REFERRAL = "referral"
    GUIDANCE = "guidance"
    FEEDBACK = "feedback"

    @property
    def digit(self) -> str:
        return _DIGITS[self]

    @property
    def letter(self) -> str:
        """In the number for people: J for 交办, Y for 引导, F for 反馈."""
        return _LETTERS[self]


_DIGITS = {SlipKind.REFERRAL: "1", SlipKind.GUIDANCE: "2", SlipKind.FEEDBACK: "3"}
_LETTERS = {SlipKind.REFERRAL: "J", SlipKind.GUIDANCE: "Y", SlipKind.FEEDBACK: "F"}
_KINDS = {digit: kind for kind, digit in _DIGITS.items()}
SLIP_KIND_ZH = {
    SlipKind.REFERRAL: "交办单",
    SlipKind.GUIDANCE: "引导单",
    SlipKind.FEEDBACK: "征询意见表",
}


class SlipForm(StrEnum):
    """How a scanned or typed text is formed, before the register is asked."""

    OURS = "ours"
    WRONG_CHECK = "wrong_check"
    """Length and beginning are a slip's, the check digits are not."""
    FOREIGN = "foreign"


@dataclass(frozen=True)
class SlipReading:
    """A text taken apart; everything but `form` only where the check digits are right.

    `digits` is the code without blanks, half-width.
    """

    form: SlipForm
    digits: str = ""
    kind: SlipKind | None = None
    station_code: str = ""
    year: int = 0
    serial: int = 0

    @property
    def number(self) -> str:
        """The number for people, "" unless the code is sound."""
        if self.kind is None:
            return ""
        return slip_number(self.kind, self.station_code, self.year, self.serial)


def slip_code(kind: SlipKind, station_code: str, year: int, serial: int) -> str:
    """The 25 digits of a slip; the suffix of a station without one is 001.

    Raises BadInput "station_code_no_slip" for a code of another form than 330902004 or
    330902004-2 (up to -999), "slip_number_spent" for a year or serial beyond their digits.
    """
    station = _STATION.fullmatch(station_code)
    if station is None or station["suffix"] == "1":
        raise BadInput("station_code_no_slip", code=station_code)
    if not (1 <= year <= 9999 and 1 <= serial <= 999_999):
        raise BadInput("slip_number_spent", year=year)
    suffix = int(station["suffix"] or 1)
    body = f"{kind.digit}{station['division']}{suffix:03d}{year:04d}{serial:06d}"
    return body + check_digits(body)


def slip_number(kind: SlipKind, station_code: str, year: int, serial: int) -> str:
    """The number for people to read and say: `330902004-2026-J000012`."""
    return f"{station_code}-{year}-{kind.letter}{serial:06d}"


def read_slip_code(text: str) -> SlipReading:
    """Take a scanned or typed text apart; never raises. Blanks and full-width digits do no harm."""
    digits = "".join(narrow(text).split())
    found = _CODE.fullmatch(digits)
    if found is None or found["kind"] not in _KINDS:
        return SlipReading(SlipForm.FOREIGN)
    if check_digits(digits[:-2]) != found["check"]:
        return SlipReading(SlipForm.WRONG_CHECK, digits)
    suffix, year, serial = int(found["suffix"]), int(found["year"]), int(found["serial"])
    if not (suffix and year and serial):
        return SlipReading(SlipForm.FOREIGN)
    station = found["division"] if suffix == 1 else f"{found['division']}-{suffix}"
    return SlipReading(SlipForm.OURS, digits, _KINDS[found["kind"]], station, year, serial)


def read_slip_number(text: str) -> tuple[SlipKind, str] | None:
    """Kind and number of a typed number for people; None for any other text. Never raises."""
    line = "".join(narrow(text).split()).upper()
    found = _NUMBER.fullmatch(line)
    if found is None:
        return None
    return next(kind for kind in SlipKind if kind.letter == found["letter"]), line


def check_digits(body: str) -> str:
    """ISO 7064 MOD 97-10: 02 to 98; the whole leaves 1 when divided by 97.

    Every wrong digit changes the remainder, and so does the swap of any two neighbours.
    """
    return f"{98 - int(body) * 100 % 97:02d}"


def grouped(code: str) -> str:
    """The digits in groups of five, as they are printed below the symbol."""
    return " ".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))
