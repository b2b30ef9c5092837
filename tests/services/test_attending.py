"""Badges at the door: in, out, late, instead of somebody, and every badge that isn't good."""

from datetime import date, time

import pytest
from sqlalchemy import select

from db.models import Attendance, Code
from liaison.domain.attending import ArrivalKind, Part, SignForm
from liaison.domain.codes import CodeKind, new_token, payload
from liaison.domain.duty import AttendanceStatus, SignedHow, Slot
from liaison.domain.errors import BadInput, Conflict, InvalidForm
from liaison.domain.representative import RepresentativeStatus
from liaison.domain.words import sentence
from liaison.services import attending, codes
from liaison.services.enrolment import StatusForm, change_status
from liaison.services.representatives import known
from liaison.services.settings import put_limits
from tests.attending_sample import AFTERNOON, DAY, add_shift, badges, the_day


@pytest.fixture
def day(office):
    found = the_day(office)
    found.at(8, 52)
    return found


def scan(day, place=0, station=None, **more):
    text = place if isinstance(place, str) else day.badge(place)
    return day.office.write(lambda work: attending.scan(work, text, station, **more))[0]


def sign(day, place, **more):
    form = SignForm(day.sample.people[place], **more)
    return day.office.write(lambda work: attending.sign(work, form))[0]


def rows(day, shift=None):
    def read(work):
        query = select(Attendance).where(Attendance.shift_id == (shift or day.shift))
        return {
            row.name: (row.status, row.planned, row.reason)
            for row in work.session.scalars(query.order_by(Attendance.position))
        }

    return day.office.read(read)


def refused(day, *args, **more):
    with pytest.raises(BadInput) as caught:
        scan(day, *args, **more)
    return caught.value.code, sentence(caught.value)


def test_a_badge_signs_in_to_todays_reception(day):
    told = scan(day)
    assert told.words_zh == "代表00 已签到 8:52 · 值班到 11:30"
    assert told.kind is ArrivalKind.SIGNED_IN
    assert rows(day)["代表00"] == (AttendanceStatus.PRESENT, True, "")
    assert rows(day)["代表01"][0] is AttendanceStatus.PLANNED


def test_the_same_badge_within_a_minute_does_nothing_new_and_later_signs_out(day):
    scan(day)
    day.at(8, 52, 40)
    again = scan(day)
    assert (again.kind, again.signed_out_at, again.before) == (ArrivalKind.AGAIN, None, None)
    assert again.words_zh == "代表00 刚才已签到 8:52 · 值班到 11:30"
    day.at(11, 36)
    assert scan(day).words_zh == "代表00 已签退 11:36"
    day.at(11, 36, 30)
    assert scan(day).kind is ArrivalKind.AGAIN
    day.at(11, 50)
    assert scan(day).words_zh == "代表00 已签退 11:50"
    assert rows(day)["代表00"][0] is AttendanceStatus.PRESENT


def test_a_screen_that_only_looks_signs_nobody_out_before_the_end(day):
    scan(day, may_leave=False)
    day.at(10)
    assert scan(day, may_leave=False).kind is ArrivalKind.AGAIN
    day.at(11, 31)
    assert scan(day, may_leave=False).kind is ArrivalKind.SIGNED_OUT


def test_late_is_after_the_start_and_the_tolerance_that_is_set(day):
    day.at(9, 10)
    assert scan(day).late_minutes == 0
    day.at(9, 11)
    told = scan(day, 1)
    assert told.words_zh == "代表01 已签到 9:11（迟到 11 分钟） · 值班到 11:30"
    assert rows(day)["代表01"][0] is AttendanceStatus.LATE


def test_the_tolerance_is_a_setting(day):
    day.office.write(lambda work: put_limits(work, {"late_minutes": 30}))
    day.at(9, 25)
    assert scan(day).late_minutes == 0


