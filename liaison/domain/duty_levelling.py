"""The levelling: a seat passes along a chain of people from one who has more to one who has less.

A chain: the person who has least takes a seat from a second, who takes another from a third, … until
somebody gives who has at least two more than the first (or until an empty seat is taken). Everybody
between keeps as many as before. When no such chain is left, no other distribution is fairer.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison.domain.duty_seating import Seating
from liaison.domain.ids import RepresentativeId

if TYPE_CHECKING:
    from datetime import date

    from liaison.domain.duty_plan import PlanSlot


@dataclass(frozen=True)
class _Step:
    """`taker` takes the slot's seat, from `giver` or (None) an empty one; `before`: why it may."""

    taker: RepresentativeId
    slot: "PlanSlot"
    giver: RepresentativeId | None
    before: "_Step | None"


def level(seating: Seating) -> None:
    """Pass seats until no chain makes the distribution fairer."""
    while any(_improve(seating, key) for key in _least_first(seating)):
        pass


def _least_first(seating: Seating) -> list[RepresentativeId]:
    """Those whom a chain could help; nobody when all seats are taken and nobody has two more."""
    serving = [person.key for person in seating.people if person.serving]
    most = max(map(seating.load, serving), default=0)
    if not any(seating.free(slot) > 0 for slot in seating.slots):
        serving = [key for key in serving if seating.load(key) + 2 <= most]
    return sorted(serving, key=seating.load)


def _improve(seating: Seating, first: RepresentativeId) -> bool:
    step = _direct(seating, first) or _chain(seating, first)
    if step is None:
        return False
    while step is not None:
        if step.giver is not None:
            seating.stand_up(step.giver, step.slot)
        seating.sit(step.taker, step.slot)
        step = step.before
    return True


def _ends(seating: Seating, first: RepresentativeId, giver: RepresentativeId | None) -> bool:
    return giver is None or seating.load(giver) >= seating.load(first) + 2


def _direct(seating: Seating, first: RepresentativeId) -> _Step | None:
    """The one seat, of those that can be passed straight on, that lies furthest from other duties."""
    steps = [step for step in _takes(seating, first, None) if _ends(seating, first, step.giver)]
    return max(steps, key=lambda step: seating.rest(first, step.slot.day), default=None)


def _chain(seating: Seating, first: RepresentativeId) -> _Step | None:
    """The shortest chain. A person looks at all days once, later only at the day just given."""
    waiting: deque[tuple[RepresentativeId, _Step | None]] = deque([(first, None)])
    met: set[RepresentativeId] = set()
    met_on: set[tuple[RepresentativeId, date]] = set()
    while waiting:
        taker, before = waiting.popleft()
        for step in _takes(seating, taker, before, only_given=taker in met):
            if _ends(seating, first, step.giver):
                return step
            if step.giver and (step.giver, step.slot.day) not in met_on:
                met_on.add((step.giver, step.slot.day))
                waiting.append((step.giver, step))
        met.add(taker)
    return None


def _takes(
    seating: Seating,
    taker: RepresentativeId,
    before: _Step | None,
    *,
    only_given: bool = False,
) -> Iterator[_Step]:
    """Seats that the person could take, having given the one of `before`."""
    given = before.slot.day if before else None
    person = seating.by_key[taker]
    for slot in seating.slots:
        same_day = slot.day == given
        if (only_given or seating.is_on(taker, slot.day)) and not same_day:
            continue
        if taker in seating.new[slot.key] or not seating.may(person, slot):
            continue
        if seating.free(slot) > 0:
            yield _Step(taker, slot, None, before)
        for giver in seating.new[slot.key]:
            yield _Step(taker, slot, giver, before)
