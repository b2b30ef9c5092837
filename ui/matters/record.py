"""One matter: its head, its clock, the step being taken, what was said, what has happened."""

from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.errors import LiaisonError
from liaison.domain.ids import MatterId
from liaison.domain.slip_code import SlipKind
from liaison.domain.steps import Step
from ui import theme
from ui.context import Context
from ui.matters import reading
from ui.matters.band_parts import band_of
from ui.matters.clock import clock_tag, standing_words
from ui.matters.clock_band import ClockBand
from ui.matters.head import Head
from ui.matters.people_hint import PeopleHint
from ui.matters.reading import Shown
from ui.matters.said import Said
from ui.matters.side import Side
from ui.matters.step_desk import StepDesk
from ui.tasks import Tasks
from ui.widgets import Card, EmptyState, Rule, scrolled
from ui.widgets.attachments import AttachmentStrip

SIDE_WIDTH = 232
WIDEST = 16_777_215
NARROW = 560
"""Pixels at 100 % below which the right column goes under the words."""


FRESH_MS = 300
"""For so long after a panel is opened the view follows its growing."""


class MatterRecord(Card):
    """The chosen matter at the right of the list."""

    took = Signal(object)
    refused = Signal(str)
    print_asked = Signal(object, object)
    matter_asked = Signal(object)
    filled = Signal()
    """The record shows what the office holds."""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__(margin=1)
        self._tasks, self._context = tasks, context
        self.key: MatterId | None = None
        self.shown: Shown | None = None
        self._then: Step | None = None
        self._fresh = QTimer(self)
        self._fresh.setSingleShot(True)
        self._fresh.setInterval(FRESH_MS)
        self.setMinimumWidth(theme.active().px(380))
        self.top, self.band = Head(), ClockBand()
        self.said, self.side = Said(), Side()
        self.attachments = AttachmentStrip(tasks, context)
        self.hint = PeopleHint(tasks, context)
        slot = QVBoxLayout()
        self.desk = StepDesk(tasks, context, slot, self)
        self._empty = EmptyState(
            "从左边选一件事项", "这里显示它的时钟、原话、答复和经过。", icon="list-bullets"
        )
        self._inside = self._arrange(slot)
        self.body.addWidget(self._inside, 1)
        self.body.addWidget(self._empty, 1)
        self._connect()
        self.show_nothing()

    def _arrange(self, slot: QVBoxLayout) -> QWidget:
        look = theme.active()
        top = QVBoxLayout()
        top.setContentsMargins(look.px(19), look.px(14), look.px(19), look.px(14))
        top.setSpacing(look.px(12))
        top.addWidget(self.top)
        top.addWidget(self.band)
        top.addLayout(slot)
        self._line = QFrame()
        self._line.setObjectName("upright")
        self._line.setFixedWidth(1)
        lower = QWidget()
        self._columns = QHBoxLayout(lower)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(0)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addWidget(Rule())
        box.addWidget(lower, 1)
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        for part in (self.said, self.hint, Rule(), self.attachments):
            column.addWidget(part)
        column.addStretch(1)
        left, right = _padded(words), _padded(self.side)
        self._columns.addWidget(left, 1)
        self._columns.addWidget(self._line)
        self._columns.addWidget(right)
        self._right = right
        self.area = scrolled(inside)
        return self.area

    def _connect(self) -> None:
        self.top.step_asked.connect(self.open_step)
        self.top.unmask_asked.connect(self.unmask)
        self.top.print_asked.connect(self._on_print_asked)
        self.side.print_asked.connect(self.print_asked)
        self.side.matter_asked.connect(self.matter_asked)
        self.side.reception_asked.connect(self.open_reception)
        self.side.proposal_asked.connect(lambda key: self._context.go("proposals", proposal_id=key))
        self.desk.took.connect(self.took)
        self.desk.changed_meanwhile.connect(self.reload)
        self.desk.refused.connect(self.refused)
        self.desk.opened.connect(self._on_panel_opened)
        self.area.verticalScrollBar().rangeChanged.connect(self._on_grown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A narrow window has the right column below the words."""
        look = theme.active()
        beside = self.width() >= look.px(NARROW)
        row = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(row)
        self._line.setVisible(beside)
        self._right.setMinimumWidth(look.px(SIDE_WIDTH) if beside else 0)
        self._right.setMaximumWidth(look.px(SIDE_WIDTH) if beside else WIDEST)

    def show_nothing(self) -> None:
        self.desk.close()
        self.key, self.shown = None, None
        self._inside.hide()
        self._empty.show()

    def show_matter(self, key: MatterId, step: Step | None = None) -> None:
        """Read one matter and show it, with a step's panel open when one is named."""
        if key != self.key:
            self.desk.close()
        self.key, self._then = key, step
        self.reload()

    @Slot()
    def reload(self) -> None:
        """Read it again; an open panel keeps what is typed in it."""
        key = self.key
        if key is None:
            return
        self._tasks.read(
            self,
            lambda work: reading.read(work, key),
            lambda shown: self._show(shown, key),
            self._on_gone,
        )

    def _on_gone(self, error: LiaisonError) -> None:
        from liaison.domain.words import sentence

        self.show_nothing()
        self.refused.emit(sentence(error))

    @Slot()
    def unmask(self) -> None:
        """The visitor's name and telephone, on purpose; it is written to the trail."""
        key = self.key
        if key is None or self._context.visiting:
            return
        self._tasks.write(
            self,
            lambda work, _: reading.unmask(work, key),
            lambda shown: self._show(shown, key),
        )

    def _show(self, shown: Shown, key: MatterId) -> None:
        if key != self.key:
            return
        before, self.shown = self.shown, shown
        guests = self._context.visiting
        file, today = shown.file, shown.today
        self.top.show_file(file, guests=guests)
        tag = clock_tag(file, today)
        self.band.show_band(band_of(file, shown.used, today), standing_words(file, today), tag)
        self.said.show_file(file, shown.choices.classes, guests=guests)
        self.side.show_file(file, today, shown.proposals, guests=guests)
        self.hint.show_of(file.id)
        self.attachments.show_of("matter", file.id, file.visit.station_id, file.round_no)
        if guests:
            self.desk.close()
        self.desk.show(shown)
        self._empty.hide()
        self._inside.show()
        if before is None or before.file.id != file.id:
            self.area.verticalScrollBar().setValue(0)
        step, self._then = self._then, None
        if step is not None and not guests:
            self.open_step(step)
        self.filled.emit()

    def open_step(self, step: Step) -> None:
        """Put the step's panel up, if it can be taken now."""
        self.desk.open(step)

    def go_on(self) -> None:
        """Ctrl+Enter: hand in the open panel, else open the one that the stage asks for."""
        if self.desk.panel is not None:
            self.desk.hand_in()
        elif self.top.can.primary is not None and self.shown and not self._context.visiting:
            self.open_step(self.top.can.primary)

    def _on_panel_opened(self, on: Any) -> None:
        self.top.primary.setEnabled(not on and not self._context.visiting)
        if on:
            self._show_panel()
            self._fresh.start()
        else:
            self.area.verticalScrollBar().setValue(0)

    def _on_grown(self) -> None:
        """The panel has got its height."""
        if self._fresh.isActive():
            self._show_panel()

    def _show_panel(self) -> None:
        """The whole panel with its buttons in sight, or at least its top."""
        panel = self.desk.panel
        if panel is None:
            return
        top = panel.mapTo(self.area.widget(), QPoint()).y()
        below = top + panel.height() + theme.active().px(12) - self.area.viewport().height()
        self.area.verticalScrollBar().setValue(min(max(0, below), max(0, top - 12)))

    def open_reception(self) -> None:
        if self.shown is not None:
            self._context.go("receptions", reception_id=self.shown.file.visit.id)

    def _on_print_asked(self) -> None:
        referral = self.shown.file.referral if self.shown else None
        if referral is not None:
            self.print_asked.emit(SlipKind.REFERRAL, referral.id)


def _padded(widget: QWidget) -> QWidget:
    look = theme.active()
    around = QWidget()
    box = QVBoxLayout(around)
    box.setContentsMargins(look.px(19), look.px(14), look.px(16), look.px(16))
    box.addWidget(widget)
    box.setAlignment(widget, Qt.AlignmentFlag(0))
    return around
