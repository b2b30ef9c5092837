"""A station's rules: written, changed, retired; single days; the year that comes of them."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from db.models import DutyRule
from liaison.domain.duty import Slot
from liaison.domain.errors import BadInput, Conflict, InvalidForm, NotFound
from liaison.domain.ids import new_id
from liaison.services import duty_days, duty_rules, places, stations
from liaison.services.duty_days import SingleDayForm
from liaison.services.duty_rules import DutyRuleForm
from liaison.services.imports import Answers, bring_in, check, open_books
from liaison.services.stations import StationForm

ROSTER = Path(__file__).parent.parent / "data" / "dinghai" / "roster.xlsx"
NO_ANSWERS = Answers()


@pytest.fixture
def station(office):
    return office.write(lambda work: stations.open_station(work, StationForm("东港站")))[0]


def added(office, station, text, **more):
    form = DutyRuleForm(text, **more)
    return office.write(lambda work: duty_rules.add_rule(work, station, form))[0]


def texts(office, station):
    return [one.text for one in office.read(lambda work: duty_rules.rules(work, station))]


def said(office):
    (row,) = office.read(stations.stations)
    return row.reception_rule


def previewed(office, station, year=2026):
    return office.read(lambda work: duty_days.preview(work, station, year))


def test_a_rule_is_kept_and_read_back_and_the_stations_text_says_it(office, station):
    added(office, station, "每周三上午")
    added(office, station, "每月15日 14:00-16:00", place="二楼", seats=2)

    first, second = office.read(lambda work: duty_rules.rules(work, station))
    assert first.reading.line_zh == (
        "读作：每周三 上午，遇节假日停一次，不补（规则里没写遇节假日怎么办，按惯例）；"
        "2026 年 50 天，下一次 2026-03-11 周三"
    )
    assert (second.place, second.seats, second.reading.problem) == ("二楼", 2, "")
    assert said(office) == "每周三上午；每月15日 14:00-16:00"


def test_words_that_cannot_be_read_are_refused_and_nothing_is_kept(office, station):
    with pytest.raises(BadInput) as refused:
        added(office, station, "每月32日")
    assert refused.value.code == "rule_no_such_day"
    for form in (DutyRuleForm(" "), DutyRuleForm("每周三", seats=0)):
        with pytest.raises(InvalidForm):
            office.write(lambda work, form=form: duty_rules.add_rule(work, station, form))
    assert texts(office, station) == []


def test_the_same_rule_is_not_added_twice(office, station):
    added(office, station, "每周三上午")
    with pytest.raises(InvalidForm):
        added(office, station, "每周三上午")


def test_a_rule_that_somebody_changed_meanwhile_is_not_written_over(office, station):
    key = added(office, station, "每周三上午")
    change = duty_rules.change_rule
    office.write(lambda work: change(work, key, DutyRuleForm("每周四上午"), 1))
    with pytest.raises(Conflict):
        office.write(lambda work: change(work, key, DutyRuleForm("每周五上午"), 1))
    assert texts(office, station) == ["每周四上午"] == [said(office)]


def test_a_retired_rule_holds_no_longer_and_what_was_before_stays(office, station):
    key = added(office, station, "每周三上午")
    office.write(lambda work: duty_rules.retire_rule(work, key))

    assert (texts(office, station), said(office)) == ([], "")
    days = [one.day for one in previewed(office, station).days]
    assert days[0] == date(2026, 1, 7)
    assert days[-1] == date(2026, 3, 4)
    with pytest.raises(NotFound):
        office.write(lambda work: duty_rules.retire_rule(work, new_id()))


def test_a_rule_for_a_season_holds_only_then(office, station):
    season = {"from_on": date(2026, 7, 1), "until_on": date(2026, 8, 31)}
    added(office, station, "每周三晚上", **season)
    days = [one.day for one in previewed(office, station).days]
    assert (days[0], days[-1]) == (date(2026, 7, 1), date(2026, 8, 26))


def test_the_stations_form_makes_rules_and_changes_them(office):
    form = StationForm("北岙站", reception_rule="每月15日上午；每周五下午")
    key = office.write(lambda work: stations.open_station(work, form))[0]
    assert texts(office, key) == ["每月15日上午", "每周五下午"]

    changed = StationForm("北岙站", reception_rule="每周五下午；随到随接待")
    office.write(lambda work: places.amend_station(work, key, changed))
    assert texts(office, key) == ["每周五下午；随到随接待"]
    ((name, finding),) = office.read(duty_rules.unplannable)
    assert (name, finding.code) == ("北岙站", "unread")
    assert "随到随" in finding.sentence


def test_a_station_without_a_rule_is_listed(office, station):
    ((name, finding),) = office.read(duty_rules.unplannable)
    assert (name, finding.code) == ("东港站", "no_rule")


def test_a_day_is_opened_or_closed_by_itself_and_the_year_shows_it(office, station):
    added(office, station, "每周三上午")
    closed = SingleDayForm(date(2026, 3, 11), open=False, reason="台风")
    opened = SingleDayForm(date(2026, 3, 14), open=True, reason="补台风", slot=Slot.AFTERNOON)
    office.write(lambda work: duty_days.set_day(work, station, closed))
    key = office.write(lambda work: duty_days.set_day(work, station, opened))[0]

    year = previewed(office, station)
    march = [(one.day, one.slot) for one in year.days if one.day.month == 3]
    assert march[:3] == [
        (date(2026, 3, 4), Slot.MORNING),
        (date(2026, 3, 14), Slot.AFTERNOON),
        (date(2026, 3, 18), Slot.MORNING),
    ]
    assert [one.words_zh for one in year.single] == [
        "2026-03-11 周三 停一次：台风",
        "2026-03-14 周六 下午 加开：补台风",
    ]
    office.write(lambda work: duty_days.unset_day(work, key))
    assert len(previewed(office, station).single) == 1
    with pytest.raises(NotFound):
        office.write(lambda work: duty_days.unset_day(work, key))


def test_a_single_day_needs_a_reason_and_stands_once(office, station):
    plain = SingleDayForm(date(2026, 3, 12), open=False, reason="台风")
    office.write(lambda work: duty_days.set_day(work, station, plain))
    for form in (plain, SingleDayForm(date(2026, 3, 11), open=False, reason=" ")):
        with pytest.raises(InvalidForm):
            office.write(lambda work, form=form: duty_days.set_day(work, station, form))


def test_single_days_that_change_nothing_are_said(office, station):
    added(office, station, "每周三上午")
    for form in (
        SingleDayForm(date(2026, 3, 12), open=False, reason="台风"),
        SingleDayForm(date(2026, 3, 11), open=True, reason="加班"),
    ):
        office.write(lambda work, form=form: duty_days.set_day(work, station, form))
    found = [one.code for one in previewed(office, station).findings]
    assert found[-2:] == ["opened_anyway", "closed_anyway"]


def test_the_preview_says_what_contradicts_itself(office, station):
    added(office, station, "每周三上午")
    added(office, station, "每月第二个星期三 9:00-11:00")
    found = {one.code: one for one in previewed(office, station).findings}
    assert found["same_slot"].grave
    assert "2026-01-14" in found["same_slot"].sentence


def stations_book(tmp_path, *rules):
    workbook = openpyxl.Workbook()
    workbook.active.append(["站名", "所在镇街", "地址", "站长", "接待日"])
    for at, rule in enumerate(rules, start=1):
        workbook.active.append([f"第{at}街道联络站", "", "一楼", "王某", rule])
    file = tmp_path / "联络站一览.xlsx"
    workbook.save(file)
    return (file,)


def brought(office, files, answers=NO_ANSWERS):
    return office.write(lambda work: bring_in(work, open_books(files), answers))[0]


def kept_rules(office):
    query = select(DutyRule.text).order_by(DutyRule.text)
    return office.read(lambda work: list(work.session.scalars(query)))


def test_reception_days_of_a_book_become_rules_once(office, tmp_path):
    files = stations_book(tmp_path, "每月15日 9:00-11:30", "每周三上午；每月5日下午", "")
    assert brought(office, files).added["duty_rule"] == 3
    assert brought(office, files).added == {}
    assert kept_rules(office) == ["每周三上午", "每月15日 9:00-11:30", "每月5日下午"]


def test_words_of_a_book_that_are_not_understood_are_asked_and_kept(office, tmp_path):
    files = stations_book(tmp_path, "随到随接待", "每周三上午")
    outcome = office.read(lambda work: check(work, open_books(files)))
    (asked,) = outcome.rules
    assert (asked.text, asked.station, asked.row) == ("随到随接待", "第1街道联络站", 2)
    assert "随到随" in asked.problem
    assert [one.value for one in outcome.findings if one.code == "rule_unread"] == ["随到随接待"]

    brought(office, files)
    assert kept_rules(office) == ["每周三上午", "随到随接待"]
    assert [name for name, _ in office.read(duty_rules.unplannable)] == ["第1街道联络站"]


def test_what_a_person_writes_instead_becomes_the_rule(office, tmp_path):
    files = stations_book(tmp_path, "随到随接待")
    outcome = brought(office, files, Answers(rules={"随到随接待": "工作日每天 9:00-11:00"}))
    assert outcome.rules == ()
    assert kept_rules(office) == ["工作日每天 9:00-11:00"]
    assert said(office) == "随到随接待"


def test_the_districts_thirteen_stations_all_have_their_rule(sqlite_office):
    brought(sqlite_office, (ROSTER,))
    rules = load_workbook(ROSTER)["联络站一览"].iter_rows(min_row=2, min_col=9, max_col=9)
    assert kept_rules(sqlite_office) == sorted(cell.value for (cell,) in rules)
    assert sqlite_office.read(duty_rules.unplannable) == ()
