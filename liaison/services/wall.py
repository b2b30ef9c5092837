"""The wall ledger: which copy of which code hangs where, who looked at it, which are to come down."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from db.models import Code, PosterCopy
from liaison.domain.codes import CodeKind, CodeSource
from liaison.domain.errors import BadInput, InvalidForm, NotFound, Problem
from liaison.domain.ids import CodeId, PosterCopyId, RepresentativeId, StationId
from liaison.domain.text import clean_line
from liaison.services.code_rows import CodeRow, said
from liaison.services.codes import codes
from liaison.services.settings import setting
from liaison.services.work import Work

MOST_PLACE, MOST_REMARK = 80, 100


@dataclass(frozen=True)
class HangForm:
    """A sheet that was put up."""

    code_id: CodeId
    place: str
    hung_on: date
    template: str = ""
    source: CodeSource = CodeSource.OWN
    hung_by: str = ""

    def problems(self, today: date) -> tuple[Problem, ...]:
        found = []
        if not clean_line(self.place):
            found.append(Problem("place", "missing"))
        elif len(clean_line(self.place)) > MOST_PLACE:
            found.append(Problem("place", "too_long", {"most": MOST_PLACE}))
        if self.hung_on > today:
            found.append(Problem("hung_on", "in_the_future", {"today": today.isoformat()}))
        return tuple(found)


@dataclass(frozen=True)
class CopyRow:
    """One copy. `stale` says why it must come down, "" while it is right; `due`: nobody looked lately."""

    id: PosterCopyId
    code_id: CodeId
    station_id: StationId
    station: str
    representative_id: RepresentativeId | None
    whose: str
    kind: CodeKind
    label: str
    source: CodeSource
    template: str
    place: str
    hung_on: date
    hung_by: str
    checked_on: date | None
    checked_by: str
    check_remark: str
    taken_down_on: date | None
    taken_down_by: str
    taken_down_reason: str
    stale: str = ""
    due: bool = False


def hang(work: Work, form: HangForm) -> PosterCopyId:
    """Note a copy. InvalidForm; BadInput: the code doesn't stand, or has nothing of that source."""
    if problems := form.problems(work.today):
        raise InvalidForm(problems)
    row = next((one for one in codes(work) if one.id == form.code_id), None)
    if row is None:
        raise NotFound("code_not_found")
    text = said(row, form.source)
    if row.withdrawn_on is not None or not text:
        raise BadInput("copy_of_no_code", label=row.label, whose=row.whose)
    copy = PosterCopy(
        station_id=row.station_id,
        code_id=row.id,
        source=form.source,
        text=text,
        template=form.template,
        place=clean_line(form.place),
        hung_on=form.hung_on,
        hung_by=clean_line(form.hung_by) or work.actor,
    )
    work.session.add(copy)
    work.session.flush()
    return PosterCopyId(copy.id)


def check_copy(
    work: Work, key: PosterCopyId, remark: str = "", on: date | None = None, by: str = ""
) -> None:
    """Somebody looked at a copy, on a day (today), and what they found."""
    copy = _hanging(work, key)
    day = on or work.today
    if day > work.today or day < copy.hung_on:
        raise BadInput("copy_checked_when", day=day.isoformat(), hung=copy.hung_on.isoformat())
    copy.checked_on, copy.checked_by = day, clean_line(by) or work.actor
    copy.check_remark = clean_line(remark)[:MOST_REMARK]
    work.session.flush()


def take_down(work: Work, key: PosterCopyId, reason: str, on: date | None = None) -> None:
    """A copy came down; the row stays. BadInput without a reason or when it is down already."""
    why = clean_line(reason)[:MOST_REMARK]
    if not why:
        raise BadInput("take_down_reason_missing")
    copy = _hanging(work, key)
    copy.taken_down_on, copy.taken_down_by = on or work.today, work.actor
    copy.taken_down_reason = why
    work.session.flush()


def move(work: Work, key: PosterCopyId, place: str) -> None:
    """Say better where a copy hangs."""
    where = clean_line(place)[:MOST_PLACE]
    if not where:
        raise InvalidForm((Problem("place", "missing"),))
    _hanging(work, key).place = where
    work.session.flush()


