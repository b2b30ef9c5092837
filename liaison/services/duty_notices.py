"""接待日公告: written from the plan, kept as printed and as posted, corrected when the plan changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from db.models import Attendance, DutyNotice, DutyShift, Representative, Seat, Station
from liaison.domain.duty import AttendanceStatus, ShiftStatus
from liaison.domain.duty_notice import (
    Notice,
    NoticeContent,
    NoticePerson,
    changes_zh,
    notice_text,
)
from liaison.domain.errors import BadInput, InvalidForm, NotFound, Problem
from liaison.domain.ids import DutyShiftId, RepresentativeId, StationId
from liaison.domain.representative import SeatLevel
from liaison.domain.text import clean_line
from liaison.services import audit
from liaison.services.duty_draft import notice_day
from liaison.services.settings import DEFAULTS, put_setting, setting
from liaison.services.work import Work

ON_NOTICE = frozenset({AttendanceStatus.PLANNED, AttendanceStatus.PRESENT, AttendanceStatus.LATE})
MOST_WHERE = 200
DOOR_ZH = "站内公告栏"
WORDS = ("notice_accepted", "notice_not_accepted", "notice_handling")
"""Settings: what is accepted, what isn't (a line each), how opinions are handled."""
MOST_WORDS = 600


@dataclass(frozen=True)
class NoticeLine:
    """One edition as it was printed and posted. `late_days` after the last day in time."""

    id: UUID
    edition: int
    text: str
    notice_by: date
    printed_on: date
    posted_on: date | None
    posted_where: str
    actor: str

    @property
    def late_days(self) -> int:
        return max(0, (self.posted_on - self.notice_by).days) if self.posted_on else 0


@dataclass(frozen=True)
class NoticeSheet:
    """A shift's notice: as it would be printed now, and what was printed and posted before.

    `due`: nothing hangs yet, or what hangs is no longer right.
    """

    shift_id: DutyShiftId
    notice: Notice
    text: str
    notice_by: date
    announced_on: date | None
    lines: tuple[NoticeLine, ...]
    due: bool

    @property
    def waiting(self) -> NoticeLine | None:
        """The edition that hangs nowhere yet; without text it isn't printed either."""
        return _waiting(self.lines)

    @property
    def is_printed(self) -> bool:
        """What waits to be posted says what is right today."""
        return self.waiting is not None and self.waiting.text == self.text


@dataclass(frozen=True)
class PostForm:
    """A printed notice now hangs: when and where."""

    shift_id: DutyShiftId
    posted_on: date
    where: str = DOOR_ZH

    def problems(self, today: date) -> tuple[Problem, ...]:
        found = []
        if self.posted_on > today:
            found.append(Problem("posted_on", "in_the_future", {"today": today}))
        if not clean_line(self.where):
            found.append(Problem("posted_where", "missing"))
        elif len(clean_line(self.where)) > MOST_WHERE:
            found.append(Problem("posted_where", "too_long", {"most": MOST_WHERE}))
        return tuple(found)


def notice_sheet(work: Work, shift_id: DutyShiftId) -> NoticeSheet:
    """What a shift's notice says today. NotFound: there is no such shift."""
    return _sheet(work, _shift(work, shift_id))


def print_notice(work: Work, shift_id: DutyShiftId) -> Notice:
    """Write it down as printed today: the notice, or a correction of the one that hangs.

    What was printed and never posted is printed anew in the same edition; what hangs and is still
    right is printed again unchanged. BadInput: cancelled before anything hung, or not on the plan.
    """
    shift = _shift(work, shift_id)
    sheet = _sheet(work, shift)
    if shift.status is ShiftStatus.CANCELLED and not _posted(sheet.lines):
        raise BadInput("notice_cancelled")
    if not sheet.notice.content.people and not sheet.notice.content.cancelled:
        raise BadInput("notice_without_people")
    waiting = sheet.waiting
    if sheet.due and waiting is not None:
        row = work.session.get_one(DutyNotice, waiting.id)
        row.text, row.printed_on, row.actor = sheet.text, work.today, work.actor
    elif sheet.due:
        work.session.add(_row(work, shift, sheet))
    audit.note(
        work, "print", "duty_notice", shift.id, shift.station_id, edition=sheet.notice.edition
    )
    work.session.flush()
    return sheet.notice


