"""履职一键览: everything that one representative did in one year, as one value."""

from dataclasses import dataclass
from datetime import date, datetime

from liaison.domain.duty import (
    ATTENDANCE_STATUS_ZH,
    SHIFT_STATUS_ZH,
    ActivityKind,
    ActivityStatus,
    AttendanceStatus,
    ContactKind,
    ShiftStatus,
    Slot,
)
from liaison.domain.ids import (
    ActivityId,
    ContactLinkId,
    MatterId,
    ProposalId,
    ReceptionId,
    RepresentativeId,
    StationId,
)
from liaison.domain.performance import KindLine, Need, RecordLine, total_points
from liaison.domain.proposal import ProposalStatus
from liaison.domain.reception import Channel
from liaison.domain.representative import GroupKind, RepresentativeStatus, SeatLevel


@dataclass(frozen=True)
class SeatLine:
    level: SeatLevel
    term: str
    constituency: str
    ended_on: date | None


@dataclass(frozen=True)
class HeardMatter:
    """A matter that was heard, and what became of it."""

    id: MatterId
    number: str
    title: str
    """Telephone and identity numbers in it are hidden."""
    outcome: str


@dataclass(frozen=True)
class Visit:
    """A reception in which the representative received; the visitor is masked."""

    id: ReceptionId
    number: str
    received_on: date
    channel: Channel
    visitor: str
    people: int
    matters: tuple[HeardMatter, ...]


@dataclass(frozen=True)
class Sitting:
    """One session in which the representative sat: one of the 进站人次."""

    held_on: date
    slot: Slot
    station: str
    channel: Channel
    place: str
    status: ShiftStatus
    late: bool
    instead_of: str
    visits: tuple[Visit, ...]


@dataclass(frozen=True)
class DutyLine:
    """A duty that was not (yet) sat: planned, leave, absent, cancelled."""

    held_on: date
    slot: Slot
    station: str
    place: str
    shift: ShiftStatus
    attendance: AttendanceStatus
    reason: str

    @property
    def state_zh(self) -> str:
        """取消, 计划 or 已公告 of the slot while it is to come, else what became of the person."""
        to_come = self.shift in {ShiftStatus.PLANNED, ShiftStatus.ANNOUNCED}
        waits = to_come and self.attendance is AttendanceStatus.PLANNED
        if waits or self.shift is ShiftStatus.CANCELLED:
            return SHIFT_STATUS_ZH[self.shift]
        return ATTENDANCE_STATUS_ZH[self.attendance]


@dataclass(frozen=True)
class ActivityLine:
    id: ActivityId
    kind: ActivityKind
    status: ActivityStatus
    title: str
    held_on: date
    place: str
    came: bool


@dataclass(frozen=True)
class ProposalLine:
    id: ProposalId
    number: str
    title: str
    lead: bool
    """False: signed beside the lead (附议)."""
    status: ProposalStatus
    submitted_on: date | None
    answer_class: str


@dataclass(frozen=True)
class ContactLine:
    """A contact that the representative keeps, and what was logged of it in the year."""

    link_id: ContactLinkId
    kind: ContactKind
    name: str
    """Voters are masked; a representative's name is public."""
    household: bool
    times: int
    last_on: date | None
    """Of any year."""
    ended_on: date | None


@dataclass(frozen=True)
class Overview:
    """One representative's year on one page."""

    representative_id: RepresentativeId
    year: int
    made_on: date
    body: str
    """Whose sheet it is: the district's name."""
    name: str
    post: str
    station_id: StationId
    station: str
    status: RepresentativeStatus
    seats: tuple[SeatLine, ...]
    groups: tuple[tuple[GroupKind, str], ...]
    sittings: tuple[Sitting, ...]
    other_visits: tuple[Visit, ...]
    """By telephone, letter or code: they open no session and are no 进站人次."""
    duties: tuple[DutyLine, ...]
    activities: tuple[ActivityLine, ...]
    proposals: tuple[ProposalLine, ...]
    contacts: tuple[ContactLine, ...]
    records: tuple[RecordLine, ...]
    """Everything that counts, oldest first, and what was withdrawn."""
    kinds: tuple[KindLine, ...]
    needs: tuple[Need, ...]

    @property
    def points(self) -> int:
        return total_points(self.kinds)

    @property
    def receptions(self) -> int:
        """进站人次: one for each session."""
        return len(self.sittings)

    @property
    def visits(self) -> tuple[Visit, ...]:
        return tuple(v for sitting in self.sittings for v in sitting.visits) + self.other_visits

    @property
    def matters(self) -> tuple[HeardMatter, ...]:
        return tuple(matter for visit in self.visits for matter in visit.matters)

    @property
    def by_hand(self) -> tuple[RecordLine, ...]:
        return tuple(line for line in self.records if line.by_hand)

    @property
    def unconfirmed(self) -> int:
        return sum(line.counts and line.confirmed_at is None for line in self.records)

    @property
    def confirmed_at(self) -> datetime | None:
        """When the last of them was confirmed; None while something waits for it, or nothing is there."""
        found = [line.confirmed_at for line in self.records if line.counts]
        return max(filter(None, found)) if found and all(found) else None
