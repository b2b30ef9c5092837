"""What is sent through the portal: kept waiting for a clerk, never put into the register from here."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from db.models import Category, Submission
from liaison.domain.codes import is_label, new_token
from liaison.domain.errors import Conflict, InvalidForm, Problem, Unavailable
from liaison.domain.ids import CategoryId, RepresentativeId, StationId, SubmissionId
from liaison.domain.sending import (
    MOST_NAME,
    MOST_PHONE,
    MOST_PICTURES,
    MOST_PLACE,
    MOST_WAITING,
    MOST_WORDS,
    NOTICE_VERSION,
    TellHow,
)
from liaison.domain.submission import SubmissionStatus, SubmittedBy
from liaison.domain.text import clean, clean_line, clean_name, digits
from liaison.services.attachments import attach
from liaison.services.portal_pages import code_labelled
from liaison.services.work import Work

RECORD = "submission"
_UNDECIDED = (SubmissionStatus.WAITING, SubmissionStatus.SPAM)


@dataclass(frozen=True)
class SubmissionForm:
    """One matter as a phone sent it. `once`: given out with the form, the same for a double tap.

    `label` is typed by a representative who scanned the station's code: the number of their own.
    `trap` is a field nobody sees; only a machine fills it in.
    """

    once: UUID
    station_id: StationId
    words: str
    representative_id: RepresentativeId | None = None
    by: SubmittedBy = SubmittedBy.CITIZEN
    label: str = ""
    place: str = ""
    category_id: UUID | None = None
    tell_how: str = TellHow.CODE
    name: str = ""
    phone: str = ""
    confidential: bool = False
    notice_version: str = NOTICE_VERSION
    pictures: int = 0
    trap: str = ""

    def problems(self) -> tuple[Problem, ...]:
        found = []
        if not clean(self.words):
            found.append(Problem("words", "words_missing"))
        limits = {"words": MOST_WORDS, "place": MOST_PLACE, "name": MOST_NAME, "phone": MOST_PHONE}
        for field, most in limits.items():
            if len(clean(getattr(self, field))) > most:
                found.append(Problem(field, "too_long", {"most": most}))
        if self.by is SubmittedBy.REPRESENTATIVE and not is_label(_label(self.label)):
            found.append(Problem("label", "label_unreadable"))
        if self.tell_how not in set(TellHow):
            found.append(Problem("tell_how", "tell_how_missing"))
        elif self.tell_how == TellHow.PHONE and not clean_line(self.phone):
            found.append(Problem("phone", "phone_wanted"))
        if clean_line(self.phone) and not 7 <= len(digits(self.phone)) <= 20:
            found.append(Problem("phone", "phone_unreadable"))
        if self.pictures > MOST_PICTURES:
            found.append(Problem("pictures", "too_many_pictures", {"most": MOST_PICTURES}))
        return tuple(found)


@dataclass(frozen=True)
class SubmissionReceipt:
    """`token` makes the query code; `again`: it had come in already."""

    id: SubmissionId
    token: str
    again: bool = False


def submit(work: Work, form: SubmissionForm, pictures: Sequence[bytes] = ()) -> SubmissionReceipt:
    """Keep it waiting, with its pictures (drawn anew by the caller: JPEG). The same `once` adds nothing.

    InvalidForm; Unavailable "portal_full": too much waits at this station.
    """
    known = work.session.get(Submission, form.once)
    if known is not None:
        if known.station_id != form.station_id:
            raise Conflict
        return SubmissionReceipt(SubmissionId(known.id), known.token, again=True)
    whole = dataclasses.replace(form, pictures=len(pictures))
    holder = form.representative_id
    problems = list(whole.problems())
    if form.by is SubmittedBy.REPRESENTATIVE and not problems:
        holder = code_labelled(work, form.station_id, _label(form.label))
        if holder is None:
            problems.append(Problem("label", "label_unknown"))
    if problems:
        raise InvalidForm(tuple(problems))
    _must_have_room(work, form.station_id)
    row = _row(work, form, holder)
    work.session.add(row)
    work.session.flush()
    for number, picture in enumerate(pictures, start=1):
        attach(work, RECORD, row.id, picture, f"图片 {number}.jpg")
    return SubmissionReceipt(SubmissionId(row.id), row.token)


def _row(work: Work, form: SubmissionForm, holder: RepresentativeId | None) -> Submission:
    category = work.session.get(Category, form.category_id) if form.category_id else None
    return Submission(
        id=form.once,
        station_id=form.station_id,
        submitted_by=form.by,
        representative_id=holder,
        category_id=CategoryId(category.id) if category else None,
        words=clean(form.words),
        place=clean_line(form.place),
        name=clean_name(form.name),
        phone=clean_line(form.phone),
        tell_how=form.tell_how,
        confidential=form.confidential,
        notice_version=clean_line(form.notice_version)[:20],
        token=new_token(),
        received_at=work.now,
        status=SubmissionStatus.SPAM if form.trap else SubmissionStatus.WAITING,
    )


def _must_have_room(work: Work, station_id: StationId) -> None:
    query = select(func.count()).select_from(Submission)
    here = (Submission.station_id == station_id, Submission.status.in_(_UNDECIDED))
    waiting = work.session.scalar(query.where(*here, Submission.decided_at.is_(None))) or 0
    if waiting >= MOST_WAITING:
        raise Unavailable("portal_full")


def _label(typed: str) -> str:
    return clean_line(typed).replace(" ", "").upper()
