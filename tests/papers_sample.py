"""Made-up papers of a matter's way through the hands."""

from datetime import date

from liaison.domain.papers import (
    GUIDED_ZH,
    ClassWords,
    FeedbackPaper,
    GuidancePaper,
    MatterLine,
    MattersPaper,
    ReferralPaper,
)
from liaison.domain.slip_code import SlipKind, slip_code, slip_number

STATION = "干𬒗镇人大代表联络站"
CODE = "330902105"
CLASSES = (
    ClassWords("A", "已解决", "问题已经解决或者基本解决"),
    ClassWords("B", "正在解决或列入计划", "问题正在解决或者已经列入计划解决"),
    ClassWords("C", "暂不能解决", "因受条件限制暂不能解决，已作解释说明"),
)


def _named(kind, serial=12):
    return {
        "number": slip_number(kind, CODE, 2026, serial),
        "code": slip_code(kind, CODE, 2026, serial),
    }


REFERRAL = ReferralPaper(
    station=STATION,
    office="干𬒗镇人大主席团",
    phone="0580-2532967",
    **_named(SlipKind.REFERRAL),
    referred_on=date(2026, 3, 5),
    round_no=1,
    printing=1,
    source="330902105-2026-000007-1",
    received_on=date(2026, 3, 4),
    person="欧阳**",
    person_whole=False,
    urgency="紧急",
    category="城建环保 / 停车",
    place="盘峙村",
    title="路灯不亮",
    content="“路灯三个月不亮”，<b>晚上不敢出门</b>。",
    unit="区住房和城乡建设局",
    assisting=("区公安分局交警大队",),
    period="15 个工作日",
    due_on=date(2026, 3, 26),
    due_unconfirmed=False,
    return_within="10 天",
    clerk="李某",
    classes=CLASSES,
)
GUIDANCE = GuidancePaper(
    station=STATION,
    phone="0580-2532967",
    **_named(SlipKind.GUIDANCE),
    printed_on=date(2026, 3, 5),
    printing=1,
    source="330902105-2026-000008-1",
    received_on=date(2026, 3, 5),
    person="林**",
    title="法院判了以后对方不给钱",
    reason="涉法涉诉",
    explained=GUIDED_ZH["litigation"],
    where_to="区人民法院执行局",
    where_address="昌洲大道 123 号",
    where_phone="0580-2345678",
    where_hours="工作日 8:30—17:00",
    remark="请带上判决书和身份证。",
    clerk="李某",
)
FEEDBACK = FeedbackPaper(
    station=STATION,
    address="昌国路 8 号一楼",
    phone="0580-2532967",
    **_named(SlipKind.FEEDBACK),
    printed_on=date(2026, 3, 26),
    printing=1,
    round_no=1,
    source="330902105-2026-000007-1",
    received_on=date(2026, 3, 4),
    person="欧阳**",
    title="路灯不亮",
    unit="区住房和城乡建设局",
    answered_on=date(2026, 3, 25),
    answer="四月底前全部换成新灯，由社区每周巡查一次。",
    answer_class=CLASSES[1],
)
MATTERS = MattersPaper(
    place=STATION,
    filters=("办理中", "只看逾期"),
    printed_on=date(2026, 3, 26),
    printed_by="李某",
    lines=tuple(
        MatterLine(
            number=f"330902105-2026-{place:06d}-1",
            title="路灯不亮",
            unit="区住房和城乡建设局" if place % 4 else "",
            due_on=date(2026, 3, 1 + place % 28) if place % 5 else None,
            due_unconfirmed=place == 3,
            state="办理中",
            late=f"逾期 {place} 天" if place % 2 else "",
            station=STATION,
        )
        for place in range(1, 64)
    ),
)
