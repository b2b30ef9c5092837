"""A small office that exists nowhere: the demo data and the tour's sample books are made of it.

People, places and matters are made up; the division code 339901 belongs to nobody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

DISTRICT = "示范区"
DISTRICT_CODE = "339901000000"


@dataclass(frozen=True)
class SampleStation:
    """`weekdays` (0 = Monday) are its reception days; `kind` as the field writes it."""

    name: str
    kind: str
    township: str
    code: str
    address: str
    phone: str
    rule: str
    weekdays: tuple[int, ...]
    villages: tuple[str, ...]


@dataclass(frozen=True)
class SamplePerson:
    """A representative: `levels` as the roster writes them, `station` is its place in STATIONS."""

    name: str
    gender: str
    born: str
    levels: tuple[str, ...]
    post: str
    station: int
    group: str


@dataclass(frozen=True)
class SampleTopic:
    """What people come for; `{v}` is a village."""

    title: str
    words: str
    category: str
    unit: str
    answer: str


@dataclass(frozen=True)
class SampleMatter:
    """`outcome`: 当场答复, 不予受理, 办理中, A, B or C; `days` until it was answered."""

    topic: SampleTopic
    title: str
    words: str
    outcome: str
    days: int
    satisfaction: str


@dataclass(frozen=True)
class SampleVisit:
    """One visit; without a visitor's name nobody came."""

    station: int
    on: date
    morning: bool
    people: tuple[str, ...]
    visitor: str
    heads: int
    village: str
    phone: str
    matters: tuple[SampleMatter, ...]


STATIONS = (
    SampleStation(
        "东港街道代表联络站", "中心站", "东港街道", "339901001000", "东港街道便民服务中心一楼",
        "0570-5550101", "每周一、周四 9:00-11:30", (0, 3),
        ("檀香社区", "海滨社区", "塔山社区", "学林路社区"),
    ),
    SampleStation(
        "北岙镇代表联络站", "站", "北岙镇", "339901101000", "北岙镇文化礼堂二楼",
        "0570-5550102", "每周二 9:00-11:00", (1,), ("虹桥村", "大岙村", "𬒗浦村"),
    ),
    SampleStation(
        "小衢乡代表联络站", "站", "小衢乡", "339901201000", "小衢乡码头旁",
        "0570-5550103", "每月 5 日、20 日", (2,), ("前湾村", "后湾村", "鱼山岛村"),
    ),
)  # fmt: skip
PEOPLE = (
    SamplePerson("王建国", "男", "1968-03", ("区",), "东港街道檀香社区书记", 0, "第1小组"),
    SamplePerson("欧阳敏", "女", "1975-11", ("市", "区"), "东港小学教师", 0, "第1小组"),
    SamplePerson("陈𬭎", "男", "1981-06", ("区",), "海滨船厂工程师", 0, "第2小组"),
    SamplePerson("林海燕", "女", "1979-02", ("区",), "区人民医院护士长", 0, "第2小组"),
    SamplePerson("单小䶮", "男", "1986-08", ("区",), "海港物流公司职工", 0, "第2小组"),
    SamplePerson("仇志刚", "男", "1970-12", ("省", "区"), "东港渔业合作社理事长", 0, "第1小组"),
    SamplePerson("周立群", "男", "1966-05", ("区",), "塔山社区主任", 0, "第3小组"),
    SamplePerson("郑晓舟", "女", "1984-09", ("区",), "律师", 0, "第3小组"),
    SamplePerson("徐静", "女", "1990-01", ("区",), "社区网格员", 0, "第3小组"),
    SamplePerson("傅国平", "男", "1963-07", ("区",), "退休教师", 0, "第3小组"),
    SamplePerson("徐静", "女", "1972-04", ("区", "镇"), "虹桥村妇联主席", 1, "第1小组"),
    SamplePerson("乐永明", "男", "1969-10", ("区", "镇"), "北岙镇农技站站长", 1, "第1小组"),
    SamplePerson("庄小飞", "男", "1988-03", ("镇",), "大岙村村委会主任", 1, "第1小组"),
    SamplePerson("翁亚娣", "女", "1977-06", ("镇",), "𬒗浦村会计", 1, "第2小组"),
    SamplePerson("解文斌", "男", "1980-08", ("区",), "北岙水产公司经理", 1, "第2小组"),
    SamplePerson("区秀英", "女", "1965-12", ("镇",), "虹桥村村民", 1, "第2小组"),
    SamplePerson("阿依努尔·买买提", "女", "1992-05", ("镇",), "北岙镇民族饭店经营户", 1, "第2小组"),
    SamplePerson("虞国平", "男", "1971-09", ("市", "区", "乡"), "小衢乡渔业协会会长", 2, "第1小组"),
    SamplePerson("金雅芬", "女", "1983-02", ("乡",), "小衢乡卫生院医生", 2, "第1小组"),
    SamplePerson("蒋文斌", "男", "1976-11", ("乡",), "前湾村书记", 2, "第1小组"),
    SamplePerson("夏素珍", "女", "1968-01", ("区", "乡"), "后湾村渔嫂", 2, "第1小组"),
    SamplePerson("俞晓㛃", "女", "1995-07", ("乡",), "鱼山岛村教师", 2, "第1小组"),
    SamplePerson("童立", "男", "1989-04", ("乡",), "渡轮船长", 2, "第1小组"),
    SamplePerson("沈亚君", "女", "1974-08", ("乡",), "前湾村种植大户", 2, "第1小组"),
)
TOPICS = (
    SampleTopic("{v}道路坑洼积水", "{v}门口那段路坑坑洼洼，一落雨就积水，讲了两年只补过一回。", "道路管网", "区住建局", "路面已铣刨重铺，新增雨水口两处。"),
    SampleTopic("{v}加装电梯停工", "电梯装了一半停在那里三个月了，老人上下楼吃不消。", "物业小区", "区住建局", "施工队已复工，预计下月完工。"),
    SampleTopic("{v}路灯不亮", "{v}晚上路灯好几盏不亮，老人不敢出门。", "道路管网", "区综合行政执法局", "已更换灯具，逐盏试亮。"),
    SampleTopic("{v}末班公交太早", "孩子晚自习下课，到{v}已经没有公交车了。", "公交", "区交通运输局", "末班延后 40 分钟，先试运行。"),
    SampleTopic("{v}污水井返味", "夏天污水井的味道大，窗都不敢开。", "污水河道", "区水务集团", "已清掏并更换井盖。"),
    SampleTopic("{v}停车难", "消防通道老是停满车，万一有事车进不来。", "停车", "区综合行政执法局", "已划线并增设车位 36 个。"),
    SampleTopic("{v}山塘坝体渗水", "坝脚渗水，汛期大家睡不着。", "山塘水利", "区水利局", "已列入除险加固计划，汛前完成。"),
    SampleTopic("{v}渡轮班次减少", "早班船停了以后，去城里看病当天回不来。", "渡轮航班", "区港航中心", "恢复每天早班。"),
    SampleTopic("{v}想办老年食堂", "独居老人多，中午一顿饭难办。", "养老", "区民政局", "已选址，年内开办。"),
    SampleTopic("{v}夜间广场舞噪声", "晚上九点半了还在跳，孩子没法睡。", "治安消防", "区公安分局", "约定晚八点半结束，社区每天巡查。"),
    SampleTopic("{v}电瓶车进楼充电", "楼道里充电，怕起火。", "治安消防", "区消防救援大队", "新装充电棚两处。"),
    SampleTopic("{v}失地农民养老金补缴", "补缴的政策讲不清楚，跑了三趟。", "社保", "区人力社保局", "已上门逐户说明。"),
    SampleTopic("{v}集体厂房租金没有公示", "租金几年没有贴出来了。", "集体资产", "区农业农村局", "已公示近三年账目。"),
    SampleTopic("{v}卫生站缺常用药", "降压药经常没有。", "社保", "区卫生健康局", "每周三送药。"),
)  # fmt: skip
VISITORS = (
    "林阿凤", "周国华", "孙美娟", "何永康", "吴小平", "郑金花", "陈阿毛", "赵雪梅", "庞志强", "戴阿根",
    "司徒明", "缪春燕", "应海波", "贺老师傅", "洪秀兰", "龚建军", "柴阿婆", "竺大伟", "臧丽", "余建平",
)  # fmt: skip
DECLINED = ("邻居房屋买卖纠纷", "私人纠纷", "镇街人民调解委员会")
OUTCOMES = ("A", "A", "A", "A", "B", "C", "当场答复", "当场答复", "当场答复", "不予受理")


