"""履职一览表: one representative's year on A4, made to be read, confirmed and signed.

A form, so it has neither a red head nor a document number; 订口, 版心 width and the page's number
follow GB/T 9704-2012. One page as a rule; a full year flows to the next.
"""

from collections.abc import Iterable, Sequence

from liaison.documents.fonts import BOLD, missing
from liaison.documents.paper import Frame, Paper, Style
from liaison.documents.pdf import MM
from liaison.documents.sheet_words import chinese_day
from liaison.documents.slip_parts import pairs, tell_gaps
from liaison.documents.table import Column, Table
from liaison.domain.clock import civil
from liaison.domain.duty import (
    ACTIVITY_KIND_ZH,
    ACTIVITY_STATUS_ZH,
    CONTACT_KIND_ZH,
    SLOT_ZH,
    ShiftStatus,
)
from liaison.domain.overview import DutyLine, Overview, Sitting, Visit
from liaison.domain.papers import texts_of
from liaison.domain.performance import Need
from liaison.domain.proposal import PROPOSAL_STATUS_ZH
from liaison.domain.reception import CHANNEL_ZH, Channel
from liaison.domain.representative import (
    GROUP_KIND_ZH,
    REPRESENTATIVE_STATUS_ZH,
    SEAT_LEVEL_ZH,
    RepresentativeStatus,
)

SHEET = Frame(28 * MM, 20 * MM, 156 * MM, 247 * MM)
TITLE_ZH = "人大代表履职一览表"
SIZE, SMALL, PAD = 9.0, 8.5, 2.4
SIGNATURES = 44.0
Section = tuple[str, Sequence[Column], list[Sequence[str]]]


def overview_pdf(shown: Overview) -> bytes:
    """The sheet's PDF; the same year makes the same bytes."""
    return overview_paper(shown).pdf()


def overviews_pdf(sheets: Iterable[Overview]) -> bytes:
    """Several sheets in one file, each from a page of its own and numbered by itself."""
    from liaison.documents.pdf import written

    pages = [page for one in sheets for page in overview_paper(one).numbered()]
    return written(pages, TITLE_ZH)


def missing_in_overview(shown: Overview) -> frozenset[str]:
    """Characters of the sheet that no font has; the PDF shows 〓 for them."""
    return missing(*texts_of(shown))


def overview_paper(shown: Overview) -> Paper:
    """The sheet laid out, not written yet."""
    name = f"{shown.name} {shown.year}年{TITLE_ZH}"
    again = (f"{shown.name}　{shown.year}年履职", "续页")
    paper = Paper(name, foot=f"{shown.body}　{TITLE_ZH}", frame=SHEET, again=again)
    paper.paragraph(TITLE_ZH, Style(18, BOLD, "center"))
    paper.spread((f"填报：{shown.station}", f"{shown.year} 年", chinese_day(shown.made_on)), SIZE)
    paper.space(3)
    pairs(paper, _person(shown), SIZE, 3)
    _year(paper, shown)
    empty = []
    for heading, columns, rows in _sections(shown):
        if not rows:
            empty.append(heading)
            continue
        paper.space(5)
        paper.heading(f"{heading}（{len(rows)}）", 10, 40)
        Table(paper, columns, SMALL, PAD).draw(rows)
    if empty:
        paper.space(5)
        paper.paragraph(f"本年没有：{'、'.join(empty)}。", Style(SMALL))
    tell_gaps(paper, shown)
    _sign(paper, shown)
    return paper


def _person(shown: Overview) -> list[tuple[str, str]]:
    seats = "\n".join(
        " ".join(filter(None, (f"{SEAT_LEVEL_ZH[one.level]}代表", one.term, one.constituency)))
        for one in shown.seats
    )
    groups = "\n".join(f"{name}（{GROUP_KIND_ZH[kind]}）" for kind, name in shown.groups)
    serving = shown.status is RepresentativeStatus.SERVING
    status = "" if serving else f"（{REPRESENTATIVE_STATUS_ZH[shown.status]}）"
    return [
        ("姓名", shown.name + status),
        ("职务", shown.post or "—"),
        ("代表职务", seats or "—"),
        ("所在小组", groups or "—"),
    ]


def _year(paper: Paper, shown: Overview) -> None:
    """Counts and points by kind, three to a row, then what the year asks at least."""
    done = [line for line in shown.kinds if line.count]
    cells = [
        (
            line.kind.name,
            f"{line.count} 次　{line.points} 分{'（封顶）' if line.kind.is_capped(line.count) else ''}",
        )
        for line in done
    ]
    paper.space(5)
    visitors = sum(visit.people for visit in shown.visits)
    paper.heading(
        f"全年 {shown.points} 分：进站 {shown.receptions} 次，接待 {len(shown.visits)} 批"
        f" {visitors} 人，听取意见建议 {len(shown.matters)} 件",
        10,
        30,
    )
    if cells:
        across = min(len(cells), 3)
        cells += [("", "")] * (-len(cells) % across)
        rows = [
            [part for pair in cells[place : place + across] for part in pair]
            for place in range(0, len(cells), across)
        ]
        columns = (Column("", 1, label=True), Column("", 1.1)) * across
        Table(paper, columns, SMALL, PAD).draw(rows)
    if shown.needs and shown.status is RepresentativeStatus.SERVING:
        paper.space(3)
        paper.paragraph("年度要求：" + "　".join(map(_need, shown.needs)), Style(SMALL))


