"""Whose codes are printed: their public facts, gathered for a station's sheets at once."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select

from db.models import GroupMember, Representative, RepresentativeGroup, Seat, Station
from liaison.documents.poster_holder import Holder
from liaison.domain.codes import CodeKind, CodeSource
from liaison.domain.ids import StationId
from liaison.domain.representative import SEAT_LEVEL_ZH, GroupKind, SeatLevel
from liaison.services.code_rows import CodeRow, said
from liaison.services.looks import look
from liaison.services.photos import station_picture, stored
from liaison.services.settings import setting
from liaison.services.work import Work


def holders_of(
    work: Work,
    station: Station,
    rows: Sequence[CodeRow],
    source: CodeSource,
    shown: Mapping[str, bool] | None = None,
) -> list[Holder]:
    """One holder a row, in their order. `shown` None: the fields that the station chose."""
    station_id = StationId(station.id)
    chosen = look(work, station_id)
    switches = dict(chosen.shown if shown is None else shown)
    levels, groups, photos = _levels(work, rows), _groups(work, rows), _photos(work, rows)
    picture = station_picture(work, station_id)
    district, issuer = (str(setting(work, key) or "") for key in ("district", "issuer"))
    return [
        Holder(
            name=row.whose,
            station=station.name,
            payload=said(row, source),
            label=row.label,
            printed_on=work.today,
            person=row.kind is CodeKind.REPRESENTATIVE,
            source=source,
            edition=row.edition,
            district=district,
            level=levels.get(row.representative_id, "人大代表") if row.representative_id else "",
            group=groups.get(row.representative_id, ""),
            days=station.reception_rule,
            place=station.address,
            phone=station.phone,
            issuer=issuer,
            title=chosen.title,
            slogan=chosen.slogan,
            colour=chosen.colour,
            accepted=tuple(chosen.accepted.splitlines()),
            not_accepted=tuple(chosen.not_accepted.splitlines()),
            photo=stored(work, photos.get(row.representative_id, "")),
            picture=picture,
            shown=switches,
        )
        for row in rows
    ]


def _photos(work: Work, rows: Sequence[CodeRow]) -> dict[UUID | None, str]:
    keys = [row.representative_id for row in rows if row.representative_id is not None]
    query = select(Representative.id, Representative.photo).where(Representative.id.in_(keys))
    return {key: digest for key, digest in work.session.execute(query)}  # noqa: C416 - rows, not pairs


def _levels(work: Work, rows: Sequence[CodeRow]) -> dict[UUID | None, str]:
    """`市、区人大代表`: the congresses a person sits in now, the highest first."""
    keys = [row.representative_id for row in rows]
    seats = select(Seat.representative_id, Seat.level).where(
        Seat.representative_id.in_(keys), Seat.ended_on.is_(None)
    )
    held: dict[UUID | None, set[SeatLevel]] = {}
    for key, level in work.session.execute(seats):
        held.setdefault(key, set()).add(level)
    order = list(SeatLevel)
    return {
        key: "、".join(SEAT_LEVEL_ZH[one] for one in sorted(levels, key=order.index)) + "人大代表"
        for key, levels in held.items()
    }


def _groups(work: Work, rows: Sequence[CodeRow]) -> dict[UUID | None, str]:
    """`昌国街道代表团 第2小组`."""
    keys = [row.representative_id for row in rows]
    members = (
        select(GroupMember.representative_id, RepresentativeGroup.kind, RepresentativeGroup.name)
        .join(RepresentativeGroup, RepresentativeGroup.id == GroupMember.group_id)
        .where(GroupMember.representative_id.in_(keys))
        .order_by(RepresentativeGroup.name)
    )
    named: dict[UUID | None, dict[GroupKind, str]] = {}
    for key, kind, name in work.session.execute(members):
        named.setdefault(key, {}).setdefault(kind, name)
    order = (GroupKind.DELEGATION, GroupKind.GROUP)
    return {key: " ".join(n[k] for k in order if k in n) for key, n in named.items()}
