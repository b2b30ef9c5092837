"""The numbers that the district has given out itself."""

from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base


class DistrictSeries(Base):
    """The last number given, per year and kind of record (proposal, letter)."""

    __tablename__ = "district_series"
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]
