"""What a representative sees of their own: the next duty, what became of what was heard, the year."""

from dataclasses import dataclass
from datetime import date, datetime, time

from liaison.domain.duty import SLOT_ZH, Slot
from liaison.domain.ids import AttendanceId, DutyShiftId, MatterId, RepresentativeId
from liaison.domain.matter import Stage
from liaison.domain.performance import Need
from liaison.domain.proposal import ProposalStatus
from liaison.domain.representative import SeatLevel


@dataclass(frozen=True)
class OwnDuty:
    """A duty ahead. `asked` is the request about it that waits for an answer, in words."""

    attendance_id: AttendanceId
    shift_id: DutyShiftId
    day: date
    slot: Slot
    starts: time | None
    ends: time | None
    station: str
    place: str
    theme: str
    with_whom: tuple[str, ...]
    notice_by: date | None
    announced_on: date | None
    on_leave: bool
    asked: str = ""

    def days(self, today: date) -> int:
        return (self.day - today).days

    @property
    def hours_zh(self) -> str:
        """`上午 9:00–11:30`."""
        if self.starts is None:
            return SLOT_ZH[self.slot]
        ends = f"–{self.ends.hour}:{self.ends.minute:02d}" if self.ends else " 起"
        return f"{SLOT_ZH[self.slot]} {self.starts.hour}:{self.starts.minute:02d}{ends}"


@dataclass(frozen=True)
class OwnMatter:
    """A matter that one heard; nothing in it names the visitor."""

    id: MatterId
    version: int
    title: str
    words: str
    """`区住建局承办，3月5日到期`."""
    state: str
    """`待交办`, `正在办`, `待告知 6 天`, `已解决`."""
    stage: Stage
    good: bool
    waits: bool
    """For this representative to have seen it."""


@dataclass(frozen=True)
class OwnDay:
    """One day of receiving: 3 批 4 人."""

    day: date
    visits: int
    people: int
    matters: tuple[OwnMatter, ...]


@dataclass(frozen=True)
class OwnProposal:
    title: str
    number: str
    status: ProposalStatus
    lead: bool


@dataclass(frozen=True)
class OwnView:
    representative_id: RepresentativeId
    name: str
    station: str
    levels: tuple[SeatLevel, ...]
    group: str
    today: date
    signed_in_at: datetime | None
    """At today's reception, civil."""
    signed_out_at: datetime | None
    duties: tuple[OwnDuty, ...]
    """Of today and later, the next one first."""
    days: tuple[OwnDay, ...]
    needs: tuple[Need, ...]
    reached_on: date | None
    """When the duties on plan will have met the minimum; None: met already, or not by them."""
    planned: int
    proposals: tuple[OwnProposal, ...]

    @property
    def waiting(self) -> int:
        return sum(one.waits for day in self.days for one in day.matters)


@dataclass(frozen=True)
class SwapChoice:
    """Somebody else's duty that could be taken instead."""

    attendance_id: AttendanceId
    name: str
    day: date
    slot: Slot


@dataclass(frozen=True)
class NextDay:
    """A line of the screen that nobody uses just now: a reception ahead and who sits there."""

    day: date
    slot: Slot
    starts: time | None
    ends: time | None
    place: str
    theme: str
    names: tuple[str, ...]

    @property
    def hours_zh(self) -> str:
        if self.starts is None:
            return SLOT_ZH[self.slot]
        ends = f"–{self.ends.hour}:{self.ends.minute:02d}" if self.ends else " 起"
        return f"{SLOT_ZH[self.slot]} {self.starts.hour}:{self.starts.minute:02d}{ends}"


@dataclass(frozen=True)
class IdleScreen:
    station: str
    today: date
    days: tuple[NextDay, ...]
