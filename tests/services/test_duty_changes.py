"""Swap, leave, another day: planned, actual and why stay apart, and what can't be is refused."""

from datetime import date

import pytest
from sqlalchemy import select

from db.models import Attendance, DutyRequest, DutyShift, Representative
from liaison.domain.duty import AttendanceStatus, RequestKind, RequestStatus, ShiftStatus, Slot
from liaison.domain.errors import BadInput, Conflict, InvalidForm
from liaison.domain.ids import AttendanceId, DutyShiftId
from liaison.domain.representative import RepresentativeStatus
from liaison.domain.words import sentence
from liaison.services import duty_changes, duty_moves, duty_notices, duty_requests, duty_rows
from liaison.services.duty_balance import balance, missing
from liaison.services.duty_changes import LeaveForm, SwapForm
from liaison.services.duty_moves import CancelForm, MoveForm, ShiftForm
from liaison.services.duty_notices import PostForm
from liaison.services.duty_plan import plan_year
from liaison.services.duty_requests import GrantForm, RequestForm
from liaison.services.duty_rows import NoticeState
from liaison.services.duty_substitutes import substitutes
from liaison.services.enrolment import StatusForm, change_status
from tests.duty_sample import duty_sample

APRIL, MAY, JUNE = date(2026, 4, 15), date(2026, 5, 15), date(2026, 6, 15)


@pytest.fixture
def sample(office):
    found = duty_sample(office)
    office.write(lambda work: plan_year(work, 2026))
    return found


def do(office, act, *args, **more):
    return office.write(lambda work: act(work, *args, **more))[0]


def refused(office, act, *args):
    with pytest.raises(BadInput) as error:
        do(office, act, *args)
    assert "{" not in sentence(error.value)
    return error.value.code


def duties(office, day, station=None):
    """(shift id, its attendances) of the shift of a day."""

    def read(work):
        query = select(DutyShift).where(DutyShift.held_on == day)
        if station is not None:
            query = query.where(DutyShift.station_id == station)
        row = work.session.scalars(query).one()
        return DutyShiftId(row.id), list(row.attendances)

    return office.read(read)


def people(office, day):
    return [one.representative_id for one in duties(office, day)[1]]


def announce(office, *days):
    def act(work):
        for row in work.session.scalars(select(DutyShift).where(DutyShift.held_on.in_(days))):
            row.status, row.announced_on = ShiftStatus.ANNOUNCED, work.today

    office.write(act)


def keys(office, day):
    return [AttendanceId(one.id) for one in duties(office, day)[1]]


def test_before_the_notice_a_swap_simply_exchanges(office, sample):
    (a, _), (_, b) = people(office, APRIL), people(office, MAY)
    form = SwapForm(keys(office, APRIL)[0], keys(office, MAY)[1])
    changed = do(office, duty_changes.swap, form)
    assert b in people(office, APRIL)
    assert a in people(office, MAY)
    assert len(people(office, APRIL)) == len(people(office, MAY)) == 2
    assert changed.correct == ()
    do(office, plan_year, 2026)
    assert b in people(office, APRIL)
    assert a in people(office, MAY)


def test_after_the_notice_planned_actual_and_why_stay_apart(office, sample):
    announce(office, APRIL)
    (a, _), (_, b) = people(office, APRIL), people(office, MAY)
    form = SwapForm(keys(office, APRIL)[0], keys(office, MAY)[1], "出差")
    changed = do(office, duty_changes.swap, form)
    assert changed.correct == (duties(office, APRIL)[0],)
    rows = {one.representative_id: one for one in duties(office, APRIL)[1]}
    assert (rows[a].status, rows[a].reason, rows[a].planned) == (
        AttendanceStatus.LEAVE,
        "出差",
        True,
    )
    assert (rows[b].status, rows[b].instead_of_id, rows[b].planned) == (
        AttendanceStatus.PLANNED,
        a,
        False,
    )
    assert a in people(office, MAY)
    assert b not in people(office, MAY)


def test_a_change_after_posting_makes_a_correction_due(office, sample):
    shift, _ = duties(office, APRIL)
    do(office, duty_notices.post_notice, PostForm(shift, date(2026, 3, 5)))

    def state():
        return office.read(lambda work: duty_rows.shift(work, shift)).notice

    assert state() is NoticeState.POSTED
    changed = do(office, duty_changes.leave, LeaveForm(keys(office, APRIL)[0], "病了"))
    assert changed.correct == (shift,)
    assert state() is NoticeState.CORRECTION_DUE


