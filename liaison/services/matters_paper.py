"""The work list as paper: what stands on the screen, masked, its print written to the trail."""

from sqlalchemy import select

from db.models import Matter, Station
from liaison.domain.ids import MatterId, StationId
from liaison.domain.masks import mask_in_text
from liaison.domain.matter import MATTER_STATUS_ZH, STAGE_ZH
from liaison.domain.papers import MatterLine, MattersPaper
from liaison.services import audit
from liaison.services.matter_list import MatterQuery, MatterRow, page
from liaison.services.settings import setting
from liaison.services.work import Work

MOST = 2000
"""Rows on one print, about a hundred pages."""


def matters_paper(
    work: Work, query: MatterQuery, keys: frozenset[MatterId] = frozenset()
) -> MattersPaper:
    """The first `MOST` matters of a query in the list's order. Use inside `office.write`.

    With `keys` only those of them.
    """
    rows = page(work, query, limit=MOST)
    full = len(rows) == MOST
    rows = [row for row in rows if not keys or row.id in keys]
    names = {} if query.station_id else _stations(work, rows)
    audit.note(work, "print", "matters", None, query.station_id, rows=len(rows))
    return MattersPaper(
        place=_where(work, query.station_id),
        filters=(
            *_filters(query, full=full and not keys),
            *((f"勾选的 {len(rows)} 件",) if keys else ()),
        ),
        printed_on=work.today,
        printed_by=work.actor,
        lines=tuple(_line(work, row, names.get(row.id, "")) for row in rows),
        with_station=query.station_id is None,
    )


def _where(work: Work, station_id: StationId | None) -> str:
    if station_id is None:
        return str(setting(work, "district")) or "全区"
    return work.session.get_one(Station, station_id).name


def _stations(work: Work, rows: list[MatterRow]) -> dict[object, str]:
    """The station's name of each row, asked for in lots: a database takes so many values at once."""
    keys = [row.id for row in rows]
    found: dict[object, str] = {}
    for start in range(0, len(keys), 500):
        pairs = (
            select(Matter.id, Station.name)
            .join(Station, Station.id == Matter.station_id)
            .where(Matter.id.in_(keys[start : start + 500]))
        )
        found.update((key, name) for key, name in work.session.execute(pairs))
    return found


def _filters(query: MatterQuery, *, full: bool) -> tuple[str, ...]:
    """What was asked for, in words."""
    period = query.period
    return tuple(
        filter(
            None,
            (
                STAGE_ZH[query.stage] if query.stage else "",
                f"{period.first:%Y-%m-%d} 至 {period.last:%Y-%m-%d} 提出" if period else "",
                "只看逾期" if query.overdue else "",
                f"{query.soon:%Y-%m-%d} 前到期" if query.soon else "",
                f"经办人 {query.mine}" if query.mine else "",
                f"含“{mask_in_text(query.text)}”" if query.text.strip() else "",
                f"只印前 {MOST} 件" if full else "",
            ),
        )
    )


def _line(work: Work, row: MatterRow, station: str) -> MatterLine:
    return MatterLine(
        number=row.number,
        title=mask_in_text(row.title),
        unit=row.unit,
        due_on=row.due_on,
        due_unconfirmed=row.due_is_guess,
        state=MATTER_STATUS_ZH[row.status],
        late=_late(work, row),
        station=station,
    )


def _late(work: Work, row: MatterRow) -> str:
    """Overdue now, or late once: that stays visible."""
    if row.due_on is not None and row.due_on < work.today:
        return f"逾期 {(work.today - row.due_on).days} 天"
    return f"曾逾期 {row.late_days} 天" if row.late_days else ""
