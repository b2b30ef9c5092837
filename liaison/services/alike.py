"""Matters that may be the same one: by their words, their village and their category."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import RowMapping, and_, exists, func, select

from db.models import Area, Category, Matter, Reception, ReceptionVisitor, Round, SearchEntry
from liaison.domain.alike import likeness, pairs, shared_words, without
from liaison.domain.errors import NotFound
from liaison.domain.fold import fold
from liaison.domain.ids import AreaId, CategoryId, MatterId, StationId, VisitorId
from liaison.domain.matter import MatterStatus, Stage
from liaison.services import search
from liaison.services.work import Work

CLOSED_WITHIN_DAYS = 90
RAISED_WITHIN_DAYS = 365
MOST_COMPARED = 600
MOST_SHOWN = 5
MOST_FOUND = 20
LEAST, LEAST_WITH_PLACE = 0.3, 0.2
"""Likeness of the words that is enough by itself, or in the same village."""
OF_CONTENT = 0.9
SAME_PLACE, SAME_CATEGORY = 0.15, 0.05
WAITING = (Stage.TO_REFER, Stage.IN_HAND, Stage.WAITING, Stage.UNTOLD, Stage.TRACKED)
CLOSED = (Stage.TO_CLOSE, Stage.DONE)
_JOINED = (MatterStatus.VOID, MatterStatus.MERGED)


@dataclass(frozen=True)
class AlikeMatter:
    id: MatterId
    number: str
    title: str
    unit: str
    village: str
    category: str
    raised_on: date
    due_on: date | None
    status: MatterStatus
    is_open: bool
    same_visitor: bool
    """The person asked about raised it: what comes now is a repeat (重复反映), not another's."""
    score: float
    """Likeness of the words, 0 to 1, and a little for the same village and category."""
    why: str
    """同村 · 同类 · 都说“路灯不亮”."""


def alike(  # noqa: PLR0913, PLR0917 - all that is known of the matter being typed
    work: Work,
    title: str,
    content: str,
    area_id: AreaId | None,
    category_id: CategoryId | None,
    station_id: StationId,
    except_id: MatterId | None = None,
    visitor_id: VisitorId | None = None,
) -> tuple[AlikeMatter, ...]:
    """Matters of the station, open or closed within 90 days, that sound like this one; best first."""
    mine = _Words(fold(title), fold(f"{title}\n{content}"))
    if not pairs(mine.title):
        return ()
    rows = _candidates(work, station_id, except_id, visitor_id)
    if area_id is None:
        area_id = next((row["area_id"] for row in rows if _names(row, mine.title)), None)
    names = {fold(row["village"]) for row in rows if row["village"]}
    mine = mine.without(names)
    windows = pairs(mine.title), pairs(mine.all)
    scored = []
    for row in rows:
        theirs = _Words.of(row).without(names)
        words = max(
            likeness(windows[0], pairs(theirs.title)),
            OF_CONTENT * likeness(windows[1], pairs(theirs.all)),
        )
        place = area_id is not None and row["area_id"] == area_id
        kind = category_id is not None and row["category_id"] == category_id
        if words >= (LEAST_WITH_PLACE if place else LEAST):
            score = min(1.0, words + SAME_PLACE * place + SAME_CATEGORY * kind)
            scored.append((score, row, place, kind, theirs))
    scored.sort(key=lambda one: (-one[0], -one[1]["raised_on"].toordinal()))
    return tuple(
        _row(row, score, _why(place, kind, shared_words(mine.title, theirs.title)))
        for score, row, place, kind, theirs in scored[:MOST_SHOWN]
    )


def like_matter(work: Work, matter_id: MatterId) -> tuple[AlikeMatter, ...]:
    """Matters that one already recorded may be joined to. NotFound when there is no such one."""
    row = work.session.get(Matter, matter_id)
    if row is None:
        raise NotFound("matter_not_found")
    area_id = row.area_id or row.reception.area_id
    people = row.reception.visitors
    return alike(
        *(work, row.title, row.content, area_id, row.category_id, row.station_id),
        except_id=matter_id,
        visitor_id=VisitorId(people[0].visitor_id) if people else None,
    )


