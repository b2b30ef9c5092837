"""A station's planned year as the paper wants it, and whole after planning what is left of it."""

from dataclasses import replace
from datetime import date

from liaison.domain.duty import ShiftStatus
from liaison.domain.duty_notice import NoticePerson, hours_zh
from liaison.domain.duty_year import DutyYear, StationYear, YearLine
from liaison.domain.ids import StationId
from liaison.services import audit
from liaison.services.calendar import calendar
from liaison.services.duty_board import rules_of
from liaison.services.duty_draft import notice_day
from liaison.services.duty_plan import PlannedSeat, PlannedShift, PlanOutcome
from liaison.services.duty_rows import ShiftRow, shifts
from liaison.services.settings import setting
from liaison.services.station_list import stations
from liaison.services.work import Work


def duty_year(work: Work, year: int, station_id: StationId | None) -> DutyYear:
    """The year's planned receptions of one station or of each; writes to the trail that it is printed."""
    chosen = [row for row in stations(work) if station_id in (None, row.id)]
    rows = shifts(work, date(year, 1, 1), date(year, 12, 31), station_id)
    found = tuple(
        StationYear(
            station.name,
            rules_of(work, station.id),
            tuple(
                _line(one, station.address)
                for one in rows
                if one.station_id == station.id and (one.planned or one.rule_id is not None)
            ),
        )
        for station in chosen
    )
    place = chosen[0].name if len(chosen) == 1 else setting(work, "district") or "全区"
    audit.note(work, "print", "duty_year", None, station_id, year=year)
    guessed = year not in calendar(work).years
    return DutyYear(year, place, found, work.today, guessed)


def _line(row: ShiftRow, address: str) -> YearLine:
    people = tuple(NoticePerson(one.name, one.levels).named for one in row.people if one.sits)
    by = row.announced_on or row.notice_by
    notice = f"{by.month}月{by.day}日" if by else ""
    if by and row.announced_on is None:
        notice = f"{notice}前"
    if by and by.year != row.day.year:
        notice = f"{by.year}年{notice}"
    return YearLine(
        row.day,
        hours_zh(row.slot, row.starts, row.ends),
        row.place or address or "站内",
        people,
        notice,
        _remark(row),
    )


def _remark(row: ShiftRow) -> str:
    if row.status is ShiftStatus.CANCELLED:
        return f"取消：{row.cancel_reason}" if row.cancel_reason else "取消"
    parts = [row.theme]
    if row.meant_on is not None and row.meant_on != row.day:
        parts.append(row.moved_why or f"原定{row.meant_on.month}月{row.meant_on.day}日")
    leave = [one.name for one in row.people if not one.sits]
    parts += [f"{'、'.join(leave)}请假"] if leave else []
    return "；".join(part for part in parts if part)


def with_what_is_past(
    work: Work, outcome: PlanOutcome, station_id: StationId | None
) -> PlanOutcome:
    """The outcome with the year's past receptions too, which planning again doesn't look at."""
    rows = shifts(work, date(outcome.year, 1, 1), date(outcome.year, 12, 31), station_id)
    listed = {one.id for one in outcome.shifts}
    past = [_past(work, row) for row in rows if _is_past(work, row) and row.id not in listed]
    return replace(outcome, shifts=(*past, *outcome.shifts))


def _is_past(work: Work, row: ShiftRow) -> bool:
    asked = row.planned or row.rule_id is not None
    return asked and row.day < work.today and row.status is not ShiftStatus.CANCELLED


def _past(work: Work, row: ShiftRow) -> PlannedShift:
    return PlannedShift(
        row.id,
        row.station_id,
        row.station,
        row.day,
        row.slot,
        row.starts,
        row.ends,
        row.place,
        row.meant_on or row.day,
        row.moved_why,
        row.seats,
        row.notice_by or notice_day(work, row.day),
        row.status,
        True,
        tuple(
            PlannedSeat(one.representative_id, one.name)
            for one in row.people
            if one.sits and one.representative_id is not None
        ),
    )