def _need(need: Need) -> str:
    return f"{need.words}（{f'缺 {need.short}' if need.short else '已达到'}）"


def _sections(shown: Overview) -> list[Section]:
    return [
        (
            "接待",
            [Column("日期", 66), Column("地点", 82), Column("来访、反映的问题和结果", 294)],
            [_sitting(shown, one) for one in shown.sittings]
            + [_visit(one) for one in shown.other_visits],
        ),
        (
            "值班安排",
            [Column("日期", 66), Column("地点", 140), Column("情况", 70), Column("说明", 166)],
            [_duty(one) for one in shown.duties],
        ),
        (
            "活动",
            [Column("日期", 66), Column("名称", 216), Column("类型", 80), Column("情况", 80)],
            [
                (
                    one.held_on.isoformat(),
                    "，".join(filter(None, (one.title, one.place))),
                    ACTIVITY_KIND_ZH[one.kind],
                    ACTIVITY_STATUS_ZH[one.status] if one.came else "未参加",
                )
                for one in shown.activities
            ],
        ),
        (
            "议案和建议",
            [Column("编号", 84), Column("案由", 214), Column("身份", 40), Column("办理", 104)],
            [
                (
                    one.number or "—",
                    one.title,
                    "领衔" if one.lead else "附议",
                    PROPOSAL_STATUS_ZH[one.status]
                    + (f"，{one.answer_class} 类" if one.answer_class else ""),
                )
                for one in shown.proposals
            ],
        ),
        (
            "联系",
            [
                Column("联系对象", 160),
                Column("类型", 110),
                Column("本年", 60),
                Column("最近一次", 112),
            ],
            [
                (
                    f"{one.name}{'户' if one.household else ''}",
                    CONTACT_KIND_ZH[one.kind],
                    f"{one.times} 次",
                    one.last_on.isoformat() if one.last_on else "还没有联系",
                )
                for one in shown.contacts
            ],
        ),
        (
            "其他履职",
            [Column("日期", 66), Column("类别", 96), Column("内容", 210), Column("证明", 70)],
            [
                (
                    one.done.done_on.isoformat() if one.done.done_on else "",
                    one.kind_name,
                    one.done.title,
                    f"{one.proofs} 件" if one.proofs else "—",
                )
                for one in shown.by_hand
                if one.counts
            ],
        ),
    ]


def _sitting(shown: Overview, one: Sitting) -> Sequence[str]:
    where = one.place or ("本站" if one.station == shown.station else one.station)
    channel = "" if one.channel is Channel.ON_SITE else CHANNEL_ZH[one.channel]
    notes = (where, channel, "迟到" if one.late else "", _instead(one))
    heard = _heard(one.visits)
    if not one.visits:
        nobody = one.status is ShiftStatus.NOBODY_CAME
        heard = "无人来访" if nobody else "本人名下没有登记来访"
    day = f"{one.held_on.isoformat()}\n{SLOT_ZH[one.slot]}"
    return day, "，".join(filter(None, notes)), heard


def _instead(one: Sitting) -> str:
    return f"替 {one.instead_of}" if one.instead_of else ""


def _visit(one: Visit) -> Sequence[str]:
    return one.received_on.isoformat(), CHANNEL_ZH[one.channel], _heard((one,))


def _heard(visits: Sequence[Visit]) -> str:
    """A line for each visitor (masked): what they raised, and what became of it."""
    told = []
    for visit in visits:
        people = f"等 {visit.people} 人" if visit.people > 1 else ""
        matters = (f"{one.title.rstrip('。')}（{one.outcome}）" for one in visit.matters)
        told.append(f"{visit.visitor}{people}：{'；'.join(matters) or '没有登记事项'}")
    return "\n".join(told)


def _duty(one: DutyLine) -> Sequence[str]:
    return (
        f"{one.held_on.isoformat()} {SLOT_ZH[one.slot]}",
        "，".join(filter(None, (one.station, one.place))),
        one.state_zh,
        one.reason or "—",
    )


def _sign(paper: Paper, shown: Overview) -> None:
    """The confirmation, or room for it."""
    paper.space(6)
    if shown.confirmed_at:
        at = civil(shown.confirmed_at)
        words = f"本人已核对（{at:%Y-%m-%d %H:%M}）。"
    else:
        words = (
            f"待本人核对 {shown.unconfirmed} 条。" if shown.unconfirmed else "没有要核对的记录。"
        )
    paper.need(SIGNATURES)
    paper.paragraph(words, Style(SIZE))
    paper.space(8)
    paper.shares(("代表签名：", "联络站（盖章）：", "日期：　　　年　　月　　日"), SIZE)
