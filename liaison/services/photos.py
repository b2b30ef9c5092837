"""Photographs of representatives and pictures of stations: public ones, for posters, cards and pages."""

from liaison.documents.reencode import as_jpeg
from liaison.domain.errors import NotFound, Unavailable
from liaison.domain.ids import RepresentativeId, StationId
from liaison.services import attachment_files
from liaison.services.audit import note
from liaison.services.looks import look_row
from liaison.services.work import Work

PERSON, PERSON_BOX = (3, 4), (600, 800)
"""Shape of a photograph on a card, and the pixels it is kept with (50 mm wide at 300 dpi)."""
STATION_BOX = (1600, 1200)


def put(work: Work, key: RepresentativeId, content: bytes | None) -> None:
    """Set a representative's photograph, or take it away with None. BadInput: no usable picture."""
    from db.models import Representative

    row = work.session.get(Representative, key)
    if row is None:
        raise NotFound("representative_not_found")
    row.photo = _kept(work, as_jpeg(content, PERSON_BOX, PERSON)) if content else ""
    work.session.flush()
    note(work, "photo", "representative", key, row.station_id)


def photo(work: Work, key: RepresentativeId) -> bytes | None:
    """The photograph as JPEG, 3 to 4; None where there is none."""
    from db.models import Representative

    row = work.session.get(Representative, key)
    return stored(work, row.photo) if row is not None else None


def put_station_picture(work: Work, station_id: StationId, content: bytes | None) -> None:
    """Set a station's picture, or take it away with None. BadInput: no usable picture."""
    row = look_row(work, station_id)
    row.picture = _kept(work, as_jpeg(content, STATION_BOX)) if content else ""
    work.session.flush()


def station_picture(work: Work, station_id: StationId) -> bytes | None:
    """The station's picture as JPEG; None where there is none."""
    from sqlalchemy import select

    from db.models import StationLook

    query = select(StationLook.picture).where(StationLook.station_id == station_id)
    return stored(work, work.session.scalar(query) or "")


def stored(work: Work, sha256: str) -> bytes | None:
    """A picture by its hash; None where it is not on this machine or damaged: the place stays empty."""
    if not sha256 or work.files is None:
        return None
    try:
        return attachment_files.read(work.files, sha256, "")
    except (NotFound, Unavailable):
        return None


def named_pictures(work: Work) -> set[str]:
    """The hashes of every picture in use: the attachments' sweep must leave their files alone."""
    from sqlalchemy import select

    from db.models import Representative, StationLook

    people = select(Representative.photo).where(Representative.photo != "")
    stations = select(StationLook.picture).where(StationLook.picture != "")
    return {*work.session.scalars(people), *work.session.scalars(stations)}


def _kept(work: Work, content: bytes) -> str:
    if work.files is None:
        raise Unavailable("attachment_not_kept")
    return attachment_files.keep(work.files, content)
