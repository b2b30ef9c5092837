"""Codes that the platform issued: what their text may be, and whom a sheet or file names."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from liaison.domain.text import clean_line

MOST_TEXT = 300
"""Characters; a code of more would be too fine for every sheet of ours."""
_LINK = re.compile(r"(https?|weixin|alipays?)://[^\s<>\"]+", re.IGNORECASE)
HEADINGS = {
    "name": ("姓名", "代表姓名", "代表", "名称"),
    "station": ("联络站", "站点", "站名", "代表联络站", "所属联络站"),
    "label": ("编号", "代表码编号", "码编号"),
    "text": ("链接", "网址", "二维码链接", "码链接", "二维码内容", "码内容", "地址"),
}


@dataclass(frozen=True)
class OfficialEntry:
    """One code as it came in: what it says, whom it is for, where it was found."""

    place: str
    """`第 3 行`, `王建国.png`."""
    text: str
    name: str = ""
    station: str = ""
    label: str = ""


def unusable(text: str) -> str:
    """Why a text can't be an official code: the code of its sentence, "" when it can."""
    if not text:
        return "official_empty"
    if len(text) > MOST_TEXT or any(ord(one) < 32 for one in text):
        return "official_too_long"
    if text.lower().startswith("urn:x-liaison:"):
        return "official_is_ours"
    return "" if _LINK.fullmatch(text) else "official_no_link"


def from_file_name(name: str) -> tuple[str, str]:
    """Person and station of a picture's name: `王建国.png`, `城东_王建国.jpg`, `王建国@城东.png`."""
    stem = clean_line(PurePath(name).stem)
    if "@" in stem:
        person, _, station = stem.partition("@")
        return person.strip(), station.strip()
    parts = [part for part in re.split(r"[_＿\-—·\s]+", stem) if part]
    if len(parts) == 2 and not parts[0].isascii():
        return parts[1], parts[0]
    return stem, ""
