from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from db.models import (
    Area,
    Attendance,
    AuditEntry,
    DutyShift,
    Matter,
    OfficialVisit,
    Reception,
    Representative,
    Seat,
    Station,
    Visitor,
)
from liaison.domain.duty import ShiftStatus, Slot
from liaison.domain.errors import BadInput, Conflict, InvalidForm
from liaison.domain.matter import DeclineReason, Disposition, MatterStatus
from liaison.domain.reception import Channel, VisitKind
from liaison.domain.representative import SeatLevel
from liaison.domain.station import AreaLevel
from liaison.services.alike import alike
from liaison.services.corrections import CorrectionForm, correct, void
from liaison.services.reception_form import MatterForm, OfficialForm, ReceptionForm, VisitorForm
from liaison.services.reception_view import unmask, view
from liaison.services.receptions import record
from liaison.services.visitors import earlier_visits, likely

TODAY = date(2026, 3, 5)


@pytest.fixture
def station(office):
    def open_one(work):
        area = Area(code="330902004000", name="城东街道", level=AreaLevel.TOWNSHIP)
        station = Station(code="330902004", name="城东街道代表联络站", area_id=area.id)
        people = [
            Representative(station_id=station.id, name=name, seats=[])
            for name in ("王建国", "欧阳𬱖")
        ]
        for person in people:
            person.seats.append(
                Seat(station_id=station.id, level=SeatLevel.DISTRICT, level_order=3)
            )
        for rows in ([area], [station], people):
            work.session.add_all(rows)
            work.session.flush()
        return station.id, tuple(person.id for person in people)

    return office.write(open_one)[0]


@pytest.fixture
def form(station):
    key, people = station
    return ReceptionForm(
        station_id=key,
        received_on=TODAY,
        started=time(9, 20),
        channel=Channel.ON_SITE,
        visitors=(VisitorForm("林　阿凤", "138-0000-0627"),),
        representatives=people,
        officials=(OfficialForm("区住建局", "赵某"),),
        words="阿拉六幢电梯装了一半，停在那里三个月了。",
        summary="加装电梯停工三个月。",
        notice_given=True,
        matters=(
            MatterForm("六幢加装电梯停工", Disposition.REFERRED, unit_name="区住建局"),
            MatterForm("垃圾房气味重", Disposition.ANSWERED_ON_THE_SPOT, answer="每天清两次"),
            MatterForm(
                "邻里房屋买卖纠纷",
                Disposition.DECLINED,
                decline_reason=DeclineReason.PERSONAL_DISPUTE,
                where_to="街道调解室",
            ),
        ),
    )


def saved(office, form):
    return office.write(lambda work: record(work, form))[0]


def test_a_reception_gets_the_stations_next_number_of_the_year(office, form):
    numbers = [saved(office, form).number for _ in range(3)]
    assert numbers == [f"330902004-2026-00000{n}" for n in (1, 2, 3)]
    last_year = replace(form, received_on=date(2025, 12, 31))
    assert saved(office, last_year).number == "330902004-2025-000001"


def test_a_refused_reception_uses_no_number(office, form):
    with pytest.raises(InvalidForm):
        saved(office, replace(form, words="  "))
    assert saved(office, form).number.endswith("-000001")


def test_each_matter_stands_where_the_desk_put_it(office, form):
    shown = office.read(lambda work: view(work, saved(office, form).id))
    assert [(m.number[-2:], m.status) for m in shown.matters] == [
        ("-1", MatterStatus.AWAITING_REFERRAL),
        ("-2", MatterStatus.ANSWERED_ON_THE_SPOT),
        ("-3", MatterStatus.DECLINED),
    ]
    assert shown.matters[0].due_on == date(2026, 3, 10)
    assert (shown.matters[1].answer, shown.matters[2].where_to) == ("每天清两次", "街道调解室")


