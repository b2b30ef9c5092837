"""Every step that a matter takes after the desk: one module per part of the loop, one registry."""

from collections.abc import Callable
from typing import Any

from liaison.domain.steps import Step
from liaison.services.steps import answering, ending, joining, referring, turning
from liaison.services.steps.forms import (
    AnswerForm,
    AssistForm,
    DeclineForm,
    ExtendForm,
    MergeForm,
    RateForm,
    ReasonForm,
    ReferForm,
    SignForm,
    SplitForm,
    StepForm,
    TellForm,
)
from liaison.services.work import Work

STEPS: dict[Step, tuple[type[StepForm], Callable[[Work, Any], Any]]] = {
    Step.SEND: (StepForm, referring.send),
    Step.REFER: (ReferForm, referring.refer),
    Step.SIGN: (SignForm, referring.sign),
    Step.RETURN: (ReasonForm, referring.return_),
    Step.EXTEND: (ExtendForm, referring.extend),
    Step.PAUSE: (ReasonForm, referring.pause),
    Step.RESUME: (StepForm, referring.resume),
    Step.ASSIST: (AssistForm, referring.assist),
    Step.ANSWER: (AnswerForm, answering.answer),
    Step.TRY: (TellForm, answering.tell),
    Step.TELL: (TellForm, answering.tell),
    Step.RATE: (RateForm, answering.rate),
    Step.TRACK: (StepForm, answering.track),
    Step.CLOSE: (StepForm, ending.close),
    Step.REOPEN: (ReasonForm, ending.reopen),
    Step.DECLINE: (DeclineForm, ending.decline),
    Step.MERGE: (MergeForm, joining.merge),
    Step.UNMERGE: (ReasonForm, joining.unmerge),
    Step.TURN_TO_PROPOSAL: (StepForm, turning.turn),
    Step.SPLIT: (SplitForm, joining.split),
    Step.COMMENT: (ReasonForm, ending.comment),
    Step.VOID: (ReasonForm, ending.void),
}
"""Step → what it is given and who does it. REGISTER and ANSWER_ON_THE_SPOT happen at the desk."""


def step(work: Work, which: Step, form: StepForm) -> Any:
    """Take one step; the form is of the step's own kind."""
    _, act = STEPS[which]
    return act(work, form)
