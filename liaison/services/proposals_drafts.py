"""Proposals before they are put forward: written new, or begun from matters of the desk."""

import re
from collections.abc import Iterable

from sqlalchemy import delete

from db.models import Draft, Matter, Proposal, ProposalMatter, ProposalSigner, Representative
from liaison.domain.errors import BadInput, InvalidForm, NotFound
from liaison.domain.ids import MatterId, ProposalId, RepresentativeId
from liaison.domain.matter import MatterStatus
from liaison.domain.proposal import ProposalAct, ProposalStatus
from liaison.domain.text import clean, clean_line
from liaison.services.proposals_forms import ProposalForm, StepForm, TurnForm
from liaison.services.proposals_moves import begin, move
from liaison.services.proposals_sources import family, people_of
from liaison.services.steps import forms as matter_forms
from liaison.services.steps.joining import turn_to_proposal
from liaison.services.work import Work

SKELETON_ZH = "共 {people} 人反映。\n\n情况：\n\n问题：\n\n建议："
"""What the representative fills in; the visitor's own words are never copied."""
MOST_MATTERS = 50
_ENDS = re.compile("[，。；！？,;]")


def draft(work: Work, form: ProposalForm) -> ProposalId:
    """A new draft; it has no number. InvalidForm tells what is wrong."""
    if problems := form.problems():
        raise InvalidForm(problems)
    row = Proposal(
        year=work.today.year,
        status=ProposalStatus.DRAFT,
        ticks=[],
        round_no=1,
        late_days=0,
        signers=[],
        rounds=[],
        units=[],
        sources=[],
        steps=[],
    )
    _take(work, row, form)
    work.session.add(row)
    _forget_typing(work, form)
    move(work, row, ProposalAct.DRAFT, work.today, to=ProposalStatus.DRAFT)
    return ProposalId(row.id)


def amend(work: Work, key: ProposalId, form: ProposalForm, version: int | None = None) -> None:
    """Write a draft anew. What was ticked has to be looked at again when its words have changed."""
    if problems := form.problems():
        raise InvalidForm(problems)
    step = StepForm(proposal_id=key, on=work.today, version=version)
    row = begin(work, ProposalAct.AMEND, step)
    before = (row.title, row.content)
    _take(work, row, form)
    _forget_typing(work, form)
    stage = row.status
    if (row.title, row.content) != before:
        row.ticks, stage = [], ProposalStatus.DRAFT
    move(work, row, ProposalAct.AMEND, work.today, to=stage)


def draft_from(work: Work, form: TurnForm) -> ProposalId:
    """Turn matters into one new draft (转为建议): title, category, place, how many people; no more.

    The visitor's name and words stay with the matter (浙江办理规定 art 6: 不得代转群众来信). Each matter
    takes its own step 转为建议. BadInput("no_matters"), or what that step refuses.
    """
    key = _draft_of(work, form)
    for one in _given(work, form.matter_ids):
        if one.status is not MatterStatus.MERGED:
            turn_to_proposal(work, matter_forms.StepForm(matter_id=MatterId(one.id)))
    return key


def turn(work: Work, form: matter_forms.StepForm) -> ProposalId:
    """The matter's own step 转为建议: it is taken, and the new draft is there."""
    turn_to_proposal(work, form)
    return _draft_of(work, TurnForm((form.matter_id,)))


def _draft_of(work: Work, form: TurnForm) -> ProposalId:
    matters = _given(work, form.matter_ids)
    main = matters[0]
    people = people_of(work, family(work, form.matter_ids))
    key = draft(
        work,
        ProposalForm(
            title=proposal_title(form.title or main.title),
            content=SKELETON_ZH.format(people=people),
            category_id=main.category_id,
            area_id=main.area_id,
            lead_id=form.lead_id,
            people_count=people,
            station_id=main.station_id,
        ),
    )
    row = work.session.get_one(Proposal, key)
    row.sources = [ProposalMatter(matter_id=MatterId(one.id)) for one in matters]
    work.session.flush()
    return key


def proposal_title(title: str) -> str:
    """路灯不亮，建议每月巡查 → 关于路灯不亮问题的建议."""
    line = clean_line(title)
    if line.startswith("关于") and line.endswith("建议"):
        return line
    first = next(filter(None, _ENDS.split(line)), line)
    return f"关于{first.removeprefix('关于').removesuffix('问题')}问题的建议"


def _given(work: Work, keys: Iterable[MatterId]) -> list[Matter]:
    wanted = list(dict.fromkeys(keys))
    if not wanted or len(wanted) > MOST_MATTERS:
        raise BadInput("no_matters", most=MOST_MATTERS)
    found = [work.session.get(Matter, key) for key in wanted]
    matters = [one for one in found if one is not None]
    if len(matters) < len(wanted):
        raise NotFound("matter_not_found")
    return matters


def _take(work: Work, row: Proposal, form: ProposalForm) -> None:
    row.title, row.kind = clean_line(form.title), form.kind
    row.content = clean(form.content)
    row.category_id, row.area_id = form.category_id, form.area_id
    row.people_count = form.people_count
    lead = _person(work, form.lead_id) if form.lead_id else None
    row.lead_id = RepresentativeId(lead.id) if lead else None
    row.lead_name = lead.name if lead else ""
    row.station_id = form.station_id or (lead.station_id if lead else None)
    agreed = {one.representative_id: one.agreed_on for one in row.signers}
    people = [_person(work, key) for key in form.signer_ids]
    row.signers = [
        ProposalSigner(
            representative_id=RepresentativeId(one.id),
            name=one.name,
            position=place,
            agreed_on=agreed.get(RepresentativeId(one.id)),
        )
        for place, one in enumerate(people, start=1)
    ]


def _person(work: Work, key: RepresentativeId) -> Representative:
    row = work.session.get(Representative, key)
    if row is None:
        raise NotFound("representative_not_found")
    return row


def _forget_typing(work: Work, form: ProposalForm) -> None:
    if form.draft_id is not None:
        work.session.execute(delete(Draft).where(Draft.id == form.draft_id))
