"""A paper of the 值班 page onto a printer or into a file: made as bytes first, the same for both."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from liaison.domain.errors import BadInput
from liaison.domain.progress import Progress
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Page

Made = Callable[[bytes], None]
"""What is done with the finished file."""
Make = Callable[[Made], None]
"""Makes the file and hands it on."""


class Outlet(QObject):
    def __init__(self, tasks: Tasks, page: Page) -> None:
        super().__init__(page)
        self._tasks, self._page = tasks, page

    def lay_out(self, value: Any, paper: Callable[[Any], bytes], use: Made) -> None:
        """Make the PDF away from the screen."""
        self._tasks.compute(self, lambda _: paper(value), use, self._page.refuse)

    def ask_file(self, name: str) -> Path | None:
        usual = str(Path.home() / name)
        path, _ = QFileDialog.getSaveFileName(self._page, "存到哪里", usual, "PDF (*.pdf)")
        return Path(path) if path else None

    def ask_printer(self) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        chosen = QPrintDialog(printer, self._page).exec() == QPrintDialog.DialogCode.Accepted
        return printer if chosen else None

    def save_to(self, path: Path, make: Make) -> None:
        def said(_answer: object) -> None:
            self._page.message.say(f"已存到 {path}", State.GOOD)

        def write(pdf: bytes) -> None:
            self._tasks.compute(self, lambda _: _write(path, pdf), said, self._page.refuse)

        make(write)

    def print_on(self, printer: QPrinter, make: Make) -> None:
        make(lambda pdf: self._send(pdf, printer))

    def _send(self, pdf: bytes, printer: QPrinter) -> None:
        from ui.codes.printing import print_pages

        def job(progress: Progress) -> int:
            return print_pages([pdf], printer, progress)

        self._tasks.compute(self, job, self._on_printed, self._page.refuse, "正在打印")

    def _on_printed(self, pages: int) -> None:
        if pages:
            self._page.message.say(f"已送去打印，{pages} 页。", State.GOOD)
        else:
            self._page.message.say("打印机没有接受，请检查打印机后再试。", State.OVERDUE)


def _write(path: Path, content: bytes) -> None:
    """All of it or nothing. BadInput: it can't be written there."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise BadInput("file_not_writable", file=path.name) from error