def post_notice(work: Work, form: PostForm) -> NoticeLine:
    """It hangs. The first one announces the shift; one never printed here counts as printed now."""
    if problems := form.problems(work.today):
        raise InvalidForm(problems)
    shift = _shift(work, form.shift_id)
    sheet = _sheet(work, shift)
    if not sheet.due:
        raise BadInput("notice_posted_already")
    if not sheet.is_printed:
        print_notice(work, form.shift_id)
        sheet = _sheet(work, shift)
    assert sheet.waiting is not None  # printed, now or before
    row = work.session.get_one(DutyNotice, sheet.waiting.id)
    row.posted_on, row.posted_where = form.posted_on, clean_line(form.where)
    if shift.announced_on is None:
        shift.announced_on = form.posted_on
        if shift.status is ShiftStatus.PLANNED:
            shift.status = ShiftStatus.ANNOUNCED
    work.session.flush()
    return _line(row)


def notices_on(work: Work, day: date, station_id: StationId | None) -> tuple[DutyShiftId, ...]:
    """The planned receptions of a day, by station and slot, whose notices could be printed."""
    query = (
        select(DutyShift.id)
        .join(Station, Station.id == DutyShift.station_id)
        .where(DutyShift.held_on == day, DutyShift.planned)
        .where(DutyShift.status != ShiftStatus.CANCELLED)
        .order_by(Station.position, Station.code, DutyShift.starts, DutyShift.id)
    )
    if station_id is not None:
        query = query.where(DutyShift.station_id == station_id)
    return tuple(DutyShiftId(key) for key in work.session.scalars(query))


def outdated(work: Work, shifts: Any) -> frozenset[UUID]:
    """Which of the shifts (a query of ids), of today or ahead, hang with words no longer right."""
    query = (
        select(DutyShift)
        .where(
            DutyShift.id.in_(shifts),
            DutyShift.held_on >= work.today,
            DutyShift.announced_on.is_not(None),
            DutyShift.id.in_(select(DutyNotice.shift_id)),
        )
        .options(selectinload(DutyShift.attendances))
    )
    return frozenset(row.id for row in work.session.scalars(query) if _sheet(work, row).due)


def _shift(work: Work, key: DutyShiftId) -> DutyShift:
    row = work.session.get(DutyShift, key)
    if row is None:
        raise NotFound("shift_not_found")
    return row


def _sheet(work: Work, shift: DutyShift) -> NoticeSheet:
    lines = _lines(work, shift.id)
    content, posted, waiting = _content(work, shift), _posted(lines), _waiting(lines)
    changes = changes_zh(posted[-1].text, content) if posted else ()
    due = not posted or bool(changes)
    if due and waiting is not None:
        edition = waiting.edition
    else:
        edition = posted[-1].edition + due if posted else 1
    issued_on = work.today if due else posted[-1].printed_on
    if not due:
        changes = _kept_changes(posted)
    notice = Notice(content, issued_on, edition, changes)
    return NoticeSheet(
        DutyShiftId(shift.id),
        notice,
        notice_text(notice),
        shift.notice_by or notice_day(work, shift.held_on),
        shift.announced_on,
        lines,
        due,
    )


def _kept_changes(posted: list[NoticeLine]) -> tuple[str, ...]:
    """A correction that hangs and is printed again says what it said."""
    lines = posted[-1].text.splitlines()
    return tuple(line.removeprefix("变动：") for line in lines if line.startswith("变动："))


def _waiting(lines: tuple[NoticeLine, ...]) -> NoticeLine | None:
    return lines[-1] if lines and lines[-1].posted_on is None else None


