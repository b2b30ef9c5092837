"""A record of 履职 by hand: entering it, then its proofs, and taking it back."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from liaison.domain.clock import day_zh
from liaison.domain.errors import LiaisonError
from liaison.domain.ids import RepresentativeId
from liaison.domain.overview import Overview
from liaison.domain.performance import ONLY_BY_ITSELF, Kind, RecordLine
from ui.context import Context
from ui.matters.day_edit import DayEdit
from ui.people.forms import FormPanel
from ui.performance.years import today
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, DangerButton, Facts, Field, MessageBar, Text
from ui.widgets.attachments import AttachmentStrip
from ui.widgets.line import LineEdit


class EntryForm(FormPanel):
    """What the program can't know by itself. `saved` carries the new record's key."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(tasks)
        self._person: RepresentativeId | None = None
        self.kind = QComboBox()
        self.day = DayEdit("日期", today())
        self.name, self.content = LineEdit("做了什么"), QPlainTextEdit()
        self.content.setTabChangesFocus(True)
        self.content.setFixedHeight(110)
        self._add("kind", "类别", self.kind, (0, 0, 1, 1))
        self._add("done_on", "哪一天", self.day, (0, 1, 1, 1))
        self._add("title", "做了什么", self.name, (1, 0, 1, 2))
        self._add("content", "详细情况（可不填）", self.content, (2, 0, 1, 2))
        self.note = Text("保存后再加证明：照片、扫描件、PDF 都可以。", "muted", wrap=True)
        self.grid.addWidget(self.note, 3, 0, 1, 2)

    def begin(self, shown: Overview, kinds: tuple[Kind, ...]) -> None:
        """An empty form, or what was typed for the same person and not saved."""
        self._clear()
        typed = self.name.text().strip() or self.content.toPlainText().strip()
        if typed and self._person == shown.representative_id:
            self.name.setFocus()
            return
        self._person = shown.representative_id
        self.title.setText(f"{shown.name}：手工登记履职")
        self.kind.clear()
        for kind in kinds:
            if kind.in_use and kind.code not in ONLY_BY_ITSELF:
                self.kind.addItem(f"{kind.name}（每次 {kind.points} 分）", kind.code)
        self.day.begin(today())
        self.name.clear()
        self.content.clear()
        self.kind.setFocus()

    def submit(self) -> None:
        from liaison.domain.words import PROBLEMS
        from liaison.services import performance_records
        from liaison.services.performance_records import RecordForm

        day = self.day.day
        if self._person is None:
            return
        if day is None:
            self.fields["done_on"].complain(PROBLEMS["missing"])
            self.day.setFocus()
            return
        form = RecordForm(
            self._person,
            self.kind.currentData() or "",
            day,
            self.name.text(),
            self.content.toPlainText(),
        )
        words = f"已登记：{form.title.strip()}"
        self._tasks.write(
            self,
            lambda work, _: performance_records.enter(work, form),
            lambda key: self._on_entered(key, words),
            self._on_failed,
        )

    def _on_entered(self, key: UUID, words: str) -> None:
        self.name.clear()
        self.content.clear()
        self.saved.emit(key, words)


class EntryRecord(QWidget):
    """One record by hand: what it says, its proofs, 撤销 with a reason."""

    left = Signal()
    withdrawn = Signal(str)

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__()
        self._tasks = tasks
        self._line: RecordLine | None = None
        self.title, self.facts = Text("", "title", wrap=True), Facts()
        self.message = MessageBar()
        self.proofs = AttachmentStrip(tasks, context)
        self.reason = LineEdit("撤销的原因")
        self.field = Field("撤销要写原因；记录留着，不再计分", self.reason)
        self.withdraw, self.back = DangerButton("撤销这条"), Button("返回", "Esc")
        self._off = QWidget()
        off = QHBoxLayout(self._off)
        off.setContentsMargins(0, 0, 0, 0)
        off.addWidget(self.field, 1)
        off.addWidget(self.withdraw)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.back)
        box = QVBoxLayout(self)
        box.setContentsMargins(19, 16, 19, 16)
        box.setSpacing(12)
        box.addLayout(top)
        for part in (self.message, self.facts, self.proofs, self._off):
            box.addWidget(part)
        box.addStretch(1)
        self.back.clicked.connect(self.left)
        self.withdraw.clicked.connect(self._on_withdraw_clicked)

    def show_line(self, line: RecordLine) -> None:
        self._line = line
        self.message.hide()
        self.field.complain("")
        self.reason.clear()
        self.title.setText(line.done.title)
        self.facts.show_facts(
            [
                ("类别", line.kind_name),
                ("日期", day_zh(line.done.done_on) if line.done.done_on else ""),
                ("详细", line.content),
                ("登记人", line.entered_by),
                ("撤销", line.withdrawn_reason),
            ]
        )
        self._off.setVisible(line.counts)
        self.proofs.show_of("performance", line.done.record_id)

    def _on_withdraw_clicked(self) -> None:
        from liaison.services import performance_records

        line = self._line
        if line is None:
            return
        key: UUID = line.done.record_id
        reason, version = self.reason.text(), line.version
        self._tasks.write(
            self,
            lambda work, _: performance_records.withdraw(work, key, reason, version),
            lambda _: self.withdrawn.emit(f"已撤销：{line.done.title}"),
            self._on_failed,
        )

    def _on_failed(self, error: LiaisonError) -> None:
        from liaison.domain.errors import InvalidForm
        from liaison.domain.words import problem_words, sentence

        if isinstance(error, InvalidForm):
            self.field.complain(problem_words(error.problems[0]))
            self.reason.setFocus()
        else:
            self.message.say(sentence(error), State.OVERDUE)
