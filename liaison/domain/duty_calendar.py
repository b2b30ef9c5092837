"""A calendar of duties, ready to be written as a file: what it holds, not how it is spelled."""

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True)
class CalendarEvent:
    """One reception. The same `uid` is the same event in every file; a higher `sequence` replaces.

    Without `starts` it lasts the whole day, and the half-day stands in the title.
    """

    uid: str
    sequence: int
    day: date
    starts: time | None
    ends: time | None
    title: str
    place: str = ""
    words: str = ""
    cancelled: bool = False


@dataclass(frozen=True)
class DutyCalendar:
    title: str
    events: tuple[CalendarEvent, ...]
