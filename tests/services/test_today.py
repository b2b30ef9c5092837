from datetime import date, timedelta

import pytest

from liaison.domain.duty import AttendanceStatus
from liaison.domain.ids import DraftId, new_id
from liaison.domain.matter import Disposition
from liaison.domain.reception import Channel
from liaison.domain.representative import SeatLevel
from liaison.services import drafts, receptions, stations, today
from liaison.services.enrolment import RepresentativeForm, SeatForm, enrol
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.stations import StationForm
from liaison.services.today import Clock

DAY = date(2026, 3, 5)


@pytest.fixture
def station(office):
    return office.write(lambda work: stations.open_station(work, StationForm("东港站")))[0]


@pytest.fixture
def person(office, station):
    form = RepresentativeForm(station, "王建国", seats=(SeatForm(SeatLevel.DISTRICT),))
    return office.write(lambda work: enrol(work, form))[0]


def record(office, station, on=DAY, *, people=(), disposition=Disposition.REFERRED, heads=1):
    matter = MatterForm("路灯不亮", disposition, answer="当天修好", unit_name="区住建局")
    form = ReceptionForm(
        station,
        on,
        Channel.ON_SITE,
        "路灯不亮",
        (matter,),
        visitors=(VisitorForm("林阿凤"),),
        head_count=heads,
        representatives=people,
    )
    return office.write(lambda work: receptions.record(work, form))[0]


def test_an_empty_office_has_an_empty_day(office):
    view = office.read(lambda work: today.today(work, None))

    assert view.day == DAY
    assert (view.slots, view.drafts, view.due, view.unsettled_names) == ((), (), (), 0)
    assert view.month == today.MonthSoFar(0, 0, 0, 0)


def test_the_month_counts_this_stations_receptions_up_to_today(office, station, person):
    other = office.write(lambda work: stations.open_station(work, StationForm("北岙站")))[0]
    record(office, station, people=(person,), heads=1)
    record(office, station, DAY - timedelta(days=30))
    record(office, other)

    here = office.read(lambda work: today.today(work, station)).month
    everywhere = office.read(lambda work: today.today(work, None)).month

    assert here == today.MonthSoFar(1, 1, 1, 1)
    assert everywhere.visits == 2


def test_who_received_today_is_shown_with_their_seats(office, station, person):
    record(office, station, people=(person,))

    (slot,) = office.read(lambda work: today.today(work, station)).slots

    (who,) = slot.people
    assert (who.name, who.levels) == ("王建国", (SeatLevel.DISTRICT,))
    assert who.status is AttendanceStatus.PRESENT


def test_what_is_late_stands_before_what_is_due(office, station):
    record(office, station, DAY)
    record(office, station, DAY - timedelta(days=20))
    record(office, station, DAY, disposition=Disposition.ANSWERED_ON_THE_SPOT)

    view = office.read(lambda work: today.today(work, station))

    assert [one.clock for one in view.due] == [Clock.OVERDUE, Clock.SOON]
    assert view.due[0].days == 8  # 13 February and three working days, over the Spring Festival
    assert view.due[0].unit == "区住建局"
    assert (view.overdue, view.untold, view.due_in_all) == (1, 0, 2)
    assert office.read(lambda work: today.waiting(work, station)) == 1


def test_a_draft_tells_how_much_is_written(office, station):
    content = {"words": "阿拉电梯停了", "visitors": [{"name": ""}]}
    key = DraftId(new_id())
    office.write(lambda work: drafts.keep(work, key, station, content))

    (line,) = office.read(lambda work: today.today(work, station)).drafts

    assert (line.id, line.letters, line.visitor_named) == (key, 6, False)
