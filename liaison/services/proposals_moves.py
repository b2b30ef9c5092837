"""What every step of a proposal does: find it, refuse what isn't allowed, move it, write it down."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.models import Proposal, ProposalRound, ProposalStep
from liaison.domain.errors import BadInput, Conflict, InvalidForm, NotFound, Problem
from liaison.domain.ids import ProposalId
from liaison.domain.proposal import (
    PROPOSAL_ACT_ZH,
    PROPOSAL_STATUS_ZH,
    ProposalAct,
    ProposalStatus,
    after,
)
from liaison.domain.span import Span
from liaison.services.proposals_forms import StepForm
from liaison.services.settings import span
from liaison.services.work import Work


@dataclass(frozen=True)
class Moved:
    """Where a proposal stands after a step. `round_no` rises when the answer was refused."""

    id: ProposalId
    number: str
    status: ProposalStatus
    round_no: int
    due_on: date | None


def known(work: Work, key: ProposalId) -> Proposal:
    row = work.session.get(Proposal, key)
    if row is None:
        raise NotFound("proposal_not_found")
    return row


def begin(work: Work, act: ProposalAct, form: StepForm) -> Proposal:
    """The proposal that the step may be taken with.

    Raises InvalidForm, NotFound, Conflict (somebody moved it since `form.version`) or
    BadInput("proposal_step_refused") when its stage doesn't allow the step.
    """
    if problems := form.problems(work.today):
        raise InvalidForm(problems)
    row = known(work, form.proposal_id)
    unchanged(row, form.version)
    if after(act, row.status) is None:
        raise BadInput(
            "proposal_step_refused",
            name=name_of(row),
            status=PROPOSAL_STATUS_ZH[row.status],
            step=PROPOSAL_ACT_ZH[act],
        )
    last = max(filter(None, (step.happened_on for step in row.steps)), default=None)
    if last is not None and form.on < last:
        raise InvalidForm((Problem("on", "before_last_step", {"day": last.isoformat()}),))
    return row


def unchanged(row: Proposal, version: int | None) -> None:
    """Conflict tells who did what since the version that the clerk saw."""
    if version is None or row.version == version:
        return
    last = row.steps[-1] if row.steps else None
    raise Conflict(
        "proposal_changed",
        name=name_of(row),
        who=last.actor if last else "",
        step=PROPOSAL_ACT_ZH[last.act] if last and last.act else "改动",
    )


def name_of(row: Proposal) -> str:
    return row.number or f"草稿“{row.title}”"


def move(  # noqa: PLR0913 - one line of the timeline has these parts
    work: Work,
    row: Proposal,
    act: ProposalAct,
    on: date,
    remark: str = "",
    *,
    to: ProposalStatus | None = None,
    late: int = 0,
) -> Moved:
    """Set the stage, note lateness, write the line, and give back where it stands."""
    due = row.due_on
    row.status = to or after(act, row.status) or row.status
    row.late_days = max(row.late_days, late)
    row.moved_at = work.now
    row.steps.append(
        ProposalStep(
            round_no=row.round_no,
            act=act,
            status=row.status,
            happened_on=on,
            due_on=due,
            late_days=late,
            recorded_at=work.now,
            actor=work.actor,
            remark=remark,
        )
    )
    work.session.flush()
    return where(row)


def where(row: Proposal) -> Moved:
    return Moved(ProposalId(row.id), row.number or "", row.status, row.round_no, row.due_on)


def late(row: Proposal, on: date) -> int:
    """By how many days a step of this day misses the clock that runs now."""
    return max(0, (on - row.due_on).days) if row.due_on else 0


def run(work: Work, row: Proposal, key: str, start: date) -> date:
    """Start the clock of a period of the settings; the day it ends on."""
    period = span(work, key)
    row.clock_from, row.clock = start, period.text
    row.due_on = end(work, start, period)
    return row.due_on


def stop(row: Proposal) -> None:
    """Nothing waits for anybody."""
    row.due_on = row.clock_from = None
    row.clock = ""


def end(work: Work, start: date, period: Span) -> date:
    """The period's last day by the office's calendar."""
    from liaison.services.calendar import calendar

    return calendar(work).end(start, period)


def round_now(work: Work, row: Proposal) -> ProposalRound:
    """The round that is open."""
    return work.session.scalars(
        select(ProposalRound).where(
            ProposalRound.proposal_id == row.id, ProposalRound.round_no == row.round_no
        )
    ).one()
