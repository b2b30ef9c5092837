"""A plan in the making: who sits where, and how much each has."""

from bisect import bisect_left, insort
from collections.abc import Hashable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from liaison.domain.ids import RepresentativeId

if TYPE_CHECKING:
    from liaison.domain.duty_plan import PlanPerson, PlanSlot


class Seating:
    """Slots in the order of days, people in a fixed order; people sit down and stand up again."""

    def __init__(self, slots: "Sequence[PlanSlot]", people: "Sequence[PlanPerson]") -> None:
        self.slots = slots
        self.people = people
        self.by_key = {person.key: person for person in people}
        self.slot_by_key = {slot.key: slot for slot in slots}
        self.new: dict[Hashable, list[RepresentativeId]] = {slot.key: [] for slot in slots}
        self.days: dict[RepresentativeId, list[date]] = {person.key: [] for person in people}
        self._extra = {person.key: person.done for person in people}
        for slot in slots:
            for key in slot.kept:
                if key in self.days:
                    insort(self.days[key], slot.day)
        self._kept = {key: tuple(days) for key, days in self.days.items()}

    def load(self, key: RepresentativeId) -> int:
        """Duties of the year: done before, kept and new."""
        return self._extra[key] + len(self.days[key])

    def kept_days(self, key: RepresentativeId) -> tuple[date, ...]:
        return self._kept[key]

    def free(self, slot: "PlanSlot") -> int:
        """Seats that nobody has yet."""
        return slot.seats - len(slot.kept) - len(self.new[slot.key])

    def sitting(self, slot: "PlanSlot") -> list[RepresentativeId]:
        return [*slot.kept, *self.new[slot.key]]

    def may(self, person: "PlanPerson", slot: "PlanSlot") -> bool:
        """Whether the person can be asked for the slot at all, other duties of the day aside."""
        return (
            person.serving
            and slot.day not in person.away
            and person.key not in slot.barred
            and slot.day not in self._kept[person.key]
        )

    def is_on(self, key: RepresentativeId, day: date) -> bool:
        days = self.days[key]
        place = bisect_left(days, day)
        return place < len(days) and days[place] == day

    def sit(self, key: RepresentativeId, slot: "PlanSlot") -> None:
        self.new[slot.key].append(key)
        insort(self.days[key], slot.day)

    def stand_up(self, key: RepresentativeId, slot: "PlanSlot") -> None:
        self.new[slot.key].remove(key)
        self.days[key].remove(slot.day)

    def rest(self, key: RepresentativeId, day: date) -> int:
        """Days to the nearest other duty, before or after; the latest of an earlier year counts."""
        days = self.days[key]
        place = bisect_left(days, day)
        after = days[place : place + 2]
        before = [days[place - 1]] if place else [one] if (one := self.by_key[key].last) else []
        return min((abs((one - day).days) for one in (*before, *after) if one != day), default=9999)

    def last(self, key: RepresentativeId, day: date) -> date:
        """The latest duty before the day; date.min when there was none."""
        days = self.days[key]
        place = bisect_left(days, day)
        return days[place - 1] if place else self.by_key[key].last or date.min
