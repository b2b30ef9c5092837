"""Matters that may be the same one: by their words, their village and their category."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import String, and_, exists, false, func, select, type_coerce

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
MOST_COMPARED = 300
MOST_SHOWN = 5
MOST_FOUND = 20
LEAST, LEAST_WITH_PLACE = 0.3, 0.2
"""Likeness of the words that is enough by itself, or in the same village."""
OF_CONTENT = 0.9
SAME_PLACE, SAME_CATEGORY, OPEN_FIRST = 0.15, 0.05, 0.1
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
    score: float = 0.0
    """Likeness of the words, 0 to 1, and a little for the same village and category."""
    why: str = ""
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
    candidates = _candidates(work, station_id, except_id, area_id, category_id)
    names = {fold(one.village) for one in candidates if one.village}
    named_here = {name for name in names if area_id is None and name in mine.title}
    mine = mine.without(names)
    windows = pairs(mine.title), pairs(mine.all)
    scored = []
    for one in candidates:
        theirs = _Words.of(one).without(names)
        words = likeness(windows[0], pairs(theirs.title))
        if mine.all != mine.title or theirs.all != theirs.title:
            words = max(words, OF_CONTENT * likeness(windows[1], pairs(theirs.all)))
        place = bool(one.same_place) or fold(one.village or "") in named_here
        if words >= (LEAST_WITH_PLACE if place else LEAST):
            kind = bool(one.same_category)
            score = min(1.0, words + SAME_PLACE * place + SAME_CATEGORY * kind)
            rank = score + OPEN_FIRST * bool(one.is_open)
            order = (rank, one.raised_on, _key(one.id))
            scored.append((order, score, (place, kind), theirs.title))
    best = sorted(scored, key=lambda one: one[0], reverse=True)[:MOST_SHOWN]
    known = _rows(work, [order[2] for order, *_ in best], visitor_id)
    return tuple(
        replace(
            known[order[2]],
            score=round(score, 3),
            why=_why(*same, words=shared_words(mine.title, title)),
        )
        for order, score, same, title in best
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
    return tuple(key for key in _rows(work, wanted, None).values() if key.id != except_id)


@dataclass(frozen=True)
class Weight:
    """How many people stand behind a matter, and whether a proposal may be due."""

    people: int
    proposal_due: bool
    """Three people or more, and no proposal was made of it, or of what it is joined to, yet."""


def weight(work: Work, matter_id: MatterId) -> Weight:
    from db.models import ProposalMatter
    from liaison.services.proposals_sources import LEAST_PEOPLE, family

    people = people_behind(work, matter_id)
    if people < LEAST_PEOPLE:
        return Weight(people, proposal_due=False)
    keys = [row.id for row in family(work, [matter_id])]
    made = select(ProposalMatter.id).where(ProposalMatter.matter_id.in_(keys)).limit(1)
    return Weight(people, proposal_due=work.session.scalar(made) is None)


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
    def of(cls, one: Any) -> "_Words":
        text = one.text or fold(one.title)
        return cls(text.partition("\n")[0], text)

    def without(self, names: Iterable[str]) -> "_Words":
        kept = [name for name in names if name in self.all]
        return _Words(without(self.title, kept), without(self.all, kept)) if kept else self


def _candidates(
    work: Work,
    station_id: StationId,
    except_id: MatterId | None,
    area_id: AreaId | None,
    category_id: CategoryId | None,
) -> list[Any]:
    """What still waits, and what was closed lately: each found by an index of its own.

    Only what is compared, and keys as the database has them: there may be hundreds.
    """
    area = func.coalesce(Matter.area_id, Reception.area_id)
    query = (
        select(
            type_coerce(Matter.id, String).label("id"),
            Matter.title,
            SearchEntry.text,
            Area.name.label("village"),
            (area == area_id if area_id else false()).label("same_place"),
            Matter.outcome.is_(None).label("is_open"),
            (Matter.category_id == category_id if category_id else false()).label("same_category"),
            Matter.raised_on,
        )
        .join(Reception, Reception.id == Matter.reception_id)
        .outerjoin(Area, Area.id == area)
        .outerjoin(SearchEntry, SearchEntry.record_id == Matter.id)
        .where(Matter.station_id == station_id, Matter.status.not_in(_JOINED))
        .order_by(Matter.raised_on.desc(), Matter.id.desc())
        .limit(MOST_COMPARED)
    )
    if except_id is not None:
        query = query.where(Matter.id != except_id)
    since = work.today - timedelta(days=CLOSED_WITHIN_DAYS)
    closed = and_(
        Matter.stage.in_(CLOSED),
        Matter.settled_on >= since,
        Matter.raised_on >= work.today - timedelta(days=RAISED_WITHIN_DAYS),
    )
    found: list[Any] = []
    for wanted in (Matter.stage.in_(WAITING), closed):
        found += work.session.execute(query.where(wanted)).all()
    return found


def _key(stored: object) -> MatterId:
    """SQLite keeps a key as text, PostgreSQL as a UUID."""
    return MatterId(stored if isinstance(stored, UUID) else UUID(str(stored)))


def _rows(
    work: Work, keys: Sequence[UUID], visitor_id: VisitorId | None
) -> dict[UUID, AlikeMatter]:
    """The matters of these keys as a list shows them, newest first."""
    area = func.coalesce(Matter.area_id, Reception.area_id)
    came = exists().where(
        ReceptionVisitor.reception_id == Matter.reception_id,
        ReceptionVisitor.visitor_id == visitor_id,
    )
    query = (
        select(
            *(Matter.id, Matter.number, Matter.title, Round.unit_name, Area.name, Category.name),
            *(Matter.raised_on, Matter.due_on, Matter.status, Matter.outcome.is_(None), came),
        )
        .join(Reception, Reception.id == Matter.reception_id)
        .outerjoin(Round, and_(Round.matter_id == Matter.id, Round.round_no == Matter.round_no))
        .outerjoin(Area, Area.id == area)
        .outerjoin(Category, Category.id == Matter.category_id)
        .where(Matter.id.in_(keys), Matter.status.not_in(_JOINED))
        .order_by(Matter.raised_on.desc(), Matter.id.desc())
    )
    return {
        row[0]: AlikeMatter(
            *(MatterId(row[0]), row[1], row[2], row[3] or "", row[4] or "", row[5] or ""),
            *row[6:9],
            is_open=bool(row[9]),
            same_visitor=bool(row[10]),
        )
        for row in work.session.execute(query)
    }


def _why(place: bool, kind: bool, words: str) -> str:
    parts = ("同村" if place else "", "同类" if kind else "", f"都说“{words}”" if words else "")
    return " · ".join(filter(None, parts))
