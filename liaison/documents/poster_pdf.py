"""The station's poster, A4 or A3: who we are, when and where, and the code.

Only with a web address does the code open a page; without one the poster promises none, and says
how to reach the station instead.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import floor

from liaison.documents.qr import symbol
from liaison.documents.sheet import GREEN, INK, LINE, MUTED, RED, WHITE, Sheet, chinese_day, sheets


class PaperSize(StrEnum):
    A4 = "A4"
    A3 = "A3"


MILLIMETRES = {PaperSize.A4: (210.0, 297.0), PaperSize.A3: (297.0, 420.0)}
_SCALE = {PaperSize.A4: 1.0, PaperSize.A3: 297 / 210}
_TITLE = "人大代表联络站"
_LEFT, _RIGHT, _TOP = 15.5, 194.5, 100.0
_WIDE, _NARROW = 110.0, 53.0
_COLUMN = _RIGHT - _NARROW
_SMALL_CODE = 42.0
_FACTS_HEIGHT = 118.0
_PHONE = "电话"
_WELCOME = (
    "道路交通、小区物业、环境卫生",
    "养老托幼、看病上学、办事服务",
    "对政府、法院、检察院工作的意见",
)
_NOT_TAKEN = ("正在诉讼、仲裁、行政复议的事", "信访已经受理、正在办理的事", "我们会告诉您该去哪里")


@dataclass(frozen=True)
class Poster:
    """What a poster says. `payload` is what its code says, `label` what is printed below it."""

    station: str
    payload: str
    label: str
    printed_on: date
    edition: int = 1
    district: str = ""
    reception_days: str = ""
    place: str = ""
    phone: str = ""
    issuer: str = ""

    @property
    def opens_a_page(self) -> bool:
        return self.payload.startswith("http")


def code_side(poster: Poster, paper: PaperSize) -> float:
    """The side of the code in millimetres; it can be read from ten times as far."""
    return (_WIDE if poster.opens_a_page else _SMALL_CODE) * _SCALE[paper]


def poster_pdf(poster: Poster, paper: PaperSize = PaperSize.A4) -> bytes:
    """One page, vector, true to the millimetre."""

    def draw_on(sheet: Sheet) -> None:
        body = _draw_large_code if poster.opens_a_page else _draw_small_code
        body(sheet, poster, paper)
        _draw_head(sheet, poster)
        _draw_matters(sheet)
        _draw_foot(sheet, poster)
        sheet.turn()

    title = f"{poster.station} 联络站码海报 {poster.label}"
    return sheets(title, MILLIMETRES[paper], draw_on, _SCALE[paper])


def _draw_head(sheet: Sheet, poster: Poster) -> None:
    width = _RIGHT - _LEFT
    sheet.area(0, 0, 210, 62.5, RED)
    district = sheet.width(poster.district, 20) + 8 if poster.district else 0
    sheet.fitted(
        _LEFT, 20.5, _before_title(poster.station), 31, width - district, bold=True, ink=WHITE
    )
    sheet.text(_RIGHT, 20.5, poster.district, 20, ink="#fbe3e2", align="right")
    sheet.spread(_LEFT, 52, _TITLE, 70, width)
    _draw_slogan(sheet, _slogan(poster), 82)


def _before_title(station: str) -> str:
    """The part of the station's name that stands above the title and reads on into it."""
    return station.removesuffix(_TITLE) or station


def _slogan(poster: Poster) -> tuple[str, str, str]:
    if poster.opens_a_page:
        return "扫一扫", "找代表", "提建议"
    return "进站来", "当面说", "打电话" if poster.phone else "找代表"


def _draw_slogan(sheet: Sheet, parts: tuple[str, ...], y: float) -> None:
    widths = [sheet.width(part, 40, bold=True) for part in parts]
    gap = (_RIGHT - _LEFT - sum(widths)) / (len(parts) - 1)
    x = _LEFT
    for place, (part, width) in enumerate(zip(parts, widths, strict=True)):
        if place:
            sheet.dot(x - gap / 2, y - 5, 1.6, RED)
        sheet.text(x, y, part, 40, bold=True)
        x += width + gap


def _draw_large_code(sheet: Sheet, poster: Poster, paper: PaperSize) -> None:
    """The code is the point of the poster: large, the facts beside it."""
    sheet.code(symbol(poster.payload), _LEFT, _TOP, _WIDE)
    sheet.text(_LEFT, 231, poster.label, 15, bold=True)
    side = code_side(poster, paper)
    note = f"码边 {side:.0f} 毫米 · {floor(side / 10) / 10} 米以内可扫"
    room = _WIDE - sheet.width(poster.label, 15, bold=True) - 4
    sheet.fitted(_LEFT + _WIDE, 231, note, 13, room, ink=MUTED, align="right")
    _draw_facts(sheet, poster, _COLUMN, _NARROW)
    last = "不会扫码，就打电话" if poster.phone else "不会扫码，请进站来"
    sheet.fitted(_COLUMN, 231, last, 16, _NARROW, bold=True)


