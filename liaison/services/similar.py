"""Open matters that sound like the one being typed."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy import select

from db.models import Matter, Reception, Round
from liaison.domain.fold import fold
from liaison.domain.ids import MatterId, StationId
from liaison.domain.matter import OPEN
from liaison.services.work import Work

WITHIN_DAYS = 90
LEAST_LIKENESS = 0.34
MOST_COMPARED = 2_000
MOST_SHOWN = 5


@dataclass(frozen=True)
class SimilarMatter:
    id: MatterId
    number: str
    title: str
    unit: str
    raised_on: date
    due_on: date | None
    likeness: float
    """0 to 1: shared two-character windows (Dice)."""


def similar_matters(work: Work, station_id: StationId, text: str, on: date) -> list[SimilarMatter]:
    """Matters of the last 90 days, still open, that share many two-character windows with `text`."""
    mine = _pairs(text)
    if not mine:
        return []
    rows = work.session.execute(
        select(
            Matter.id, Matter.number, Matter.title, Round.unit_name, Matter.raised_on, Matter.due_on
        )
        .join(Reception, Reception.id == Matter.reception_id)
        .outerjoin(Round, Round.matter_id == Matter.id)
        .where(
            Matter.station_id == station_id,
            Matter.raised_on >= on - timedelta(days=WITHIN_DAYS),
            Matter.status.in_(OPEN),
        )
        .order_by(Matter.raised_on.desc())
        .limit(MOST_COMPARED)
    )
    found = {
        row[0]: SimilarMatter(
            MatterId(row[0]), *row[1:3], row[3] or "", *row[4:], _likeness(mine, _pairs(row[2]))
        )
        for row in rows
    }
    near = [one for one in found.values() if one.likeness >= LEAST_LIKENESS]
    return sorted(near, key=lambda one: -one.likeness)[:MOST_SHOWN]


def _pairs(text: str) -> Counter[str]:
    folded = fold(text).replace(" ", "")
    return Counter(map("".join, pairwise(folded)))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
