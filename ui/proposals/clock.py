"""The stage or the clock of a proposal, or a letter, as a chip."""

from datetime import date

from liaison.domain.letter import LETTER_STATUS_ZH, LetterStatus
from liaison.domain.proposal import PROPOSAL_STATUS_ZH, ProposalStatus
from ui.tag import Tag
from ui.theme import State

SOON_DAYS = 7
STATES = {
    ProposalStatus.DRAFT: State.NEUTRAL,
    ProposalStatus.CHECKED: State.INFO,
    ProposalStatus.SUBMITTED: State.INFO,
    ProposalStatus.ACKNOWLEDGED: State.ATTENTION,
    ProposalStatus.HANDED: State.INFO,
    ProposalStatus.ANSWERED: State.ATTENTION,
    ProposalStatus.RATED: State.GOOD,
    ProposalStatus.CLOSED: State.GOOD,
    ProposalStatus.REOPENED: State.ATTENTION,
    ProposalStatus.WITHDRAWN: State.NEUTRAL,
}


def proposal_tag(status: ProposalStatus, due_on: date | None, today: date) -> Tag:
    """The clock while one runs, else the stage."""
    if due_on is not None:
        return due_tag(due_on, today)
    return Tag(PROPOSAL_STATUS_ZH[status], STATES[status])


def letter_tag(status: LetterStatus, due_on: date | None, today: date) -> Tag:
    if due_on is not None:
        return due_tag(due_on, today)
    good = status is LetterStatus.CLOSED
    return Tag(LETTER_STATUS_ZH[status], State.GOOD if good else State.ATTENTION)


def due_tag(due_on: date, today: date) -> Tag:
    """How long still; the last week is amber, afterwards red."""
    left = (due_on - today).days
    if left < 0:
        return Tag(f"逾期 {-left} 天", State.OVERDUE)
    if left <= 1:
        return Tag("明天到期" if left else "今天到期", State.ATTENTION)
    return Tag(f"还有 {left} 天", State.ATTENTION if left <= SOON_DAYS else State.INFO)
