"""Units and rounds of a proposal: who has it now, what each round came to, what happened when."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.clock import civil, utc_now
from liaison.domain.matter import SATISFACTION_ZH
from liaison.domain.proposal import (
    PROPOSAL_ACT_ZH,
    PROPOSAL_STATUS_ZH,
    UNIT_ROLE_ZH,
    ProposalAct,
)
from liaison.services.proposals_view import ProposalView, RoundView, StepView, UnitView
from ui.receptions.timeline import Event
from ui.theme import State
from ui.widgets import Chip, Facts, Text

GOOD_ACTS = (ProposalAct.SUBMIT, ProposalAct.ANSWER, ProposalAct.CLOSE)


class UnitsPart(QWidget):
    """The units of the open round, each with its own clock and answer."""

    def __init__(self, view: ProposalView) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        if not view.units:
            self.hide()
            return
        box.addWidget(Text("承办单位", "heading"))
        for unit in view.units:
            box.addLayout(self._line(unit))
            if unit.returned_on:
                box.addWidget(Text(f"退回原因：{unit.return_reason}", "small", wrap=True))
            elif unit.reply and unit.role.value == "assisting":
                box.addWidget(Text(unit.reply, "small", wrap=True).selectable())

    @staticmethod
    def _line(unit: UnitView) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Text(UNIT_ROLE_ZH[unit.role], "muted"))
        row.addWidget(Text(unit.name))
        if unit.returned_on:
            row.addWidget(Chip(f"{unit.returned_on:%m-%d} 退回", State.NEUTRAL))
        elif unit.replied_on:
            row.addWidget(Chip(f"{unit.replied_on:%m-%d} 已答复", State.GOOD))
        elif unit.due_on:
            late = unit.due_on < civil(utc_now()).date()
            row.addWidget(Chip(f"{unit.due_on} 前", State.OVERDUE if late else State.INFO))
        row.addStretch(1)
        return row


class RoundsPart(QWidget):
    """Every round, the newest first; the earlier ones are filed as they were."""

    def __init__(self, view: ProposalView) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 0)
        box.setSpacing(10)
        rounds = [
            one for one in view.rounds if one.answered_on or one.talked_on or one.answer_class
        ]
        for one in sorted(rounds, key=lambda one: -one.round_no):
            box.addWidget(_round(one, filed=one.round_no < view.round_no))
        if not rounds:
            self.hide()


def _round(one: RoundView, *, filed: bool) -> QFrame:
    well = QFrame()
    well.setObjectName("well")
    box = QVBoxLayout(well)
    box.setContentsMargins(12, 10, 12, 10)
    box.setSpacing(6)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(Text(f"第 {one.round_no} 轮", "strong"))
    if one.answer_class:
        head.addWidget(Chip(f"{one.answer_class} 类", State.GOOD if not filed else State.NEUTRAL))
    if filed:
        head.addWidget(Chip("存档", State.NEUTRAL))
    head.addStretch(1)
    if one.answered_on:
        head.addWidget(Text(f"{one.answered_on} 答复", "small"))
    box.addLayout(head)
    if one.answer:
        box.addWidget(Text(one.answer, wrap=True).selectable())
    talk = f"{one.talked_on}　{one.talk_how}　{one.talk_with}" if one.talked_on else ""
    facts = Facts()
    facts.show_facts([("面商", talk), ("评价", _rating(one)), ("代表意见", one.opinion)])
    box.addWidget(facts)
    return well


def _rating(one: RoundView) -> str:
    parts = []
    for name, value in (("办理工作", one.work), ("办理结果", one.result)):
        if value is not None:
            parts.append(f"{name}{SATISFACTION_ZH[value]}")
    return "，".join(parts)


def happenings(view: ProposalView) -> list[Event]:
    """What is waited for, then what happened, newest first."""
    waiting = []
    if view.due_on is not None:
        words = PROPOSAL_STATUS_ZH[view.status]
        waiting = [Event("现在", words, f"期限 {view.due_on}", "info")]
    return [*waiting, *map(_event, reversed(view.steps))]


def _event(step: StepView) -> Event:
    words = PROPOSAL_ACT_ZH[step.act] if step.act else PROPOSAL_STATUS_ZH[step.status]
    remark = f"：{step.remark}" if step.remark else ""
    late = f"，逾期 {step.late_days} 天" if step.late_days else ""
    good = step.act in GOOD_ACTS
    bad = step.act is ProposalAct.REOPEN or bool(step.late_days)
    look = "attention" if bad else "good" if good else "muted"
    day = f"{step.happened_on:%m-%d}" if step.happened_on else "　"
    detail = "　".join(
        filter(None, (step.actor, f"{step.happened_on:%Y}" if step.happened_on else ""))
    )
    return Event(day, f"{words}{remark}{late}", detail, look, filled=good)