def copies(work: Work, station_id: StationId | None = None) -> list[CopyRow]:
    """Every copy, those taken down too; what must come down first, then by code and place."""
    held = {row.id: row for row in codes(work, station_id)}
    query = select(PosterCopy).order_by(PosterCopy.place, PosterCopy.id)
    if station_id is not None:
        query = query.where(PosterCopy.station_id == station_id)
    before = work.today - timedelta(days=int(setting(work, "poster_check_days")))
    rows = [_row(copy, held[CodeId(copy.code_id)], before) for copy in work.session.scalars(query)]
    order = {key: place for place, key in enumerate(held)}
    return sorted(
        rows,
        key=lambda row: (
            row.taken_down_on is not None,
            not row.stale,
            order[row.code_id],
            row.place,
        ),
    )


def stale(work: Work, station_id: StationId | None = None) -> list[CopyRow]:
    """Copies that still hang and must come down."""
    return [row for row in copies(work, station_id) if row.stale]


def hanging_of(work: Work, key: RepresentativeId) -> list[CopyRow]:
    """Where a representative's codes hang now, whatever code it was."""
    query = (
        select(PosterCopy.id)
        .join(Code, Code.id == PosterCopy.code_id)
        .where(Code.representative_id == key, PosterCopy.taken_down_on.is_(None))
    )
    wanted = set(work.session.scalars(query))
    return [row for row in copies(work) if row.id in wanted] if wanted else []


def round_pdf(work: Work, station_id: StationId | None = None) -> bytes:
    """The round to walk, as paper: every copy that hangs, where, since when, with room to tick."""
    from db.models import Station
    from liaison.documents.wall_round_pdf import WallLine, wall_round_pdf
    from liaison.services.code_prints import template_title

    station = work.session.get(Station, station_id) if station_id is not None else None
    place = station.name if station else str(setting(work, "district") or "全区")
    lines = [
        WallLine(
            row.station,
            row.place,
            row.whose,
            row.label,
            template_title(row.template),
            row.hung_on,
            row.checked_on,
            row.stale,
            row.check_remark,
        )
        for row in copies(work, station_id)
        if row.taken_down_on is None
    ]
    by_place = sorted(lines, key=lambda line: (line.station, line.place, line.label))
    return wall_round_pdf(place, by_place, work.today, with_station=station is None)


def _hanging(work: Work, key: PosterCopyId) -> PosterCopy:
    copy = work.session.get(PosterCopy, key)
    if copy is None:
        raise NotFound("copy_not_found")
    if copy.taken_down_on is not None:
        raise BadInput("copy_down_already", place=copy.place, day=copy.taken_down_on.isoformat())
    return copy


def _row(copy: PosterCopy, code: CodeRow, before: date) -> CopyRow:
    values: dict[str, Any] = {
        name: getattr(copy, name)
        for name in (
            *("source", "template", "place", "hung_on", "hung_by", "checked_on", "checked_by"),
            *("check_remark", "taken_down_on", "taken_down_by", "taken_down_reason"),
        )
    }
    row = CopyRow(
        id=PosterCopyId(copy.id),
        code_id=code.id,
        station_id=code.station_id,
        station=code.station,
        representative_id=code.representative_id,
        whose=code.whose,
        kind=code.kind,
        label=code.label,
        **values,
    )
    if copy.taken_down_on is not None:
        return row
    return replace(
        row, stale=_why_stale(copy, code), due=(copy.checked_on or copy.hung_on) <= before
    )


def _why_stale(copy: PosterCopy, code: CodeRow) -> str:
    """Why a copy must come down, in words; "" while what it says is still what would be printed."""
    if code.withdrawn_on is not None:
        return (
            f"{code.whose}的码已于 {code.withdrawn_on.isoformat()} 停用（{code.withdrawn_reason}）"
        )
    now = said(code, CodeSource(copy.source))
    if not now:
        return f"{code.whose}的这种码已经没有了"
    if now == copy.text:
        return ""
    changed = {
        CodeSource.OWN: "网址改了，扫出来的页面不对",
        CodeSource.OFFICIAL: "平台换发了新码",
        CodeSource.FACTS: "接待日、电话或站名改了，扫出来的还是旧的",
    }
    return changed[CodeSource(copy.source)]
