"""An office with a million receptions, made once by raw SQL and kept in the temporary folder.

Lines and search rows come from the product's own functions, so they are what recording writes.
`LIAISON_BENCH_ROWS` makes a smaller office.
"""

import hashlib
import os
import random
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Table

from db.engine import open_engine
from db.migrate import upgrade
from db.models import Reception, RegisterLine, SearchEntry, Station
from liaison.domain.ids import ReceptionId, StationId
from liaison.domain.matter import OUTCOME, MatterStatus, Satisfaction
from liaison.domain.reception import Channel, ReceptionStatus, VisitKind
from liaison.domain.register import MatterFacts, ReceptionFacts
from liaison.services import register_lines, search

ROWS = int(os.environ.get("LIAISON_BENCH_ROWS", "1000000"))
STATIONS = 13
BEGIN = date(2016, 1, 1)
DAYS = 3650
CHUNK = 20_000
STATES = (
    *(MatterStatus.ANSWERED_ON_THE_SPOT,) * 30,
    *(MatterStatus.RATED,) * 50,
    *(MatterStatus.DECLINED,) * 8,
    *(MatterStatus.IN_HAND,) * 8,
    *(MatterStatus.AWAITING_REFERRAL,) * 3,
    MatterStatus.ANSWERED,
)
CHANNELS = (*(Channel.ON_SITE,) * 12, *Channel)
KINDS = (*(VisitKind.INDIVIDUAL,) * 10, VisitKind.GROUP, VisitKind.ANONYMOUS)
FAMILIES = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓冯单仇乐曾解查区缪翟"
GIVEN = "伟芳娜敏静强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红梅建国志海波斌鹏飞云龙凤喆堃𬭎𬱖㛃"
PLACES = (
    "东西南北上下大小新老金银白青石山海河湾岙浦塘桥岭洋村港园林泉沙岛竹松梅兰文昌定城光华永安丰"
)
THINGS = """路灯 污水管 窨井盖 停车位 电梯 垃圾房 公交站 人行道 健身器材 卫生室 幼儿园 菜场 河道 山塘 渡轮
码头 渔船油补 集体厂房 宅基地 养老食堂 助老公交 广场舞 夜间施工 油烟 消防通道 充电桩 自来水 燃气管道 围墙 屋顶
监控 红绿灯 减速带 绿化带 公厕 医保报销 失地养老保险 租金 物业费 维修基金 网络信号 校车 末班车 候车亭 残疾人坡道
路面 桥栏 排涝泵 沙滩 垃圾清运 噪声 灰尘 臭气 违章搭建 出租房 流浪犬 高空抛物 快递柜 邮路 水库 农田灌溉 机耕路""".split()  # noqa: SIM905
TROUBLES = """坏了三个月没人修 经常堵塞外溢 晚上不亮老人不敢出门 高峰时拥堵 太少不够用 年久失修有安全隐患 收费不公开
没有人管互相推诿 标准与邻村不一样 排队时间太长 被占用多次反映无果 夏天气味很大影响居民 汛期容易积水进屋 存在火灾隐患
拖了两年还没有落实 没有公示账目不清 声音太响影响休息 希望尽快改造 建议增加班次 需要协调几个部门 质量差刚修又坏
补偿政策不清楚 涉及六十多户居民 孩子上学要绕很远 老人走路摔倒过几回 下雨就一个塘电瓶车骑不过""".split()  # noqa: SIM905
WISHES = """希望代表到现场看看 请有关部门给个说法 盼望年底前解决 要求书面答复 建议列入明年民生实事 能不能先临时处理一下
想了解具体政策 请求协调解决 望重视 希望公开进度""".split()  # noqa: SIM905


def million() -> Path:
    """The database file; made on the first call (some five minutes), then found again."""
    schema = sorted((Path(__file__).parents[2] / "db/migrations/versions").glob("*.py"))
    source = b"".join(file.read_bytes() for file in (Path(__file__), *schema))
    mark = hashlib.sha256(source + str(ROWS).encode()).hexdigest()[:12]
    file = Path(tempfile.gettempdir()) / f"liaison-million-{mark}.db"
    if not file.exists():
        print(f"making {ROWS:,} receptions in {file} …", flush=True)
        partial = file.with_suffix(".part")
        for old in file.parent.glob("liaison-million-*"):
            old.unlink()
        make(partial)
        partial.rename(file)
    return file


def make(file: Path) -> None:
    engine = open_engine(f"sqlite:///{file}")
    upgrade(engine)
    engine.dispose()
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        for pragma in (
            "journal_mode=OFF",
            "synchronous=OFF",
            "foreign_keys=OFF",
            "cache_size=-400000",
        ):
            database.execute(f"PRAGMA {pragma}")
        stations = _open_stations(database)
        rows = _receptions(random.Random(2022), stations)
        done = 0
        while chunk := list(islice(rows, CHUNK)):
            database.execute("BEGIN")
            _insert(database, chunk, done)
            database.execute("COMMIT")
            done += len(chunk)
        database.execute("PRAGMA journal_mode=WAL")


