"""登记一张: a sheet was put up; whose code, which sheet, where."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from liaison.domain.codes import CODE_KIND_ZH, CODE_SOURCE_ZH
from liaison.domain.errors import InvalidForm, LiaisonError
from liaison.domain.ids import StationId
from liaison.services import codes
from liaison.services.code_prints import templates
from liaison.services.code_rows import CodeRow, said
from liaison.services.wall import HangForm as CopyForm
from liaison.services.wall import hang
from ui.tasks import Tasks
from ui.widgets import Card, Field, Page, PrimaryButton, SmallButton, scrolled
from ui.widgets.button import CloseButton, press_with
from ui.widgets.line import Option, SearchCombo


class HangForm(Card):
    closed = Signal()
    hung = Signal(object)
    """PosterCopyId"""

    def __init__(self, tasks: Tasks, page: Page) -> None:
        super().__init__("登记一张")
        self._tasks, self._page = tasks, page
        self._rows: dict[object, CodeRow] = {}
        close = CloseButton("收起（Esc）")
        press_with(close, "Esc")
        close.clicked.connect(self.closed)
        self.head.addWidget(close)
        self.whose = SearchCombo("谁的码")
        self.source = QComboBox()
        self.template = QComboBox()
        for row in templates():
            self.template.addItem(f"{row.title}（{row.note}）", row.name)
        for combo in (self.source, self.template):  # long words must not widen the form
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(6)
        self.place = QLineEdit()
        self.place.setPlaceholderText("例如：便民服务中心一楼门厅")
        self.day = QDateEdit()
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setCalendarPopup(True)
        self.by = QLineEdit()
        self.fields = {
            "code_id": Field("谁的码", self.whose, "姓名、站名或拼音首字母"),
            "source": Field("码的内容", self.source),
            "template": Field("样式", self.template),
            "place": Field("贴在哪里", self.place),
            "hung_on": Field("哪天贴的", self.day),
            "hung_by": Field("谁贴的", self.by),
        }
        self.save = PrimaryButton("登记", "Ctrl+↵")
        press_with(self.save, "Ctrl+Return")
        self._arrange()
        self.whose.chosen.connect(self._on_whose_chosen)
        self.save.clicked.connect(self._on_save_clicked)

    def _arrange(self) -> None:
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for name in ("code_id", "place", "template", "source"):
            box.addWidget(self.fields[name])
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.fields["hung_on"])
        row.addWidget(self.fields["hung_by"])
        box.addLayout(row)
        below = QHBoxLayout()
        below.addStretch(1)
        cancel = SmallButton("不登记")
        cancel.clicked.connect(self.closed)
        below.addWidget(cancel)
        below.addWidget(self.save)
        box.addLayout(below)
        box.addStretch(1)
        self.body.addWidget(scrolled(inside), 1)

    def reload(self, station_id: StationId | None) -> None:
        """The codes to choose from."""
        self._tasks.read(self, lambda work: codes.codes(work, station_id), self._offer)

    def begin(self) -> None:
        """An empty form, today's date."""
        today = QDate.currentDate()
        self.day.setMaximumDate(today)
        self.day.setDate(today)
        self.place.clear()
        for field in self.fields.values():
            field.complain("")
        self.show()
        self.whose.setFocus()

    def _offer(self, rows: list[CodeRow]) -> None:
        standing = [row for row in rows if row.withdrawn_on is None]
        self._rows = {row.id: row for row in standing}
        self.whose.offer(
            [
                Option(row.id, f"{row.whose} / {CODE_KIND_ZH[row.kind]} {row.label}", row.whose)
                for row in standing
            ]
        )

    def _on_whose_chosen(self, key: object) -> None:
        self.source.clear()
        row = self._rows.get(key)
        if row is not None:
            for source, word in CODE_SOURCE_ZH.items():
                if said(row, source):
                    self.source.addItem(word, source)

    def _on_save_clicked(self) -> None:
        for field in self.fields.values():
            field.complain("")
        self.whose.settle()
        row = self._rows.get(self.whose.value)
        if row is None:
            self.fields["code_id"].complain("请选谁的码")
            return
        day = self.day.date()
        form = CopyForm(
            code_id=row.id,
            place=self.place.text(),
            hung_on=date(day.year(), day.month(), day.day()),
            template=self.template.currentData(),
            source=self.source.currentData(),
            hung_by=self.by.text(),
        )
        self._tasks.write(self, lambda work, _: hang(work, form), self.hung.emit, self._on_failed)

    def _on_failed(self, error: LiaisonError) -> None:
        from liaison.domain.words import problem_words

        if not isinstance(error, InvalidForm):
            self._page.refuse(error)
            return
        for problem in error.problems:
            if problem.field in self.fields:
                self.fields[problem.field].complain(problem_words(problem))
