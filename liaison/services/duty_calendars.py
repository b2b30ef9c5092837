"""The calendar of a representative's own duties, and of a station's receptions.

Every file holds what was there when an earlier one was given out and is gone since, as cancelled, so
that a client that merges by UID and SEQUENCE ends with the duties of today.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from db.models import AuditEntry, Station
from liaison.domain.duty import SLOT_ZH, ShiftStatus, Slot
from liaison.domain.duty_calendar import CalendarEvent, DutyCalendar
from liaison.domain.ids import RepresentativeId, StationId
from liaison.services import audit
from liaison.services.duty_rows import ShiftPerson, ShiftRow, shifts, shifts_of
from liaison.services.duty_trace import UNPLAN, UNSEAT
from liaison.services.representatives import known
from liaison.services.work import Work

TITLE_ZH = "代表接待日值班"
STATION_TITLE_ZH = "代表接待日"
ASK_ZH = "来不了请尽早告诉联络站，可以请假或换班。"
CALENDAR = "calendar"
"""The trail's word for a calendar file given out."""


def representative_calendar(work: Work, key: RepresentativeId) -> DutyCalendar:
    """One person's duties from New Year on: nobody else's name in it. Given out, so in the trail."""
    person = known(work, key)
    rows = shifts_of(work, key, _since(work), date(work.today.year + 2, 12, 31))
    places = _places(work)
    events = {_own_uid(row.id, key): _own_event(row, key, places) for row in rows}
    for entry in _gone(work, UNSEAT, "representative", key):
        uid = _own_uid(entry["shift"], key)
        if entry["representative"] == str(key) and uid not in events:
            events[uid] = _gone_event(entry, TITLE_ZH, uid)
    audit.note(work, CALENDAR, "representative", key, person.station_id)
    return DutyCalendar(f"{person.name} {TITLE_ZH}", _ordered(events.values()))


def station_calendar(work: Work, station_id: StationId) -> DutyCalendar:
    """A station's receptions from New Year on, with the names that its notices print."""
    station = work.session.get_one(Station, station_id)
    rows = shifts(work, _since(work), date(work.today.year + 2, 12, 31), station_id)
    places = _places(work)
    events = {_uid(row.id): _station_event(row, places) for row in rows}
    for entry in _gone(work, UNPLAN, "station", station_id):
        uid = _uid(entry["shift"])
        events.setdefault(uid, _gone_event(entry, STATION_TITLE_ZH, uid))
    audit.note(work, CALENDAR, "station", station_id, station_id)
    return DutyCalendar(f"{station.name} {STATION_TITLE_ZH}", _ordered(events.values()))


def _since(work: Work) -> date:
    return date(work.today.year, 1, 1)


def _ordered(events: Iterable[CalendarEvent]) -> tuple[CalendarEvent, ...]:
    return tuple(sorted(events, key=lambda one: (one.day, one.uid)))


def _uid(shift: object) -> str:
    return f"{shift}@liaison"


def _own_uid(shift: object, key: RepresentativeId) -> str:
    return f"{shift}.{key}@liaison"


def _own_event(row: ShiftRow, key: RepresentativeId, places: dict[StationId, str]) -> CalendarEvent:
    comes = any(one.representative_id == key and one.sits for one in row.people)
    return CalendarEvent(
        _own_uid(row.id, key),
        row.version,
        row.day,
        row.starts,
        row.ends,
        _titled(TITLE_ZH, row),
        row.place or places.get(row.station_id, ""),
        "\n".join(filter(None, (row.station, row.theme, ASK_ZH))),
        cancelled=not comes or row.status is ShiftStatus.CANCELLED,
    )


def _station_event(row: ShiftRow, places: dict[StationId, str]) -> CalendarEvent:
    names = "、".join(one.name for one in _sitting(row))
    return CalendarEvent(
        _uid(row.id),
        row.version,
        row.day,
        row.starts,
        row.ends,
        _titled(STATION_TITLE_ZH, row),
        row.place or places.get(row.station_id, ""),
        "\n".join(filter(None, (row.station, row.theme, names and f"接待代表：{names}"))),
        cancelled=row.status is ShiftStatus.CANCELLED,
    )


def _sitting(row: ShiftRow) -> Iterator[ShiftPerson]:
    return (one for one in row.people if one.sits)


def _titled(title: str, row: ShiftRow) -> str:
    return title if row.starts else f"{title}（{SLOT_ZH[row.slot]}）"


def _gone_event(entry: dict[str, str], title: str, uid: str) -> CalendarEvent:
    day, slot = date.fromisoformat(entry["day"]), Slot(entry["slot"])
    sequence = int(entry["sequence"]) + 1
    return CalendarEvent(
        uid, sequence, day, None, None, f"{title}（{SLOT_ZH[slot]}）", cancelled=True
    )


def _gone(work: Work, action: str, record: str, key: UUID) -> Iterator[dict[str, str]]:
    """What has gone since the first file for this person or station was given out, latest first."""
    first = work.session.scalar(
        select(func.min(AuditEntry.id)).where(
            AuditEntry.record == record, AuditEntry.record_id == key, AuditEntry.action == CALENDAR
        )
    )
    if first is None:
        return
    query = select(AuditEntry.changes).where(
        AuditEntry.record == ("attendance" if action == UNSEAT else "duty_shift"),
        AuditEntry.action == action,
        AuditEntry.id > first,
    )
    if record == "station":
        query = query.where(AuditEntry.station_id == key)
    yield from work.session.scalars(query.order_by(AuditEntry.id.desc()))


def _places(work: Work) -> dict[StationId, str]:
    query = select(Station.id, Station.name, Station.address)
    return {StationId(key): address or name for key, name, address in work.session.execute(query)}
