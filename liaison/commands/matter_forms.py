"""The form of a step from the words of the command line."""

import argparse
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from liaison.commands.matters import day
from liaison.domain.errors import BadInput
from liaison.domain.ids import MatterId
from liaison.domain.matter import DECLINE_REASON_ZH, SATISFACTION_ZH, Satisfaction
from liaison.domain.steps import Step
from liaison.services.matter_view import matter_named
from liaison.services.steps import STEPS
from liaison.services.steps.forms import (
    AnswerForm,
    AssistForm,
    DeclineForm,
    ExtendForm,
    MergeForm,
    PartForm,
    RateForm,
    ReasonForm,
    ReferForm,
    SignForm,
    SplitForm,
    StepForm,
    TellForm,
    UnitName,
)
from liaison.services.work import Work

Word = TypeVar("Word", bound=StrEnum)


def form_of(work: Work, key: MatterId, which: Step, given: argparse.Namespace) -> StepForm:
    """What the step needs, from `given`; what is missing the form itself tells (InvalidForm)."""
    shared: dict[str, Any] = {
        "matter_id": key,
        "on": day(given.on),
        "remark": given.remark or "",
        "version": _version(given.seen),
    }
    kind = STEPS[which][0]
    return kind(**shared, **_own(work, kind, which, given))


def _own(
    work: Work, kind: type[StepForm], which: Step, given: argparse.Namespace
) -> dict[str, Any]:
    if kind is MergeForm:
        return {"into_id": matter_named(work, given.into or "")}
    if kind is TellForm:
        return {"how": given.how or "", "by": given.by or "", "reached": which is Step.TELL}
    return _OWN[kind](given) if kind in _OWN else {}


def _referring(given: argparse.Namespace) -> dict[str, Any]:
    return {
        "unit": UnitName(given.unit or ""),
        "assisting": tuple(UnitName(name) for name in given.assist),
        "due_on": day(given.due),
        "hard": given.hard,
        "request": given.request or "",
    }


def _extending(given: argparse.Namespace) -> dict[str, Any]:
    due_on = day(given.due)
    if due_on is None:
        raise BadInput("option_missing", option="--due")
    return {"reason": given.reason or "", "due_on": due_on}


def _rating(given: argparse.Namespace) -> dict[str, Any]:
    return {
        "work": _word(SATISFACTION_ZH, given.work or Satisfaction.NOT_RATED),
        "result": _word(SATISFACTION_ZH, given.result or Satisfaction.NOT_RATED),
        "last_word": given.last_word or "",
    }


def _declining(given: argparse.Namespace) -> dict[str, Any]:
    return {
        "reason": _word(DECLINE_REASON_ZH, given.reason or ""),
        "where_to": given.where_to or "",
        "phone": given.phone or "",
    }


_OWN: dict[type[StepForm], Callable[[argparse.Namespace], dict[str, Any]]] = {
    ReferForm: _referring,
    SignForm: lambda given: {"by": given.by or ""},
    ReasonForm: lambda given: {"reason": given.reason or ""},
    ExtendForm: _extending,
    AssistForm: lambda given: {"unit": given.unit or "", "reply": given.reply or ""},
    AnswerForm: lambda given: {
        "answer": given.answer or "",
        "answer_class": getattr(given, "class") or "",
    },
    RateForm: _rating,
    DeclineForm: _declining,
    SplitForm: lambda given: {"parts": tuple(PartForm(title) for title in given.part)},
}


def _word(words: dict[Word, str], text: str) -> Word:
    for member, word in words.items():
        if text.strip() in {str(member), word}:
            return member
    raise BadInput("no_such_word", text=text, words="、".join(words.values()))


def _version(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal()):
        raise BadInput("option_not_a_number", option="--seen", text=text)
    return int(text)
