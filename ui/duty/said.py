"""The words of the 值班 page: what a day, a shift, a person and a notice are called."""

from datetime import date

from liaison.domain.clock import WEEKDAYS_ZH
from liaison.domain.duty import ATTENDANCE_STATUS_ZH, AttendanceStatus, ShiftStatus, Slot
from liaison.domain.duty_notice import hours_zh
from liaison.domain.reception import CHANNEL_ZH, Channel
from liaison.services.duty_rows import NoticeState, ShiftPerson, ShiftRow
from ui.tag import Tag
from ui.theme import State

AHEAD = frozenset({ShiftStatus.PLANNED, ShiftStatus.ANNOUNCED})


def day_words(day: date) -> str:
    """`3月4日 周三`."""
    return f"{day.month}月{day.day}日 周{WEEKDAYS_ZH[day.weekday()]}"


def short_day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def month_words(day: date) -> str:
    return f"{day.year}年{day.month}月"


def hours(shift: ShiftRow) -> str:
    return hours_zh(shift.slot, shift.starts, shift.ends)


def notes(shift: ShiftRow) -> tuple[str, ...]:
    """The lines below the people that tell an unusual reception from the others."""
    if shift.status is ShiftStatus.CANCELLED:
        return (f"取消：{shift.cancel_reason}" if shift.cancel_reason else "取消",)
    found = []
    if shift.place:
        found.append(f"{_channel(shift)}：{shift.place}")
    if shift.slot is Slot.EVENING:
        begin = f" {shift.starts.hour}:{shift.starts:%M}" if shift.starts else ""
        found.append(f"夜间{begin}")
    elif shift.slot is Slot.AFTERNOON:
        begin = f" {shift.starts.hour}:{shift.starts:%M}" if shift.starts else ""
        found.append(f"下午{begin}")
    if shift.theme:
        found.append(shift.theme)
    if shift.status is ShiftStatus.NOBODY_CAME:
        found.append("无人来访")
    if shift.status in AHEAD and shift.empty_seats:
        found.append(f"还缺 {shift.empty_seats} 位")
    return tuple(found)


def _channel(shift: ShiftRow) -> str:
    return "流动" if shift.channel is Channel.ON_SITE else CHANNEL_ZH[shift.channel]


def notice_tag(shift: ShiftRow, today: date) -> Tag | None:
    """The mark of a day that is not over: does its notice hang, is it late, has it to hang today?"""
    if shift.day < today or shift.notice_by is None:
        return None
    left = (shift.notice_by - today).days
    if shift.notice is NoticeState.TO_POST:
        return Tag("今天须贴", State.ATTENTION) if left == 0 else None
    late = (shift.announced_on - shift.notice_by).days if shift.announced_on else 0
    return {
        NoticeState.POSTED: Tag("公告", State.GOOD),
        NoticeState.POSTED_LATE: Tag(f"公告晚 {late} 天", State.OVERDUE),
        NoticeState.OVERDUE: Tag(f"公告迟 {-left} 天", State.OVERDUE),
        NoticeState.CORRECTION_DUE: Tag("要更正", State.OVERDUE),
    }.get(shift.notice)


def due_tag(shift: ShiftRow, today: date) -> Tag:
    """The same in the list of notices, where there is room for those that have time."""
    assert shift.notice_by is not None  # the list holds none without
    if shift.notice is NoticeState.CORRECTION_DUE:
        return Tag("更正", State.OVERDUE)
    left = (shift.notice_by - today).days
    if left < 0:
        return Tag(f"迟 {-left} 天", State.OVERDUE)
    if left == 0:
        return Tag("今天", State.ATTENTION)
    if left < 7:
        return Tag(f"周{WEEKDAYS_ZH[shift.notice_by.weekday()]}前")
    return Tag(f"{short_day(shift.notice_by)}前")


def person_words(person: ShiftPerson) -> str:
    """For a screen reader: name, whose substitute, how it stands."""
    words = person.name
    if person.instead_of:
        words += f"（替 {person.instead_of}）"
    if person.status is not AttendanceStatus.PLANNED:
        words += ATTENDANCE_STATUS_ZH[person.status]
    return words


def shift_words(shift: ShiftRow, today: date) -> str:
    """For a screen reader: hours, place, people, notice."""
    tag = notice_tag(shift, today)
    people = "、".join(person_words(one) for one in shift.people) or "没有人"
    parts = [hours(shift), people, *notes(shift), tag.word if tag else ""]
    return "，".join(part for part in parts if part)


def may_swap(shift: ShiftRow, person: ShiftPerson, today: date) -> bool:
    """Both the day and the person are still ahead."""
    ahead = shift.status in AHEAD and shift.day >= today
    planned = person.status is AttendanceStatus.PLANNED
    return ahead and planned and person.representative_id is not None
