from datetime import date, timedelta

import pytest

from db.models import DutyNotice, DutyShift
from liaison.domain.duty import ShiftStatus
from liaison.domain.duty_notice import (
    HOURS,
    PEOPLE,
    NoticePerson,
    changes_zh,
    facts_in,
    notice_text,
)
from liaison.domain.errors import BadInput, InvalidForm
from liaison.domain.representative import SeatLevel
from liaison.services.duty_board import board, to_post
from liaison.services.duty_changes import SwapForm, swap
from liaison.services.duty_moves import CancelForm, cancel_shift
from liaison.services.duty_notices import (
    PostForm,
    notice_sheet,
    notices_on,
    post_notice,
    print_notice,
    put_notice_words,
)
from liaison.services.duty_plan import plan_year
from liaison.services.duty_rows import NoticeState, shift, shifts
from liaison.services.duty_year import duty_year
from tests.duty_sample import duty_sample

TODAY = date(2026, 3, 5)
WEEKLY = "每周一 9:00-11:30，遇节假日顺延"


@pytest.fixture
def planned(office):
    """The office, its sample, and its receptions from today on."""
    sample = duty_sample(office, WEEKLY)
    office.write(lambda work: plan_year(work, 2026, sample.station))
    rows = office.read(lambda work: shifts(work, TODAY, TODAY + timedelta(days=40), sample.station))
    return office, sample, rows


def sheet_of(office, key):
    return office.read(lambda work: notice_sheet(work, key))


def post(office, key, day=TODAY, where="宣传栏"):
    office.write(lambda work: print_notice(work, key))
    return office.write(lambda work: post_notice(work, PostForm(key, day, where)))[0]


def test_a_notice_tells_day_weekday_hours_people_with_level_and_what_is_not_accepted(planned):
    office, _, rows = planned
    text = sheet_of(office, rows[0].id).text
    assert "接待日期：2026年3月9日（星期一）" in text
    assert "接待时间：上午 9:00–11:30" in text
    assert all(f"{one.name}（区人大代表）" in text for one in rows[0].people)
    assert "正在诉讼、仲裁、行政复议" in text
    assert text.endswith("甲站\n2026年3月5日")


def test_printing_alone_announces_nothing_posting_does(planned):
    office, _, rows = planned
    key = rows[0].id
    office.write(lambda work: print_notice(work, key))
    assert office.read(lambda work: shift(work, key)).announced_on is None

    line, _ = office.write(lambda work: post_notice(work, PostForm(key, TODAY, "宣传栏")))

    row = office.read(lambda work: shift(work, key))
    assert (row.announced_on, row.status) == (TODAY, ShiftStatus.ANNOUNCED)
    assert row.notice is NoticeState.POSTED
    assert (line.edition, line.late_days, line.posted_where) == (1, 0, "宣传栏")


def test_a_notice_posted_after_its_last_day_is_late_by_days(planned):
    office, _, rows = planned
    key = rows[0].id

    def earlier(work):
        work.session.get_one(DutyShift, key).notice_by = TODAY - timedelta(days=2)

    office.write(earlier)
    assert office.read(lambda work: shift(work, key)).notice is NoticeState.OVERDUE
    assert post(office, key).late_days == 2
    assert office.read(lambda work: shift(work, key)).notice is NoticeState.POSTED_LATE


def test_what_must_hang_is_listed_the_most_pressing_first(planned):
    office, sample, rows = planned
    waiting = office.read(lambda work: to_post(work, sample.station, 30))
    assert [one.id for one in waiting] == [one.id for one in rows[: len(waiting)]]
    assert waiting[0].notice_by <= TODAY + timedelta(days=1)

    post(office, rows[0].id)

    waiting = office.read(lambda work: to_post(work, sample.station, 30))
    assert rows[0].id not in [one.id for one in waiting]


def test_a_swap_after_posting_makes_a_correction_that_says_who_comes_instead(planned):
    office, sample, rows = planned
    one, other = rows[0], rows[1]
    post(office, one.id)
    mine = one.people[0]
    theirs = next(
        p
        for p in other.people
        if p.representative_id not in {q.representative_id for q in one.people}
    )
    form = SwapForm(mine.attendance_id, theirs.attendance_id)
    office.write(lambda work: swap(work, form))

    assert office.read(lambda work: shift(work, one.id)).notice is NoticeState.CORRECTION_DUE
    assert one.id in [r.id for r in office.read(lambda work: to_post(work, sample.station))]
    sheet = sheet_of(office, one.id)
    assert sheet.notice.title == "代表接待日更正公告"
    assert sheet.notice.changes == (f"原定{mine.name}因故不能参加，由{theirs.name}接待",)

    line = post(office, one.id)

    assert line.edition == 2
    assert office.read(lambda work: shift(work, one.id)).notice is NoticeState.POSTED
    assert office.read(lambda work: shift(work, one.id)).announced_on == TODAY
    assert not sheet_of(office, one.id).due


def test_a_swap_before_posting_needs_no_correction(planned):
    office, _, rows = planned
    one, other = rows[0], rows[1]
    theirs = next(
        p
        for p in other.people
        if p.representative_id not in {q.representative_id for q in one.people}
    )
    form = SwapForm(one.people[0].attendance_id, theirs.attendance_id)
    office.write(lambda work: swap(work, form))
    sheet = sheet_of(office, one.id)
    assert (sheet.notice.edition, sheet.notice.changes) == (1, ())