def _open_stations(database: sqlite3.Connection) -> list[StationId]:
    keys = [StationId(UUID(int=number + 1)) for number in range(STATIONS)]
    rows = [
        {
            "id": key,
            "code": f"3309020{place:02d}",
            "name": f"{PLACES[place]}街道代表联络站",
            "kind": "station",
        }
        for place, key in enumerate(keys)
    ]
    _add(database, Station.__table__, rows)
    return keys


def _insert(database: sqlite3.Connection, chunk: list[ReceptionFacts], done: int) -> None:
    entries = [search._row(register_lines._entry(facts)) for facts in chunk]
    _add(database, Reception.__table__, [_reception(facts) for facts in chunk])
    _add(database, RegisterLine.__table__, [register_lines._line(facts) for facts in chunk])
    numbered = [{**row, "id": done + place} for place, row in enumerate(entries, start=1)]
    _add(database, SearchEntry.__table__, numbered)
    database.executemany(
        "INSERT INTO search_window (rowid, tokens) VALUES (?, ?)",
        [(row["id"], " ".join(search._tokens(row))) for row in numbered],
    )


def _add(database: sqlite3.Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    defaults = {
        column.name: column.default.arg
        for column in table.columns
        if column.default is not None and column.default.is_scalar
    }
    given = {*rows[0], *defaults}
    names = [column.name for column in table.columns if column.name in given]
    marks = ", ".join("?" * len(names))
    database.executemany(
        f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})",
        [[_plain(row.get(name, defaults.get(name))) for name in names] for row in rows],
    )


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _reception(facts: ReceptionFacts) -> dict[str, Any]:
    return {
        **{
            name: getattr(facts, name)
            for name in ("id", "station_id", "received_on", "number", "serial")
        },
        "year": facts.received_on.year,
        "slot": "morning",
        "channel": facts.channel,
        "place": facts.place,
        "visit_kind": facts.visit_kind,
        "head_count": facts.head_count,
        "words": facts.words,
        "summary": facts.summary,
        "recorded_at": f"{facts.received_on} 04:00:00.000000",
    }


def _receptions(chance: random.Random, stations: list[StationId]) -> Iterator[ReceptionFacts]:
    serials: dict[tuple[StationId, int], int] = {}
    for place in range(ROWS):
        day = BEGIN + timedelta(days=place * DAYS // ROWS)
        station = chance.choice(stations)
        serial = serials[station, day.year] = serials.get((station, day.year), 0) + 1
        kind = chance.choice(KINDS)
        yield ReceptionFacts(
            id=ReceptionId(UUID(int=0x018F << 112 | place << 64 | chance.getrandbits(60))),
            station_id=station,
            received_on=day,
            number=f"3309020{stations.index(station):02d}-{day.year}-{serial:06d}",
            serial=serial,
            channel=chance.choice(CHANNELS),
            visit_kind=kind,
            head_count=chance.randint(5, 40) if kind is VisitKind.GROUP else 1,
            area_id=None,
            confidential=chance.random() < 0.02,
            status=ReceptionStatus.VOID if chance.random() < 0.003 else ReceptionStatus.RECORDED,
            void_reason="",
            place="",
            words=_words(chance),
            summary="",
            visitors=() if kind is VisitKind.ANONYMOUS else ((_name(chance), _phone(chance)),),
            representatives=tuple(_name(chance) for _ in range(chance.randint(1, 3))),
            matters=tuple(_matter(chance, day) for _ in range(chance.choice((1, 1, 1, 2, 3)))),
        )


def _matter(chance: random.Random, day: date) -> MatterFacts:
    title = f"{_place(chance)}{chance.choice(THINGS)}{chance.choice(TROUBLES)}"
    status = chance.choice(STATES)
    settled_on = day + timedelta(days=20)
    return MatterFacts(
        title,
        status,
        due_on=day + timedelta(days=90),
        settled_on=settled_on,
        satisfaction=Satisfaction.SATISFIED,
        untold_since=settled_on if status is MatterStatus.ANSWERED else None,
        outcome=OUTCOME.get(status),
    )


def _words(chance: random.Random) -> str:
    parts = (
        f"{_place(chance)}{chance.choice(THINGS)}{chance.randint(1, 99)}处{chance.choice(TROUBLES)}"
        for _ in range(2)
    )
    return f"{'，'.join(parts)}，{chance.choice(WISHES)}。"


def _place(chance: random.Random) -> str:
    return f"{chance.choice(PLACES)}{chance.choice(PLACES)}{chance.choice(('社区', '村', '小区'))}"


def _name(chance: random.Random) -> str:
    return chance.choice(FAMILIES) + "".join(chance.choices(GIVEN, k=chance.randint(1, 2)))


def _phone(chance: random.Random) -> str:
    return f"1{chance.choice('35789')}{chance.randrange(10**9):09d}"
