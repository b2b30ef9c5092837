"""What every table shares: key, version, station, naming of constraints, column types."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import DateTime, Dialect, Enum, ForeignKey, MetaData, String, TypeDecorator, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from liaison.domain import ids

PERSONAL = {"personal": True}
"""`mapped_column(info=PERSONAL)`: the value never reaches the audit trail in clear."""


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: stored as UTC, always aware in Python."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def _values(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


_KEYS = [
    ids.AreaId,
    ids.StationId,
    ids.RepresentativeId,
    ids.SeatId,
    ids.GroupId,
    ids.VisitorId,
    ids.ReceptionId,
    ids.DutyShiftId,
    ids.AttendanceId,
    ids.ActivityId,
    ids.ContactLinkId,
    ids.MatterId,
    ids.RoundId,
    ids.ReferralId,
    ids.SlipId,
    ids.AttachmentId,
    ids.UnitId,
    ids.CategoryId,
    ids.ProposalId,
    ids.LetterId,
    ids.CodeId,
    ids.OfficialLinkId,
    ids.PosterCopyId,
    ids.SubmissionId,
    ids.UserId,
    ids.ImportId,
    ids.DraftId,
]


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        UUID: Uuid(),
        ids.StationCode: String(),
        StrEnum: Enum(
            StrEnum, native_enum=False, length=32, values_callable=_values, create_constraint=False
        ),
        **dict.fromkeys(_KEYS, Uuid()),
    }


class Keyed:
    """A UUIDv7 primary key made by the client."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=ids.new_id, sort_order=-10)

    def __init__(self, **values: Any) -> None:
        """Give the key at once, so that other rows can name it before anything is written."""
        values.setdefault("id", ids.new_id())
        super().__init__(**values)


class Versioned:
    """A row that people change: a second writer of the same version is refused."""

    version: Mapped[int] = mapped_column(default=1, sort_order=90)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.version}


class OfStation:
    """A row that belongs to one station."""

    @declared_attr
    def station_id(cls) -> Mapped[ids.StationId]:  # noqa: N805
        return mapped_column(ForeignKey("station.id"), index=True, sort_order=-5)
