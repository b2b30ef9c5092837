"""A station with today's morning reception on plan, badges for its people, and a clock to set."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import select

from db.models import Attendance, Code, DutyShift
from liaison.domain.clock import CIVIL
from liaison.domain.codes import CodeKind, payload
from liaison.domain.duty import AttendanceStatus, Slot
from liaison.services import codes
from liaison.services.representatives import known
from tests.duty_sample import Sample, duty_sample

DAY = date(2026, 3, 5)
MORNING = (time(9), time(11, 30))
AFTERNOON = (time(14), time(16, 30))


@dataclass(frozen=True)
class Day:
    office: object
    sample: Sample
    shift: object
    badges: dict

    def at(self, hour, minute=0, second=0, day=DAY):
        """Set the clock on the wall."""
        moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=CIVIL)
        self.office._now = lambda: moment.astimezone(UTC)

    def badge(self, place):
        return self.badges[self.sample.people[place]]


def the_day(office, on_plan=(0, 1), slot=Slot.MORNING, hours=MORNING):
    sample = duty_sample(office, rule="")
    keys = [sample.people[place] for place in on_plan]
    shift = office.write(lambda work: add_shift(work, sample.station, keys, slot, hours))[0]
    return Day(office, sample, shift, office.write(badges)[0])


def add_shift(work, station, people, slot=Slot.MORNING, hours=MORNING, **more):
    more.setdefault("held_on", DAY)
    row = DutyShift(
        station_id=station,
        slot=slot,
        starts=hours[0],
        ends=hours[1],
        planned=True,
        seats=2,
        attendances=[],
        **more,
    )
    for place, key in enumerate(people):
        row.attendances.append(
            Attendance(
                station_id=station,
                representative_id=key,
                name=known(work, key).name,
                position=place,
                status=AttendanceStatus.PLANNED,
                planned=True,
            )
        )
    work.session.add(row)
    work.session.flush()
    return row.id


def badges(work):
    """What each representative's badge says when scanned."""
    codes.issue_missing(work)
    rows = work.session.scalars(select(Code).where(Code.representative_id.is_not(None)))
    return {row.representative_id: payload(CodeKind.REPRESENTATIVE, row.token) for row in rows}
