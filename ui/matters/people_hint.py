"""已有 5 人反映，可转为代表建议: told on the record of a matter that many people raised."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from liaison.domain.ids import MatterId
from liaison.services.alike import Weight
from ui.context import Context
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Chip, SmallButton


class PeopleHint(QWidget):
    """`show_of` a matter; hidden where there is nothing to tell."""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__()
        self._tasks, self._context = tasks, context
        self._key: MatterId | None = None
        self.chip = Chip("", State.INFO)
        self.draft = SmallButton("起草代表建议")
        self.draft.clicked.connect(self._on_draft_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.chip)
        row.addWidget(self.draft)
        row.addStretch(1)
        self.hide()

    def show_of(self, key: MatterId) -> None:
        def weigh(work: Any) -> Weight:
            from liaison.services.alike import weight

            return weight(work, key)

        if key != self._key:
            self.hide()
        self._key = key
        self._tasks.read(self, weigh, lambda found: self._tell(key, found))

    def _tell(self, key: MatterId, found: Weight) -> None:
        if key != self._key:
            return
        self.chip.say(f"已有 {found.people} 人反映，可转为代表建议", State.INFO, "users-three")
        self.setVisible(found.proposal_due)

    @Slot()
    def _on_draft_clicked(self) -> None:
        if self._key is not None:
            self._context.go("proposals", matter_ids=(self._key,))
