"""A small office with reception rules and people, for the tests of reception days."""

from dataclasses import dataclass

from db.models import DutyRule
from liaison.domain.ids import RepresentativeId, StationId
from liaison.domain.representative import GroupKind, SeatLevel
from liaison.services.enrolment import RepresentativeForm, SeatForm, enrol, join_group
from liaison.services.stations import StationForm, open_station


@dataclass(frozen=True)
class Sample:
    """Station 甲 with `people`, all of district level, in two groups; station 乙 with one more."""

    station: StationId
    other: StationId
    people: tuple[RepresentativeId, ...]
    stranger: RepresentativeId


def duty_sample(office, rule="每月15日 9:00-11:30", people=6, seats=2):
    def make(work):
        station = open_station(work, StationForm("甲站"))
        other = open_station(work, StationForm("乙站"))
        for key in (station, other):
            for row in work.session.query(DutyRule).filter_by(station_id=key):
                work.session.delete(row)
        if rule:
            work.session.add(DutyRule(station_id=station, text=rule, seats=seats))
        keys = [person(work, station, n) for n in range(people)]
        return Sample(station, other, tuple(keys), person(work, other, 99))

    return office.write(make)[0]


def person(work, station, place):
    form = RepresentativeForm(station, f"代表{place:02d}", seats=(SeatForm(SeatLevel.DISTRICT),))
    key = enrol(work, form)
    join_group(work, key, GroupKind.GROUP, f"第{place % 2 + 1}小组", f"{station}")
    return key
