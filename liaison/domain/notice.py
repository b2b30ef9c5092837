"""What a visitor must be told before anything is written down (个人信息保护法 arts 7, 17, 35)."""


def notice_zh(station: str, address: str = "", phone: str = "") -> tuple[str, ...]:
    """The notice, one paragraph an item: who, why, what, how long, which rights, where to ask."""
    where = "，".join(part for part in (address, phone and f"电话 {phone}") if part)
    return (
        f"谁在记：{station}的工作人员，受接待代表委托记录。",
        "作什么用：只用于听取和反映您的意见，交给有关单位办理，并把结果告诉您；依据是代表法和浙江省的代表工作规定。",
        "记什么：您的姓名、电话、所在村社、您说的原话和办理经过。不要身份证号，不拍照，不留指纹。",
        "给谁看：本站和承办单位经办的人。公开的统计和月报不出现您的姓名和电话；您可以要求保密，也可以不留姓名。",
        "存多久：按本单位的档案保管期限保存，到期删除；期限可以当面问。",
        "您的权利：可以看、可以要一份、可以更正，可以要求不再使用。",
        f"找谁：{station}{f'（{where}）' if where else ''}。",
    )


def notice_short_zh() -> str:
    """The same in one paragraph, for the slip that is signed."""
    return (
        "告知：以上内容由联络站工作人员受接待代表委托记录，只用于听取和反映您的意见，交给有关单位办理，"
        "并把结果告诉您；公开的统计和月报不出现您的姓名和电话；按本单位的档案保管期限保存，到期删除。"
        "您可以看、可以要一份、可以更正，可以要求保密或不再使用。（个人信息保护法第七条、第十七条、第三十五条）"
    )
