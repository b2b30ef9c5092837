"""履职: kinds with points, what a year asks for at least, how representatives stand beside each other.

Kinds and points are data (the district's own 履职 rules); 浙江《代表法》办法 art 47 asks for the record.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from liaison.domain.ids import RepresentativeId, StationId
from liaison.domain.representative import RepresentativeStatus, SeatLevel


class KindCode(StrEnum):
    """Kinds that the program fills by itself; every other kind is entered by hand."""

    RECEPTION = "reception"
    PROPOSAL = "proposal"
    ACTIVITY = "activity"
    OUTREACH = "outreach"
    CONTACT = "contact"
    REPORT = "report"
    """By hand, and counted against a minimum of its own."""


ONLY_BY_ITSELF = frozenset({KindCode.RECEPTION, KindCode.PROPOSAL})
"""Counted from the register alone: an entry by hand would make two sums of one number."""


class Source(StrEnum):
    """The rows that an automatic record stands for."""

    ATTENDANCE = "attendance"
    ACTIVITY = "activity"
    PROPOSAL = "proposal"
    CONTACT_LOG = "contact_log"
    BY_HAND = ""


class Demand(StrEnum):
    """What a year asks of a representative at least; each has a number in the settings."""

    RECEPTION = "reception"
    CONTACT = "contact"
    ACTIVITY = "activity"
    REPORT = "report"
    LINKS = "links"


DEMAND_ZH = {
    Demand.RECEPTION: "进站接待",
    Demand.CONTACT: "联系选民",
    Demand.ACTIVITY: "小组活动",
    Demand.REPORT: "述职",
    Demand.LINKS: "固定联系",
}
DEMAND_SHORT_ZH = {
    Demand.RECEPTION: "进站",
    Demand.CONTACT: "联系",
    Demand.ACTIVITY: "活动",
    Demand.REPORT: "述职",
    Demand.LINKS: "固定联系",
}
"""For columns and lists, where a line has no room."""
DEMAND_UNIT_ZH = {
    Demand.RECEPTION: "次",
    Demand.CONTACT: "人次",
    Demand.ACTIVITY: "次",
    Demand.REPORT: "次",
    Demand.LINKS: "户（人）",
}
DEMAND_KIND = {
    Demand.RECEPTION: KindCode.RECEPTION,
    Demand.CONTACT: KindCode.CONTACT,
    Demand.ACTIVITY: KindCode.ACTIVITY,
    Demand.REPORT: KindCode.REPORT,
}
"""Which kind's records meet the demand; 固定联系 counts links instead."""


@dataclass(frozen=True)
class Kind:
    """A kind of 履职: `points` for each record, at most `most` a year (0: no cap)."""

    code: str
    name: str
    points: int
    most: int
    in_use: bool = True

    def score(self, count: int) -> int:
        """Points of `count` records; nothing while the kind isn't in use."""
        if not self.in_use:
            return 0
        points = self.points * count
        return min(points, self.most) if self.most else points

    def is_capped(self, count: int) -> bool:
        return self.in_use and bool(self.most) and self.points * count > self.most


@dataclass(frozen=True)
class KindLine:
    """One kind in somebody's year."""

    kind: Kind
    count: int

    @property
    def points(self) -> int:
        return self.kind.score(self.count)


@dataclass(frozen=True)
class Need:
    """One demand of the year beside what was done."""

    demand: Demand
    have: int
    least: int

    @property
    def short(self) -> int:
        """How many are missing; 0 when the demand is met."""
        return max(self.least - self.have, 0)

    @property
    def words(self) -> str:
        """`进站接待 1/2 次`."""
        return f"{DEMAND_ZH[self.demand]} {self.have}/{self.least} {DEMAND_UNIT_ZH[self.demand]}"


def kind_lines(kinds: Iterable[Kind], counts: Mapping[str, int]) -> tuple[KindLine, ...]:
    """Every kind in use, and each that has records though it isn't any more."""
    return tuple(
        KindLine(kind, counts.get(kind.code, 0))
        for kind in kinds
        if kind.in_use or counts.get(kind.code)
    )


def total_points(lines: Iterable[KindLine]) -> int:
    return sum(line.points for line in lines)


def needs(least: Mapping[Demand, int], counts: Mapping[str, int], links: int) -> tuple[Need, ...]:
    """Each demand that the office makes (more than 0) with what was done for it."""
    return tuple(
        Need(
            demand, links if demand is Demand.LINKS else counts.get(DEMAND_KIND[demand], 0), wanted
        )
        for demand, wanted in least.items()
        if wanted > 0
    )


def ranks(points: Sequence[int]) -> list[int]:
    """Places of scores given highest first: equal scores share a place, the next is skipped (1 2 2 4)."""
    found: list[int] = []
    for place, score in enumerate(points, start=1):
        tied = place > 1 and score == points[place - 2]
        found.append(found[-1] if tied else place)
    return found


@dataclass(frozen=True)
class Standing:
    """A representative in the year's list: place, counts by kind, points, what is missing."""

    rank: int | None
    """None for somebody who isn't serving and is not ranked."""
    representative_id: RepresentativeId
    name: str
    levels: tuple[SeatLevel, ...]
    group: str
    station_id: StationId
    station: str
    status: RepresentativeStatus
    counts: Mapping[str, int]
    points: int
    needs: tuple[Need, ...]
    planned: int
    """Sittings that are planned for later in the year."""
    unconfirmed: int
    """Records that the representative has not confirmed yet."""

    @property
    def receptions(self) -> int:
        """进站人次: the same number as in the year's report."""
        return self.counts.get(KindCode.RECEPTION, 0)

    @property
    def short(self) -> tuple[Need, ...]:
        """The demands not met; nothing is asked of somebody who isn't serving."""
        serving = self.status is RepresentativeStatus.SERVING
        return tuple(need for need in self.needs if need.short) if serving else ()

    def lacks(self, demand: Demand) -> bool:
        return any(need.demand is demand for need in self.short)


@dataclass(frozen=True)
class Unsettled:
    """A name of the books that isn't anybody of the roster yet: counted, listed apart."""

    name: str
    station: str
    receptions: int


@dataclass(frozen=True)
class Standings:
    """The year's list of a station or the district, highest points first."""

    year: int
    place: str
    """Whose list it is, with the filters in words."""
    kinds: tuple[Kind, ...]
    rows: tuple[Standing, ...]
    unsettled: tuple[Unsettled, ...]
    made_on: date
    body: str = ""

    @property
    def receptions(self) -> int:
        """进站人次 of all lines, those of unsettled names too."""
        return sum(row.receptions for row in self.rows) + sum(
            line.receptions for line in self.unsettled
        )

    def lacking(self, demand: Demand | None = None) -> tuple[Standing, ...]:
        """Those who miss this demand, or any."""
        return tuple(row for row in self.rows if (row.lacks(demand) if demand else row.short))


@dataclass(frozen=True)
class Done:
    """One thing done by one representative: what counts as a record of `kind`."""

    representative_id: RepresentativeId
    kind: str
    done_on: date | None
    """None where the books don't tell the day."""
    source: Source
    record_id: UUID
    title: str
    station: str = ""
    remark: str = ""


@dataclass(frozen=True)
class RecordLine:
    """A line of somebody's year: what the program wrote by itself, or a person with proof."""

    done: Done
    kind_name: str
    content: str = ""
    proofs: int = 0
    entered_by: str = ""
    confirmed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
    version: int = 0

    @property
    def by_hand(self) -> bool:
        return self.done.source is Source.BY_HAND

    @property
    def counts(self) -> bool:
        return self.withdrawn_at is None
