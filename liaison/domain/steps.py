"""The closed loop: which step a matter may take from which stage. 草稿 is the reception's own draft.

The table is the only place that knows; services ask it, pages show only what it allows.
"""

from enum import StrEnum

from liaison.domain.matter import MatterStatus

S = MatterStatus


class Step(StrEnum):
    """What a clerk does with a matter, in the field's verbs."""

    REGISTER = "register"
    ANSWER_ON_THE_SPOT = "answer_on_the_spot"
    DECLINE = "decline"
    SEND = "send"
    REFER = "refer"
    SIGN = "sign"
    RETURN = "return"
    EXTEND = "extend"
    PAUSE = "pause"
    RESUME = "resume"
    ASSIST = "assist"
    ANSWER = "answer"
    TRY = "try"
    TELL = "tell"
    RATE = "rate"
    TRACK = "track"
    CLOSE = "close"
    REOPEN = "reopen"
    MERGE = "merge"
    UNMERGE = "unmerge"
    TURN_TO_PROPOSAL = "turn_to_proposal"
    SPLIT = "split"
    COMMENT = "comment"
    VOID = "void"


STEP_ZH = {
    Step.REGISTER: "登记",
    Step.ANSWER_ON_THE_SPOT: "当场答复",
    Step.DECLINE: "不予受理",
    Step.SEND: "送交办",
    Step.REFER: "交办",
    Step.SIGN: "签收",
    Step.RETURN: "退回",
    Step.EXTEND: "延期",
    Step.PAUSE: "暂停",
    Step.RESUME: "恢复",
    Step.ASSIST: "协办意见",
    Step.ANSWER: "答复",
    Step.TRY: "联系未果",
    Step.TELL: "告知群众",
    Step.RATE: "群众评价",
    Step.TRACK: "转跟踪",
    Step.CLOSE: "办结归档",
    Step.REOPEN: "重办",
    Step.MERGE: "并案",
    Step.UNMERGE: "取消并案",
    Step.TURN_TO_PROPOSAL: "转为建议",
    Step.SPLIT: "拆分",
    Step.COMMENT: "代表意见",
    Step.VOID: "作废",
}

Moves = dict[MatterStatus, MatterStatus]


def _to(target: MatterStatus, *stages: MatterStatus) -> Moves:
    return dict.fromkeys(stages, target)


def _stay(*stages: MatterStatus) -> Moves:
    return {stage: stage for stage in stages}


_BEFORE_A_UNIT = (S.REGISTERED, S.AWAITING_REFERRAL, S.RETURNED)
_AT_A_UNIT = (S.REFERRED, S.IN_HAND)
_ELSEWHERE = (S.DECLINED, S.MERGED, S.TURNED_TO_PROPOSAL)
_STILL_OPEN = (*_BEFORE_A_UNIT, *_AT_A_UNIT)
_OF_A_UNIT = (S.ANSWERED, S.TOLD, S.RATED, S.TRACKED)

MOVES: dict[Step, Moves] = {
    Step.REGISTER: {},
    Step.ANSWER_ON_THE_SPOT: _to(S.ANSWERED_ON_THE_SPOT, S.REGISTERED),
    Step.DECLINE: _to(S.DECLINED, *_BEFORE_A_UNIT),
    Step.SEND: _to(S.AWAITING_REFERRAL, S.REGISTERED),
    Step.REFER: _to(S.REFERRED, *_BEFORE_A_UNIT),
    Step.SIGN: _to(S.IN_HAND, S.REFERRED),
    Step.RETURN: _to(S.RETURNED, *_AT_A_UNIT),
    Step.EXTEND: _stay(*_AT_A_UNIT),
    Step.PAUSE: _stay(*_STILL_OPEN),
    Step.RESUME: _stay(*_STILL_OPEN),
    Step.ASSIST: _stay(*_AT_A_UNIT),
    Step.ANSWER: _to(S.ANSWERED, S.AWAITING_REFERRAL, S.RETURNED, *_AT_A_UNIT, S.TRACKED),
    Step.TRY: _stay(S.ANSWERED, *_ELSEWHERE),
    Step.TELL: _to(S.TOLD, S.ANSWERED) | _stay(*_ELSEWHERE),
    Step.RATE: _to(S.RATED, S.TOLD, S.ANSWERED_ON_THE_SPOT),
    Step.TRACK: _to(S.TRACKED, S.TOLD, S.RATED),
    Step.CLOSE: _to(S.ARCHIVED, S.ANSWERED_ON_THE_SPOT, *_OF_A_UNIT, *_ELSEWHERE),
    Step.REOPEN: _to(
        S.AWAITING_REFERRAL,
        *(S.ANSWERED_ON_THE_SPOT, *_OF_A_UNIT, S.DECLINED, S.TURNED_TO_PROPOSAL, S.ARCHIVED),
    ),
    Step.MERGE: _to(S.MERGED, *_STILL_OPEN),
    Step.UNMERGE: _to(S.AWAITING_REFERRAL, S.MERGED),
    Step.TURN_TO_PROPOSAL: _to(S.TURNED_TO_PROPOSAL, *_STILL_OPEN)
    | _stay(S.ANSWERED_ON_THE_SPOT, *_OF_A_UNIT, S.ARCHIVED),
    Step.SPLIT: _stay(*_STILL_OPEN),
    Step.COMMENT: _stay(*(stage for stage in S if stage is not S.VOID)),
    Step.VOID: _to(S.VOID, *(stage for stage in S if stage is not S.VOID)),
}
"""Step → {stage before: stage after}. REGISTER makes a matter; a stage that maps to itself stays."""


def after(step: Step, stage: MatterStatus) -> MatterStatus | None:
    """The stage that the step leads to, None where it isn't allowed."""
    return MOVES[step].get(stage)


def allowed(stage: MatterStatus) -> frozenset[Step]:
    """Every step that the stage allows; the facts of one matter may still forbid it."""
    return frozenset(step for step, moves in MOVES.items() if stage in moves)
