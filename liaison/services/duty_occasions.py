"""When a station is to receive in a span of days: its rules counted out, single days opened or closed."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from db.models import DutyException, DutyRule
from liaison.domain.duty import Slot, slot_of
from liaison.domain.duty_rules import occurrences, read_rule
from liaison.domain.errors import BadInput
from liaison.domain.ids import StationId
from liaison.services.calendar import calendar
from liaison.services.work import Work


@dataclass(frozen=True)
class Occasion:
    """A reception that rules or an opened day ask for. `rule_id` None: a day opened by itself."""

    rule_id: UUID | None
    day: date
    meant_on: date
    slot: Slot
    starts: time | None
    ends: time | None
    place: str
    seats: int
    why: str = ""
    """Why it isn't held on the rule's own day."""


@dataclass(frozen=True)
class Unread:
    """A rule whose words aren't understood; nothing is planned by it."""

    text: str
    error: BadInput


def occasions(
    work: Work, station_id: StationId, first: date, last: date
) -> tuple[list[Occasion], list[Unread]]:
    """By day and slot; two rules that meet in one slot and place make one reception."""
    found, unread = _by_rules(work, station_id, first, last)
    query = select(DutyException).where(
        DutyException.station_id == station_id, DutyException.day.between(first, last)
    )
    for row in work.session.scalars(query.order_by(DutyException.day)):
        if row.open:
            found.append(_opened(row))
        else:
            found = [one for one in found if not _closes(row, one)]
    once = {(one.day, one.slot, one.place): one for one in reversed(found)}
    order = list(Slot)
    return sorted(
        once.values(), key=lambda one: (one.day, order.index(one.slot), one.place)
    ), unread


def _by_rules(
    work: Work, station_id: StationId, first: date, last: date
) -> tuple[list[Occasion], list[Unread]]:
    rules = select(DutyRule).where(DutyRule.station_id == station_id)
    found, unread = list[Occasion](), list[Unread]()
    for rule in work.session.scalars(rules.order_by(DutyRule.position, DutyRule.id)):
        begin, end = max(first, rule.from_on or first), min(last, rule.until_on or last)
        try:
            read = read_rule(rule.text)
        except BadInput as error:
            unread.append(Unread(rule.text, error))
            continue
        found += [
            Occasion(
                rule.id,
                one.day,
                one.meant_on,
                one.slot,
                one.starts,
                one.ends,
                rule.place,
                rule.seats,
                one.why,
            )
            for one in occurrences(read, begin, end, calendar(work))
        ]
    return found, unread


def _opened(row: DutyException) -> Occasion:
    slot = row.slot or (slot_of(row.starts) if row.starts else Slot.MORNING)
    return Occasion(
        None, row.day, row.day, slot, row.starts, row.ends, row.place, row.seats, row.reason
    )


def _closes(row: DutyException, one: Occasion) -> bool:
    return one.day == row.day and row.slot in (None, one.slot)
