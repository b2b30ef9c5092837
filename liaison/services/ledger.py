"""Export the register as it is filtered (导出台账): masked as on the screen, and noted."""

from collections.abc import Iterator
from pathlib import Path

from liaison.documents import ledger
from liaison.documents.whole import half_written
from liaison.domain.clock import day_zh
from liaison.domain.progress import Progress, silent
from liaison.domain.reception import CHANNEL_ZH
from liaison.domain.register import state_text
from liaison.services import audit, register
from liaison.services.register import ReceptionRow
from liaison.services.register_query import RegisterQuery
from liaison.services.work import Work

HEADINGS = (
    *("编号", "日期", "形式", "来访人", "联系方式", "人次"),
    *("说了什么", "接待代表", "事项数", "已办事项数", "状态"),
)
PAGE = 500


def export(work: Work, query: RegisterQuery, target: Path, progress: Progress = silent) -> int:
    """Write `target` (.xlsx, else CSV) whole or not at all; how many lines it has.

    Raises Unavailable "file_not_writable", Cancelled.
    """
    write = ledger.write_xlsx if target.suffix.lower() == ".xlsx" else ledger.write_csv
    counted = register.counts(work, query)
    total = counted.visits + counted.void
    with half_written(target) as half:
        write(half, HEADINGS, _lines(work, query, total, progress))
    audit.note(work, "export", "reception", station_id=query.station_id, lines=total)
    return total


def _lines(
    work: Work, query: RegisterQuery, total: int, progress: Progress
) -> Iterator[tuple[str | int, ...]]:
    after, done = None, 0
    while rows := register.page(work, query, after, PAGE):
        yield from (_line(work, row) for row in rows)
        after, done = rows[-1].anchor, done + len(rows)
        progress(done, total)


def _line(work: Work, row: ReceptionRow) -> tuple[str | int, ...]:
    state = state_text(
        row.state, row.matters, row.settled, row.since_on, row.due_on, row.satisfaction, work.today
    )
    return (
        *(row.number, day_zh(row.received_on), CHANNEL_ZH[row.channel]),
        *(row.visitor, row.contact, row.people, row.headline, row.representatives),
        *(row.matters, row.settled, state),
    )
