"""Representatives: one person, one or more seats."""

from collections.abc import Iterable
from enum import StrEnum


class SeatLevel(StrEnum):
    """The congress a seat belongs to, highest first. Streets have none."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    TOWNSHIP = "township"


class RepresentativeStatus(StrEnum):
    """In office; duties suspended (代表法 art 61); ended (art 62)."""

    SERVING = "serving"
    SUSPENDED = "suspended"
    ENDED = "ended"


class Gender(StrEnum):
    MALE = "male"
    FEMALE = "female"


class GroupKind(StrEnum):
    DELEGATION = "delegation"
    GROUP = "group"
    CENTRE_GROUP = "centre_group"


SEAT_LEVEL_ZH = {
    SeatLevel.NATIONAL: "全国",
    SeatLevel.PROVINCE: "省",
    SeatLevel.CITY: "市",
    SeatLevel.DISTRICT: "区",
    SeatLevel.TOWNSHIP: "镇",
}
REPRESENTATIVE_STATUS_ZH = {
    RepresentativeStatus.SERVING: "在任",
    RepresentativeStatus.SUSPENDED: "暂停执行代表职务",
    RepresentativeStatus.ENDED: "资格终止",
}
GENDER_ZH = {Gender.MALE: "男", Gender.FEMALE: "女"}
GROUP_KIND_ZH = {
    GroupKind.DELEGATION: "代表团",
    GroupKind.GROUP: "代表小组",
    GroupKind.CENTRE_GROUP: "代表中心组",
}


def highest(levels: Iterable[SeatLevel]) -> SeatLevel | None:
    """The level under which a person with several seats is counted."""
    return min(levels, key=list(SeatLevel).index, default=None)
