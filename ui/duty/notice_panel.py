"""One reception's notice beside the month: its words, the poster, and that it hangs."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDateEdit, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from liaison.domain.errors import InvalidForm, LiaisonError
from liaison.domain.ids import DutyShiftId
from liaison.services.duty_notices import (
    DOOR_ZH,
    NoticeSheet,
    PostForm,
    notice_sheet,
    post_notice,
    print_notice,
)
from ui.duty.outlet import Made, Outlet
from ui.duty.said import day_words, short_day
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Card, Chip, Field, FlowLayout, Page, SmallButton, Text, scrolled
from ui.widgets.button import CloseButton, press_with
from ui.widgets.switch import SegmentedSwitch

if TYPE_CHECKING:
    from liaison.domain.duty_notice import Notice


class NoticePanel(Card):
    closed = Signal()

    def __init__(self, tasks: Tasks, page: Page) -> None:
        super().__init__("公告")
        self._tasks, self._page = tasks, page
        self._outlet = Outlet(tasks, page)
        self.sheet: NoticeSheet | None = None
        self._key: DutyShiftId | None = None
        close = CloseButton("收起公告（Esc）")
        press_with(close, "Esc")
        close.clicked.connect(self.closed)
        self.head.addWidget(close)
        self.chip = Chip()
        self.words = Text("", wrap=True).selectable()
        self.paper = SegmentedSwitch("纸张", (("A4", "A4"), ("A3", "A3")))
        self.print = Button("打印", icon="printer")
        self.save = SmallButton("存为 PDF")
        self.copy = SmallButton("复制文字")
        self.copy.setToolTip("复制公告的文字，可以贴到微信群里")
        self.where = QLineEdit(DOOR_ZH)
        self._today = date.min
        self.day = QDateEdit()
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setCalendarPopup(True)
        self.where_field = Field("贴在哪里", self.where)
        self.day_field = Field("张贴日期", self.day)
        self.posted = Button("记为已张贴", icon="check")
        self.history = Text("", "muted", wrap=True)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.body.addWidget(self.chip)
        self.body.addWidget(scrolled(self.words), 1)
        row = QHBoxLayout()
        row.addWidget(self.paper)
        row.addStretch(1)
        row.addWidget(self.print)
        self.body.addLayout(row)
        files = QWidget()
        flow = FlowLayout(files, gap=8)
        flow.addWidget(self.save)
        flow.addWidget(self.copy)
        self.body.addWidget(files)
        fields = QGridLayout()
        fields.addWidget(self.where_field, 0, 0)
        fields.addWidget(self.day_field, 1, 0)
        self.posting = QWidget()
        self.posting.setLayout(fields)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.addWidget(self.posted, 2, 0)
        self.body.addWidget(self.posting)
        self.body.addWidget(self.history)

    def _connect(self) -> None:
        self.print.clicked.connect(self._on_print_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        self.copy.clicked.connect(self._on_copy_clicked)
        self.posted.clicked.connect(self._on_posted_clicked)

    def show_notice(self, key: DutyShiftId, today: date) -> None:
        """`today` as the office counts it."""
        if key != self._key:
            self.day.setDate(QDate(today.year, today.month, today.day))
            self.where.setText(DOOR_ZH)
        self._key, self._today = key, today
        self._tasks.read(self, lambda work: notice_sheet(work, key), self._show, self._page.refuse)

    def reload(self) -> None:
        if self._key is not None and self.isVisible():
            self.show_notice(self._key, self._today)

    def _show(self, sheet: NoticeSheet) -> None:
        self.sheet = sheet
        notice = sheet.notice
        self.heading.setText(f"公告　{day_words(notice.content.held_on)}")
        self._show_state(sheet)
        self.words.setText(sheet.text)
        self.posting.setVisible(sheet.due)
        parts = []
        for line in sheet.lines:
            name = "公告" if line.edition == 1 else f"更正公告（第 {line.edition} 版）"
            if line.posted_on is not None:
                late = f"，迟 {line.late_days} 天" if line.late_days and line.edition == 1 else ""
                day = short_day(line.posted_on)
                parts.append(f"{name}：{day}贴在{line.posted_where}{late}")
            elif line.text:
                parts.append(f"{name}：{short_day(line.printed_on)}打印，还没有记张贴")
        self.history.setText("\n".join(parts))
        self.history.setVisible(bool(parts))
        for field in (self.where_field, self.day_field):
            field.complain("")

    def _show_state(self, sheet: NoticeSheet) -> None:
        today = self._today
        if not sheet.due:
            self.chip.say("已张贴", State.GOOD)
        elif sheet.notice.is_correction:
            self.chip.say("内容有变，要贴更正公告", State.OVERDUE)
        elif sheet.notice_by < today:
            days = (today - sheet.notice_by).days
            self.chip.say(f"已迟 {days} 天，请马上贴", State.OVERDUE)
        elif sheet.notice_by == today:
            self.chip.say("今天须贴", State.ATTENTION)
        else:
            self.chip.say(f"最迟 {day_words(sheet.notice_by)} 贴", State.NEUTRAL)

    @Slot()
    def _on_print_clicked(self) -> None:
        printer = self._outlet.ask_printer()
        if printer is not None:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Written down as printed, then sent."""
        self._outlet.print_on(printer, self._make)

    @Slot()
    def _on_save_clicked(self) -> None:
        if self.sheet is not None:
            content = self.sheet.notice.content
            path = self._outlet.ask_file(f"接待日公告-{content.held_on}.pdf")
            if path is not None:
                self.save_to(path)

    def save_to(self, path: Path) -> None:
        self._outlet.save_to(path, self._make)

    def _make(self, use: Made) -> None:
        key, size = self._key, self.paper.value
        if key is None:
            return

        def paper(notice: "Notice") -> bytes:
            from liaison.documents.duty_notice_pdf import PaperSize, duty_notice_pdf

            return duty_notice_pdf(notice, PaperSize(size))

        self._tasks.write(
            self,
            lambda work, _: print_notice(work, key),
            lambda notice: self._outlet.lay_out(notice, paper, use),
            self._page.refuse,
        )

    @Slot()
    def _on_copy_clicked(self) -> None:
        if self.sheet is not None:
            QGuiApplication.clipboard().setText(self.sheet.text)
            self._page.message.say("公告的文字已复制，可以贴到微信群里。", State.GOOD)

    @Slot()
    def _on_posted_clicked(self) -> None:
        if self._key is None:
            return
        day = self.day.date()
        form = PostForm(self._key, day.toPython(), self.where.text())  # type: ignore[arg-type]
        self._tasks.write(
            self, lambda work, _: post_notice(work, form), self._on_posted, self._on_refused
        )

    def _on_posted(self, _line: object) -> None:
        self._page.message.say("已记下张贴。", State.GOOD)
        self.reload()

    def _on_refused(self, error: LiaisonError) -> None:
        from liaison.domain.words import problem_words

        if not isinstance(error, InvalidForm):
            self._page.refuse(error)
            return
        fields = {"posted_on": self.day_field, "posted_where": self.where_field}
        for problem in error.problems:
            fields[problem.field].complain(problem_words(problem))
