"""Where the codes of somebody who no longer serves still hang: to be taken down."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.ids import RepresentativeId
from liaison.services import wall
from liaison.services.wall import CopyRow
from ui.context import Context
from ui.tasks import Tasks
from ui.widgets import LinkButton, Text, clear

SHOWN = 3


class HangingPosters(QWidget):
    """Nothing while none hangs."""

    def __init__(
        self, tasks: Tasks, context: Context, key: RepresentativeId, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self.hide()
        tasks.read(self, lambda work: wall.hanging_of(work, key), self._show)

    def _show(self, rows: list[CopyRow]) -> None:
        clear(self._lines)
        self.setVisible(bool(rows))
        if not rows:
            return
        head = QHBoxLayout()
        head.addWidget(Text(f"还有 {len(rows)} 张码海报挂着，要取下", "heading"))
        head.addStretch(1)
        self.go = LinkButton("到“码与海报”")
        self.go.setAccessibleName("到“码与海报”取下这些海报")
        self.go.clicked.connect(lambda: self._context.go("codes", view="wall"))
        head.addWidget(self.go)
        self._lines.addLayout(head)
        for row in rows[:SHOWN]:
            self._lines.addWidget(Text(f"{row.station}　{row.place}", wrap=True))
        if len(rows) > SHOWN:
            self._lines.addWidget(Text(f"还有 {len(rows) - SHOWN} 处", "muted"))
