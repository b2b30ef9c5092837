"""Personal data as lists show it: enough to recognise a record, not enough to pass on.

A deliberate key shows one record whole, and that is logged; nothing else does.
"""

import re

from liaison.domain.fold import narrow
from liaison.domain.names import surname

STARS = "**"
HIDDEN_ZH = "已隐去"
CONFIDENTIAL_ZH = "保密"
_NUMBERS = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9}|0\d{2,3}[- ]?\d{7,8})(?!\d)", re.ASCII)
_ANONYMOUS = re.compile(r"匿名|某")


def mask_name(name: str) -> str:
    """林小敏 → 林**, 欧阳敏 → 欧阳**; the length is not told. 匿名 and 某先生 say nothing and stay."""
    if _ANONYMOUS.search(name):
        return name
    return surname(name) + STARS if name.strip() else ""


def mask_phone(phone: str) -> str:
    """13912348812 → 139****8812, 0580-2041234 → ****1234; a shorter one shows nothing."""
    digits = "".join(filter(str.isdecimal, narrow(phone)))
    if len(digits) < 7:
        return "****" if phone.strip() else ""
    head = digits[:3] if len(digits) >= 11 and digits.startswith("1") else ""
    return f"{head}****{digits[-4:]}"


def mask_in_text(text: str) -> str:
    """Free text with phone and identity numbers in it made unreadable."""
    return _NUMBERS.sub(lambda found: "*" * len(found[0]), text)


def hide(text: str) -> str:
    """What stands where an address, or anything of a visitor who asked for secrecy, is not shown."""
    return HIDDEN_ZH if text.strip() else ""
