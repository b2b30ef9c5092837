"""Bring in the congress's proposals, and letters and visits to its organ."""

from datetime import date
from uuid import UUID

from sqlalchemy import select

from db.models import (
    Letter,
    LetterStep,
    Proposal,
    ProposalRound,
    ProposalSigner,
    ProposalStep,
    ProposalUnit,
    UnsettledName,
)
from liaison.books.letters import LetterLine
from liaison.books.proposals import ProposalLine
from liaison.domain.fold import fold
from liaison.domain.letter import LetterAct, LetterStatus
from liaison.domain.proposal import ProposalKind, ProposalStatus, UnitRole
from liaison.services.calendar import calendar
from liaison.services.imports.importing import Importing
from liaison.services.imports.known import Person
from liaison.services.imports.outcome import Candidate, Question
from liaison.services.imports.prints import fingerprint, known_prints, with_ordinals
from liaison.services.letters_steps import letter_number
from liaison.services.settings import span


def bring_proposals(importing: Importing, lines: tuple[ProposalLine, ...]) -> None:
    """A proposal is known by its number, without one by year and title."""
    query = select(Proposal.number, Proposal.title, Proposal.answer_class).where(
        Proposal.number.is_not(None)
    )
    known = importing.proposals
    known |= {
        fold(number): (fold(title), answer_class)
        for number, title, answer_class in importing.work.session.execute(query)
        if number
    }
    for line in lines:
        year = line.year or importing.work.today.year
        number = line.number or f"{year}-{fingerprint(fold(line.title))[:8]}"
        old = known.get(fold(number))
        if old is not None:
            importing.unchanged["proposal"] += 1
            if old != (fold(line.title), line.answer_class):
                importing.tell(line.place, "number_known", number)
            continue
        known[fold(number)] = fold(line.title), line.answer_class
        _add_proposal(importing, line, number, year)


def _add_proposal(importing: Importing, line: ProposalLine, number: str, year: int) -> None:
    people = importing.known.by_name.get(fold(line.lead), []) if line.lead else []
    question = f"proposal|{number}|{line.lead}"
    lead = people[0] if len(people) == 1 else None
    if chosen := importing.answers.names.get(question):
        lead = importing.known.people.get(chosen)
    status, (clock, due_on) = _stage(line), _clock(importing, line)
    key = importing.batch.add(
        Proposal,
        number=number,
        year=year,
        kind=ProposalKind.MOTION if "议案" in number else ProposalKind.SUGGESTION,
        status=status,
        title=line.title,
        lead_id=lead.id if lead else None,
        lead_name=line.lead,
        unit_id=importing.unit(line.unit, line.place),
        answer_class=line.answer_class,
        supervision=line.supervision,
        ticks=[],
        submitted_on=line.submitted_on,
        due_on=due_on,
        clock_from=line.submitted_on if clock else None,
        clock=clock,
        answered_on=line.answered_on,
        satisfaction=line.satisfaction,
        station_id=lead.station_id if lead else None,
    )
    _add_round(importing, line, key, status)
    importing.keep("proposal", key, None, line.place, line.kept)
    for place, name in enumerate(line.signers, start=1):
        found = importing.known.by_name.get(fold(name), [])
        importing.batch.add(
            ProposalSigner,
            proposal_id=key,
            representative_id=found[0].id if len(found) == 1 else None,
            name=name,
            position=place,
            agreed_on=line.submitted_on,
        )
    if line.lead and lead is None:
        _ask(importing, line, question, tuple(people))
        if people:
            importing.batch.add(
                UnsettledName,
                station_id=people[0].station_id,
                record="proposal",
                record_id=key,
                name=line.lead,
                candidates=[str(person.id) for person in people],
                stood_on=line.submitted_on,
                source=line.place.zh,
            )


def _stage(line: ProposalLine) -> ProposalStatus:
    """A book tells what came of it, not how: answered is done with, a unit's name is at work on it."""
    if line.answer_class or line.answered_on:
        return ProposalStatus.CLOSED
    return ProposalStatus.HANDED if line.unit else ProposalStatus.SUBMITTED


