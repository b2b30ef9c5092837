"""The public pages of a code: whoever has scanned it may read exactly this."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select

from db.models import Attendance, Code, DutyShift, Representative, Seat, Station
from liaison.domain.clock import civil
from liaison.domain.codes import TOKEN_LENGTH, CodeKind, check_symbol
from liaison.domain.duty import AttendanceStatus
from liaison.domain.errors import NotFound
from liaison.domain.ids import RepresentativeId, StationId
from liaison.domain.look import COLOUR
from liaison.domain.public_pages import (
    GonePage,
    NextReception,
    PortalPage,
    PublicPerson,
    RepresentativePage,
    StationFacts,
    StationPage,
)
from liaison.domain.representative import (
    SEAT_LEVEL_ZH,
    GroupKind,
    RepresentativeStatus,
    SeatLevel,
)
from liaison.services.code_rows import CodeRow, code_rows
from liaison.services.duty_people import AHEAD
from liaison.services.looks import look
from liaison.services.photos import stored
from liaison.services.representatives import groups_of
from liaison.services.settings import setting
from liaison.services.work import Work

AHEAD_DAYS = 120
MOST_DAYS = 3
_AWAY = (AttendanceStatus.LEAVE, AttendanceStatus.ABSENT)
_STANDS = (RepresentativeStatus.SERVING,)


def page(work: Work, kind: CodeKind, identifier: str) -> PortalPage:
    """The page of a scanned code (token and check symbol). NotFound: this office never issued it."""
    row = _code(work, kind, identifier)
    facts = station_facts(work, row.station_id)
    if row.withdrawn_on is not None:
        return GonePage(identifier, kind, facts)
    if row.representative_id is None:
        people = _people(work, row.station_id)
        return StationPage(identifier, facts, receptions(work, facts), people)
    return _representative(work, row, identifier, facts, row.representative_id)


def all_pages(work: Work) -> tuple[PortalPage, ...]:
    """Every code's page, withdrawn ones too: what a static folder holds."""
    return tuple(page(work, row.kind, identifier_of(row)) for row in code_rows(work))


def photo(work: Work, identifier: str) -> bytes | None:
    """The photograph of a representative whose code stands; None where there is none to show."""
    row = _code(work, CodeKind.REPRESENTATIVE, identifier)
    if row.withdrawn_on is not None:
        return None
    person = work.session.get_one(Representative, row.representative_id)
    return stored(work, person.photo)


def identifier_of(row: CodeRow) -> str:
    return identifier(row.kind, row.token)


def identifier(kind: CodeKind, token: str) -> str:
    """What stands in the address: the token and its check symbol."""
    return token + check_symbol(kind.letter + token)


def code_labelled(work: Work, station_id: StationId, label: str) -> RepresentativeId | None:
    """Whose code at this station bears a printed label, while it stands."""
    mine = (Code.label == label, Code.station_id == station_id)
    row = next(iter(code_rows(work, *mine)), None)
    return row.representative_id if row and row.withdrawn_on is None else None


def station_facts(work: Work, key: StationId) -> StationFacts:
    station, chosen = work.session.get_one(Station, key), look(work, key)
    return StationFacts(
        id=key,
        name=station.name,
        title=chosen.title or station.name,
        slogan=chosen.slogan,
        colour=chosen.colour or COLOUR,
        address=station.address,
        phone=station.phone,
        hours=tuple(filter(None, map(str.strip, station.reception_rule.split("；")))),
        accepted=_lines(chosen.accepted or setting(work, "notice_accepted")),
        not_accepted=_lines(chosen.not_accepted or setting(work, "notice_not_accepted")),
    )


def receptions(
    work: Work, facts: StationFacts, of: RepresentativeId | None = None
) -> tuple[NextReception, ...]:
    """The next days that are really planned; with `of` only those where this person sits."""
    now = civil(work.now)
    conditions: list[ColumnElement[bool]] = [
        DutyShift.held_on.between(now.date(), now.date() + timedelta(days=AHEAD_DAYS)),
        DutyShift.status.in_(AHEAD),
    ]
    if of is None:
        conditions.append(DutyShift.station_id == facts.id)
    else:
        mine = (Attendance.representative_id == of, Attendance.status.not_in(_AWAY))
        conditions.append(DutyShift.id.in_(select(Attendance.shift_id).where(*mine)))
    found = [one for one in _shifts(work, conditions) if not _over(one, now.date(), now.time())]
    here = found[:MOST_DAYS]
    names = _sitting(work, [one.id for one in here])
    return tuple(
        NextReception(
            one.held_on,
            one.slot,
            one.starts,
            one.ends,
            one.place or one.address,
            tuple(names[one.id]),
            one.announced_on is not None,
        )
        for one in here
    )


