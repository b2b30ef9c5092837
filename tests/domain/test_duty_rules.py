"""Reception rules in words: read, counted out, said back."""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.calendar import DayKind
from liaison.domain.duty import Slot
from liaison.domain.duty_rules import left_out, notice_by, occurrences, read_rule, rule_words
from liaison.domain.duty_rules_check import Asked, findings
from liaison.domain.duty_rules_model import (
    LAST,
    DutyRuleRead,
    EveryDay,
    EveryWorkday,
    HolidayShift,
    MonthDays,
    NthWeekdays,
    NthWorkdays,
    Weekly,
    joined,
)
from liaison.domain.duty_rules_split import split_rules
from liaison.domain.errors import BadInput
from liaison.domain.words import sentence
from liaison.domain.workdays import standard

CAL = standard()
Y2026 = date(2026, 1, 1), date(2026, 12, 31)
ODD, EVEN = (1, 3, 5, 7, 9, 11), (2, 4, 6, 8, 10, 12)

SAME = [
    ("每月15日 9:00-11:30", "每月十五号上午九点到十一点半", "每月１５日　９：００－１１：３０"),
    (
        "每月第一个星期五 15:00-16:30",
        "每月第1个礼拜五下午3点-4点半",
        "每月第一周的周五15：00～16：30",
    ),
    ("每周三上午", "每周三上", "每个星期三上午", "逢周三的上午", "礼拜三早上"),
    ("每周一、周四", "每周一和周四", "周一、四", "每星期一及星期四"),
    ("每月5日、20日", "每月5、20日", "每月的5号和20号", "每月五日、二十日"),
    ("每月9日、19日、29日", "每月逢9", "每月逢九"),
    ("每月9号或19号", "9号或19号", "每月9日、19日"),
    ("每季度首月10日", "每年1月、4月、7月、10月的10日", "每季度第一个月10号"),
    ("单月10日", "奇数月10日", "每年1、3、5、7、9、11月10日"),
    ("周一至周五", "每周一到周五", "周一至五", "每周一二三四五"),
    ("工作日每天 8:30-11:30", "每个工作日8点30分至11点30分", "每天工作日 8：30—11：30"),
    (
        "每月10日（遇节假日顺延）",
        "每月10日，节假日顺延",
        "每月10日，如遇法定节假日则顺延至下一工作日",
        "每月10日，遇双休日及法定节假日，顺延到节后第一个工作日",
        "每月10日",
    ),
    (
        "每月25日，遇节假日顺延一周",
        "每月25日（如遇节假日则顺延一星期）",
        "每月25日，遇节假日推迟7天",
    ),
    (
        "每月15日，不顺延",
        "每月15日，遇节假日不再顺延",
        "每月15日，节假日除外",
        "每月15日，遇节假日暂停一次",
    ),
    ("每月最后一天", "每月月末", "每月月底"),
    ("从2026年1月7日起隔周三", "2026-01-07起，每隔一周的周三", "自2026年1月7日开始，每两周周三"),
    ("每月第三个星期四晚上 18:30-20:00", "每月第3个周四晚 6点半-8点"),
]


@pytest.mark.parametrize("same", SAME, ids=lambda same: same[0])
def test_words_written_in_many_ways_are_one_rule(same):
    first = read_rule(same[0])
    for other in same[1:]:
        assert read_rule(other) == first, other


MEANT = [
    ("每月第二、第四个星期二 14:00-16:00", NthWeekdays((2, 4), (1,)), Slot.AFTERNOON),
    ("每月最后一个工作日", NthWorkdays((LAST,)), None),
    ("每月第一个工作日下午", NthWorkdays((1,)), Slot.AFTERNOON),
    ("每月最后一个星期五上午", NthWeekdays((LAST,), (4,)), Slot.MORNING),
    ("每月最后一天", MonthDays((LAST,)), None),
    ("双月8日 9:00-11:00", MonthDays((8,), EVEN), Slot.MORNING),
    ("每年3月、6月、9月的15日", MonthDays((15,), (3, 6, 9)), None),
    ("每周六晚", Weekly((5,)), Slot.EVENING),
    ("从2026年1月7日起隔周三上午", Weekly((2,), 2, date(2026, 1, 7)), Slot.MORNING),
]


@pytest.mark.parametrize("text, pattern, slot", MEANT)
def test_the_pattern_and_the_half_day_are_read(text, pattern, slot):
    read = read_rule(text)
    assert (read.patterns, read.slot) == ((pattern,), slot)


def test_hours_are_read_with_the_half_day_said_before_them():
    read = read_rule("每周三下午2点-4点半")
    assert (read.starts, read.ends) == (time(14), time(16, 30))


def test_two_kinds_of_months_are_one_rule():
    read = read_rule("单月10日、双月8日")
    assert read.patterns == (MonthDays((10,), ODD), MonthDays((8,), EVEN))


