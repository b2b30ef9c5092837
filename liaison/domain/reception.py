"""A reception: one visit, its channel, who came."""

from enum import StrEnum


class Channel(StrEnum):
    ON_SITE = "on_site"
    FACE_TO_FACE = "face_to_face"
    OUTREACH = "outreach"
    ISLAND = "island"
    HAMLET = "hamlet"
    THEMED = "themed"
    PHONE = "phone"
    LETTER = "letter"
    SCAN = "scan"


class VisitKind(StrEnum):
    INDIVIDUAL = "individual"
    GROUP = "group"
    ANONYMOUS = "anonymous"


class ReceptionStatus(StrEnum):
    RECORDED = "recorded"
    VOID = "void"


CHANNEL_ZH = {
    Channel.ON_SITE: "进站",
    Channel.FACE_TO_FACE: "民生面对面",
    Channel.OUTREACH: "流动接待",
    Channel.ISLAND: "代表跑小岛",
    Channel.HAMLET: "代表走山岙",
    Channel.THEMED: "主题接待",
    Channel.PHONE: "电话",
    Channel.LETTER: "来信",
    Channel.SCAN: "扫码",
}
VISIT_KIND_ZH = {
    VisitKind.INDIVIDUAL: "个人",
    VisitKind.GROUP: "集体",
    VisitKind.ANONYMOUS: "匿名",
}
AWAY = frozenset({Channel.OUTREACH, Channel.ISLAND, Channel.HAMLET})
"""Channels that take place away from the station and need a place."""
WITHOUT_SHIFT = frozenset({Channel.PHONE, Channel.LETTER, Channel.SCAN})
"""Channels that open no reception slot of their own."""


def speakers_allowed(people: int) -> int:
    """Most speakers of a group visit: 3 of up to ten people, else 5 (浙江省信访条例 art 15; 信访工作条例 art 20)."""
    return 3 if people <= 10 else 5
