"""Small true pictures of every sheet, drawn one after another while nobody waits for them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from liaison.documents.render import Picture, page_picture, page_sizes
from liaison.domain.ids import StationId
from ui.codes.gallery import PICTURE
from ui.codes.printing import image_of
from ui.tasks import Tasks

if TYPE_CHECKING:
    from liaison.services.code_prints import Print, TemplateRow
    from liaison.services.work import Work

SHARPNESS = 3
"""Pixels drawn for one shown: a large screen, and smooth scaling."""


class Thumbnails(QObject):
    made = Signal(str, QImage)
    """A template's name and its first page."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._station_id: StationId | None = None
        self._waiting: list[str] = []

    def draw(self, station_id: StationId, templates: "Sequence[TemplateRow]") -> None:
        """Draw each sheet with the codes of this station; once, until another station is asked for."""
        if station_id == self._station_id:
            return
        self._station_id = station_id
        busy, self._waiting = bool(self._waiting), [row.name for row in templates]
        if not busy:
            self._next()

    def _next(self) -> None:
        if not self._waiting:
            return
        name, station_id = self._waiting.pop(0), self._station_id

        def gather(work: "Work") -> "list[Print]":
            from liaison.services.code_prints import prints

            return prints(work, name, station_id)

        self._tasks.read(
            self, gather, lambda found: self._on_gathered(name, found), lambda _: self._next()
        )

    def _on_gathered(self, name: str, found: "list[Print]") -> None:
        if not found:
            self._next()
            return
        self._tasks.compute(
            self,
            lambda _: _first_page(found[0]),
            lambda picture: self._on_drawn(name, picture),
            lambda _: self._next(),
        )

    def _on_drawn(self, name: str, picture: Picture) -> None:
        self.made.emit(name, image_of(picture))
        self._next()


def _first_page(wanted: "Print") -> Picture:
    from liaison.services.code_prints import draft

    pdf = draft(wanted)
    side = max(page_sizes(pdf)[0])
    return page_picture(pdf, 0, PICTURE * SHARPNESS / side * 72)
