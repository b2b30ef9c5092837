"""引导单: a matter that isn't the station's, and who will see to it. Large type, courteous words.

A4, cut in the middle: the upper half goes with the visitor, the lower one is signed and stays. What
doesn't fit on half a sheet takes a whole one for each.
"""

from liaison.documents.fonts import missing
from liaison.documents.paper import LEADING, Frame, Paper, Style
from liaison.documents.pdf import A4, MM, Page, Rule, Text, written
from liaison.documents.sheet_words import chinese_day
from liaison.documents.slip_parts import (
    SLIP,
    Head,
    day_or_blank,
    head,
    pairs,
    printing_zh,
    tell_gaps,
    wide,
)
from liaison.domain.papers import GuidancePaper, texts_of

TITLE_ZH = "群众来访引导单"
HALF = A4[1] / 2
UPPER = Frame(SLIP.left, 9 * MM, SLIP.width, 124 * MM)
SIZES = (12.5, 11.5, 10.5)
"""The largest at which both halves fit is taken; on whole sheets the largest of all."""
FOR_ZH = ("来访人留存", "联络站存根")


def guidance_pdf(slip: GuidancePaper) -> bytes:
    """The visitor's copy and the station's; the same slip makes the same bytes."""
    title = f"{TITLE_ZH} {slip.number}"
    for size in SIZES:
        halves = [_laid_out(slip, UPPER, size, stays=stays) for stays in (False, True)]
        if all(len(half.pages) == 1 for half in halves):
            upper, lower = (half.numbered()[0] for half in halves)
            return written([_folded(upper, lower)], title)
    wholes = [_laid_out(slip, SLIP, SIZES[0], stays=stays) for stays in (False, True)]
    return written([page for whole in wholes for page in whole.numbered()], title)


def missing_in_guidance(slip: GuidancePaper) -> frozenset[str]:
    """Characters of the slip that no font has; the PDF shows 〓 for them."""
    return missing(*texts_of(slip))


def _folded(upper: Page, lower: Page) -> Page:
    """Both halves on one sheet, with a broken line to cut along."""
    page = Page()
    page.lay(upper)
    page.lay(lower, HALF)
    dash = 4 * MM
    page.rules += [
        Rule(start * dash, HALF, (start + 0.5) * dash, HALF)
        for start in range(int(A4[0] / dash) + 1)
    ]
    page.texts.append(Text(SLIP.left, HALF + 2, "（沿虚线裁开）", size=7))
    return page


def _laid_out(slip: GuidancePaper, frame: Frame, size: float, *, stays: bool) -> Paper:
    paper = Paper(
        TITLE_ZH,
        foot=f"{FOR_ZH[stays]}　{slip.number}　{printing_zh(slip.printing)}",
        frame=frame,
        again=(f"{TITLE_ZH}（续）", f"编号：{slip.number}"),
    )
    day = f"日期：{chinese_day(slip.printed_on)}"
    head(paper, Head(slip.station, TITLE_ZH, slip.number, day, slip.code, slip.stamp))
    paper.space(4)
    for words in _words(slip):
        paper.paragraph(words, Style(size))
        paper.space(3)
    paper.space(3)
    wide(paper, size, 5).draw([row for row in _where(slip) if row[1]])
    pairs(paper, (("电话", slip.where_phone), ("事项编号", slip.source)), size, 5)
    paper.space(4)
    tell_gaps(paper, slip)
    _close(paper, slip, size, stays=stays)
    return paper


def _words(slip: GuidancePaper) -> tuple[str, str]:
    who = f"{slip.person}：" if slip.person else "来访的群众："
    about = f"您于{chinese_day(slip.received_on)}反映的“{slip.title}”，属于{slip.reason}。"
    why = f"{slip.explained}，不在联络站受理范围内。为不耽误您的事，请到下面的部门办理："
    return f"{who}您好！", f"　　{about}{why}"


def _where(slip: GuidancePaper) -> list[tuple[str, str]]:
    return [
        ("请找", slip.where_to),
        ("地址", slip.where_address),
        ("办公时间", slip.where_hours),
        ("说明", slip.remark),
    ]


def _close(paper: Paper, slip: GuidancePaper, size: float, *, stays: bool) -> None:
    phone = f"，或者打电话 {slip.phone}" if slip.phone else ""
    asks = f"如果那里没有受理，请带这张单子再来{phone}，我们帮您问清楚。"
    style = Style(size - 2)
    paper.need(style.size * LEADING * 3 + 12)
    paper.paragraph(asks, style)
    paper.space(12)
    first = "来访人签收：" if stays else "联络站（盖章）："
    paper.shares((first, f"经办人：{slip.clerk}", day_or_blank(None)), style.size)
