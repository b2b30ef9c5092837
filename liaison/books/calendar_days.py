"""节假日文件: the days of a State Council notice that are not as their weekday says, one a line."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from liaison.books.cells import line_of
from liaison.books.dates import read_date
from liaison.books.sheet import Cell, Grid
from liaison.books.workbook import open_book
from liaison.domain.calendar import CalendarDay, DayKind
from liaison.domain.errors import BadInput, Problem
from liaison.domain.fold import fold

HEADINGS = {
    "day": ("日期", "日", "date", "day"),
    "kind": ("类型", "性质", "种类", "安排", "kind", "type"),
    "name": ("名称", "节日", "节假日名称", "假期", "name", "holiday"),
}
KINDS = {
    DayKind.HOLIDAY: ("节假日", "放假", "假日", "假期", "休", "休假", "holiday", "off"),
    DayKind.MAKE_UP: ("调休上班", "调休", "补班", "上班", "班", "make_up", "makeup", "make-up"),
    DayKind.WORKDAY: ("工作日", "workday"),
    DayKind.WEEKEND: ("周末", "休息日", "双休日", "weekend"),
}
NAMES = {
    "元旦": ("new year's day", "new year"),
    "春节": ("spring festival", "chinese new year"),
    "清明": ("tomb-sweeping day", "qingming festival", "qingming"),
    "劳动节": ("labour day", "labor day", "五一", "五一节"),
    "端午": ("dragon boat festival", "dragon boat"),
    "中秋": ("mid-autumn festival", "mid-autumn"),
    "国庆节": ("national day", "十一", "十一节"),
}
LONGEST_NAME = 40
FIRST_YEAR, LAST_YEAR = 2000, 2100
_HEADINGS = {fold(word): field for field, words in HEADINGS.items() for word in words}
_KINDS = {fold(word): kind for kind, words in KINDS.items() for word in words}
_NAMES = {fold(word): name for name, words in NAMES.items() for word in words}


@dataclass(frozen=True)
class CalendarFile:
    """A file as it was read: its days in order, or all its problems (`lines.N`: line N + 1)."""

    file: str
    days: tuple[CalendarDay, ...]
    problems: tuple[Problem, ...] = ()


def read_calendar(path: Path) -> CalendarFile:
    """Read the whole file. BadInput: not a table, or without its columns, or without a day."""
    book = open_book(path)
    for sheet in book.sheets:
        if columns := _columns(sheet.rows):
            return _read(book.file, sheet.rows, *columns)
    raise BadInput("calendar_without_columns", file=book.file)


def _columns(rows: Grid) -> tuple[int, dict[str, int]] | None:
    """The row of headings and the place of each column; None when the sheet has none."""
    for number, row in enumerate(rows[:10]):
        found = {_HEADINGS[fold(line_of(cell))]: place for place, cell in _known(row)}
        if "day" in found and "kind" in found:
            return number, found
    return None


def _known(row: list[Cell]) -> list[tuple[int, Cell]]:
    return [(place, cell) for place, cell in enumerate(row) if fold(line_of(cell)) in _HEADINGS]


def _read(file: str, rows: Grid, heading: int, columns: dict[str, int]) -> CalendarFile:
    days: dict[date, CalendarDay] = {}
    problems: list[Problem] = []
    for number, row in enumerate(rows[heading + 1 :], start=heading + 1):
        cells = {field: row[at] if at < len(row) else None for field, at in columns.items()}
        if not any(line_of(cell) for cell in cells.values()):
            continue
        one = _day(f"lines.{number}", cells)
        if isinstance(one, Problem):
            problems.append(one)
        elif one.day in days:
            problems.append(Problem(f"lines.{number}", "day_twice", {"day": one.day.isoformat()}))
        else:
            days[one.day] = one
    if not days and not problems:
        raise BadInput("calendar_without_days", file=file)
    return CalendarFile(file, tuple(days[day] for day in sorted(days)), tuple(problems))


def _day(line: str, cells: dict[str, Cell]) -> CalendarDay | Problem:
    read = read_date(cells["day"], None)
    if read is None or not read.year_given or read.rest or read.doubt:
        return Problem(line, "not_a_day", {"text": line_of(cells["day"])[:40]})
    day, word = read.day, line_of(cells["kind"])
    kind = _KINDS.get(fold(word))
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Problem(line, "day_far_off", {"least": FIRST_YEAR, "most": LAST_YEAR})
    if kind is None:
        return Problem(line, "no_kind_of_day", {"text": word[:40]})
    name = line_of(cells.get("name"))
    if len(name) > LONGEST_NAME:
        return Problem(line, "too_long", {"most": LONGEST_NAME})
    return _fitting(line, CalendarDay(day, kind, _NAMES.get(fold(name), name)))


def _fitting(line: str, one: CalendarDay) -> CalendarDay | Problem:
    """A worked Saturday is made up; a Wednesday can't be, and is no weekend."""
    weekend = one.day.weekday() >= 5
    if one.kind is DayKind.WORKDAY and weekend:
        return CalendarDay(one.day, DayKind.MAKE_UP, one.name)
    if weekend or one.kind in {DayKind.HOLIDAY, DayKind.WORKDAY}:
        return one
    code = "make_up_on_a_weekday" if one.kind is DayKind.MAKE_UP else "weekend_on_a_weekday"
    return Problem(line, code, {"day": one.day.isoformat()})
