"""The rotation: whoever has least, and among them whoever has waited longest, comes next.

A ring that mixes groups and levels decides between equals; a slot then prefers, within the next few
of the ring, people of other groups and levels than it has already.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from liaison.domain.duty_seating import Seating
from liaison.domain.ids import RepresentativeId
from liaison.domain.progress import Progress

if TYPE_CHECKING:
    from liaison.domain.duty_plan import PlanPerson, PlanSlot

LOOK_AHEAD = 2
"""How far a slot looks for other groups and levels: so many times its seats."""


def rotate(seating: Seating, progress: Progress) -> None:
    """Fill the free seats of every slot, in the order of days."""
    ring = {person.key: place for place, person in enumerate(mixed(seating.people))}
    rest = fair_rest(seating)
    for done, slot in enumerate(seating.slots):
        progress(done, len(seating.slots))
        for _ in range(seating.free(slot)):
            person = _next(seating, slot, ring, rest)
            if person is None:
                break
            seating.sit(person.key, slot)


def mixed(people: "Iterable[PlanPerson]") -> "list[PlanPerson]":
    """The ring: groups in proportion all the way round, and within each group its levels."""
    by_level = _interleaved(list(people), lambda one: one.level or "")
    return _interleaved(by_level, lambda one: one.group)


def fair_rest(seating: Seating) -> int:
    """Days that everybody can be left in peace between two duties: half of an even interval."""
    serving = sum(1 for person in seating.people if person.serving)
    seats = sum(slot.seats for slot in seating.slots)
    if not serving or not seats:
        return 0
    days = (seating.slots[-1].day - seating.slots[0].day).days + 1
    return days * serving // seats // 2


def _next(
    seating: Seating, slot: "PlanSlot", ring: dict[RepresentativeId, int], rest: int
) -> "PlanPerson | None":
    def wait(person: "PlanPerson") -> tuple[bool, int]:
        return seating.rest(person.key, slot.day) < rest, seating.load(person.key)

    able = [
        person
        for person in seating.people
        if seating.may(person, slot) and not seating.is_on(person.key, slot.day)
    ]
    if not able:
        return None
    able.sort(key=lambda one: (*wait(one), seating.last(one.key, slot.day), ring[one.key]))
    equals = list(takewhile(lambda one: wait(one) == wait(able[0]), able))
    return _most_different(seating, slot, equals[: LOOK_AHEAD * slot.seats])


def _most_different(
    seating: Seating, slot: "PlanSlot", able: "Sequence[PlanPerson]"
) -> "PlanPerson":
    there = [seating.by_key[key] for key in seating.sitting(slot) if key in seating.by_key]
    groups = Counter(one.group for one in there)
    levels = Counter(one.level for one in there)
    return min(able, key=lambda one: (groups[one.group], levels[one.level]))


def _interleaved(
    people: "list[PlanPerson]", kind: "Callable[[PlanPerson], str]"
) -> "list[PlanPerson]":
    """Each kind evenly over the whole; the order within a kind stays."""
    sizes = Counter(kind(one) for one in people)
    met: Counter[str] = Counter()
    places = []
    for one in people:
        name = kind(one)
        places.append(((met[name] + 0.5) / sizes[name], name, met[name], one))
        met[name] += 1
    return [one for *_, one in sorted(places, key=lambda place: place[:3])]
