"""The report's tables after its first page: topics, units, levels, months, stations, lists."""

from collections.abc import Iterable, Sequence

from liaison.documents.fonts import font
from liaison.documents.paper import Paper, Style
from liaison.documents.report_summary import compared
from liaison.documents.table import Band, Column, Row, Table
from liaison.domain.report import AttendanceLine, MatterLine, MonthlyReport, Names

GAP = 10.0
LIST = 8.0
"""Type size of the long lists."""
PAD = 2.2


def draw(paper: Paper, report: MonthlyReport) -> None:
    """Everything after the page that is signed, in numbered sections."""
    paper.turn()
    sections = [_categories, _units, _levels]
    if report.period.length > 1:
        sections += [_months, _comparison]
    if report.of_district:
        sections.append(_stations)
    for numeral, section in zip("四五六七八九十", [*sections, _list], strict=False):
        section(paper, report, numeral)
        paper.space(GAP)
    _people(paper, report)


def _titled(paper: Paper, title: str, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    """A heading and its table, on one page where the table is not a long one."""
    table = Table(paper, columns)
    height = table.height(rows)
    short = height < (paper.top - paper.bottom) * 0.7
    paper.heading(title, keep=height if short else 60)
    table.draw(rows)


def _numbers(titles: Iterable[str]) -> list[Column]:
    return [Column(title, 1, "right") for title in titles]


def _line(name: str, *numbers: object) -> Sequence[str]:
    return [name, *map(str, numbers)]


def _categories(paper: Paper, report: MonthlyReport, numeral: str) -> None:
    total = sum(share.count for share in report.by_category)
    rows: list[Row] = [_line(s.name, s.count, f"{s.percent:.1f}%") for s in report.by_category]
    whole = sum(round(share.percent * 10) for share in report.by_category) / 10
    columns = [Column("类别", 3), *_numbers(["件数", "占比"])]
    rows.append(_line("合计", total, f"{whole:.1f}%"))
    _titled(paper, f"{numeral}、按类别", columns, rows)


def _units(paper: Paper, report: MonthlyReport, numeral: str) -> None:
    codes = list(report.class_names)
    columns = [
        Column("承办单位", 3),
        *_numbers(["交办", *(f"{code} 类" for code in codes), "未答复"]),
    ]
    rows: list[Row] = [
        _line(line.name, line.referred, *(line.by_class[code] for code in codes), line.open)
        for line in report.by_unit
    ]
    rows = rows or [_line("（没有交办事项）", *[0] * (len(codes) + 2))]
    _titled(paper, f"{numeral}、按承办单位（交办事项）", columns, rows)
    kinds = "；".join(f"{code} {name}" for code, name in report.class_names.items())
    paper.space(2)
    paper.paragraph(f"{kinds}。", Style(8.5))


def _levels(paper: Paper, report: MonthlyReport, numeral: str) -> None:
    rows: list[Row] = [_line(line.name, line.attendances, line.persons) for line in report.by_level]
    total = sum(line.attendances for line in report.by_level)
    persons = sum(line.persons for line in report.by_level)
    columns = [Column("层级", 3), *_numbers(["进站人次", "不同代表"])]
    rows.append(_line("合计", total, persons))
    title = f"{numeral}、按代表层级（一人兼任多级的，计入最高一级）"
    _titled(paper, title, columns, rows)


def _months(paper: Paper, report: MonthlyReport, numeral: str) -> None:
    months = report.figures.by_month
    rows: list[Row] = [
        _line(f"{number}月", row.visits, row.attendances, row.matters)
        for number, row in months.items()
    ]
    sums = (
        sum(row.visits for row in months.values()),
        sum(row.attendances for row in months.values()),
        sum(row.matters for row in months.values()),
    )
    columns = [Column("月份", 1), *_numbers(["接待批次", "代表进站人次", "意见建议件数"])]
    _titled(paper, f"{numeral}、各月情况", columns, [*rows, _line("合计", *sums)])


def _comparison(paper: Paper, report: MonthlyReport, numeral: str) -> None:
    columns = [Column("项目", 2), *_numbers(["本期", "上期", "增减"])]
    rows: list[Row] = [
        _line(name, now, before, f"{now - before:+d}" if now != before else "0")
        for name, now, before in compared(report)
    ]
    _titled(paper, f"{numeral}、与上期比较", columns, rows)


def _stations(paper: Paper, report: MonthlyReport, numeral: str) -> None:
    titles = ["接待日次数", "代表进站", "接待批次", "群众人次", "意见建议"]
    rows: list[Row] = [
        _line(row.name, row.sessions, row.attendances, row.visits, row.visitors, row.matters)
        for row in report.by_station
    ]
    figures = report.figures
    total = _line(
        "合计",
        figures.sessions,
        figures.representative_attendances,
        figures.visits,
        figures.visitors,
        figures.matters,
    )
    columns = [Column("联络站", 3.6), *_numbers(titles)]
    _titled(paper, f"{numeral}、各联络站", columns, [*rows, total])
    paper.space(4)
    paper.paragraph(_apart(report), Style(9))


def _apart(report: MonthlyReport) -> str:
    """Proposals and letters: printed beside the matters, never counted with them.

    Proposals are counted by the year; a shorter period has those whose day of submission is known.
    """
    proposals = report.figures.proposals
    parts = "，".join(
        f"{code} 类 {count} 件（{proposals.percent[code]:.1f}%）"
        for code, count in proposals.by_class.items()
    )
    told = f"代表建议 {proposals.total} 件，{parts}；" if proposals.total else ""
    return f"另：{told}来信来访 {report.figures.letters} 件。均不计入接待事项。"


def _list(paper: Paper, report: MonthlyReport, numeral: str) -> None:
    paper.turn()
    shown = "来访人姓名已隐去" if report.names is Names.MASKED else "含来访人姓名，注意保管"
    paper.heading(f"{numeral}、事项明细（编号略去站码和年份；{shown}）")
    numbers = (_short(line.number) for line in report.matters)
    others = [
        Column("编号", _widest(numbers, LIST, 36, 90)),
        Column("日期", 39),
        Column("来访人", _widest((line.visitor for line in report.matters), LIST, 36, 80)),
        Column("人数", 21, "right"),
        Column("类别", 38),
        Column("承办单位", 54),
        Column("结果", 52),
    ]
    content = Column("反映的问题和建议", paper.width - sum(column.width for column in others))
    columns = [*others[:4], content, *others[4:]]
    rows = _matter_rows(report.matters)
    Table(paper, columns, LIST, PAD).draw(
        rows or [_line("", "", "", "", "（没有事项）", *[""] * 3)]
    )


def _matter_rows(matters: Iterable[MatterLine]) -> list[Row]:
    """Rows under the name of each station; the list is in their order."""
    rows: list[Row] = []
    station = None
    for line in matters:
        if line.station != station:
            station = line.station
            rows.append(Band(station))
        rows.append(
            [
                _short(line.number),
                f"{line.raised_on.month}月{line.raised_on.day}日",
                line.visitor,
                str(line.people),
                line.content,
                line.category,
                line.unit,
                line.outcome,
            ]
        )
    return rows


def _short(number: str) -> str:
    """`330902004-2026-000123-1` without station and year, which stand above: `000123-1`."""
    return "-".join(number.rsplit("-", 2)[1:])


def _people(paper: Paper, report: MonthlyReport) -> None:
    """Everybody with their name in one piece: it is searched for and copied."""
    paper.heading(f"附件：代表进站情况（{len(report.attendances)} 人）", keep=90)
    names = (person.name for person in report.attendances)
    name = _widest(names, LIST + 0.5, 60, paper.width * 0.6)
    rest = (paper.width - name) / 10
    columns = [
        Column("姓名", name),
        Column("代表层级", rest * 2.2),
        Column("代表小组", rest * 4),
        Column("进站次数", rest * 1.6, "right"),
        Column("备注", rest * 2.2),
    ]
    rows = _attendance_rows(report.attendances)
    Table(paper, columns, LIST + 0.5, PAD).draw(rows or [_line("（没有代表）", "", "", 0, "")])


def _attendance_rows(people: Iterable[AttendanceLine]) -> list[Row]:
    rows: list[Row] = []
    station = None
    for person in people:
        if person.station != station:
            station = person.station
            rows.append(Band(station))
        rows.append(_line(person.name, person.levels, person.group, person.times, person.status))
    return rows


def _widest(texts: Iterable[str], size: float, least: float, most: float) -> float:
    """A column's width for texts that should stay on one line, within limits."""
    width = max((font().stringWidth(text, size) for text in texts), default=0)
    return min(max(width + 2 * PAD + 1, least), most)
