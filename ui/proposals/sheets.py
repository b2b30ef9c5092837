"""What each step of a proposal asks for, and the form that is made of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison.domain.matter import SATISFACTION_ZH, Satisfaction
from liaison.domain.proposal import (
    PROPOSAL_ACT_ZH,
    SUPERVISIONS,
    TALK_WAYS,
    ProposalAct,
    UnitRole,
)
from liaison.services.proposals_view import ProposalView
from ui.proposals.asks import ON, Ask
from ui.proposals.step_panel import Sheet

if TYPE_CHECKING:
    from liaison.services.work import Work

Values = dict[str, Any]
UNCHOSEN = ("", "请选")
RATINGS = (
    UNCHOSEN,
    *(
        (one.value, SATISFACTION_ZH[one])
        for one in (
            Satisfaction.SATISFIED,
            Satisfaction.FAIRLY_SATISFIED,
            Satisfaction.DISSATISFIED,
            Satisfaction.NOT_RATED,
        )
    ),
)
A = ProposalAct


@dataclass(frozen=True)
class Choices:
    """The lists that steps choose from."""

    units: tuple[str, ...] = ()
    classes: tuple[tuple[str, str], ...] = ()
    """Code and name."""


def choices(work: "Work") -> Choices:
    """The office's units and classes of answers."""
    from liaison.services.scope import answer_classes
    from liaison.services.stations import units

    classes = tuple(answer_classes(work).items())
    return Choices(tuple(one.name for one in units(work)), classes)


def sheet(
    act: ProposalAct, view: ProposalView, lists: Choices, version: Callable[[], int]
) -> Sheet:
    """The panel's sheet; `version` tells at sending which one the clerk has seen."""
    made = _SHEETS[act](view, lists)

    def send(values: Values) -> "Callable[[Work, object], Any]":
        seen = version()
        return lambda work, _: _run(work, act, view, values, seen)

    title = f"{PROPOSAL_ACT_ZH[act]}：{view.title}"
    name = view.number or "草稿"
    return Sheet(
        (view.id, act),
        title,
        (ON, *made.asks) if act is not A.AGREE else made.asks,
        send,
        made.done.format(name=name),
        made.note,
        made.word,
        aliases={"unit": "unit_name", "supervision": "kind"},
    )


@dataclass(frozen=True)
class Wanted:
    asks: tuple[Ask, ...]
    done: str
    word: str
    note: str = ""


def _hand(_view: ProposalView, lists: Choices) -> Wanted:
    units = [(name, name) for name in lists.units]
    return Wanted(
        (
            Ask("unit_name", "主办单位", "one", units),
            Ask("assisting", "协办单位", "many", units, "可以不填，一次选一个"),
            Ask("hard", "疑难", "check", hint="涉及面广、办理难度大：按六个月答复"),
            Ask("remark", "办理要求", "line"),
        ),
        "{name} 已交办",
        "交办",
        "主办单位三个月内答复代表；协办单位一个月内把意见交给主办单位。",
    )


def _reason(word: str, done: str, note: str = "") -> Callable[[ProposalView, Choices], Wanted]:
    return lambda _view, _lists: Wanted((Ask("reason", "原因", "line"),), done, word, note)


def _assist(view: ProposalView, _lists: Choices) -> Wanted:
    helpers = [
        (one.name, one.name)
        for one in view.units
        if one.role is UnitRole.ASSISTING and one.returned_on is None
    ]
    return Wanted(
        (
            Ask("unit_name", "协办单位", "switch", helpers),
            Ask("reply", "协办意见", "words"),
        ),
        "协办意见已记下",
        "保存",
    )


def _talk(view: ProposalView, _lists: Choices) -> Wanted:
    ways = [(word, word) for word in TALK_WAYS]
    return Wanted(
        (
            Ask("talk_how", "怎样面商", "switch", ways),
            Ask("talk_with", "和谁面商", "line", value=view.lead),
        ),
        "面商已记下",
        "保存",
    )


def _answer(_view: ProposalView, lists: Choices) -> Wanted:
    classes = [UNCHOSEN, *((code, f"{code} {name}") for code, name in lists.classes)]
    return Wanted(
        (
            Ask("answer_class", "办理结果", "switch", classes),
            Ask("answer", "答复内容", "words"),
        ),
        "{name} 已答复，等代表评价；由事项转来的，反映人也等着告知",
        "答复",
    )


