"""The register of codes: issue, list, withdraw, and tell what a code found somewhere is."""

from dataclasses import dataclass

from sqlalchemy import select

from db.models import Code, Representative, Station
from liaison.domain import codes as form
from liaison.domain.codes import Form, Standing
from liaison.domain.errors import BadInput, NotFound
from liaison.domain.ids import CodeId, RepresentativeId, StationId
from liaison.domain.representative import RepresentativeStatus
from liaison.domain.text import clean_line
from liaison.services.code_rows import CodeRow, code_rows, ended_codes, ended_links, web_address
from liaison.services.numbers import reserve
from liaison.services.work import Work

NUMBERED = "code"
_EVERY_YEAR = 0
"""Codes are numbered through, whatever the year."""


@dataclass(frozen=True)
class Checked:
    """What a scanned text is. `code` is set when the register holds it."""

    text: str
    standing: Standing
    code: CodeRow | None = None


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


def check(work: Work, texts: list[str]) -> list[Checked]:
    """What each scanned text is, in the same order."""
    base = web_address(work)
    readings = [form.read(text, base) for text in texts]
    tokens = sorted({reading.token for reading in readings if reading.token})
    rows = code_rows(work, Code.token.in_(tokens)) if tokens else []
    held = {(row.kind, row.token): row for row in rows}
    return [
        Checked(text, *_judged(reading, held.get((reading.kind, reading.token))))  # type: ignore[arg-type]
        for text, reading in zip(texts, readings, strict=True)
    ]


def _judged(reading: form.Reading, code: CodeRow | None) -> tuple[Standing, CodeRow | None]:
    if reading.form is Form.WRONG_CHECK:
        return Standing.WRONG_CHECK, None
    if reading.form is Form.OURS_ELSEWHERE and code is not None:
        return Standing.OTHER_ADDRESS, code
    if reading.form is not Form.OURS:
        return Standing.FOREIGN, None
    if code is None:
        return Standing.UNKNOWN, None
    return (Standing.VALID if code.withdrawn_on is None else Standing.WITHDRAWN), code


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