def test_a_swap_taken_back_leaves_the_announced_people_as_they_were(office, sample):
    announce(office, APRIL)
    before = sorted(people(office, APRIL)), sorted(people(office, MAY))
    a, b = people(office, APRIL)[0], people(office, MAY)[1]
    do(office, duty_changes.swap, SwapForm(keys(office, APRIL)[0], keys(office, MAY)[1]))

    def of(day, who):
        return next(
            AttendanceId(one.id) for one in duties(office, day)[1] if one.representative_id == who
        )

    do(office, duty_changes.swap, SwapForm(of(APRIL, b), of(MAY, a)))
    assert (sorted(people(office, APRIL)), sorted(people(office, MAY))) == before
    assert {one.status for one in duties(office, APRIL)[1]} == {AttendanceStatus.PLANNED}


def test_a_swap_that_makes_double_duty_is_refused(office, sample):
    april, may = people(office, APRIL), people(office, MAY)
    do(office, duty_changes.add_person, duties(office, MAY)[0], april[0])
    form = SwapForm(keys(office, APRIL)[0], keys(office, MAY)[0])
    assert refused(office, duty_changes.swap, form) == "duty_twice"
    same = SwapForm(*keys(office, APRIL)[:2])
    assert refused(office, duty_changes.swap, same) == "duty_swap_same"
    assert people(office, APRIL) == april
    assert set(people(office, MAY)) == {*may, april[0]}


def test_nobody_is_at_two_stations_in_one_slot(office, sample):
    form = ShiftForm(sample.other, APRIL, representatives=(sample.stranger,), seats=1)
    do(office, duty_moves.add_shift, form)
    shift, _ = duties(office, APRIL, sample.station)
    assert refused(office, duty_changes.add_person, shift, sample.stranger) == "duty_twice"


def test_swaps_do_not_cross_stations(office, sample):
    form = ShiftForm(sample.other, JUNE, representatives=(sample.stranger,), slot=Slot.EVENING)
    shift = do(office, duty_moves.add_shift, form)

    def of_other(work):
        return work.session.scalars(select(Attendance.id).where(Attendance.shift_id == shift)).one()

    other = AttendanceId(office.read(of_other))
    form = SwapForm(keys(office, APRIL)[0], other)
    assert refused(office, duty_changes.swap, form) == "duty_swap_stations"


def test_what_is_past_or_cancelled_does_not_change(office, sample):
    past = keys(office, date(2026, 1, 15))[0]
    assert refused(office, duty_changes.leave, LeaveForm(past, "病了")) == "duty_over"
    shift, rows = duties(office, APRIL)
    do(office, duty_moves.cancel_shift, CancelForm(shift, "台风"))
    assert refused(office, duty_changes.leave, LeaveForm(AttendanceId(rows[0].id), "病")) == (
        "duty_over"
    )


def test_leave_keeps_its_reason_and_names_who_comes_instead(office, sample):
    key = keys(office, APRIL)[0]
    (best, *_) = office.read(lambda work: substitutes(work, key))
    assert best.id not in people(office, APRIL)
    do(office, duty_changes.leave, LeaveForm(key, "住院", best.id))
    rows = duties(office, APRIL)[1]
    (gone,) = [one for one in rows if one.id == key]
    (comes,) = [one for one in rows if not one.planned]
    assert (gone.status, gone.reason) == (AttendanceStatus.LEAVE, "住院")
    assert (comes.representative_id, comes.instead_of_id) == (best.id, gone.representative_id)
    with pytest.raises(InvalidForm):
        do(office, duty_changes.leave, LeaveForm(keys(office, APRIL)[1], " "))


def test_whoever_has_fewest_duties_and_the_same_group_is_offered_first(office, sample):
    found = office.read(lambda work: substitutes(work, keys(office, APRIL)[0]))
    assert [one.duties for one in found] == sorted(one.duties for one in found)
    ties = [one for one in found if one.duties == found[0].duties]
    assert [one.same_group for one in ties] == sorted(
        (one.same_group for one in ties), reverse=True
    )
    assert len(found) == 4


def test_a_substitute_can_be_named_later_once(office, sample):
    key = keys(office, APRIL)[0]
    free = [one for one in sample.people if one not in people(office, APRIL)]
    assert refused(office, duty_changes.substitute, key, free[0]) == "duty_not_on_leave"
    do(office, duty_changes.leave, LeaveForm(key, "出差"))
    do(office, duty_changes.substitute, key, free[0])
    assert refused(office, duty_changes.substitute, key, free[1]) == "substitute_there"


