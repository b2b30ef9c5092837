"""Divisions, villages and grids; categories and units: the district's own lists."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from db.models.base import Base, Keyed, Versioned
from liaison.domain.ids import AreaId, CategoryId, UnitId
from liaison.domain.station import AreaLevel


class Area(Keyed, Versioned, Base):
    """A division by its 12-digit statistics code (GB/T 2260 and its extension)."""

    __tablename__ = "area"
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(index=True)
    level: Mapped[AreaLevel]
    parent_id: Mapped[AreaId | None] = mapped_column(ForeignKey("area.id"), index=True)


class AreaAlias(Keyed, Base):
    """Another way in which an area's name is written: 干览镇 for 干𬒗镇."""

    __tablename__ = "area_alias"
    area_id: Mapped[AreaId] = mapped_column(ForeignKey("area.id"), index=True)
    name: Mapped[str] = mapped_column(index=True)


class Category(Keyed, Versioned, Base):
    """A topic of matters, two levels, editable."""

    __tablename__ = "category"
    name: Mapped[str] = mapped_column(unique=True)
    parent_id: Mapped[CategoryId | None] = mapped_column(ForeignKey("category.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    in_use: Mapped[bool] = mapped_column(default=True)


class Unit(Keyed, Versioned, Base):
    """A body that matters are referred to: 承办单位."""

    __tablename__ = "unit"
    name: Mapped[str] = mapped_column(unique=True)
    phone: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    in_use: Mapped[bool] = mapped_column(default=True)
    parent_id: Mapped[UnitId | None] = mapped_column(ForeignKey("unit.id"))
