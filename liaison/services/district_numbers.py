"""Numbers that the district gives: proposals, letters; gap-free within the year, never reused."""

from sqlalchemy.dialects import postgresql, sqlite

from db.models import DistrictSeries
from liaison.services.work import Work


def reserve_of_district(work: Work, year: int, kind: str) -> int:
    """The next number; it is given out only if the work is committed."""
    dialect = work.session.get_bind().dialect.name
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    row = insert(DistrictSeries).values(year=year, kind=kind, last=1)
    return work.session.execute(
        row.on_conflict_do_update(
            index_elements=["year", "kind"], set_={"last": DistrictSeries.last + 1}
        ).returning(DistrictSeries.last)
    ).scalar_one()
