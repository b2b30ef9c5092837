"""Asks, while somebody types, who came before and what is alike; late answers are dropped."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from liaison.domain.ids import AreaId, CategoryId, MatterId, StationId, VisitorId
from ui.receptions.side_column import Alike, Known
from ui.tasks import Tasks

if TYPE_CHECKING:
    from liaison.services.work import Work

PAUSE_MS = 250


@dataclass(frozen=True)
class Typed:
    """What can tell which matters are alike: a title and category a card, and whose they are."""

    station_id: StationId | None
    matters: tuple[tuple[str, CategoryId | None], ...]
    area_id: AreaId | None
    visitor_id: VisitorId | None


class Lookups(QObject):
    """`read_person` gives (station, name, phone, linked visitor), `read_titles` what is `Typed`."""

    knew = Signal(object)
    alike = Signal(object)

    def __init__(self, tasks: Tasks, read_person: Any, read_titles: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._read = {"person": read_person, "titles": read_titles}
        self._asked = {"person": 0, "titles": 0}
        self._person, self._titles = QTimer(self), QTimer(self)
        for timer, ask in ((self._person, self.ask_person), (self._titles, self.ask_titles)):
            timer.setSingleShot(True)
            timer.setInterval(PAUSE_MS)
            timer.timeout.connect(ask)

    def person_typed(self) -> None:
        self._person.start()

    def titles_typed(self) -> None:
        self._titles.start()

    def rest(self) -> None:
        """Ask nothing more, and take no answer that is still on its way."""
        self._person.stop()
        self._titles.stop()
        for kind in self._asked:
            self._asked[kind] += 1

    def ask_person(self) -> None:
        station_id, name, phone, linked = self._read["person"]()
        turn = self._turn("person")
        if station_id is None or not (name.strip() or phone.strip()):
            self.knew.emit(Known())
            return
        self._tasks.read(
            self,
            lambda work: _known(work, station_id, name, phone, linked),
            lambda known: self._tell("person", turn, known),
        )

    def ask_titles(self) -> None:
        typed: Typed = self._read["titles"]()
        turn = self._turn("titles")
        if typed.station_id is None or not any(title for title, _ in typed.matters):
            self.alike.emit(())
            return
        self._tasks.read(
            self,
            lambda work: _alike(work, typed),
            lambda found: self._tell("titles", turn, found),
        )

    def _turn(self, kind: str) -> int:
        self._asked[kind] += 1
        return self._asked[kind]

    def _tell(self, kind: str, turn: int, answer: Any) -> None:
        if turn == self._asked[kind]:
            (self.knew if kind == "person" else self.alike).emit(answer)


def _known(
    work: "Work", station_id: StationId, name: str, phone: str, linked: VisitorId | None
) -> Known:
    from liaison.services.visitors import earlier_visits, likely

    people = likely(work, station_id, name, phone)
    if linked is not None:
        people = [one for one in people if one.id == linked] or people
    visits = earlier_visits(work, people[0].id) if people else []
    return Known(tuple(people), tuple(visits), linked=linked is not None)


def _alike(work: "Work", typed: Typed) -> tuple[Alike, ...]:
    """The likeliest of all matters typed first, none twice."""
    from liaison.services.alike import alike

    found: dict[MatterId, Alike] = {}
    for place, (title, category_id) in enumerate(typed.matters):
        if title and typed.station_id:
            for matter in alike(
                *(work, title, "", typed.area_id, category_id, typed.station_id),
                visitor_id=typed.visitor_id,
            ):
                found.setdefault(matter.id, Alike(place, matter))
    return tuple(sorted(found.values(), key=lambda one: -one.matter.score))
