"""A record's head: its name and number, who raised it, and what can be done now."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from liaison.domain.matter import URGENCY_ZH, Urgency
from liaison.domain.steps import Step
from liaison.services.matter_view import MatterFile
from ui import theme
from ui.matters.actions import WORDS, Actions, arranged
from ui.matters.clock import short_of
from ui.matters.said import HIDDEN_ZH
from ui.theme import State
from ui.widgets import Button, Chip, FlowLayout, LinkButton, PrimaryButton, Text, clear

MOST_NAMED = 2
LEAST_NAME = 260
"""Pixels at 100 % that a name needs beside the buttons."""


class Head(QWidget):
    step_asked = Signal(object)
    unmask_asked = Signal()
    print_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.can = Actions(None, (), ())
        self.title = Text("", "title", wrap=True).selectable()
        self.facts = QWidget()
        self._facts = FlowLayout(self.facts, gap=10)
        self._person = QWidget()
        self._names = Text("", "small").selectable()
        self.unmask = LinkButton("显示")
        self.unmask.setProperty("kind", "inline")
        self.unmask.setAccessibleName("显示这位群众的姓名电话，会留痕")
        self.unmask.setToolTip("显示这一件的姓名电话，并记入留痕（Ctrl M）")
        self.unmask.clicked.connect(self.unmask_asked)
        person = QHBoxLayout(self._person)
        person.setContentsMargins(0, 0, 0, 0)
        person.setSpacing(10)
        person.addWidget(self._names)
        person.addWidget(self.unmask)
        self.primary = PrimaryButton("交办", "Ctrl+Return", own_key=False)
        self.primary.clicked.connect(self._on_primary_clicked)
        self.print = Button("打印交办单")
        self.print.clicked.connect(self.print_asked)
        self.more = Button("更多", icon="caret-down")
        self.more.icon_last = True
        self.more.clicked.connect(self._on_more_clicked)
        self.beside: list[Button] = []
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._row = QHBoxLayout()
        self._row.setSpacing(12)
        self._row.addWidget(self.title, 1)
        self._row.addLayout(self._buttons)
        self._row.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(self._row)
        box.addWidget(self.facts)
        for button in (self.print, self.more, self.primary):
            self._buttons.addWidget(button)

    def minimumSizeHint(self) -> QSize:
        """Narrow windows put the buttons below the name."""
        return QSize(self._buttons.sizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = self.width() - self._buttons.sizeHint().width() >= theme.active().px(LEAST_NAME)
        row = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != row:
            self._row.setDirection(row)
            side = Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag.AlignLeft
            self._row.setAlignment(self._buttons, side)

    def show_file(self, file: MatterFile, *, guests: bool) -> None:
        self.title.setText(HIDDEN_ZH if guests else file.title)
        self._show_facts(file, guests=guests)
        self.can = arranged(file)
        primary = self.can.primary
        self.primary.setVisible(primary is not None)
        if primary is not None:
            self.primary.say(WORDS[primary])
        self.print.setVisible(file.referral is not None and file.outcome is None)
        self.more.setVisible(bool(self.can.more))
        self._show_beside()
        for button in (self.primary, self.print, self.more, *self.beside):
            button.setEnabled(not guests)
        self._fit()

    def _show_facts(self, file: MatterFile, *, guests: bool) -> None:
        self._facts.removeWidget(self._person)
        clear(self._facts)
        visit = file.visit
        number = Text(short_of(file.number), "small").selectable()
        number.setToolTip(file.number)
        self._facts.addWidget(number)
        for words in (file.category, file.keeper and f"经办 {file.keeper}"):
            if words:
                self._facts.addWidget(Text(words, "small").selectable())
        people = [one.name for one in visit.representatives]
        if people:
            many = f" 等 {len(people)} 位" if len(people) > MOST_NAMED else ""
            met = Text(f"{'、'.join(people[:MOST_NAMED])}{many} 接待", "small")
            met.setToolTip("、".join(people))
            self._facts.addWidget(met)
        if file.urgency is not Urgency.NORMAL:
            self._facts.addWidget(Chip(URGENCY_ZH[file.urgency], State.ATTENTION))
        said = ("　".join(filter(None, (one.name, one.phone))) for one in visit.visitors)
        self._names.setText("" if guests else "、".join(said))
        self.unmask.setVisible(visit.masked and bool(visit.visitors) and not guests)
        self._facts.addWidget(self._person)

    def _show_beside(self) -> None:
        for button in self.beside:
            self._buttons.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.beside = []
        for place, step in enumerate(self.can.beside):
            button = Button(WORDS[step])
            button.clicked.connect(lambda _=False, step=step: self.step_asked.emit(step))
            self._buttons.insertWidget(1 + place, button)
            self.beside.append(button)

    def _on_primary_clicked(self) -> None:
        if self.can.primary is not None:
            self.step_asked.emit(self.can.primary)

    def menu(self) -> QMenu:
        """All that is possible besides the buttons."""
        menu = QMenu(self)
        for step in self.can.more:
            if step is Step.VOID:
                menu.addSeparator()
            act = menu.addAction(WORDS[step])
            act.triggered.connect(lambda _=False, step=step: self.step_asked.emit(step))
        return menu

    def _on_more_clicked(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))
