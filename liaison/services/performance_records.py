"""Records of 履职 by hand with their proof, taken back with a reason, confirmed by the representative."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select

from db.models import PerformanceKind, PerformanceRecord
from liaison.domain.errors import Conflict, InvalidForm, NotFound, Problem
from liaison.domain.ids import RepresentativeId
from liaison.domain.performance import ONLY_BY_ITSELF, Done, Source
from liaison.domain.text import clean, clean_line
from liaison.services.performance_done import Year, done
from liaison.services.performance_standings import confirmed, key_of
from liaison.services.representatives import known
from liaison.services.work import Work

MOST_LINE = 200
MOST_WORDS = 5_000
OLDEST = date(1990, 1, 1)


@dataclass(frozen=True)
class RecordForm:
    """One thing that the program can't know by itself."""

    representative_id: RepresentativeId
    kind: str
    done_on: date
    title: str
    content: str = ""

    def problems(self, today: date) -> tuple[Problem, ...]:
        found = [] if clean_line(self.title) else [Problem("title", "missing")]
        if len(self.title) > MOST_LINE:
            found.append(Problem("title", "too_long", {"most": MOST_LINE}))
        if len(self.content) > MOST_WORDS:
            found.append(Problem("content", "too_long", {"most": MOST_WORDS}))
        if self.done_on > today:
            found.append(Problem("done_on", "in_the_future", {"today": today.isoformat()}))
        elif self.done_on < OLDEST:
            found.append(Problem("done_on", "too_early", {"first": OLDEST.isoformat()}))
        if not self.kind:
            found.append(Problem("kind", "missing"))
        elif self.kind in ONLY_BY_ITSELF:
            found.append(Problem("kind", "kind_counts_itself"))
        return tuple(found)


def enter(work: Work, form: RecordForm) -> UUID:
    """Record one thing by hand; proofs are attached to its key. InvalidForm tells what is wrong."""
    problems = form.problems(work.today)
    kind = work.session.get(PerformanceKind, form.kind)
    if not problems and (kind is None or not kind.in_use):
        problems = (Problem("kind", "kind_not_in_use"),)
    if problems:
        raise InvalidForm(problems)
    person = known(work, form.representative_id)
    row = PerformanceRecord(
        station_id=person.station_id,
        representative_id=form.representative_id,
        kind=form.kind,
        done_on=form.done_on,
        title=clean_line(form.title),
        content=clean(form.content),
        record=Source.BY_HAND.value,
        entered_by=work.actor,
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def withdraw(work: Work, key: UUID, reason: str, version: int | None = None) -> None:
    """Take back what was entered by hand; it stays to be read and counts no more.

    InvalidForm without a reason. NotFound: no such record, or the program wrote it by itself.
    """
    why = clean_line(reason)[:MOST_LINE]
    if not why:
        raise InvalidForm((Problem("reason", "missing"),))
    row = work.session.get(PerformanceRecord, key)
    if row is None or row.record != Source.BY_HAND:
        raise NotFound("performance_not_found")
    if row.withdrawn_at is not None:
        raise Conflict("performance_withdrawn", title=row.title)
    if version is not None and row.version != version:
        raise Conflict
    row.withdrawn_at, row.withdrawn_reason = work.now, why
    work.session.flush()


def confirm(work: Work, representative_id: RepresentativeId, year: int, seen: int) -> int:
    """本人已核对: the representative confirms every record of the year; how many were new.

    `seen`: how many records stood on the sheet that was looked at. Conflict: there are others now.
    """
    person = known(work, representative_id)
    asked = Year(work, year, representative_id)
    found = done(asked)
    if len(found) != seen:
        raise Conflict("performance_changed", name=person.name)
    ready = confirmed(work, asked)
    new = [one for one in found if key_of(one) not in ready]
    rows = {row.id: row for row in work.session.scalars(_own(asked))}
    for one in new:
        if one.source is Source.BY_HAND:
            rows[one.record_id].confirmed_at = work.now
        else:
            work.session.add(_confirmation(work, one, asked, person.station_id))
    work.session.flush()
    return len(new)


def _own(asked: Year) -> Select[PerformanceRecord]:
    return select(PerformanceRecord).where(
        PerformanceRecord.representative_id == asked.person,
        PerformanceRecord.record == Source.BY_HAND,
    )


def _confirmation(work: Work, one: Done, asked: Year, station_id: UUID) -> PerformanceRecord:
    return PerformanceRecord(
        station_id=station_id,
        representative_id=one.representative_id,
        kind=one.kind,
        done_on=one.done_on or date(asked.year, 12, 31),
        title=one.title,
        record=one.source.value,
        record_id=one.record_id,
        entered_by=work.actor,
        confirmed_at=work.now,
    )
