"""A report made up from nothing but numbers, as large as wanted; every text in it is invented."""

import random
from datetime import date, timedelta

from liaison.domain.figures import Figures, MonthFigures, ProposalFigures, StationFigures
from liaison.domain.percent import percents
from liaison.domain.period import Period
from liaison.domain.report import (
    AttendanceLine,
    Balance,
    Check,
    Handling,
    LevelLine,
    MatterLine,
    MonthFlow,
    MonthlyReport,
    Names,
    Share,
    StationLine,
    UnitLine,
)

STATIONS = [f"{name}人大代表联络站" for name in ("昌国街道", "环南街道", "岑港街道", "干𬒗镇")]
TOPICS = [
    "城建环保",
    "交通出行",
    "教科文卫",
    "农业农村",
    "财政经济",
    "社会治理",
    "民生保障",
    "其他",
]
PROBLEMS = [
    "路灯{}盏不亮，晚上老人不敢出门",
    "通往村里的岙口道路狭窄，会车困难；第{}号弯尤其危险",
    "山塘坝体渗水，汛期担心，{}户要求查看",
    "《物业合同》到期，{}个月没有清扫（业委会已反映两次）",
    "渡轮班次减少，看病不便，{}位老人要求恢复早班",
]
NAMES = ["周**", "司徒**", "陈𬱖", "欧阳**", "毛**", "匿名", "王䶮"]


def sample(matters=40, people=24, period="2026-02", names=Names.MASKED, lines=None, **more):
    chosen = random.Random(matters)  # the same report every time
    span = Period.parse(period)
    counts = [matters // (place + 2) for place in range(len(TOPICS) - 1)]
    counts.append(max(matters - sum(counts), 0))
    made_up = sorted(
        (_matter(chosen, place, span) for place in range(matters)),
        key=lambda line: STATIONS.index(line.station),
    )
    return MonthlyReport(
        **{
            "body": "定海区人大代表联络站",
            "station": "",
            "period": span,
            "made_on": date(2026, 3, 2),
            "names": names,
            "figures": _figures(span, matters),
            "away": 1,
            "group_visitors": 6,
            "different_representatives": 8,
            "balance": Balance(9, matters, matters, 2, 3, 4),
            "handling": Handling(matters, matters - 1, 1),
            "by_category": tuple(
                Share(name, count, share)
                for name, count, share in zip(TOPICS, counts, percents(counts), strict=True)
            ),
            "by_unit": tuple(
                UnitLine(name, 9, {"A": 5, "B": 2, "C": 1}, 1)
                for name in ("区住建局", "区交通运输局", "镇街城建办", "区水利局")
            ),
            "by_level": tuple(
                LevelLine(f"{name}代表", place, place)
                for place, name in enumerate(("全国", "省", "市", "区", "镇"))
            ),
            "by_station": tuple(StationLine(name, 4, 11, 14, 23, 17) for name in STATIONS),
            "flow": tuple(
                MonthFlow(f"{month}月", 10 + month, 8 + month) for month in (9, 10, 11, 12, 1, 2)
            ),
            "matters": tuple(made_up if lines is None else lines),
            "attendances": tuple(
                AttendanceLine(
                    f"欧阳{chr(0x5000 + place)}",
                    "市、区",
                    "第2小组",
                    STATIONS[place % 4],
                    "",
                    place % 3,
                )
                for place in sorted(range(people), key=lambda place: place % 4)
            ),
            "class_names": {"A": "已解决", "B": "正在解决或列入计划", "C": "暂不能解决"},
            "checks": (Check("编号连续，没有缺号", True, "17 批"),),
            "clerk": "李某",
            "phone": "0580-2626983",
            **more,
        }
    )


def _matter(chosen, place, span):
    return MatterLine(
        station=chosen.choice(STATIONS),
        number=f"330902004-{span.year}-{place + 1:06d}-1",
        raised_on=span.first + timedelta(days=place % 28),
        visitor=chosen.choice(NAMES),
        people=chosen.choice((1, 1, 1, 12)),
        content=chosen.choice(PROBLEMS).format(chosen.randint(2, 99)),
        category=chosen.choice(TOPICS),
        unit=chosen.choice(("区住建局", "区综合行政执法局", "")),
        outcome=chosen.choice(("A类，满意", "当场答复，基本满意", "办理中", "不予受理")),
    )


def _figures(span, matters):
    return Figures(
        year=span.year,
        stations=4,
        persons=25,
        seats=29,
        active=24,
        sessions=4,
        sessions_nobody=0,
        representative_attendances=11,
        leader_attendances=2,
        visits=14,
        visitors=23,
        group_visits=1,
        matters=matters,
        matters_answered_on_the_spot=5,
        matters_declined=2,
        matters_open=3,
        matters_by_class={"A": 11, "B": 3, "C": 1},
        satisfaction={"满意": 12, "基本满意": 2, "不满意": 0},
        proposals=ProposalFigures(125, {"A": 86, "B": 21, "C": 18}),
        letters=11,
        by_month={month.month: MonthFigures(1, 1, 1) for month in span.months()},
        by_station={name: StationFigures(4, 11, 14, 23, 17) for name in STATIONS},
    )
