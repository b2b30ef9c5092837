"""Outreach and officials' visits: planned, held, cancelled; what is heard there goes round the same loop."""

from datetime import date, time, timedelta

import pytest

from liaison.domain.duty import ActivityKind, ActivityStatus, Slot
from liaison.domain.errors import BadInput, InvalidForm
from liaison.domain.matter import Disposition
from liaison.domain.period import Period
from liaison.domain.reception import Channel
from liaison.domain.words import sentence
from liaison.services import activities, official_visits, receptions
from liaison.services.activities import ActivityForm
from liaison.services.duty_rows import shift as shift_row
from liaison.services.figures import counted
from liaison.services.official_visits import VisitForm
from liaison.services.performance import overview
from liaison.services.reception_form import MatterForm, OfficialForm, ReceptionForm, VisitorForm
from tests.duty_sample import duty_sample

DAY = date(2026, 3, 5)
MARCH = Period.of_month(DAY)


@pytest.fixture
def sample(office):
    return duty_sample(office, rule="")


def island(sample, on=DAY, **more):
    more.setdefault("slot", Slot.MORNING)
    return ActivityForm(
        sample.station,
        ActivityKind.ISLAND,
        "代表跑小岛·五峙山",
        on,
        "五峙山列岛",
        "8:10 三江码头客船",
        "多云 5 级风",
        members=sample.people[:2],
        starts=time(9, 30),
        ends=time(11, 30),
        **more,
    )


def only(office, sample):
    (row,) = office.read(lambda work: activities.activities(work, MARCH, sample.station))
    return row


def test_an_outreach_is_a_reception_at_its_place(office, sample):
    key = office.write(lambda work: activities.plan(work, island(sample)))[0]
    row = only(office, sample)
    assert (row.id, row.place, row.boat) == (key, "五峙山列岛", "8:10 三江码头客船")
    assert [one.name for one in row.members] == ["代表00", "代表01"]
    (shift,) = row.shifts
    found = office.read(lambda work: shift_row(work, shift))
    assert (found.channel, found.place, found.activity_id) == (
        Channel.ISLAND,
        "五峙山列岛",
        key,
    )


def test_what_is_heard_there_is_a_matter_like_any_other(office, sample):
    office.write(lambda work: activities.plan(work, island(sample)))
    form = ReceptionForm(
        sample.station,
        DAY,
        Channel.ISLAND,
        "码头没有雨棚",
        (MatterForm("码头没有雨棚", Disposition.REFERRED),),
        visitors=(VisitorForm("林阿凤"),),
        head_count=3,
        slot=Slot.MORNING,
        place="五峙山列岛",
        representatives=sample.people[:1],
    )
    office.write(lambda work: receptions.record(work, form))
    row = only(office, sample)
    assert (row.visits, row.people, row.matters) == (1, 3, 1)
    assert len(row.shifts) == 1


def test_who_came_counts_as_outreach_and_who_did_not_doesnt(office, sample):
    key = office.write(lambda work: activities.plan(work, island(sample)))[0]
    first, second, third = sample.people[:3]
    office.write(lambda work: activities.hold(work, key, (first, third), "小雨"))
    row = only(office, sample)
    assert (row.status, row.weather) == (ActivityStatus.HELD, "小雨")
    assert {one.name: one.came for one in row.members} == {
        "代表00": True,
        "代表01": False,
        "代表02": True,
    }
    for person, count in ((first, 1), (second, 0)):
        year = office.read(lambda work, key=person: overview(work, key, 2026))
        assert {line.kind.code: line.count for line in year.kinds}["outreach"] == count


