"""报表: choose the period, read the page as it will print, see what is unfinished, give it out."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from liaison.documents.fonts import described
from liaison.documents.render import Picture, page_picture, page_sizes, pictures
from liaison.documents.report_pdf import missing_characters, report_pdf
from liaison.domain.errors import LiaisonError
from liaison.domain.period import Period
from liaison.domain.progress import Progress
from liaison.domain.report import MonthlyReport, Names
from liaison.services import reports
from liaison.services.work import Work
from ui import theme
from ui.codes.printing import image_of
from ui.context import Context
from ui.reports.checks import CheckList
from ui.reports.outlet import Outlet
from ui.reports.periods import PeriodList
from ui.reports.preview import SMALL, PagePreview
from ui.tasks import Tasks
from ui.widgets import Button, Card, EmptyState, Page, PrimaryButton, scrolled

COUNTED = {"reception", "matter", "duty_shift", "attendance", "representative", "round", "station"}
"""Records whose change changes a report."""
BATCH = 8
"""Small pages drawn in one go."""


@dataclass(frozen=True)
class Made:
    """A report, its PDF, and what the fonts lack."""

    report: MonthlyReport
    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    gaps: frozenset[str]


class ReportsPage(Page):
    help_zh = (
        "左边选月报、季报或年报和期间，中间是将要打印的那一页，右边看还差什么。\n"
        "预览就是 PDF 自己的页面，存下来、印出来都是它。\n"
        "Ctrl+P 打印，Ctrl+S 存 PDF；换联络站或全区在上面选。"
    )

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("报表")
        self._tasks, self._context = tasks, context
        self._round = 0
        self._made: Made | None = None
        self.outlet = Outlet(tasks, self)
        self.save_xlsx = Button("存 XLSX")
        self.save_pdf = Button("存 PDF", "Ctrl+S")
        self.print = PrimaryButton("打印", "Ctrl+P")
        self.act(self.save_xlsx, self.save_pdf, self.print)
        self.periods = PeriodList()
        self.preview = PagePreview()
        self.checks = CheckList()
        self._checks_card = Card("用前检查", margin=12)
        self._content = QWidget()
        self.empty = EmptyState(
            "还没有可以统计的接待",
            "先在“接待”里登记（Ctrl+N），或者导入往年的登记簿。",
            "file-text",
        )
        self._arrange()
        self._connect()
        self._allow(ready=False)
        self.reload()

    def _arrange(self) -> None:
        choice = Card(margin=12)
        choice.body.addWidget(self.periods, 1)
        choice.setFixedWidth(min(theme.active().px(216), 270))
        desk = Card(margin=12)
        desk.body.addWidget(self.preview, 1)
        self._checks_card.body.addWidget(scrolled(self.checks), 1)
        self._checks_card.setFixedWidth(min(theme.active().px(268), 320))
        row = QHBoxLayout(self._content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(choice)
        row.addWidget(desk, 1)
        row.addWidget(self._checks_card)
        self.body.addWidget(self._content, 1)
        self.body.addWidget(self.empty, 1)
        self.empty.hide()

    def _connect(self) -> None:
        self.periods.chosen.connect(self._make)
        self.preview.wanted.connect(self._draw)
        self.checks.full_names.toggled.connect(self._make)
        self.save_pdf.clicked.connect(self.outlet.ask_pdf)
        self.save_xlsx.clicked.connect(self.outlet.ask_xlsx)
        self.print.clicked.connect(self.outlet.ask_printer)
        self._context.station_changed.connect(self.reload)
        self._context.visiting_changed.connect(self._on_visiting_changed)
        self._tasks.changed.connect(self._on_changed)

    def open(self, **arguments: Any) -> None:
        """`period`: the text of a period to show, such as `2022-07`."""
        if text := arguments.get("period"):
            self.periods.choose(Period.parse(text))

    def reload(self) -> None:
        """Ask which days have records; the report of the chosen period follows."""
        station_id = self._context.station_id
        self._tasks.read(
            self,
            lambda work: (reports.days(work, station_id), work.today),
            self._on_spanned,
            self.refuse,
        )

    def _on_spanned(self, answer: tuple[tuple[date, date] | None, date]) -> None:
        days, today = answer
        self._content.setVisible(days is not None)
        self.empty.setVisible(days is None)
        if days is None:
            self._allow(ready=False)
            return
        before = self.periods.period
        self.periods.span(*days, today)
        if self.periods.period == before:
            self._make()

    def _make(self) -> None:
        """Make the report of the chosen period anew; an answer that comes too late is dropped."""
        period, station_id = self.periods.period, self._context.station_id
        if period is None:
            return
        self._round += 1
        asked = self._round
        full = self.checks.full_names.isChecked() and not self._context.visiting
        names = Names.FULL if full else Names.MASKED
        self._allow(ready=False)
        self.entitle(f"接待群众情况{period.kind_zh}报 · {period.title_zh}", self._context.place_zh)

        def gather(work: Work) -> MonthlyReport:
            return reports.report(work, period, station_id, names)

        def gathered(report: MonthlyReport) -> None:
            self._tasks.compute(
                self, lambda _: _made(report), lambda made: self._on_made(made, asked), self._fail
            )

        if full:
            self._tasks.write(self, lambda work, _: gather(work), gathered, self._fail)
        else:
            self._tasks.read(self, gather, gathered, self._fail)

    def _on_made(self, made: Made, asked: int) -> None:
        if asked != self._round:
            return
        self._made = made
        report = made.report
        first, last = report.period.first, report.period.last
        span = f"{first.month}月{first.day}日—{last.month}月{last.day}日"
        pages = f"A4，共 {len(made.sizes)} 页"
        self.entitle(
            f"{report.title} · {report.period.title_zh}", f"{report.body}　{span}　{pages}"
        )
        self.checks.show_checks(report.balance, report.checks, described(made.gaps))
        left = self.checks.open
        total = len(self.checks.said)
        self._checks_card.note.setText(f"{total} 项，差 {left} 项" if left else f"{total} 项都通过")
        self.outlet.hold(report, made.pdf)
        self.preview.lay(made.sizes)
        self._allow(ready=True)
        self._draw_small(0, asked)

    def _draw(self, number: int) -> None:
        """Draw the page in view at the resolution of the screen."""
        made = self._made
        if made is None:
            return
        dpi = self.preview.dpi

        def show(picture: Picture) -> None:
            if self._made is made:
                self.preview.show_page(number, image_of(picture))

        self._tasks.compute(self, lambda _: page_picture(made.pdf, number, dpi), show, self.refuse)

    def _draw_small(self, start: int, asked: int) -> None:
        """Draw the next few small pages, then the ones after them."""
        made = self._made
        if made is None or asked != self._round or start >= len(made.sizes):
            return
        numbers = tuple(range(start, min(start + BATCH, len(made.sizes))))
        dpi = 3 * SMALL.height() / made.sizes[0][1] * 72 * self.devicePixelRatioF()

        def job(_: Progress) -> tuple[Picture, ...]:
            return pictures(made.pdf, numbers, dpi)

        def show(drawn: tuple[Picture, ...]) -> None:
            if asked == self._round:
                for number, picture in zip(numbers, drawn, strict=True):
                    self.preview.show_small(number, image_of(picture))
                self._draw_small(start + BATCH, asked)

        self._tasks.compute(self, job, show, self.refuse)

    def _allow(self, *, ready: bool) -> None:
        for button in (self.save_pdf, self.save_xlsx, self.print):
            button.setEnabled(ready)

    def _fail(self, error: LiaisonError) -> None:
        self._allow(ready=False)
        self.refuse(error)

    def _on_visiting_changed(self, visiting: bool) -> None:
        self.checks.full_names.setEnabled(not visiting)
        if visiting and self.checks.full_names.isChecked():
            self.checks.full_names.setChecked(False)

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & COUNTED:
            self.reload()


def _made(report: MonthlyReport) -> Made:
    pdf = report_pdf(report)
    return Made(report, pdf, page_sizes(pdf), missing_characters(report))