REFUSED = [
    ("随到随接待", "rule_not_understood", "“随到随”看不懂"),
    ("每月15日，看天气", "rule_not_understood", "看天气"),
    ("每月第三个星期四，遇节假日提前", "rule_not_understood", "遇节假日提前"),
    ("每周三休息", "rule_not_understood", "休息"),
    ("每月15日 25:00-26:00", "rule_not_understood", "25:00"),
    ("15" * 80, "rule_not_understood", "15"),
    ("", "rule_without_days", ""),
    ("上午 9:00-11:00，遇节假日顺延", "rule_without_days", ""),
    ("2月30日", "rule_no_such_day", "2月30日"),
    ("每月32日", "rule_no_such_day", "32日"),
    ("每月第六个星期一", "rule_no_such_day", "“第六个”"),
    ("每月三十二号", "rule_no_such_day", "“三十二号”"),
    ("从2026年2月30日起隔周三", "rule_no_such_day", "2026年2月30日"),
    ("隔周三", "rule_needs_start", "隔周三"),
    ("每两周的周三", "rule_needs_start", "隔周一次"),
    ("双周三上午", "rule_needs_start", "双周三"),
    ("2026年3月15日", "rule_is_one_day", "2026年3月15日"),
    ("每周三 11:00-9:00", "rule_ends_before_start", "11:00"),
    ("每周三 9:00-9:00", "rule_ends_before_start", "9:00"),
    ("每周三上午 14:00-16:00", "rule_hours_against_slot", "14:00"),
    ("每周三上午9:00-11:00，下午14:00-16:00", "rule_several_hours", "下午14:00-16:00"),
]


@pytest.mark.parametrize("text, code, part", REFUSED)
def test_what_cannot_be_read_is_refused_with_its_sentence_and_the_part(text, code, part):
    with pytest.raises(BadInput) as refused:
        read_rule(text)
    assert refused.value.code == code
    assert part in sentence(refused.value)
    assert "{" not in sentence(refused.value)


def test_a_day_moved_says_why_and_keeps_the_day_that_was_meant():
    found = occurrences(read_rule("每月15日上午"), *Y2026, CAL)
    february = found[1]
    assert (february.day, february.meant_on) == (date(2026, 2, 24), date(2026, 2, 15))
    assert "春节" in february.why


def test_a_day_moved_over_the_months_end_counts_where_it_is_held():
    rule = read_rule("每月最后一天")
    march = occurrences(rule, date(2026, 2, 1), date(2026, 2, 28), CAL)
    assert [(one.day, one.meant_on) for one in march] == [
        (date(2026, 2, 2), date(2026, 1, 31)),
        (date(2026, 2, 28), date(2026, 2, 28)),
    ]


def test_a_make_up_workday_is_worked_for_month_days_and_not_for_weekdays():
    workdays = {one.day for one in occurrences(read_rule("工作日每天"), *Y2026, CAL)}
    weekdays = {one.day for one in occurrences(read_rule("周一至周五"), *Y2026, CAL)}
    assert workdays - weekdays == {
        day for day in CAL.days if CAL.days[day].kind is DayKind.MAKE_UP and day.year == 2026
    }


def test_a_weekend_that_the_rule_names_is_no_day_off_but_a_holiday_is():
    rule = read_rule("每周六上午")
    days = {one.day for one in occurrences(rule, *Y2026, CAL)}
    gone = {one.day for one in left_out(rule, *Y2026, CAL)}
    assert date(2026, 1, 10) in days
    assert date(2026, 10, 3) in gone
    assert not days & gone


def test_days_that_meet_are_held_once_and_that_is_said():
    rule = read_rule("每月15日、20日上午")
    held = [one.day for one in occurrences(rule, *Y2026, CAL)]
    assert held.count(date(2026, 2, 24)) == 1
    assert [one.day for one in left_out(rule, *Y2026, CAL)] == [date(2026, 2, 20)]


def codes(*texts, year=2026):
    return [
        one.code for one in findings([Asked(text, read_rule(text)) for text in texts], year, CAL)
    ]


def test_two_rules_for_one_half_day_are_found():
    assert codes("每周三上午", "每月第二个星期三上午") == ["left_out", "same_slot"]
    assert "same_slot" not in codes("每周三上午", "每周三下午")


def test_rules_of_different_seasons_do_not_meet():
    read = read_rule("每周三上午")
    summer = Asked("夏", read, None, date(2026, 9, 30))
    winter = Asked("冬", read, date(2026, 10, 1))
    assert "same_slot" not in [one.code for one in findings([summer, winter], 2026, CAL)]
    assert findings([winter], 2025, CAL) == ()
    assert findings([winter._replace(from_on=date(2026, 12, 31))], 2026, CAL) == ()


def test_hours_that_run_into_each_other_are_found():
    assert "hours_overlap" in codes("每周三 9:00-15:00", "每周三下午 14:00-16:00")


