"""Whole tokens of the search index beside the windows: initials, phones, numbers, places.

Each begins with a sign that folding drops from texts, so it can't be taken for a window.
"""

from collections.abc import Iterable
from uuid import UUID

from liaison.domain.names import initials

INITIALS, PHONE, NUMBER, STATION, RECORD = "‡†§¶‖"
LONGEST_INITIALS = 6
PHONE_TAIL = 4


def name_keys(names: Iterable[str]) -> set[str]:
    """Every beginning of every possible initials: 林敏 → ‡l ‡lm."""
    found = set()
    for name in names:
        for letters in initials(name):
            found |= {
                INITIALS + letters[:length]
                for length in range(1, min(len(letters), LONGEST_INITIALS) + 1)
            }
    return found


def phone_keys(phones: Iterable[str]) -> set[str]:
    """The last four digits, and all of them."""
    found = set()
    for phone in phones:
        if len(phone) >= PHONE_TAIL:
            found |= {PHONE + phone[-PHONE_TAIL:], PHONE + phone}
    return found


def number_key(serial: int | str) -> str:
    """The running number without its zeros: 330902004-2026-000036 → §36."""
    return f"{NUMBER}{int(serial)}"


def station_key(station_id: UUID) -> str:
    return STATION + station_id.hex


def record_key(record: str) -> str:
    return RECORD + record
