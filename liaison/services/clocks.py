"""Running clocks reckoned again by another calendar: of matters, proposals and letters.

A deadline is stored with the start and the period that it came from; a date that a person has set has
no period and stays. What moves is found first (`shifts`) and written afterwards (`apply`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from db.models import Letter, Matter, Pause, Proposal, Referral, Round
from liaison.domain.ids import ReceptionId
from liaison.domain.span import Span
from liaison.domain.workdays import WorkCalendar
from liaison.services import register_lines
from liaison.services.settings import span
from liaison.services.work import Work


@dataclass(frozen=True)
class Moved:
    """A deadline that is another day by the new calendar. `record`: matter, proposal or letter."""

    record: str
    id: UUID
    number: str
    old: date
    new: date


@dataclass(frozen=True)
class Shift:
    """What moves, and every row and column where that day stands."""

    moved: Moved
    places: tuple[tuple[Any, str], ...]
    reception_id: ReceptionId | None = None


def shifts(
    work: Work, by: WorkCalendar, first: date = date.min, before: WorkCalendar | None = None
) -> list[Shift]:
    """Every running clock that ends on another day by this calendar, the earliest first.

    `first`: deadlines before it can't move. Letters keep no period of their own: theirs move when
    `before`, the calendar until now, says that they came from the settings.
    """
    found = [*_of_matters(work, by, first), *_of_proposals(work, by, first)]
    if before is not None:
        found += _of_letters(work, by, first, before)
    return sorted(found, key=lambda one: (one.moved.old, one.moved.number))


def apply(work: Work, found: list[Shift]) -> tuple[Moved, ...]:
    """Write the new days through the rows, so that the trail has them, and the register's lines."""
    for one in found:
        for row, column in one.places:
            setattr(row, column, one.moved.new)
    work.session.flush()
    register_lines.renew(work, [one.reception_id for one in found if one.reception_id])
    return tuple(one.moved for one in found)


def move_signing(work: Work, before: WorkCalendar, by: WorkCalendar, first: date) -> None:
    """A slip that isn't signed for yet keeps its number of working days."""
    query = select(Referral).where(Referral.sign_by_on >= first, Referral.signed_on.is_(None))
    for row in work.session.scalars(query.where(Referral.returned_on.is_(None))):
        if row.sign_by_on is not None:
            days = before.workdays_between(row.referred_on, row.sign_by_on)
            row.sign_by_on = by.add_workdays(row.referred_on, days)


def _of_matters(work: Work, by: WorkCalendar, first: date) -> Iterator[Shift]:
    query = (
        select(Matter)
        .where(Matter.clock != "", Matter.clock_from.is_not(None))
        .where(or_(Matter.due_on >= first, Matter.paused_on.is_not(None)))
    )
    pauses = _by_matter(work.session.scalars(_running(Pause).order_by(Pause.paused_on, Pause.id)))
    sent = _by_matter(
        work.session.scalars(_running(Referral).where(Referral.returned_on.is_(None)))
    )
    rounds = _by_matter(work.session.scalars(_running(Round).where(Round.answered_on.is_(None))))
    for matter in work.session.scalars(query):
        start = matter.clock_from or date.min
        own = [pause for pause in pauses[matter.id] if pause.paused_on >= start]
        over = [(one.paused_on, one.resumed_on) for one in own if one.resumed_on is not None]
        now = next((one for one in own if one.resumed_on is None), None)
        old = matter.due_on if now is None else now.due_then_on
        new = by.due(start, Span.parse(matter.clock), over)
        if old is not None and old != new:
            here = (matter, "due_on") if now is None else (now, "due_then_on")
            yield Shift(
                Moved("matter", matter.id, matter.number, old, new),
                (here, *_same([*sent[matter.id], *rounds[matter.id]], old)),
                ReceptionId(matter.reception_id),
            )


def _running(kind: Any) -> Any:
    """What belongs to matters whose clock runs."""
    return select(kind).join(Matter, Matter.id == kind.matter_id).where(Matter.clock != "")


def _by_matter(rows: Iterable[Any]) -> defaultdict[UUID, list[Any]]:
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.matter_id].append(row)
    return found


def _same(rows: Iterable[Any], old: date) -> list[tuple[Any, str]]:
    """The date of a unit or a round goes along while it is the same one."""
    return [(row, "due_on") for row in rows if row.due_on == old]


def _of_proposals(work: Work, by: WorkCalendar, first: date) -> Iterator[Shift]:
    query = select(Proposal).where(Proposal.clock != "", Proposal.due_on >= first)
    for row in work.session.scalars(query):
        if row.due_on is None or row.clock_from is None:
            continue
        old, new = row.due_on, by.end(row.clock_from, Span.parse(row.clock))
        rounds = [one for one in row.rounds if one.answered_on is None]
        units = [one for one in row.units if one.replied_on is None and one.returned_on is None]
        if old != new:
            yield Shift(
                Moved("proposal", row.id, row.number or "", old, new),
                ((row, "due_on"), *_same([*rounds, *units], old)),
            )


def _of_letters(work: Work, by: WorkCalendar, first: date, before: WorkCalendar) -> Iterator[Shift]:
    """Told where it went, and done: two periods from the day it came."""
    periods = (
        ("inform_by", "informed_on", span(work, "letter_inform_days")),
        ("do_by", "handled_on", span(work, "letter_do_days")),
    )
    waiting = select(Letter).where(Letter.due_on.is_not(None), Letter.do_by >= first)
    for row in work.session.scalars(waiting.order_by(Letter.number)):
        for column, done, period in periods:
            old, new = getattr(row, column), by.end(row.received_on, period)
            if getattr(row, done) is None and old == before.end(row.received_on, period) != new:
                places = [(row, column), *_same([row], old)]
                yield Shift(Moved("letter", row.id, row.number, old, new), tuple(places))