def test_who_isnt_on_the_plan_is_asked_and_comes_instead_of_somebody(day):
    asked = scan(day, 3)
    assert asked.kind is ArrivalKind.ASKED
    assert asked.words_zh == "代表03 不在上午的值班表上"
    assert [one.name for one in asked.missing] == ["代表00", "代表01"]
    assert "代表03" not in rows(day)

    told = sign(
        day,
        3,
        shift_id=asked.shift_id,
        part=Part.SUBSTITUTE,
        instead_of=asked.missing[1].attendance_id,
    )
    assert told.words_zh == "代表03 已签到 8:52 · 替代表01 · 值班到 11:30"
    assert rows(day)["代表01"] == (AttendanceStatus.LEAVE, True, "由代表03替班")
    assert rows(day)["代表03"] == (AttendanceStatus.PRESENT, False, "")

    day.office.write(lambda work: attending.undo(work, told.before))
    assert rows(day)["代表01"] == (AttendanceStatus.PLANNED, True, "")
    assert "代表03" not in rows(day)


def test_or_comes_additionally(day):
    told = sign(day, 4, part=Part.ADDITIONAL)
    assert told.kind is ArrivalKind.SIGNED_IN
    assert rows(day)["代表04"] == (AttendanceStatus.PRESENT, False, "")
    assert rows(day)["代表00"][0] is AttendanceStatus.PLANNED


def test_nobody_comes_instead_of_who_is_there_or_of_nobody(day):
    scan(day)
    attendance = day.office.read(
        lambda work: work.session.scalars(
            select(Attendance.id).where(Attendance.representative_id == day.sample.people[0])
        ).one()
    )
    for of, code in ((attendance, "substitute_not_needed"), (None, "substitute_for_nobody")):
        with pytest.raises(BadInput) as caught:
            sign(day, 3, part=Part.SUBSTITUTE, instead_of=of)
        assert caught.value.code == code
    assert "代表03" not in rows(day)


def test_taking_back_gives_what_was_before_and_only_once(day):
    told = scan(day)
    day.office.write(lambda work: attending.undo(work, told.before))
    assert rows(day)["代表00"] == (AttendanceStatus.PLANNED, True, "")
    with pytest.raises(Conflict):
        day.office.write(lambda work: attending.undo(work, told.before))


def test_by_hand_needs_a_reason_and_may_say_when_it_was(day):
    day.at(12)
    with pytest.raises(InvalidForm):
        sign(day, 0, how=SignedHow.BY_HAND)
    with pytest.raises(InvalidForm) as caught:
        sign(day, 0, how=SignedHow.BY_HAND, reason="忘带证", at=time(12, 30))
    assert "不能晚于现在（12:00）" in sentence(caught.value)
    told = sign(day, 0, how=SignedHow.BY_HAND, reason="忘带证", at=time(9, 5))
    assert told.words_zh == "代表00 已签到 9:05 · 值班到 11:30"
    assert rows(day)["代表00"] == (AttendanceStatus.PRESENT, True, "忘带证")


def test_the_nearest_reception_is_meant_and_ones_own_is_nearer(day):
    office, sample = day.office, day.sample
    later = office.write(
        lambda work: add_shift(work, sample.station, sample.people[1:3], Slot.AFTERNOON, AFTERNOON)
    )[0]
    day.at(12, 20)
    first = scan(day, 2)
    assert first.shift_id == later
    office.write(lambda work: attending.undo(work, first.before))
    assert scan(day, 3).slot is Slot.MORNING
    day.at(13, 40)
    assert scan(day, 1).shift_id == later
    day.at(8, 40)
    asked = scan(day, 2)
    assert (asked.kind, asked.slot, asked.own_zh) == (
        ArrivalKind.ASKED,
        Slot.MORNING,
        "甲站下午 14:00",
    )


def test_at_another_station_one_is_asked_and_sits_at_one_only(day):
    office, sample = day.office, day.sample
    office.write(lambda work: add_shift(work, sample.other, [sample.stranger]))
    asked = scan(day, 0, sample.other)
    assert (asked.kind, asked.station, asked.own_zh) == (ArrivalKind.ASKED, "乙站", "甲站上午 9:00")
    scan(day, 0)
    with pytest.raises(BadInput) as caught:
        sign(day, 0, station_id=sample.other, part=Part.ADDITIONAL)
    assert "已在甲站签到" in sentence(caught.value)


