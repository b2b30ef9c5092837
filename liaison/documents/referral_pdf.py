"""交办单: a matter goes to a unit with it, and comes back answered on it."""

from liaison.documents.fonts import missing
from liaison.documents.paper import Paper, Style
from liaison.documents.sheet_words import chinese_day
from liaison.documents.slip_parts import (
    BOX,
    LABEL,
    SLIP,
    Head,
    boxes,
    day_or_blank,
    head,
    pairs,
    printing_zh,
    tell_gaps,
    together,
    unconfirmed,
    wide,
)
from liaison.documents.table import Band, Column, Room, Row, Table
from liaison.domain.papers import ReferralPaper, texts_of

TITLE_ZH = "群众反映事项交办单"
SATISFIED_ZH = ("满意", "基本满意", "不满意")
TOLD_ZH = ("电话", "当面", "上门", "书面", "其他")
NOTE = 8.5
ROOMS = ((130.0, 64.0), (110.0, 54.0), (84.0, 44.0), (50.0, 28.0))
"""Points to write in for 办理情况 and 代表意见: the largest that keep the slip on one page."""


def referral_pdf(slip: ReferralPaper) -> bytes:
    """The slip's PDF; the same slip makes the same bytes."""
    papers = (_laid_out(slip, *rooms) for rooms in ROOMS)
    fits = next((paper for paper in papers if len(paper.pages) == 1), None)
    return (fits or _laid_out(slip, *ROOMS[0])).pdf()


def _laid_out(slip: ReferralPaper, done: float, opinion: float) -> Paper:
    paper = Paper(
        f"{TITLE_ZH} {slip.number}",
        foot=f"{slip.number}　{printing_zh(slip.printing)}",
        frame=SLIP,
        again=(f"{TITLE_ZH}（续）", f"编号：{slip.number}", slip.unit),
    )
    day = f"交办日期：{chinese_day(slip.referred_on)}"
    head(paper, Head(slip.station, TITLE_ZH, slip.number, day, slip.code, slip.stamp))
    pairs(paper, _facts(slip))
    wide(paper).draw(_matter(slip))
    tell_gaps(paper, slip)
    _handed_over(paper, slip)
    _answered(paper, slip, done)
    _told(paper, opinion)
    return paper


def missing_in_referral(slip: ReferralPaper) -> frozenset[str]:
    """Characters of the slip that no font has; the PDF shows 〓 for them."""
    return missing(*texts_of(slip))


def _facts(slip: ReferralPaper) -> list[tuple[str, str]]:
    return [
        ("来源", slip.source),
        ("轮次", f"第 {slip.round_no} 轮，{printing_zh(slip.printing)}"),
        ("反映人", _person(slip)),
        ("接待日期", chinese_day(slip.received_on)),
        ("类别", slip.category or "未分类"),
        ("地点", slip.place),
    ]


def _person(slip: ReferralPaper) -> str:
    if not slip.person:
        return "匿名"
    return slip.person if slip.person_whole else f"{slip.person}（联系请经联络站）"


def _matter(slip: ReferralPaper) -> list[Row]:
    """Who does it and until when stands first, so that long words never push it off page 1."""
    rows: list[Row] = [["主办单位", slip.unit or "（待定）"]]
    if slip.assisting:
        rows.append(["协办单位", "、".join(slip.assisting)])
    rows.append(["办理期限", f"{slip.urgency}：{_period(slip)}" if slip.urgency else _period(slip)])
    rows.append(["事由", slip.title])
    if slip.content and slip.content != slip.title:
        rows.append(["内容归纳", slip.content])
    if slip.request:
        rows.append(["办理要求", slip.request])
    return [*rows, ["此前情况", slip.earlier]] if slip.earlier else rows


def _period(slip: ReferralPaper) -> str:
    due = f"请于{chinese_day(slip.due_on)}前书面答复" if slip.due_on else ""
    due = unconfirmed(due, doubtful=slip.due_unconfirmed) if due else ""
    return "，".join(filter(None, (slip.period, due))) or "（未定）"


def _handed_over(paper: Paper, slip: ReferralPaper) -> None:
    """Who referred, who signed for it, and until when it may come back unhandled."""
    columns = (Column("", LABEL, label=True), Column("", 0.8)) * 3
    rows = [Room(("经办人", slip.clerk, "签收人", "", "签收日期", ""), 26)]
    note = _note(slip)
    together(paper, Table(paper, columns, 10, 4), rows, 2 * NOTE * 1.45)
    paper.paragraph(note, Style(NOTE))
    paper.space(3)


def _note(slip: ReferralPaper) -> str:
    office = f"由{slip.office}交办。" if slip.office else ""
    back = f"不属于本单位职责的，请于签收后 {slip.return_within}内写明理由退回，不要自行转交。"
    phone = f"联络站电话 {slip.phone}。" if slip.phone else ""
    return (
        f"{office}{back if slip.return_within else ''}{phone}办结后请将本单填好、盖章退回联络站。"
    )


def _answered(paper: Paper, slip: ReferralPaper, room: float) -> None:
    classes = [f"{BOX} {one.code}　{one.name}：{one.definition}" for one in slip.classes]
    rows: list[Row] = [
        Band("承办单位填写"),
        Room(("办理情况", ""), room),
        ("答复类别", "\n".join(classes)),
    ]
    table = wide(paper)
    sealed = Table(paper, (Column("", LABEL, label=True), Column("", 1.5)) * 2, 10, 4)
    last = [Room(("承办单位\n（盖章）", "", "答复日期", day_or_blank(None)), 40)]
    together(paper, table, rows, sealed.height(last))
    sealed.draw(last)
    paper.space(6)


def _told(paper: Paper, room: float) -> None:
    rows: list[Row] = [
        Band("联络站填写"),
        Room(("代表意见", ""), room),
        Room(("告知反映人", f"方式：{boxes(TOLD_ZH)}\n日期：{day_or_blank(None)}　　告知人："), 24),
        ("满意度", f"对办理工作：{boxes(SATISFIED_ZH)}\n对办理结果：{boxes(SATISFIED_ZH)}"),
        Room(("归档", f"经办人：　　　　　　　　　　日期：{day_or_blank(None)}"), 24),
    ]
    together(paper, wide(paper), rows)
