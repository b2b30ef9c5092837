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


class SignedHow(StrEnum):
    """How an attendance was entered."""

    BADGE = "badge"
    BY_HAND = "by_hand"


class RequestKind(StrEnum):
    LEAVE = "leave"
    SWAP = "swap"


class RequestStatus(StrEnum):
    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ActivityKind(StrEnum):
    ISLAND = "island"
    HAMLET = "hamlet"
    THEME = "theme"
    GROUP = "group"
    OTHER = "other"


class ActivityStatus(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class ContactKind(StrEnum):
    COMMITTEE = "committee"
    """常委会组成人员联系代表."""
    VOTER = "voter"
    """代表联系选民."""


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
REQUEST_KIND_ZH = {RequestKind.LEAVE: "请假", RequestKind.SWAP: "换班"}
REQUEST_STATUS_ZH = {
    RequestStatus.ASKED: "等答复",
    RequestStatus.GRANTED: "已同意",
    RequestStatus.REFUSED: "未同意",
    RequestStatus.WITHDRAWN: "已撤回",
}
ACTIVITY_KIND_ZH = {
    ActivityKind.ISLAND: "代表跑小岛",
    ActivityKind.HAMLET: "代表走山岙",
    ActivityKind.THEME: "主题活动",
    ActivityKind.GROUP: "代表小组活动",
    ActivityKind.OTHER: "其他活动",
}
ACTIVITY_STATUS_ZH = {
    ActivityStatus.PLANNED: "计划",
    ActivityStatus.HELD: "已开展",
    ActivityStatus.CANCELLED: "取消",
}
CONTACT_KIND_ZH = {ContactKind.COMMITTEE: "常委会联系代表", ContactKind.VOTER: "代表联系选民"}
WAS_HELD = frozenset({ShiftStatus.HELD, ShiftStatus.NOBODY_CAME})
"""A slot that took place, whether or not anybody came: it counts as a session."""
CAME = frozenset({AttendanceStatus.PRESENT, AttendanceStatus.LATE})


def slot_of(moment: time) -> Slot:
    """Morning until 12:30, afternoon until 17:30, then evening."""
    if moment < time(12, 30):
        return Slot.MORNING
    return Slot.AFTERNOON if moment < time(17, 30) else Slot.EVENING
