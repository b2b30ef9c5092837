"""Sample books as a station keeps them: roster, register, divisions. Places and people made up.

They are written when the tour runs, so that nothing personal and nothing large lies in the program.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from resources.sample_office import (
    DECLINED,
    DISTRICT,
    DISTRICT_CODE,
    PEOPLE,
    STATIONS,
    SampleMatter,
    SampleVisit,
    visits,
)

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MONTHS = 4
ROSTER_HEAD = (
    "序号", "姓 名", "性别", "出生年月", "代表级别", "代表团", "代表小组", "选区",
    "工作单位及职务", "联系电话", "所属联络站", "状态", "备注",
)  # fmt: skip
STATION_HEAD = (
    "站名", "类型", "所在镇街", "区划代码", "地址", "联系电话", "站长", "联络员", "接待日", "服务范围",
)  # fmt: skip
REGISTER_HEAD = (
    "序号", "日期", "时段", "形式/地点", "接待代表", "参加领导（单位）", "来访人", "人数", "住址",
    "联系电话", "反映的问题和建议", "类别", "处理方式", "承办单位", "办理结果", "反馈日期", "满意度", "备注",
)  # fmt: skip


def write_books(folder: Path, today: date) -> tuple[Path, Path, Path]:
    """Write divisions, roster and the register of the last months; their paths in that order."""
    folder.mkdir(parents=True, exist_ok=True)
    last = today - timedelta(days=1)
    first = max(date(last.year, 1, 1), last - timedelta(days=31 * MONTHS))
    return (
        _write_divisions(folder / "divisions.csv"),
        _write_roster(folder / "roster.xlsx", last.year),
        _write_register(folder / f"register-{last.year}.xlsx", first, last),
    )


def _write_divisions(file: Path) -> Path:
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(("code", "name", "parent_code", "level"))
        rows.writerow((DISTRICT_CODE, DISTRICT, f"{DISTRICT_CODE[:4]}00000000", "区"))
        for station in STATIONS:
            rows.writerow((station.code, station.township, DISTRICT_CODE, "镇街"))
            for number, village in enumerate(station.villages, start=1):
                rows.writerow((f"{station.code[:9]}{number:03d}", village, station.code, "村社"))
    return file


def _write_roster(file: Path, year: int) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "代表名册"
    _put(sheet, [(f"{DISTRICT}各级人大代表名册（{year}年）",), ("填报单位：区人大代表工委",)])
    _put(sheet, [ROSTER_HEAD])
    number = 0
    for place, person in enumerate(PEOPLE):
        station = STATIONS[person.station]
        for level in person.levels:
            number += 1
            phone = f"139 0000 {place:04d}" if place % 3 else f"1390000{place:04d}"
            _put(
                sheet,
                [
                    (
                        number, person.name if place % 5 else _padded(person.name), person.gender,
                        person.born, level, f"{station.township}代表团", person.group,
                        f"{station.township}第{place % 5 + 1}选区", person.post, phone,
                        station.name, None, None,
                    )
                ],
            )  # fmt: skip
    stations = book.create_sheet("联络站一览")
    _put(stations, [STATION_HEAD, *(_station_row(place) for place in range(len(STATIONS)))])
    book.save(file)
    return file


def _padded(name: str) -> str:
    """Two-character names are padded in roster books."""
    return f"{name[0]}　{name[1]}" if len(name) == 2 else name


def _station_row(place: int) -> tuple[object, ...]:
    station = STATIONS[place]
    people = [person.name for person in PEOPLE if person.station == place]
    return (
        station.name,
        station.kind,
        station.township,
        station.code,
        station.address,
        station.phone,
        people[0],
        people[-1],
        station.rule,
        "、".join(station.villages),
    )


def _write_register(file: Path, first: date, last: date) -> Path:
    from openpyxl import Workbook

    book = Workbook()
    blank = book.active
    if blank is not None:
        book.remove(blank)
    every = list(visits(first, last, seed=11))
    for place, station in enumerate(STATIONS):
        sheet = book.create_sheet(station.township)
        title = f"{station.name}接待群众登记簿（{last.year}年）"
        _put(sheet, [(title,), ("记录人：", None, "王静"), REGISTER_HEAD])
        _put(sheet, _register_rows([visit for visit in every if visit.station == place]))
    book.save(file)
    return file


def _register_rows(story: Iterable[SampleVisit]) -> Iterator[tuple[object, ...]]:
    for number, visit in enumerate(story, start=1):
        day = f"{visit.on.month}月{visit.on.day}日" if number % 3 == 0 else visit.on
        slot = "上午" if visit.morning else "下午"
        people = ("、", "，", " ")[number % 3].join(visit.people)
        if not visit.visitor:
            yield (number, visit.on, slot, "进站接待", people, None, "无人来访")
            continue
        for matters in _same_outcome(visit.matters):
            yield (
                number, day, slot, "进站接待", people, None, _visitor(visit),
                visit.heads if visit.heads > 1 else None, visit.village, visit.phone or None,
                _numbered(matters), matters[0].topic.category, *_handling(visit.on, matters[0]),
            )  # fmt: skip
            break


def _same_outcome(matters: tuple[SampleMatter, ...]) -> Iterator[tuple[SampleMatter, ...]]:
    """One cell of the book has one outcome: the first matter's, and those that share it."""
    yield tuple(one for one in matters if one.outcome == matters[0].outcome)


def _visitor(visit: SampleVisit) -> str:
    return f"{visit.visitor}等{visit.heads}人" if visit.heads > 2 else visit.visitor


def _numbered(matters: tuple[SampleMatter, ...]) -> str:
    if len(matters) == 1:
        return matters[0].title
    return "\n".join(f"{number}、{one.title}" for number, one in enumerate(matters, start=1))


def _handling(on: date, matter: SampleMatter) -> tuple[object, ...]:
    """处理方式, 承办单位, 办理结果, 反馈日期, 满意度."""
    if matter.outcome == "不予受理":
        return ("不予受理", None, f"{DECLINED[1]}，引导至{DECLINED[2]}", None, None)
    if matter.outcome == "当场答复":
        return ("当场答复", None, None, on, matter.satisfaction)
    if matter.outcome == "办理中":
        return ("交办", matter.topic.unit, "办理中", None, None)
    done = on + timedelta(days=matter.days)
    return ("交办", matter.topic.unit, f"{matter.outcome}类", done, matter.satisfaction)


def _put(sheet: "Worksheet", rows: Iterable[tuple[object, ...]]) -> None:
    for row in rows:
        sheet.append(list(row))
