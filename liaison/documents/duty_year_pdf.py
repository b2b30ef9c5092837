"""年度接待日安排表: a station's receptions of a year as a table, every page with its head."""

from liaison.documents.fonts import BOLD, missing
from liaison.documents.paper import Frame, Paper, Style
from liaison.documents.pdf import A4, MM
from liaison.documents.sheet_words import chinese_day
from liaison.documents.table import Column, Table
from liaison.domain.calendar import GUESSED_ZH
from liaison.domain.clock import WEEKDAYS_ZH
from liaison.domain.duty_year import DutyYear, StationYear, YearLine

TITLE_ZH = "代表接待日安排表"
LANDSCAPE = Frame(18 * MM, 16 * MM, 261 * MM, 172 * MM, (A4[1], A4[0]))
SIZE = 10


def duty_year_pdf(plan: DutyYear) -> bytes:
    """Each station begins a page; equal plans give equal bytes."""
    title = f"{plan.place} {plan.year}年{TITLE_ZH}"
    paper = Paper(title, foot=title, frame=LANDSCAPE)
    for place, station in enumerate(plan.stations):
        if place:
            paper.turn()
        _station(paper, plan, station)
    if not plan.stations:
        paper.paragraph(title, Style(16, BOLD, "center"))
        paper.paragraph("还没有排班。", Style(SIZE))
    return paper.pdf()


def missing_in_year(plan: DutyYear) -> frozenset[str]:
    """Characters that no font has; the PDF shows 〓 for them."""
    words = [plan.place]
    for station in plan.stations:
        words += [station.station, *station.rules]
        for line in station.lines:
            words += [line.place, line.remark, *line.people]
    return missing(*words)


def _station(paper: Paper, plan: DutyYear, station: StationYear) -> None:
    paper.paragraph(f"{station.station}　{plan.year}年{TITLE_ZH}", Style(16, BOLD, "center"))
    paper.space(2)
    rules = "；".join(station.rules)
    if rules:
        paper.paragraph(f"接待日：{rules}", Style(SIZE))
    guessed = f"　　节假日尚未公布{GUESSED_ZH}" if plan.guessed else ""
    seats = sum(len(line.people) for line in station.lines)
    paper.paragraph(
        f"全年 {len(station.lines)} 次，{seats} 人次　　{chinese_day(plan.printed_on)}打印{guessed}",
        Style(SIZE),
    )
    paper.space(4)
    if not station.lines:
        paper.paragraph("还没有排班。", Style(SIZE))
        return
    rows = [_cells(place, line) for place, line in enumerate(station.lines, start=1)]
    Table(paper, _COLUMNS, SIZE, 3.5).draw(rows)


_COLUMNS = (
    Column("序号", 30, "right"),
    Column("日期（星期）", 96),
    Column("时段", 86),
    Column("地点", 110),
    Column("代表（级别）", 230),
    Column("公告日期", 78),
    Column("备注", 110),
)


def _cells(place: int, line: YearLine) -> tuple[str, ...]:
    day = f"{line.day.month}月{line.day.day}日（周{WEEKDAYS_ZH[line.day.weekday()]}）"
    people = "、".join(line.people) or "（待定）"
    return (str(place), day, line.hours, line.place, people, line.notice, line.remark)
