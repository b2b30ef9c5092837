from datetime import date

import pytest

from db.models import Attendance, DutyShift, Representative, Seat, Station
from liaison.domain.duty import AttendanceStatus, ShiftStatus, Slot
from liaison.domain.representative import RepresentativeStatus, SeatLevel
from liaison.services.desk import desk
from liaison.services.receivers import receivers

TODAY = date(2026, 3, 5)


@pytest.fixture
def station(office):
    def people(work):
        here = Station(code="330902004", name="城东街道代表联络站")
        there = Station(code="330902005", name="环南街道代表联络站")
        work.session.add_all([here, there])
        work.session.flush()
        names = {}
        for place, (name, at, status) in enumerate(
            (
                ("王建国", here, RepresentativeStatus.SERVING),
                ("单晓忠", here, RepresentativeStatus.SERVING),
                ("周国华", there, RepresentativeStatus.SERVING),
                ("吴停职", here, RepresentativeStatus.SUSPENDED),
                ("郑卸任", here, RepresentativeStatus.ENDED),
                ("欧阳𬱖", there, RepresentativeStatus.SERVING),
            )
        ):
            names[name] = Representative(
                station_id=at.id, name=name, status=status, position=place, seats=[]
            )
            work.session.add(names[name])
        work.session.flush()
        for order, level in ((3, SeatLevel.DISTRICT), (2, SeatLevel.CITY)):
            work.session.add(
                Seat(
                    station_id=here.id,
                    representative_id=names["王建国"].id,
                    level=level,
                    level_order=order,
                )
            )
        return here.id, {name: row.id for name, row in names.items()}

    return office.write(people)[0]


def on_duty(office, station, slot, *people, status=ShiftStatus.PLANNED):
    key, names = station

    def plan(work):
        shift = DutyShift(
            station_id=key, held_on=TODAY, slot=slot, status=status, planned=True, attendances=[]
        )
        for place, (name, presence) in enumerate(people):
            shift.attendances.append(
                Attendance(
                    station_id=key,
                    representative_id=names[name],
                    name=name,
                    position=place,
                    status=presence,
                )
            )
        work.session.add(shift)

    office.write(plan)


def offered(office, station, slot=None):
    return office.read(lambda work: receivers(work, station[0], TODAY, slot))


def test_the_stations_own_come_before_the_others_and_nobody_out_of_office(office, station):
    found = offered(office, station)
    assert [one.name for one in found] == ["王建国", "单晓忠", "周国华", "欧阳𬱖"]
    assert [one.of_station for one in found] == [True, True, False, False]


def test_who_is_on_duty_comes_first_in_the_rosters_order(office, station):
    planned, leave = AttendanceStatus.PLANNED, AttendanceStatus.LEAVE
    on_duty(
        office,
        station,
        Slot.AFTERNOON,
        ("欧阳𬱖", planned),
        ("单晓忠", planned),
        ("王建国", leave),
    )
    found = offered(office, station)
    assert [(one.name, one.on_duty) for one in found][:3] == [
        ("欧阳𬱖", True),
        ("单晓忠", True),
        ("王建国", False),
    ]
    assert not any(one.on_duty for one in offered(office, station, Slot.MORNING))


def test_a_cancelled_shift_puts_nobody_on_duty(office, station):
    on_duty(
        office,
        station,
        Slot.MORNING,
        ("王建国", AttendanceStatus.PLANNED),
        status=ShiftStatus.CANCELLED,
    )
    assert not any(one.on_duty for one in offered(office, station))


def test_seats_are_said_highest_first_and_names_are_found_by_initials(office, station):
    first, second = offered(office, station)[:2]
    assert first.levels_zh == "市、区代表"
    assert second.levels_zh == ""
    assert "sxz" in second.initials


def test_the_desk_knows_the_dates_by_working_days(office, station):
    seen = office.read(lambda work: desk(work, station[0]))
    assert (seen.station, seen.slot) == ("城东街道代表联络站", Slot.MORNING)
    assert seen.deadlines.refer_by == date(2026, 3, 10)
    assert seen.deadlines.answer_by == date(2026, 3, 31)
    assert seen.received == 0
