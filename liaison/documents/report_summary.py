"""The summary's items, in the words and order of paper and workbook."""

from liaison.domain.figures import DEFINITIONS
from liaison.domain.matter import SATISFACTION_ZH, Satisfaction
from liaison.domain.percent import percents
from liaison.domain.report import MonthlyReport

Pair = tuple[str, str | int]
COMPARED = (
    "sessions",
    "representative_attendances",
    "leader_attendances",
    "visits",
    "visitors",
    "matters",
    "matters_answered_on_the_spot",
    "matters_declined",
    "matters_open",
)


def visits(report: MonthlyReport) -> list[Pair]:
    """Sessions, visits, and who came to receive."""
    figures = report.figures
    return [
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


def handled(report: MonthlyReport) -> list[Pair]:
    """The balance and what was done in the period, whenever the matters were raised."""
    balance, handling = report.balance, report.handling
    return [
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


def outcomes(report: MonthlyReport) -> list[Pair]:
    """What became of the matters raised in the period, and what the visitors said of it."""
    figures = report.figures
    counts = [*figures.satisfaction.values(), figures.not_rated]
    names = [*figures.satisfaction, SATISFACTION_ZH[Satisfaction.NOT_RATED]]
    shares = zip(names, counts, percents(counts), strict=True)
    return [
        ("当场答复", figures.matters_answered_on_the_spot),
        ("不予受理", figures.matters_declined),
        ("交办未答复", figures.matters_open),
        *((f"{code} 类", count) for code, count in figures.matters_by_class.items()),
        *((name, f"{count} / {share:.1f}%") for name, count, share in shares),
        ("比例基数", f"已答复 {figures.answered}"),
        ("新增合计", figures.matters),
    ]


def compared(report: MonthlyReport) -> list[tuple[str, int, int]]:
    """Name, this period's and the period before's count; empty for a single month."""
    before = report.previous
    if before is None:
        return []
    return [
        (DEFINITIONS[key][0], getattr(report.figures, key), getattr(before, key))
        for key in COMPARED
    ]
