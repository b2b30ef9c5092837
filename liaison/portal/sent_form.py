"""What a phone sent, taken apart: fields within their bounds, pictures drawn anew."""

from dataclasses import dataclass
from threading import Semaphore
from uuid import UUID

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from liaison.documents.reencode import as_jpeg
from liaison.domain.ids import RepresentativeId, StationId
from liaison.domain.sending import MOST_PICTURES, NOTICE_VERSION, TellHow
from liaison.domain.submission import SubmittedBy
from liaison.services.submissions import SubmissionForm

MOST_PICTURE = 8 << 20
PICTURE_BOX = (1600, 1600)
PICTURE_QUALITY = 80
MOST_FIELD = 40_000
"""Bytes of one field: two thousand rare characters and what a person may add by mistake."""
_drawing = Semaphore(1)
"""A large picture fills memory while it is drawn: one at a time."""


@dataclass(frozen=True)
class Typed:
    """Every field as it was typed, to be shown again when something is wrong."""

    words: str = ""
    place: str = ""
    category: str = ""
    tell_how: str = TellHow.CODE
    name: str = ""
    phone: str = ""
    label: str = ""
    confidential: str = ""
    notice: str = ""
    website: str = ""
    """The trap."""
    ticket: str = ""

    def form(
        self,
        once: UUID,
        station_id: StationId,
        holder: RepresentativeId | None,
        by: SubmittedBy,
        pictures: int,
    ) -> SubmissionForm:
        return SubmissionForm(
            once=once,
            station_id=station_id,
            words=self.words,
            representative_id=holder,
            by=by,
            label=self.label,
            place=self.place,
            category_id=_key(self.category),
            tell_how=self.tell_how,
            name=self.name,
            phone=self.phone,
            confidential=bool(self.confidential),
            notice_version=self.notice or NOTICE_VERSION,
            pictures=pictures,
            trap=self.website,
        )


async def read(request: Request) -> tuple[Typed, list[bytes]]:
    """HTTPException 413: a picture or a field is too large; 404: not a form at all."""
    try:
        async with request.form(max_files=8, max_fields=30, max_part_size=MOST_FIELD) as fields:
            values = {
                name: str(fields[name])
                for name in Typed.__dataclass_fields__
                if isinstance(fields.get(name), str)
            }
            sent = [one for one in fields.getlist("pictures") if isinstance(one, UploadFile)]
            pictures = [await _bytes(one) for one in sent if one.size]
    except (MultiPartException, UnicodeDecodeError, HTTPException) as error:
        raise HTTPException(413) from error
    return Typed(**values), pictures[: MOST_PICTURES + 1]


def redrawn(content: bytes) -> bytes:
    """The picture without anything but its pixels. BadInput: it can't be used."""
    with _drawing:
        return as_jpeg(content, PICTURE_BOX, quality=PICTURE_QUALITY)


async def _bytes(file: UploadFile) -> bytes:
    content = await file.read(MOST_PICTURE + 1)
    if len(content) > MOST_PICTURE:
        raise HTTPException(413)
    return content


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
