"""A calendar file (RFC 5545) of duties: importing a newer one replaces what an older one brought."""

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard, vText

from liaison.domain.duty_calendar import CalendarEvent, DutyCalendar

PRODUCT = "-//liaison//duty 1//ZH"
ZONE = ZoneInfo("Asia/Shanghai")
EIGHT = timedelta(hours=8)
DAY_BEFORE = timedelta(days=-1)
DAY_BEFORE_AT_NINE = timedelta(hours=-15)
"""Of an event that lasts the whole day: before its midnight."""


def calendar_ics(calendar: DutyCalendar, now: datetime) -> bytes:
    """The file's bytes; `now` is the instant at which it is made."""
    file = Calendar()
    file.add("prodid", PRODUCT)
    file.add("version", "2.0")
    file.add("calscale", "GREGORIAN")
    file.add("method", "PUBLISH")
    file.add("x-wr-calname", vText(" ".join(calendar.title.split())))
    file.add("x-wr-timezone", ZONE.key)
    file.add_component(_zone())
    for event in calendar.events:
        file.add_component(_event(event, now))
    return bytes(file.to_ical())


def _zone() -> Timezone:
    """China keeps one time the year round, since 1992 without summer time."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1992, 1, 1))  # noqa: DTZ001 - local time by definition
    standard.add("tzoffsetfrom", EIGHT)
    standard.add("tzoffsetto", EIGHT)
    standard.add("tzname", "CST")
    zone = Timezone()
    zone.add("tzid", ZONE.key)
    zone.add_component(standard)
    return zone


def _event(event: CalendarEvent, now: datetime) -> Event:
    made = Event()
    made.add("uid", event.uid)
    made.add("dtstamp", now.astimezone(timezone.utc))  # noqa: UP017 - icalendar writes Z for this one
    made.add("sequence", event.sequence)
    made.add("summary", event.title)
    _when(made, event)
    if event.place:
        made.add("location", event.place)
    if event.words:
        made.add("description", event.words)
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if event.cancelled else "OPAQUE")
    if not event.cancelled:
        made.add_component(_alarm(event))
    return made


def _when(made: Event, event: CalendarEvent) -> None:
    if event.starts is None:
        made.add("dtstart", event.day)
        made.add("dtend", event.day + timedelta(days=1))
        return
    made.add("dtstart", datetime.combine(event.day, event.starts, ZONE))
    if event.ends is not None:
        made.add("dtend", datetime.combine(event.day, event.ends, ZONE))


def _alarm(event: CalendarEvent) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event.title)
    alarm.add("trigger", DAY_BEFORE if event.starts else DAY_BEFORE_AT_NINE)
    return alarm


def file_name(title: str, day: date) -> str:
    """`值班日历 城东街道 2026-03-05.ics`: no person's name in a file's name."""
    return f"值班日历 {title} {day.isoformat()}.ics"
