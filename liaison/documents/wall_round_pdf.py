"""巡查清单: the round past every poster, to be walked with a pen."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from liaison.documents.fonts import BOLD
from liaison.documents.paper import Frame, Paper, Style
from liaison.documents.pdf import A4, MM
from liaison.documents.sheet_words import chinese_day
from liaison.documents.table import Column, Table

TITLE_ZH = "海报巡查清单"
LANDSCAPE = Frame(18 * MM, 16 * MM, 261 * MM, 172 * MM, (A4[1], A4[0]))
SIZE = 9


class WallLine(NamedTuple):
    """One copy that hangs; `stale` says why it must come down."""

    station: str
    place: str
    whose: str
    label: str
    sheet: str
    hung_on: date
    checked_on: date | None
    stale: str
    remark: str


def wall_round_pdf(
    place: str, lines: Sequence[WallLine], printed_on: date, *, with_station: bool = False
) -> bytes:
    """The list's PDF, the head of the table on every page. Equal lists give equal bytes."""
    paper = Paper(f"{place} {TITLE_ZH}", foot=f"{place}　{TITLE_ZH}", frame=LANDSCAPE)
    paper.paragraph(f"{place}　{TITLE_ZH}", Style(16, BOLD, "center"))
    paper.space(2)
    stale = sum(bool(line.stale) for line in lines)
    told = f"，其中 {stale} 张该取下（▲）" if stale else ""
    paper.paragraph(f"共 {len(lines)} 张{told}　　{chinese_day(printed_on)}打印", Style(SIZE))
    paper.paragraph(
        "每张看四样：还在不在、脏没脏、挡没挡住、手机扫得出扫不出。看过打√，有问题写在备注里。",
        Style(SIZE),
    )
    paper.space(4)
    rows = [_cells(number, line, with_station) for number, line in enumerate(lines, start=1)]
    Table(paper, _columns(with_station), SIZE, 3.5).draw(rows)
    if not rows:
        paper.paragraph("没有登记过的海报。", Style(SIZE))
    paper.space(14)
    paper.shares(["巡查人：", "日期：", "站长："])
    return paper.pdf()


def _columns(with_station: bool) -> list[Column]:
    station = [Column("联络站", 92)] if with_station else []
    spare = 92 * len(station)
    return [
        Column("序号", 28, "right"),
        *station,
        Column("贴在哪里", 190 - spare / 2),
        Column("谁的码", 128),
        Column("样式", 70),
        Column("贴出", 62),
        Column("上次看", 62),
        Column("看过", 34),
        Column("备注", 166 - spare / 2),
    ]


def _cells(number: int, line: WallLine, with_station: bool) -> Sequence[str]:
    station = (line.station,) if with_station else ()
    seen = line.checked_on.isoformat() if line.checked_on else "没有"
    remark = f"▲ 该取下：{line.stale}" if line.stale else line.remark
    whose = f"{line.whose}\n{line.label}"
    return (
        *(str(number), *station, line.place, whose, line.sheet),
        *(line.hung_on.isoformat(), seen, "□", remark),
    )
