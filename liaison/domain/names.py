"""People's names: surname, and the pinyin initials by which a name is typed."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import islice, product

from liaison.domain.fold import fold
from resources import assets

READINGS_OF_A_CHARACTER = 3
"""Rarer readings of one character are not asked for."""
MOST_INITIALS = 32


def surname(name: str) -> str:
    """The surname as far as it can be told: a known compound one, else the first character."""
    bare = name.strip()
    return bare[:2] if len(bare) > 2 and bare[:2] in _surnames() else bare[:1]


def initials(name: str) -> tuple[str, ...]:
    """Possible initials of a name, likeliest first: 单晓忠 → sxz, dxz, …; 欧阳敏 → oym.

    A surname's own reading comes before the character's others; Latin letters and digits stand for
    themselves; a character without a known reading is skipped.
    """
    return tuple(dict.fromkeys(filter(None, map("".join, _combinations(fold(name))))))


def _combinations(name: str) -> Iterable[tuple[str, ...]]:
    family = surname(name)
    known = _surnames().get(family, ())
    parts: list[tuple[str, ...]] = [(_own_then_others(family, known))] if family else []
    parts += [_of_character(char) for char in name[len(family) :]]
    return islice(product(*parts), MOST_INITIALS)


def _own_then_others(family: str, known: tuple[str, ...]) -> tuple[str, ...]:
    if len(family) > 1:
        return known
    return tuple(dict.fromkeys(known + _of_character(family))) or ("",)


def _of_character(char: str) -> tuple[str, ...]:
    if char.isascii():
        return (char,)
    return _readings().get(char, ("",))


@cache
def _surnames() -> dict[str, tuple[str, ...]]:
    """Surname → its initials: 单 → (s,), 尉迟 → (yc,)."""
    table = {}
    for line in files("resources").joinpath("surnames.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, readings = line.split("\t")
            table[name] = _first_letters(readings)
    return table


def _first_letters(readings: str) -> tuple[str, ...]:
    letters = ("".join(part[0] for part in reading.split()) for reading in readings.split(","))
    return tuple(dict.fromkeys(letters))


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    """Character → initials of its readings, commonest first; the table is built at installation."""
    table: dict[str, tuple[str, ...]] = {}
    shared: dict[str, tuple[str, ...]] = {}
    with assets.pinyin_path().open(encoding="utf-8") as lines:
        for line in lines:
            char, readings = line.rstrip("\n").split("\t")
            if readings not in shared:
                shared[readings] = _first_letters(readings)[:READINGS_OF_A_CHARACTER]
            table[char] = shared[readings]
    return table
