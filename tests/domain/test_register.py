from datetime import date, timedelta

import pytest

from liaison.domain.matter import OUTCOME, MatterStatus, Satisfaction
from liaison.domain.reception import Channel, ReceptionStatus, VisitKind
from liaison.domain.register import (
    MatterFacts,
    ReceptionFacts,
    RegisterState,
    contact_label,
    headline,
    short_number,
    standing,
    state_text,
    station_code,
    visitor_label,
)

TODAY = date(2026, 3, 5)
S = MatterStatus


def facts(**values):
    return ReceptionFacts(
        **{
            "id": None,
            "station_id": None,
            "received_on": TODAY,
            "number": "330902004-2026-000045",
            "serial": 45,
            "channel": Channel.ON_SITE,
            "visit_kind": VisitKind.INDIVIDUAL,
            "head_count": 1,
            "area_id": None,
            "confidential": False,
            "status": ReceptionStatus.RECORDED,
            "void_reason": "",
            "place": "",
            "words": "",
            "summary": "",
            "visitors": (("林小敏", "13912348812"),),
            **values,
        }
    )


def matter(status, **more):
    """A matter of that status as the loop leaves it."""
    untold = TODAY if status is S.ANSWERED else None
    given = {"untold_since": untold, "outcome": OUTCOME.get(status)} | more
    return MatterFacts("x", status, **given)


def state(*statuses):
    return standing(ReceptionStatus.RECORDED, [matter(one) for one in statuses]).state


@pytest.mark.parametrize(
    "statuses, expected",
    [
        ((), RegisterState.WITHOUT_MATTER),
        ((S.ANSWERED, S.AWAITING_REFERRAL), RegisterState.UNTOLD),
        ((S.RETURNED, S.IN_HAND), RegisterState.AWAITING),
        ((S.REFERRED, S.RATED), RegisterState.IN_HAND),
        ((S.ANSWERED_ON_THE_SPOT,), RegisterState.ON_THE_SPOT),
        ((S.DECLINED, S.DECLINED), RegisterState.DECLINED),
        ((S.DECLINED, S.TOLD), RegisterState.SETTLED),
        ((S.VOID,), RegisterState.WITHOUT_MATTER),
    ],
)
def test_the_most_pressing_thing_left_to_do_is_the_state(statuses, expected):
    assert state(*statuses) is expected


@pytest.mark.parametrize("status", MatterStatus)
def test_every_status_of_a_matter_gives_a_state(status):
    assert state(status) in RegisterState


def test_a_void_reception_is_void_whatever_its_matters_are():
    now = standing(ReceptionStatus.VOID, [MatterFacts("x", S.ANSWERED)])
    assert (now.state, now.untold) == (RegisterState.VOID, 0)


def test_the_longest_wait_and_the_nearest_day_are_told():
    days = [TODAY - timedelta(days=9), TODAY - timedelta(days=2)]
    matters = [matter(S.ANSWERED, untold_since=day) for day in days]
    matters += [MatterFacts("x", S.IN_HAND, due_on=TODAY + timedelta(days=n)) for n in (5, 3)]
    now = standing(ReceptionStatus.RECORDED, matters)
    assert (now.since_on, now.due_on) == (days[0], TODAY + timedelta(days=3))
    assert (now.settled, now.untold) == (2, 2)


def day(distance):
    return TODAY + timedelta(days=distance)


@pytest.mark.parametrize(
    "line, words",
    [
        ((RegisterState.UNTOLD, 1, 1, day(-9), None, None), "已答复 9 天，未告知"),
        ((RegisterState.UNTOLD, 1, 1, TODAY, None, None), "今天答复，未告知"),
        ((RegisterState.AWAITING, 1, 0, None, day(3), None), "待交办，剩 3 天"),
        ((RegisterState.IN_HAND, 2, 1, None, TODAY, None), "办理中 1/2，今天到期"),
        ((RegisterState.IN_HAND, 1, 0, None, day(-2), None), "办理中，逾期 2 天"),
        ((RegisterState.SETTLED, 1, 1, None, None, Satisfaction.SATISFIED), "办结 · 满意"),
        ((RegisterState.VOID, 1, 0, None, day(3), None), "作废"),
    ],
)
def test_the_chip_says_what_is_waited_for(line, words):
    assert state_text(*line, TODAY) == words


@pytest.mark.parametrize(
    "values, label, contact",
    [
        ({}, "林**", "139****8812"),
        ({"confidential": True}, "林**，保密", "已隐去"),
        ({"visit_kind": VisitKind.GROUP, "head_count": 12}, "集体 12 人", "代表发言 1 人"),
        ({"visit_kind": VisitKind.ANONYMOUS, "visitors": ()}, "匿名 0045", "未留姓名"),
        ({"visitors": (("欧阳敏", ""), ("仇英", "13812340001"))}, "欧阳**、仇**", "138****0001"),
    ],
)
def test_a_line_shows_a_visitor_masked(values, label, contact):
    one = facts(**values)
    assert (visitor_label(one), contact_label(one)) == (label, contact)


def test_the_headline_is_the_titles_without_numbers_of_persons():
    matters = (MatterFacts("路灯不亮，电话13912348812", S.IN_HAND), MatterFacts("停车难", S.TOLD))
    assert headline(facts(matters=matters)) == "路灯不亮，电话***********；停车难"
    assert headline(facts(summary="归纳", words="原话")) == "归纳"


def test_a_number_is_said_short():
    assert short_number("330902004-2026-000036") == "2026-0036"
    assert short_number("330902004-2-2026-012345") == "2026-12345"
    assert short_number("第3号") == "第3号"
    assert station_code("330902004-2-2026-012345") == "330902004-2"
