"""代表建议: its stages, which step each allows, what the law doesn't let it be.

The table is the only place that knows; services ask it, pages show only what it allows.
"""

from dataclasses import dataclass
from enum import StrEnum


class ProposalKind(StrEnum):
    """What the congress's rules let a representative put forward (代表法 arts 18, 51)."""

    MOTION = "motion"
    SUGGESTION = "suggestion"
    CRITICISM = "criticism"
    OPINION = "opinion"


class ProposalStatus(StrEnum):
    DRAFT = "draft"
    CHECKED = "checked"
    SUBMITTED = "submitted"
    ACKNOWLEDGED = "acknowledged"
    HANDED = "handed"
    ANSWERED = "answered"
    RATED = "rated"
    CLOSED = "closed"
    REOPENED = "reopened"
    WITHDRAWN = "withdrawn"


class UnitRole(StrEnum):
    MAIN = "main"
    ASSISTING = "assisting"


class ProposalAct(StrEnum):
    """What is done with a proposal, in the field's verbs."""

    DRAFT = "draft"
    AMEND = "amend"
    TICK = "tick"
    AGREE = "agree"
    SUBMIT = "submit"
    ACKNOWLEDGE = "acknowledge"
    HAND = "hand"
    RETURN = "return"
    EXTEND = "extend"
    ASSIST = "assist"
    TALK = "talk"
    ANSWER = "answer"
    RATE = "rate"
    CLOSE = "close"
    REOPEN = "reopen"
    SUPERVISE = "supervise"
    WITHDRAW = "withdraw"


PROPOSAL_KIND_ZH = {
    ProposalKind.MOTION: "议案",
    ProposalKind.SUGGESTION: "建议",
    ProposalKind.CRITICISM: "批评",
    ProposalKind.OPINION: "意见",
}
PROPOSAL_STATUS_ZH = {
    ProposalStatus.DRAFT: "草稿",
    ProposalStatus.CHECKED: "已核对，待提交",
    ProposalStatus.SUBMITTED: "已提交，待回执",
    ProposalStatus.ACKNOWLEDGED: "已回执，待交办",
    ProposalStatus.HANDED: "办理中",
    ProposalStatus.ANSWERED: "已答复，待评价",
    ProposalStatus.RATED: "已评价，待归档",
    ProposalStatus.CLOSED: "已归档",
    ProposalStatus.REOPENED: "重新办理",
    ProposalStatus.WITHDRAWN: "已撤回",
}
UNIT_ROLE_ZH = {UnitRole.MAIN: "主办", UnitRole.ASSISTING: "协办"}
PROPOSAL_ACT_ZH = {
    ProposalAct.DRAFT: "起草",
    ProposalAct.AMEND: "修改",
    ProposalAct.TICK: "逐条核对",
    ProposalAct.AGREE: "附议代表同意",
    ProposalAct.SUBMIT: "提交",
    ProposalAct.ACKNOWLEDGE: "回执",
    ProposalAct.HAND: "交办",
    ProposalAct.RETURN: "退回",
    ProposalAct.EXTEND: "延长办理",
    ProposalAct.ASSIST: "协办意见",
    ProposalAct.TALK: "面商",
    ProposalAct.ANSWER: "答复",
    ProposalAct.RATE: "代表评价",
    ProposalAct.CLOSE: "办结归档",
    ProposalAct.REOPEN: "重新办理",
    ProposalAct.SUPERVISE: "督办",
    ProposalAct.WITHDRAW: "撤回",
}
SUPERVISIONS = ("重点督办", "对口督办", "合议督办")
"""The kinds of supervision that Dinghai's committee names (work report of 2023)."""
TALK_WAYS = ("当面", "电话", "座谈会", "现场")

S = ProposalStatus
Moves = dict[ProposalStatus, ProposalStatus]


def _to(target: ProposalStatus, *stages: ProposalStatus) -> Moves:
    return dict.fromkeys(stages, target)


def _stay(*stages: ProposalStatus) -> Moves:
    return {stage: stage for stage in stages}


