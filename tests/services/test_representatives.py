from datetime import date, timedelta

import pytest

from liaison.domain.errors import Conflict, InvalidForm, NotFound
from liaison.domain.ids import RepresentativeId, new_id
from liaison.domain.representative import GroupKind, RepresentativeStatus, SeatLevel
from liaison.services import enrolment, representatives, search, stations
from liaison.services.enrolment import RepresentativeForm, SeatForm, StatusForm
from liaison.services.stations import StationForm


@pytest.fixture
def station(office):
    return office.write(lambda work: stations.open_station(work, StationForm("东港站")))[0]


@pytest.fixture
def add(office, station):
    def one(name, **facts):
        form = RepresentativeForm(station, name, **facts)
        return office.write(lambda work: enrolment.enrol(work, form))[0]

    return one


def names(office, asked="", **conditions):
    rows = office.read(lambda work: representatives.roster(work, asked=asked, **conditions))
    return [row.name for row in rows]


def test_the_roster_keeps_its_order_and_finds_by_name_post_and_initials(office, add):
    add("欧阳敏", post="东港小学教师")
    add("单小䶮")
    add("陈𬭎")

    assert names(office) == ["欧阳敏", "单小䶮", "陈𬭎"]
    assert names(office, "oym") == ["欧阳敏"]
    assert names(office, "sx") == ["单小䶮"]
    assert names(office, "𬭎") == ["陈𬭎"]
    assert names(office, "小学") == ["欧阳敏"]
    assert names(office, "没有的人") == []


def test_a_person_with_two_seats_is_one_line_the_highest_level_first(office, add):
    seats = (SeatForm(SeatLevel.TOWNSHIP, "", "一选区"), SeatForm(SeatLevel.CITY, "", "市选区"))
    key = add("虞国平", seats=seats, phone="139 0000 0017")

    (row,) = office.read(representatives.roster)
    view = office.read(lambda work: representatives.view(work, key))

    assert row.levels == (SeatLevel.CITY, SeatLevel.TOWNSHIP)
    assert row.constituency == "市选区"
    assert [seat.level for seat in view.seats] == [SeatLevel.CITY, SeatLevel.TOWNSHIP]
    assert view.phone == "139****0017"


def test_looking_at_a_phone_is_written_down(office, add):
    key = add("王建国", phone="13900000001")

    phone, touched = office.write(lambda work: representatives.unmasked_phone(work, key))

    assert phone == "13900000001"
    assert touched is not None


def test_somebody_enrolled_is_found_by_the_finder(office, add):
    key = add("翁亚娣")

    found = office.read(lambda work: search.find(work, "wyd"))

    assert [one.record_id for one in found] == [key]


def test_amending_changes_the_name_everywhere_and_keeps_an_untouched_phone(office, add, station):
    key = add("徐静", phone="13900000008")
    form = RepresentativeForm(station, "徐 婧", phone=None)
    office.write(lambda work: enrolment.amend(work, key, form, 1))

    assert names(office) == ["徐婧"]
    assert office.read(lambda work: representatives.view(work, key)).phone == "139****0008"
    assert office.read(lambda work: search.find(work, "徐婧"))


def test_a_change_by_somebody_else_is_not_overwritten(office, add, station):
    key = add("徐静")
    form = RepresentativeForm(station, "徐婧")
    office.write(lambda work: enrolment.amend(work, key, form, 1))

    with pytest.raises(Conflict):
        office.write(lambda work: enrolment.amend(work, key, form, 1))


def test_suspending_needs_a_reason_and_a_day_not_in_the_future(office, add):
    key = add("徐静")
    tomorrow = date(2026, 3, 6)
    form = StatusForm(RepresentativeStatus.SUSPENDED, tomorrow, " ")

    with pytest.raises(InvalidForm) as refused:
        office.write(lambda work: enrolment.change_status(work, key, form, 1))

    assert {problem.field for problem in refused.value.problems} == {"reason", "on"}


def test_a_suspended_person_stays_on_the_roster(office, add):
    key = add("徐静")
    on = date(2026, 3, 5) - timedelta(days=1)
    form = StatusForm(RepresentativeStatus.SUSPENDED, on, "依法暂停执行代表职务")
    office.write(lambda work: enrolment.change_status(work, key, form, 1))

    view = office.read(lambda work: representatives.view(work, key))
    assert (view.status, view.status_on) == (RepresentativeStatus.SUSPENDED, on)
    assert names(office, status=RepresentativeStatus.SERVING) == []
    assert names(office) == ["徐静"]


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"name": "　"}, "name"), ({"name": "王", "phone": "问他爱人"}, "phone")],
)
def test_a_wrong_form_names_the_field(office, station, facts, field):
    form = RepresentativeForm(station, **facts)
    with pytest.raises(InvalidForm) as refused:
        office.write(lambda work: enrolment.enrol(work, form))

    assert refused.value.problems[0].field == field
    assert names(office) == []


def test_groups_are_founded_once(office, add):
    one, other = add("王建国"), add("林海燕")

    def join(work):
        for key in (one, other):
            enrolment.join_group(work, key, GroupKind.DELEGATION, "东港代表团")

    office.write(join)

    groups = [
        office.read(lambda work, k=key: representatives.view(work, k)).groups
        for key in (one, other)
    ]
    assert groups == [((GroupKind.DELEGATION, "东港代表团"),)] * 2


def test_nobody_of_that_key_is_said_plainly(office):
    with pytest.raises(NotFound):
        office.read(lambda work: representatives.view(work, RepresentativeId(new_id())))
