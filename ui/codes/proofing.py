"""The files that are being prepared: made and read back away from the screen, shown page by page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from liaison.documents.render import Picture, page_picture, page_sizes
from liaison.domain.codes import CodeSource
from liaison.domain.errors import Cancelled, LiaisonError
from liaison.domain.ids import CodeId, StationId
from liaison.domain.progress import Progress
from liaison.services.code_prints import (
    Print,
    PrintOptions,
    Proved,
    counted_after,
    prints,
    proved,
)
from ui.tasks import Task, Tasks

if TYPE_CHECKING:
    from liaison.services.work import Work

WAIT = 250
"""Milliseconds after the last tick before the files are made again."""


@dataclass(frozen=True)
class Question:
    """What is to be made: for whom, which sheet, how."""

    station_id: StationId | None
    template: str
    chosen: frozenset[CodeId]
    source: CodeSource
    shown: tuple[tuple[str, bool], ...] = ()
    bleed: bool = False
    emblem: bool = False

    @property
    def options(self) -> PrintOptions:
        return PrintOptions(
            source=self.source,
            shown=dict(self.shown),
            bleed=self.bleed,
            crop_marks=self.bleed,
            emblem=self.emblem,
        )


class Proofing(QObject):
    began = Signal()
    advanced = Signal(int, int)
    """Pages proved, pages in all."""
    finished = Signal()
    failed = Signal(object)
    """LiaisonError"""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._round = 0
        self._task: Task | None = None
        self._question: Question | None = None
        self.wanted: Sequence[Print] = ()
        self.made: list[Proved] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._ask)

    @property
    def codes(self) -> int:
        return sum(one.codes for one in self.made)

    @property
    def pages(self) -> int:
        return sum(one.pages for one in self.made)

    @property
    def missing(self) -> frozenset[str]:
        return frozenset().union(*(one.missing for one in self.made))

    def prepare(self, question: Question) -> None:
        """Make the files asked for, a moment after the last call; older answers are dropped."""
        self._round += 1
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.wanted, self.made = (), []
        self._question = question
        self.began.emit()
        self._timer.start()

    def page(self, number: int) -> tuple[Proved, int]:
        """The file that page `number` (from 0, over all files) is in, and its place there."""
        for one in self.made:
            if number < one.pages:
                return one, number
            number -= one.pages
        raise IndexError(number)

    def page_of(self, payload: str) -> int | None:
        """The page on which a code stands."""
        pages = [page for one in self.wanted for page in one.meant]
        return next((n for n, page in enumerate(pages) if payload in page), None)

    def draw(self, number: int, dpi: float, done: Callable[[Picture], None]) -> None:
        """Draw a page away from the screen."""
        file, place = self.page(number)
        now = self._round
        self._tasks.compute(
            self,
            lambda _: page_picture(file.pdf, place, dpi),
            lambda picture: done(picture) if now == self._round else None,
        )

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        file, place = self.page(number)
        return page_sizes(file.pdf)[place]

    def _ask(self) -> None:
        asked, now = self._question, self._round
        if asked is None:
            return

        def gather(work: "Work") -> list[Print]:
            return prints(work, asked.template, asked.station_id, asked.chosen, asked.options)

        self._tasks.read(self, gather, lambda wanted: self._on_gathered(wanted, now), self._fail)

    def _on_gathered(self, wanted: list[Print], asked_in: int) -> None:
        if asked_in != self._round:
            return
        self.wanted = wanted

        pages = sum(len(one.meant) for one in wanted)

        def prove_all(progress: Progress) -> list[Proved]:
            made, before = [], 0
            for one in wanted:
                made.append(proved(one, counted_after(before, pages, progress)))
                before += len(one.meant)
            return made

        title = "正在回读每个码" if pages > 3 else ""
        self._task = self._tasks.compute(
            self, prove_all, lambda made: self._on_proved(made, asked_in), self._fail, title
        )
        self._task.progressed.connect(self.advanced)

    def _on_proved(self, made: list[Proved], asked_in: int) -> None:
        self._task = None if asked_in == self._round else self._task
        if asked_in == self._round:
            self.made = made
            self.finished.emit()

    def _fail(self, error: LiaisonError) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)
