"""Read dates in the styles of clerks, the year often missing."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import isfinite

from liaison.books.cells import line_of, zh_numbers
from liaison.books.sheet import Cell
from liaison.domain.fold import narrow

_EXCEL_EPOCH = date(1899, 12, 30)
LAST_YEAR = 2200
LEAP_DAYS_APART = 9
"""Years within which a 29 February comes, 1900 and 2100 included."""
_SERIALS = range(20_000, 80_000)
"""1954 to 2119 as Excel counts days."""
_FULL = re.compile(
    r"(\d{4}|\d{2}(?=\s?年))\s?[年./\-]\s?(\d{1,2})\s?[月./\-]\s?(\d{1,2})(?:\s?[日号])?"
)
_PACKED = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")
_SHORT = re.compile(r"(\d{1,2})\s?(?:月|[./\-])\s?(\d{1,2})(?:\s?[日号])?")
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:时点]([0-5]\d)?")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:年|年度|$|[^\d])")


@dataclass(frozen=True)
class DateRead:
    """A date cell: what was understood, and the rest that wasn't.

    `year_given`: the cell says the year. `doubt`: a finding's code, "" when all is plain.
    """

    day: date
    year_given: bool = True
    clock: time | None = None
    rest: str = ""
    doubt: str = ""


def read_date(cell: Cell, year: int | None, after: date | None = None) -> DateRead | None:
    """Read one date; None when it can't be.

    `year`: of the book, for cells without one. `after`: the day which this one does not precede
    (the row above, or the reception that was answered): a month without year is then the first
    such day on or after it.
    """
    if isinstance(cell, date) and not 1900 <= cell.year <= LAST_YEAR:
        return None
    if isinstance(cell, datetime):
        clock = cell.time() if cell.time() != time() else None
        return DateRead(cell.date(), clock=clock)
    if isinstance(cell, date):
        return DateRead(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _read_number(float(cell), year, after)
    text = narrow(zh_numbers(line_of(cell)))
    return _read_text(text, year, after)


def year_in(text: str) -> int | None:
    """The year that a title, a sheet's or a file's name says."""
    found = _YEAR.search(zh_numbers(narrow(text)))
    return int(found[1]) if found else None


def year_of(texts: Iterable[str], cells: Iterable[Cell], file: str) -> int | None:
    """The year of a sheet: as its title and name say, else as most of its dates, else the file."""
    for text in texts:
        if year := year_in(text):
            return year
    read = (read_date(cell, None) for cell in cells if cell is not None and cell != "")
    years = Counter(one.day.year for one in read if one and one.year_given)
    return max(years, key=lambda year: years[year]) if years else year_in(file)


def month_in(text: str) -> int | None:
    """The month that a title or a sheet's name says: 三月份接待登记, 2022年3月."""
    found = re.search(r"(?<!\d)(1[0-2]|0?[1-9])月", zh_numbers(narrow(text)))
    return int(found[1]) if found else None


def read_day_of_month(cell: Cell, year: int, month: int) -> date | None:
    """`5日`, `12号`, 5: a day in a book of one month."""
    found = re.fullmatch(r"(\d{1,2})\s?[日号]?", narrow(zh_numbers(line_of(cell))))
    return _day(year, month, int(found[1])) if found else None


def _read_text(text: str, year: int | None, after: date | None) -> DateRead | None:
    if found := _FULL.match(text):
        said = int(found[1])
        day = _day(said + 2000 if said < 100 else said, int(found[2]), int(found[3]))
        return (
            None
            if day is None
            else DateRead(day, clock=_clock(text[found.end() :]), rest=text[found.end() :].strip())
        )
    if found := _PACKED.match(text):
        day = _day(int(found[1]), int(found[2]), int(found[3]))
        return None if day is None else DateRead(day, rest=text[found.end() :].strip())
    if found := _SHORT.match(text):
        rest = text[found.end() :].strip()
        return _without_year(int(found[1]), int(found[2]), year, after, rest)
    if re.fullmatch(r"\d{5}", text) and int(text) in _SERIALS:
        return DateRead(_EXCEL_EPOCH + timedelta(days=int(text)))
    return None


def _read_number(number: float, year: int | None, after: date | None) -> DateRead | None:
    """An Excel day, a packed 20220105, or 2.1: the second month's 1st, 10th?"""
    if number.is_integer():
        if int(number) in _SERIALS:
            return DateRead(_EXCEL_EPOCH + timedelta(days=int(number)))
        return _read_text(str(int(number)), year, after)
    if isfinite(number) and int(number) in _SERIALS:
        day = _EXCEL_EPOCH + timedelta(days=int(number))
        seconds = round((number - int(number)) * 86400)
        minutes = min(seconds // 60, 24 * 60 - 1)
        return DateRead(day, clock=time(*divmod(minutes, 60)))
    month, _, decimals = repr(number).partition(".")
    if not month.isdigit() or len(decimals) > 2:
        return None
    readings = [_without_year(int(month), int(decimals), year, after)]
    if len(decimals) == 1 and decimals in "123":
        readings.append(_without_year(int(month), int(decimals) * 10, year, after))
    days = [reading for reading in readings if reading]
    if len(days) < 2:
        return days[0] if days else None
    likely = next((one for one in days if after and one.day >= after), days[0])
    return DateRead(likely.day, year_given=False, doubt="date_one_decimal")


def _without_year(
    month: int, day: int, year: int | None, after: date | None, rest: str = ""
) -> DateRead | None:
    if year is None and after is None:
        return None
    if year is not None:
        found = _day(year, month, day)
    else:
        start = after.year if after else 0
        days = (_day(start + later, month, day) for later in range(LEAP_DAYS_APART))
        found = next((one for one in days if one and after and one >= after), None)
    if found is None:
        return None
    return DateRead(found, year_given=False, clock=_clock(rest), rest=rest)


def _day(year: int, month: int, day: int) -> date | None:
    if 1900 <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def _clock(text: str) -> time | None:
    found = _CLOCK.search(text)
    return time(int(found[1]), int(found[2] or 0)) if found else None
