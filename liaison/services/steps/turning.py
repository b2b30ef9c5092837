"""转为建议: the matter's step, and the draft that it leaves behind."""

from liaison.domain.ids import ProposalId
from liaison.services.steps.forms import StepForm
from liaison.services.work import Work


def turn(work: Work, form: StepForm) -> ProposalId:
    """Take the step and begin the draft; its key. Raises what `joining.turn_to_proposal` raises."""
    from liaison.services import proposals_drafts  # it takes this package's own steps

    return proposals_drafts.turn(work, form)
