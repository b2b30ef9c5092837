"""The slip that the visitor signs: onto a printer, or into a file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from liaison.domain.errors import BadInput
from liaison.domain.progress import Progress
from ui.receptions.recorded_bar import Told
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Page

if TYPE_CHECKING:
    from liaison.domain.slip import ReceptionSlip
    from liaison.services.work import Work


class SlipOutput(QObject):
    """Making the slip is written to the trail; the file's name holds only the number."""

    def __init__(self, tasks: Tasks, page: Page) -> None:
        super().__init__(page)
        self._tasks, self._page = tasks, page

    def save_as(self, told: Told) -> None:
        """Ask where to, then save."""
        usual = str(Path.home() / f"接待登记表-{told.number}.pdf")
        name, _ = QFileDialog.getSaveFileName(self._page, "登记表存到哪里", usual, "PDF (*.pdf)")
        if name:
            self.save_to(told, Path(name))

    def save_to(self, told: Told, path: Path) -> None:
        def done(_answer: object) -> None:
            self._page.message.say(f"登记表已存到 {path}", State.GOOD)

        self._make(told, lambda pdf: self._write(path, pdf, done))

    def _write(self, path: Path, pdf: bytes, done: Callable[[object], None]) -> None:
        self._tasks.compute(self, lambda _: _write_whole(path, pdf), done, self._page.refuse)

    def print_out(self, told: Told) -> None:
        """Ask for the printer, then print."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self._page).exec() == QPrintDialog.DialogCode.Accepted:
            self.print_on(told, printer)

    def print_on(self, told: Told, printer: QPrinter) -> None:
        self._make(told, lambda pdf: self._send(pdf, printer))

    def _send(self, pdf: bytes, printer: QPrinter) -> None:
        from ui.codes.printing import print_pages

        def job(progress: Progress) -> int:
            return print_pages([pdf], printer, progress)

        self._tasks.compute(self, job, self._on_printed, self._page.refuse, "正在打印登记表")

    def _on_printed(self, pages: int) -> None:
        if pages:
            self._page.message.say(f"登记表已送去打印，{pages} 页。", State.GOOD)
        else:
            self._page.message.say("打印机没有接受，请检查打印机后再试。", State.OVERDUE)

    def _make(self, told: Told, use: Callable[[bytes], None]) -> None:
        def slip(work: "Work", _progress: Progress) -> "ReceptionSlip":
            from liaison.services.slips import slip

            return slip(work, told.id)

        self._tasks.write(self, slip, lambda made: self._lay_out(made, use), self._page.refuse)

    def _lay_out(self, slip: "ReceptionSlip", use: Callable[[bytes], None]) -> None:
        def job(_progress: Progress) -> bytes:
            from liaison.documents.slip_pdf import slip_pdf

            return slip_pdf(slip)

        self._tasks.compute(self, job, use, self._page.refuse, "正在排登记表")


def _write_whole(path: Path, content: bytes) -> None:
    """All of it or nothing. BadInput: it can't be written there."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise BadInput("file_not_writable", file=path.name) from error
