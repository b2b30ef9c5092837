"""What stands at the right of the list: the record, a step for several, or a paper."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget

from liaison.domain.steps import Step
from liaison.services.matter_list import MatterQuery
from liaison.services.stations import Choice
from ui.context import Context
from ui.matters.bulk_panel import BulkPanel
from ui.matters.list_card import ListCard
from ui.matters.paper_panel import Made, PaperPanel
from ui.matters.papers import Papers
from ui.matters.record import MatterRecord
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Page


class Beside(QStackedWidget):
    left = Signal()
    """The record is shown again: the list gets the keys."""

    def __init__(
        self,
        tasks: Tasks,
        context: Context,
        page: Page,
        listed: ListCard,
        query: Callable[[], MatterQuery],
    ) -> None:
        super().__init__()
        self._context, self._page, self._list, self._query = context, page, listed, query
        self.units: tuple[Choice, ...] = ()
        self.record = MatterRecord(tasks, context)
        self.bulk = BulkPanel(tasks, listed.told)
        self.paper = PaperPanel(tasks, page)
        self.papers = Papers(tasks, page)
        for widget in (self.record, self.bulk, self.paper):
            self.addWidget(widget)
        self.bulk.left.connect(self._go_back)
        self.bulk.done.connect(self._on_bulk_done)
        self.paper.left.connect(self._go_back)
        self.papers.made.connect(self._on_made)
        self.record.print_asked.connect(self._on_slip_asked)
        listed.bulk.step_asked.connect(self._on_bulk_asked)
        listed.bulk.list_asked.connect(lambda: self.print_list(marked=True))
        listed.bulk.slips_asked.connect(self._on_slips_asked)

    def show_record(self) -> None:
        self.setCurrentWidget(self.record)

    def leave_paper(self) -> None:
        """Another matter was chosen: a step for several stays, a paper goes."""
        if self.currentWidget() is self.paper:
            self.show_record()

    @Slot()
    def _go_back(self) -> None:
        self.show_record()
        self.left.emit()

    @Slot()
    def go_on(self) -> None:
        """Ctrl+Enter."""
        if self.currentWidget() is self.bulk:
            self.bulk.hand_in()
        elif self.currentWidget() is self.record:
            self.record.go_on()

    def _on_bulk_asked(self, step: Step) -> None:
        if self._context.visiting:
            return
        self.record.desk.close()
        self.setCurrentWidget(self.bulk)
        self.bulk.begin(step, self.units, self._context.actor)

    def _on_bulk_done(self, words: str) -> None:
        self._list.table.unmark()
        self._page.message.say(words, State.INFO)
        self.record.reload()

    def _on_slip_asked(self, kind: Any, referral_id: Any) -> None:
        if self.record.key is not None and not self._context.visiting:
            self.papers.slip(kind, self.record.key, referral_id)

    @Slot()
    def _on_slips_asked(self) -> None:
        if not self._context.visiting:
            self.papers.referral_slips(list(self._list.told.marked))

    def print_list(self, *, marked: bool) -> None:
        """The list as it is filtered, or the ticked ones."""
        if self._context.visiting:
            return
        keys = frozenset(self._list.told.marked) if marked else frozenset()
        self.papers.work_list(self._query(), keys)

    @Slot()
    def print_shown(self) -> None:
        """Ctrl+P prints what is looked at: the paper, else the list."""
        if self.currentWidget() is self.paper:
            self.paper.ask_printer()
        else:
            self.print_list(marked=bool(self._list.told.marked))

    def _on_made(self, made: Made) -> None:
        self.setCurrentWidget(self.paper)
        self.paper.show_paper(made)
