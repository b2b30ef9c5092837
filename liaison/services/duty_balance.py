"""Duties of the year person by person: held, still planned, and who will miss the minimum."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.models import Attendance, DutyShift, Station
from liaison.domain.duty import AttendanceStatus
from liaison.domain.ids import RepresentativeId, StationId
from liaison.domain.representative import RepresentativeStatus, SeatLevel
from liaison.services.duty_people import AHEAD, held_by, people_of
from liaison.services.settings import setting
from liaison.services.work import Work


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """One representative's year. `held` is the figure of the reports; `planned` what lies ahead."""

    id: RepresentativeId
    name: str
    station_id: StationId
    station: str
    levels: tuple[SeatLevel, ...]
    group: str
    status: RepresentativeStatus
    held: int
    planned: int
    unrecorded: int
    """Duties that are past and that nobody has closed."""
    minimum: int
    next_on: date | None

    @property
    def serving(self) -> bool:
        return self.status is RepresentativeStatus.SERVING

    @property
    def short(self) -> int:
        """What is missing from the minimum today."""
        return max(0, self.minimum - self.held)

    @property
    def will_miss(self) -> int:
        """What will be missing at the end of the year if all goes by plan."""
        return max(0, self.minimum - self.held - self.planned) if self.serving else 0


def balance(work: Work, year: int, station_id: StationId | None = None) -> tuple[BalanceRow, ...]:
    """Everybody of the station (or the district), in the roster's order by station."""
    held, ahead, past = held_by(work, year), _planned(work, year), _unrecorded(work, year)
    minimum = int(setting(work, "yearly_minimum"))
    query = select(Station.id, Station.name).order_by(Station.position, Station.code)
    named = {key: name for key, name in work.session.execute(query)}  # noqa: C416 - Rows, not pairs
    order = {key: place for place, key in enumerate(named)}
    rows = [
        BalanceRow(
            one.id,
            one.label,
            one.station_id,
            named[one.station_id],
            one.levels,
            one.group,
            one.status,
            held.get(one.id, 0),
            len(ahead[one.id]),
            len(past[one.id]),
            minimum,
            min(ahead[one.id], default=None),
        )
        for one in people_of(work, station_id).values()
    ]
    return tuple(sorted(rows, key=lambda row: order[row.station_id]))


def missing(work: Work, year: int, station_id: StationId | None = None) -> tuple[BalanceRow, ...]:
    """Who serves and won't meet the minimum by plan: seen in June, when there is time."""
    return tuple(row for row in balance(work, year, station_id) if row.will_miss)


def _planned(work: Work, year: int) -> dict[RepresentativeId, list[date]]:
    return _on_plan(work, work.today, date(year, 1, 1), date(year, 12, 31))


def _unrecorded(work: Work, year: int) -> dict[RepresentativeId, list[date]]:
    found = _on_plan(work, date(year, 1, 1), date(year, 1, 1), date(year, 12, 31))
    return defaultdict(
        list, {key: [day for day in days if day < work.today] for key, days in found.items()}
    )


def _on_plan(
    work: Work, since: date, first: date, last: date
) -> dict[RepresentativeId, list[date]]:
    query = (
        select(Attendance.representative_id, DutyShift.held_on)
        .join(DutyShift, DutyShift.id == Attendance.shift_id)
        .where(
            DutyShift.held_on.between(max(since, first), last),
            DutyShift.status.in_(AHEAD),
            DutyShift.planned,
            Attendance.status.in_(
                (AttendanceStatus.PLANNED, AttendanceStatus.PRESENT, AttendanceStatus.LATE)
            ),
        )
    )
    found: dict[RepresentativeId, list[date]] = defaultdict(list)
    for key, day in work.session.execute(query):
        if key is not None:
            found[key].append(day)
    return found
