"""Any slip of a matter as a PDF, by the kind of its value."""

from liaison.documents.feedback_pdf import feedback_pdf
from liaison.documents.fonts import missing
from liaison.documents.guidance_pdf import guidance_pdf
from liaison.documents.referral_pdf import referral_pdf
from liaison.domain.papers import FeedbackPaper, GuidancePaper, ReferralPaper, texts_of

SlipPaper = ReferralPaper | GuidancePaper | FeedbackPaper


def slip_pdf(paper: SlipPaper) -> bytes:
    """The paper's PDF; the same value makes the same bytes."""
    if isinstance(paper, ReferralPaper):
        return referral_pdf(paper)
    if isinstance(paper, GuidancePaper):
        return guidance_pdf(paper)
    return feedback_pdf(paper)


def missing_in_slip(paper: SlipPaper) -> frozenset[str]:
    """Characters of the paper that no font has; the PDF shows 〓 for them."""
    return missing(*texts_of(paper))
