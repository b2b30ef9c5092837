"""Bring in the congress's proposals, and letters and visits to its organ."""

from sqlalchemy import select

from db.models import Letter, Proposal, ProposalSigner, UnsettledName
from liaison.books.letters import LetterLine
from liaison.books.proposals import ProposalLine
from liaison.domain.fold import fold
from liaison.services.imports.importing import Importing
from liaison.services.imports.known import Person
from liaison.services.imports.outcome import Candidate, Question
from liaison.services.imports.prints import fingerprint, known_prints, with_ordinals


def bring_proposals(importing: Importing, lines: tuple[ProposalLine, ...]) -> None:
    """A proposal is known by its number, without one by year and title."""
    query = select(Proposal.number, Proposal.title, Proposal.answer_class)
    known = importing.proposals
    known |= {
        fold(number): (fold(title), answer_class)
        for number, title, answer_class in importing.work.session.execute(query)
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
    key = importing.batch.add(
        Proposal,
        number=number,
        year=year,
        title=line.title,
        lead_id=lead.id if lead else None,
        lead_name=line.lead,
        unit_id=importing.unit(line.unit, line.place),
        answer_class=line.answer_class,
        supervision=line.supervision,
        submitted_on=line.submitted_on,
        answered_on=line.answered_on,
        satisfaction=line.satisfaction,
        station_id=lead.station_id if lead else None,
    )
    importing.keep("proposal", key, None, line.place, line.kept)
    for name in line.signers:
        found = importing.known.by_name.get(fold(name), [])
        importing.batch.add(
            ProposalSigner,
            proposal_id=key,
            representative_id=found[0].id if len(found) == 1 else None,
            name=name,
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
        key = importing.batch.add(
            Letter,
            received_on=line.received_on,
            way=line.way,
            name=line.name,
            content=line.content,
            handling=line.handling,
        )
        importing.keep("letter", key, None, line.place, line.kept)
        importing.remember(mark, "letter", key, line.place.file)