def test_a_typhoon_cancels_it_with_its_reception_and_proposes_days(office, sample):
    ahead = DAY + timedelta(days=7)
    key = office.write(lambda work: activities.plan(work, island(sample, ahead)))[0]
    with pytest.raises(InvalidForm):
        office.write(lambda work: activities.cancel(work, key, " "))
    told = office.write(lambda work: activities.cancel(work, key, "台风停航"))[0]
    assert told.next_dates
    assert all(one.day > DAY for one in told.next_dates)
    row = only(office, sample)
    assert (row.status, row.cancel_reason) == (ActivityStatus.CANCELLED, "台风停航")
    found = office.read(lambda work: shift_row(work, row.shifts[0]))
    assert found.cancel_reason == "台风停航"
    with pytest.raises(BadInput):
        office.write(lambda work: activities.hold(work, key, ()))


def test_what_is_ahead_has_not_taken_place(office, sample):
    key = office.write(lambda work: activities.plan(work, island(sample, DAY + timedelta(days=1))))[
        0
    ]
    with pytest.raises(BadInput) as caught:
        office.write(lambda work: activities.hold(work, key, sample.people[:1]))
    assert "还没有到" in sentence(caught.value)


def test_an_island_has_a_name(office, sample):
    form = ActivityForm(sample.station, ActivityKind.ISLAND, "", DAY)
    with pytest.raises(InvalidForm) as caught:
        office.write(lambda work: activities.plan(work, form))
    assert [one.field for one in caught.value.problems] == ["title", "place"]


def test_a_groups_own_activity_receives_nobody(office, sample):
    form = ActivityForm(
        sample.station, ActivityKind.GROUP, "走访企业", DAY, members=sample.people[:3]
    )
    office.write(lambda work: activities.plan(work, form))
    assert only(office, sample).shifts == ()


def visit(sample, on=DAY, **more):
    more.setdefault("name", "陈某")
    return VisitForm(sample.station, on, "区住建局", post="局长", **more)


def test_officials_are_planned_come_and_are_counted_once(office, sample):
    later = DAY - timedelta(days=1)
    key = office.write(lambda work: official_visits.plan(work, visit(sample, later, name="")))[0]
    office.write(lambda work: official_visits.record(work, visit(sample, later), key))
    (planned,) = office.read(lambda work: official_visits.expected(work, MARCH, sample.station))
    assert (planned.came_on, planned.theme) == (later, official_visits.THEME_ZH)
    with pytest.raises(BadInput):
        office.write(lambda work: official_visits.record(work, visit(sample, later)))
    with pytest.raises(BadInput):
        office.write(lambda work: official_visits.cancel(work, key, "改期"))


def test_the_list_has_as_many_rows_as_the_figure_says(office, sample):
    office.write(lambda work: official_visits.record(work, visit(sample)))
    form = ReceptionForm(
        sample.station,
        DAY,
        Channel.ON_SITE,
        "路灯不亮",
        (MatterForm("路灯不亮", Disposition.REFERRED),),
        visitors=(VisitorForm("林阿凤"),),
        representatives=sample.people[:1],
        officials=(OfficialForm("区水利局", "王某", "副局长"),),
    )
    office.write(lambda work: receptions.record(work, form))
    rows = office.read(lambda work: official_visits.visits(work, MARCH, sample.station))
    assert {one.unit for one in rows} == {"区住建局", "区水利局"}
    found = office.read(lambda work: counted(work, MARCH, sample.station))
    assert found.leader_attendances == len(rows) == 2


def test_nobody_has_come_tomorrow_and_nobody_has_no_name(office, sample):
    with pytest.raises(InvalidForm) as caught:
        office.write(
            lambda work: official_visits.record(
                work, visit(sample, DAY + timedelta(days=1), name=" ")
            )
        )
    assert [one.field for one in caught.value.problems] == ["name", "on"]


def test_a_visit_that_wont_be_keeps_its_reason(office, sample):
    key = office.write(lambda work: official_visits.plan(work, visit(sample)))[0]
    office.write(lambda work: official_visits.cancel(work, key, "会议冲突"))
    (row,) = office.read(lambda work: official_visits.expected(work, MARCH))
    assert row.cancel_reason == "会议冲突"
