"""Calendar files given out one after the other: a client that merges them has today's duties."""

import random
from datetime import UTC, date, datetime

import icalendar
import pytest
from sqlalchemy import select

from db.models import Attendance, DutyRule, DutyShift
from liaison.documents.ics import calendar_ics
from liaison.domain.duty import AttendanceStatus, ShiftStatus
from liaison.domain.errors import BadInput
from liaison.domain.ids import AttendanceId, DutyShiftId
from liaison.services import duty_changes, duty_moves
from liaison.services.duty_calendars import representative_calendar, station_calendar
from liaison.services.duty_changes import LeaveForm, SwapForm
from liaison.services.duty_moves import CancelForm, MoveForm
from liaison.services.duty_plan import plan_year
from tests.duty_sample import duty_sample

NOW = datetime(2026, 3, 5, 4, tzinfo=UTC)
AHEAD = (ShiftStatus.PLANNED, ShiftStatus.ANNOUNCED)


class Client:
    """A calendar program: by UID, a higher SEQUENCE replaces, CANCELLED disappears from sight."""

    def __init__(self):
        self.events = {}

    def take(self, calendar):
        file = icalendar.Calendar.from_ical(calendar_ics(calendar, NOW))
        for event in file.walk("VEVENT"):
            uid, sequence = str(event["uid"]), int(event["sequence"])
            if uid not in self.events or sequence >= self.events[uid][0]:
                start = event.decoded("dtstart")
                day = start.date() if isinstance(start, datetime) else start
                self.events[uid] = (sequence, day, str(event["status"]))

    @property
    def days(self):
        return sorted(day for _, day, status in self.events.values() if status != "CANCELLED")


def do(office, act, *args):
    return office.write(lambda work: act(work, *args))[0]


def days_of(office, key):
    query = (
        select(DutyShift.held_on)
        .join(Attendance, Attendance.shift_id == DutyShift.id)
        .where(
            Attendance.representative_id == key,
            Attendance.status == AttendanceStatus.PLANNED,
            DutyShift.status.in_(AHEAD),
        )
    )
    return sorted(office.read(lambda work: work.session.scalars(query).all()))


def waiting(office):
    query = (
        select(Attendance.id, DutyShift.id)
        .join(DutyShift, DutyShift.id == Attendance.shift_id)
        .where(
            Attendance.status == AttendanceStatus.PLANNED,
            DutyShift.status.in_(AHEAD),
            DutyShift.held_on > date(2026, 3, 5),
        )
        .order_by(DutyShift.held_on, Attendance.position, Attendance.id)
    )
    rows = office.read(lambda work: work.session.execute(query).all())
    return [(AttendanceId(one), DutyShiftId(shift)) for one, shift in rows]


def announce(office, shift):
    def act(work):
        row = work.session.get_one(DutyShift, shift)
        row.status, row.announced_on = ShiftStatus.ANNOUNCED, work.today

    office.write(act)


def change(office, chance):
    """Anything that a desk does to a plan; what is refused changes nothing."""
    rows = waiting(office)
    (one, shift), (other, _) = chance.choice(rows), chance.choice(rows)
    day = date(2026, chance.randint(4, 12), chance.randint(1, 28))
    acts = [
        lambda: do(office, duty_changes.swap, SwapForm(one, other)),
        lambda: do(office, duty_changes.leave, LeaveForm(one, "病了")),
        lambda: do(office, duty_changes.remove_person, one, "出差"),
        lambda: do(office, duty_moves.move_shift, MoveForm(shift, day, "台风")),
        lambda: do(office, duty_moves.cancel_shift, CancelForm(shift, "停航")),
        lambda: announce(office, shift),
        lambda: office.write(lambda work: plan_year(work, 2026)),
    ]
    try:
        chance.choice(acts)()
    except BadInput:
        return


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_a_client_that_merges_has_the_duties_of_today(sqlite_office, seed):
    office, chance = sqlite_office, random.Random(seed)
    sample = duty_sample(office, "每月5日、20日 9:00-11:30")
    office.write(lambda work: plan_year(work, 2026))
    clients = {key: Client() for key in sample.people}
    for _ in range(10):
        for key, client in clients.items():
            client.take(do(office, representative_calendar, key))
            assert client.days == days_of(office, key)
        for _ in range(3):
            change(office, chance)


def test_a_station_that_changes_its_rule_drops_the_old_days_from_calendars(office):
    sample = duty_sample(office)
    office.write(lambda work: plan_year(work, 2026))
    client = Client()
    client.take(do(office, station_calendar, sample.station))
    assert len(client.days) == 12

    def to_quarterly(work):
        work.session.scalars(select(DutyRule)).one().text = "单月10日 9:00-11:30"

    office.write(to_quarterly)
    office.write(lambda work: plan_year(work, 2026))
    client.take(do(office, station_calendar, sample.station))
    query = select(DutyShift.held_on).order_by(DutyShift.held_on)
    assert client.days == office.read(lambda work: work.session.scalars(query).all())


def test_nothing_changed_means_the_same_file(office):
    sample = duty_sample(office)
    office.write(lambda work: plan_year(work, 2026))
    one, two = (do(office, representative_calendar, sample.people[0]) for _ in range(2))
    assert calendar_ics(one, NOW) == calendar_ics(two, NOW)


def test_a_representatives_file_names_nobody_else(office):
    sample = duty_sample(office)
    office.write(lambda work: plan_year(work, 2026))
    text = calendar_ics(do(office, representative_calendar, sample.people[0]), NOW).decode()
    assert "代表00" in text
    assert not any(f"代表{n:02d}" in text for n in range(1, 6))


def test_who_had_no_file_yet_gets_no_cancelled_leftovers(office):
    sample = duty_sample(office)
    office.write(lambda work: plan_year(work, 2026))
    do(office, duty_changes.remove_person, waiting(office)[0][0])
    for key in sample.people:
        found = do(office, representative_calendar, key)
        assert not any(one.cancelled for one in found.events)
