"""行政区划: divisions, villages and grids with their statistics codes."""

import re
from dataclasses import dataclass

from liaison.books.meanings import area_level_of
from liaison.books.table import Kept, Place, Table
from liaison.domain.station import AreaLevel

DIGITS = 12


@dataclass(frozen=True)
class Division:
    """`parent_code` "" at the top; codes have 12 digits, grids 12 and more."""

    place: Place
    code: str
    name: str
    level: AreaLevel
    parent_code: str
    kept: tuple[Kept, ...] = ()


def read_divisions(table: Table) -> tuple[Division, ...]:
    found = []
    for line in table.lines():
        name, code = line.line("name"), full_code(line.line("code"))
        level = area_level_of(line.line("level"), code)
        if not name or not code or level is None:
            line.tell("name" if not name else "code", "no_name" if not name else "bad_code", code)
            table.put_aside(line)
            continue
        parent = full_code(line.line("parent_code")) or _parent_of(code, level)
        found.append(Division(line.place, code, name, level, parent, line.all_kept()))
    return tuple(found)


def full_code(text: str) -> str:
    """A division's code with its zeros: 330902 → 330902000000; "" when it is none."""
    bare = re.sub(r"\s", "", text)
    if not re.fullmatch(r"[0-9]{6,15}", bare):
        return ""
    return bare.ljust(DIGITS, "0")


def _parent_of(code: str, level: AreaLevel) -> str:
    kept = {AreaLevel.TOWNSHIP: 6, AreaLevel.VILLAGE: 9, AreaLevel.GRID: 12}.get(level, 0)
    return code[:kept].ljust(DIGITS, "0") if kept else ""
