"""One panel for each step, in the page beside what it is about."""

from liaison.domain.steps import Step
from ui.matters.panels.answering import AnswerPanel, RatePanel, TellPanel
from ui.matters.panels.deciding import DeclinePanel
from ui.matters.panels.joining import MergePanel, SplitPanel
from ui.matters.panels.panel import Sheet, StepPanel
from ui.matters.panels.plain import DayPanel, ReasonPanel
from ui.matters.panels.referring import AssistPanel, ExtendPanel, ReferPanel, SignPanel

PANELS: dict[Step, type[StepPanel]] = {
    Step.SEND: DayPanel,
    Step.REFER: ReferPanel,
    Step.SIGN: SignPanel,
    Step.RETURN: ReasonPanel,
    Step.EXTEND: ExtendPanel,
    Step.PAUSE: ReasonPanel,
    Step.RESUME: DayPanel,
    Step.ASSIST: AssistPanel,
    Step.ANSWER: AnswerPanel,
    Step.TELL: TellPanel,
    Step.RATE: RatePanel,
    Step.TRACK: DayPanel,
    Step.CLOSE: DayPanel,
    Step.REOPEN: ReasonPanel,
    Step.DECLINE: DeclinePanel,
    Step.MERGE: MergePanel,
    Step.UNMERGE: ReasonPanel,
    Step.TURN_TO_PROPOSAL: DayPanel,
    Step.SPLIT: SplitPanel,
    Step.COMMENT: ReasonPanel,
    Step.VOID: ReasonPanel,
}

__all__ = ["PANELS", "Sheet", "StepPanel"]
