"""Representatives' cards: A4 sheets of eight, 90 by 54 mm, to be cut along the marks."""

from dataclasses import dataclass
from datetime import date

from liaison.documents.qr import symbol
from liaison.documents.sheet import LINE, MUTED, RED, WHITE, Sheet, chinese_day, sheets

CARD = (90.0, 54.0)
CODE_SIDE = 26.0
A_PAGE = 8
_A4 = (210.0, 297.0)
_LEFT, _TOP, _GAP = 11.0, 28.5, 8.0
_BLEED = 2.0


@dataclass(frozen=True)
class Card:
    """One representative's card; nothing on it but what is public (代表法 art 58)."""

    name: str
    payload: str
    label: str
    level: str
    """As printed: 市、区人大代表."""
    group: str = ""


@dataclass(frozen=True)
class CardSheet:
    """The cards of one station."""

    station: str
    cards: tuple[Card, ...]
    printed_on: date
    reception_days: str = ""
    phone: str = ""
    """The station's; a representative's own is never printed."""

    @property
    def pages(self) -> int:
        return -(-len(self.cards) // A_PAGE)


def cards_pdf(work: CardSheet) -> bytes:
    """Pages of eight cards in rows of two, in the order given."""

    def draw_on(sheet: Sheet) -> None:
        for start in range(0, len(work.cards), A_PAGE):
            _draw_frame(sheet, work, start // A_PAGE + 1)
            for place, card in enumerate(work.cards[start : start + A_PAGE]):
                _draw_card(sheet, work, card, *_corner(place))
            sheet.turn()

    return sheets(f"{work.station} 代表卡", _A4, draw_on)


def _corner(place: int) -> tuple[float, float]:
    return _LEFT + place % 2 * (CARD[0] + _GAP), _TOP + place // 2 * (CARD[1] + _GAP)


def _draw_card(sheet: Sheet, work: CardSheet, card: Card, x: float, y: float) -> None:
    opens = card.payload.startswith("http")
    sheet.area(x, y, *CARD, WHITE)
    sheet.area(x - _BLEED, y - _BLEED, CARD[0] + 2 * _BLEED, 8.6 + _BLEED, RED)
    code_left, text = x + CARD[0] - 5 - CODE_SIDE, x + 7
    sheet.code(symbol(card.payload), code_left, y + 12.4, CODE_SIDE)
    title = "人大代表"
    sheet.text(text, y + 5.9, title, 11, bold=True, ink=WHITE)
    sheet.fitted(x + 85, y + 5.9, work.station, 9, 58, ink=WHITE, align="right", least=0.75)
    sheet.fitted(text, y + 19.5, card.name, 21, 45, bold=True, least=0.4)
    sheet.fitted(text, y + 26.5, card.level, 10.5, 45, bold=True, ink=RED)
    sheet.fitted(text, y + 31.8, card.group, 9, 45, ink=MUTED)
    call = "扫码给我提建议" if opens else "有事请到站里找我"
    sheet.text(text, y + 38.4, call, 9.5, bold=True)
    sheet.text(code_left + CODE_SIDE / 2, y + 44.2, card.label, 7.5, bold=True, align="center")
    sheet.line([(text, y + 45.8), (x + 85, y + 45.8)], 0.15, LINE)
    _draw_reach(sheet, work, text, y + 45.8)


def _draw_reach(sheet: Sheet, work: CardSheet, x: float, y: float) -> None:
    """When and how the station is reached: one line of 78 mm, two where the words are long."""
    days = f"接待日 {work.reception_days}" if work.reception_days else ""
    phone = f"站里电话 {work.phone}" if work.phone else ""
    if sheet.width(days, 8) + sheet.width(phone, 8) + 4 <= 78:
        sheet.text(x, y + 4.6, days, 8)
        sheet.text(x + 78, y + 4.6, phone, 8, align="right")
        return
    sheet.fitted(x, y + 3.1, days, 7, 78, least=0.8)
    sheet.text(x, y + 6.1, phone, 7)


def _draw_frame(sheet: Sheet, work: CardSheet, page: int) -> None:
    head = f"代表卡 · {work.station} · 90 × 54 mm · 第 {page} 页，共 {work.pages} 页"
    sheet.fitted(_LEFT, 15.5, head, 9.5, 150, ink=MUTED)
    sheet.text(_A4[0] - _LEFT, 15.5, chinese_day(work.printed_on), 9.5, ink=MUTED, align="right")
    for column in range(2):
        for x in (_corner(column)[0], _corner(column)[0] + CARD[0]):
            sheet.line([(x, _TOP - 8), (x, _TOP - 3.5)], 0.1)
            sheet.line([(x, 272), (x, 276.5)], 0.1)
    for row in range(4):
        for y in (_corner(row * 2)[1], _corner(row * 2)[1] + CARD[1]):
            sheet.line([(3, y), (_LEFT - 3.5, y)], 0.1)
            sheet.line([(_A4[0] - _LEFT + 3.5, y), (_A4[0] - 3, y)], 0.1)
    _draw_ruler(sheet, 285.5)


def _draw_ruler(sheet: Sheet, y: float) -> None:
    """Fifty true millimetres, to be held against a ruler."""
    sheet.line([(_LEFT, y), (_LEFT + 50, y)], 0.1)
    for step in range(51):
        tall = 2.6 if step % 10 == 0 else 1.8 if step % 5 == 0 else 1.0
        sheet.line([(_LEFT + step, y), (_LEFT + step, y - tall)], 0.1)
    note = "左边这条线应长 50 mm；不是，请把打印缩放设为 100%"
    sheet.text(_LEFT + 54, y, note, 9, ink=MUTED)
    reach = f"扫码距离 {CODE_SIDE:.0f} 厘米以内"
    sheet.text(_A4[0] - _LEFT, y, reach, 9, ink=MUTED, align="right")
