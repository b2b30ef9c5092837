"""双联系: who keeps contact with whom, what was logged, who has been forgotten."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from db.models import Area, ContactLink, ContactLog, Representative, Station
from liaison.domain.duty import ContactKind
from liaison.domain.errors import NotFound
from liaison.domain.ids import ContactLinkId, RepresentativeId, StationId
from liaison.domain.masks import mask_in_text, mask_name, mask_phone
from liaison.domain.overview import ContactLine
from liaison.domain.period import Period
from liaison.services import audit
from liaison.services.settings import setting
from liaison.services.work import Work


@dataclass(frozen=True)
class LinkRow:
    """One contact that is kept. A voter's name and phone are masked, a representative's name isn't."""

    id: ContactLinkId
    kind: ContactKind
    keeper_id: RepresentativeId
    keeper: str
    other_id: RepresentativeId | None
    name: str
    phone: str
    household: bool
    area: str
    station: str
    since_on: date
    ended_on: date | None
    last_on: date | None
    times: int
    """Contacts logged this year."""
    days: int
    """Without a contact: since the last one, or since it began."""
    forgotten: bool


@dataclass(frozen=True)
class LogRow:
    contacted_on: date
    how: str
    content: str
    """Telephone and identity numbers in it are hidden."""
    actor: str


@dataclass(frozen=True)
class LinkView:
    """One contact with everything that was logged, newest first."""

    row: LinkRow
    version: int
    logs: tuple[LogRow, ...]


@dataclass(frozen=True)
class Whole:
    """A voter in clear; that somebody looked is in the trail."""

    name: str
    phone: str


@dataclass(frozen=True)
class KeeperRow:
    """A representative and how many voters and households they keep contact with."""

    id: RepresentativeId
    name: str
    station: str
    links: int
    least: int
    contacts: int
    """人次 logged this year."""
    forgotten: int

    @property
    def short(self) -> int:
        return max(self.least - self.links, 0)


@dataclass(frozen=True)
class ContactsQuery:
    station_id: StationId | None = None
    kind: ContactKind | None = None
    keeper_id: RepresentativeId | None = None
    forgotten: bool = False
    ended: bool = False
    """Ended contacts too."""


def links(work: Work, query: ContactsQuery) -> list[LinkRow]:
    """Contacts that fit, those longest without a word first."""
    most = int(setting(work, "contact_forgotten_days"))
    found = work.session.execute(_statement(work, query))
    rows = [_row(work.today, most, *columns) for columns in found]
    if query.forgotten:
        rows = [row for row in rows if row.forgotten]
    return sorted(rows, key=lambda row: (row.ended_on is not None, -row.days, row.keeper))


def view(work: Work, key: ContactLinkId) -> LinkView:
    """One contact with its log. NotFound: no such contact."""
    found = work.session.execute(
        _statement(work, ContactsQuery(ended=True)).where(ContactLink.id == key)
    ).one_or_none()
    if found is None:
        raise NotFound("contact_not_found")
    logs = work.session.scalars(
        select(ContactLog)
        .where(ContactLog.link_id == key)
        .order_by(ContactLog.contacted_on.desc(), ContactLog.id.desc())
    )
    return LinkView(
        _row(work.today, int(setting(work, "contact_forgotten_days")), *found),
        found[0].version,
        tuple(
            LogRow(log.contacted_on, log.how, mask_in_text(log.content), log.actor) for log in logs
        ),
    )


def unmasked(work: Work, key: ContactLinkId) -> Whole:
    """Name and phone in clear; that somebody looked is written to the trail (use `office.write`)."""
    row = link_of(work, key)
    audit.note(work, "unmask", "contact_link", key, row.station_id)
    return Whole(row.name, row.phone)


