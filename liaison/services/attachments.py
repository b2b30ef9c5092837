"""附件: photos, scans and papers beside a matter, a reception, a proposal, a letter, a 履职 record
or what the portal was sent.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from db.models import (
    Attachment,
    Letter,
    Matter,
    PerformanceRecord,
    PosterCopy,
    Proposal,
    Reception,
    Submission,
)
from liaison.domain.attachment import MOST_PIXELS, MediaType, Refusal, file_name, kind_of
from liaison.domain.errors import BadInput, Conflict, NotFound, Unavailable
from liaison.domain.ids import AttachmentId, StationId
from liaison.domain.text import clean_line
from liaison.services import attachment_files, audit
from liaison.services.photos import named_pictures
from liaison.services.settings import setting
from liaison.services.work import Work

Owner = Matter | Reception | Proposal | Letter | PerformanceRecord | PosterCopy | Submission
RECORDS: dict[str, type[Owner]] = {
    "matter": Matter,
    "reception": Reception,
    "proposal": Proposal,
    "letter": Letter,
    "performance": PerformanceRecord,
    "poster_copy": PosterCopy,
    "submission": Submission,
}
MOST_REASON = 200
LEFT_ALONE = timedelta(days=1)
"""A file this young may belong to a row that is being written."""


@dataclass(frozen=True)
class AttachmentRow:
    """One line of a record's attachments."""

    id: AttachmentId
    record: str
    record_id: UUID
    round_no: int
    name: str
    media_type: MediaType
    size: int
    added_at: datetime
    actor: str
    withdrawn_at: datetime | None
    withdrawn_reason: str


@dataclass(frozen=True)
class Opened:
    """An attachment with its bytes, as they came in."""

    row: AttachmentRow
    content: bytes


def attach(  # noqa: PLR0913, PLR0917 - whose, what, named how
    work: Work,
    record: str,
    record_id: UUID,
    source: Path | bytes,
    name: str = "",
    round_no: int | None = None,
) -> AttachmentId:
    """Keep a file beside a record; the row comes after the file is on the disk.

    `round_no`: the round that the clerk saw; the current one when left out. BadInput: no file, too
    large, a kind that isn't kept. Conflict: the matter has gone on to another round.
    """
    owner = _owner(work, record, record_id)
    now = getattr(owner, "round_no", 1)
    if round_no is not None and round_no != now:
        raise Conflict("attachment_round_over", round=now)
    shown = name or (source.name if isinstance(source, Path) else "")
    content = _bytes(work, source, shown)
    kind = _kind(content, shown)
    row = Attachment(
        station_id=_station(owner),
        record=record,
        record_id=record_id,
        round_no=now,
        name=file_name(shown, kind),
        media_type=kind.value,
        size=len(content),
        sha256=attachment_files.keep(_folder(work), content),
        added_at=work.now,
        actor=work.actor,
        withdrawn_reason="",
    )
    work.session.add(row)
    work.session.flush()
    return AttachmentId(row.id)


def list_of(work: Work, record: str, record_id: UUID) -> tuple[AttachmentRow, ...]:
    """A record's attachments, oldest first, withdrawn ones too."""
    query = select(Attachment).where(Attachment.record == record, Attachment.record_id == record_id)
    return tuple(map(_row, work.session.scalars(query.order_by(Attachment.id))))


def opened(work: Work, key: AttachmentId) -> Opened:
    """The bytes of one attachment; that somebody opened it is noted (use `office.write`).

    NotFound: withdrawn, or its file is not on this machine. Unavailable: the file is damaged.
    """
    row = _standing(work, key)
    content = attachment_files.read(_folder(work), row.sha256, row.name)
    audit.note(work, "open_attachment", "attachment", row.id, row.station_id)
    return Opened(_row(row), content)


def withdraw(work: Work, key: AttachmentId, reason: str) -> None:
    """Take an attachment off its record; row, reason and file stay. BadInput without a reason."""
    why = clean_line(reason)[:MOST_REASON]
    if not why:
        raise BadInput("attachment_reason_missing")
    row = _standing(work, key)
    row.withdrawn_at, row.withdrawn_reason = work.now, why
    work.session.flush()


def sweep(work: Work) -> int:
    """Delete files that no row names, left by a rolled-back transaction; how many they were."""
    known = set(work.session.scalars(select(Attachment.sha256).distinct())) | named_pictures(work)
    before = (work.now - LEFT_ALONE).timestamp()
    gone = 0
    for digest, file in list(attachment_files.kept(_folder(work))):
        if digest not in known and file.stat().st_mtime < before:
            file.unlink()
            gone += 1
    return gone


def _owner(work: Work, record: str, record_id: UUID) -> Owner:
    row: Owner | None = work.session.get(RECORDS[record], record_id)  # type: ignore[assignment]
    if row is None:
        raise NotFound("attachment_without_record")
    return row


def _station(owner: object) -> StationId | None:
    return getattr(owner, "station_id", None)


def _folder(work: Work) -> Path:
    if work.files is None:
        raise Unavailable("attachment_not_kept")
    return work.files


def _bytes(work: Work, source: Path | bytes, name: str) -> bytes:
    most = int(setting(work, "attachment_most_mb"))
    if isinstance(source, Path):
        try:
            if not source.is_file():
                raise BadInput("attachment_not_a_file", name=name)
            with source.open("rb") as file:
                content = file.read((most << 20) + 1)
        except OSError as error:
            raise BadInput("attachment_source_unreadable", name=name) from error
    else:
        content = source
    if len(content) > most << 20:
        raise BadInput("attachment_too_large", name=name, most=most)
    return content


def _kind(content: bytes, name: str) -> MediaType:
    kind = kind_of(content)
    if isinstance(kind, Refusal):
        raise BadInput(kind.value, name=name)
    if kind.is_picture:
        from liaison.documents.picture_size import picture_size

        try:
            width, height = picture_size(content)
        except ValueError as error:
            raise BadInput("attachment_broken_picture", name=name) from error
        if width * height > MOST_PIXELS:
            raise BadInput("attachment_too_many_pixels", name=name, most=MOST_PIXELS // 10_000)
    return kind


def _standing(work: Work, key: AttachmentId) -> Attachment:
    row = work.session.get(Attachment, key)
    if row is None:
        raise NotFound("attachment_not_found")
    if row.withdrawn_at is not None:
        raise NotFound("attachment_withdrawn", name=row.name)
    return row


def _row(row: Attachment) -> AttachmentRow:
    return AttachmentRow(
        AttachmentId(row.id),
        row.record,
        row.record_id,
        row.round_no,
        row.name,
        MediaType(row.media_type),
        row.size,
        row.added_at,
        row.actor,
        row.withdrawn_at,
        row.withdrawn_reason,
    )
