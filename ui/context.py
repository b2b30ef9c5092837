"""What every page shares: the chosen station, the office's facts, the look, where to go."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from liaison.domain.ids import StationId

if TYPE_CHECKING:
    from liaison.settings import Settings


@dataclass(frozen=True)
class StationChoice:
    """A line of the station chooser."""

    id: StationId
    code: str
    name: str
    kind: str


@dataclass(frozen=True)
class OfficeFacts:
    """What the office says of itself; empty words where nothing is set."""

    district: str = ""
    web_address: str = ""
    stations: tuple[StationChoice, ...] = ()


class Context(QObject):
    station_changed = Signal()
    """Another station (or the whole district) was chosen: reload."""
    visiting_changed = Signal(bool)
    """参观模式 was switched: names and words are to be masked everywhere."""
    facts_changed = Signal()
    asked = Signal(str, object)
    """A page was asked for: its name and a dict of arguments."""

    def __init__(
        self, settings: "Settings | None" = None, facts: OfficeFacts | None = None
    ) -> None:
        super().__init__()
        self.settings = settings
        self.facts = facts or OfficeFacts()
        self.actor = ""
        self._station_id: StationId | None = None
        self._visiting = False

    @property
    def station_id(self) -> StationId | None:
        """The chosen station; None is 全区."""
        return self._station_id

    @property
    def station(self) -> StationChoice | None:
        return next((one for one in self.facts.stations if one.id == self._station_id), None)

    @property
    def place_zh(self) -> str:
        """The station's name, or the district's."""
        return self.station.name if self.station else (self.facts.district or "全区")

    def choose_station(self, station_id: StationId | None) -> None:
        if station_id != self._station_id:
            self._station_id = station_id
            self.station_changed.emit()

    @property
    def visiting(self) -> bool:
        """参观模式: guests look at the screen, nothing personal is shown."""
        return self._visiting

    def visit(self, *, on: bool) -> None:
        if on != self._visiting:
            self._visiting = on
            self.visiting_changed.emit(on)

    def learn(self, facts: OfficeFacts) -> None:
        """Take new facts; a chosen station that is gone falls back to 全区."""
        self.facts = facts
        if self._station_id and self.station is None:
            self.choose_station(None)
        self.facts_changed.emit()

    def go(self, page: str, **arguments: Any) -> None:
        """Show a page (names: `ui.pages`) and hand it the arguments through `Page.open`."""
        self.asked.emit(page, arguments)
