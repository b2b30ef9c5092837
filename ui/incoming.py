"""Notices what another process (the portal) put into the queue, without anybody asking."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from ui.theme import State

if TYPE_CHECKING:
    from liaison.services.work import Work
    from ui.main_window import MainWindow

EVERY_MS = 10_000


class Incoming(QObject):
    """One indexed count every ten seconds, away from the window's thread."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._known: int | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.ask)
        self._timer.start()

    @Slot()
    def ask(self) -> None:
        """How many wait now; more than before is told, and pages that show them read again."""
        tasks = self._window.tasks
        if tasks.office is None or tasks.busy:
            return
        tasks.read(self, _count, self._on_counted, lambda _: None)

    def _on_counted(self, waiting: int) -> None:
        before, self._known = self._known, waiting
        if before is None or waiting == before:
            return
        self._window.tasks.changed.emit(frozenset({"submission"}))
        if waiting > before:
            self._window.tell(f"网上来了 {waiting - before} 件，在“今日”里。", State.INFO)


def _count(work: "Work") -> int:
    from liaison.services.today import sent

    return sent(work, None)