def test_what_hangs_and_is_still_right_is_printed_again_unchanged_and_not_posted_twice(planned):
    office, _, rows = planned
    key = rows[0].id
    post(office, key)
    before = sheet_of(office, key).text
    notice, _ = office.write(lambda work: print_notice(work, key))
    assert notice_text(notice) == before
    with pytest.raises(BadInput) as refused:
        office.write(lambda work: post_notice(work, PostForm(key, TODAY, "门口")))
    assert refused.value.code == "notice_posted_already"
    count = office.read(lambda work: work.session.query(DutyNotice).count())
    assert count == 1


def test_a_notice_can_not_hang_tomorrow_or_nowhere(planned):
    office, _, rows = planned
    form = PostForm(rows[0].id, TODAY + timedelta(days=1), " ")
    with pytest.raises(InvalidForm) as refused:
        office.write(lambda work: post_notice(work, form))
    fields = {(one.field, one.code) for one in refused.value.problems}
    assert fields == {("posted_on", "in_the_future"), ("posted_where", "missing")}


def test_a_reception_cancelled_after_posting_gets_a_cancellation_before_it_none(planned):
    office, _, rows = planned
    post(office, rows[0].id)
    for row in rows[:2]:
        form = CancelForm(row.id, "台风停航")
        office.write(lambda work, form=form: cancel_shift(work, form))
    sheet = sheet_of(office, rows[0].id)
    assert sheet.notice.title == "代表接待日取消公告"
    assert sheet.notice.changes == ("本次接待取消（台风停航）",)
    with pytest.raises(BadInput) as refused:
        office.write(lambda work: print_notice(work, rows[1].id))
    assert refused.value.code == "notice_cancelled"


def test_a_day_without_people_can_not_be_announced(planned):
    office, _, rows = planned

    def empty(work):
        row = work.session.get_one(DutyShift, rows[0].id)
        for one in list(row.attendances):
            row.attendances.remove(one)
            work.session.delete(one)

    office.write(empty)
    with pytest.raises(BadInput) as refused:
        office.write(lambda work: print_notice(work, rows[0].id))
    assert refused.value.code == "notice_without_people"


def test_the_notices_of_a_day_are_found_by_day_and_station(planned):
    office, sample, rows = planned
    found = office.read(lambda work: notices_on(work, rows[0].day, sample.station))
    assert found == (rows[0].id,)
    assert office.read(lambda work: notices_on(work, rows[0].day, sample.other)) == ()


def test_the_board_has_every_day_with_its_kind_and_its_receptions(planned):
    office, sample, _ = planned
    shown = office.read(
        lambda work: board(work, sample.station, date(2026, 3, 30), date(2026, 5, 3))
    )
    assert len(shown.days) == 35
    assert shown.day(date(2026, 4, 5)).name == "清明"
    assert [
        one.day.weekday() for one in shown.days if one.shifts and not one.shifts[0].moved_why
    ] == [0] * sum(bool(one.shifts and not one.shifts[0].moved_why) for one in shown.days)
    assert shown.rules == (WEEKLY,)


def test_the_year_of_a_station_lists_every_reception_once_with_its_notice_day(planned):
    office, sample, _ = planned
    plan, _ = office.write(lambda work: duty_year(work, 2026, sample.station))
    rows = office.read(
        lambda work: shifts(work, date(2026, 1, 1), date(2026, 12, 31), sample.station)
    )
    assert len(plan.stations) == 1
    assert [one.day for one in plan.stations[0].lines] == [row.day for row in rows]
    assert all("（区人大代表）" in name for line in plan.stations[0].lines for name in line.people)


def test_changes_are_said_person_by_person_even_with_several_levels(planned):
    office, _, rows = planned
    notice = sheet_of(office, rows[0].id).notice
    both = (SeatLevel.CITY, SeatLevel.DISTRICT)
    from dataclasses import replace

    old = replace(notice.content, people=(NoticePerson("张伟", both), NoticePerson("李强", both)))
    new = replace(notice.content, people=(NoticePerson("李强", both), NoticePerson("王芳", both)))
    text = notice_text(replace(notice, content=old))
    assert facts_in(text)[PEOPLE] == "张伟（市、区人大代表）、李强（市、区人大代表）"
    assert changes_zh(text, new) == ("原定张伟因故不能参加，由王芳接待",)
    assert changes_zh(text, old) == ()
    later = replace(old, starts=None, ends=None)
    assert changes_zh(text, later) == (f"{HOURS}由“上午 9:00–11:30”改为“上午”",)


def test_what_is_accepted_is_a_setting_with_a_proposal(planned):
    office, _, rows = planned
    office.write(lambda work: put_notice_words(work, {"notice_accepted": "只听养老的事"}))
    assert "1. 只听养老的事" in sheet_of(office, rows[0].id).text
    office.write(lambda work: put_notice_words(work, {"notice_accepted": " "}))
    assert "道路交通" in sheet_of(office, rows[0].id).text
    with pytest.raises(InvalidForm):
        office.write(lambda work: put_notice_words(work, {"notice_handling": "长" * 700}))


def test_changed_wording_alone_makes_no_correction(planned):
    office, _, rows = planned
    post(office, rows[0].id)
    office.write(lambda work: put_notice_words(work, {"notice_accepted": "只听养老的事"}))
    assert not sheet_of(office, rows[0].id).due
