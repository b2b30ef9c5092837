"""The report as a workbook: numbers are numbers, dates are dates, and no text is ever a formula."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

from liaison.documents.report_summary import compared, handled, outcomes, visits
from liaison.domain.figures import DEFINITIONS
from liaison.domain.report import MonthlyReport

Value = str | int | date | float
MOST_CHARACTERS = 32767
"""What a cell of a workbook can hold."""
CUT_ZH = "……（下略）"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Sheet(NamedTuple):
    name: str
    heads: Sequence[str]
    widths: Sequence[int]
    rows: Iterable[Sequence[Value]]


def report_xlsx(report: MonthlyReport) -> bytes:
    """The workbook's bytes: 汇总, 分类, 承办单位, 明细, 代表进站, and more for a year or the district."""
    from openpyxl import Workbook

    book: Any = Workbook()
    book.remove(book.active)
    for sheet in _sheets(report):
        add_sheet(book, sheet, f"{report.body} {report.period.title_zh} {report.title}")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheets(report: MonthlyReport) -> list[Sheet]:
    sheets = [_summary(report), _categories(report), _units(report), _levels(report)]
    if report.period.length > 1:
        sheets += [_months(report), _comparison(report)]
    if report.of_district:
        sheets.append(_stations(report))
    meaning = Sheet("统计口径", ("名称", "怎么数的"), (24, 60), DEFINITIONS.values())
    return [*sheets, _matters(report), _people(report), meaning]


def _summary(report: MonthlyReport) -> Sheet:
    parts = (
        ("接待情况", visits(report)),
        ("意见建议办理情况", handled(report)),
        ("本期新增事项的去向与评价", outcomes(report)),
    )
    rows: list[Sequence[Value]] = [
        ("填报", "单位", report.body),
        ("填报", "统计期间", report.period.title_zh),
        ("填报", "填报日期", report.made_on),
    ]
    rows += [(part, name, value) for part, pairs in parts for name, value in pairs]
    rows.append(("平衡", report.balance.sentence, report.balance.came_in))
    return Sheet("汇总", ("部分", "项目", "数值"), (26, 60, 26), rows)


def _categories(report: MonthlyReport) -> Sheet:
    rows = [(s.name, s.count, s.percent / 100) for s in report.by_category]
    return Sheet("分类", ("类别", "件数", "占比"), (24, 10, 10), rows)


def _units(report: MonthlyReport) -> Sheet:
    codes = list(report.class_names)
    heads = ("承办单位", "交办", *(f"{code} 类" for code in codes), "未答复")
    rows: list[Sequence[Value]] = [
        (line.name, line.referred, *(line.by_class[code] for code in codes), line.open)
        for line in report.by_unit
    ]
    return Sheet("承办单位", heads, (30, *[10] * (len(heads) - 1)), rows)


def _levels(report: MonthlyReport) -> Sheet:
    rows = [(line.name, line.attendances, line.persons) for line in report.by_level]
    return Sheet("代表层级", ("层级", "进站人次", "不同代表"), (20, 12, 12), rows)


def _months(report: MonthlyReport) -> Sheet:
    rows = [
        (f"{number}月", row.visits, row.attendances, row.matters)
        for number, row in report.figures.by_month.items()
    ]
    heads = ("月份", "接待批次", "代表进站人次", "意见建议件数")
    return Sheet("各月", heads, (10, 12, 14, 14), rows)


def _comparison(report: MonthlyReport) -> Sheet:
    rows = [(name, now, before, now - before) for name, now, before in compared(report)]
    return Sheet("与上期比较", ("项目", "本期", "上期", "增减"), (24, 12, 12, 12), rows)


def _stations(report: MonthlyReport) -> Sheet:
    rows = [
        (row.name, row.sessions, row.attendances, row.visits, row.visitors, row.matters)
        for row in report.by_station
    ]
    heads = ("联络站", "接待日次数", "代表进站人次", "接待批次", "群众人次", "意见建议件数")
    return Sheet("各联络站", heads, (44, *[14] * 5), rows)


def _matters(report: MonthlyReport) -> Sheet:
    rows = [
        (
            line.station,
            line.number,
            line.raised_on,
            line.visitor,
            line.people,
            line.content,
            line.category,
            line.unit,
            line.outcome,
        )
        for line in report.matters
    ]
    heads = (
        "联络站",
        "编号",
        "日期",
        "来访人",
        "人数",
        "反映的问题和建议",
        "类别",
        "承办单位",
        "结果",
    )
    return Sheet("明细", heads, (30, 26, 12, 12, 8, 60, 14, 20, 20), rows)


def _people(report: MonthlyReport) -> Sheet:
    rows = [
        (person.station, person.name, person.levels, person.group, person.times, person.status)
        for person in report.attendances
    ]
    heads = ("联络站", "姓名", "代表层级", "代表小组", "进站次数", "备注")
    return Sheet("代表进站", heads, (30, 20, 14, 30, 10, 20), rows)


def add_sheet(book: Any, sheet: Sheet, title: str) -> None:
    """One sheet: a frozen head with filters, set up to print on A4."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(sheet.name)
    page.append(list(sheet.heads))
    for place, (cell, width) in enumerate(zip(page[1], sheet.widths, strict=True), start=1):
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFEFEFEF")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        page.column_dimensions[get_column_letter(place)].width = width
    wrapped = Alignment(vertical="top", wrap_text=True)
    for row, values in enumerate(sheet.rows, start=2):
        for column, value in enumerate(values, start=1):
            _fill(page.cell(row, column), value, wrapped)
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape" if sum(sheet.widths) > 110 else "portrait"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddHeader.center.text = title.replace("&", "&&")
    page.oddFooter.center.text = "第 &P 页 共 &N 页"


def _fill(cell: Any, value: Value, wrapped: Any) -> None:
    if isinstance(value, str):
        text = plain_text(value)
        cell.value, cell.data_type = text, "s"
        cell.quotePrefix = text.startswith(_FORMULA)
        cell.alignment = wrapped
        return
    cell.value = value
    if isinstance(value, float):
        cell.number_format = "0.0%"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"


def plain_text(text: str) -> str:
    """Text that a workbook can hold: 〓 for control characters and halves of pairs, cut if too long."""
    from liaison.documents.fonts import GETA

    kept = "".join(
        GETA if (c < " " and c not in "\n\t\r") or "\ud800" <= c <= "\udfff" else c for c in text
    )
    return kept if len(kept) <= MOST_CHARACTERS else kept[: MOST_CHARACTERS - 10] + CUT_ZH
