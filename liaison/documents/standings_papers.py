"""The year's 履职 list as paper and as workbook: everybody in order, or those who miss a demand."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from liaison.documents.fonts import BOLD, missing
from liaison.documents.paper import Frame, Paper, Style
from liaison.documents.pdf import A4, MM
from liaison.documents.report_xlsx import Sheet, Value, add_sheet
from liaison.documents.sheet_words import chinese_day
from liaison.documents.slip_parts import tell_gaps
from liaison.documents.table import Column, Table
from liaison.domain.papers import texts_of
from liaison.domain.performance import (
    DEMAND_SHORT_ZH,
    DEMAND_ZH,
    Demand,
    KindCode,
    Standing,
    Standings,
)
from liaison.domain.representative import (
    REPRESENTATIVE_STATUS_ZH,
    SEAT_LEVEL_ZH,
    RepresentativeStatus,
)

LANDSCAPE = Frame(18 * MM, 16 * MM, 261 * MM, 172 * MM, (A4[1], A4[0]))
SIZE, PAD = 8.5, 3
UNSETTLED_ZH = "姓名待核定"
SHOWN = (
    (KindCode.RECEPTION, "进站"),
    (KindCode.PROPOSAL, "建议"),
    (KindCode.ACTIVITY, "活动"),
    (KindCode.OUTREACH, "流动"),
    (KindCode.CONTACT, "联系"),
)
"""Kinds with a column of their own on paper; the workbook has one for each."""


def title_zh(made: Standings, *, short: bool = False, demand: Demand | None = None) -> str:
    """`2022年代表履职未达标名单（进站接待）`."""
    if not short:
        return f"{made.year}年代表履职排名"
    return f"{made.year}年代表履职未达标名单" + (f"（{DEMAND_ZH[demand]}）" if demand else "")


def standings_pdf(made: Standings, *, short: bool = False, demand: Demand | None = None) -> bytes:
    """The list's PDF; the head of the table stands on every page, equal lists make equal bytes."""
    title = title_zh(made, short=short, demand=demand)
    paper = Paper(f"{made.body} {title}", foot=f"{made.body}　{title}", frame=LANDSCAPE)
    paper.paragraph(title, Style(16, BOLD, "center"))
    paper.space(2)
    rows = made.lacking(demand) if short else made.rows
    paper.spread((f"范围：{made.place}", f"共 {len(rows)} 人", chinese_day(made.made_on)), SIZE)
    tell_gaps(paper, made)
    paper.space(4)
    lines = [_cells(row) for row in rows]
    if not short:
        lines += [
            ("", line.name, "", UNSETTLED_ZH, line.station, str(line.receptions), *[""] * 7)
            for line in made.unsettled
        ]
    Table(paper, _columns(), SIZE, PAD).draw(lines)
    paper.space(4)
    if not rows:
        paper.paragraph("没有这样的代表。", Style(SIZE))
    paper.paragraph(_sum_zh(made, rows), Style(SIZE))
    return paper.pdf()


def standings_xlsx(made: Standings) -> bytes:
    """The workbook's bytes: 排名 with every kind, 未达标, and how points are given."""
    from openpyxl import Workbook

    book: Any = Workbook()
    book.remove(book.active)
    for sheet in (_ranking(made), _lacking(made), _kinds(made)):
        add_sheet(book, sheet, f"{made.body} {made.year}年代表履职")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def missing_in_standings(made: Standings) -> frozenset[str]:
    """Characters of the list that no font has; the PDF shows 〓 for them."""
    return missing(*texts_of(made))


def _columns() -> list[Column]:
    return [
        Column("名次", 34, "center"),
        Column("姓名", 74),
        Column("级别", 56),
        Column("代表小组", 112),
        Column("联络站", 116),
        *(Column(word, 34, "right") for _, word in SHOWN),
        Column("其他", 34, "right"),
        Column("总分", 36, "right"),
        Column("还缺", 172),
    ]


def _cells(row: Standing) -> Sequence[str]:
    own = {code for code, _ in SHOWN}
    others = sum(count for code, count in row.counts.items() if code not in own)
    return (
        str(row.rank or ""),
        row.name,
        "、".join(SEAT_LEVEL_ZH[level] for level in row.levels),
        row.group,
        row.station,
        *(str(row.counts.get(code, 0)) for code, _ in SHOWN),
        str(others),
        str(row.points),
        _remark(row),
    )


def _remark(row: Standing) -> str:
    if row.status is not RepresentativeStatus.SERVING:
        return REPRESENTATIVE_STATUS_ZH[row.status]
    missing_ = "、".join(f"{DEMAND_SHORT_ZH[need.demand]} {need.short}" for need in row.short)
    planned = f"（已排 {row.planned}）" if row.planned and row.lacks(Demand.RECEPTION) else ""
    return missing_ + planned or "—"


def _sum_zh(made: Standings, rows: Sequence[Standing]) -> str:
    shown = sum(row.receptions for row in rows)
    apart = sum(line.receptions for line in made.unsettled)
    told = f"名单上进站 {shown} 人次"
    if apart:
        told += (
            f"；另有{UNSETTLED_ZH} {apart} 人次，核定后算到本人名下；范围内进站一共"
            f" {made.receptions} 人次"
        )
    return f"{told}。"


def _ranking(made: Standings) -> Sheet:
    kinds = [
        kind for kind in made.kinds if kind.in_use or any(kind.code in r.counts for r in made.rows)
    ]
    heads = ("名次", "姓名", "级别", "代表小组", "联络站", "状态", *(k.name for k in kinds), "总分")
    rows: list[Sequence[Value]] = [
        (
            row.rank or "",
            row.name,
            "、".join(SEAT_LEVEL_ZH[level] for level in row.levels),
            row.group,
            row.station,
            REPRESENTATIVE_STATUS_ZH[row.status],
            *(row.counts.get(kind.code, 0) for kind in kinds),
            row.points,
        )
        for row in made.rows
    ]
    rows += [
        (
            "",
            line.name,
            "",
            "",
            line.station,
            UNSETTLED_ZH,
            *(line.receptions if kind.code == KindCode.RECEPTION else 0 for kind in kinds),
            0,
        )
        for line in made.unsettled
    ]
    return Sheet("排名", heads, (8, 14, 12, 26, 30, 14, *[12] * len(kinds), 8), rows)


def _lacking(made: Standings) -> Sheet:
    demands = [need.demand for need in made.rows[0].needs] if made.rows else []
    heads = ["姓名", "联络站"]
    for demand in demands:
        heads += [DEMAND_ZH[demand], "要求", "还缺"]
    heads.append("已排进站")
    rows = [_lacking_row(row) for row in made.lacking()]
    return Sheet("未达标", heads, (14, 30, *[10] * (len(heads) - 2)), rows)


def _lacking_row(row: Standing) -> Sequence[Value]:
    numbers: Iterable[int] = (
        number for need in row.needs for number in (need.have, need.least, need.short)
    )
    return (row.name, row.station, *numbers, row.planned)


def _kinds(made: Standings) -> Sheet:
    rows: list[Sequence[Value]] = [
        (kind.name, kind.points, kind.most or "不封顶", "在用" if kind.in_use else "停用")
        for kind in made.kinds
    ]
    return Sheet("分值", ("类别", "每次", "一年最多", "状态"), (26, 10, 12, 10), rows)
