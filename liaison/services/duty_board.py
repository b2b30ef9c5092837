"""What the 值班 page shows: a span of days with its receptions, people, days off and notices."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import func, select

from db.models import DutyRule, DutyShift
from liaison.domain.calendar import DayKind
from liaison.domain.ids import StationId
from liaison.services.calendar import calendar
from liaison.services.duty_rows import NoticeState, ShiftRow, shifts
from liaison.services.settings import setting
from liaison.services.work import Work

LOOK_AHEAD = 45
"""Days within which a notice to be posted is looked for."""
SOON = 10
WAITS = frozenset({NoticeState.TO_POST, NoticeState.OVERDUE, NoticeState.CORRECTION_DUE})
"""A notice is to be posted yet."""


@dataclass(frozen=True)
class BoardDay:
    """One day. `moved_to` says where a reception that was meant for it went."""

    day: date
    kind: DayKind
    name: str
    shifts: tuple[ShiftRow, ...] = ()
    moved_to: date | None = None


@dataclass(frozen=True)
class Board:
    """`planned_until` is the last day on plan; `rules` are the chosen station's, in words."""

    today: date
    days: tuple[BoardDay, ...]
    planned_until: date | None
    rules: tuple[str, ...]
    notice_days: int
    _by_day: dict[date, BoardDay] = field(default_factory=dict, init=False, compare=False)

    def __post_init__(self) -> None:
        self._by_day.update({one.day: one for one in self.days})

    def day(self, day: date) -> BoardDay | None:
        return self._by_day.get(day)


def board(work: Work, station_id: StationId | None, first: date, last: date) -> Board:
    """Every day from `first` to `last` of one station or of all."""
    by_day: dict[date, list[ShiftRow]] = defaultdict(list)
    moved: dict[date, date] = {}
    for one in shifts(work, first, last, station_id):
        by_day[one.day].append(one)
        if one.meant_on is not None and one.meant_on != one.day:
            moved[one.meant_on] = one.day
    known = calendar(work)
    days = []
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        said = known.day(day)
        days.append(BoardDay(day, said.kind, said.name, tuple(by_day[day]), moved.get(day)))
    return Board(
        work.today,
        tuple(days),
        _planned_until(work, station_id),
        rules_of(work, station_id),
        int(setting(work, "notice_days")),
    )


def to_post(work: Work, station_id: StationId | None, days: int = SOON) -> tuple[ShiftRow, ...]:
    """Receptions ahead whose notice hangs nowhere yet and is late, due today or within `days`."""
    first = work.today
    rows = shifts(work, first, first + timedelta(days=LOOK_AHEAD), station_id)
    until = first + timedelta(days=days)
    waiting = [
        one for one in rows if one.notice in WAITS and one.notice_by and one.notice_by <= until
    ]
    return tuple(sorted(waiting, key=lambda one: (one.notice_by or first, one.day)))


def must_hang_today(rows: Sequence[ShiftRow], today: date) -> int:
    """How many of them are late or at their last day."""
    return sum(one.notice_by is not None and one.notice_by <= today for one in rows)


def _planned_until(work: Work, station_id: StationId | None) -> date | None:
    query = select(func.max(DutyShift.held_on)).where(DutyShift.planned)
    if station_id is not None:
        query = query.where(DutyShift.station_id == station_id)
    return work.session.scalar(query)


def rules_of(work: Work, station_id: StationId | None) -> tuple[str, ...]:
    """A station's rules in words; none for the whole district."""
    if station_id is None:
        return ()
    query = select(DutyRule.text).where(DutyRule.station_id == station_id)
    return tuple(work.session.scalars(query.order_by(DutyRule.position, DutyRule.id)))
