"""What may be sent through the portal, and what its sender is told first (个人信息保护法 art 17)."""

from enum import StrEnum

MOST_WORDS = 2000
MOST_PLACE = 100
MOST_NAME = 30
MOST_PHONE = 30
MOST_PICTURES = 3
MOST_WAITING = 1000
"""Undecided submissions a station holds; more are refused with its telephone."""
NOTICE_VERSION = "2026-1"
"""Changed together with `notice_zh`; kept with each submission."""


class TellHow(StrEnum):
    PHONE = "phone"
    CODE = "code"
    NONE = "none"


TELL_HOW_ZH = {
    TellHow.PHONE: "打电话告诉我",
    TellHow.CODE: "我用查询码自己查",
    TellHow.NONE: "不用告诉我",
}


def notice_zh(station: str, address: str = "", phone: str = "") -> tuple[str, ...]:
    """The whole notice, one paragraph an item: who, why, what, for whom, how long, which rights."""
    where = "，".join(part for part in (address, phone and f"电话 {phone}") if part)
    return (
        f"谁来收：{station}的工作人员，受人大代表委托接收您写的内容。",
        "作什么用：只用于听取和反映您的意见，交给有关单位办理，并把结果告诉您；依据是代表法和浙江省的代表工作规定。",
        (
            "收什么：您写的内容、地点和图片；姓名、电话可以不留。不要身份证号，不取您的位置，不用跟踪标记。"
            "图片里的拍摄地点、时间和手机型号在收到时去掉。"
        ),
        (
            "给谁看：本站和承办单位经办的人。勾选“要求保密”后，交办时不写您的姓名和电话。"
            "公开的统计和月报不出现您的姓名和电话；查询页面只显示办到哪一步。"
        ),
        "存多久：按本单位的档案保管期限保存，到期删除；没有接收的内容不进入登记簿。",
        "您的权利：可以看、可以要一份、可以更正、可以要求删除，也可以要求不再使用。",
        f"找谁：{station}{f'（{where}）' if where else ''}。",
    )
