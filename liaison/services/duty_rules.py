"""A station's reception rules and single days, as people write them, and what a year of them is.

The text of the station (`Station.reception_rule`, shown and printed) and its rules say the same: a
rule changed here changes the text, a text changed in the station's form changes the rules.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, or_, select

from db.models import DutyRule, Station
from liaison.domain.clock import day_zh
from liaison.domain.duty_rules import DutyRuleRead, Occurrence, occurrences, read_rule, rule_words
from liaison.domain.duty_rules_check import RuleFinding
from liaison.domain.duty_rules_split import split_rules
from liaison.domain.errors import BadInput, Conflict, InvalidForm, NotFound, Problem
from liaison.domain.ids import StationId
from liaison.domain.text import clean_line
from liaison.domain.words import sentence
from liaison.services.calendar import calendar
from liaison.services.work import Work

MOST_SEATS = 30
ONE = timedelta(days=1)
JOINT = "；"


@dataclass(frozen=True)
class DutyRuleForm:
    """`seats`: how many representatives receive. `from_on`, `until_on`: both days with it."""

    text: str
    place: str = ""
    seats: int = 3
    from_on: date | None = None
    until_on: date | None = None

    def problems(self) -> tuple[Problem, ...]:
        found = []
        if not clean_line(self.text):
            found.append(Problem("text", "missing"))
        if not 1 <= self.seats <= MOST_SEATS:
            found.append(Problem("seats", "out_of_range", {"least": 1, "most": MOST_SEATS}))
        if self.from_on and self.until_on and self.until_on < self.from_on:
            found.append(Problem("until_on", "before_start"))
        return tuple(found)


@dataclass(frozen=True)
class Reading:
    """How words are read: `words` in the usual form, or why not in `problem`. Days of one year."""

    text: str
    words: str
    problem: str = ""
    year: int = 0
    days: tuple[Occurrence, ...] = ()
    next_on: date | None = None
    shift_said: bool = True

    @property
    def line_zh(self) -> str:
        """`读作：每周三 上午，遇节假日停一次，不补；2026 年 50 天，下一次 2026-03-11 周三`."""
        if self.problem:
            return self.problem
        following = f"，下一次 {day_zh(self.next_on)}" if self.next_on else "，今年没有下一次了"
        unsaid = "" if self.shift_said else "（规则里没写遇节假日怎么办，按惯例）"
        return f"读作：{self.words}{unsaid}；{self.year} 年 {len(self.days)} 天{following}"


@dataclass(frozen=True)
class DutyRuleRow:
    id: UUID
    reading: Reading
    place: str
    seats: int
    from_on: date | None
    until_on: date | None
    version: int

    @property
    def text(self) -> str:
        return self.reading.text


def reading(
    work: Work,
    text: str,
    year: int | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Reading:
    """The words read, for a line beside the field; nothing is written and nothing is raised."""
    wanted, line = year or work.today.year, clean_line(text)
    try:
        rule = read_rule(line)
    except BadInput as error:
        return Reading(line, "", sentence(error), wanted)
    first, last = date(wanted, 1, 1), date(wanted, 12, 31)
    days = _within(work, rule, max(first, from_on or first), min(last, until_on or last))
    begin = max(work.today, from_on or work.today)
    end = begin + timedelta(days=400)
    ahead = _within(work, rule, begin, min(end, until_on or end))
    next_on = ahead[0].day if ahead else None
    return Reading(line, rule_words(rule), "", wanted, days, next_on, rule.shift_said)


def rules(work: Work, station_id: StationId, year: int | None = None) -> tuple[DutyRuleRow, ...]:
    """The rules that hold today or later, in the station's order, with their days of `year`."""
    return tuple(_row(work, one, year) for one in _in_force(work, station_id))


def add_rule(work: Work, station_id: StationId, form: DutyRuleForm) -> UUID:
    """BadInput: the words can't be read, the sentence says which part."""
    _check(form)
    station = _station(work, station_id)
    known = _in_force(work, station_id)
    text = clean_line(form.text)
    if any(one.text == text and one.place == clean_line(form.place) for one in known):
        raise InvalidForm((Problem("text", "rule_there"),))
    row = _new(work, station_id, text, form)
    work.session.add(row)
    work.session.flush()
    _say(work, station)
    return row.id


