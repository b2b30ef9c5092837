"""The calendar file: two independent libraries read the same, and nothing foreign gets in."""

from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
import vobject

from liaison.documents.ics import calendar_ics
from liaison.domain.duty_calendar import CalendarEvent, DutyCalendar

NOW = datetime(2026, 3, 5, 4, tzinfo=UTC)
TIMED = CalendarEvent(
    "a.b@liaison",
    3,
    date(2026, 4, 15),
    time(9),
    time(11, 30),
    "代表接待日值班",
    "檀香社区一楼",
    "乙站",
)
WHOLE_DAY = CalendarEvent("c@liaison", 1, date(2026, 5, 6), None, None, "代表接待日值班（上午）")
GONE = CalendarEvent(
    "d@liaison", 9, date(2026, 6, 1), time(9), None, "代表接待日值班", cancelled=True
)


@pytest.fixture
def written():
    return calendar_ics(DutyCalendar("王𬱖 值班", (TIMED, WHOLE_DAY, GONE)), NOW)


def by_icalendar(content):
    file = icalendar.Calendar.from_ical(content)
    return {
        str(one["uid"]): (
            int(one["sequence"]),
            str(one["summary"]),
            str(one["status"]),
            one.decoded("dtstart"),
        )
        for one in file.walk("VEVENT")
    }


def by_vobject(content):
    file = vobject.readOne(content.decode())
    return {
        one.uid.value: (
            int(one.sequence.value),
            one.summary.value,
            one.status.value,
            one.dtstart.value,
        )
        for one in file.vevent_list
    }


def test_two_libraries_read_the_same_events(written):
    mine, theirs = by_icalendar(written), by_vobject(written)
    assert mine == theirs
    assert mine["a.b@liaison"][:3] == (3, "代表接待日值班", "CONFIRMED")
    assert mine["d@liaison"][2] == "CANCELLED"
    assert mine["c@liaison"][3] == date(2026, 5, 6)


def test_the_time_is_that_of_the_station_wherever_it_is_read(written):
    starts = by_icalendar(written)["a.b@liaison"][3]
    assert starts.utcoffset() == timedelta(hours=8)
    assert starts.astimezone(UTC) == datetime(2026, 4, 15, 1, tzinfo=UTC)
    assert b"TZID:Asia/Shanghai" in written


def test_an_alarm_rings_a_day_before_except_for_what_is_cancelled(written):
    file = icalendar.Calendar.from_ical(written)
    alarms = {
        str(one["uid"]): [alarm.decoded("trigger") for alarm in one.walk("VALARM")]
        for one in file.walk("VEVENT")
    }
    assert alarms == {
        "a.b@liaison": [timedelta(days=-1)],
        "c@liaison": [timedelta(hours=-15)],
        "d@liaison": [],
    }


def test_lines_are_folded_and_words_cannot_end_a_line(written):
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    sly = CalendarEvent(
        "x@liaison",
        1,
        date(2026, 4, 1),
        None,
        None,
        "甲\r\nATTENDEE:mailto:a@b; , \\n",
        "乙\nEND:VEVENT",
    )
    content = calendar_ics(DutyCalendar("甲\nX-A:1", (sly,)), NOW)
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert "ATTENDEE" not in event
    assert len(by_vobject(content)) == 1
    assert b"\nX-A:1" not in content


def test_an_empty_calendar_is_a_calendar():
    assert b"END:VCALENDAR" in calendar_ics(DutyCalendar("甲", ()), NOW)
