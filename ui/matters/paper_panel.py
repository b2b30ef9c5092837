"""A paper as it will be printed, in the place of the record: look at it, print it, save it."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from liaison.documents.render import Picture, page_picture
from liaison.documents.whole import write_whole
from ui.codes.printing import image_of, print_pages
from ui.reports.preview import PagePreview
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Card, Page, PrimaryButton, Text


@dataclass(frozen=True)
class Made:
    """A PDF with its name for people and for files: no personal data in either."""

    title: str
    file_name: str
    pdf: bytes
    sizes: tuple[tuple[float, float], ...]


class PaperPanel(Card):
    """The preview is the PDF itself."""

    left = Signal()

    def __init__(self, tasks: Tasks, page: Page) -> None:
        super().__init__(margin=16)
        self._tasks, self._page = tasks, page
        self._made: Made | None = None
        self.title = Text("", "heading")
        self.print = PrimaryButton("打印", "Ctrl+P", own_key=False)
        self.save = Button("存为 PDF")
        self.leave = Button("收起", "Esc", own_key=False)
        self.preview = PagePreview()
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.title, 1)
        for button in (self.leave, self.save, self.print):
            top.addWidget(button)
        self.body.addLayout(top)
        self.body.addWidget(self.preview, 1)
        self.preview.wanted.connect(self._draw)
        self.print.clicked.connect(self.ask_printer)
        self.save.clicked.connect(self.ask_file)
        self.leave.clicked.connect(self.left)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def show_paper(self, made: Made) -> None:
        self._made = made
        self.title.setText(made.title)
        self.preview.pages.setVisible(len(made.sizes) > 1)
        self.preview.lay(made.sizes)
        self.print.setFocus()

    def _draw(self, number: int) -> None:
        made, dpi = self._made, self.preview.dpi
        if made is None:
            return

        def show(picture: Picture) -> None:
            if self._made is made:
                self.preview.show_page(number, image_of(picture))

        self._tasks.compute(
            self, lambda _: page_picture(made.pdf, number, dpi), show, self._page.refuse
        )

    def ask_printer(self) -> None:
        """Print after the printer's own question; without a printer, say what still works."""
        if not QPrinterInfo.availablePrinterNames():
            words = "没有找到打印机；可以先存 PDF，接好打印机后再打印。"
            self._page.message.say(words, State.ATTENTION)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self._page).exec() == QPrintDialog.DialogCode.Accepted:
            self.print_to(printer)

    def print_to(self, printer: QPrinter) -> None:
        made = self._made
        if made is None:
            return
        self._tasks.compute(
            self,
            lambda progress: print_pages([made.pdf], printer, progress),
            lambda pages: self._on_printed(made, pages),
            self._page.refuse,
            f"正在打印{made.title}",
        )

    def _on_printed(self, made: Made, pages: int) -> None:
        if pages:
            self._page.message.say(f"{made.title}已送去打印，{pages} 页。", State.GOOD)
        else:
            self._page.message.say("打印机没有接受，请检查打印机后再试。", State.OVERDUE)

    def ask_file(self) -> None:
        """Ask where to, then save."""
        made = self._made
        if made is None:
            return
        usual = str(Path.home() / f"{made.file_name}.pdf")
        name, _ = QFileDialog.getSaveFileName(self._page, "存到哪里", usual, "PDF (*.pdf)")
        if name:
            path = Path(name)
            self.save_to(path if path.suffix.lower() == ".pdf" else Path(f"{name}.pdf"))

    def save_to(self, path: Path) -> None:
        made = self._made
        if made is None:
            return
        self._tasks.compute(
            self,
            lambda _: write_whole(path, made.pdf),
            lambda _: self._page.message.say(f"{made.title}已存到 {path}", State.GOOD),
            self._page.refuse,
        )
