"""The calibration sheet: how true a printer is, and the smallest code that it prints readably."""

from liaison.documents.drawing import INK, MUTED, RED, Drawing, Pen, Placed, SheetPage
from liaison.documents.drawing_pdf import drawings_pdf
from liaison.documents.qr import symbol

PAPER = (210.0, 297.0)
RULE = 100.0
FROM_EDGE = 20.0
"""Where the two crosses stand, from the upper left corner."""
LADDER = (10.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0, 60.0)
"""Sides of the codes in millimetres."""
ROWS = ((10.0, 15.0, 20.0, 25.0, 30.0), (40.0, 50.0, 60.0))
PREFIX = "urn:x-liaison:test:"
HOW = (
    "1　打印这一页，缩放选 100%（实际尺寸），不要选“适合纸张”。",
    "2　量横线、竖线：都应是 100.0 mm；不是，请先在打印机设置里关掉缩放。",
    "3　量红十字到纸的左边和上边：都应是 20.0 mm。",
    "4　左边量得 20.6，就在“横移 mm”填 −0.6；上边量得 19.7，就在“纵移 mm”填 0.3。",
    "5　用手机扫下面的码：能一次扫出的最小一个，就是这台打印机能印的下限。",
)


def calibration_pdf() -> bytes:
    """One A4 page, true to the millimetre."""
    drawing = Drawing(*PAPER)
    pen = Pen(drawing)
    pen.text(34, 22, "打印机校准页", 22, bold=True)
    pen.text(34, 29.5, "每台打印机印一次，量好以后填在“码与海报”的右边。", 10.5, ink=MUTED)
    _cross(pen, FROM_EDGE, FROM_EDGE)
    _rule(pen, 34, 46, along=True)
    _rule(pen, FROM_EDGE, 60, along=False)
    for place, words in enumerate(HOW):
        pen.fitted(34, 62 + place * 8, words, 11, 164)
    y = 112.0
    for row in ROWS:
        x = 34.0
        for side in row:
            pen.code(symbol(f"{PREFIX}{side:.0f}"), x, y, side)
            pen.text(x, y + side + 5.5, f"{side:.0f} mm", 9)
            x += side + 9
        y += max(row) + 16
    pen.text(34, 282, "扫码距离大约是码边的 10 倍：60 mm 的码，0.6 米以内可扫。", 10.5, ink=MUTED)
    page = SheetPage(*PAPER, placed=[Placed(drawing)])
    return drawings_pdf("打印机校准页", [page])


def meant() -> list[list[str]]:
    """What the page's codes say, row after row."""
    return [[f"{PREFIX}{side:.0f}" for row in ROWS for side in row]]


def _cross(pen: Pen, x: float, y: float) -> None:
    pen.line([(x - 8, y), (x + 8, y)], 0.2, RED)
    pen.line([(x, y - 8), (x, y + 8)], 0.2, RED)


def _rule(pen: Pen, x: float, y: float, *, along: bool) -> None:
    """A hundred millimetres with a tick each."""

    def at(length: float, tall: float = 0) -> tuple[float, float]:
        return (x + length, y - tall) if along else (x - tall, y + length)

    pen.line([at(0), at(RULE)], 0.15, INK)
    for step in range(round(RULE) + 1):
        tall = 5.0 if step % 10 == 0 else 3.5 if step % 5 == 0 else 2.0
        pen.line([at(step), at(step, tall)], 0.15, INK)
        if step % 20 == 0:
            beside = at(step, 7.5)
            pen.text(beside[0], beside[1] + (0 if along else 1), str(step), 8, align="center")
    words = "横 100.0 mm" if along else "竖 100.0 mm"
    end = (x + RULE + 3, y) if along else (x - 13, y + RULE + 6)
    pen.text(*end, words, 9, ink=MUTED)
