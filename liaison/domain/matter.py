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
SETTLED = frozenset(
    {
        MatterStatus.ANSWERED_ON_THE_SPOT,
        MatterStatus.ANSWERED,
        MatterStatus.TOLD,
        MatterStatus.RATED,
        MatterStatus.ARCHIVED,
        MatterStatus.TRACKED,
    }
)
"""Answered, on the spot or by a unit; the report's 办结."""
PASSED_ON = frozenset({MatterStatus.TURNED_TO_PROPOSAL, MatterStatus.MERGED})
"""Left the matters' list for another one; the report's 转出."""

STATUS_AT_THE_DESK = {
    Disposition.ANSWERED_ON_THE_SPOT: MatterStatus.ANSWERED_ON_THE_SPOT,
    Disposition.REFERRED: MatterStatus.AWAITING_REFERRAL,
    Disposition.DECLINED: MatterStatus.DECLINED,
}