def _shifts(work: Work, conditions: list[ColumnElement[bool]]) -> list[Any]:
    query = (
        select(
            DutyShift.id,
            DutyShift.held_on,
            DutyShift.slot,
            DutyShift.starts,
            DutyShift.ends,
            DutyShift.place,
            DutyShift.announced_on,
            Station.address,
        )
        .join(Station, Station.id == DutyShift.station_id)
        .where(*conditions)
        .order_by(DutyShift.held_on, DutyShift.starts, DutyShift.id)
        .limit(MOST_DAYS * 3)
    )
    return list(work.session.execute(query))


def _over(row: Any, today: date, now: time) -> bool:
    return row.held_on == today and row.ends is not None and row.ends <= now


def _sitting(work: Work, shifts: list[UUID]) -> dict[UUID, list[str]]:
    rows = work.session.execute(
        select(Attendance.shift_id, Representative.name)
        .join(Representative, Representative.id == Attendance.representative_id)
        .where(
            Attendance.shift_id.in_(shifts),
            Attendance.status.not_in(_AWAY),
            Representative.status.in_(_STANDS),
        )
        .order_by(Attendance.position, Attendance.id)
    )
    names: dict[UUID, list[str]] = defaultdict(list)
    for shift, name in rows:
        names[shift].append(name)
    return names


def _code(work: Work, kind: CodeKind, text: str) -> CodeRow:
    token = text[:TOKEN_LENGTH]
    row = next(iter(code_rows(work, Code.token == token)), None)
    if row is None or row.kind is not kind or identifier_of(row) != text:
        raise NotFound("portal_no_such_code")
    return row


def _representative(
    work: Work, row: CodeRow, text: str, facts: StationFacts, key: RepresentativeId
) -> RepresentativePage:
    person = work.session.get_one(Representative, key)
    levels, constituency = _seats(work, [key]).get(key, ("人大代表", ""))
    named = dict(reversed(groups_of(work, key)))
    return RepresentativePage(
        identifier=text,
        station=facts,
        representative_id=key,
        name=row.whose,
        levels=levels,
        constituency=constituency,
        group=named.get(GroupKind.GROUP) or named.get(GroupKind.CENTRE_GROUP) or "",
        has_photo=bool(person.photo),
        receptions=receptions(work, facts, key)[:1],
        station_receptions=receptions(work, facts)[:1],
    )


def _people(work: Work, station_id: StationId) -> tuple[PublicPerson, ...]:
    rows = work.session.execute(
        select(Representative.id, Representative.name, Representative.photo, Code.token)
        .outerjoin(
            Code,
            (Code.representative_id == Representative.id)
            & (Code.station_id == Representative.station_id)
            & Code.withdrawn_at.is_(None),
        )
        .where(Representative.station_id == station_id, Representative.status.in_(_STANDS))
        .order_by(Representative.position, Representative.id, Code.id)
    ).all()
    seats = _seats(work, [row.id for row in rows])
    people: dict[UUID, PublicPerson] = {}
    for key, name, picture, token in rows:
        own = identifier(CodeKind.REPRESENTATIVE, token) if token else ""
        levels, constituency = seats.get(key, ("人大代表", ""))
        people[key] = PublicPerson(name, levels, constituency, own, bool(picture and own))
    return tuple(people.values())


def _seats(work: Work, keys: Iterable[UUID]) -> dict[UUID, tuple[str, str]]:
    """`市、区人大代表` and the constituency of the highest seat, for each person who has one."""
    rows = work.session.execute(
        select(Seat.representative_id, Seat.level, Seat.constituency)
        .where(Seat.representative_id.in_(list(keys)), Seat.ended_on.is_(None))
        .order_by(Seat.level_order, Seat.id)
    )
    held: dict[UUID, list[tuple[SeatLevel, str]]] = defaultdict(list)
    for key, level, constituency in rows:
        held[key].append((level, constituency))
    district = str(setting(work, "district") or "")
    return {key: (_levels(seats, district), seats[0][1]) for key, seats in held.items()}


def _levels(seats: list[tuple[SeatLevel, str]], district: str) -> str:
    levels = list(dict.fromkeys(level for level, _ in seats))
    if levels == [SeatLevel.DISTRICT] and district:
        return f"{district}人大代表"
    return "、".join(SEAT_LEVEL_ZH[level] for level in levels) + "人大代表"


def _lines(text: Any) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, str(text).splitlines())))
