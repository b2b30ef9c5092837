"""What leaves the page: saved files, printed sheets; and files that come back to be checked."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from liaison.domain.codes import STANDING_ZH, Standing
from liaison.services import code_prints
from liaison.services.code_checks import check
from liaison.services.code_prints import Proved
from ui.codes.choices import Choices
from ui.codes.printing import print_pages
from ui.codes.proofing import Proofing
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Page

if TYPE_CHECKING:
    from liaison.services.code_checks import Checked

PICTURES = {"png": "PNG 图片（网页、微信用）", "svg": "SVG 矢量图（广告公司用）"}
CALIBRATION = "打印机校准页.pdf"


class Outlet(QObject):
    """Saves and prints what was proved; tells the page's message bar."""

    def __init__(self, tasks: Tasks, proofing: Proofing, choices: Choices, page: Page) -> None:
        super().__init__(page)
        self._tasks, self._proofing, self._page = tasks, proofing, page
        self._choices = choices

    def save_to(self, folder: Path, form: str = "pdf") -> None:
        """Write the proved files into a folder: as PDF, or each page as a picture."""
        made = list(self._proofing.made)
        self._tasks.compute(
            self,
            lambda _: code_prints.write_all(made, folder, form),
            lambda paths: self._given_out(
                "export", made, f"已存 {len(paths)} 个 {form.upper()}：{folder}"
            ),
            self._page.refuse,
            "" if form == "pdf" else "正在画图片",
        )

    def check_file(self, path: Path) -> None:
        """Say what every code of a file is."""
        from liaison.documents.readback import codes_in_file

        def compare(pages: list[list[str]]) -> None:
            texts = [text for page in pages for text in page]
            self._tasks.read(
                self,
                lambda work: check(work, texts),
                lambda found: self._on_checked(path.name, found),
                self._page.refuse,
            )

        self._tasks.compute(self, lambda _: codes_in_file(path), compare, self._page.refuse)

    def ask_folder(self, form: str = "pdf") -> None:
        folder = QFileDialog.getExistingDirectory(self._page, "存到哪个文件夹", str(Path.home()))
        if folder:
            self.save_to(Path(folder), form)

    def ask_printer(self) -> None:
        made = list(self._proofing.made)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if self._choices.printer_name:
            printer.setPrinterName(self._choices.printer_name)
        if QPrintDialog(printer, self._page).exec() != QPrintDialog.DialogCode.Accepted:
            return
        drift = self._choices.drift(printer.printerName())
        self._tasks.compute(
            self,
            lambda progress: print_pages([one.pdf for one in made], printer, progress, drift),
            lambda pages: self._on_printed(pages, made),
            self._page.refuse,
            "正在打印",
        )

    def calibrate(self) -> None:
        """The calibration sheet onto the chosen printer; where there is none, into a file."""
        from liaison.documents.calibration_pdf import calibration_pdf
        from ui.duty.outlet import Made
        from ui.duty.outlet import Outlet as Papers

        papers = Papers(self._tasks, self._page)

        def make(use: Made) -> None:
            self._tasks.compute(self, lambda _: calibration_pdf(), use, self._page.refuse)

        if not self._choices.printer_name:
            path = papers.ask_file(CALIBRATION)
            if path is not None:
                papers.save_to(path, make)
            return
        printer = papers.ask_printer()
        if printer is not None:
            papers.print_on(printer, make)

    def _on_printed(self, pages: int, made: list[Proved]) -> None:
        if pages:
            self._given_out("print", made, f"已送去打印 {pages} 张，请量一下尺寸。")
        else:
            self._page.message.say("打印机没有接受，请检查打印机后再试。", State.OVERDUE)

    def _given_out(self, action: str, made: list[Proved], words: str) -> None:
        self._page.message.say(words, State.GOOD)
        self._tasks.write(self, lambda work, _: code_prints.note_given_out(work, action, made))

    def ask_file(self) -> None:
        kinds = "PDF 或图片 (*.pdf *.png *.jpg *.jpeg)"
        name, _ = QFileDialog.getOpenFileName(
            self._page, "核对哪个文件上的码", str(Path.home()), kinds
        )
        if name:
            self.check_file(Path(name))

    def _on_checked(self, name: str, found: "list[Checked]") -> None:
        if not found:
            self._page.message.say(f"{name} 上没有找到码。", State.ATTENTION)
            return
        counts = {each: sum(one.standing is each for one in found) for each in Standing}
        parts = [f"{STANDING_ZH[each]} {count} 个" for each, count in counts.items() if count]
        good = counts[Standing.VALID] == len(found)
        words = f"{name} 上有 {len(found)} 个码：{'，'.join(parts)}。"
        wrong = [one.code.whose for one in found if one.code and one.standing is not Standing.VALID]
        words += f"不可再用：{'、'.join(wrong[:5])}" if wrong else ""
        self._page.message.say(words, State.GOOD if good else State.ATTENTION)
