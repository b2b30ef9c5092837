"""Bring in divisions, villages and grids."""

from db.models import Area
from liaison.books.divisions import Division
from liaison.domain.fold import fold
from liaison.domain.ids import AreaId
from liaison.domain.station import AreaLevel
from liaison.services.imports.importing import Importing
from liaison.services.imports.known import KnownArea


def bring_areas(importing: Importing, divisions: tuple[Division, ...]) -> None:
    """Add what is new, the upper levels first; an area is known by its code."""
    known = importing.known
    for division in sorted(divisions, key=lambda one: list(AreaLevel).index(one.level)):
        old = known.areas.get(division.code)
        if old is not None:
            importing.unchanged["area"] += 1
            if fold(old.name) != fold(division.name):
                importing.tell(division.place, "area_differs", division.name)
            continue
        parent = known.areas.get(division.parent_code)
        key = importing.batch.add(
            Area,
            code=division.code,
            name=division.name,
            level=division.level,
            parent_id=parent.id if parent else None,
        )
        known.add_area(
            KnownArea(
                AreaId(key),
                division.code,
                division.name,
                division.level,
                parent.id if parent else None,
            )
        )
        importing.keep("area", key, None, division.place, division.kept)