def test_a_shift_not_announced_moves_and_stays_there_when_planned_again(office, sample):
    shift, _ = duties(office, APRIL)
    before = people(office, APRIL)
    form = MoveForm(shift, date(2026, 4, 20), "会议室占用")
    moved = do(office, duty_moves.move_shift, form)
    assert not moved.over_month
    assert moved.changed.correct == ()
    do(office, plan_year, 2026)
    assert sorted(people(office, date(2026, 4, 20))) == sorted(before)
    row = office.read(lambda work: work.session.get_one(DutyShift, shift))
    assert (row.meant_on, row.moved_why) == (APRIL, "会议室占用，改期")
    assert row.notice_by <= date(2026, 4, 17)
    assert (
        office.read(
            lambda work: work.session.scalars(
                select(DutyShift).where(DutyShift.held_on == APRIL)
            ).all()
        )
        == []
    )


def test_an_announced_shift_is_cancelled_with_its_reason_and_held_another_day(office, sample):
    announce(office, APRIL)
    shift, rows = duties(office, APRIL)
    moved = do(office, duty_moves.move_shift, MoveForm(shift, date(2026, 5, 6), "台风"))
    assert moved.over_month
    assert moved.changed.correct == (shift,)
    old = office.read(lambda work: work.session.get_one(DutyShift, shift))
    assert (old.status, old.cancel_reason) == (ShiftStatus.CANCELLED, "台风")
    assert people(office, date(2026, 5, 6)) == [one.representative_id for one in rows]
    do(office, plan_year, 2026)
    back = do(office, duty_moves.move_shift, MoveForm(moved.shift_id, APRIL, "台风转向"))
    assert back.shift_id == shift
    assert people(office, APRIL) == [one.representative_id for one in rows]


def test_next_dates_follow_the_rule_and_pass_over_days_off_and_receptions(office, sample):
    shift, _ = duties(office, APRIL)
    found = office.read(lambda work: duty_moves.next_dates(work, shift))
    assert [one.day for one in found][:2] == [date(2026, 4, 16), date(2026, 4, 22)]
    assert found[0].by_rule
    assert all(one.day.weekday() < 5 for one in found)


def test_a_shift_is_not_moved_into_the_past_or_onto_another(office, sample):
    shift, _ = duties(office, APRIL)
    for day, code in ((date(2026, 3, 1), "shift_in_past"), (MAY, "shift_place_taken")):
        assert refused(office, duty_moves.move_shift, MoveForm(shift, day, "改期")) == code
    assert (
        refused(office, duty_moves.move_shift, MoveForm(shift, APRIL, "改期")) == "shift_not_moved"
    )


def test_who_is_on_duty_elsewhere_does_not_move_along(office, sample):
    one = people(office, APRIL)[0]
    day = date(2026, 4, 20)
    do(office, duty_moves.add_shift, ShiftForm(sample.other, day, representatives=(one,)))
    shift, _ = duties(office, APRIL)
    moved = do(office, duty_moves.move_shift, MoveForm(shift, day, "装修"))
    assert moved.freed == (one,)


def test_a_suspended_representatives_duties_are_freed_and_told(office, sample):
    announce(office, APRIL)
    one = people(office, APRIL)[0]
    form = StatusForm(RepresentativeStatus.SUSPENDED, date(2026, 3, 5), "被采取强制措施")
    told = do(office, change_status, one, form, 1)
    query = (
        select(Attendance, DutyShift.held_on)
        .join(DutyShift, DutyShift.id == Attendance.shift_id)
        .where(Attendance.representative_id == one, DutyShift.held_on >= date(2026, 3, 5))
    )
    ahead = office.read(lambda work: work.session.execute(query).all())
    assert [(row.status, row.reason, day) for row, day in ahead] == [
        (AttendanceStatus.LEAVE, "暂停执行代表职务", APRIL)
    ]
    assert told[0] == "2026-04-15 周三 上午"
    assert len(told) == 3
    shift, _ = duties(office, MAY)
    assert refused(office, duty_changes.add_person, shift, one) == "duty_not_serving"


def test_somebody_taken_off_is_gone_before_the_notice_and_on_leave_after_it(office, sample):
    announce(office, APRIL)
    do(office, duty_changes.remove_person, keys(office, MAY)[0])
    assert len(people(office, MAY)) == 1
    with pytest.raises(InvalidForm):
        do(office, duty_changes.remove_person, keys(office, APRIL)[0])
    do(office, duty_changes.remove_person, keys(office, APRIL)[0], "出国")
    assert len(people(office, APRIL)) == 2


