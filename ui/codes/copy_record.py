"""One sheet that hangs somewhere: what is wrong with it, its photos, seen again, taken down."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from liaison.domain.codes import CODE_KIND_ZH, CODE_SOURCE_ZH
from liaison.domain.ids import PosterCopyId
from liaison.services import wall
from liaison.services.code_prints import template_title
from liaison.services.wall import CopyRow
from ui.context import Context
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Card, Facts, Field, Page, SmallButton, Text, scrolled
from ui.widgets.attachments import AttachmentStrip

CHECK, DOWN, MOVE = "记为看过", "取下", "改地点"
HINTS = {
    CHECK: ("看时情况", "例如：完好；褪色，下次换"),
    DOWN: ("为什么取下", "例如：代表离任，换了新码"),
    MOVE: ("贴在哪里", "例如：便民服务中心一楼门厅"),
}


class CopyRecord(Card):
    def __init__(self, tasks: Tasks, context: Context, page: Page) -> None:
        super().__init__("海报")
        self._tasks, self._page = tasks, page
        self._row: CopyRow | None = None
        self._asking = ""
        self.wrong = Text("", "problem", wrap=True)
        self.facts = Facts()
        self.photos = AttachmentStrip(tasks, context)
        self.check, self.down = SmallButton(f"{CHECK}…"), SmallButton(f"{DOWN}…")
        self.relocate = SmallButton(f"{MOVE}…")
        self.words = QLineEdit()
        self.words.setMaxLength(100)
        self.field = Field("", self.words)
        self.confirm, self.cancel = SmallButton(""), SmallButton("不记")
        self._arrange()
        self.check.clicked.connect(lambda: self._ask(CHECK))
        self.down.clicked.connect(lambda: self._ask(DOWN))
        self.relocate.clicked.connect(lambda: self._ask(MOVE))
        self.cancel.clicked.connect(lambda: self._ask(""))
        self.confirm.clicked.connect(self._on_confirmed)
        self.words.returnPressed.connect(self._on_confirmed)
        self.hide()

    def _arrange(self) -> None:
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.wrong)
        box.addWidget(self.facts)
        for buttons in ((self.check, self.down, self.relocate), (self.confirm, self.cancel)):
            if self.confirm in buttons:
                box.addWidget(self.field)
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            box.addLayout(row)
        box.addWidget(self.photos)
        box.addStretch(1)
        self.body.addWidget(scrolled(inside), 1)

    @property
    def key(self) -> PosterCopyId | None:
        return self._row.id if self._row else None

    def show_copy(self, row: CopyRow | None) -> None:
        """Show one; None hides the panel."""
        self._row = row
        self.setVisible(row is not None)
        if row is None:
            return
        self.heading.setText(row.place)
        self.wrong.setText(row.stale if row.taken_down_on is None else "")
        self.wrong.setVisible(bool(self.wrong.text()))
        down = f"{row.taken_down_on.isoformat()} {row.taken_down_by}" if row.taken_down_on else ""
        seen = f"{row.checked_on.isoformat()} {row.checked_by}" if row.checked_on else ""
        self.facts.show_facts(
            [
                ("谁的码", f"{row.whose}　{CODE_KIND_ZH[row.kind]}"),
                ("编号", row.label),
                ("码的内容", CODE_SOURCE_ZH[row.source]),
                ("样式", template_title(row.template)),
                ("贴出", f"{row.hung_on.isoformat()} {row.hung_by}"),
                ("看过", seen or "还没有人看过"),
                ("看时情况", row.check_remark),
                ("取下", down),
                ("原因", row.taken_down_reason),
            ]
        )
        self.photos.show_of("poster_copy", row.id)
        self._ask("")

    def _ask(self, what: str) -> None:
        """Open the line for what was found, or why it comes down; "" closes it."""
        hanging = self._row is not None and self._row.taken_down_on is None
        self._asking = what
        self.words.clear()
        self.field.complain("")
        for button in (self.check, self.down, self.relocate):
            button.setVisible(hanging and not what)
        for widget in (self.field, self.confirm, self.cancel):
            widget.setVisible(bool(what))
        if not what:
            return
        self.confirm.say(what)
        name, example = HINTS[what]
        self.words.setPlaceholderText(example)
        self.words.setAccessibleName(name)
        if what == MOVE and self._row is not None:
            self.words.setText(self._row.place)
        self.words.setFocus()

    def _on_confirmed(self) -> None:
        row, words = self._row, self.words.text().strip()
        if row is None:
            return
        if self._asking == CHECK:
            self._tasks.write(
                self,
                lambda work, _: wall.check_copy(work, row.id, remark=words),
                lambda _: self._page.message.say("已记为今天看过。", State.GOOD),
                self._page.refuse,
            )
        elif not words:
            self.field.complain("要写地点" if self._asking == MOVE else "要写原因")
        elif self._asking == MOVE:
            self._tasks.write(
                self,
                lambda work, _: wall.move(work, row.id, words),
                lambda _: self._page.message.say("地点已改。", State.GOOD),
                self._page.refuse,
            )
        else:
            self._tasks.write(
                self,
                lambda work, _: wall.take_down(work, row.id, words),
                lambda _: self._page.message.say("已记为取下。", State.GOOD),
                self._page.refuse,
            )
