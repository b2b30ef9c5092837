"""The report on paper: a summary to sign, the tables, the list, and who came to receive.

A report is a form, so it has neither a red head nor a document number; margins and page numbers
follow GB/T 9704-2012.
"""

from collections.abc import Sequence
from datetime import date

from liaison.documents import charts, report_tables
from liaison.documents.fonts import BOLD, described, missing
from liaison.documents.paper import Paper, Style
from liaison.documents.report_summary import Pair, handled, outcomes, visits
from liaison.documents.table import Band, Column, Row, Table
from liaison.domain.report import MatterLine, MonthlyReport

TITLE = Style(18, BOLD, "center")
SMALL = 8.5
GAP = 10.0
CHART_GAP = 16.0
SIGNATURES = 46.0
"""Height of the two lines that are signed."""


def report_pdf(report: MonthlyReport) -> bytes:
    """The report's PDF; the same report makes the same bytes."""
    return report_paper(report).pdf()


def report_paper(report: MonthlyReport) -> Paper:
    """The report laid out on its pages, not written yet."""
    name = f"{report.body} {report.period.title_zh}{report.title}"
    paper = Paper(name, foot=name)
    _summary(paper, report)
    report_tables.draw(paper, report)
    _closing(paper, report)
    return paper


def missing_characters(report: MonthlyReport) -> frozenset[str]:
    """Characters in the report that no font has; the PDF shows 〓 for them and lists them."""
    return missing(
        report.body,
        report.clerk,
        *(text for line in report.matters for text in _texts(line)),
        *(text for person in report.attendances for text in (person.name, person.group)),
        *(line.name for line in report.by_category),
        *(line.name for line in report.by_unit),
        *(line.name for line in report.by_station),
    )


def _texts(line: MatterLine) -> tuple[str, ...]:
    return (line.visitor, line.content, line.unit, line.category)


def _summary(paper: Paper, report: MonthlyReport) -> None:
    paper.paragraph(report.body, TITLE)
    paper.paragraph(f"{report.period.title_zh} {report.title}", TITLE)
    paper.space(6)
    paper.spread(
        (
            "填报单位（盖章）：",
            f"统计期间：{_day(report.period.first)}至{_day(report.period.last)}",
            f"填报日期：{_day(report.made_on)}",
        )
    )
    paper.space(4)
    form = (Column("", 1.25, label=True), Column("", 1, "center")) * 3
    Table(paper, form, 10, 4.6).draw(_in_threes(report))
    box = Table(paper, [Column("", 1, "center")], 10.5, 6)
    box.draw([[report.balance.sentence]])
    paper.space(GAP)
    _charts(paper, report)
    paper.space(GAP)
    _sign(paper, report)


def _in_threes(report: MonthlyReport) -> list[Row]:
    """The summary's pairs of label and value, three a row."""
    return [
        Band("一、接待情况"),
        *_rows(visits(report)),
        Band("二、意见建议办理情况（件）"),
        *_rows(handled(report)),
        Band("三、本期新增事项的去向与评价（件）"),
        *_rows(outcomes(report)),
    ]


def _rows(pairs: Sequence[Pair]) -> list[Row]:
    cells = [str(part) for pair in pairs for part in pair]
    cells += [""] * (-len(cells) % 6)
    return [cells[start : start + 6] for start in range(0, len(cells), 6)]


def _charts(paper: Paper, report: MonthlyReport) -> None:
    crowded = len(report.flow) > charts.CROWDED
    narrow = (paper.width - CHART_GAP) * (0.36 if crowded else 0.5)
    wide = paper.width - CHART_GAP - narrow
    months = "近六个月" if report.period.length == 1 else "各月"
    bars = charts.by_category(
        report.by_category, narrow, f"本期新增按类别（{report.figures.matters} 件）"
    )
    columns = charts.by_month(
        report.flow, (wide, max(bars.height, 120)), f"{months}新增与办结（件）"
    )
    paper.drawings([bars, columns], CHART_GAP)


def _sign(paper: Paper, report: MonthlyReport) -> None:
    paper.need(SIGNATURES)
    paper.space(10)
    paper.shares((f"填表人：{report.clerk}", "审核人（站长）：", "负责人签字："))
    paper.space(8)
    paper.shares((f"联系电话：{report.phone}", "", "日期："))


def _closing(paper: Paper, report: MonthlyReport) -> None:
    """What could not be printed, said on the paper itself."""
    gaps = missing_characters(report)
    if gaps:
        paper.space(GAP)
        paper.paragraph(f"以 〓 代替、字库没有的字：{described(gaps)}", Style(SMALL))


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
