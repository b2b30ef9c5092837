"""The working calendar: until when it is confirmed, what a day is, and a new year from a file."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QFileDialog, QHBoxLayout, QPlainTextEdit

from liaison.domain.clock import civil, utc_now
from liaison.domain.errors import InvalidForm, LiaisonError
from liaison.domain.progress import Progress
from liaison.domain.workdays import WorkCalendar
from ui import theme
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Card, PlainButton, Text

if TYPE_CHECKING:
    from liaison.services.calendar_changes import Change
    from liaison.services.work import Work

SUFFIXES = "节假日文件 (*.csv *.xlsx *.xls *.ods *.txt);;所有文件 (*)"
NOTE = "国务院办公厅每年 11 月前后发布下一年的节假日安排"
HOW = "文件的列：日期,类型,名称；类型写：节假日、调休上班。只写和平常不同的日子。"
LINES_IN_SIGHT = 10
NOTICE_MONTH = 11


class HolidaysCard(Card):
    said = Signal(str, object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("节假日", NOTE)
        self._tasks = tasks
        self._calendar: WorkCalendar | None = None
        self._file: Path | None = None
        self._folder = Path.home()
        self.until = Text("", "strong", wrap=True)
        self.day = QDateEdit(QDate.currentDate())
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName("查一天")
        self.day.lineEdit().setAccessibleName("查一天")
        self.day.setButtonSymbols(QDateEdit.ButtonSymbols.NoButtons)
        self.about = Text()
        self.choose = Button("更新节假日文件…", icon="file-text")
        self.preview = Text("", wrap=True)
        self.take = Button("导入这份文件")
        self.leave = PlainButton("不导入")
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName("移动的期限，或者文件里要改正的地方")
        self._arrange()
        self.day.dateChanged.connect(self._say_day)
        self.choose.clicked.connect(self._on_choose_clicked)
        self.take.clicked.connect(self._on_take_clicked)
        self.leave.clicked.connect(self._on_leave_clicked)
        self._ask(None)

    def _arrange(self) -> None:
        asked = QHBoxLayout()
        asked.setSpacing(12)
        label = Text("查一天")
        label.setBuddy(self.day)
        for widget in (label, self.day, self.about):
            asked.addWidget(widget)
        asked.addStretch(1)
        asked.addWidget(self.choose)
        answer = QHBoxLayout()
        answer.setSpacing(10)
        answer.addWidget(self.take)
        answer.addWidget(self.leave)
        answer.addStretch(1)
        self.body.addWidget(self.until)
        self.body.addLayout(asked)
        self.body.addWidget(Text(HOW, "small", wrap=True))
        self.body.addWidget(self.preview)
        self.body.addWidget(self.lines)
        self.body.addLayout(answer)

    def reload(self) -> None:
        self._tasks.read(self, _calendar, self._show)

    def _show(self, known: WorkCalendar) -> None:
        self._calendar = known
        today = civil(utc_now()).date()
        last = known.known_until
        words = f"已确认到 {last} 年；{last + 1} 年起的日期暂按周末推算，写出来时都注明。"
        late = last < today.year + (today.month >= NOTICE_MONTH)
        self.until.set_role("warning" if late else "strong")
        self.until.setText(f"{words}请更新节假日文件。" if late else words)
        self._say_day()

    @Slot()
    def _say_day(self) -> None:
        if self._calendar is not None:
            shown = self.day.date()
            day = date(shown.year(), shown.month(), shown.day())
            self.about.setText(self._calendar.words_zh(day))

    @Slot()
    def _on_choose_clicked(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "选节假日文件", str(self._folder), SUFFIXES)
        if name:
            self.look_at(Path(name))

    def look_at(self, file: Path) -> None:
        """Show what the file would do; nothing is written."""
        self._folder = file.parent
        self._ask(None)

        def look(work: "Work", _progress: Progress) -> "Change":
            from liaison.books.calendar_days import read_calendar
            from liaison.services.calendar_changes import foresee

            return foresee(work, read_calendar(file))

        self._tasks.collect(
            self,
            look,
            lambda change: self._foresee(file, change),
            self._on_failed,
            "正在看节假日文件",
        )

    @Slot()
    def _on_take_clicked(self) -> None:
        file = self._file
        if file is None:
            return
        self.take.setEnabled(False)

        def take(work: "Work", _progress: Progress) -> "Change":
            from liaison.books.calendar_days import read_calendar
            from liaison.services.calendar_changes import take_in

            return take_in(work, read_calendar(file))

        self._tasks.write(self, take, self._on_taken, self._on_failed, "正在更新日历")

    @Slot()
    def _on_leave_clicked(self) -> None:
        self._ask(None)

    def _foresee(self, file: Path, change: "Change") -> None:
        self._tell(change, foreseen=True)
        self._ask(file)

    def _on_taken(self, change: "Change") -> None:
        from liaison.services.calendar_words import change_zh

        self._tell(change, foreseen=False)
        self._ask(None, keep=bool(change.moved))
        self.said.emit(f"日历已更新。{change_zh(change)}", State.GOOD)
        self.reload()

    def _on_failed(self, error: LiaisonError) -> None:
        """Problems of the file stand here, line by line; anything else is the page's."""
        from liaison.domain.words import problem_sentence

        self._ask(None)
        if not isinstance(error, InvalidForm):
            self.failed.emit(error)
            return
        self.preview.setText(f"这份文件有 {len(error.problems)} 处要改正，日历没有改动：")
        self.preview.show()
        self._list([problem_sentence(one) for one in error.problems])

    def _tell(self, change: "Change", *, foreseen: bool) -> None:
        from liaison.services.calendar_words import change_zh, moved_zh

        self.preview.setText(change_zh(change, foreseen=foreseen))
        self._list([moved_zh(one) for one in change.moved])

    def _list(self, lines: list[str]) -> None:
        """All of them, ten in sight."""
        self.lines.setPlainText("\n".join(lines))
        tall = self.lines.fontMetrics().lineSpacing() * min(len(lines), LINES_IN_SIGHT)
        self.lines.setFixedHeight(tall + theme.active().px(28))
        self.lines.setVisible(bool(lines))

    def _ask(self, file: Path | None, *, keep: bool = False) -> None:
        """The question stands as long as a file waits for its answer."""
        self._file = file
        self.take.setEnabled(file is not None)
        self.take.setVisible(file is not None)
        self.leave.setVisible(file is not None)
        self.preview.setVisible(file is not None or keep)
        if file is None and not keep:
            self._list([])


def _calendar(work: Any) -> WorkCalendar:
    from liaison.services.calendar import calendar

    return calendar(work)
