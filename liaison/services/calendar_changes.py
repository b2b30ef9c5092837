"""Take a holiday file in: what it confirms, and which deadlines move because of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from db.models import CalendarDay as DayRow
from db.models import CalendarYear, Matter, Pause, Referral, Round
from liaison.books.calendar_days import CalendarFile
from liaison.domain.calendar import CalendarDay, lacking
from liaison.domain.errors import InvalidForm
from liaison.domain.ids import ReceptionId
from liaison.domain.span import Span
from liaison.domain.workdays import WorkCalendar
from liaison.services import register_lines
from liaison.services.calendar import built, calendar, forget
from liaison.services.work import Work


@dataclass(frozen=True)
class Moved:
    """A deadline that is another day by the new calendar. `record`: the table's name."""

    record: str
    id: UUID
    number: str
    old: date
    new: date


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
    deadlines = _deadlines(work, plan.calendar, plan.first)
    return plan.change(tuple(one.moved for one in deadlines))


def take_in(work: Work, file: CalendarFile) -> Change:
    """Write the file's days and move what they move. InvalidForm: it has problems, nothing written."""
    before = calendar(work)
    plan = _plan(work, file)
    _write(work, plan)
    _move_signing(work, before, plan)
    return plan.change(_move(work, plan.calendar, plan.first))


def recompute(work: Work) -> tuple[Moved, ...]:
    """Reckon every running clock again by the present calendar; gives what moved."""
    return _move(work, calendar(work))


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


@dataclass(frozen=True)
class _Deadline:
    """A running clock whose end moves. `pause`: the one that it stands still in."""

    matter: Matter
    pause: Pause | None
    moved: Moved


def _move(work: Work, by: WorkCalendar, first: date = date.min) -> tuple[Moved, ...]:
    deadlines = _deadlines(work, by, first)
    moved = {one.moved.id: one.moved for one in deadlines}
    for row in _with_dates(work):
        # the unit's own date goes with the matter's while it is the same one
        if (one := moved.get(row.matter_id)) and row.due_on == one.old:
            row.due_on = one.new
    for deadline in deadlines:
        if deadline.pause is None:
            deadline.matter.due_on = deadline.moved.new
        else:
            deadline.pause.due_then_on = deadline.moved.new
    work.session.flush()
    register_lines.renew(work, [ReceptionId(one.matter.reception_id) for one in deadlines])
    return tuple(moved.values())


def _move_signing(work: Work, before: WorkCalendar, plan: _Plan) -> None:
    """A slip that isn't signed for yet keeps its number of working days."""
    query = select(Referral).where(Referral.sign_by_on >= plan.first, Referral.signed_on.is_(None))
    for row in work.session.scalars(query.where(Referral.returned_on.is_(None))):
        if row.sign_by_on is not None:
            days = before.workdays_between(row.referred_on, row.sign_by_on)
            row.sign_by_on = plan.calendar.add_workdays(row.referred_on, days)


def _with_dates(work: Work) -> list[Referral | Round]:
    """Referrals and rounds with a date of their own, of matters whose clock runs."""
    running = Matter.clock != ""
    sent = select(Referral).join(Matter, Matter.id == Referral.matter_id).where(running)
    rounds = select(Round).join(Matter, Matter.id == Round.matter_id).where(running)
    rounds = rounds.where(Round.due_on.is_not(None))
    return [*work.session.scalars(sent), *work.session.scalars(rounds)]


def _deadlines(work: Work, by: WorkCalendar, first: date) -> list[_Deadline]:
    """Every clock that runs or is paused and ends on another day by this calendar."""
    query = (
        select(Matter)
        .where(Matter.clock != "", Matter.clock_from.is_not(None))
        .where(or_(Matter.due_on >= first, Matter.paused_on.is_not(None)))
        .order_by(Matter.due_on, Matter.number)
    )
    matters = list(work.session.scalars(query))
    pauses = _pauses(work)
    found = (_deadline(by, matter, pauses[matter.id]) for matter in matters)
    return [one for one in found if one is not None]


def _pauses(work: Work) -> dict[UUID, list[Pause]]:
    pauses: dict[UUID, list[Pause]] = defaultdict(list)
    query = select(Pause).join(Matter, Matter.id == Pause.matter_id).where(Matter.clock != "")
    for pause in work.session.scalars(query.order_by(Pause.paused_on, Pause.id)):
        pauses[pause.matter_id].append(pause)
    return pauses


def _deadline(by: WorkCalendar, matter: Matter, pauses: list[Pause]) -> _Deadline | None:
    start = matter.clock_from
    if start is None:
        return None
    own = [pause for pause in pauses if pause.paused_on >= start]
    over = [(one.paused_on, one.resumed_on) for one in own if one.resumed_on is not None]
    now = next((one for one in own if one.resumed_on is None), None)
    old = matter.due_on if now is None else now.due_then_on
    new = by.due(start, Span.parse(matter.clock), over)
    if old is None or old == new:
        return None
    return _Deadline(matter, now, Moved("matter", matter.id, matter.number, old, new))
