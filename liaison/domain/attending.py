"""Signing in at a reception: which one is meant, who is late, what a scan came to."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from liaison.domain.duty import SLOT_ZH, AttendanceStatus, SignedHow, Slot
from liaison.domain.ids import AttendanceId, DutyShiftId, RepresentativeId, StationId

HOURS = {
    Slot.MORNING: (time(9), time(11, 30)),
    Slot.AFTERNOON: (time(14), time(16, 30)),
    Slot.EVENING: (time(18, 30), time(20, 30)),
}
"""What is taken for near where a station has set no hours; nobody is late by them."""
OWN_MINUTES = 60
"""A reception that one is on the plan of counts as so much nearer than another."""
AGAIN_SECONDS = 60
"""A second scan within this time is the same one."""


class ArrivalKind(StrEnum):
    """What a scan came to."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    AGAIN = "again"
    """Within a minute, or at a screen that signs nobody out before the end: nothing new."""
    ASKED = "asked"
    """Not on the plan: instead of whom, or additionally?"""
    NO_SHIFT = "no_shift"


class Part(StrEnum):
    """The answer to that question."""

    SUBSTITUTE = "substitute"
    ADDITIONAL = "additional"


@dataclass(frozen=True)
class Before:
    """What an attendance was, so that one step can be taken back; `made` where it was none."""

    attendance_id: AttendanceId
    version: int
    """After the step."""
    made: bool
    status: AttendanceStatus
    signed_in_at: datetime | None
    signed_out_at: datetime | None
    signed_how: SignedHow | None
    reason: str
    replaced_id: AttendanceId | None = None
    """Who was on the plan and went on leave by this step."""


@dataclass(frozen=True)
class Missing:
    """Somebody of the plan who isn't there: on leave, or not come yet."""

    attendance_id: AttendanceId
    name: str
    on_leave: bool
    reason: str


@dataclass(frozen=True)
class Arrival:
    """What a badge or a hand did. Times are civil; hours None where the station set none."""

    kind: ArrivalKind
    representative_id: RepresentativeId
    name: str
    station: str
    shift_id: DutyShiftId | None = None
    slot: Slot | None = None
    starts: time | None = None
    ends: time | None = None
    signed_in_at: datetime | None = None
    signed_out_at: datetime | None = None
    late_minutes: int = 0
    instead_of: str = ""
    missing: tuple[Missing, ...] = ()
    leave_reason: str = ""
    """Of somebody on leave who came all the same."""
    own_zh: str = ""
    """The person's own duty of that day, when it isn't this one: `下午 14:00`."""
    before: Before | None = None

    @property
    def words_zh(self) -> str:
        """`王建国 已签到 8:52 · 值班到 11:30`."""
        if self.kind is ArrivalKind.NO_SHIFT:
            return f"{self.name} · {self.station}今天没有排接待，没有签到"
        if self.kind is ArrivalKind.ASKED:
            return f"{self.name} 不在{self.slot_zh}的值班表上"
        if self.signed_out_at is not None:
            word = "已签退" if self.kind is not ArrivalKind.AGAIN else "刚才已签退"
            return f"{self.name} {word} {clock_zh(self.signed_out_at.time())}"
        assert self.signed_in_at is not None  # signed in, or it would be one of the above
        word = "刚才已签到" if self.kind is ArrivalKind.AGAIN else "已签到"
        words = f"{self.name} {word} {clock_zh(self.signed_in_at.time())}"
        if self.late_minutes:
            words += f"（迟到 {self.late_minutes} 分钟）"
        if self.instead_of:
            words += f" · 替{self.instead_of}"
        return f"{words} · 值班到 {clock_zh(self.ends)}" if self.ends else words

    @property
    def slot_zh(self) -> str:
        return SLOT_ZH[self.slot] if self.slot else ""


def clock_zh(moment: time) -> str:
    """`8:52`."""
    return f"{moment.hour}:{moment.minute:02d}"


def hours_of(slot: Slot, starts: time | None, ends: time | None) -> tuple[time, time]:
    """When it lasts; the usual hours where none are set."""
    first, last = HOURS[slot]
    return starts or first, ends or (last if starts is None or last > starts else starts)


def minutes(moment: time) -> float:
    return moment.hour * 60 + moment.minute + moment.second / 60


def distance(now: time, starts: time, ends: time) -> float:
    """Minutes from a moment to a reception of the same day; 0 while it lasts."""
    if now < starts:
        return minutes(starts) - minutes(now)
    return max(0.0, minutes(now) - minutes(ends))


def late_by(arrived: time, starts: time | None, tolerance: int) -> int:
    """Whole minutes after the start, 0 within the tolerance or where no start is set."""
    if starts is None:
        return 0
    over = int(minutes(arrived) - minutes(starts))
    return over if over > tolerance else 0


@dataclass(frozen=True)
class SignForm:
    """Somebody comes or goes. `station_id` is the window's; without it the person's own counts.

    `shift_id` names the reception where it isn't the nearest one; `part` answers the question put
    to somebody who isn't on the plan; by hand needs a reason, `at` is then when it really was.
    """

    representative_id: RepresentativeId
    station_id: StationId | None = None
    shift_id: DutyShiftId | None = None
    part: Part | None = None
    instead_of: AttendanceId | None = None
    how: SignedHow = SignedHow.BADGE
    reason: str = ""
    at: time | None = None
    may_leave: bool = True
    """False: a scan before the end only looks, it signs nobody out."""


@dataclass(frozen=True)
class OpenShift:
    """A past reception that nobody has closed yet."""

    id: DutyShiftId
    held_on: date
    slot: Slot
    station: str
    waiting: int
    """People of the plan of whom nothing is known."""
