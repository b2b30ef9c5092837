"""What is sent through the portal: by whom, and what became of it."""

from enum import StrEnum


class SubmittedBy(StrEnum):
    """Who scanned which code: voters scan a 代表码 or a 联络站码, representatives the 联络站码."""

    CITIZEN = "citizen"
    REPRESENTATIVE = "representative"


class SubmissionStatus(StrEnum):
    WAITING = "waiting"
    """No clerk has decided yet."""
    ACCEPTED = "accepted"
    """A reception with its matter was recorded from it."""
    DECLINED = "declined"
    """Not accepted, with a reason that the sender reads."""
    SPAM = "spam"
    """Nothing a person meant; the sender sees it as declined."""


SUBMITTED_BY_ZH = {
    SubmittedBy.CITIZEN: "群众扫码",
    SubmittedBy.REPRESENTATIVE: "代表扫码",
}
SUBMISSION_STATUS_ZH = {
    SubmissionStatus.WAITING: "待接收",
    SubmissionStatus.ACCEPTED: "已接收",
    SubmissionStatus.DECLINED: "未接收",
    SubmissionStatus.SPAM: "无效",
}
