"""The register of codes: issue, list, withdraw, re-issue."""

from sqlalchemy import select

from db.models import Code, Representative, Station
from liaison.domain import codes as form
from liaison.domain.code_labels import read_label
from liaison.domain.errors import BadInput, NotFound
from liaison.domain.ids import CodeId, RepresentativeId, StationId
from liaison.domain.representative import RepresentativeStatus
from liaison.domain.text import clean_line
from liaison.services.code_rows import CodeRow, code_rows, ended_codes, ended_links
from liaison.services.numbers import reserve
from liaison.services.work import Work

NUMBERED = "code"
_EVERY_YEAR = 0
"""Codes are numbered through, whatever the year."""


def issue_missing(work: Work, station_id: StationId | None = None) -> int:
    """Give a code to each open station and serving representative without one.

    Codes of those who no longer serve are withdrawn first. Returns how many codes are new.
    """
    withdraw_ended(work)
    return sum(
        len(_issue(work, station, holders)) for station, holders in _without(work, station_id)
    )


def without_code(work: Work, station_id: StationId | None = None) -> int:
    """How many stations and serving representatives have no code that stands."""
    return sum(len(holders) for _, holders in _without(work, station_id))


def withdraw_ended(work: Work) -> int:
    """Withdraw the codes of representatives suspended, ended or moved, and of closed stations.

    Their official links go with them. Returns how many of our own codes were withdrawn.
    """
    ended = ended_codes(work)
    for code, why in ended:
        code.withdrawn_at, code.withdrawn_reason = work.now, why
    for link, why in ended_links(work):
        link.withdrawn_at, link.withdrawn_reason = work.now, why
    work.session.flush()
    return len(ended)


def codes(work: Work, station_id: StationId | None = None) -> list[CodeRow]:
    """Every code, those withdrawn too (`withdrawn_on`); a station's own, then its representatives'."""
    return code_rows(work, *(() if station_id is None else (Code.station_id == station_id,)))


def withdraw(work: Work, code_id: CodeId, reason: str) -> None:
    """Withdraw a code with a reason; it stays in the register and is never given out again."""
    why = clean_line(reason)
    if not why:
        raise BadInput("withdraw_reason_missing")
    code = work.session.get(Code, code_id)
    if code is None:
        raise NotFound("code_not_found")
    if code.withdrawn_at is not None:
        raise BadInput("code_already_withdrawn", label=code.label)
    code.withdrawn_at, code.withdrawn_reason = work.now, why
    work.session.flush()


def reissue(work: Work, code_id: CodeId, reason: str) -> CodeId:
    """Withdraw a code and give its holder a new one."""
    withdraw(work, code_id, reason)
    code = work.session.get_one(Code, code_id)
    (new,) = _issue(work, work.session.get_one(Station, code.station_id), [code.representative_id])
    return CodeId(new.id)


def _without(
    work: Work, station_id: StationId | None
) -> list[tuple[Station, list[RepresentativeId | None]]]:
    """Each open station and who has no code there: None is the station itself."""
    standing = select(Code.station_id, Code.representative_id).where(Code.withdrawn_at.is_(None))
    held = {(station, holder) for station, holder in work.session.execute(standing)}
    stations = select(Station).where(Station.closed_on.is_(None))
    if station_id is not None:
        stations = stations.where(Station.id == station_id)
    found = work.session.scalars(stations.order_by(Station.position, Station.code)).all()
    return [
        (
            station,
            [
                holder
                for holder in (None, *_serving(work, StationId(station.id)))
                if (station.id, holder) not in held
            ],
        )
        for station in found
    ]


def named(work: Work, text: str) -> CodeRow:
    """The code of a label as somebody typed it. BadInput: mistyped; NotFound: none of ours."""
    reading = read_label(text)
    if reading is None or not reading.sound:
        raise BadInput("label_mistyped", label=text)
    rows = code_rows(work, Code.label == reading.label)
    if not rows:
        raise NotFound("no_such_label", label=reading.label)
    return rows[0]


def ensure(work: Work, station_id: StationId, holder: RepresentativeId | None) -> None:
    """Give a holder a code where none stands, so that every holder has a label."""
    mine = Code.representative_id.is_(None) if holder is None else Code.representative_id == holder
    standing = select(Code.id).where(
        Code.station_id == station_id, mine, Code.withdrawn_at.is_(None)
    )
    if work.session.scalar(standing) is None:
        _issue(work, work.session.get_one(Station, station_id), [holder])


def _issue(work: Work, station: Station, holders: list[RepresentativeId | None]) -> list[Code]:
    if not holders:
        return []
    first = reserve(work, StationId(station.id), _EVERY_YEAR, NUMBERED, len(holders))
    new = [
        Code(
            station_id=station.id,
            representative_id=holder,
            token=form.new_token(),
            label=form.label(station.code, serial),
            issued_at=work.now,
        )
        for serial, holder in enumerate(holders, start=first)
    ]
    work.session.add_all(new)
    work.session.flush()
    return new


def _serving(work: Work, station_id: StationId) -> list[RepresentativeId]:
    query = (
        select(Representative.id)
        .where(
            Representative.station_id == station_id,
            Representative.status == RepresentativeStatus.SERVING,
        )
        .order_by(Representative.position, Representative.id)
    )
    return [RepresentativeId(key) for key in work.session.scalars(query)]
