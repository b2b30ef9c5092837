"""One step for the ticked matters, in the place of the record; afterwards what became of each."""

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.errors import InvalidForm, LiaisonError, Problem
from liaison.domain.ids import MatterId
from liaison.domain.steps import Step
from liaison.domain.words import problem_words, sentence
from liaison.services.matter_list import MatterRow
from liaison.services.step_choices import WAYS_ZH
from liaison.services.steps.forms import ReferForm, StepForm, TellForm, UnitName
from ui.matters.clock import short_of
from ui.matters.day_edit import DayEdit
from ui.matters.work_list import Told
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Card, Chip, Field, PrimaryButton, Rule, Text, clear, scrolled
from ui.widgets.line import LineEdit, Option, SearchCombo

if TYPE_CHECKING:
    from liaison.domain.progress import Progress
    from liaison.services.stations import Choice
    from liaison.services.steps.bulk import BulkDone, Refused
    from liaison.services.work import Work

NAMED = {Step.REFER: "批量交办", Step.TELL: "批量告知", Step.CLOSE: "批量归档"}
DONE_ZH = {Step.REFER: "已交办", Step.TELL: "已告知", Step.CLOSE: "已归档"}
ABOUT = {
    Step.REFER: "交给同一个单位；每件各编一张交办单，期限按设置推算",
    Step.TELL: "同一天、同一种方式告诉到的；没有要告知的会留下",
    Step.CLOSE: "告知过的才能归档；其余的会留下，说明原因",
}
SHORT_ZH = {
    "untold_cannot_close": "还没有告知群众",
    "step_not_allowed": "现在的阶段不能做",
    "matter_paused": "正在等群众",
    "dissatisfied_needs_round": "群众不满意",
    "nothing_to_tell": "没有要告知的",
    "matter_changed": "别人刚改过",
    "invalid_form": "日子不合",
}
MOST_LISTED = 12