def keepers(work: Work, station_id: StationId | None = None) -> list[KeeperRow]:
    """Every serving representative with the contacts they keep, those with the fewest first."""
    from liaison.domain.representative import RepresentativeStatus

    least = int(setting(work, "contact_links_minimum"))
    kept: dict[RepresentativeId, list[LinkRow]] = defaultdict(list)
    for row in links(work, ContactsQuery(kind=ContactKind.VOTER)):
        kept[row.keeper_id].append(row)
    query = (
        select(Representative.id, Representative.name, Station.name)
        .join(Station, Representative.station_id == Station.id)
        .where(Representative.status == RepresentativeStatus.SERVING)
        .order_by(Station.position, Station.code, Representative.position)
    )
    if station_id is not None:
        query = query.where(Representative.station_id == station_id)
    found = []
    for key, name, station in work.session.execute(query):
        mine = kept[RepresentativeId(key)]
        times, forgotten = sum(row.times for row in mine), sum(row.forgotten for row in mine)
        found.append(
            KeeperRow(RepresentativeId(key), name, station, len(mine), least, times, forgotten)
        )
    return sorted(found, key=lambda row: -row.short)


def lines(work: Work, key: RepresentativeId, year: int) -> tuple[ContactLine, ...]:
    """Contacts that one representative kept at some time of the year, for 一键览."""
    period = Period(year, 1, 12)
    times = _times(work, period)
    found = work.session.execute(
        _statement(work, ContactsQuery(keeper_id=key, ended=True)).where(
            ContactLink.since_on <= period.last,
            or_(ContactLink.ended_on.is_(None), ContactLink.ended_on >= period.first),
        )
    )
    return tuple(
        ContactLine(
            link.id,
            link.kind,
            other or mask_name(link.name),
            link.household,
            times.get(link.id, 0),
            last,
            link.ended_on,
        )
        for link, _, other, _, _, last, _ in found
    )


def link_of(work: Work, key: ContactLinkId) -> ContactLink:
    row = work.session.get(ContactLink, key)
    if row is None:
        raise NotFound("contact_not_found")
    return row


def _statement(work: Work, query: ContactsQuery) -> Any:
    from sqlalchemy.orm import aliased

    other = aliased(Representative)
    last = _last()
    this_year = _logged(Period(work.today.year, 1, 12))
    statement = (
        select(
            ContactLink,
            Representative.name,
            other.name,
            Area.name,
            Station.name,
            last.c.last_on,
            func.coalesce(this_year.c.times, 0),
        )
        .join(Representative, ContactLink.representative_id == Representative.id)
        .join(Station, ContactLink.station_id == Station.id)
        .outerjoin(other, ContactLink.other_id == other.id)
        .outerjoin(Area, ContactLink.area_id == Area.id)
        .outerjoin(last, last.c.link_id == ContactLink.id)
        .outerjoin(this_year, this_year.c.link_id == ContactLink.id)
        .order_by(ContactLink.since_on, ContactLink.id)
    )
    if query.station_id is not None:
        statement = statement.where(ContactLink.station_id == query.station_id)
    if query.kind is not None:
        statement = statement.where(ContactLink.kind == query.kind)
    if query.keeper_id is not None:
        statement = statement.where(ContactLink.representative_id == query.keeper_id)
    return statement if query.ended else statement.where(ContactLink.ended_on.is_(None))


def _last() -> Any:
    return (
        select(ContactLog.link_id, func.max(ContactLog.contacted_on).label("last_on"))
        .group_by(ContactLog.link_id)
        .subquery()
    )


def _logged(period: Period) -> Any:
    return (
        select(ContactLog.link_id, func.count().label("times"))
        .where(ContactLog.contacted_on.between(period.first, period.last))
        .group_by(ContactLog.link_id)
        .subquery()
    )


def _times(work: Work, period: Period) -> dict[Any, int]:
    logged = _logged(period)
    rows = work.session.execute(select(logged.c.link_id, logged.c.times))
    return {row.link_id: row.times for row in rows}


def _row(  # noqa: PLR0913, PLR0917 - the columns of the statement
    today: date,
    most: int,
    link: ContactLink,
    keeper: str,
    other: str | None,
    area: str | None,
    station: str,
    last_on: date | None,
    times: int,
) -> LinkRow:
    days = (today - (last_on or link.since_on)).days
    return LinkRow(
        id=ContactLinkId(link.id),
        kind=link.kind,
        keeper_id=link.representative_id,
        keeper=keeper,
        other_id=link.other_id,
        name=other or mask_name(link.name),
        phone=mask_phone(link.phone),
        household=link.household,
        area=area or "",
        station=station,
        since_on=link.since_on,
        ended_on=link.ended_on,
        last_on=last_on,
        times=times,
        days=days,
        forgotten=link.ended_on is None and days > most,
    )