def change_rule(work: Work, key: UUID, form: DutyRuleForm, version: int | None = None) -> None:
    """BadInput: the words can't be read. Conflict: changed meanwhile."""
    _check(form)
    row = _rule(work, key)
    if version is not None and row.version != version:
        raise Conflict
    row.text, row.place, row.seats = clean_line(form.text), clean_line(form.place), form.seats
    row.from_on, row.until_on = form.from_on, form.until_on
    work.session.flush()
    _say(work, _station(work, row.station_id))


def retire_rule(work: Work, key: UUID, from_on: date | None = None) -> None:
    """No reception by it from `from_on` (today) on; what was before stays as it was."""
    row = _rule(work, key)
    row.until_on = (from_on or work.today) - ONE
    work.session.flush()
    _say(work, _station(work, row.station_id))


def follow_text(work: Work, station_id: StationId, text: str) -> None:
    """Make the rules what the station's text says; words that can't be read stay as a rule of
    their own, which the findings list until somebody writes them plainly.
    """
    wanted = split_rules(text)
    known = {row.text: row for row in _in_force(work, station_id)}
    for line, row in known.items():
        if line not in wanted:
            row.until_on = work.today - ONE
    for line in wanted:
        if line not in known:
            work.session.add(_new(work, station_id, line, DutyRuleForm(line)))
            work.session.flush()


def unplannable(work: Work) -> tuple[tuple[str, RuleFinding], ...]:
    """(station's name, why) of every station with no rule in force, or one that can't be read."""
    query = select(Station.id, Station.name).where(Station.closed_on.is_(None))
    found = []
    for key, name in work.session.execute(query.order_by(Station.position, Station.code)).all():
        own = rules(work, StationId(key))
        if not own:
            words = "没有接待规则，排不出接待日；请在“设置·联络站”写上，如“每月15日 9:00-11:30”。"
            found.append((name, RuleFinding("no_rule", words, (), grave=True)))
        found += [
            (name, RuleFinding("unread", one.reading.problem, (one.text,), grave=True))
            for one in own
            if one.reading.problem
        ]
    return tuple(found)


def _within(work: Work, rule: DutyRuleRead, first: date, last: date) -> tuple[Occurrence, ...]:
    return occurrences(rule, first, last, calendar(work)) if first <= last else ()


def _check(form: DutyRuleForm) -> None:
    if problems := form.problems():
        raise InvalidForm(problems)
    read_rule(clean_line(form.text))


def _in_force(work: Work, station_id: StationId) -> list[DutyRule]:
    query = select(DutyRule).where(
        DutyRule.station_id == station_id,
        or_(DutyRule.until_on.is_(None), DutyRule.until_on >= work.today),
    )
    return list(work.session.scalars(query.order_by(DutyRule.position, DutyRule.id)))


def _row(work: Work, row: DutyRule, year: int | None) -> DutyRuleRow:
    read = reading(work, row.text, year, row.from_on, row.until_on)
    return DutyRuleRow(row.id, read, row.place, row.seats, row.from_on, row.until_on, row.version)


def _new(work: Work, station_id: StationId, text: str, form: DutyRuleForm) -> DutyRule:
    last = select(func.max(DutyRule.position)).where(DutyRule.station_id == station_id)
    return DutyRule(
        station_id=station_id,
        text=text,
        place=clean_line(form.place),
        seats=form.seats,
        position=(work.session.scalar(last) or 0) + 1,
        from_on=form.from_on,
        until_on=form.until_on,
    )


def _rule(work: Work, key: UUID) -> DutyRule:
    row = work.session.get(DutyRule, key)
    if row is None:
        raise NotFound("duty_rule_not_found")
    return row


def _station(work: Work, station_id: StationId) -> Station:
    row = work.session.get(Station, station_id)
    if row is None:
        raise NotFound("station_not_found")
    return row


def _say(work: Work, station: Station) -> None:
    """The station's own text follows its rules."""
    texts = [one.text for one in _in_force(work, StationId(station.id))]
    station.reception_rule = JOINT.join(texts)
    work.session.flush()