def test_a_day_without_reception_is_said_and_signs_nobody_in(day):
    day.at(9, day=date(2026, 3, 6))
    told = scan(day)
    assert told.kind is ArrivalKind.NO_SHIFT
    assert told.words_zh == "代表00 · 甲站今天没有排接待，没有签到"


def test_another_days_reception_cannot_be_signed_in_at(day):
    day.at(9, day=date(2026, 3, 4))
    with pytest.raises(BadInput) as caught:
        sign(day, 0, shift_id=day.shift)
    assert "2026-03-05 周四 上午的接待不在今天" in sentence(caught.value)


def test_much_too_early_and_after_the_end_are_said(day):
    day.at(6, 30)
    assert refused(day)[0] == "shift_far_off"
    day.at(11, 40)
    code, words = refused(day)
    assert code == "shift_over"
    assert "11:30 已结束" in words


def status(day, place, status):
    def change(work):
        row = known(work, day.sample.people[place])
        change_status(work, row.id, StatusForm(status, DAY, "任期届满"), row.version)

    day.office.write(change)


def test_the_badge_of_an_ended_term_signs_nobody_in(day):
    status(day, 0, RepresentativeStatus.ENDED)
    code, words = refused(day)
    assert code == "badge_ended"
    assert "代表00的代表职务已于 2026-03-05 周四 终止（任期届满）" in words
    assert "代表00" not in rows(day)  # the duty ahead was freed


def test_nor_does_a_suspended_ones(day):
    status(day, 0, RepresentativeStatus.SUSPENDED)
    assert refused(day)[0] == "badge_suspended"
    with pytest.raises(BadInput):
        sign(day, 0, how=SignedHow.BY_HAND, reason="忘带证")


def test_an_old_badge_is_no_good_once_there_is_a_new_one(day):
    old = day.badge(0)

    def again(work):
        query = select(Code.id).where(Code.representative_id == day.sample.people[0])
        codes.reissue(work, work.session.scalars(query).one(), "遗失补发")
        return badges(work)

    day.office.write(again)
    code, words = refused(day, old)
    assert code == "badge_withdrawn"
    assert "遗失补发" in words


def test_forged_misread_and_foreign_badges_each_have_their_sentence(day):
    assert refused(day, payload(CodeKind.REPRESENTATIVE, new_token()))[0] == "badge_unknown"
    sound = day.badge(0)
    wrong = sound[:-1] + ("0" if sound[-1] != "0" else "1")
    assert refused(day, wrong)[0] == "badge_wrong_check"
    assert refused(day, "https://example.com/pay")[0] == "badge_foreign"

    def station_code(work):
        row = work.session.scalars(select(Code).where(Code.representative_id.is_(None))).first()
        return payload(CodeKind.STATION, row.token)

    assert refused(day, day.office.read(station_code))[0] == "badge_of_station"
    assert {one[0] for one in rows(day).values()} == {AttendanceStatus.PLANNED}


def test_who_is_on_leave_and_comes_all_the_same_is_asked(day):
    def away(work):
        row = work.session.scalars(
            select(Attendance).where(Attendance.representative_id == day.sample.people[0])
        ).one()
        row.status, row.reason = AttendanceStatus.LEAVE, "出差"

    day.office.write(away)
    asked = scan(day)
    assert (asked.kind, asked.leave_reason) == (ArrivalKind.ASKED, "出差")
    told = sign(day, 0, part=Part.ADDITIONAL)
    assert told.kind is ArrivalKind.SIGNED_IN
    assert rows(day)["代表00"] == (AttendanceStatus.PRESENT, True, "出差")
    day.office.write(lambda work: attending.undo(work, told.before))
    assert rows(day)["代表00"] == (AttendanceStatus.LEAVE, True, "出差")