def _draw_small_code(sheet: Sheet, poster: Poster, paper: PaperSize) -> None:
    """The code opens nothing: the facts are large, the code only says which station this is."""
    _draw_facts(sheet, poster, _LEFT, _WIDE)
    x, middle = _COLUMN + (_NARROW - _SMALL_CODE) / 2, _COLUMN + _NARROW / 2
    sheet.code(symbol(poster.payload), x, _TOP + 6, _SMALL_CODE)
    sheet.text(middle, 162, poster.label, 14, bold=True, align="center")
    side = code_side(poster, paper)
    for place, line in enumerate(("这是本站的编号", "扫码不打开网页", f"码边 {side:.0f} 毫米")):
        sheet.text(middle, 171 + place * 6.2, line, 12, ink=MUTED, align="center")
    sheet.text(_LEFT, 231, "进站来，工作人员替您登记", 16, bold=True)


def _draw_facts(sheet: Sheet, poster: Poster, x: float, width: float) -> None:
    facts = [
        ("接待日", _in_phrases(poster.reception_days) or "见站内公告"),
        ("地点", poster.place),
        (_PHONE, poster.phone),
    ]
    facts = [(name, value) for name, value in facts if value]
    sizes = (36.0, 30.0, 26.0, 23.0, 20.0, 18.0, 16.0, 14.0)
    size = next((s for s in sizes if _height(sheet, facts, s, width) <= _FACTS_HEIGHT), sizes[-1])
    spare = _FACTS_HEIGHT - _height(sheet, facts, size, width)
    y = _TOP
    for name, value in facts:
        y = _draw_fact(sheet, (x, y, width), (name, value), size) + 5 + min(8, max(0, spare) / 3)


def _in_phrases(rule: str) -> str:
    """A reception-day rule a phrase a line: 每月10日 / （遇节假日顺延）."""
    return re.sub(r"\s+|(?=（)|(?<=，)", "\n", rule.strip()).replace("，\n", "\n")


def _height(sheet: Sheet, facts: list[tuple[str, str]], size: float, width: float) -> float:
    rows = [sheet.broken(value, size, width, bold=True) for _, value in facts]
    phrases = facts[0][1].count("\n") + 1
    broken_phone = facts[-1][0] == _PHONE and len(rows[-1]) > 1
    orphan = any(len(row) > 1 and len(row[-1]) == 1 for row in rows)
    untidy = len(rows[0]) > phrases or max(map(len, rows)) > 3 or orphan
    if broken_phone or (untidy and size > 18):
        return _FACTS_HEIGHT + 1
    return 14.5 * len(facts) + sum(map(len, rows)) * _leading(size)


def _leading(size: float) -> float:
    return size * 0.3528 * 1.3


def _draw_fact(
    sheet: Sheet, place: tuple[float, float, float], fact: tuple[str, str], size: float
) -> float:
    """A rule, the fact's name and its words below; where it ends."""
    x, y, width = place
    sheet.line([(x, y), (x + width, y)], 0.5)
    sheet.text(x, y + 7.5, fact[0], 14, ink=MUTED)
    y += 8.5
    for line in sheet.broken(fact[1], size, width, bold=True):
        y += _leading(size)
        sheet.text(x, y - size * 0.06, line, size, bold=True)
    return y + 1


def _draw_matters(sheet: Sheet) -> None:
    sheet.line([(_LEFT, 236.5), (_RIGHT, 236.5)], 0.5)
    sheet.line([(_LEFT, 245.4), (_LEFT + 1.8, 247.2), (_LEFT + 5, 243.8)], 0.8, GREEN)
    sheet.text(_LEFT + 8, 248, "这些可以说", 19, bold=True, ink=GREEN)
    x = 112.0
    for slope in (1, -1):
        sheet.line([(x, 245.4 - 1.7 * slope), (x + 3.6, 245.4 + 1.7 * slope)], 0.8, MUTED)
    sheet.text(x + 8, 248, "这些不受理", 19, bold=True, ink=MUTED)
    for place, (welcome, not_taken) in enumerate(zip(_WELCOME, _NOT_TAKEN, strict=True)):
        y = 258 + 8.2 * place
        sheet.text(_LEFT, y, welcome, 15)
        sheet.text(x, y, not_taken, 15, ink=INK if place < 2 else MUTED)


def _draw_foot(sheet: Sheet, poster: Poster) -> None:
    sheet.line([(_LEFT, 281.5), (_RIGHT, 281.5)], 0.2, LINE)
    sheet.text(_LEFT, 288.5, "遇法定节假日，以站内公告为准", 10.5, ink=MUTED)
    issuer = f"{poster.issuer} 监制" if poster.issuer else poster.station
    foot = f"{issuer} · 第 {poster.edition} 版 · {chinese_day(poster.printed_on)}"
    sheet.fitted(_RIGHT, 288.5, foot, 10.5, 118, ink=MUTED, align="right")
