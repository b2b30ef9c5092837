"""Keeps what is typed: soon after every pause, every few seconds while typing, and on leaving."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from liaison.domain.clock import civil
from liaison.domain.ids import DraftId, StationId, new_id
from ui.tasks import Tasks

if TYPE_CHECKING:
    from liaison.services.work import Work

PAUSE_MS = 700
AT_LEAST_MS = 3_000


class DraftKeeper(QObject):
    """One draft at a time. `read` gives the station and the content, or None for an empty form."""

    kept = Signal(object)
    """Civil time of the last saving."""

    def __init__(self, tasks: Tasks, read: Any, parent: QObject, kind: str = "reception") -> None:
        super().__init__(parent)
        self._tasks, self._read, self._kind = tasks, read, kind
        self.id = DraftId(new_id())
        self._stored: dict[str, Any] | None = None
        self._pause, self._limit = QTimer(self), QTimer(self)
        for timer, msecs in ((self._pause, PAUSE_MS), (self._limit, AT_LEAST_MS)):
            timer.setSingleShot(True)
            timer.setInterval(msecs)
            timer.timeout.connect(self.save)

    def touch(self) -> None:
        """Something was typed."""
        self._pause.start()
        if not self._limit.isActive():
            self._limit.start()

    def save(self) -> None:
        """Write now what differs from what is kept."""
        self.rest()
        asked = self._read()
        content = asked[1] if asked else None
        if content == self._stored:
            return
        self._stored = content
        if asked is None:
            self._throw_away()
            return
        self._keep(*asked)

    def _keep(self, station_id: StationId, content: dict[str, Any]) -> None:
        key, kind = self.id, self._kind

        def keep(work: "Work", _progress: object) -> datetime:
            from liaison.services import drafts

            return civil(drafts.keep(work, key, station_id, content, kind))

        self._tasks.write(self, keep, self.kept.emit)

    def _throw_away(self) -> None:
        key = self.id

        def throw_away(work: "Work", _progress: object) -> None:
            from liaison.services import drafts

            drafts.throw_away(work, key)

        self._tasks.write(self, throw_away, lambda _: self.kept.emit(None))

    def rest(self) -> None:
        """Nothing is waiting to be saved."""
        self._pause.stop()
        self._limit.stop()

    def begin(self, key: DraftId | None = None, stored: dict[str, Any] | None = None) -> None:
        """Go on with a kept draft, or begin a new one."""
        self.rest()
        self.id = key or DraftId(new_id())
        self._stored = stored
