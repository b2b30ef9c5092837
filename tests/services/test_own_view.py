"""A representative's own view: the next duty, what became of what was heard, the year; no visitor named."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from db.models import Attendance, Matter, MatterStep
from liaison.domain.duty import RequestKind, Slot
from liaison.domain.errors import BadInput, Conflict, InvalidForm, NotFound
from liaison.domain.matter import Disposition
from liaison.domain.performance import Demand
from liaison.domain.reception import Channel
from liaison.domain.representative import RepresentativeStatus
from liaison.domain.steps import Step
from liaison.services import attending, attending_close, own_view, receptions
from liaison.services.duty_requests import requests
from liaison.services.enrolment import StatusForm, change_status
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.representatives import known
from liaison.services.steps import step
from liaison.services.steps.forms import AnswerForm, ReferForm, UnitName
from tests.attending_sample import AFTERNOON, DAY, MORNING, add_shift, the_day


@pytest.fixture
def day(office):
    found = the_day(office)
    found.at(8, 52)
    return found


def view(day, place=0):
    return day.office.read(lambda work: own_view.own_view(work, day.sample.people[place]))


def later(day, weeks, people, slot=Slot.MORNING, hours=MORNING):
    keys = [day.sample.people[place] for place in people]
    held_on = DAY + timedelta(weeks=weeks)
    return day.office.write(
        lambda work: add_shift(work, day.sample.station, keys, slot, hours, held_on=held_on)
    )[0]


def receive(day, title, confidential=False, heads=1):
    form = ReceptionForm(
        day.sample.station,
        DAY,
        Channel.ON_SITE,
        "路灯不亮",
        (MatterForm(title, Disposition.REFERRED),),
        visitors=(VisitorForm("林阿凤", phone="13905800000"),),
        head_count=heads,
        representatives=(day.sample.people[0],),
        confidential=confidential,
    )
    return day.office.write(lambda work: receptions.record(work, form))[0]


def test_the_next_duty_with_whom_and_how_many_days(day):
    later(day, 6, (0, 2, 3))
    first, second = view(day).duties
    assert (first.day, first.with_whom, first.hours_zh) == (DAY, ("代表01",), "上午 9:00–11:30")
    assert (second.days(DAY), second.with_whom) == (42, ("代表02", "代表03"))


def test_a_closed_duty_is_no_next_one_and_counts_for_the_year(day):
    later(day, 6, (0, 2))
    day.office.write(lambda work: attending.scan(work, day.badge(0)))
    day.office.write(lambda work: attending_close.close_shift(work, day.shift))
    found = view(day)
    assert [one.day for one in found.duties] == [DAY + timedelta(weeks=6)]
    need = next(one for one in found.needs if one.demand is Demand.RECEPTION)
    assert (need.have, need.least) == (1, 2)
    assert found.reached_on == DAY + timedelta(weeks=6)
    assert found.signed_in_at.hour == 8


def test_what_was_heard_and_what_became_of_it_without_the_visitors_name(day):
    receive(day, "林阿凤家门口路灯不亮，电话13905800000", heads=3)
    (seen,) = view(day).days
    assert (seen.day, seen.visits, seen.people) == (DAY, 1, 3)
    (matter,) = seen.matters
    assert "林阿凤" not in matter.title
    assert "13905800000" not in matter.title
    assert (matter.state, matter.waits) == ("待交办", True)

    refer = ReferForm(matter_id=matter.id, unit=UnitName("区住建局"))
    day.office.write(lambda work: step(work, Step.REFER, refer))
    (matter,) = view(day).days[0].matters
    assert (matter.state, matter.waits) == ("正在办", False)
    assert matter.words.startswith("区住建局承办，")
    answer = AnswerForm(matter_id=matter.id, answer="已换", answer_class="A")
    day.office.write(lambda work: step(work, Step.ANSWER, answer))
    (matter,) = view(day).days[0].matters
    assert (matter.state, matter.good, matter.waits) == ("待告知", False, True)


def test_what_is_confidential_tells_nothing(day):
    receive(day, "反映邻居", confidential=True)
    (matter,) = view(day).days[0].matters
    assert matter.title == "来访人要求保密的事项"


def test_seen_and_confirmed_is_the_representatives_opinion_on_the_timeline(day):
    receive(day, "路灯不亮")
    key = day.sample.people[0]
    (matter,) = view(day).days[0].matters
    day.office.write(
        lambda work: own_view.confirm_seen(work, key, matter.id, matter.version, "先修路口的")
    )
    (again,) = view(day).days[0].matters
    assert not again.waits

    def told(work):
        query = select(MatterStep.remark).where(MatterStep.step == Step.COMMENT)
        return work.session.scalars(query).one()

    assert day.office.read(told) == "代表00代表看过并确认：先修路口的"
    with pytest.raises(Conflict):
        day.office.write(lambda work: own_view.confirm_seen(work, key, matter.id, matter.version))


def test_leave_and_swap_are_asked_and_wait_for_the_desk(day):
    shift = later(day, 6, (0, 2))
    later(day, 8, (3, 4))
    key = day.sample.people[0]
    duty = next(one for one in view(day).duties if one.shift_id == shift)
    choices = day.office.read(lambda work: own_view.swap_choices(work, key, duty.attendance_id))
    assert [one.name for one in choices] == ["代表03", "代表04"]
    with pytest.raises(InvalidForm):
        day.office.write(lambda work: own_view.ask_leave(work, key, duty.attendance_id, " "))
    day.office.write(
        lambda work: own_view.ask_swap(
            work, key, duty.attendance_id, choices[0].attendance_id, "出差"
        )
    )
    (asked,) = day.office.read(lambda work: requests(work, day.sample.station))
    assert (asked.kind, asked.other_name) == (RequestKind.SWAP, "代表03")
    duty = next(one for one in view(day).duties if one.shift_id == shift)
    assert duty.asked == "换班已提出，等联络员答复"


def test_nobody_asks_for_anothers_duty(day):
    def of_another(work):
        query = select(Attendance.id).where(Attendance.representative_id == day.sample.people[1])
        return work.session.scalars(query).first()

    other = day.office.read(of_another)
    with pytest.raises(NotFound):
        day.office.write(lambda work: own_view.ask_leave(work, day.sample.people[0], other, "出差"))


def test_an_ended_mandate_has_no_view_any_more(day):
    def end(work):
        row = known(work, day.sample.people[0])
        form = StatusForm(RepresentativeStatus.ENDED, DAY, "届满")
        change_status(work, row.id, form, row.version)

    day.office.write(end)
    with pytest.raises(BadInput):
        view(day)


def test_the_screen_that_waits_shows_the_next_days_with_names(day):
    later(day, 1, (2, 3), Slot.AFTERNOON, AFTERNOON)
    found = day.office.read(lambda work: own_view.idle(work, day.sample.station))
    assert found.station == "甲站"
    assert [(one.day, one.names) for one in found.days] == [
        (DAY, ("代表00", "代表01")),
        (DAY + timedelta(weeks=1), ("代表02", "代表03")),
    ]


def test_closing_marks_who_stayed_away_and_counts_a_slot_without_visitors(day):
    day.office.write(lambda work: attending.scan(work, day.badge(0)))
    closed = day.office.write(lambda work: attending_close.close_shift(work, day.shift))[0]
    assert (closed.status.value, closed.absent) == ("nobody_came", ("代表01",))
    day.office.write(lambda work: attending_close.reopen(work, closed))
    receive(day, "路灯不亮")
    with pytest.raises(BadInput):
        day.office.write(lambda work: attending_close.close_shift(work, day.shift, held=False))
    closed = day.office.write(lambda work: attending_close.close_shift(work, day.shift))[0]
    assert (closed.status.value, closed.visits) == ("held", 1)
    assert day.office.read(lambda work: work.session.scalars(select(Matter)).one()).title


def test_what_isnt_today_yet_cannot_be_closed_and_what_is_past_waits_to_be(day):
    ahead = later(day, 1, (2, 3))
    with pytest.raises(BadInput):
        day.office.write(lambda work: attending_close.close_shift(work, ahead))
    day.at(9, day=DAY + timedelta(days=1))
    (open_,) = day.office.read(lambda work: attending_close.unclosed(work, day.sample.station))
    assert (open_.held_on, open_.waiting) == (DAY, 2)