class BulkPanel(Card):
    left = Signal()
    done = Signal(str)
    """What became of them, in one line."""

    def __init__(self, tasks: Tasks, told: Told) -> None:
        super().__init__(margin=20)
        self._tasks, self._told = tasks, told
        self.step = Step.CLOSE
        self._rows: list[MatterRow] = []
        self._actor = ""
        self.title, self.about = Text("", "title"), Text("", "muted", wrap=True)
        self.unit = SearchCombo("承办单位", free=True)
        self.how = SearchCombo("怎样告诉的", [Option(one, one) for one in WAYS_ZH], free=True)
        self.day = DayEdit("哪一天", told.today)
        self.remark = LineEdit("备注")
        self.note = Text("", "problem", wrap=True)
        self.submit = PrimaryButton("", "Ctrl+Return", own_key=False)
        self.leave = Button("不做了", "Esc", own_key=False)
        self.fields = {
            "unit": Field("承办单位", self.unit),
            "how": Field("怎样告诉的", self.how),
            "happened_on": Field("哪一天", self.day),
            "remark": Field("备注", self.remark, "可不填"),
        }
        self._lines = QVBoxLayout()
        self._arrange()
        self.submit.clicked.connect(self.hand_in)
        self.leave.clicked.connect(self.left)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def _arrange(self) -> None:
        self.body.setSpacing(12)
        for widget in (self.title, self.about, self.note):
            self.body.addWidget(widget)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for place, field in enumerate(self.fields.values()):
            grid.addWidget(field, place // 2, place % 2)
        self.body.addLayout(grid)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.submit)
        self.body.addLayout(buttons)
        self.body.addWidget(Rule())
        inside = QWidget()
        self._lines.setSpacing(8)
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 8, 0)
        box.addLayout(self._lines)
        box.addStretch(1)
        self.body.addWidget(scrolled(inside), 1)

    def begin(self, step: Step, units: "tuple[Choice, ...]", actor: str) -> None:
        """Show the step for what is ticked now."""
        self.step, self._actor = step, actor
        self._rows = list(self._told.marked.values())
        self.title.setText(f"{NAMED[step]} {len(self._rows):,} 件")
        self.about.setText(ABOUT[step])
        self.unit.offer([Option(one.id, one.name) for one in units])
        self.unit.choose(None)
        self.how.choose(WAYS_ZH[0])
        self.day.begin(self._told.today)
        self.remark.clear()
        for field in self.fields.values():
            field.show()
        self.fields["unit"].setVisible(step is Step.REFER)
        self.fields["how"].setVisible(step is Step.TELL)
        self._complain(())
        self.submit.say(NAMED[step])
        self.submit.setEnabled(True)
        self.submit.show()
        self.leave.say("不做了")
        clear(self._lines)
        for row in self._rows[:MOST_LISTED]:
            self._lines.addWidget(Text(self._named(row.number, row.title), wrap=True))
        if len(self._rows) > MOST_LISTED:
            self._lines.addWidget(Text(f"……共 {len(self._rows):,} 件", "muted"))
        first = self.unit if step is Step.REFER else self.how if step is Step.TELL else self.day
        first.setFocus()

    def _named(self, number: str, title: str) -> str:
        return f"{short_of(number)}　{'（已遮住）' if self._told.guests else title}"

    def form_of(self, key: MatterId, version: int | None) -> StepForm:
        common = {"matter_id": key, "version": version, "on": self.day.day}
        remark = self.remark.text()
        if self.step is Step.REFER:
            unit = UnitName(self.unit.words, self.unit.value)
            return ReferForm(**common, unit=unit, remark=remark)  # type: ignore[arg-type]
        if self.step is Step.TELL:
            how, by = self.how.words, self._actor
            return TellForm(**common, how=how, by=by, remark=remark)  # type: ignore[arg-type]
        return StepForm(**common, remark=remark)  # type: ignore[arg-type]

    def hand_in(self) -> None:
        """One transaction; those that can't take the step are named afterwards."""
        if not self._rows or not self.submit.isEnabled() or self.submit.isHidden():
            return
        self.unit.settle()
        problems = self._problems()
        self._complain(problems)
        if problems:
            return
        self.submit.setEnabled(False)
        step, form_of = self.step, self.form_of
        asked = [(row.id, row.version) for row in self._rows]

        def act(work: "Work", progress: "Progress") -> "BulkDone":
            from liaison.services.steps.bulk import take_all

            return take_all(work, step, asked, form_of, progress)

        self._tasks.write(self, act, self._on_done, self._on_failed, f"正在{NAMED[step]}")

    def _problems(self) -> tuple[Problem, ...]:
        if self.day.is_wrong:
            return (Problem("happened_on", "not_a_day", {"text": self.day.text()}),)
        return self.form_of(self._rows[0].id, None).problems(self._told.today)

    def _complain(self, problems: tuple[Problem, ...]) -> None:
        said = {one.field: problem_words(one) for one in problems}
        for name, field in self.fields.items():
            field.complain(said.pop(name, ""))
        self.note.setText("；".join(said.values()))
        self.note.setVisible(bool(said))

    def _on_failed(self, error: LiaisonError) -> None:
        self.submit.setEnabled(True)
        self.note.setText(sentence(error))
        self.note.show()

    def _on_done(self, told: "BulkDone") -> None:
        words = result_words(self.step, told)
        self.title.setText(words)
        self.about.setText("没有做成的列在下面，原样没动。" if told.refused else "都做成了。")
        for field in self.fields.values():
            field.hide()
        self.submit.hide()
        self.leave.say("收起")
        self.leave.setFocus()
        clear(self._lines)
        for one in told.refused:
            self._lines.addLayout(self._refused_line(one))
        self._rows = []
        self.done.emit(words)

    def _refused_line(self, one: "Refused") -> QVBoxLayout:
        box = QVBoxLayout()
        box.setSpacing(2)
        head = QHBoxLayout()
        head.addWidget(Text(self._named(one.number, one.title), "strong", wrap=True), 1)
        head.addWidget(Chip("没有做", State.ATTENTION))
        box.addLayout(head)
        box.addWidget(Text(_why(one), "small", wrap=True))
        return box


def _why(one: "Refused") -> str:
    if isinstance(one.error, InvalidForm):
        return "；".join(map(problem_words, one.error.problems))
    return sentence(one.error)


def result_words(step: Step, told: "BulkDone") -> str:
    """`已归档 41 件；3 件没有（还没有告知群众）`."""
    words = f"{DONE_ZH[step]} {len(told.done):,} 件"
    if not told.refused:
        return words
    why = Counter(SHORT_ZH.get(one.error.code, "见下面") for one in told.refused)
    named = "、".join(
        name if len(why) == 1 else f"{name} {count:,} 件" for name, count in why.most_common()
    )
    return f"{words}；{len(told.refused):,} 件没有（{named}）"