def _clock(importing: Importing, line: ProposalLine) -> tuple[str, date | None]:
    """What waits for the unit, or for the acknowledgement, where the book gives the day it began."""
    keys = {
        ProposalStatus.HANDED: "proposal_answer_months",
        ProposalStatus.SUBMITTED: "proposal_acknowledge_days",
    }
    stage = _stage(line)
    if stage not in keys or line.submitted_on is None:
        return "", None
    period = span(importing.work, keys[stage])
    return period.text, calendar(importing.work).end(line.submitted_on, period)


def _add_round(importing: Importing, line: ProposalLine, key: UUID, status: ProposalStatus) -> None:
    importing.batch.add(
        ProposalRound,
        proposal_id=key,
        round_no=1,
        begun_on=line.submitted_on,
        answered_on=line.answered_on,
        answer_class=line.answer_class,
        satisfaction_result=line.satisfaction,
    )
    if line.unit:
        importing.batch.add(
            ProposalUnit,
            proposal_id=key,
            round_no=1,
            unit_id=importing.unit(line.unit, line.place),
            unit_name=line.unit,
            role=UnitRole.MAIN,
            handed_on=line.submitted_on,
            replied_on=line.answered_on,
        )
    importing.batch.add(
        ProposalStep,
        proposal_id=key,
        status=status,
        happened_on=line.answered_on or line.submitted_on,
        recorded_at=importing.work.now,
        actor=importing.work.actor,
        remark="导入",
    )


def _ask(
    importing: Importing, line: ProposalLine, question: str, people: tuple[Person, ...]
) -> None:
    labels = "；".join(person.label for person in people)
    code = "name_ambiguous" if people else "name_unknown"
    importing.tell(line.place, code, line.lead, candidates=labels)
    importing.questions[question] = Question(
        question,
        line.lead,
        tuple(Candidate(person.id, person.label) for person in people),
        "",
        line.submitted_on,
        line.place.file,
        line.place.sheet,
        line.place.row,
    )


def bring_letters(importing: Importing, lines: tuple[LetterLine, ...]) -> None:
    """A letter is known by its day, way, name and content."""
    marks = with_ordinals(
        [
            fingerprint("letter", line.received_on, line.way, fold(line.name), fold(line.content))
            for line in lines
        ]
    )
    known = known_prints(importing.work, marks) | importing.seen_prints
    for line, mark in zip(lines, marks, strict=True):
        if mark in known:
            importing.unchanged["letter"] += 1
            continue
        importing.seen_prints.add(mark)
        key = _add_letter(importing, line)
        importing.keep("letter", key, None, line.place, line.kept)
        importing.remember(mark, "letter", key, line.place.file)


def _add_letter(importing: Importing, line: LetterLine) -> UUID:
    """What the book says was done is done with; the rest waits with its clocks."""
    done = bool(line.handling)
    status = LetterStatus.CLOSED if done else LetterStatus.REGISTERED
    days, work = calendar(importing.work), importing.work
    inform_by = days.end(line.received_on, span(work, "letter_inform_days"))
    key = importing.batch.add(
        Letter,
        number="",
        received_on=line.received_on,
        way=line.way,
        status=status,
        name=line.name,
        content=line.content,
        handling=line.handling,
        inform_by=inform_by,
        do_by=days.end(line.received_on, span(work, "letter_do_days")),
        due_on=None if done else inform_by,
    )
    importing.batch.add(
        LetterStep,
        letter_id=key,
        act=LetterAct.REGISTER,
        status=status,
        happened_on=line.received_on,
        recorded_at=work.now,
        actor=work.actor,
        remark="导入",
    )
    return key


def number_letters(importing: Importing) -> None:
    """The year's next numbers, by the day they came and then the book's order."""
    rows = importing.batch.rows[Letter]
    for row in sorted(rows, key=lambda row: row["received_on"]):
        row["number"] = letter_number(importing.work, row["received_on"].year)
