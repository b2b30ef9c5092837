"""The year plan of one station: who receives on which reception day.

Pure and deterministic: the same slots and people give the same plan, in whatever order they come.
The rotation (`duty_rotation`) fills the seats in the order of days; the levelling (`duty_levelling`)
then moves seats along chains of people until no chain makes the year fairer. A distribution without
such a chain is the best one for every convex measure of unfairness at once (Harvey, Ladner, Lovász and
Tamir, Semi-matchings for bipartite graphs and load balancing, 2006), so that in all as few duties are
missing from the minimum as the seats and days allow.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from liaison.domain.duty import Slot
from liaison.domain.duty_levelling import level
from liaison.domain.duty_rotation import rotate
from liaison.domain.duty_seating import Seating
from liaison.domain.ids import RepresentativeId
from liaison.domain.progress import Progress, silent
from liaison.domain.representative import SeatLevel

SLOT_ORDER = {slot: place for place, slot in enumerate(Slot)}


@dataclass(frozen=True)
class PlanSlot:
    """A reception slot to be filled. `kept` sit there already and stay; `barred` are on leave from it."""

    key: Hashable
    day: date
    slot: Slot
    seats: int
    kept: tuple[RepresentativeId, ...] = ()
    barred: frozenset[RepresentativeId] = frozenset()

    @property
    def order(self) -> tuple[date, int, str]:
        return self.day, SLOT_ORDER[self.slot], str(self.key)


@dataclass(frozen=True)
class PlanPerson:
    """Somebody of the station. `done`: duties of the year that count already, outside the slots given."""

    key: RepresentativeId
    group: str = ""
    level: SeatLevel | None = None
    serving: bool = True
    done: int = 0
    last: date | None = None
    """The latest duty before the first slot, of whatever year."""
    away: frozenset[date] = field(default=frozenset())
    """Days on which this person can't: on duty elsewhere, at an activity."""


class ShortWhy(StrEnum):
    """Why somebody stays below the yearly minimum."""

    NOT_SERVING = "not_serving"
    TOO_FEW_DAYS = "too_few_days"
    """Fewer days left on which this person can than duties are missing."""
    TOO_FEW_SEATS = "too_few_seats"
    """Fewer seats, on the days that are left, than people who still need one."""


SHORT_WHY_ZH = {
    ShortWhy.NOT_SERVING: "不在任",
    ShortWhy.TOO_FEW_DAYS: "能来的日子不够",
    ShortWhy.TOO_FEW_SEATS: "位子不够",
}


@dataclass(frozen=True)
class Shortfall:
    person: RepresentativeId
    duties: int
    short: int
    why: ShortWhy


@dataclass(frozen=True)
class StationPlan:
    """`seated`: who is new in which slot. `empty_seats`: slots that stay short, by how many."""

    seated: dict[Hashable, tuple[RepresentativeId, ...]]
    duties: dict[RepresentativeId, int]
    """Done, kept and newly planned."""
    shortfalls: tuple[Shortfall, ...]
    empty_seats: dict[Hashable, int]
    seats_wanted: int
    """Seats a slot that would meet everybody's minimum; 0: they are met, or no seats would help."""


def plan(
    slots: Sequence[PlanSlot],
    people: Sequence[PlanPerson],
    minimum: int,
    progress: Progress = silent,
) -> StationPlan:
    """Fill the slots fairly. Never anybody twice on one day, nobody who doesn't serve.

    `progress` counts slots; it raises Cancelled to stop.
    """
    seating = Seating(
        sorted(slots, key=lambda slot: slot.order), sorted(people, key=lambda one: str(one.key))
    )
    rotate(seating, progress)
    level(seating)
    short = tuple(
        _shortfall(seating, person, minimum)
        for person in seating.people
        if seating.load(person.key) < minimum
    )
    return StationPlan(
        {slot.key: tuple(seating.new[slot.key]) for slot in seating.slots},
        {person.key: seating.load(person.key) for person in seating.people},
        short,
        {slot.key: left for slot in seating.slots if (left := seating.free(slot)) > 0},
        _seats_wanted(seating, short, minimum),
    )


def _shortfall(seating: Seating, person: PlanPerson, minimum: int) -> Shortfall:
    load = seating.load(person.key)
    return Shortfall(person.key, load, minimum - load, _why(seating, person, minimum))


def _why(seating: Seating, person: PlanPerson, minimum: int) -> ShortWhy:
    if not person.serving:
        return ShortWhy.NOT_SERVING
    days = {slot.day for slot in seating.slots if seating.may(person, slot)}
    if len(days | set(seating.kept_days(person.key))) + person.done < minimum:
        return ShortWhy.TOO_FEW_DAYS
    return ShortWhy.TOO_FEW_SEATS


def _seats_wanted(seating: Seating, short: tuple[Shortfall, ...], minimum: int) -> int:
    """What everybody needs, spread over all slots; seats beyond the need don't help anybody."""
    if not seating.slots or all(one.why is not ShortWhy.TOO_FEW_SEATS for one in short):
        return 0
    need = sum(max(0, minimum - one.done) for one in seating.people if one.serving)
    return -(-need // len(seating.slots))
