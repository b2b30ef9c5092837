"""The year plan: fair by proof, spread over the year, mixed, and never anybody twice."""

import itertools
from collections import Counter, deque
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.domain.duty import Slot
from liaison.domain.duty_plan import PlanPerson, PlanSlot, ShortWhy, plan
from liaison.domain.errors import Cancelled
from liaison.domain.representative import SeatLevel

FIRST = date(2026, 1, 1)
MINIMUM = 2


def person(place, **more):
    return PlanPerson(UUID(int=place), **more)


def people(count, groups=4, **more):
    levels = [SeatLevel.DISTRICT, SeatLevel.DISTRICT, SeatLevel.CITY, SeatLevel.TOWNSHIP]
    return [
        person(n, group=f"第{n % groups}小组", level=levels[n // groups % 4], **more)
        for n in range(1, count + 1)
    ]


def monthly(seats, months=12):
    return [PlanSlot(n, date(2026, n, 15), Slot.MORNING, seats) for n in range(1, months + 1)]


def weekly(seats, weeks=50):
    return [
        PlanSlot(n, FIRST + timedelta(weeks=n), Slot.MORNING, seats) for n in range(1, weeks + 1)
    ]


days = st.integers(0, 12).map(lambda n: FIRST + timedelta(days=n * 3))


@st.composite
def stations(draw):
    """Small stations with everything that goes wrong: absences, suspensions, seats kept, days shared."""
    count = draw(st.integers(1, 6))
    folk = [
        person(
            n,
            group=draw(st.sampled_from("ab")),
            level=draw(st.sampled_from([None, *SeatLevel])),
            serving=draw(st.integers(0, 5)) > 0,
            done=draw(st.integers(0, 2)),
            last=draw(st.none() | st.just(FIRST - timedelta(days=9))),
            away=frozenset(draw(st.sets(days, max_size=4))),
        )
        for n in range(1, count + 1)
    ]
    keys = [one.key for one in folk]
    places = draw(st.lists(st.tuples(days, st.sampled_from(Slot)), max_size=7, unique=True))
    taken = set()
    slots = []
    for n, (day, slot) in enumerate(places):
        kept = [
            key
            for key in draw(st.sets(st.sampled_from(keys), max_size=1))
            if (key, day) not in taken
        ]
        taken |= {(key, day) for key in kept}
        barred = frozenset(draw(st.sets(st.sampled_from(keys), max_size=2)))
        slots.append(PlanSlot(n, day, slot, draw(st.integers(0, 3)), tuple(kept), barred))
    return slots, folk


@given(stations())
@settings(max_examples=200)
def test_nobody_sits_twice_on_a_day_and_whoever_cannot_is_not_asked(station):
    slots, folk = station
    found = plan(slots, folk, MINIMUM)
    by_key = {one.key: one for one in folk}
    asked = Counter()
    for slot in slots:
        new = found.seated[slot.key]
        assert len(new) <= max(0, slot.seats - len(slot.kept))
        assert found.empty_seats.get(slot.key, 0) == max(0, slot.seats - len(slot.kept) - len(new))
        asked.update((key, slot.day) for key in (*slot.kept, *new))
        for key in new:
            assert by_key[key].serving
            assert slot.day not in by_key[key].away
            assert key not in slot.barred
    assert all(count == 1 for count in asked.values())


@given(stations())
@settings(max_examples=200)
def test_no_other_distribution_leaves_fewer_seats_empty_or_is_fairer(station):
    slots, folk = station
    found = plan(slots, folk, MINIMUM)
    filled = sum(len(new) for new in found.seated.values())
    serving = [one for one in folk if one.serving]
    for most in range(max((found.duties[one.key] for one in serving), default=0) + 1):
        below = sum(min(most, found.duties[one.key]) - base(one, slots, most) for one in serving)
        assert below == flow(slots, serving, most)
    assert filled == flow(slots, serving, 99)


def base(one, slots, most):
    """What somebody has without the plan, counted up to `most`."""
    return min(most, one.done + sum(one.key in slot.kept for slot in slots))


def flow(slots, serving, most):
    """The most seats that can be given when nobody gets beyond `most` duties: max flow by brute force.

    Source → person (what is missing up to `most`) → person and day (1) → slot → sink (free seats).
    """
    capacity = Counter()
    for one in serving:
        kept = {slot.day for slot in slots if one.key in slot.kept}
        capacity["source", one.key] = most - base(one, slots, most)
        for slot in slots:
            if slot.day in kept | one.away or one.key in slot.barred:
                continue
            capacity[one.key, (one.key, slot.day)] = 1
            capacity[(one.key, slot.day), ("slot", slot.key)] = 1
    for slot in slots:
        capacity[("slot", slot.key), "sink"] = max(0, slot.seats - len(slot.kept))
    total = 0
    while path := augmenting(capacity):
        for a, b in itertools.pairwise(path):
            capacity[a, b] -= 1
            capacity[b, a] += 1
        total += 1
    return total


def augmenting(capacity):
    out = {}
    for (a, b), left in capacity.items():
        if left > 0:
            out.setdefault(a, []).append(b)
    waiting, before = deque(["source"]), {"source": None}
    while waiting:
        node = waiting.popleft()
        for after in out.get(node, ()):
            if after not in before:
                before[after] = node
                waiting.append(after)
    if "sink" not in before:
        return None
    path = ["sink"]
    while before[path[-1]] is not None:
        path.append(before[path[-1]])
    return path[::-1]


@given(stations(), st.randoms())
def test_the_same_input_in_any_order_gives_the_same_plan(station, chance):
    slots, folk = station
    once = plan(slots, folk, MINIMUM)
    chance.shuffle(slots), chance.shuffle(folk)
    again = plan(slots, folk, MINIMUM)
    assert again.seated == once.seated
    assert again.shortfalls == once.shortfalls


@given(stations())
def test_everybody_below_the_minimum_is_named_with_how_many_and_why(station):
    slots, folk = station
    found = plan(slots, folk, MINIMUM)
    told = {one.person: one for one in found.shortfalls}
    assert set(told) == {one.key for one in folk if found.duties[one.key] < MINIMUM}
    for one in folk:
        if short := told.get(one.key):
            assert short.short == MINIMUM - found.duties[one.key]
            assert (short.why is ShortWhy.NOT_SERVING) == (not one.serving)


@given(st.integers(1, 40), st.integers(1, 5), st.sampled_from([monthly, weekly]))
def test_duties_are_level_and_evenly_spread(count, seats, days_of):
    slots = days_of(seats)
    folk = people(count)
    found = plan(slots, folk, MINIMUM)
    loads = found.duties.values()
    assert max(loads) - min(loads) <= 1
    assert sum(loads) == sum(min(slot.seats, count) for slot in slots)
    even = count / min(seats, count)
    for one in folk:
        on = [n for n, slot in enumerate(slots) if one.key in found.seated[slot.key]]
        gaps = [b - a for a, b in itertools.pairwise(on)]
        assert all(even / 2 - 1 <= gap <= 2 * even + 1 for gap in gaps), (even, gaps)


def test_groups_and_levels_are_mixed_within_a_slot():
    folk = people(20, groups=4)
    by_key = {one.key: one for one in folk}
    found = plan(weekly(3), folk, MINIMUM)
    for new in found.seated.values():
        assert len({by_key[key].group for key in new}) == 3
    mixed = [len({by_key[key].level for key in new}) for new in found.seated.values()]
    assert sum(mixed) / len(mixed) > 2


def test_too_few_seats_are_said_with_how_many_would_do():
    found = plan(monthly(3), people(20), MINIMUM)
    assert sum(one.short for one in found.shortfalls) == 4
    assert {one.why for one in found.shortfalls} == {ShortWhy.TOO_FEW_SEATS}
    assert found.seats_wanted == 4
    assert not plan(monthly(4), people(20), MINIMUM).shortfalls


def test_a_suspended_person_is_named_and_never_planned():
    folk = [*people(5), person(99, serving=False)]
    found = plan(monthly(2), folk, MINIMUM)
    assert [(one.person.int, one.why) for one in found.shortfalls] == [(99, ShortWhy.NOT_SERVING)]
    assert found.duties[UUID(int=99)] == 0


def test_somebody_with_one_possible_day_gets_it_and_too_few_days_is_said():
    slots = monthly(1)
    away = frozenset(slot.day for slot in slots[1:])
    found = plan(slots, [*people(5), person(99, away=away)], MINIMUM)
    assert found.seated[1] == (UUID(int=99),)
    assert [(one.person.int, one.short, one.why) for one in found.shortfalls] == [
        (99, 1, ShortWhy.TOO_FEW_DAYS)
    ]


def test_who_joins_in_june_catches_up_without_sitting_on_days_in_a_row():
    slots = weekly(2, 52)[24:]
    folk = [*people(10, done=5), person(99)]
    found = plan(slots, folk, MINIMUM)
    on = [n for n, slot in enumerate(slots) if UUID(int=99) in found.seated[slot.key]]
    assert found.duties[UUID(int=99)] >= MINIMUM
    assert min(b - a for a, b in itertools.pairwise(on)) >= 2


def test_who_served_in_december_does_not_begin_in_january():
    folk = people(6)
    busy = [
        person(n, group=one.group, last=date(2025, 12, 28)) for n, one in enumerate(folk[:3], 1)
    ]
    found = plan(monthly(3), [*busy, *folk[3:]], MINIMUM)
    assert set(found.seated[1]) == {one.key for one in folk[3:]}


def test_stopping_leaves_by_the_users_way_out():
    def stop(done, total):
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        plan(monthly(2), people(5), MINIMUM, stop)


def test_no_slots_or_no_people_is_a_plan_too():
    assert plan([], people(2), MINIMUM).shortfalls
    found = plan(monthly(3), [], MINIMUM)
    assert sum(found.empty_seats.values()) == 36