def test_two_clerks_swapping_one_duty_are_told_apart(office, sample):
    key, other = keys(office, APRIL)[0], keys(office, MAY)[0]
    do(office, duty_changes.swap, SwapForm(key, other, version=1))
    with pytest.raises(Conflict):
        do(office, duty_changes.leave, LeaveForm(key, "病了", version=1))


def test_a_swap_that_is_asked_for_is_done_when_the_other_agrees(office, sample):
    a, b = people(office, APRIL)[0], people(office, MAY)[0]
    form = RequestForm(
        RequestKind.SWAP, keys(office, APRIL)[0], "开会", other_attendance_id=keys(office, MAY)[0]
    )
    key = do(office, duty_requests.ask, form)
    (row,) = office.read(lambda work: duty_requests.requests(work, sample.station))
    assert (row.representative_id, row.day, row.other_day) == (a, APRIL, MAY)
    assert refused(office, duty_requests.ask, form) == "duty_request_there"
    with pytest.raises(InvalidForm):
        do(office, duty_requests.grant, GrantForm(key))
    do(office, duty_requests.grant, GrantForm(key, consent="电话同意"))
    assert b in people(office, APRIL)
    assert a in people(office, MAY)
    (row,) = office.read(lambda work: duty_requests.requests_of(work, a))
    assert (row.status, row.name != row.other_name) == (RequestStatus.GRANTED, True)
    assert refused(office, duty_requests.withdraw, key) == "duty_request_decided"
    assert office.read(duty_requests.requests) == ()


def test_leave_that_is_asked_for_is_granted_refused_or_withdrawn(office, sample):
    ask = [
        RequestForm(RequestKind.LEAVE, key, "出差")
        for key in (*keys(office, APRIL), *keys(office, MAY))
    ]
    free = next(one for one in sample.people if one not in people(office, APRIL))
    first, second, third, _ = [do(office, duty_requests.ask, one) for one in ask]
    do(office, duty_requests.grant, GrantForm(first, substitute_id=free))
    assert free in people(office, APRIL)
    with pytest.raises(InvalidForm):
        do(office, duty_requests.refuse, second, "")
    do(office, duty_requests.refuse, second, "人手不够")
    do(office, duty_requests.withdraw, third)
    assert len(office.read(duty_requests.requests)) == 1


def test_what_cannot_be_granted_is_refused_when_it_is_asked(office, sample):
    there = people(office, APRIL)
    form = RequestForm(RequestKind.LEAVE, keys(office, APRIL)[0], "出差", substitute_id=there[1])
    assert refused(office, duty_requests.ask, form) == "duty_twice"
    assert office.read(lambda work: work.session.scalars(select(DutyRequest)).all()) == []


def test_planning_again_keeps_a_duty_that_somebody_has_asked_about(office, sample):
    key = keys(office, JUNE)[0]
    do(office, duty_requests.ask, RequestForm(RequestKind.LEAVE, key, "出差"))
    do(office, plan_year, 2026)
    assert key in keys(office, JUNE)


def test_who_will_miss_the_minimum_is_seen_in_june(office, sample):
    rows = {one.id: one for one in office.read(lambda work: balance(work, 2026, sample.station))}
    assert {one.minimum for one in rows.values()} == {2}
    assert sum(one.planned for one in rows.values()) == 20
    assert sum(one.unrecorded for one in rows.values()) == 0
    assert office.read(lambda work: missing(work, 2026, sample.station)) == ()
    (stranger,) = office.read(lambda work: missing(work, 2026, sample.other))
    assert (stranger.will_miss, stranger.short) == (2, 2)


def test_the_actual_attendance_counts_not_the_planned_one(office, sample):
    free = next(one for one in sample.people if one not in people(office, APRIL))
    gone = people(office, APRIL)[0]
    do(office, duty_changes.leave, LeaveForm(keys(office, APRIL)[0], "病了", free))

    def hold(work):
        row = work.session.scalars(select(DutyShift).where(DutyShift.held_on == APRIL)).one()
        row.status = ShiftStatus.HELD
        for one in row.attendances:
            if one.status is AttendanceStatus.PLANNED:
                one.status = AttendanceStatus.PRESENT

    office.write(hold)
    held = {one.id: one.held for one in office.read(lambda work: balance(work, 2026))}
    assert (held[free], held[gone]) == (1, 0)


def test_names_of_people_are_read_from_the_roster(office, sample):
    one = people(office, APRIL)[0]
    name = office.read(lambda work: work.session.get_one(Representative, one).name)
    assert duties(office, APRIL)[1][0].name == name
