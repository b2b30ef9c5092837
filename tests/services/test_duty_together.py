"""Several desks at once: one plan, no double duty, whoever comes second is told."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from sqlalchemy import select

from db.models import Attendance, DutyShift
from liaison.domain.duty import AttendanceStatus, Slot
from liaison.domain.errors import BadInput, LiaisonError
from liaison.services.duty_changes import add_person
from liaison.services.duty_moves import ShiftForm, add_shift
from liaison.services.duty_plan import plan_year
from tests.duty_sample import duty_sample


def at_once(office, *acts):
    """Each act in a thread of its own, begun together; results or what was told."""
    start = Barrier(len(acts))

    def one(act):
        start.wait()
        try:
            return office.write(act)[0]
        except LiaisonError as error:
            return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_two_desks_that_plan_at_once_make_one_plan(office):
    duty_sample(office)
    one, two = at_once(office, *[lambda work: plan_year(work, 2026)] * 2)
    assert not isinstance(one, Exception)
    assert not isinstance(two, Exception)
    added = sorted((one.written.shifts_added, two.written.shifts_added))
    assert added == [0, 12]
    query = select(Attendance.shift_id, Attendance.representative_id)
    rows = office.read(lambda work: work.session.execute(query).all())
    assert max(Counter(rows).values()) == 1
    assert len(rows) == 24


def test_two_stations_that_ask_the_same_person_at_once_get_one(office):
    sample = duty_sample(office, rule="")
    day = date(2026, 4, 20)
    keys = [
        office.write(lambda work, key=key: add_shift(work, ShiftForm(key, day, Slot.MORNING)))[0]
        for key in (sample.station, sample.other)
    ]
    found = at_once(
        office, *[lambda work, key=key: add_person(work, key, sample.people[0]) for key in keys]
    )
    refused = [one for one in found if isinstance(one, BadInput)]
    assert [one.code for one in refused] == ["duty_twice"]
    query = select(Attendance.id).where(Attendance.status == AttendanceStatus.PLANNED)
    assert len(office.read(lambda work: work.session.scalars(query).all())) == 1


def test_two_desks_that_open_the_same_slot_open_one(office):
    sample = duty_sample(office, rule="")
    form = ShiftForm(sample.station, date(2026, 4, 20), Slot.EVENING)
    found = at_once(office, *[lambda work: add_shift(work, form)] * 2)
    assert [one.code for one in found if isinstance(one, BadInput)] == ["shift_place_taken"]
    shifts = office.read(lambda work: work.session.scalars(select(DutyShift.id)).all())
    assert len(shifts) == 1
