"""Codes as they are shown: whose, what they say, and whether they still stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select

from db.models import Code, OfficialLink, Representative, Station
from liaison.domain import codes as form
from liaison.domain.clock import civil
from liaison.domain.code_facts import facts
from liaison.domain.codes import CodeKind, CodeSource
from liaison.domain.ids import CodeId, RepresentativeId, StationId
from liaison.domain.representative import REPRESENTATIVE_STATUS_ZH, RepresentativeStatus
from liaison.services.settings import setting
from liaison.services.work import Work


@dataclass(frozen=True)
class CodeRow:
    """One code; `whose` is the station's or the representative's name."""

    id: CodeId
    kind: CodeKind
    station_id: StationId
    station: str
    representative_id: RepresentativeId | None
    whose: str
    token: str
    label: str
    payload: str
    edition: int
    """Which code of this holder it is, from 1."""
    issued_on: date
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""
    official: str = ""
    """The platform's link that the holder has now, "" for none."""
    facts: str = ""
    """The plain words of the holder's 信息码, as they would be printed today."""


def web_address(work: Work) -> str:
    """The office's web address as codes carry it, "" for none. BadInput: it can't be used."""
    return form.web_base(str(setting(work, "web_address") or ""))


def said(row: CodeRow, source: CodeSource) -> str:
    """What a printed code of that source says, "" where the holder has none."""
    texts = {
        CodeSource.OWN: row.payload,
        CodeSource.OFFICIAL: row.official,
        CodeSource.FACTS: row.facts,
    }
    return texts[source]


def code_rows(work: Work, *conditions: ColumnElement[bool]) -> list[CodeRow]:
    """Codes in the district's order: a station's own, then its representatives'."""
    base, editions, links = web_address(work), _editions(work), _links(work)
    return [
        _row(
            base,
            editions[code.id],
            links.get((code.station_id, code.representative_id), ""),
            code,
            station,
            representative,
        )
        for code, station, representative in _with_holders(work, *conditions)
    ]


def ended_codes(work: Work) -> list[tuple[Code, str]]:
    """Codes not withdrawn yet whose holder has none any more, and why."""
    found = _with_holders(work, Code.withdrawn_at.is_(None))
    reasons = [(code, _why_ended(code, station, holder)) for code, station, holder in found]
    return [(code, why) for code, why in reasons if why]


def ended_links(work: Work) -> list[tuple[OfficialLink, str]]:
    """Official links not withdrawn yet whose holder has none any more, and why."""
    query = (
        select(OfficialLink, Station, Representative)
        .join(Station, Station.id == OfficialLink.station_id)
        .outerjoin(Representative, Representative.id == OfficialLink.representative_id)
        .where(OfficialLink.withdrawn_at.is_(None))
    )
    found = work.session.execute(query).all()
    reasons = [(link, _why_ended(link, station, holder)) for link, station, holder in found]
    return [(link, why) for link, why in reasons if why]


def _links(work: Work) -> dict[tuple[Any, Any], str]:
    """The official link of each holder; whoever has ended is left out by `_row`."""
    standing = select(
        OfficialLink.station_id, OfficialLink.representative_id, OfficialLink.text
    ).where(OfficialLink.withdrawn_at.is_(None))
    return {(station, holder): text for station, holder, text in work.session.execute(standing)}


def _with_holders(work: Work, *conditions: ColumnElement[bool]) -> Sequence[Any]:
    query = (
        select(Code, Station, Representative)
        .join(Station, Station.id == Code.station_id)
        .outerjoin(Representative, Representative.id == Code.representative_id)
        .where(*conditions)
        .order_by(
            Station.position,
            Station.code,
            Code.representative_id.is_not(None),
            Representative.position,
            Code.representative_id,
            Code.id,
        )
    )
    return work.session.execute(query).all()


def _why_ended(
    code: Code | OfficialLink, station: Station, representative: Representative | None
) -> str:
    if station.closed_on is not None:
        return "联络站已撤销"
    if representative is None:
        return ""
    if representative.status != RepresentativeStatus.SERVING:
        return REPRESENTATIVE_STATUS_ZH[representative.status]
    return "" if representative.station_id == code.station_id else "已转到别的联络站"


def _editions(work: Work) -> dict[Any, int]:
    """Which code of its holder each one is."""
    order = func.row_number().over(
        partition_by=(Code.station_id, Code.representative_id), order_by=Code.id
    )
    return {key: place for key, place in work.session.execute(select(Code.id, order))}  # noqa: C416 - rows, not pairs


def _row(  # noqa: PLR0913, PLR0917 - one line of a query, and what is known besides
    base: str,
    edition: int,
    link: str,
    code: Code,
    station: Station,
    representative: Representative | None,
) -> CodeRow:
    kind = CodeKind.STATION if representative is None else CodeKind.REPRESENTATIVE
    issued = civil(code.issued_at).date()
    withdrawn = civil(code.withdrawn_at).date() if code.withdrawn_at else None
    ended = _why_ended(code, station, representative)
    if ended and withdrawn is None:  # ended since the codes were last brought up to date
        since = representative.status_on if representative else station.closed_on
        withdrawn = since or issued
    person = representative.name if representative else ""
    return CodeRow(
        CodeId(code.id),
        kind,
        StationId(station.id),
        station.name,
        code.representative_id,
        person or station.name,
        code.token,
        code.label,
        form.payload(kind, code.token, base),
        edition,
        issued,
        withdrawn,
        code.withdrawn_reason or ended,
        "" if ended else link,
        facts(station.name, station.reception_rule, station.phone, code.label, person),
    )