def _posted(lines: Iterable[NoticeLine]) -> list[NoticeLine]:
    return [one for one in lines if one.posted_on is not None]


def _lines(work: Work, shift_id: UUID) -> tuple[NoticeLine, ...]:
    query = select(DutyNotice).where(DutyNotice.shift_id == shift_id)
    return tuple(map(_line, work.session.scalars(query.order_by(DutyNotice.edition))))


def _line(row: DutyNotice) -> NoticeLine:
    return NoticeLine(
        row.id,
        row.edition,
        row.text,
        row.notice_by,
        row.printed_on,
        row.posted_on,
        row.posted_where,
        row.actor,
    )


def _row(work: Work, shift: DutyShift, sheet: NoticeSheet) -> DutyNotice:
    return DutyNotice(
        station_id=shift.station_id,
        shift_id=shift.id,
        edition=sheet.notice.edition,
        text=sheet.text,
        notice_by=sheet.notice_by,
        printed_on=work.today,
        actor=work.actor,
    )


def _content(work: Work, shift: DutyShift) -> NoticeContent:
    station = work.session.get_one(Station, shift.station_id)
    cancelled = shift.status is ShiftStatus.CANCELLED
    return NoticeContent(
        station=station.name,
        held_on=shift.held_on,
        slot=shift.slot,
        starts=shift.starts,
        ends=shift.ends,
        place=shift.place or station.address,
        people=_people(work, shift.attendances),
        accepted=setting(work, "notice_accepted"),
        not_accepted=setting(work, "notice_not_accepted"),
        handling=setting(work, "notice_handling"),
        theme=shift.theme,
        phone=station.phone,
        issuer=setting(work, "issuer") or station.name,
        cancelled=(shift.cancel_reason or "故") if cancelled else "",
    )


def _people(work: Work, rows: Iterable[Attendance]) -> tuple[NoticePerson, ...]:
    """In the order of their places; a substitute stands where the one who can't come stood."""
    coming = sorted(
        (row for row in rows if row.status in ON_NOTICE),
        key=lambda row: (row.position, str(row.id)),
    )
    keys = [row.representative_id for row in coming if row.representative_id is not None]
    names = dict(_pairs(work, keys))
    levels = _levels(work, keys)
    return tuple(
        NoticePerson(
            names.get(row.representative_id, row.name) if row.representative_id else row.name,
            levels.get(row.representative_id, ()) if row.representative_id else (),
        )
        for row in coming
    )


def _pairs(work: Work, keys: list[RepresentativeId]) -> Iterable[tuple[RepresentativeId, str]]:
    query = select(Representative.id, Representative.name).where(Representative.id.in_(keys))
    return [(RepresentativeId(key), name) for key, name in work.session.execute(query)]


def _levels(
    work: Work, keys: list[RepresentativeId]
) -> dict[RepresentativeId, tuple[SeatLevel, ...]]:
    found: dict[RepresentativeId, tuple[SeatLevel, ...]] = {}
    query = (
        select(Seat.representative_id, Seat.level)
        .where(Seat.representative_id.in_(keys), Seat.ended_on.is_(None))
        .order_by(Seat.level_order, Seat.id)
    )
    for key, level in work.session.execute(query):
        known = found.get(key, ())
        found[key] = known if level in known else (*known, level)
    return found


def notice_words(work: Work) -> dict[str, str]:
    """The parts of every notice that the office words itself, by setting."""
    return {key: setting(work, key) for key in WORDS}


def put_notice_words(work: Work, words: dict[str, str]) -> None:
    """Change them; empty words take the proposal again. InvalidForm: too long for a poster."""
    problems = tuple(
        Problem(key, "too_long", {"most": MOST_WORDS})
        for key, text in words.items()
        if len(text) > MOST_WORDS
    )
    if problems:
        raise InvalidForm(problems)
    for key, text in words.items():
        put_setting(work, key, text.strip() or DEFAULTS[key])