def test_a_rule_that_always_falls_on_holidays_is_found():
    assert codes("每年10月1日上午，不顺延") == ["never_held"]
    assert "always_moved" in codes("每年10月1日上午")
    assert codes("2月29日上午") == ["never_held"]


def test_a_month_without_the_31st_is_said():
    found = findings([Asked("每月31日上午", read_rule("每月31日上午"))], 2026, CAL)
    (one,) = [one for one in found if one.code == "month_without_day"]
    assert "2、4、6、9、11 月" in one.sentence
    assert "每月最后一天" in one.sentence
    assert len(occurrences(read_rule("每月31日上午，节假日照常"), *Y2026, CAL)) == 7


def test_a_year_not_confirmed_is_said():
    assert "year_guessed" in codes("每周三上午", year=CAL.known_until + 1)


def test_several_rules_in_one_text_are_taken_apart():
    assert split_rules("每月15日上午；每月第三个周五下午") == ("每月15日上午", "每月第三个周五下午")
    assert split_rules("每月15日上午，每周五下午") == ("每月15日上午", "每周五下午")
    assert split_rules("每月25日，遇节假日顺延一周") == ("每月25日，遇节假日顺延一周",)
    assert split_rules("随到随接待") == ("随到随接待",)
    assert split_rules("　") == ()


months = st.sampled_from([tuple(range(1, 13)), ODD, EVEN, (1, 4, 7, 10), (2, 5, 8, 11), (3, 6, 9)])
numbers = st.lists(st.integers(1, 5), min_size=1, max_size=3).map(tuple)
weekdays = st.lists(st.integers(0, 6), min_size=1, max_size=7).map(tuple)
starts_on = st.dates(date(2021, 1, 1), date(2025, 12, 31))
patterns = st.one_of(
    st.builds(
        MonthDays, st.lists(st.sampled_from([*range(1, 29), LAST]), min_size=1).map(tuple), months
    ),
    st.builds(
        NthWeekdays, st.one_of(numbers, st.just((LAST,)), st.just((2, LAST))), weekdays, months
    ),
    st.builds(NthWorkdays, st.one_of(numbers, st.just((LAST,))), months),
    st.builds(Weekly, weekdays),
    st.builds(Weekly, weekdays, st.just(2), starts_on),
    st.builds(EveryWorkday),
    st.builds(EveryDay),
)
slots = st.sampled_from(
    [
        (None, None, None),
        *((slot, None, None) for slot in Slot),
        (Slot.MORNING, time(8, 30), time(11)),
        (Slot.AFTERNOON, time(14), time(16, 45)),
        (Slot.EVENING, time(18, 30), time(20)),
        (Slot.AFTERNOON, time(13, 5), None),
    ]
)
rules = st.builds(
    lambda pattern, hours, shift: DutyRuleRead(joined([pattern]), *hours, shift),
    patterns,
    slots,
    st.sampled_from(HolidayShift),
)
days = st.dates(date(2022, 1, 1), date(2026, 9, 1))


@given(rules)
def test_words_given_back_are_read_as_the_same_rule(rule):
    assert read_rule(rule_words(rule)) == rule


@given(rules, days)
def test_days_rise_and_are_worked_and_never_before_the_day_that_was_meant(rule, first):
    last = first + timedelta(days=120)
    found = occurrences(rule, first, last, CAL)
    held = [one.day for one in found]
    assert all(one < other for one, other in pairwise(held))
    for one in found:
        assert first <= one.day <= last
        assert one.meant_on <= one.day
        assert bool(one.why) == (one.day != one.meant_on)
        if one.moved and rule.shift is HolidayShift.NEXT_WORKDAY:
            assert CAL.is_workday(one.day)
        if rule.shift is not HolidayShift.HELD:
            assert CAL.kind(one.day) is not DayKind.HOLIDAY


@given(rules, days, st.integers(0, 80))
def test_a_part_of_the_span_gives_that_part_of_its_days(rule, first, length):
    last, middle = first + timedelta(days=120), first + timedelta(days=length)
    whole = occurrences(rule, first, last, CAL)
    assert occurrences(rule, first, middle, CAL) == tuple(one for one in whole if one.day <= middle)
    assert occurrences(rule, middle, last, CAL) == tuple(one for one in whole if one.day >= middle)


@given(rules, days, st.integers(0, 10))
def test_the_notice_is_always_due_in_time_on_a_workday(rule, first, least):
    for one in occurrences(rule, first, first + timedelta(days=60), CAL):
        notice = notice_by(one.day, least, CAL)
        assert (one.day - notice).days >= least
        assert CAL.is_workday(notice)


@given(
    st.text(
        alphabet="每月周星期第一二三四五15日号上下午晚点：:-—、，（）遇节假日顺延工作天最后个隔单双从年起9",
        max_size=30,
    )
)
def test_any_words_are_read_or_refused_and_what_is_read_is_read_again(text):
    try:
        rule = read_rule(text)
    except BadInput:
        return
    assert read_rule(rule_words(rule)) == rule
