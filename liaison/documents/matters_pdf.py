"""事项清单: the work list printed as paper, as it was filtered."""

from collections.abc import Sequence

from liaison.documents.fonts import BOLD, missing
from liaison.documents.paper import Frame, Paper, Style
from liaison.documents.pdf import A4, MM
from liaison.documents.sheet_words import chinese_day
from liaison.documents.slip_parts import tell_gaps
from liaison.documents.table import Column, Table
from liaison.domain.papers import MatterLine, MattersPaper, texts_of

TITLE_ZH = "事项清单"
LANDSCAPE = Frame(18 * MM, 16 * MM, 261 * MM, 172 * MM, (A4[1], A4[0]))
SIZE = 9


def matters_pdf(listed: MattersPaper) -> bytes:
    """The list's PDF; the head of the table stands on every page."""
    paper = Paper(f"{listed.place} {TITLE_ZH}", foot=f"{listed.place}　{TITLE_ZH}", frame=LANDSCAPE)
    paper.paragraph(f"{listed.place}　{TITLE_ZH}", Style(16, BOLD, "center"))
    paper.space(2)
    filters = "，".join(listed.filters) or "全部事项"
    paper.paragraph(f"范围：{filters}", Style(SIZE))
    by = f"，{listed.printed_by}" if listed.printed_by else ""
    late = sum(bool(line.late) for line in listed.lines)
    paper.paragraph(
        f"共 {len(listed.lines)} 件，其中逾期 {late} 件　　{chinese_day(listed.printed_on)}打印{by}",
        Style(SIZE),
    )
    tell_gaps(paper, listed)
    paper.space(4)
    rows = [_cells(listed, place, line) for place, line in enumerate(listed.lines, start=1)]
    Table(paper, _columns(listed), SIZE, 3.5).draw(rows)
    if not rows:
        paper.paragraph("没有符合条件的事项。", Style(SIZE))
    return paper.pdf()


def missing_in_matters(listed: MattersPaper) -> frozenset[str]:
    """Characters of the list that no font has; the PDF shows 〓 for them."""
    return missing(*texts_of(listed))


def _columns(listed: MattersPaper) -> list[Column]:
    station = [Column("联络站", 100)] if listed.with_station else []
    return [
        Column("序号", 30, "right"),
        Column("编号", 126),
        *station,
        Column("事由", 240 - 60 * len(station)),
        Column("承办单位", 130 - 20 * len(station)),
        Column("期限", 86),
        Column("办到哪一步", 70),
        Column("逾期", 58),
    ]


def _cells(listed: MattersPaper, place: int, line: MatterLine) -> Sequence[str]:
    station = (line.station,) if listed.with_station else ()
    due = f"{line.due_on:%Y-%m-%d}" if line.due_on else ""
    if line.due_unconfirmed:
        due += "\n暂按周末推算"
    return (str(place), line.number, *station, line.title, line.unit, due, line.state, line.late)
