"""接待登记表 on paper: the visitor's words whole, what becomes of each matter, room to sign."""

from collections.abc import Iterator
from datetime import date

from liaison.documents.fonts import BOLD, described, missing
from liaison.documents.paper import Paper, Style
from liaison.documents.pdf import MM, Code
from liaison.documents.qr import symbol
from liaison.documents.table import Band, Column, Row, Table
from liaison.domain.notice import notice_short_zh
from liaison.domain.slip import ReceptionSlip, SlipVisitor

TITLE_ZH = "接待群众登记表"
MOST_CODES, CODE_SIDE = 4, 20 * MM
SIGNED_AT = 118.0
"""Points that the notice and the signatures take below the last row."""


def slip_pdf(slip: ReceptionSlip) -> bytes:
    """The slip's PDF; the same slip makes the same bytes."""
    paper = Paper(f"{TITLE_ZH} {slip.number}", foot=f"编号 {slip.number}　第 {slip.edition} 版")
    paper.paragraph(slip.station, Style(14, BOLD, "center"))
    paper.paragraph(TITLE_ZH, Style(18, BOLD, "center"))
    paper.space(4)
    paper.spread((f"编号：{slip.number}", f"第 {slip.edition} 版", _day(slip.received_on)), 10)
    if slip.void:
        paper.paragraph("（已作废）", Style(12, BOLD, "center"))
    paper.space(4)
    pairs = (Column("", 0.62, label=True), Column("", 1.5)) * 2
    Table(paper, pairs, 10, 4).draw(_facts(slip))
    wide = (Column("", 0.62, label=True), Column("", 3.62))
    Table(paper, wide, 10, 4).draw(list(_words(slip)), keep=SIGNED_AT)
    _sign(paper, slip)
    return paper.pdf()


def missing_in_slip(slip: ReceptionSlip) -> frozenset[str]:
    """Characters of the slip that no font has; the PDF shows 〓 for them."""
    return missing(*(cell for row in _facts(slip) for cell in row), *map("".join, _texts(slip)))


def _facts(slip: ReceptionSlip) -> list[list[str]]:
    cells = [
        ("时间", f"{_day(slip.received_on)} {slip.time}"),
        ("形式", f"{slip.channel}{f'（{slip.place}）' if slip.place else ''}"),
    ]
    alone = len(slip.visitors) == 1
    for visitor in slip.visitors:
        cells += _visitor(visitor, alone=alone)
    if not slip.visitors:
        cells.append(("来访人", "匿名"))
    cells += [
        ("村社", slip.village),
        ("来访人数", f"{slip.head_count} 人"),
        ("接待代表", slip.representatives),
        ("参加领导", slip.officials),
        ("要求保密", _yes(slip.confidential)),
        ("希望回访", _yes(slip.wants_callback)),
    ]
    cells += [("", "")] * (len(cells) % 2)
    return [[*cells[place], *cells[place + 1]] for place in range(0, len(cells), 2)]


def _visitor(visitor: SlipVisitor, *, alone: bool) -> list[tuple[str, str]]:
    """One of several begins a row of their own, and has a second only for an address."""
    cells = [("来访人", visitor.name), ("联系电话", visitor.phone)]
    if alone:
        return [*cells, ("住址", visitor.address)]
    return [*cells, ("住址", visitor.address), ("", "")] if visitor.address else cells


def _words(slip: ReceptionSlip) -> Iterator[Row]:
    for row in _texts(slip):
        yield row if len(row) > 1 else Band(row[0])


def _texts(slip: ReceptionSlip) -> Iterator[list[str]]:
    """Rows of label and text; a row of one is a heading."""
    yield ["原话记录" if not slip.dictated else "口述代填", slip.words]
    if slip.summary:
        yield ["归纳", slip.summary]
    for place, matter in enumerate(slip.matters, start=1):
        yield [f"事项 {place}　{matter.title}"]
        if matter.content and matter.content != matter.title:
            yield ["内容", matter.content]
        yield ["类别", matter.category]
        yield ["去向", matter.outcome]
        if matter.query:
            yield ["查询码", f"{matter.query}　扫下面的码，或在查询页输入，看办到哪一步"]
    for note in slip.corrections:
        yield ["更正", note]


def _sign(paper: Paper, slip: ReceptionSlip) -> None:
    gaps = missing_in_slip(slip)
    if gaps:
        paper.paragraph(f"以 〓 代替、字库没有的字：{described(gaps)}", Style(8.5))
    _query_codes(paper, slip)
    paper.need(SIGNED_AT)
    paper.space(4)
    paper.paragraph(notice_short_zh(), Style(8.5))
    told, read = ("√" if done else "□" for done in (slip.notice_given, slip.read_back))
    paper.paragraph(f"{told} 已告知　　{read} 已读给来访人听，与所述一致", Style(9.5))
    paper.space(12)
    paper.shares(("来访人签名：", "接待代表签名：", f"记录人：{slip.recorder}"))
    paper.space(8)
    paper.shares(("　　　　年　　月　　日", "　　　　年　　月　　日", "　　　　年　　月　　日"))


def _query_codes(paper: Paper, slip: ReceptionSlip) -> None:
    """A code a matter, side by side, to be scanned at home; nothing of it names anybody."""
    asked = [matter for matter in slip.matters if matter.query_link][:MOST_CODES]
    if not asked:
        return
    paper.need(CODE_SIDE + 34)
    paper.space(12)
    lower = paper.y - CODE_SIDE
    for place, matter in enumerate(asked):
        x = paper.left + 12 + place * paper.width / MOST_CODES
        paper.page.codes.append(Code(x, lower, CODE_SIDE, symbol(matter.query_link)))
        label = f"查办理进度 {matter.number[-2:]}" if len(asked) > 1 else "查办理进度"
        paper.write(label, (x, lower - 16), CODE_SIDE, Style(8))
    paper.space(CODE_SIDE + 20)


def _yes(answer: bool) -> str:
    return "是" if answer else "否"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
