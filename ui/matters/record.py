"""One matter: what was said, what was answered, every step on one timeline."""

from PySide6.QtCore import QPointF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.clock import civil, utc_now
from liaison.domain.matter import (
    DECLINE_REASON_ZH,
    MATTER_STATUS_ZH,
    SATISFACTION_ZH,
    URGENCY_ZH,
)
from liaison.services import reception_view
from liaison.services.matter_list import MatterRow
from liaison.services.reception_view import MatterView, ReceptionView, StepView
from ui import theme
from ui.context import Context
from ui.matters.clock import clock_tag
from ui.tasks import Tasks
from ui.widgets import Button, Card, Chip, EmptyState, Facts, Rule, Text, clear, scrolled

HIDDEN = "（参观模式，已遮住）"


class MatterRecord(Card):
    """The chosen matter at the right of the list."""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__(margin=1)
        self._tasks, self._context = tasks, context
        self._row: MatterRow | None = None
        self.setMinimumWidth(360)
        self.title = Text("", "title", wrap=True)
        self.facts_line = Text("", "muted", wrap=True)
        self.chip = Chip("")
        self.visit = Button("打开接待", icon="chat")
        self.visit.clicked.connect(self._on_visit_clicked)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(12)
        self._empty = EmptyState(
            "从左边选一件事项", "这里显示它的原话、答复和经过。", icon="list-bullets"
        )
        self._inside = QWidget()
        inner = QVBoxLayout(self._inside)
        inner.setContentsMargins(19, 16, 19, 16)
        inner.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.visit, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(head)
        inner.addWidget(self.facts_line)
        inner.addWidget(self.chip)
        inner.addWidget(Rule())
        inner.addLayout(self._lines)
        inner.addStretch(1)
        self._area = scrolled(self._inside)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self._empty, 1)
        self.show_nothing()

    def show_nothing(self) -> None:
        self._row = None
        self._area.hide()
        self._empty.show()

    def show_matter(self, row: MatterRow) -> None:
        """Ask for the reception that the matter belongs to and show this part of it."""
        self._row = row
        self._tasks.read(
            self,
            lambda work: reception_view.view(work, row.reception_id),
            lambda view: self._show(view, row),
        )

    @Slot()
    def _on_visit_clicked(self) -> None:
        if self._row:
            self._context.go("receptions", reception_id=self._row.reception_id)

    def _show(self, view: ReceptionView, row: MatterRow) -> None:
        matter = next((one for one in view.matters if one.id == row.id), None)
        if matter is None or self._row is not row:
            return
        hidden = self._context.visiting
        self.title.setText(HIDDEN if hidden else matter.title)
        people = "、".join(one.name for one in view.representatives)
        visitor = "、".join(one.name for one in view.visitors) or "匿名"
        parts = [matter.number, matter.category, f"{people} 接待" if people else "", visitor]
        self.facts_line.setText("　".join(part for part in parts if part))
        tag = clock_tag(row, civil(utc_now()).date())
        self.chip.say(tag.word, tag.state, tag.icon)
        clear(self._lines)
        self._add_words(view, matter, hidden=hidden)
        self._add_facts(matter, hidden=hidden)
        self._lines.addWidget(Rule())
        self._lines.addWidget(Text("经过", "heading"))
        self._lines.addWidget(Timeline(matter.steps, hidden=hidden))
        self._empty.hide()
        self._area.show()

    def _add_words(self, view: ReceptionView, matter: MatterView, *, hidden: bool) -> None:
        head = QHBoxLayout()
        head.addWidget(Text("原话", "heading"))
        head.addStretch(1)
        read = "，已读给本人听" if view.read_back else ""
        head.addWidget(Text(f"{civil(view.recorded_at):%Y-%m-%d %H:%M} 记{read}", "small"))
        words = HIDDEN if hidden else (matter.content or view.words)
        self._lines.addLayout(head)
        self._lines.addWidget(Text(words, "quote", wrap=True).selectable())

    def _add_facts(self, matter: MatterView, *, hidden: bool) -> None:
        reason = matter.decline_reason
        facts = [
            ("缓急", URGENCY_ZH[matter.urgency]),
            ("承办", matter.unit),
            ("期限", f"{matter.due_on:%Y-%m-%d}" if matter.due_on else ""),
            ("涉及", matter.concerns),
            ("答复", HIDDEN if hidden and matter.answer else matter.answer),
            ("办理结果", f"{matter.answer_class}类" if matter.answer_class else ""),
            ("告知", f"{matter.told_on:%Y-%m-%d}" if matter.told_on else ""),
            ("群众评价", SATISFACTION_ZH[matter.satisfaction] if matter.satisfaction else ""),
            ("不予受理", DECLINE_REASON_ZH[reason] if reason else ""),
            ("引导到", f"{matter.where_to}　{matter.where_phone}".strip()),
            ("重复反映", matter.repeat_of),
        ]
        shown = Facts()
        shown.show_facts([(name, value) for name, value in facts if matter and value])
        self._lines.addWidget(shown)


class Timeline(QWidget):
    """Steps from the newest to the oldest, a dot each."""

    def __init__(self, steps: tuple[StepView, ...], *, hidden: bool) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 0, 0, 0)
        box.setSpacing(10)
        self._lines: list[Text] = []
        for step in reversed(steps):
            row = QHBoxLayout()
            row.setSpacing(12)
            day = Text(f"{step.happened_on:%m-%d}", "muted")
            day.setToolTip(f"{step.happened_on:%Y-%m-%d}，{step.actor} 记")
            row.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(Text(MATTER_STATUS_ZH[step.status]))
            if step.remark:
                words.addWidget(Text(HIDDEN if hidden else step.remark, "small", wrap=True))
            row.addLayout(words, 1)
            box.addLayout(row)
            self._lines.append(day)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dots = [QPointF(6, line.geometry().top() + look.px(10)) for line in self._lines]
        painter.setPen(QPen(look.color("line_strong"), 1.5))
        if len(dots) > 1:
            painter.drawLine(dots[0], dots[-1])
        for place, dot in enumerate(dots):
            painter.setBrush(look.color("accent" if not place else "panel"))
            painter.setPen(QPen(look.color("accent" if not place else "muted"), 1.6))
            painter.drawEllipse(dot, 4, 4)
        painter.end()