def visits(first: date, last: date, seed: int = 7) -> Iterator[SampleVisit]:
    """Visits of every reception day from `first` to `last`, the same ones each time."""
    random = Random(seed)  # noqa: S311 - a story, not a secret
    day = first
    while day <= last:
        for place, station in enumerate(STATIONS):
            if day.weekday() in station.weekdays:
                yield from _day(random, place, day, last)
        day += timedelta(days=1)


def _day(random: Random, place: int, day: date, last: date) -> Iterator[SampleVisit]:
    names = [person.name for person in PEOPLE if person.station == place]
    sitting = tuple(random.sample(names, random.choice((1, 2, 2, 3))))
    morning = random.random() < 0.8
    if random.random() < 0.08:
        yield SampleVisit(place, day, morning, sitting, "", 0, "", "", ())
        return
    for _ in range(random.choice((1, 1, 2, 2, 3))):
        village = random.choice(STATIONS[place].villages)
        heads = random.choice((1, 1, 1, 1, 1, 1, 2, 6))
        phone = "" if random.random() < 0.15 else f"139{random.randrange(10_000_000, 99_999_999)}"
        topics = random.sample(TOPICS, random.choice((1, 1, 1, 2, 2, 3)))
        yield SampleVisit(
            place,
            day,
            morning,
            sitting,
            random.choice(VISITORS),
            heads,
            village,
            phone,
            tuple(_matter(random, topic, village, (last - day).days) for topic in topics),
        )


def _matter(random: Random, topic: SampleTopic, village: str, age: int) -> SampleMatter:
    outcome = random.choice(OUTCOMES)
    days = random.randrange(4, 28)
    stuck = 12 < age < 45 and random.random() < 0.35
    if outcome in "ABC" and (age < days or stuck):
        outcome = "办理中"
    rated = random.choice(("满意", "满意", "满意", "基本满意", "基本满意", "不满意"))
    return SampleMatter(
        topic, topic.title.format(v=village), topic.words.format(v=village), outcome, days, rated
    )