def test_names_are_masked_until_somebody_looks_and_that_is_noted(office, form):
    done = saved(office, form)
    assert office.read(lambda work: view(work, done.id)).visitors[0].name == "林**"
    open_view, _ = office.write(lambda work: unmask(work, done.id))
    assert (open_view.visitors[0].name, open_view.visitors[0].phone) == ("林阿凤", "13800000627")
    actions = office.read(lambda work: work.session.scalars(select(AuditEntry.action)).all())
    assert actions.count("unmask") == 1


def test_two_visitors_of_one_slot_make_one_session_and_one_attendance_each(office, form):
    saved(office, form)
    saved(office, replace(form, started=time(10, 5)))

    def count(work):
        shifts = work.session.scalars(select(DutyShift)).all()
        return len(shifts), len(work.session.scalars(select(Attendance)).all()), shifts[0].slot

    assert office.read(count) == (1, 2, Slot.MORNING)
    assert len(office.read(lambda w: w.session.scalars(select(OfficialVisit)).all())) == 1


def test_a_walk_in_without_a_representative_counts_for_nobodys_attendance(office, form):
    saved(office, replace(form, representatives=()))
    assert office.read(lambda work: work.session.scalars(select(DutyShift)).all()) == []


def test_the_trail_names_every_record_and_holds_no_name_or_telephone(office, form):
    done = saved(office, form)
    office.write(
        lambda w: correct(w, CorrectionForm(done.id, "visitor_phone", "13800000628", "少写一位"))
    )
    entries = office.read(lambda work: work.session.scalars(select(AuditEntry)).all())
    assert {"reception", "matter", "visitor", "attendance"} <= {entry.record for entry in entries}
    text = " ".join(str(entry.changes) for entry in entries)
    assert "13800000628" not in text
    assert "林" not in text
    assert "phone" in text


def test_a_form_tells_every_problem_with_its_field(office, form):
    matters = (MatterForm("", Disposition.ANSWERED_ON_THE_SPOT), *form.matters[1:])
    wrong = replace(
        form,
        received_on=TODAY + timedelta(days=1),
        channel=Channel.ISLAND,
        visitors=(VisitorForm(" "),),
        matters=matters,
    )
    with pytest.raises(InvalidForm) as caught:
        saved(office, wrong)
    assert {problem.field for problem in caught.value.problems} == {
        "received_on",
        "place",
        "visitors.0.name",
        "matters.0.title",
        "matters.0.answer",
    }


def test_a_group_with_too_many_speakers_is_cautioned_but_recorded(office, form):
    group = replace(
        form,
        visit_kind=VisitKind.GROUP,
        head_count=9,
        visitors=tuple(VisitorForm(f"村民{n}", "1380000062") for n in "甲乙丙丁"),
    )
    cautions = {(one.field, one.code) for one in group.cautions()}
    assert ("visitors", "too_many_speakers") in cautions
    assert ("visitors.0.phone", "odd_phone") in cautions
    assert saved(office, group).number


def test_an_anonymous_visitor_leaves_no_person_behind(office, form):
    done = saved(office, replace(form, visit_kind=VisitKind.ANONYMOUS, visitors=()))
    assert office.read(lambda work: view(work, done.id)).visitors == ()
    assert office.read(lambda work: work.session.scalars(select(Visitor)).all()) == []


def test_a_correction_keeps_what_was_there_and_makes_a_new_edition(office, form):
    done = saved(office, form)
    correction = CorrectionForm(done.id, "visitor_name", "林阿风", "听错名字")
    edition, _ = office.write(lambda work: correct(work, correction))
    shown, _ = office.write(lambda work: unmask(work, done.id))
    assert (edition, shown.edition, shown.visitors[0].name) == (2, 2, "林阿风")
    [noted] = shown.corrections
    assert (noted.old, noted.new, noted.why) == ("林阿凤", "林阿风", "听错名字")


def test_the_visitors_own_words_stay_as_they_were_said(office, form):
    done = saved(office, form)
    office.write(lambda w: correct(w, CorrectionForm(done.id, "words", "六幢说成七幢", "口误")))
    shown = office.read(lambda work: view(work, done.id))
    assert shown.words == form.words
    assert shown.corrections[0].new == "六幢说成七幢"


