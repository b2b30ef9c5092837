"""Run work away from the screen and bring the answer back to it.

Reads run side by side; writes queue behind one another. What a finished write touched is told to
everybody through `changed`. A LiaisonError goes to the caller's `failed`, or else to `refused`;
any other exception is a bug and is raised on the screen's thread, where `ui.crash` shows it.
"""

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from liaison.domain.errors import Cancelled, LiaisonError
from liaison.domain.progress import Progress

if TYPE_CHECKING:  # the office brings SQLAlchemy, which must not come before the first paint
    from concurrent.futures import Executor, Future

    from liaison.office import Office
    from liaison.services.work import Work

Done = Callable[[Any], None]
Failed = Callable[[LiaisonError], None]
TELL_EVERY = 0.05
"""Seconds between two reports of progress to the screen."""


class Task(QObject):
    """One run. Lives on the screen's thread; its signals are emitted from the worker."""

    progressed = Signal(int, int)
    ended = Signal()
    answered = Signal(object)
    """The job's answer, told even when the page that asked is gone."""
    _succeeded = Signal(object)
    _failed = Signal(object)

    def __init__(
        self, tasks: QObject, owner: QObject, done: Done, failed: Failed, title: str
    ) -> None:
        super().__init__(tasks)
        self.title = title
        self.started_at = monotonic()
        self._owner, self._done, self._fail = owner, done, failed
        self._stop = Event()
        self._told_at = 0.0
        self._succeeded.connect(self._on_succeeded)
        self._failed.connect(self._on_failed)

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop; it is rolled back at its next report of progress."""
        self._stop.set()

    def report(self, done: int, total: int) -> None:
        """Called by the work, on its own thread. Cancelled: the user has asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        now = monotonic()
        if now - self._told_at >= TELL_EVERY or done >= total:
            self._told_at = now
            self.progressed.emit(done, total)

    def run(self, job: Callable[[Progress], Any]) -> None:
        try:
            answer = job(self.report)
        except Exception as error:  # noqa: BLE001 - carried to the screen's thread, handled there
            self._failed.emit(error)
        else:
            self._succeeded.emit(answer)

    @Slot(object)
    def _on_succeeded(self, answer: Any) -> None:
        self.ended.emit()
        self.answered.emit(answer)
        if isValid(self._owner):
            self._done(answer)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.ended.emit()
        if not isinstance(error, LiaisonError):
            raise error
        if isValid(self._owner):
            self._fail(error)


class Tasks(QObject):
    changed = Signal(object)
    """frozenset[str]: kinds of record that a finished write touched."""
    refused = Signal(object)
    """LiaisonError that no caller handled."""
    began = Signal(object)
    """Task with a title: long work for the status bar."""

    def __init__(self, office: "Office | None" = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._readers = Lane(2)
        self._writer = Lane(1)
        self._running: set[Task] = set()
        self._closed = False

    @property
    def busy(self) -> bool:
        return bool(self._running)

    def read(
        self,
        owner: QObject,
        query: "Callable[[Work], Any]",
        done: Done,
        failed: Failed | None = None,
        title: str = "",
    ) -> Task:
        """Ask the database; `done(answer)` on the screen's thread if `owner` still lives."""
        return self._start(
            self._readers, owner, lambda _: self._ready().read(query), done, failed, title
        )

    def collect(
        self,
        owner: QObject,
        query: "Callable[[Work, Progress], Any]",
        done: Done,
        failed: Failed | None = None,
        title: str = "",
    ) -> Task:
        """A long read: like `read`, with progress and stop."""

        def job(progress: Progress) -> Any:
            return self._ready().read(lambda work: query(work, progress))

        return self._start(self._readers, owner, job, done, failed, title)

    def write(
        self,
        owner: QObject,
        command: "Callable[[Work, Progress], Any]",
        done: Done = lambda _: None,
        failed: Failed | None = None,
        title: str = "",
    ) -> Task:
        """One transaction: all of it or, after an error or a stop, none."""

        def job(progress: Progress) -> Any:
            return self._ready().write(lambda work: command(work, progress))

        task = self._start(self._writer, owner, job, lambda pair: done(pair[0]), failed, title)
        task.answered.connect(self._on_written)
        return task

    def compute(
        self,
        owner: QObject,
        job: Callable[[Progress], Any],
        done: Done,
        failed: Failed | None = None,
        title: str = "",
    ) -> Task:
        """Work that needs no database: rendering, files."""
        return self._start(self._readers, owner, job, done, failed, title)

    def _ready(self) -> "Office":
        if self.office is None:
            raise RuntimeError("the office is not open yet")
        return self.office

    def _start(  # noqa: PLR0913, PLR0917 - the three kinds of work meet here
        self,
        lane: "Lane",
        owner: QObject,
        job: Callable[[Progress], Any],
        done: Done,
        failed: Failed | None,
        title: str,
    ) -> Task:
        task = Task(self, owner, done, failed or self._refuse, title)
        self._running.add(task)
        task.ended.connect(self._on_ended)
        if title:
            self.began.emit(task)
        if self._closed:
            self._running.discard(task)
        else:
            lane.run(lambda: task.run(job))
        return task

    @Slot(object)
    def _on_written(self, pair: Any) -> None:
        self.changed.emit(pair[1])

    @Slot()
    def _on_ended(self) -> None:
        task = self.sender()
        if isinstance(task, Task):
            self._running.discard(task)
            task.deleteLater()

    def _refuse(self, error: LiaisonError) -> None:
        if not isinstance(error, Cancelled):
            self.refused.emit(error)

    def finish(self, msecs: int = 5000) -> bool:
        """Stop everything and wait; False when work was still running after `msecs`.

        What is asked afterwards is not begun.
        """
        self._closed = True
        for task in self._running:
            task.cancel()
        return self._readers.finish(msecs / 1000) and self._writer.finish(msecs / 1000)


class Lane:
    """A few threads of Python's own; they begin with the first job and end with `finish`.

    Not Qt's pool: its runnables die in C++ while their Python shells live on, and a later event at
    the same address is then taken for a runnable.
    """

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._pool: Executor | None = None
        self._jobs: set[Future[None]] = set()

    def run(self, job: Callable[[], None]) -> None:
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(self._threads)
        future = self._pool.submit(job)
        self._jobs.add(future)
        future.add_done_callback(self._jobs.discard)

    def finish(self, seconds: float) -> bool:
        """Wait for the jobs and end the threads; False when some were still running."""
        if self._pool is None:
            return True
        from concurrent.futures import wait

        running = wait(list(self._jobs), seconds).not_done
        self._pool.shutdown(wait=not running, cancel_futures=True)
        self._pool = None
        return not running
