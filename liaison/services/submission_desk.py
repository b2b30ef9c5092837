"""The clerk's side of what came in through the portal: look, accept, decline. Never by itself."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from db.models import Attachment, Category, Reception, Representative, Station, Submission
from liaison.domain.clock import civil
from liaison.domain.errors import BadInput, Conflict, NotFound
from liaison.domain.ids import (
    CategoryId,
    ReceptionId,
    RepresentativeId,
    StationId,
    SubmissionId,
)
from liaison.domain.matter import Disposition
from liaison.domain.reception import Channel, VisitKind
from liaison.domain.sending import TELL_HOW_ZH, TellHow
from liaison.domain.submission import SUBMISSION_STATUS_ZH, SubmissionStatus, SubmittedBy
from liaison.domain.text import clean
from liaison.services.alike import AlikeMatter, alike
from liaison.services.calendar import calendar
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.receptions import Recorded, record
from liaison.services.submissions import RECORD
from liaison.services.work import Work

MOST_ROWS = 500
BEGINNING = 40
TITLE = 24
MOST_REASON = 300
HIDDEN_ZH = "（要求保密，打开再看）"


@dataclass(frozen=True)
class SubmissionRow:
    """One line of the queue; `days` are the working days that it has waited."""

    id: SubmissionId
    station_id: StationId
    station: str
    received_at: datetime
    """Civil time."""
    by: SubmittedBy
    whom: str
    """The representative written to, or who handed it in; "" for the station itself."""
    category: str
    beginning: str
    pictures: int
    days: int
    confidential: bool
    status: SubmissionStatus


@dataclass(frozen=True)
class SubmissionView:
    """All of one, for the clerk who decides."""

    row: SubmissionRow
    words: str
    place: str
    name: str
    phone: str
    tell_how: str
    """In words."""
    decided_at: datetime | None
    decided_by: str
    reason: str
    reception_id: ReceptionId | None
    alike: tuple[AlikeMatter, ...]
    """Matters that are likely the same."""
    twins: int
    """Other submissions that wait with the very same words."""
    version: int


def waiting(
    work: Work,
    station_id: StationId | None = None,
    status: SubmissionStatus = SubmissionStatus.WAITING,
    limit: int = MOST_ROWS,
) -> list[SubmissionRow]:
    """What waits for a decision, the oldest first; what was decided, the newest first."""
    undecided = status is SubmissionStatus.WAITING
    order = Submission.received_at if undecided else Submission.decided_at.desc()
    query = select(Submission).where(Submission.status == status).order_by(order, Submission.id)
    if station_id is not None:
        query = query.where(Submission.station_id == station_id)
    return _rows(work, list(work.session.scalars(query.limit(limit))))


def waiting_count(work: Work, station_id: StationId | None = None) -> int:
    """How many wait."""
    query = (
        select(func.count())
        .select_from(Submission)
        .where(Submission.status == SubmissionStatus.WAITING)
    )
    if station_id is not None:
        query = query.where(Submission.station_id == station_id)
    return work.session.scalar(query) or 0


def one(work: Work, key: SubmissionId) -> SubmissionView:
    """NotFound."""
    row = _known(work, key)
    (line,) = _rows(work, [row])
    twins = (
        select(func.count())
        .select_from(Submission)
        .where(
            Submission.id != row.id,
            Submission.station_id == row.station_id,
            Submission.status == SubmissionStatus.WAITING,
            Submission.words == row.words,
        )
    )
    category = CategoryId(row.category_id) if row.category_id else None
    like = alike(
        *(work, _title(row.words), row.words, None, category, StationId(row.station_id)),
    )
    return SubmissionView(
        line,
        row.words,
        row.place,
        row.name,
        row.phone,
        TELL_HOW_ZH[TellHow(row.tell_how)] if row.tell_how else "",
        civil(row.decided_at) if row.decided_at else None,
        row.decided_by,
        row.reason,
        ReceptionId(row.reception_id) if row.reception_id else None,
        like,
        work.session.scalar(twins) or 0,
        row.version,
    )


def draft_from(work: Work, key: SubmissionId) -> ReceptionForm:
    """新的接待 filled in with what was sent; all but the sender's own words may be changed.

    Conflict: somebody has decided already.
    """
    row = _undecided(work, key)
    handed_in = row.submitted_by is SubmittedBy.REPRESENTATIVE
    named = bool(row.name)
    people = (VisitorForm(row.name, row.phone, address=""),) if named or row.phone else ()
    whom = (RepresentativeId(row.representative_id),) if row.representative_id else ()
    category = CategoryId(row.category_id) if row.category_id else None
    return ReceptionForm(
        station_id=StationId(row.station_id),
        received_on=work.today,
        channel=Channel.SCAN,
        started=civil(work.now).time().replace(second=0, microsecond=0),
        words=row.words,
        matters=(
            MatterForm(
                _title(row.words),
                Disposition.REFERRED,
                content=f"地点：{row.place}" if row.place else "",
                category_id=category,
            ),
        ),
        visit_kind=VisitKind.INDIVIDUAL if named else VisitKind.ANONYMOUS,
        visitors=people,
        representatives=whom,
        wants_callback=row.tell_how == TellHow.PHONE,
        confidential=row.confidential,
        notice_given=True,
        read_back=True,
        remark="由代表扫联络站码提交" if handed_in else "",
        submission_id=row.id,
    )


def accept(work: Work, key: SubmissionId, form: ReceptionForm) -> Recorded:
    """Record a reception from it, in one transaction, with the sender's words as they were sent.

    InvalidForm; Conflict "submission_decided": a colleague was first.
    """
    row = _undecided(work, key)
    own = replace(form, words=row.words, channel=Channel.SCAN, submission_id=row.id)
    recorded = record(work, own)
    _decide(work, row, SubmissionStatus.ACCEPTED)
    row.reception_id = recorded.id
    reception = work.session.get_one(Reception, recorded.id)
    matter = reception.matters[0]
    query = select(Attachment).where(Attachment.record == RECORD, Attachment.record_id == row.id)
    for picture in work.session.scalars(query):
        picture.record, picture.record_id = "matter", matter.id
    work.session.flush()
    return recorded


def save(work: Work, form: ReceptionForm) -> Recorded:
    """Record a form: the acceptance of a submission when it was filled in from one."""
    if form.submission_id is None:
        return record(work, form)
    return accept(work, SubmissionId(form.submission_id), form)


def decline(work: Work, key: SubmissionId, reason: str) -> None:
    """Not accepted, with words that the sender reads: who handles it, and where. BadInput without."""
    why = clean(reason)[:MOST_REASON]
    if not why:
        raise BadInput("submission_reason_missing")
    row = _undecided(work, key)
    _decide(work, row, SubmissionStatus.DECLINED)
    row.reason = why
    work.session.flush()


def mark_spam(work: Work, key: SubmissionId) -> None:
    """Nothing that a person meant."""
    row = _undecided(work, key)
    _decide(work, row, SubmissionStatus.SPAM)
    work.session.flush()


def take_back(work: Work, key: SubmissionId) -> None:
    """Let it wait again, on the day it was declined. BadInput: later, or it was accepted."""
    row = _known(work, key)
    same_day = row.decided_at is not None and civil(row.decided_at).date() == work.today
    if row.status not in (SubmissionStatus.DECLINED, SubmissionStatus.SPAM) or not same_day:
        raise BadInput("submission_not_back", status=SUBMISSION_STATUS_ZH[row.status])
    row.status, row.decided_at, row.decided_by, row.reason = SubmissionStatus.WAITING, None, "", ""
    work.session.flush()


def _decide(work: Work, row: Submission, status: SubmissionStatus) -> None:
    row.status, row.decided_at, row.decided_by = status, work.now, work.actor


def _known(work: Work, key: SubmissionId) -> Submission:
    row = work.session.get(Submission, key)
    if row is None:
        raise NotFound("submission_not_found")
    return row


def _undecided(work: Work, key: SubmissionId) -> Submission:
    row = _known(work, key)
    if row.status is not SubmissionStatus.WAITING:
        raise Conflict(
            "submission_decided", who=row.decided_by, status=SUBMISSION_STATUS_ZH[row.status]
        )
    return row


def _rows(work: Work, rows: list[Submission]) -> list[SubmissionRow]:
    keys = [row.id for row in rows]
    pictures = _pictures(work, keys)
    stations = _names(work, Station, {row.station_id for row in rows})
    people = _names(work, Representative, {row.representative_id for row in rows})
    kinds = _names(work, Category, {row.category_id for row in rows})
    days = calendar(work)
    return [
        SubmissionRow(
            SubmissionId(row.id),
            StationId(row.station_id),
            stations.get(row.station_id, ""),
            civil(row.received_at),
            row.submitted_by,
            people.get(row.representative_id, ""),
            kinds.get(row.category_id, ""),
            HIDDEN_ZH if row.confidential else _beginning(row.words),
            pictures.get(row.id, 0),
            days.workdays_between(civil(row.received_at).date(), work.today),
            row.confidential,
            row.status,
        )
        for row in rows
    ]


def _pictures(work: Work, keys: list[UUID]) -> dict[UUID, int]:
    query = (
        select(Attachment.record_id, func.count())
        .where(Attachment.record == RECORD, Attachment.record_id.in_(keys))
        .group_by(Attachment.record_id)
    )
    return {key: count for key, count in work.session.execute(query)}  # noqa: C416 - rows, not pairs


def _names(
    work: Work, kind: type[Station | Representative | Category], keys: set[UUID | None]
) -> dict[UUID | None, str]:
    query = select(kind.id, kind.name).where(kind.id.in_([key for key in keys if key is not None]))
    return {key: name for key, name in work.session.execute(query)}  # noqa: C416 - rows, not pairs


def _beginning(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= BEGINNING else f"{line[:BEGINNING]}…"


def _title(words: str) -> str:
    """The first sentence, short enough for a line; the clerk words it better."""
    line = " ".join(words.split())
    for mark in "。！？；\n":
        line = line.split(mark)[0] if mark in line[: TITLE + 1] else line
    return line[:TITLE].rstrip("，、：；,;: ")
