"""A matter: what a visitor raised and what becomes of it."""

from enum import StrEnum


class MatterStatus(StrEnum):
    """Stages of the closed loop; the last four stand beside it."""

    REGISTERED = "registered"
    ANSWERED_ON_THE_SPOT = "answered_on_the_spot"
    DECLINED = "declined"
    AWAITING_REFERRAL = "awaiting_referral"
    REFERRED = "referred"
    RETURNED = "returned"
    IN_HAND = "in_hand"
    ANSWERED = "answered"
    TOLD = "told"
    RATED = "rated"
    ARCHIVED = "archived"
    TURNED_TO_PROPOSAL = "turned_to_proposal"
    MERGED = "merged"
    TRACKED = "tracked"
    VOID = "void"


class Stage(StrEnum):
    """The pages of the work list: for whom or what a matter waits."""

    TO_REFER = "to_refer"
    IN_HAND = "in_hand"
    WAITING = "waiting"
    """For the visitor; the clock stands still."""
    UNTOLD = "untold"
    TO_CLOSE = "to_close"
    TRACKED = "tracked"
    DONE = "done"
    VOID = "void"


class Outcome(StrEnum):
    """What a matter came to, for the balance; none while it is open. Archiving doesn't change it."""

    SETTLED = "settled"
    DECLINED = "declined"
    PASSED_ON = "passed_on"


class Disposition(StrEnum):
    """What becomes of a matter at the desk."""

    ANSWERED_ON_THE_SPOT = "answered_on_the_spot"
    REFERRED = "referred"
    DECLINED = "declined"


class Urgency(StrEnum):
    NORMAL = "normal"
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"


class Satisfaction(StrEnum):
    SATISFIED = "satisfied"
    FAIRLY_SATISFIED = "fairly_satisfied"
    DISSATISFIED = "dissatisfied"
    NOT_RATED = "not_rated"
    UNREACHABLE = "unreachable"


class DeclineReason(StrEnum):
    """Why a matter is not the station's (信访工作条例 arts 20, 22, 31)."""

    LITIGATION = "litigation"
    ARBITRATION = "arbitration"
    REVIEW = "review"
    PERSONAL_DISPUTE = "personal_dispute"
    RUNNING_CASE = "running_case"
    TENDER = "tender"
    OTHER = "other"


MATTER_STATUS_ZH = {
    MatterStatus.REGISTERED: "已登记",
    MatterStatus.ANSWERED_ON_THE_SPOT: "当场答复",
    MatterStatus.DECLINED: "不予受理",
    MatterStatus.AWAITING_REFERRAL: "待交办",
    MatterStatus.REFERRED: "已交办",
    MatterStatus.RETURNED: "已退回",
    MatterStatus.IN_HAND: "办理中",
    MatterStatus.ANSWERED: "已答复，未告知",
    MatterStatus.TOLD: "已告知",
    MatterStatus.RATED: "已评价",
    MatterStatus.ARCHIVED: "已归档",
    MatterStatus.TURNED_TO_PROPOSAL: "转为建议",
    MatterStatus.MERGED: "并案",
    MatterStatus.TRACKED: "B类跟踪",
    MatterStatus.VOID: "作废",
}
STAGE_ZH = {
    Stage.TO_REFER: "待交办",
    Stage.IN_HAND: "办理中",
    Stage.WAITING: "等群众",
    Stage.UNTOLD: "已办未告知",
    Stage.TO_CLOSE: "待归档",
    Stage.TRACKED: "B类跟踪",
    Stage.DONE: "已归档",
    Stage.VOID: "作废",
}
OUTCOME_ZH = {
    Outcome.SETTLED: "办结",
    Outcome.DECLINED: "不予受理",
    Outcome.PASSED_ON: "转出",
}
DISPOSITION_ZH = {
    Disposition.ANSWERED_ON_THE_SPOT: "当场答复",
    Disposition.REFERRED: "交办",
    Disposition.DECLINED: "不予受理",
}
URGENCY_ZH = {Urgency.NORMAL: "一般", Urgency.URGENT: "紧急", Urgency.VERY_URGENT: "特急"}
SATISFACTION_ZH = {
    Satisfaction.SATISFIED: "满意",
    Satisfaction.FAIRLY_SATISFIED: "基本满意",
    Satisfaction.DISSATISFIED: "不满意",
    Satisfaction.NOT_RATED: "未评价",
    Satisfaction.UNREACHABLE: "无法联系",
}
DECLINE_REASON_ZH = {
    DeclineReason.LITIGATION: "涉法涉诉",
    DeclineReason.ARBITRATION: "已申请仲裁",
    DeclineReason.REVIEW: "行政复议",
    DeclineReason.PERSONAL_DISPUTE: "私人纠纷",
    DeclineReason.RUNNING_CASE: "正在办理的案件",
    DeclineReason.TENDER: "招标投标",
    DeclineReason.OTHER: "其他",
}
OPEN = frozenset(
    {
        MatterStatus.REGISTERED,
        MatterStatus.AWAITING_REFERRAL,
        MatterStatus.REFERRED,
        MatterStatus.RETURNED,
        MatterStatus.IN_HAND,
    }
)
"""Nobody has answered yet."""
OUTCOME = {
    MatterStatus.ANSWERED_ON_THE_SPOT: Outcome.SETTLED,
    MatterStatus.ANSWERED: Outcome.SETTLED,
    MatterStatus.TOLD: Outcome.SETTLED,
    MatterStatus.RATED: Outcome.SETTLED,
    MatterStatus.TRACKED: Outcome.SETTLED,
    MatterStatus.DECLINED: Outcome.DECLINED,
    MatterStatus.TURNED_TO_PROPOSAL: Outcome.PASSED_ON,
    MatterStatus.MERGED: Outcome.PASSED_ON,
}
"""What reaching a stage makes of a matter; 归档 keeps what it was, a stage not named here is open."""

STATUS_AT_THE_DESK = {
    Disposition.ANSWERED_ON_THE_SPOT: MatterStatus.ANSWERED_ON_THE_SPOT,
    Disposition.REFERRED: MatterStatus.AWAITING_REFERRAL,
    Disposition.DECLINED: MatterStatus.DECLINED,
}

_STAGES = {
    MatterStatus.REGISTERED: Stage.TO_REFER,
    MatterStatus.AWAITING_REFERRAL: Stage.TO_REFER,
    MatterStatus.RETURNED: Stage.TO_REFER,
    MatterStatus.REFERRED: Stage.IN_HAND,
    MatterStatus.IN_HAND: Stage.IN_HAND,
    MatterStatus.TRACKED: Stage.TRACKED,
    MatterStatus.ARCHIVED: Stage.DONE,
    MatterStatus.VOID: Stage.VOID,
}


def stage_of(status: MatterStatus, *, paused: bool = False, untold: bool = False) -> Stage:
    """The work list's page of a matter; decided ones wait for telling first, for archiving then."""
    if paused:
        return Stage.WAITING
    if untold:
        return Stage.UNTOLD
    return _STAGES.get(status, Stage.TO_CLOSE)


TIMED = (Stage.TO_REFER, Stage.IN_HAND, Stage.TRACKED)
"""Stages whose clock runs for somebody else than the visitor; 已办未告知 has a list of its own."""
