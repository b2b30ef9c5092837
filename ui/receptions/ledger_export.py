"""导出台账: where to, then the lines as they are filtered, with progress and stop."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from liaison.services import ledger
from liaison.services.register_query import RegisterQuery
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets.page import Page

KINDS_ZH = "工作簿 (*.xlsx);;CSV 表格 (*.csv)"


def ask_and_export(page: Page, tasks: Tasks, query: RegisterQuery) -> None:
    name, _ = QFileDialog.getSaveFileName(page, "导出台账", "接待台账.xlsx", KINDS_ZH)
    if name:
        export_to(page, tasks, query, Path(name))


def export_to(page: Page, tasks: Tasks, query: RegisterQuery, target: Path) -> None:
    """Write the file in the background; the message bar tells how it ended."""
    tasks.write(
        page,
        lambda work, progress: ledger.export(work, query, target, progress),
        lambda lines: page.message.say(f"台账已导出：{lines:,} 行，{target}", State.GOOD),
        page.refuse,
        title="正在导出台账",
    )