def test_a_correction_of_a_record_changed_meanwhile_is_a_conflict(office, form):
    done = saved(office, form)
    seen = office.read(lambda work: view(work, done.id)).version
    office.write(lambda w: correct(w, CorrectionForm(done.id, "place", "接待室", "补填")))
    late = CorrectionForm(done.id, "place", "会议室", "补填", version=seen)
    with pytest.raises(Conflict):
        office.write(lambda work: correct(work, late))


def test_a_voided_reception_keeps_its_number_and_reason_and_counts_nowhere(office, form):
    done = saved(office, form)
    office.write(lambda work: void(work, done.id, "重复登记"))
    shown = office.read(lambda work: view(work, done.id))
    assert (shown.number, shown.void_reason) == (done.number, "重复登记")
    assert {matter.status for matter in shown.matters} == {MatterStatus.VOID}
    statuses = office.read(lambda work: work.session.scalars(select(DutyShift.status)).all())
    assert statuses == [ShiftStatus.CANCELLED]
    with pytest.raises(BadInput):
        office.write(lambda work: void(work, done.id, "又一次"))
    assert saved(office, form).number.endswith("-000002")


def test_somebody_who_comes_again_is_found_by_name_or_telephone_and_linked(office, form):
    saved(office, form)
    [same] = office.read(lambda w: likely(w, form.station_id, "林阿凤", "1380000"))
    again = replace(form, visitors=(VisitorForm("林阿凤", "13800000627", visitor_id=same.id),))
    saved(office, again)
    assert len(office.read(lambda work: work.session.scalars(select(Visitor)).all())) == 1
    assert len(office.read(lambda work: earlier_visits(work, same.id))) == 6


def test_two_people_of_one_name_stay_two(office, form):
    saved(office, form)
    saved(office, replace(form, visitors=(VisitorForm("林阿凤", "13900000001"),)))
    assert len(office.read(lambda work: work.session.scalars(select(Visitor)).all())) == 2


def test_a_repeat_visit_links_to_the_open_matter_instead_of_doubling_it(office, form):
    saved(office, form)
    [near, *_] = office.read(
        lambda work: alike(work, "六幢电梯停工了", "", None, None, form.station_id)
    )
    assert near.title == "六幢加装电梯停工"
    again = MatterForm("电梯还停着", Disposition.REFERRED, repeat_of_id=near.id)
    done = saved(office, replace(form, matters=(again,)))
    [matter] = office.read(lambda work: view(work, done.id)).matters
    assert (matter.status, matter.repeat_of) == (MatterStatus.MERGED, near.number)


def test_another_persons_same_matter_is_counted_joined_and_told_by_itself(office, form):
    saved(office, form)
    [near, *_] = office.read(
        lambda work: alike(work, "六幢电梯停工了", "", None, None, form.station_id)
    )
    mine = MatterForm("六幢电梯停工", Disposition.REFERRED, merge_into_id=near.id)
    other = replace(form, matters=(mine,), visitors=(VisitorForm("陈海生", "13900000003"),))

    done = saved(office, other)

    [matter] = office.read(lambda work: view(work, done.id)).matters
    row = office.read(lambda work: work.session.get(Matter, matter.id))
    assert (row.status, row.merged_into_id) == (MatterStatus.MERGED, near.id)
    assert (row.repeat_of_id, row.told_on) == (None, None)


def test_hostile_text_is_kept_as_text(office, form):
    text = "<b>重要</b> =1+1 \x00\ud83d 干𬒗镇"
    done = saved(office, replace(form, words=text, visitors=(VisitorForm("<img src=x>"),)))
    shown, _ = office.write(lambda work: unmask(work, done.id))
    assert shown.words == "<b>重要</b> =1+1 \ufffd 干𬒗镇"
    assert shown.visitors[0].name == "<img src=x>"


def test_writing_tells_which_kinds_of_record_were_touched(office, form):
    _, touched = office.write(lambda work: record(work, form))
    assert {"reception", "matter", "visitor", "duty_shift"} <= touched
    assert office.read(lambda work: work.session.scalars(select(Matter)).all())
    assert office.read(lambda work: work.session.scalars(select(Reception)).all())
