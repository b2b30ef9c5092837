"""What the portal's pages show: frozen, public, nothing else is in them (domain of 代表法 art 58)."""

from dataclasses import dataclass
from datetime import date, time

from liaison.domain.codes import CodeKind
from liaison.domain.duty import SLOT_ZH, Slot
from liaison.domain.ids import RepresentativeId, StationId


@dataclass(frozen=True)
class NextReception:
    day: date
    slot: Slot
    starts: time | None
    ends: time | None
    place: str
    people: tuple[str, ...]
    announced: bool

    @property
    def hours_zh(self) -> str:
        """`上午 9:00–11:30`."""
        if self.starts is None or self.ends is None:
            return SLOT_ZH[self.slot]
        return f"{SLOT_ZH[self.slot]} {_clock(self.starts)}–{_clock(self.ends)}"


@dataclass(frozen=True)
class StationFacts:
    """What every page of a station says: what it is called, where it is, how it is reached."""

    id: StationId
    name: str
    title: str
    slogan: str
    colour: str
    address: str
    phone: str
    hours: tuple[str, ...]
    accepted: tuple[str, ...]
    not_accepted: tuple[str, ...]

    @property
    def dial(self) -> str:
        """The telephone as a link dials it."""
        return "".join(one for one in self.phone if one in "+0123456789")


@dataclass(frozen=True)
class PublicPerson:
    """`identifier` is "" where the person has no code that stands, so no page."""

    name: str
    levels: str
    constituency: str
    identifier: str
    has_photo: bool


@dataclass(frozen=True)
class StationPage:
    identifier: str
    station: StationFacts
    receptions: tuple[NextReception, ...]
    people: tuple[PublicPerson, ...]


@dataclass(frozen=True)
class RepresentativePage:
    identifier: str
    station: StationFacts
    representative_id: RepresentativeId
    name: str
    levels: str
    constituency: str
    group: str
    has_photo: bool
    receptions: tuple[NextReception, ...]
    """Those where this person sits; empty: none is planned yet."""
    station_receptions: tuple[NextReception, ...]


@dataclass(frozen=True)
class GonePage:
    """A code that no longer stands: why isn't told, only whom to ask."""

    identifier: str
    kind: CodeKind
    station: StationFacts


PortalPage = StationPage | RepresentativePage | GonePage


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02d}"
