"""The report on paper: a summary to sign, the tables, the list, and who came to receive.

A report is a form, so it has neither a red head nor a document number; margins and page numbers
follow GB/T 9704-2012.
"""

from collections.abc import Sequence
from datetime import date

from liaison.documents import charts, report_tables
from liaison.documents.fonts import BOLD, described, missing
from liaison.documents.paper import Paper, Style
from liaison.documents.table import Band, Column, Row, Table
from liaison.domain.matter import SATISFACTION_ZH, Satisfaction
from liaison.domain.percent import percents
from liaison.domain.report import MatterLine, MonthlyReport

TITLE = Style(18, BOLD, "center")
SMALL = 8.5
GAP = 10.0
SIGNATURES = 46.0
"""Height of the two lines that are signed."""


def pdf(report: MonthlyReport) -> bytes:
    """The report's PDF; the same report makes the same bytes."""
    name = f"{report.body} {report.period.title_zh}{report.title}"
    paper = Paper(name, foot=name)
    _summary(paper, report)
    report_tables.draw(paper, report)
    _closing(paper, report)
    return paper.pdf()


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
    figures, balance, handling = report.figures, report.balance, report.handling
    visits = [
        ("接待日次数", figures.sessions),
        ("其中无人来访", figures.sessions_nobody),
        ("接待批次", figures.visits),
        ("群众人次", figures.visitors),
        ("其中集体访", f"{figures.group_visits} 批 {report.group_visitors} 人"),
        ("流动接待批次", report.away),
        ("代表进站人次", figures.representative_attendances),
        ("不同代表", f"{report.different_representatives} 人"),
        ("领导部门进站", figures.leader_attendances),
        *((f"{line.name}进站", line.attendances) for line in report.by_level[:5]),
        ("在任代表", f"{figures.active} 人"),
    ]
    matters = [
        ("上期结转", balance.carried_over),
        ("本期新增", balance.new),
        ("本期办结", balance.settled),
        ("不予受理", balance.declined),
        ("转出", balance.passed_on),
        ("期末在办", balance.open),
        ("在办中逾期", handling.overdue),
        ("已告知群众", f"{handling.told} / {handling.answered}"),
        ("反馈率", f"{handling.told_percent:.1f}%"),
    ]
    return [
        Band("一、接待情况"),
        *_rows(visits),
        Band("二、意见建议办理情况（件）"),
        *_rows(matters),
        Band("三、本期新增事项的去向与评价（件）"),
        *_rows(_outcomes(report)),
    ]


def _outcomes(report: MonthlyReport) -> list[tuple[str, object]]:
    """What became of the matters raised in the period, and what the visitors said of it."""
    figures = report.figures
    counts = [*figures.satisfaction.values(), figures.not_rated]
    names = [*figures.satisfaction, SATISFACTION_ZH[Satisfaction.NOT_RATED]]
    shares = percents(counts)
    return [
        ("当场答复", figures.matters_answered_on_the_spot),
        ("不予受理", figures.matters_declined),
        ("交办未答复", figures.matters_open),
        *((f"{code} 类", count) for code, count in figures.matters_by_class.items()),
        *(
            (name, f"{count} / {share:.1f}%")
            for name, count, share in zip(names, counts, shares, strict=True)
        ),
        ("比例基数", f"已答复 {figures.answered}"),
        ("新增合计", figures.matters),
    ]


def _rows(pairs: Sequence[tuple[str, object]]) -> list[Row]:
    cells = [str(part) for pair in pairs for part in pair]
    cells += [""] * (-len(cells) % 6)
    return [cells[start : start + 6] for start in range(0, len(cells), 6)]


def _charts(paper: Paper, report: MonthlyReport) -> None:
    half = (paper.width - 16) / 2
    months = "近六个月" if report.period.length == 1 else "各月"
    bars = charts.by_category(
        report.by_category, half, f"本期新增按类别（{report.figures.matters} 件）"
    )
    columns = charts.by_month(
        report.flow, (half, max(bars.height, 120)), f"{months}新增与办结（件）"
    )
    paper.drawings([bars, columns], 16)


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
