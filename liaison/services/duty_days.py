"""Single days that differ from the rules, and a station's whole year at a glance."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from db.models import DutyException
from liaison.domain.clock import day_zh
from liaison.domain.duty import SLOT_ZH, Slot
from liaison.domain.duty_rules import read_rule
from liaison.domain.duty_rules_check import Asked, RuleFinding, findings
from liaison.domain.errors import InvalidForm, NotFound, Problem
from liaison.domain.ids import StationId
from liaison.domain.text import clean_line
from liaison.services import duty_rules
from liaison.services.calendar import calendar
from liaison.services.duty_occasions import Occasion, occasions
from liaison.services.duty_rules import MOST_SEATS
from liaison.services.work import Work


@dataclass(frozen=True)
class SingleDayForm:
    """A day opened or closed by itself. `slot` None: closed all day; opened: the morning."""

    day: date
    open: bool
    reason: str
    slot: Slot | None = None
    starts: time | None = None
    ends: time | None = None
    place: str = ""
    seats: int = 3

    def problems(self) -> tuple[Problem, ...]:
        found = []
        if not clean_line(self.reason):
            found.append(Problem("reason", "missing"))
        if self.starts and self.ends and self.ends <= self.starts:
            found.append(Problem("ended", "before_start"))
        if not 1 <= self.seats <= MOST_SEATS:
            found.append(Problem("seats", "out_of_range", {"least": 1, "most": MOST_SEATS}))
        return tuple(found)


@dataclass(frozen=True)
class SingleDayRow:
    id: UUID
    day: date
    open: bool
    slot: Slot | None
    reason: str

    @property
    def words_zh(self) -> str:
        """`2026-05-06 周三 上午 加开：补五一`."""
        slot = f" {SLOT_ZH[self.slot]}" if self.slot else ""
        return f"{day_zh(self.day)}{slot} {'加开' if self.open else '停一次'}：{self.reason}"


@dataclass(frozen=True)
class RulesPreview:
    """A year as rules and single days make it. Without an announced plan: this is what is asked."""

    year: int
    days: tuple[Occasion, ...]
    single: tuple[SingleDayRow, ...]
    findings: tuple[RuleFinding, ...]


def set_day(work: Work, station_id: StationId, form: SingleDayForm) -> UUID:
    """Open or close one day. InvalidForm: no reason, or that day and slot is set already."""
    problems = form.problems()
    there = select(DutyException.id).where(
        DutyException.station_id == station_id,
        DutyException.day == form.day,
        DutyException.slot.is_(None) if form.slot is None else DutyException.slot == form.slot,
    )
    if work.session.scalar(there) is not None:
        problems += (Problem("day", "single_day_there", {"day": form.day}),)
    if problems:
        raise InvalidForm(problems)
    row = DutyException(
        station_id=station_id,
        day=form.day,
        open=form.open,
        slot=form.slot,
        starts=form.starts,
        ends=form.ends,
        place=clean_line(form.place),
        seats=form.seats,
        reason=clean_line(form.reason),
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def unset_day(work: Work, key: UUID) -> None:
    """The day goes by the rules again; the trail keeps what it was."""
    row = work.session.get(DutyException, key)
    if row is None:
        raise NotFound("single_day_not_found")
    work.session.delete(row)
    work.session.flush()


def preview(work: Work, station_id: StationId, year: int) -> RulesPreview:
    """The year's receptions by rules and single days, and what to look at before planning it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    days, unread = occasions(work, station_id, first, last)
    single = _single(work, station_id, first, last)
    read = [
        Asked(one.text, read_rule(one.text), one.from_on, one.until_on)
        for one in duty_rules.rules(work, station_id)
        if not one.reading.problem
    ]
    found = [RuleFinding("unread", _sentence(one.error), (one.text,), grave=True) for one in unread]
    found += findings(read, year, calendar(work))
    found += _of_single_days(work, station_id, single)
    return RulesPreview(year, tuple(days), single, tuple(found))


def _sentence(error: Exception) -> str:
    from liaison.domain.errors import LiaisonError
    from liaison.domain.words import sentence

    return sentence(error) if isinstance(error, LiaisonError) else ""


def _single(work: Work, station_id: StationId, first: date, last: date) -> tuple[SingleDayRow, ...]:
    query = select(DutyException).where(
        DutyException.station_id == station_id, DutyException.day.between(first, last)
    )
    rows = work.session.scalars(query.order_by(DutyException.day, DutyException.id))
    return tuple(SingleDayRow(one.id, one.day, one.open, one.slot, one.reason) for one in rows)


def _of_single_days(
    work: Work, station_id: StationId, single: tuple[SingleDayRow, ...]
) -> list[RuleFinding]:
    """A day closed on which nobody would receive; a day opened that the rules open anyway."""
    held: dict[date, set[Slot]] = {}
    for rule in duty_rules.rules(work, station_id):
        for year in {one.day.year for one in single}:
            for day in duty_rules.reading(work, rule.text, year).days:
                held.setdefault(day.day, set()).add(day.slot)
    found = []
    for one in single:
        slots = held.get(one.day, set())
        wanted = {one.slot or Slot.MORNING} if one.open else {one.slot} if one.slot else slots
        if one.open and wanted & slots:
            words = f"{one.words_zh}，可是按规则本来就接待；只排一次。"
            found.append(RuleFinding("opened_anyway", words))
        if not one.open and not wanted & slots:
            words = f"{one.words_zh}，可是按规则那天本来就不接待。"
            found.append(RuleFinding("closed_anyway", words))
    return found
