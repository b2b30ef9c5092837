"""The year plan of an office: written once, planned again without losing what people arranged."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from db.models import Attendance, AuditEntry, DutyException, DutyRule, DutyShift
from liaison.domain.duty import AttendanceStatus, ShiftStatus, Slot
from liaison.domain.duty_plan import ShortWhy
from liaison.domain.errors import BadInput, Cancelled
from liaison.domain.representative import RepresentativeStatus
from liaison.services.duty_draft import Manner
from liaison.services.duty_plan import plan_year, preview
from liaison.services.duty_writing import Written
from liaison.services.enrolment import StatusForm, change_status
from tests.duty_sample import duty_sample


def planned(office, year=2026, **more):
    return office.write(lambda work: plan_year(work, year, **more))[0]


def rows(office, *conditions):
    query = select(DutyShift).where(*conditions).order_by(DutyShift.held_on)

    def read(work):
        found = list(work.session.scalars(query))
        return [(row, [one.representative_id for one in row.attendances]) for row in found]

    return office.read(read)


def seated(outcome):
    return [[one.id for one in shift.representatives] for shift in outcome.shifts]


def test_a_year_never_planned_is_planned_whole_and_written(office):
    sample = duty_sample(office)
    outcome = planned(office)
    assert [shift.day.month for shift in outcome.shifts] == list(range(1, 13))
    written = rows(office, DutyShift.station_id == sample.station)
    assert [people for _, people in written] == seated(outcome)
    for row, people in written:
        assert row.planned == (row.held_on > date(2026, 3, 5))
        assert row.status is ShiftStatus.PLANNED
        assert row.rule_id is not None
        assert row.notice_by <= row.held_on - timedelta(days=3)
        assert len(set(people)) == row.seats == 2
    moved = [row for row, _ in written if row.meant_on != row.held_on]
    assert all("顺延" in row.moved_why for row in moved)
    assert moved  # 15 February and 15 August 2026 are days off


def test_everybody_gets_the_minimum_and_as_many_as_the_others(office):
    duty_sample(office)
    outcome = planned(office)
    (station, other) = sorted(outcome.stations, key=lambda one: one.station != "甲站")
    assert (station.least, station.most, station.short) == (4, 4, ())
    assert not other.has_rules
    assert [(one.short, one.why) for one in other.short] == [(2, ShortWhy.TOO_FEW_DAYS)]


def test_looking_at_a_plan_writes_nothing(office):
    duty_sample(office)
    seen = office.read(lambda work: preview(work, 2026))
    assert len(seen.shifts) == 12
    assert rows(office) == []
    assert seated(planned(office)) == seated(seen)


def test_planning_again_changes_nothing_when_nothing_has_changed(office):
    duty_sample(office)
    before = planned(office, 2027)
    again = planned(office, 2027)
    assert seated(again) == seated(before)
    assert not any(vars(again.written).values())


def test_planning_from_a_day_leaves_what_is_before_it_as_it_was(office):
    duty_sample(office)
    before = seated(planned(office, 2027))
    again = planned(office, 2027, manner=Manner(since=date(2028, 1, 1)))
    assert again.written == Written()
    assert seated(again) == before


def test_what_is_announced_or_past_stays_when_people_change(office):
    sample = duty_sample(office)
    planned(office)
    april = DutyShift.held_on == date(2026, 4, 15)

    def announce_and_suspend(work):
        row = work.session.scalars(select(DutyShift).where(april)).one()
        row.status, row.announced_on = ShiftStatus.ANNOUNCED, work.today
        form = StatusForm(RepresentativeStatus.SUSPENDED, work.today, "代表法第四十八条")
        change_status(work, sample.people[0], form, 1)

    past = DutyShift.held_on < date(2026, 3, 5)
    before = [people for _, people in rows(office, past)], rows(office, april)[0][1]
    office.write(announce_and_suspend)
    planned(office)
    assert ([people for _, people in rows(office, past)], rows(office, april)[0][1]) == before
    ahead = rows(office, DutyShift.held_on > date(2026, 4, 15))
    assert all(sample.people[0] not in people for _, people in ahead)
    assert all(len(people) == 2 for _, people in ahead)


def test_leave_and_whoever_was_put_there_by_hand_stay(office):
    sample = duty_sample(office)
    planned(office)

    def by_hand(work):
        row = work.session.scalars(
            select(DutyShift).where(DutyShift.held_on == date(2026, 6, 15))
        ).one()
        gone, stays = row.attendances
        gone.status, gone.reason = AttendanceStatus.LEAVE, "出差"
        stays.reason = "本人要求"
        return gone.representative_id, stays.representative_id

    (gone, stays), _ = office.write(by_hand)
    planned(office)
    ((_, people),) = rows(office, DutyShift.held_on == date(2026, 6, 15))
    assert {gone, stays} < set(people)
    assert len(people) == 3
    assert sample.stranger not in people


def test_a_cancelled_day_is_not_planned_again(office):
    duty_sample(office)
    planned(office)

    def cancel(work):
        row = work.session.scalars(
            select(DutyShift).where(DutyShift.held_on == date(2026, 6, 15))
        ).one()
        row.status, row.cancel_reason = ShiftStatus.CANCELLED, "台风"

    office.write(cancel)
    outcome = planned(office)
    assert date(2026, 6, 15) not in [shift.day for shift in outcome.shifts]
    assert len(rows(office)) == 12


def test_changed_rules_move_what_is_ahead_and_drop_what_is_gone(office):
    sample = duty_sample(office)
    planned(office)

    def change(work):
        rule = work.session.scalars(select(DutyRule)).one()
        rule.text = "单月10日 14:00-16:00"

    office.write(change)
    outcome = planned(office)
    ahead = [shift.day for shift in outcome.shifts if not shift.fixed]
    assert [day.month for day in ahead] == [3, 5, 7, 9, 11]
    left = rows(office, DutyShift.station_id == sample.station)
    assert [row.held_on.month for row, _ in left] == [1, 2, 3, 5, 7, 9, 11]
    assert left[-1][0].slot is Slot.AFTERNOON


def test_single_days_are_closed_and_opened(office):
    sample = duty_sample(office)

    def except_days(work):
        closed = DutyException(
            station_id=sample.station, day=date(2026, 5, 15), open=False, reason="装修"
        )
        opened = DutyException(
            station_id=sample.station,
            day=date(2026, 5, 20),
            open=True,
            slot=Slot.EVENING,
            seats=1,
            reason="补一次",
        )
        work.session.add_all([closed, opened])

    office.write(except_days)
    outcome = planned(office)
    (may,) = [shift for shift in outcome.shifts if shift.day.month == 5]
    assert (may.day, may.slot, len(may.representatives)) == (date(2026, 5, 20), Slot.EVENING, 1)
    assert planned(office).written.shifts_added == 0


def test_nobody_is_planned_on_a_day_on_duty_at_another_station(office):
    sample = duty_sample(office, people=2, seats=1)

    def lend(work):
        row = DutyShift(
            station_id=sample.other,
            held_on=date(2026, 7, 15),
            slot=Slot.AFTERNOON,
            status=ShiftStatus.PLANNED,
            planned=True,
        )
        row.attendances = [
            Attendance(
                station_id=sample.other,
                representative_id=sample.people[0],
                status=AttendanceStatus.PLANNED,
                planned=True,
                reason="支援",
            )
        ]
        work.session.add(row)

    office.write(lend)
    outcome = planned(office, station_id=sample.station)
    (july,) = [shift for shift in outcome.shifts if shift.day == date(2026, 7, 15)]
    assert [one.id for one in july.representatives] == [sample.people[1]]


def test_a_rule_that_is_not_understood_is_said_and_the_others_are_planned(office):
    sample = duty_sample(office)
    office.write(
        lambda work: work.session.add(DutyRule(station_id=sample.station, text="看心情", seats=2))
    )
    outcome = planned(office, station_id=sample.station)
    assert outcome.stations[0].unread == ("看心情",)
    assert len(outcome.shifts) == 12


def test_stopping_leaves_nothing_behind(office):
    duty_sample(office)
    seen = []

    def stop(done, total):
        seen.append((done, total))
        if len(seen) == 8:
            raise Cancelled

    with pytest.raises(Cancelled):
        planned(office, progress=stop)
    assert rows(office) == []


@pytest.mark.parametrize("year", [2025, 2029])
def test_a_year_that_is_over_or_far_ahead_is_refused(sqlite_office, year):
    with pytest.raises(BadInput) as refused:
        planned(sqlite_office, year)
    assert refused.value.code == "plan_year_out_of_range"


def test_a_year_without_known_holidays_says_that_it_guesses(sqlite_office):
    duty_sample(sqlite_office)
    assert planned(sqlite_office, 2028).guessed
    assert not planned(sqlite_office, 2026).guessed


def test_every_change_of_the_plan_is_in_the_trail(office):
    duty_sample(office)
    planned(office)
    count = select(func.count()).where(AuditEntry.record == "attendance")
    assert office.read(lambda work: work.session.scalar(count)) == 24
