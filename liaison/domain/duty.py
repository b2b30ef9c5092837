"""Reception days: shifts and who came to them."""

from datetime import time
from enum import StrEnum


class Slot(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class ShiftStatus(StrEnum):
    PLANNED = "planned"
    ANNOUNCED = "announced"
    HELD = "held"
    NOBODY_CAME = "nobody_came"
    CANCELLED = "cancelled"


class AttendanceStatus(StrEnum):
    PLANNED = "planned"
    PRESENT = "present"
    LATE = "late"
    LEAVE = "leave"
    ABSENT = "absent"


SLOT_ZH = {Slot.MORNING: "上午", Slot.AFTERNOON: "下午", Slot.EVENING: "晚上"}
SHIFT_STATUS_ZH = {
    ShiftStatus.PLANNED: "计划",
    ShiftStatus.ANNOUNCED: "已公告",
    ShiftStatus.HELD: "已接待",
    ShiftStatus.NOBODY_CAME: "无人来访",
    ShiftStatus.CANCELLED: "取消",
}
ATTENDANCE_STATUS_ZH = {
    AttendanceStatus.PLANNED: "待到",
    AttendanceStatus.PRESENT: "已到",
    AttendanceStatus.LATE: "迟到",
    AttendanceStatus.LEAVE: "请假",
    AttendanceStatus.ABSENT: "未到",
}
WAS_HELD = frozenset({ShiftStatus.HELD, ShiftStatus.NOBODY_CAME})
"""A slot that took place, whether or not anybody came: it counts as a session."""
CAME = frozenset({AttendanceStatus.PRESENT, AttendanceStatus.LATE})


def slot_of(moment: time) -> Slot:
    """Morning until 12:30, afternoon until 17:30, then evening."""
    if moment < time(12, 30):
        return Slot.MORNING
    return Slot.AFTERNOON if moment < time(17, 30) else Slot.EVENING
