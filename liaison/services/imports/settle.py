"""Settle names that a book left open: which of several people sat there."""

from uuid import UUID

from sqlalchemy import ScalarResult, select

from db.models import (
    Attendance,
    Proposal,
    Reception,
    ReceptionRepresentative,
    Representative,
    Station,
    UnsettledName,
)
from liaison.domain.errors import BadInput, NotFound
from liaison.domain.ids import ReceptionId, RepresentativeId
from liaison.services import register_lines
from liaison.services.imports.known import Known
from liaison.services.imports.outcome import Candidate, Unsettled
from liaison.services.work import Work


def unsettled(work: Work) -> tuple[Unsettled, ...]:
    """Every name still open, oldest day first."""
    return open_names(work, Known.of(work))


def open_names(work: Work, known: Known) -> tuple[Unsettled, ...]:
    query = (
        select(UnsettledName, Station.name)
        .join(Station, Station.id == UnsettledName.station_id)
        .where(UnsettledName.settled_at.is_(None))
        .order_by(UnsettledName.stood_on, UnsettledName.id)
    )
    return tuple(
        Unsettled(row.id, row.name, station, row.stood_on, row.source, _candidates(known, row))
        for row, station in work.session.execute(query)
    )


def _candidates(known: Known, row: UnsettledName) -> tuple[Candidate, ...]:
    own = [known.people.get(RepresentativeId(UUID(key))) for key in row.candidates]
    people = [person for person in own if person] or known.namesakes(row.name)
    return tuple(Candidate(person.id, person.label) for person in people)


def settle(work: Work, unsettled_id: UUID, representative_id: RepresentativeId) -> None:
    """Say who it was. NotFound: settled meanwhile; BadInput: that person already sat there."""
    row = work.session.get(UnsettledName, unsettled_id)
    if row is None or row.settled_at is not None:
        raise NotFound("unsettled_not_found")
    person = work.session.get(Representative, representative_id)
    if person is None:
        raise NotFound("not_a_candidate")
    touched = _write(work, row, person)
    work.session.flush()
    register_lines.renew(work, touched)


def settle_plain(work: Work) -> int:
    """Settle what a roster that came later makes plain: a name nobody had, and one person has now.

    Returns how many. Names with several people, or one who already sat there, stay open.
    """
    known = Known.of(work)
    touched: dict[ReceptionId, None] = {}
    done = 0
    query = select(UnsettledName).where(UnsettledName.settled_at.is_(None))
    for row in work.session.scalars(query).all():
        people = known.namesakes(row.name)
        own = [one for one in people if one.station_id == row.station_id] or people
        if row.candidates or len(own) != 1:
            continue
        try:
            touched |= dict.fromkeys(
                _write(work, row, work.session.get_one(Representative, own[0].id))
            )
        except BadInput:
            continue
        done += 1
    work.session.flush()
    register_lines.renew(work, touched)
    return done


def _write(work: Work, row: UnsettledName, person: Representative) -> list[ReceptionId]:
    """Write who it was; the receptions it concerns. BadInput: that person already sat there."""
    who, touched = RepresentativeId(person.id), []
    if row.record == "attendance":
        attendance = work.session.get_one(Attendance, row.record_id)
        touched = _settle_attendance(work, attendance, person)
    elif row.record == "reception_representative":
        received = work.session.get_one(ReceptionRepresentative, row.record_id)
        received.representative_id = who
        touched = [ReceptionId(received.reception_id)]
    else:
        proposal = work.session.get_one(Proposal, row.record_id)
        proposal.lead_id = who
        proposal.station_id = person.station_id
    row.settled_as_id = who
    row.settled_at = work.now
    return touched


def _settle_attendance(
    work: Work, attendance: Attendance, person: Representative
) -> list[ReceptionId]:
    there = select(Attendance.id).where(
        Attendance.shift_id == attendance.shift_id, Attendance.representative_id == person.id
    )
    if work.session.scalar(there) is not None:
        raise BadInput("already_attends", name=person.name)
    attendance.representative_id = RepresentativeId(person.id)
    touched = dict[ReceptionId, None]()
    for received in _received(work, attendance):
        if received.reception_id not in touched:
            received.representative_id = RepresentativeId(person.id)
            touched[received.reception_id] = None
    return list(touched)


def _received(work: Work, attendance: Attendance) -> ScalarResult[ReceptionRepresentative]:
    """The same open name at the receptions of that slot, once a reception."""
    query = (
        select(ReceptionRepresentative)
        .join(Reception, Reception.id == ReceptionRepresentative.reception_id)
        .where(
            Reception.shift_id == attendance.shift_id,
            ReceptionRepresentative.representative_id.is_(None),
            ReceptionRepresentative.name == attendance.name,
        )
        .order_by(ReceptionRepresentative.position)
    )
    return work.session.scalars(query)
