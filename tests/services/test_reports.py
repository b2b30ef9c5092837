from datetime import date

import pytest
from sqlalchemy import select

from db.models import AuditEntry, Station
from liaison.domain.errors import NotFound
from liaison.domain.ids import new_id
from liaison.domain.matter import Disposition, MatterStatus
from liaison.domain.period import Period
from liaison.domain.reception import ReceptionStatus
from liaison.domain.report import Balance, Names
from liaison.services.reports import report
from tests.paperwork import Paperwork, a_month

FEBRUARY = Period.parse("2026-02")


def made(office, write=a_month, period=FEBRUARY, **more):
    office.write(write)
    return office.read(lambda work: report(work, period, **more))


def test_the_balance_of_a_month_with_an_earlier_and_a_later_matter(office):
    def write(work):
        desk = a_month(work)
        before = desk.reception(date(2026, 1, 5))
        desk.matter(before)
        desk.matter(before, position=2, status=MatterStatus.TOLD, settled_on=date(2026, 2, 3))
        desk.matter(before, position=3, status=MatterStatus.TOLD, settled_on=date(2026, 1, 9))
        desk.matter(
            before, position=4, status=MatterStatus.TURNED_TO_PROPOSAL, settled_on=date(2026, 2, 9)
        )
        desk.matter(desk.reception(date(2026, 3, 1)))

    balance = made(office, write).balance
    assert (balance.carried_over, balance.new) == (3, 4)
    assert (balance.settled, balance.declined, balance.passed_on, balance.open) == (3, 1, 1, 2)


def test_a_book_that_says_answered_before_it_was_raised_still_balances(office):
    def write(work):
        desk = Paperwork(work)
        visit = desk.reception(date(2026, 2, 10))
        desk.matter(visit, status=MatterStatus.TOLD, settled_on=date(2026, 1, 2))
        desk.matter(visit, position=2, status=MatterStatus.ANSWERED)

    balance = made(office, write).balance
    assert (balance.new, balance.settled, balance.open) == (2, 2, 0)


def test_every_status_has_its_place_in_the_balance(office):
    def write(work):
        desk = Paperwork(work)
        visit = desk.reception(date(2026, 2, 10))
        for place, status in enumerate(MatterStatus, start=1):
            desk.matter(visit, position=place, status=status)

    assert made(office, write).balance.new == len(MatterStatus) - 1


def test_a_balance_that_does_not_hold_cannot_be_printed():
    with pytest.raises(ValueError, match="does not hold"):
        Balance(1, 1, 1, 0, 0, 0)


def test_topics_roll_up_and_noughts_stay(office):
    shares = {share.name: share for share in made(office).by_category}
    assert shares["交通出行"].count == 1
    assert shares["监察司法"].count == 0
    assert shares["未分类"].count == 2
    assert sum(round(share.percent * 10) for share in shares.values()) == 1000


def test_units_show_their_classes_and_what_is_open(office):
    units = {line.name: line for line in made(office).by_unit}
    assert units["区住建局"].by_class == {"A": 1, "B": 0, "C": 0}
    assert units["区交通运输局"].open == 1


def test_a_person_with_two_seats_is_counted_under_the_higher_one(office):
    made_report = made(office)
    levels = {line.name: (line.attendances, line.persons) for line in made_report.by_level}
    assert levels["市代表"] == (1, 1)
    assert levels["区代表"] == (2, 1)
    assert levels["全国代表"] == (0, 0)
    assert levels["姓名待核定"] == (1, 0)
    assert made_report.different_representatives == 2


def test_names_of_visitors_are_masked_unless_asked_for(office):
    lines = made(office).matters
    assert [line.visitor for line in lines] == ["周**", "周**", "司徒**", "匿名"]
    assert lines[1].unit == "区交通运输局"
    assert lines[2].content == "<b>=1+1</b>"


def test_full_names_are_given_only_where_they_are_logged(office):
    office.write(a_month)
    full, _ = office.write(lambda work: report(work, FEBRUARY, names="full"))
    assert [line.visitor for line in full.matters][:3] == ["周小宁", "周小宁", "司徒𬭎"]
    entries = office.read(
        lambda work: list(work.session.scalars(select(AuditEntry.action))),
    )
    assert "print_names" in entries
    with pytest.raises(RuntimeError):
        office.read(lambda work: report(work, FEBRUARY, names=Names.FULL))


def test_who_asked_for_secrecy_is_named_in_neither_list(office):
    def write(work):
        desk = Paperwork(work)
        desk.matter(desk.reception(date(2026, 2, 1), "周小宁", confidential=True))

    office.write(write)
    full, _ = office.write(lambda work: report(work, FEBRUARY, names="full"))
    assert full.matters[0].visitor == "保密"


def test_every_representative_is_listed_with_noughts_and_the_sum_is_the_figure(office):
    made_report = made(office)
    times = {line.name: line.times for line in made_report.attendances}
    assert times == {"陈𬱖": 1, "欧阳㛃": 2, "毛𬭎": 0, "陈𬱖或者陈颖": 1}
    assert sum(times.values()) == made_report.figures.representative_attendances
    assert made_report.attendances[0].levels == "市、区"


def test_a_month_shows_the_six_that_end_with_it_and_a_quarter_its_own(office):
    office.write(a_month)
    month = office.read(lambda work: report(work, FEBRUARY))
    quarter = office.read(lambda work: report(work, Period.parse("2026Q1")))
    assert [line.label for line in month.flow] == ["9月", "10月", "11月", "12月", "1月", "2月"]
    assert [(line.raised, line.settled) for line in quarter.flow] == [(0, 0), (4, 2), (0, 0)]


def test_a_missing_number_is_told(office):
    def write(work):
        desk = Paperwork(work)
        desk.reception(date(2026, 2, 1), status=ReceptionStatus.VOID)
        desk.serial = 4
        desk.reception(date(2026, 2, 2))

    check = next(check for check in made(office, write).checks if "编号" in check.name)
    assert not check.holds
    assert check.remark == "缺 3 个号"


def test_a_matter_nobody_referred_yet_is_told(office):
    def write(work):
        desk = Paperwork(work)
        visit = desk.reception(date(2026, 2, 1))
        desk.matter(visit, status=MatterStatus.AWAITING_REFERRAL)
        desk.matter(
            visit,
            position=2,
            disposition=Disposition.ANSWERED_ON_THE_SPOT,
            status=MatterStatus.ANSWERED_ON_THE_SPOT,
        )

    check = next(check for check in made(office, write).checks if "去向" in check.name)
    assert (check.holds, check.counted) == (False, "1 / 2")


def test_an_empty_office_makes_an_empty_report(office):
    empty = office.read(lambda work: report(work, FEBRUARY))
    assert empty.balance == Balance(0, 0, 0, 0, 0, 0)
    assert empty.body == "全区人大代表联络站"
    assert empty.title == "接待群众情况月报表"


def test_a_station_that_is_not_there_is_said_so(office):
    with pytest.raises(NotFound):
        office.read(lambda work: report(work, FEBRUARY, new_id()))


def test_a_stations_report_names_it_and_lists_only_its_own(office):
    def write(work):
        a_month(work)
        Paperwork(work, "盐仓站", "330902005").representative("王敏")

    office.write(write)
    station = office.read(
        lambda work: work.session.scalar(select(Station.id).where(Station.name == "盐仓站"))
    )
    alone = office.read(lambda work: report(work, FEBRUARY, station))
    assert alone.body == "盐仓站"
    assert [line.name for line in alone.attendances] == ["王敏"]
