"""Take a holiday file in: what it confirms, and which deadlines move because of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.models import CalendarDay as DayRow
from db.models import CalendarYear
from liaison.books.calendar_days import CalendarFile
from liaison.domain.calendar import CalendarDay, lacking
from liaison.domain.errors import InvalidForm
from liaison.domain.workdays import WorkCalendar
from liaison.services.calendar import built, calendar, forget
from liaison.services.clocks import Moved, apply, move_signing, shifts
from liaison.services.work import Work


@dataclass(frozen=True)
class Change:
    """What a file does to the calendar, or would do."""

    file: str
    days: int
    changed: tuple[date, ...]
    """Days that are of another kind than before."""
    years: tuple[int, ...]
    """Years that it confirms."""
    partial: tuple[tuple[int, tuple[str, ...]], ...]
    """(year, festivals that it doesn't name): years that stay guessed."""
    known_until: int
    """The last confirmed year, the file included."""
    moved: tuple[Moved, ...]


def foresee(work: Work, file: CalendarFile) -> Change:
    """What taking the file in would do; nothing is written. InvalidForm: the file has problems."""
    plan = _plan(work, file)
    found = shifts(work, plan.calendar, plan.first, calendar(work))
    return plan.change(tuple(one.moved for one in found))


def take_in(work: Work, file: CalendarFile) -> Change:
    """Write the file's days and move what they move. InvalidForm: it has problems, nothing written."""
    before = calendar(work)
    plan = _plan(work, file)
    _write(work, plan)
    move_signing(work, before, plan.calendar, plan.first)
    return plan.change(apply(work, shifts(work, plan.calendar, plan.first, before)))


def recompute(work: Work) -> tuple[Moved, ...]:
    """Reckon every running clock again by the present calendar; gives what moved."""
    return apply(work, shifts(work, calendar(work)))


@dataclass(frozen=True)
class _Plan:
    file: CalendarFile
    own: dict[date, CalendarDay]
    """The office's own days afterwards."""
    years: tuple[int, ...]
    partial: tuple[tuple[int, tuple[str, ...]], ...]
    calendar: WorkCalendar
    changed: tuple[date, ...]

    @property
    def first(self) -> date:
        """Deadlines before it can't move."""
        return min(self.changed, default=date.max)

    def change(self, moved: tuple[Moved, ...]) -> Change:
        days, until = len(self.file.days), self.calendar.known_until
        return Change(self.file.file, days, self.changed, self.years, self.partial, until, moved)


def _plan(work: Work, file: CalendarFile) -> _Plan:
    """A whole year replaces what was known of it; single days only change these."""
    if file.problems:
        raise InvalidForm(file.problems)
    before = calendar(work)
    rows = work.session.scalars(select(DayRow))
    own = {row.day: CalendarDay(row.day, row.kind, row.name) for row in rows}
    years, partial = [], []
    for year, days in _by_year(file.days).items():
        known = [one for one in own.values() if one.day.year == year]
        if not lacking(days):
            own = {day: one for day, one in own.items() if day.year != year}
        if not (missing := lacking([*known, *days])):
            years.append(year)
        elif year not in before.years:
            partial.append((year, missing))
        own |= {one.day: one for one in days}
    confirmed = frozenset(work.session.scalars(select(CalendarYear.year))) | frozenset(years)
    after = built(tuple(own[day] for day in sorted(own)), confirmed)
    return _Plan(file, own, tuple(years), tuple(partial), after, _changed(before, after))


def _by_year(days: Iterable[CalendarDay]) -> dict[int, list[CalendarDay]]:
    years: dict[int, list[CalendarDay]] = defaultdict(list)
    for one in days:
        years[one.day.year].append(one)
    return years


def _changed(before: WorkCalendar, after: WorkCalendar) -> tuple[date, ...]:
    named = before.days.keys() | after.days.keys()
    return tuple(sorted(day for day in named if before.kind(day) is not after.kind(day)))


def _write(work: Work, plan: _Plan) -> None:
    """Rows through the session, so that the trail has them."""
    rows = {row.day: row for row in work.session.scalars(select(DayRow))}
    for day in rows.keys() - plan.own.keys():
        work.session.delete(rows[day])
    for day, one in plan.own.items():
        row = rows.get(day)
        if row is None:
            row = DayRow(day=day, kind=one.kind, name=one.name, source=plan.file.file)
            work.session.add(row)
        elif (row.kind, row.name) != (one.kind, one.name):
            row.kind, row.name, row.source = one.kind, one.name, plan.file.file
    for year in plan.years:
        known = work.session.get(CalendarYear, year)
        known = known or CalendarYear(year=year)
        known.source, known.taken_in_at = plan.file.file, work.now
        work.session.add(known)
    work.session.flush()
    forget(work)