def named(
    work: Work, asked: str, station_id: StationId, except_id: MatterId | None = None
) -> tuple[AlikeMatter, ...]:
    """Matters of the station that hold every word asked for, or bear the number; newest first."""
    keys = search.matching(work, asked, search.MATTER, station_id, MOST_FOUND)
    if keys is None:
        return ()
    wanted = list(work.session.execute(keys).scalars())
    rows = work.session.execute(
        _query(station_id, except_id, None).where(Matter.id.in_(wanted))
    ).mappings()
    return tuple(_row(row, 0.0, "") for row in rows)


def people_behind(work: Work, matter_id: MatterId) -> int:
    """How many people raised the matter, those joined to it and its repeats; each counted once."""
    from liaison.services.proposals_sources import family, people_of

    return people_of(work, family(work, [matter_id]))


@dataclass(frozen=True)
class _Words:
    """Folded."""

    title: str
    all: str

    @classmethod
    def of(cls, row: RowMapping) -> "_Words":
        text = row["text"] or fold(row["title"])
        return cls(text.partition("\n")[0], text)

    def without(self, names: Iterable[str]) -> "_Words":
        kept = list(names)
        return _Words(without(self.title, kept), without(self.all, kept))


def _names(row: RowMapping, folded: str) -> bool:
    return bool(row["village"]) and fold(row["village"]) in folded


def _candidates(
    work: Work, station_id: StationId, except_id: MatterId | None, visitor_id: VisitorId | None
) -> list[RowMapping]:
    """What still waits, and what was closed lately: each found by an index of its own."""
    since = work.today - timedelta(days=CLOSED_WITHIN_DAYS)
    query = _query(station_id, except_id, visitor_id)
    wanted = (
        Matter.stage.in_(WAITING),
        and_(
            Matter.stage.in_(CLOSED),
            Matter.settled_on >= since,
            Matter.raised_on >= work.today - timedelta(days=RAISED_WITHIN_DAYS),
        ),
    )
    found: list[RowMapping] = []
    for condition in wanted:
        newest = query.where(condition).limit(MOST_COMPARED)
        found += work.session.execute(newest).mappings()
    return found


def _query(station_id: StationId, except_id: MatterId | None, visitor_id: VisitorId | None) -> Any:
    area = func.coalesce(Matter.area_id, Reception.area_id)
    came = exists().where(
        ReceptionVisitor.reception_id == Matter.reception_id,
        ReceptionVisitor.visitor_id == visitor_id,
    )
    query = (
        select(
            Matter.id,
            Matter.number,
            Matter.title,
            SearchEntry.text,
            Round.unit_name,
            area.label("area_id"),
            Area.name.label("village"),
            Matter.category_id,
            Category.name.label("category"),
            Matter.raised_on,
            Matter.due_on,
            Matter.status,
            Matter.outcome,
            came.label("same_visitor"),
        )
        .join(Reception, Reception.id == Matter.reception_id)
        .outerjoin(Round, and_(Round.matter_id == Matter.id, Round.round_no == Matter.round_no))
        .outerjoin(Area, Area.id == area)
        .outerjoin(Category, Category.id == Matter.category_id)
        .outerjoin(SearchEntry, SearchEntry.record_id == Matter.id)
        .where(Matter.station_id == station_id, Matter.status.not_in(_JOINED))
        .order_by(Matter.raised_on.desc(), Matter.id.desc())
    )
    return query if except_id is None else query.where(Matter.id != except_id)


def _why(place: bool, kind: bool, words: str) -> str:
    parts = ("同村" if place else "", "同类" if kind else "", f"都说“{words}”" if words else "")
    return " · ".join(filter(None, parts))


def _row(row: RowMapping, score: float, why: str) -> AlikeMatter:
    return AlikeMatter(
        MatterId(row["id"]),
        row["number"],
        row["title"],
        row["unit_name"] or "",
        row["village"] or "",
        row["category"] or "",
        row["raised_on"],
        row["due_on"],
        row["status"],
        row["outcome"] is None,
        bool(row["same_visitor"]),
        round(score, 3),
        why,
    )
