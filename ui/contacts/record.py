"""One contact: with whom, what was logged, the next entry, its end."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from liaison.domain.clock import day_zh
from liaison.domain.duty import CONTACT_KIND_ZH, ContactKind
from liaison.domain.errors import InvalidForm, LiaisonError
from liaison.domain.ids import ContactLinkId
from liaison.services.contacts import LinkView, Whole
from ui.context import Context
from ui.matters.day_edit import DayEdit
from ui.performance.years import today
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import (
    Button,
    Facts,
    Field,
    LinkButton,
    MessageBar,
    PrimaryButton,
    Rule,
    Text,
    clear,
)
from ui.widgets.line import Option, SearchCombo

if TYPE_CHECKING:
    from liaison.services.work import Work

VISITING_ZH = "（参观模式，已遮住）"


class LinkRecord(QWidget):
    said = Signal(str)

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__()
        from liaison.services.contact_changes import WAYS

        self._tasks, self._context = tasks, context
        self._shown: ContactLinkId | None = None
        self._typed: dict[ContactLinkId, tuple[str, str, str]] = {}
        self.view: LinkView | None = None
        self.title, self.facts, self.message = Text("", "title", wrap=True), Facts(), MessageBar()
        self.name, self.phone = Text(""), Text("")
        self.day = DayEdit("哪天联系的", today())
        self.how = SearchCombo("怎样联系", [Option(one, one) for one in WAYS], free=True)
        self.content = QPlainTextEdit()
        self.content.setTabChangesFocus(True)
        self.content.setFixedHeight(76)
        self.fields = {
            "contacted_on": Field("哪天联系的", self.day),
            "how": Field("怎样联系", self.how),
            "content": Field("说了什么（可不填）", self.content),
        }
        self.log = PrimaryButton("记下这次联系", "Ctrl+Return")
        self.reception = Button("登记成接待…", icon="chat")
        self.reception.setToolTip("把说的事带到“新的接待”里，补齐后登记、交办")
        self.end = Button("结束联系")
        self._logs = QVBoxLayout()
        self._logs.setSpacing(6)
        self._arrange()
        self.log.clicked.connect(self._on_log_clicked)
        self.reception.clicked.connect(self._on_reception_clicked)
        self.end.clicked.connect(self._on_end_clicked)

    def _arrange(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(19, 16, 19, 16)
        box.setSpacing(12)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(self.end)
        box.addLayout(top)
        box.addWidget(self.message)
        box.addWidget(self.facts)
        box.addWidget(Rule())
        self._entry = QWidget()
        entry = QVBoxLayout(self._entry)
        entry.setContentsMargins(0, 0, 0, 0)
        entry.setSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.fields["contacted_on"])
        row.addWidget(self.fields["how"])
        entry.addLayout(row)
        entry.addWidget(self.fields["content"])
        sure = QHBoxLayout()
        sure.addStretch(1)
        sure.addWidget(self.reception)
        sure.addWidget(self.log)
        entry.addLayout(sure)
        box.addWidget(self._entry)
        box.addLayout(self._logs)
        box.addStretch(1)

    def show_link(self, key: ContactLinkId) -> None:
        from liaison.services import contacts

        if key != self._shown:
            self._keep_typed()
            self._begin()
            self._take_typed(key)
        self._shown = key
        self._tasks.read(self, lambda work: contacts.view(work, key), self._show)

    def _keep_typed(self) -> None:
        """What is typed for one contact is there again when it is come back to."""
        typed = self.day.text(), self.how.words, self.content.toPlainText()
        if self._shown is not None and any(typed[1:]):
            self._typed[self._shown] = typed

    def _take_typed(self, key: ContactLinkId) -> None:
        day, how, content = self._typed.pop(key, ("", "", ""))
        if how or content:
            self.day.setText(day)
            self.how.choose(None, how)
            self.content.setPlainText(content)

    def _begin(self) -> None:
        self.message.hide()
        self.day.begin(today())
        self.how.choose(None)
        self.content.clear()
        self._complain(())

    def _show(self, view: LinkView) -> None:
        if view.row.id != self._shown:
            return
        self.view = view
        row = view.row
        voter = row.kind is ContactKind.VOTER
        name = VISITING_ZH if voter and self._context.visiting else row.name
        self.title.setText(f"{row.keeper} → {name}")
        last = day_zh(row.last_on) if row.last_on else "还没有联系过"
        self.facts.show_facts(
            [
                ("类型", CONTACT_KIND_ZH[row.kind] + ("，一户" if row.household else "")),
                ("对象", self._whom(view)),
                ("村社", row.area),
                ("联络站", row.station),
                (
                    "联系期间",
                    f"{row.since_on} 起" + (f"，{row.ended_on} 止" if row.ended_on else ""),
                ),
                ("最近一次", f"{last}（{row.days} 天前）" if row.last_on else last),
                ("今年", f"{row.times} 次"),
            ]
        )
        for widget in (self._entry, self.end):
            widget.setVisible(row.ended_on is None)
        self.reception.setVisible(voter)
        self._show_logs(view)

    def _whom(self, view: LinkView) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        voter, visiting = view.row.kind is ContactKind.VOTER, self._context.visiting
        self.name = Text(VISITING_ZH if voter and visiting else view.row.name).selectable()
        self.phone = Text("" if visiting else view.row.phone).selectable()
        line.addWidget(self.name)
        line.addWidget(self.phone)
        if voter and not visiting:
            look = LinkButton("显示，留痕")
            look.setAccessibleName("显示姓名和电话，会留痕")
            look.clicked.connect(self._on_look_clicked)
            line.addWidget(look)
        line.addStretch(1)
        return box

    def _show_logs(self, view: LinkView) -> None:
        clear(self._logs)
        self._logs.addWidget(Text(f"联系记录（{len(view.logs)}）", "heading"))
        if not view.logs:
            self._logs.addWidget(Text("还没有联系记录。", "muted"))
        for log in view.logs:
            self._logs.addWidget(
                Text(f"{day_zh(log.contacted_on)}　{log.how}　{log.actor}", "muted")
            )
            if log.content:
                words = VISITING_ZH if self._context.visiting else log.content
                self._logs.addWidget(Text(words, wrap=True).selectable())

    def _on_look_clicked(self) -> None:
        from liaison.services import contacts

        key = self._shown
        if key is None:
            return

        def show(whole: Whole) -> None:
            if key == self._shown:
                self.name.setText(whole.name)
                self.phone.setText(whole.phone)

        self._tasks.write(self, lambda work, _: contacts.unmasked(work, key), show)

    def _form(self) -> Any:
        from liaison.domain.words import PROBLEMS
        from liaison.services.contact_changes import LogForm

        self._complain(())
        self.how.settle()
        day = self.day.day
        if day is None:
            self.fields["contacted_on"].complain(PROBLEMS["missing"])
            self.day.setFocus()
            return None
        return LogForm(day, self.how.words, self.content.toPlainText())

    def _on_log_clicked(self) -> None:
        from liaison.services import contact_changes

        form, key = self._form(), self._shown
        if form is None or key is None:
            return
        self._tasks.write(
            self,
            lambda work, _: contact_changes.log(work, key, form),
            lambda _: self._on_saved("已记下这次联系"),
            self._on_failed,
        )

    def _on_reception_clicked(self) -> None:
        """What was heard goes into a draft; the log is written with it."""
        form, key = self._form(), self._shown
        if form is None or key is None:
            return

        def put(work: "Work", _progress: Any) -> Any:
            from liaison.services import contact_changes

            contact_changes.log(work, key, form)
            return contact_changes.as_reception(work, key, form)

        def go(draft: Any) -> None:
            self._begin()
            self._context.go("new_reception", draft_id=draft)

        self._tasks.write(self, put, go, self._on_failed)

    def _on_end_clicked(self) -> None:
        from liaison.services import contact_changes

        view = self.view
        if view is None:
            return
        on, version = today(), view.version
        self._tasks.write(
            self,
            lambda work, _: contact_changes.end(work, view.row.id, on, version),
            lambda _: self._on_saved("这条联系已结束，记录都留着"),
            self._on_failed,
        )

    def _on_saved(self, words: str) -> None:
        self._begin()
        self.said.emit(words)
        if self._shown is not None:
            self.show_link(self._shown)

    def _complain(self, problems: tuple[Any, ...]) -> None:
        from liaison.domain.words import problem_words

        for field in self.fields.values():
            field.complain("")
        for problem in problems:
            if problem.field in self.fields:
                self.fields[problem.field].complain(problem_words(problem))
                self.fields[problem.field].editor.setFocus()

    def _on_failed(self, error: LiaisonError) -> None:
        from liaison.domain.words import sentence

        if isinstance(error, InvalidForm):
            self._complain(error.problems)
        if not isinstance(error, InvalidForm) or error.problems[0].field not in self.fields:
            self.message.say(sentence(error), State.OVERDUE)