NOT_YET = (S.DRAFT, S.CHECKED)
"""Not put forward yet: no number, counted in no figure."""
AT_A_UNIT = (S.HANDED, S.REOPENED)
IN_HAND = (S.SUBMITTED, S.ACKNOWLEDGED, *AT_A_UNIT)
"""Somebody has to do something for the representative."""
PUT_FORWARD = tuple(stage for stage in S if stage not in (*NOT_YET, S.WITHDRAWN))
"""What figures and reports count."""

MOVES: dict[ProposalAct, Moves] = {
    ProposalAct.DRAFT: {},
    ProposalAct.AMEND: _to(S.DRAFT, *NOT_YET),
    ProposalAct.TICK: {S.DRAFT: S.CHECKED, S.CHECKED: S.CHECKED},
    ProposalAct.AGREE: _stay(*NOT_YET),
    ProposalAct.SUBMIT: _to(S.SUBMITTED, S.CHECKED),
    ProposalAct.ACKNOWLEDGE: _to(S.ACKNOWLEDGED, S.SUBMITTED),
    ProposalAct.HAND: _to(S.HANDED, S.ACKNOWLEDGED),
    ProposalAct.RETURN: _to(S.ACKNOWLEDGED, S.HANDED),
    ProposalAct.EXTEND: _stay(S.HANDED),
    ProposalAct.ASSIST: _stay(*AT_A_UNIT),
    ProposalAct.TALK: _stay(*AT_A_UNIT, S.ANSWERED),
    ProposalAct.ANSWER: _to(S.ANSWERED, *AT_A_UNIT),
    ProposalAct.RATE: _to(S.RATED, S.ANSWERED),
    ProposalAct.CLOSE: _to(S.CLOSED, S.RATED),
    ProposalAct.REOPEN: _to(S.REOPENED, S.RATED, S.CLOSED),
    ProposalAct.SUPERVISE: _stay(*PUT_FORWARD),
    ProposalAct.WITHDRAW: _to(S.WITHDRAWN, *NOT_YET, *IN_HAND),
}
"""Step → {stage before: stage after}. A dissatisfied RATE leads to 重新办理 instead, with a new round."""


def after(step: ProposalAct, stage: ProposalStatus) -> ProposalStatus | None:
    """The stage that the step leads to, None where it isn't allowed."""
    return MOVES[step].get(stage)


def allowed(stage: ProposalStatus) -> frozenset[ProposalAct]:
    """Every step that the stage allows."""
    return frozenset(step for step, moves in MOVES.items() if stage in moves)


@dataclass(frozen=True)
class Rule:
    """One thing that a proposal may not be: `tick` is what the clerk confirms."""

    key: str
    tick: str
    why: str
    source: str


ARTICLE_6 = "浙江省人民代表大会代表建议、批评和意见办理的规定第六条"
ARTICLE_7 = "浙江省人民代表大会代表建议、批评和意见办理的规定第七条"
RULES = (
    Rule(
        "public", "不是代表本人或亲属的个人事务", "只为解决本人或亲属个人问题的不能提。", ARTICLE_6
    ),
    Rule(
        "own_words",
        "没有代转群众来信、案件申诉材料",
        "要由代表自己写：事情可以来自群众，来信和申诉材料不能照抄、代转。",
        ARTICLE_6,
    ),
    Rule("concrete", "内容具体：写清了情况、问题和建议", "没有具体内容的不能提。", ARTICLE_6),
    Rule("no_case", "不涉及正在办理的案件", "对没有办结的案件不能提意见。", ARTICLE_6),
    Rule("no_tender", "不涉及正在进行的招标投标", "对正在进行的招标投标不能提意见。", ARTICLE_6),
    Rule("one_matter", "一事一件", "一件建议只写一件事，几件事分开提。", ARTICLE_7),
)
"""The list that is ticked, one by one, before anything is put forward. Data, in the law's order."""


def missing(ticked: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that nobody has confirmed yet."""
    return tuple(rule for rule in RULES if rule.key not in ticked)
