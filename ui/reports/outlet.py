"""What leaves the page: a saved PDF or workbook, printed sheets."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog

from liaison.documents.report_xlsx import report_xlsx
from liaison.documents.whole import write_whole
from ui.codes.printing import print_pages
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Page

if TYPE_CHECKING:
    from liaison.domain.report import MonthlyReport

PDF, XLSX = "PDF 文件 (*.pdf)", "工作簿 (*.xlsx)"


class Outlet(QObject):
    """Gives out the report that the page shows, the very bytes of its preview."""

    def __init__(self, tasks: Tasks, page: Page) -> None:
        super().__init__(page)
        self._tasks, self._page = tasks, page
        self._report: MonthlyReport | None = None
        self._pdf = b""

    def hold(self, report: "MonthlyReport", pdf: bytes) -> None:
        """From now on this report is given out."""
        self._report, self._pdf = report, pdf

    @property
    def file_name(self) -> str:
        """`城东街道代表联络站 2022-07 月报表`: no personal data, no character a file can't have."""
        if self._report is None:
            return ""
        name = f"{self._report.body} {self._report.period.text} {self._report.title}"
        return "".join("_" if c in '/\\:*?"<>|' else c for c in name)

    def save_to(self, path: Path) -> None:
        """Write a PDF, or a workbook when the name ends in .xlsx."""
        report, pdf = self._report, self._pdf
        if report is None:
            return
        self._tasks.compute(
            self,
            lambda _: write_whole(
                path, report_xlsx(report) if path.suffix.lower() == ".xlsx" else pdf
            ),
            lambda _: self._page.message.say(f"已存到 {path}", State.GOOD),
            self._page.refuse,
        )

    def ask_pdf(self) -> None:
        self._ask(".pdf", PDF)

    def ask_xlsx(self) -> None:
        self._ask(".xlsx", XLSX)

    def ask_printer(self) -> None:
        """Print after the printer's own question; without a printer, say what still works."""
        if not QPrinterInfo.availablePrinterNames():
            self._page.message.say(
                "没有找到打印机；可以先存 PDF，接好打印机后再打印。", State.ATTENTION
            )
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self._page).exec() == QPrintDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        """Send every page, drawn at 300 dpi from the PDF."""
        pdf = self._pdf
        self._tasks.compute(
            self,
            lambda progress: print_pages([pdf], printer, progress),
            self._on_printed,
            self._page.refuse,
            "正在打印",
        )

    def _ask(self, suffix: str, kind: str) -> None:
        start = str(Path.home() / f"{self.file_name}{suffix}")
        name, _ = QFileDialog.getSaveFileName(self._page, "存到哪里", start, kind)
        if name:
            path = Path(name)
            self.save_to(path if path.suffix.lower() == suffix else Path(f"{name}{suffix}"))

    def _on_printed(self, pages: int) -> None:
        if pages:
            self._page.message.say(f"已送去打印 {pages} 页。", State.GOOD)
        else:
            self._page.message.say("打印机没有接受，请检查打印机后再试。", State.OVERDUE)