def _rate(_view: ProposalView, _lists: Choices) -> Wanted:
    return Wanted(
        (
            Ask("work", "对办理工作", "switch", RATINGS),
            Ask("result", "对办理结果", "switch", RATINGS),
            Ask("opinion", "代表意见", "words"),
        ),
        "{name} 的评价已记下",
        "保存评价",
        "有一项不满意，就开始下一轮：一个月内重新办理、再次答复，这一轮原样留存。",
    )


def _supervise(view: ProposalView, _lists: Choices) -> Wanted:
    kinds = [("", "不督办"), *((kind, kind) for kind in SUPERVISIONS)]
    known = view.supervision if view.supervision in SUPERVISIONS else ""
    return Wanted((Ask("kind", "督办方式", "switch", kinds, value=known),), "督办已记下", "保存")


def _agree(view: ProposalView, _lists: Choices) -> Wanted:
    people = [(one.representative_id, one.name) for one in view.signers if one.representative_id]
    agreed = [one.representative_id for one in view.signers if one.agreed_on]
    return Wanted(
        (Ask("signer_ids", "已同意附议的代表", "checks", people, value=agreed),),
        "附议已记下",
        "保存",
        "勾上的代表已经看过内容，同意附议。",
    )


_SHEETS: dict[ProposalAct, Callable[[ProposalView, Choices], Wanted]] = {
    A.AGREE: _agree,
    A.SUBMIT: lambda *_: Wanted(
        (), "已提交，编号已给出", "提交", "提交后给出编号，内容不能再改；七天内要给代表回执。"
    ),
    A.ACKNOWLEDGE: lambda *_: Wanted(
        (Ask("remark", "怎样告知代表", "line"),), "{name} 已给代表回执", "回执"
    ),
    A.HAND: _hand,
    A.RETURN: _reason(
        "退回", "{name} 已退回，等重新交办", "承办单位说“不归我管”，十天内可以退回。"
    ),
    A.EXTEND: _reason("延长", "{name} 已延长到六个月", "涉及面广、办理难度大的，六个月内答复。"),
    A.ASSIST: _assist,
    A.TALK: _talk,
    A.ANSWER: _answer,
    A.RATE: _rate,
    A.CLOSE: lambda *_: Wanted((Ask("remark", "备注", "line"),), "{name} 已归档", "归档"),
    A.REOPEN: _reason("重新办理", "{name} 开始下一轮", "以前各轮原样留存；一个月内再次答复。"),
    A.SUPERVISE: _supervise,
    A.WITHDRAW: _reason("撤回", "{name} 已撤回", "撤回后不能再改；由事项转来的，要告知反映人。"),
}


def _run(work: "Work", act: ProposalAct, view: ProposalView, values: Values, seen: int) -> Any:
    """Make the act's form of what stands in the fields, and take the step."""
    from liaison.services import proposals_forms as forms
    from liaison.services import proposals_steps as steps

    made: dict[ProposalAct, tuple[Any, Any]] = {
        A.AGREE: (forms.AgreeForm, steps.agree),
        A.SUBMIT: (forms.SubmitForm, steps.submit),
        A.ACKNOWLEDGE: (forms.AcknowledgeForm, steps.acknowledge),
        A.HAND: (forms.HandForm, steps.hand),
        A.RETURN: (forms.ReasonForm, steps.return_),
        A.EXTEND: (forms.ReasonForm, steps.extend),
        A.ASSIST: (forms.AssistForm, steps.assist),
        A.TALK: (forms.TalkForm, steps.talk),
        A.ANSWER: (forms.AnswerForm, steps.answer),
        A.RATE: (forms.RateForm, steps.rate),
        A.CLOSE: (forms.CloseForm, steps.close),
        A.REOPEN: (forms.ReasonForm, steps.reopen),
        A.SUPERVISE: (forms.SuperviseForm, steps.supervise),
        A.WITHDRAW: (forms.ReasonForm, steps.withdraw),
    }
    given: Values = {"on": work.today} | values
    if act is A.RATE:
        for name in ("work", "result"):
            given[name] = Satisfaction(values[name]) if values[name] else None
    kind, step = made[act]
    return step(work, kind(proposal_id=view.id, version=seen, **given))
