"""The kinds of 履职 with their points: the district's own table; and what a year asks at least."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from db.models import PerformanceKind
from liaison.domain.errors import InvalidForm, Problem
from liaison.domain.performance import Demand, Kind
from liaison.domain.text import clean_line
from liaison.services.settings import setting
from liaison.services.work import Work

MOST_POINTS = 1000
MOST_NAME = 40
LEAST = {
    Demand.RECEPTION: "yearly_minimum",
    Demand.CONTACT: "contact_minimum",
    Demand.ACTIVITY: "activity_minimum",
    Demand.REPORT: "report_minimum",
    Demand.LINKS: "contact_links_minimum",
}
"""Which setting each demand of the year is."""


@dataclass(frozen=True)
class KindForm:
    """A kind as the office wants it; `code` is empty for a new one."""

    name: str
    points: int
    most: int
    in_use: bool = True
    code: str = ""


def kinds(work: Work) -> tuple[Kind, ...]:
    """Every kind in the office's order, those out of use too."""
    rows = work.session.scalars(
        select(PerformanceKind).order_by(PerformanceKind.position, PerformanceKind.code)
    )
    return tuple(Kind(row.code, row.name, row.points, row.most, row.in_use) for row in rows)


def least(work: Work) -> dict[Demand, int]:
    """What the year asks of each representative; 0 where the office doesn't ask."""
    return {demand: int(setting(work, key)) for demand, key in LEAST.items()}


def put_kinds(work: Work, forms: Sequence[KindForm]) -> None:
    """Take the whole table, in its order; a kind left out is out of use from now on.

    Its records stay. InvalidForm: a name is missing or twice there, points are out of range.
    """
    if problems := _problems(forms):
        raise InvalidForm(problems)
    known = {row.code: row for row in work.session.scalars(select(PerformanceKind))}
    for row in known.values():
        if row.code not in {form.code for form in forms}:
            row.in_use = False
    for position, form in enumerate(forms):
        row = known.get(form.code) or PerformanceKind(code=_free_code(known))
        row.name, row.points, row.most = clean_line(form.name), form.points, form.most
        row.position, row.in_use = position, form.in_use
        if row.code not in known:
            known[row.code] = row
            work.session.add(row)
    work.session.flush()


def _free_code(known: dict[str, PerformanceKind]) -> str:
    number = 1
    while f"own{number}" in known:
        number += 1
    return f"own{number}"


def _problems(forms: Sequence[KindForm]) -> tuple[Problem, ...]:
    found: list[Problem] = []
    seen: set[str] = set()
    for place, form in enumerate(forms):
        name = clean_line(form.name)
        if not name:
            found.append(Problem(f"kinds.{place}.name", "missing"))
        elif len(name) > MOST_NAME:
            found.append(Problem(f"kinds.{place}.name", "too_long", {"most": MOST_NAME}))
        elif name in seen:
            found.append(Problem(f"kinds.{place}.name", "kind_twice"))
        seen.add(name)
        found += [
            Problem(f"kinds.{place}.{field}", "out_of_range", {"least": 0, "most": MOST_POINTS})
            for field in ("points", "most")
            if not 0 <= getattr(form, field) <= MOST_POINTS
        ]
    return tuple(found)
