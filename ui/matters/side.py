"""The right column of a record: earlier rounds, this one's timeline, papers, what belongs to it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.matter import MATTER_STATUS_ZH, SATISFACTION_ZH, MatterStatus, Outcome
from liaison.domain.slip_code import SLIP_KIND_ZH, SlipKind
from liaison.services.matter_view import Joined, MatterFile, RoundView, SlipView
from liaison.services.proposals import ProposalRow
from ui.matters.story import story
from ui.matters.timeline import Timeline
from ui.theme import State
from ui.widgets import Chip, ElidedText, LinkButton, Text, clear

Paper = tuple[str, str, SlipKind, object, bool]
"""What it is, its number in words, its kind, its referral, whether it was printed before."""


class Side(QWidget):
    print_asked = Signal(object, object)
    """A SlipKind, and the referral's key where the paper is of one referral."""
    matter_asked = Signal(object)
    reception_asked = Signal()
    proposal_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.timeline = Timeline()
        self.rounds, self._papers, self._joined = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self.heading = Text("经过", "strong")
        self.visit = LinkButton("打开这次接待")
        self.visit.clicked.connect(self.reception_asked)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addLayout(self.rounds)
        box.addWidget(self.heading)
        box.addWidget(self.timeline)
        for lines in (self._papers, self._joined):
            lines.setSpacing(6)
            box.addLayout(lines)
        box.addWidget(self.visit)
        box.addStretch(1)

    def show_file(
        self,
        file: MatterFile,
        today: date,
        proposals: Sequence[ProposalRow] = (),
        *,
        guests: bool,
    ) -> None:
        """`proposals`: what was made of the matter."""
        clear(self.rounds)
        for row in file.rounds:
            if row.round_no < file.round_no:
                self.rounds.addWidget(_archived(row))
        self.heading.setText(f"第{file.round_no}轮" if file.round_no > 1 else "经过")
        self.timeline.tell([] if guests else story(file, today))
        self._show_papers(file, guests=guests)
        self._show_joined(file, guests=guests)
        self._show_proposals(proposals, guests=guests)

    def _show_proposals(self, found: Sequence[ProposalRow], *, guests: bool) -> None:
        if found:
            self._joined.addWidget(Text("代表建议", "strong"))
        for one in found:
            show = LinkButton("（已遮住）" if guests else one.title)
            show.setAccessibleName(f"打开代表建议 {one.number}")
            show.setToolTip(f"{one.number}　{show.text()}")
            show.clicked.connect(lambda _=False, key=one.id: self.proposal_asked.emit(key))
            self._joined.addWidget(show)

    def _show_papers(self, file: MatterFile, *, guests: bool) -> None:
        clear(self._papers)
        lines = [] if guests else list(_papers(file))
        if lines:
            self._papers.addWidget(Text("单子", "strong"))
        for words, detail, kind, referral_id, printed in lines:
            row = QHBoxLayout()
            row.setSpacing(8)
            named = ElidedText(words)
            named.setToolTip(f"{words}　{detail}")
            row.addWidget(named)
            row.addWidget(ElidedText(detail, "small"), 1)
            act = LinkButton("补打" if printed else "打印")
            act.setAccessibleName(f"{act.text()}{words} {detail}")
            act.clicked.connect(
                lambda _=False, kind=kind, key=referral_id: self.print_asked.emit(kind, key)
            )
            row.addWidget(act)
            self._papers.addLayout(row)

    def _show_joined(self, file: MatterFile, *, guests: bool) -> None:
        clear(self._joined)
        groups = (("主办事项", (file.main,) if file.main else ()), ("并进来的", file.joined))
        for name, found in groups:
            if found:
                self._joined.addWidget(Text(name, "strong"))
            for one in found:
                self._joined.addLayout(self._joined_line(one, guests=guests))

    def _joined_line(self, one: Joined, *, guests: bool) -> QHBoxLayout:
        title = "（已遮住）" if guests else one.title
        show = LinkButton(title)
        show.setAccessibleName(f"打开 {one.number}")
        show.setToolTip(f"{one.number}　{title}　{MATTER_STATUS_ZH[one.status]}")
        show.clicked.connect(lambda _=False, key=one.id: self.matter_asked.emit(key))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(show, 1)
        if one.untold_since is not None:
            row.addWidget(Chip("未告知", State.ATTENTION))
        elif one.status is not MatterStatus.MERGED:
            row.addWidget(Chip(MATTER_STATUS_ZH[one.status]))
        return row


def _archived(row: RoundView) -> QFrame:
    """A round that is over, as it stays for good."""
    card = QFrame()
    card.setObjectName("archived")
    head = QHBoxLayout()
    head.addWidget(Text(f"第{row.round_no}轮", "strong"), 1)
    head.addWidget(Chip("存档"))
    box = QVBoxLayout(card)
    box.setContentsMargins(12, 8, 10, 8)
    box.setSpacing(2)
    box.addLayout(head)
    kind = f" {row.answer_class}类" if row.answer_class else ""
    if row.answered_on is not None:
        box.addWidget(Text(f"{row.answered_on:%m-%d} {row.unit}答复{kind}", "small", wrap=True))
    rated = row.satisfaction_result
    said = f"，评价：{SATISFACTION_ZH[rated]}" if rated else ""
    if row.told_on is not None:
        box.addWidget(Text(f"{row.told_on:%m-%d} 告知{said}", "small", wrap=True))
    card.setToolTip(row.answer)
    return card


def _papers(file: MatterFile) -> list[Paper]:
    """Papers made, and those that can be made now."""
    found: list[Paper] = [
        (SLIP_KIND_ZH[one.kind], _number(one), one.kind, one.referral_id, one.printed > 0)
        for one in file.slips
    ]
    have = {one.kind for one in file.slips if one.round_no == file.round_no}
    row = file.round
    if SlipKind.REFERRAL not in have and file.referral is not None:
        found.append(("交办单", "还没编号", SlipKind.REFERRAL, file.referral.id, False))
    if SlipKind.FEEDBACK not in have and row and row.answered_on is not None:
        found.append(("征询意见表", "还没打", SlipKind.FEEDBACK, None, False))
    declined = file.outcome is Outcome.DECLINED and file.where_to
    if SlipKind.GUIDANCE not in have and declined:
        found.append(("引导单", "还没打", SlipKind.GUIDANCE, None, False))
    return found


def _number(one: SlipView) -> str:
    times = f"，打过 {one.printed} 次" if one.printed else ""
    return f"{one.number.rpartition('-')[2]}{times}"
