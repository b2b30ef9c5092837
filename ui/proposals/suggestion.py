"""“已有 5 人反映同一件事”: matters raised by three people or more, offered as a draft."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout

from liaison.services.proposals_sources import Candidate
from ui.context import Context
from ui.widgets import Button, ElidedText, LinkButton, PlainButton


class Suggestion(QFrame):
    """One at a time, the one with the most people first."""

    wanted = Signal(object)
    """The candidate that a draft is to be made from."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._found: tuple[Candidate, ...] = ()
        self._place = 0
        self.setObjectName("message")
        self.setProperty("state", "info")
        self.words = ElidedText("")
        self.look = LinkButton("看事项")
        self.begin = Button("起草建议", icon="note-pencil")
        self.other = PlainButton("下一件")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        for button in (self.look, self.other, self.begin):
            row.addWidget(button)
        self.look.clicked.connect(self._on_look_clicked)
        self.begin.clicked.connect(self._on_begin_clicked)
        self.other.clicked.connect(self._on_other_clicked)
        self.hide()

    def offer(self, found: tuple[Candidate, ...]) -> None:
        self._found, self._place = found, 0
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._found))
        if not self._found:
            return
        one = self._found[self._place]
        title = "（参观模式，已遮住）" if self._context.visiting else f"“{one.title}”"
        more = f"　（第 {self._place + 1}/{len(self._found)} 件）" if len(self._found) > 1 else ""
        self.words.setText(
            f"{title}已有 {one.people} 人反映（{one.visits} 次来访），可以提建议{more}"
        )
        self.words.setToolTip("" if self._context.visiting else self.words.text())
        self.other.setVisible(len(self._found) > 1)

    @Slot()
    def _on_look_clicked(self) -> None:
        self._context.go("matters", matter_id=self._found[self._place].matter_id)

    @Slot()
    def _on_begin_clicked(self) -> None:
        self.wanted.emit(self._found[self._place])

    @Slot()
    def _on_other_clicked(self) -> None:
        self._place = (self._place + 1) % len(self._found)
        self._show()
