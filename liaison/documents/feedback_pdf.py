"""征询意见表: the answer as the visitor gets it, and what the visitor thinks of it."""

from liaison.documents.fonts import missing
from liaison.documents.paper import Paper, Style
from liaison.documents.sheet_words import chinese_day
from liaison.documents.slip_parts import (
    SLIP,
    Head,
    boxes,
    day_or_blank,
    head,
    pairs,
    printing_zh,
    tell_gaps,
    wide,
)
from liaison.documents.table import Band, Room, Row
from liaison.domain.papers import FeedbackPaper, texts_of

TITLE_ZH = "办理结果反馈与征询意见表"
SATISFIED_ZH = ("满意", "基本满意", "不满意")
SIZE = 12.5
SIGNED = 88.0
"""Points that the closing words and signatures take."""


def feedback_pdf(slip: FeedbackPaper) -> bytes:
    """The form's PDF; the same form makes the same bytes."""
    paper = Paper(
        f"{TITLE_ZH} {slip.number}",
        foot=f"{slip.number}　{printing_zh(slip.printing)}",
        frame=SLIP,
        again=(f"{TITLE_ZH}（续）", f"编号：{slip.number}"),
    )
    day = f"日期：{chinese_day(slip.printed_on)}"
    head(paper, Head(slip.station, TITLE_ZH, slip.number, day, slip.code, slip.stamp), 18)
    paper.space(4)
    who = f"{slip.person}：" if slip.person else "来访的群众："
    paper.paragraph(f"{who}您好！您反映的事已有答复，现告知您，请您评一评。", Style(SIZE))
    paper.space(6)
    pairs(paper, _facts(slip), SIZE, 5)
    wide(paper, SIZE, 5).draw(_answer(slip))
    tell_gaps(paper, slip)
    paper.space(8)
    _opinion(paper, slip)
    return paper.pdf()


def missing_in_feedback(slip: FeedbackPaper) -> frozenset[str]:
    """Characters of the form that no font has; the PDF shows 〓 for them."""
    return missing(*texts_of(slip))


def _facts(slip: FeedbackPaper) -> list[tuple[str, str]]:
    return [
        ("事项编号", slip.source),
        ("反映日期", chinese_day(slip.received_on)),
        ("答复单位", slip.unit or "联络站当场答复"),
        ("答复日期", chinese_day(slip.answered_on) if slip.answered_on else ""),
    ]


def _answer(slip: FeedbackPaper) -> list[Row]:
    rows: list[Row] = [("事由", slip.title)]
    if slip.answer_class:
        kind = slip.answer_class
        rows.append(("答复类别", f"{kind.code} 类 {kind.name}：{kind.definition}"))
    if slip.round_no > 1:
        rows.append(("轮次", f"第 {slip.round_no} 轮办理"))
    return [*rows, ("答复内容", slip.answer)]


def _opinion(paper: Paper, slip: FeedbackPaper) -> None:
    """To be filled in by the visitor; never parted from the signature."""
    rows: list[Row] = [
        Band("请您评价（在方框里打勾）"),
        Room(("办理工作", boxes(SATISFIED_ZH)), 34),
        Room(("办理结果", boxes(SATISFIED_ZH)), 34),
        Room(("还有什么\n要说的", ""), 110),
    ]
    table = wide(paper, SIZE, 5)
    paper.need(table.height(rows) + SIGNED)
    table.draw(rows)
    paper.space(4)
    where = slip.station + (f"（{slip.address}）" if slip.address else "")
    phone = f"，电话 {slip.phone}" if slip.phone else ""
    paper.paragraph(
        f"不满意的，我们会请承办单位再办一次。填好后请交回{where}{phone}；也可以打电话告诉我们。",
        Style(10.5),
    )
    paper.space(14)
    paper.shares(("反映人签名：", day_or_blank(None)), SIZE)
