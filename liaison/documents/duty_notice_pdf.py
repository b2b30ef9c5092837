"""接待日公告 to be hung on a wall, A4 or A3: large, plain, signed and dated at the lower right.

A notice is no official document of the congress, so it has neither a red head nor a number; name and
date stand as GB/T 9704-2012 7.3.5.3 asks where no seal is set: the date two characters to the right of
the name, whichever is longer two characters in from the edge.
"""

from enum import StrEnum

from liaison.documents.fonts import BOLD, font, missing
from liaison.documents.paper import LEADING, Frame, Paper, Style
from liaison.documents.paragraph import lines
from liaison.documents.pdf import A4, MM, Fill, Rule, written
from liaison.domain.duty_notice import DAY, HOURS, Notice, notice_text, numbered, signed_day_zh

A3 = (297 * MM, 420 * MM)


class PaperSize(StrEnum):
    A4 = "A4"
    A3 = "A3"


_SIZES = {PaperSize.A4: A4, PaperSize.A3: A3}
_SCALES = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68, 0.62, 0.56, 0.5)
"""Tried in turn until all stands on one page; with the last it may go on to a second."""
_GREY = 0.93


def duty_notice_pdf(notice: Notice, size: PaperSize = PaperSize.A4) -> bytes:
    """One page wherever it can be read so; equal notices give equal bytes."""
    for scale in _SCALES:
        paper = _laid(notice, size, scale)
        if len(paper.pages) == 1:
            return written(paper.pages, paper.title, paper.frame.size)
    return paper.pdf()


def missing_in_notice(notice: Notice) -> frozenset[str]:
    """Characters that no font has; the PDF shows 〓 for them."""
    return missing(notice_text(notice))


def _laid(notice: Notice, size: PaperSize, scale: float) -> Paper:
    wide, tall = _SIZES[size]
    paper_scale = wide / A4[0]
    margin = 22 * MM * paper_scale
    frame = Frame(margin, margin, wide - 2 * margin, tall - 2 * margin - 4 * MM, (wide, tall))
    paper = Paper(f"{notice.content.station} {notice.title}", frame=frame)
    _Sheet(paper, notice, scale * paper_scale).draw()
    return paper


class _Sheet:
    """One attempt at a scale; sizes in points at scale 1 on A4."""

    def __init__(self, paper: Paper, notice: Notice, scale: float) -> None:
        self._paper, self._notice, self._scale = paper, notice, scale

    def draw(self) -> None:
        notice, content = self._notice, self._notice.content
        self._line(content.station, 20, align="center")
        self._line(notice.title, 38, bold=True, align="center")
        self._gap(6)
        self._rule()
        self._gap(8)
        self._text(f"　　{notice.opening}", 17)
        self._gap(6)
        self._changes()
        for label, words in content.facts:
            large = label in (DAY, HOURS)
            self._fact(label, words, 26 if large else 20)
        if not content.cancelled:
            self._gap(4)
            self._rule()
            self._gap(6)
            self._list("受理范围", content.accepted)
            self._list("不受理范围", content.not_accepted)
            self._list("意见怎么办理", content.handling, counted=False)
        if content.phone:
            self._gap(2)
            self._fact("联系电话", content.phone, 20)
        self._sign()

    def _changes(self) -> None:
        """What a correction corrects, on a grey ground."""
        if not self._notice.changes:
            return
        paper, size = self._paper, 20 * self._scale
        pad = 8 * self._scale
        rows = [
            row
            for one in self._notice.changes
            for row in lines(f"更正：{one}。", paper.width - 2 * pad, size, BOLD)
        ]
        height = len(rows) * size * LEADING + 2 * pad
        paper.need(height)
        paper.page.fills.append(Fill(paper.left, paper.y - height, paper.width, height, _GREY))
        paper.y -= pad
        for row in rows:
            paper.y -= size * LEADING
            at = (paper.left + pad, paper.y + size * 0.3)
            paper.write(row, at, paper.width - 2 * pad, Style(size, BOLD))
        paper.y -= pad
        self._gap(8)

    def _fact(self, label: str, words: str, size: float) -> None:
        """The label small at the left, the words large beside it, each line below the first."""
        paper, size = self._paper, size * self._scale
        label_size = 17 * self._scale
        indent = font().stringWidth("接待日期", label_size) + 14 * self._scale
        rows = lines(words, paper.width - indent, size, BOLD)
        paper.need(size * LEADING * min(2, len(rows)))
        for place, row in enumerate(rows):
            paper.need(size * LEADING)
            paper.y -= size * LEADING
            base = paper.y + size * 0.3
            if place == 0:
                paper.write(label, (paper.left, base), indent, Style(label_size))
            paper.write(row, (paper.left + indent, base), paper.width - indent, Style(size, BOLD))
        self._gap(3)

    def _list(self, heading: str, words: str, *, counted: bool = True) -> None:
        self._paper.need(17 * self._scale * LEADING * 2)
        self._line(heading, 17, bold=True)
        for line in numbered(words) if counted else words.splitlines():
            self._text(line, 15)
        self._gap(4)

    def _sign(self) -> None:
        paper, size = self._paper, 18 * self._scale
        content = self._notice.content
        name, day = content.issuer or content.station, signed_day_zh(self._notice.issued_on)
        rows = lines(name, paper.width - 6 * size, size)
        wide, long = font().stringWidth(rows[-1], size), font().stringWidth(day, size)
        right = paper.right - 2 * size
        # the date begins two characters after the name; the longer one ends two from the edge
        left = right - max(wide, long + 2 * size)
        paper.need(size * LEADING * (len(rows) + 1) + size)
        self._gap(10)
        for row in rows:
            paper.y -= size * LEADING
            paper.write(row, (left, paper.y + size * 0.3), wide, Style(size))
        paper.y -= size * LEADING
        paper.write(day, (left + 2 * size, paper.y + size * 0.3), long, Style(size))

    def _line(self, words: str, size: float, *, bold: bool = False, align: str = "left") -> None:
        style = Style(size * self._scale, BOLD, align) if bold else Style(size * self._scale)
        self._paper.paragraph(words, style._replace(align=align))

    def _text(self, words: str, size: float) -> None:
        self._paper.paragraph(words, Style(size * self._scale))

    def _gap(self, height: float) -> None:
        self._paper.space(height * self._scale)

    def _rule(self) -> None:
        paper = self._paper
        paper.page.rules.append(Rule(paper.left, paper.y, paper.right, paper.y, 1.2 * self._scale))
