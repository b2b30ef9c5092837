"""What the program knows while a visitor is talking: earlier visits, similar matters, what follows."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.clock import WEEKDAYS_ZH, day_zh
from liaison.domain.matter import MATTER_STATUS_ZH, OPEN, SATISFACTION_ZH, MatterStatus
from liaison.services.alike import AlikeMatter
from liaison.services.visitors import EarlierVisit, LikelyVisitor
from ui import theme
from ui.receptions.badge import Badge
from ui.theme import State
from ui.widgets import Card, Chip, LinkButton, Rule, SmallButton, Text, clear

MOST_LINES = 3
CHOICE_ZH = (
    "并案：不同的人说同一件事，另算一件，一起办，办完各自告知。"
    "重复反映：同一个人又来说，不另算一件。"
)


@dataclass(frozen=True)
class Known:
    """What was found about the person at the desk."""

    likely: tuple[LikelyVisitor, ...] = ()
    visits: tuple[EarlierVisit, ...] = ()
    linked: bool = False


@dataclass(frozen=True)
class Alike:
    """A matter like the card of this place, from 0."""

    place: int
    matter: AlikeMatter


@dataclass(frozen=True)
class Step:
    """One dot of what follows: what, when, by whom."""

    name: str
    when: str
    who: str
    done: bool = False


class EarlierCard(Card):
    picked = Signal(object)
    parted = Signal()

    def __init__(self) -> None:
        super().__init__("以前来过", " ", margin=14)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.body.addLayout(self._lines)
        self.note.set_role("small")
        self.tell(Known())

    def tell(self, known: Known) -> None:
        clear(self._lines)
        first = known.likely[0] if known.likely else None
        self.heading.setText(f"以前来过 {first.visits} 次" if first else "以前来过")
        self.note.setText(_why(first, linked=known.linked))
        if first is None:
            words = "写下姓名或电话，来过的人会在这里显示。"
            self._lines.addWidget(Text(words, "small", wrap=True))
            return
        if known.linked:
            self._lines.addLayout(self._linked_line())
        else:
            for person in known.likely[:MOST_LINES]:
                self._lines.addLayout(self._person_line(person))
        for visit in known.visits[:MOST_LINES]:
            self._lines.addWidget(Rule())
            self._lines.addLayout(_visit_line(visit))

    def _person_line(self, person: LikelyVisitor) -> QHBoxLayout:
        parts = (person.phone or "没有留电话", person.village, f"来过 {person.visits} 次")
        pick = SmallButton("就是这位")
        pick.setAccessibleName(f"就是这位：{person.name}，{'，'.join(filter(None, parts))}")
        pick.clicked.connect(lambda: self.picked.emit(person))
        return _two_lines(person.name, " · ".join(filter(None, parts)), pick)

    def _linked_line(self) -> QHBoxLayout:
        part = LinkButton("不是这位")
        part.clicked.connect(self.parted)
        row = QHBoxLayout()
        row.addWidget(Chip("已认定是同一个人", State.GOOD))
        row.addStretch(1)
        row.addWidget(part)
        return row


class SimilarCard(Card):
    merged = Signal(object)

    def __init__(self) -> None:
        super().__init__("可能是同一件事", "在办和近 90 天办结", margin=14)
        self.note.set_role("small")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.body.addLayout(self._lines)
        self.tell((), frozenset())

    def tell(self, found: tuple[Alike, ...], merged: frozenset[object]) -> None:
        clear(self._lines)
        if not found:
            words = "写下事由，说法、地点相近的事项会在这里显示。"
            self._lines.addWidget(Text(words, "small", wrap=True))
            return
        for number, alike in enumerate(found[:MOST_LINES]):
            if number:
                self._lines.addWidget(Rule())
            self._lines.addLayout(self._line(alike, merged=alike.matter.id in merged))
        self._lines.addWidget(Rule())
        self._lines.addWidget(Text(CHOICE_ZH, "small", wrap=True))

    def _line(self, alike: Alike, *, merged: bool) -> QHBoxLayout:
        matter = alike.matter
        parts = (f"{matter.raised_on:%m-%d}", matter.why, matter.unit)
        words = " · ".join(filter(None, parts))
        act: QWidget
        if merged:
            act = Chip("已并入", State.GOOD)
        elif not matter.is_open:
            act = Chip("已办结")
        else:
            act = SmallButton("重复反映" if matter.same_visitor else "并案")
            act.setAccessibleName(f"事项 {alike.place + 1} {act.text()} {matter.title}")
            act.clicked.connect(lambda: self.merged.emit(alike))
        return _two_lines(matter.title, words, act, Badge(alike.place + 1, 20))


class StepsCard(Card):
    def __init__(self) -> None:
        super().__init__("保存以后", "按本站规定，工作日计", margin=14)
        self.note.set_role("small")
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(1)
        self._notes = Text("", "small", wrap=True)
        self._dots = Dots()
        self.body.addSpacing(2)
        self.body.addWidget(self._dots)
        self.body.addLayout(self._grid)
        self.body.addWidget(Rule())
        self.body.addWidget(self._notes)

    def tell(self, steps: tuple[Step, ...], notes: str) -> None:
        clear(self._grid)
        self._dots.tell(len(steps), sum(step.done for step in steps))
        self.show()
        for column, step in enumerate(steps):
            self._grid.addWidget(Text(step.name, "muted"), 0, column)
            self._grid.addWidget(Text(step.when, "strong"), 1, column)
            who = Text(step.who, "small")
            who.setToolTip(step.who)
            self._grid.addWidget(who, 2, column)
        for column in range(3):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, theme.active().px(100))
        self._notes.setText(notes)


class Dots(QWidget):
    """As many dots as steps, a line between them; steps done are filled."""

    def __init__(self) -> None:
        super().__init__()
        self._count, self._done = 1, 1
        self.setFixedHeight(theme.active().px(14))

    def tell(self, count: int, done: int) -> None:
        self._count, self._done = count, done
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step, radius, middle = self.width() / 3, look.px(5), self.height() / 2
        painter.setPen(QPen(look.color("line_strong"), 2))
        end = radius + step * (self._count - 1)
        painter.drawLine(QPointF(radius, middle), QPointF(end, middle))
        for place in range(self._count):
            done = place < self._done
            painter.setPen(QPen(look.color("good" if done else "line_strong"), 2))
            painter.setBrush(look.color("good" if done else "panel"))
            painter.drawEllipse(QPointF(radius + 1 + step * place, middle), radius - 1, radius - 1)
        painter.end()


class SideColumn(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.earlier, self.similar, self.steps = EarlierCard(), SimilarCard(), StepsCard()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for card in (self.earlier, self.similar, self.steps):
            box.addWidget(card)
        self.steps.hide()
        box.addStretch(1)


def short_day(day: date) -> str:
    """3月10日 周二."""
    return f"{day.month}月{day.day}日 周{WEEKDAYS_ZH[day.weekday()]}"


def _why(person: LikelyVisitor | None, *, linked: bool) -> str:
    if person is None or linked:
        return ""
    return "电话相同" if person.same_phone else "只是姓名相同，请核对电话"


def _visit_line(visit: EarlierVisit) -> QHBoxLayout:
    word = MATTER_STATUS_ZH[visit.status]
    if visit.satisfaction:
        word = f"{word} · {SATISFACTION_ZH[visit.satisfaction]}"
    state = State.INFO if visit.status in OPEN else State.GOOD
    if visit.status in (MatterStatus.DECLINED, MatterStatus.MERGED):
        state = State.NEUTRAL
    return _two_lines(visit.title, day_zh(visit.received_on), Chip(word, state))


def _two_lines(first: str, second: str, act: QWidget, before: QWidget | None = None) -> QHBoxLayout:
    """A line and a smaller one below it; both end in an ellipsis where they don't fit."""
    words = QVBoxLayout()
    words.setSpacing(0)
    top = QHBoxLayout()
    top.setSpacing(6)
    if before:
        top.addWidget(before)
    title = Elided(first)
    top.addWidget(title, 1)
    words.addLayout(top)
    words.addWidget(Elided(second, "small"))
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addLayout(words, 1)
    row.addWidget(act, 0, Qt.AlignmentFlag.AlignVCenter)
    return row


class Elided(Text):
    """One line that ends in an ellipsis and tells the whole in its tool tip."""

    def __init__(self, words: str, role: str = "") -> None:
        super().__init__(words, role)
        self.setMinimumWidth(40)
        self.setToolTip(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.width()
        )
        self.style().drawItemText(
            painter,
            self.rect(),
            int(Qt.AlignmentFlag.AlignVCenter),
            self.palette(),
            True,
            words,
            self.foregroundRole(),
        )
        painter.end()
