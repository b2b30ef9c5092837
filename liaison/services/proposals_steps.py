"""What is done with a proposal, one function a step; each is one line of its timeline.

Every function takes its form, writes one step and returns where the proposal stands. Raises what
`proposals_moves.begin` raises; only what more can go wrong is said here.
"""

from datetime import date, timedelta

from sqlalchemy import select

from db.models import (
    AnswerClass,
    Proposal,
    ProposalRound,
    ProposalUnit,
)
from liaison.domain.errors import BadInput, InvalidForm, Problem
from liaison.domain.ids import UnitId
from liaison.domain.matter import SATISFACTION_ZH
from liaison.domain.proposal import (
    RULES,
    ProposalAct,
    ProposalStatus,
    UnitRole,
    missing,
)
from liaison.domain.text import clean, clean_line
from liaison.services.district_numbers import reserve_of_district
from liaison.services.proposals_forms import (
    AcknowledgeForm,
    AgreeForm,
    AnswerForm,
    AssistForm,
    CloseForm,
    HandForm,
    RateForm,
    ReasonForm,
    SubmitForm,
    SuperviseForm,
    TalkForm,
    TickForm,
)
from liaison.services.proposals_moves import (
    Moved,
    begin,
    end,
    late,
    move,
    name_of,
    round_now,
    run,
    stop,
)
from liaison.services.proposals_sources import let_visitors_know
from liaison.services.settings import setting, span
from liaison.services.steps.forms import UnitName
from liaison.services.steps.referring import known_unit
from liaison.services.work import Work

PROPOSAL = "proposal"


def tick(work: Work, form: TickForm) -> Moved:
    """Confirm rules of the "may not" list; with the last one the draft may be submitted."""
    row = begin(work, ProposalAct.TICK, form)
    before = {one["rule"]: one for one in row.ticks}
    stamp = {"by": work.actor, "at": work.now.isoformat()}
    row.ticks = [
        before.get(rule.key, {"rule": rule.key} | stamp) for rule in RULES if rule.key in form.rules
    ]
    whole = not missing(form.rules)
    said = "全部核对" if whole else f"核对 {len(row.ticks)} 条，还差 {len(missing(form.rules))} 条"
    stage = ProposalStatus.CHECKED if whole else ProposalStatus.DRAFT
    return move(work, row, ProposalAct.TICK, form.on, said, to=stage)


def agree(work: Work, form: AgreeForm) -> Moved:
    """Co-signing representatives agree; whoever is not named does not, or not any more."""
    row = begin(work, ProposalAct.AGREE, form)
    names = []
    for signer in row.signers:
        if signer.representative_id in form.signer_ids:
            signer.agreed_on = signer.agreed_on or form.on
            names.append(signer.name)
        else:
            signer.agreed_on = None
    return move(work, row, ProposalAct.AGREE, form.on, "、".join(names) or "无人同意")


def submit(work: Work, form: SubmitForm) -> Moved:
    """Put it forward: it gets its number, and the clock of the acknowledgement runs.

    InvalidForm: a rule unticked, no lead, no content, or somebody who has not agreed to sign.
    """
    row = begin(work, ProposalAct.SUBMIT, form)
    if problems := tuple(_unready(row)):
        raise InvalidForm(problems)
    row.year, row.submitted_on = form.on.year, form.on
    row.number = _number(work, form.on.year)
    run(work, row, "proposal_acknowledge_days", form.on)
    return move(work, row, ProposalAct.SUBMIT, form.on, row.number)


def _unready(row: Proposal) -> list[Problem]:
    found = []
    if left := missing(frozenset(one["rule"] for one in row.ticks)):
        rules = "；".join(rule.tick for rule in left)
        found.append(Problem("rules", "rules_unticked", {"rules": rules}))
    if row.lead_id is None:
        found.append(Problem("lead", "missing"))
    if not row.content.strip():
        found.append(Problem("content", "missing"))
    if waiting := [one.name for one in row.signers if one.agreed_on is None]:
        found.append(Problem("signers", "not_agreed", {"names": "、".join(waiting)}))
    return found


def _number(work: Work, year: int) -> str:
    """`建议2026-007`: gap-free within the year; one that a book brought in is passed over."""
    while True:
        number = f"建议{year}-{reserve_of_district(work, year, PROPOSAL):03d}"
        if work.session.scalar(select(Proposal.id).where(Proposal.number == number)) is None:
            return number


def acknowledge(work: Work, form: AcknowledgeForm) -> Moved:
    """Tell the representative that it has come in."""
    row = begin(work, ProposalAct.ACKNOWLEDGE, form)
    days = late(row, form.on)
    row.acknowledged_on = form.on
    stop(row)
    return move(work, row, ProposalAct.ACKNOWLEDGE, form.on, clean_line(form.remark), late=days)


def hand(work: Work, form: HandForm) -> Moved:
    """Give it to a main unit, and to assisting ones whose opinions are due earlier."""
    row = begin(work, ProposalAct.HAND, form)
    now = _open_round(work, row, form.on)
    row.hard = form.hard
    now.due_on = run(
        work, row, "proposal_hard_months" if form.hard else "proposal_answer_months", form.on
    )
    helped_by = end(work, form.on, span(work, "proposal_assist_months"))
    main = _unit(work, row, form.unit_name, UnitRole.MAIN, form.on, row.due_on)
    row.unit_id = main.unit_id
    helpers = [
        _unit(work, row, name, UnitRole.ASSISTING, form.on, helped_by)
        for name in form.assisting
        if clean_line(name)
    ]
    row.units += [main, *helpers]
    beside = "、".join(one.unit_name for one in helpers)
    parts = (f"主办 {main.unit_name}", f"协办 {beside}" if beside else "", form.remark)
    said = "；".join(filter(None, parts))
    return move(work, row, ProposalAct.HAND, form.on, said)


def _open_round(work: Work, row: Proposal, on: date) -> ProposalRound:
    """The first round begins with the first handing over; a second one after a return goes on in it."""
    if any(one.round_no == row.round_no for one in row.rounds):
        return round_now(work, row)
    fresh = ProposalRound(round_no=row.round_no, begun_on=on)
    row.rounds.append(fresh)
    return fresh


def _unit(  # noqa: PLR0913, PLR0917
    work: Work, row: Proposal, name: str, role: UnitRole, on: date, due_on: date | None
) -> ProposalUnit:
    unit = known_unit(work, UnitName(name))
    return ProposalUnit(
        round_no=row.round_no,
        unit_id=UnitId(unit.id),
        unit_name=unit.name,
        role=role,
        handed_on=on,
        due_on=due_on,
    )


def return_(work: Work, form: ReasonForm) -> Moved:
    """The unit says that it isn't its business, within its ten days; it waits to be handed on.

    BadInput("proposal_return_too_late") afterwards (浙江办理规定 art 14).
    """
    row = begin(work, ProposalAct.RETURN, form)
    main = main_unit(row)
    most = int(setting(work, "return_within_days"))
    handed = main.handed_on if main else None
    if handed and form.on > handed + timedelta(days=most):
        raise BadInput("proposal_return_too_late", name=name_of(row), most=most, day=handed)
    for unit in _units_now(row):
        if unit.returned_on is None:
            unit.returned_on, unit.return_reason = form.on, clean_line(form.reason)
    row.unit_id = None
    said = f"{main.unit_name if main else ''}：{clean_line(form.reason)}"
    stop(row)
    return move(work, row, ProposalAct.RETURN, form.on, said)


def extend(work: Work, form: ReasonForm) -> Moved:
    """Broad or difficult: six months from the handing over instead of three (代表法 art 51)."""
    row = begin(work, ProposalAct.EXTEND, form)
    if row.hard:
        raise BadInput("proposal_already_extended", name=name_of(row))
    row.hard = True
    start = row.clock_from or form.on
    days = late(row, form.on)
    round_now(work, row).due_on = due = run(work, row, "proposal_hard_months", start)
    main = main_unit(row)
    if main is not None:
        main.due_on = due
    said = f"{clean_line(form.reason)}；改为 {due.isoformat()} 前答复"
    return move(work, row, ProposalAct.EXTEND, form.on, said, late=days)


def assist(work: Work, form: AssistForm) -> Moved:
    """An assisting unit gives its opinion. BadInput: it isn't one of this round's."""
    row = begin(work, ProposalAct.ASSIST, form)
    name = clean_line(form.unit_name)
    unit = next(
        (one for one in _units_now(row) if one.unit_name == name and _helps(one)),
        None,
    )
    if unit is None:
        raise BadInput("not_an_assisting_unit", name=name_of(row), unit=name)
    unit.replied_on, unit.reply = form.on, clean(form.reply)
    days = max(0, (form.on - unit.due_on).days) if unit.due_on else 0
    return move(work, row, ProposalAct.ASSIST, form.on, name, late=days)


def _helps(unit: ProposalUnit) -> bool:
    return unit.role is UnitRole.ASSISTING and unit.returned_on is None


def talk(work: Work, form: TalkForm) -> Moved:
    """The unit has talked with the representative (面商), before or after the answer."""
    row = begin(work, ProposalAct.TALK, form)
    now = round_now(work, row)
    now.talked_on = form.on
    now.talk_how, now.talk_with = clean_line(form.talk_how), clean_line(form.talk_with)
    return move(work, row, ProposalAct.TALK, form.on, f"{now.talk_how}，{now.talk_with}")


def answer(work: Work, form: AnswerForm) -> Moved:
    """The main unit answers; the visitors whose matters it came from have to be told."""
    row = begin(work, ProposalAct.ANSWER, form)
    if work.session.get(AnswerClass, form.answer_class) is None:
        raise InvalidForm((Problem("answer_class", "missing"),))
    now, main, days = round_now(work, row), main_unit(row), late(row, form.on)
    now.answered_on, now.answer, now.answer_class = form.on, clean(form.answer), form.answer_class
    row.answered_on, row.answer_class = form.on, form.answer_class
    if main is not None:
        main.replied_on, main.reply = form.on, now.answer
    said = f"{main.unit_name if main else ''} {form.answer_class}类".strip()
    stop(row)
    moved = move(work, row, ProposalAct.ANSWER, form.on, said, late=days)
    let_visitors_know(work, row, f"代表建议 {row.number} 已答复，{form.answer_class}类")
    return moved


def rate(work: Work, form: RateForm) -> Moved:
    """The representative's word on the answer. Either 不满意 opens round n+1, due within a month."""
    row = begin(work, ProposalAct.RATE, form)
    now = round_now(work, row)
    now.rated_on, now.opinion = form.on, clean(form.opinion)
    now.satisfaction_work, now.satisfaction_result = form.work, form.result
    row.satisfaction = form.result
    words = [SATISFACTION_ZH[one] for one in (form.work, form.result) if one]
    said = f"办理工作{words[0]}，办理结果{words[1]}"
    moved = move(work, row, ProposalAct.RATE, form.on, said)
    return _again(work, row, form.on, "代表不满意") if form.dissatisfied else moved


def close(work: Work, form: CloseForm) -> Moved:
    """File it."""
    row = begin(work, ProposalAct.CLOSE, form)
    return move(work, row, ProposalAct.CLOSE, form.on, clean_line(form.remark))


def reopen(work: Work, form: ReasonForm) -> Moved:
    """A B class that is solved now, or a new view: one more round, the earlier ones stay."""
    row = begin(work, ProposalAct.REOPEN, form)
    return _again(work, row, form.on, clean_line(form.reason))


def _again(work: Work, row: Proposal, on: date, reason: str) -> Moved:
    before = main_unit(row)
    row.round_no = max((one.round_no for one in row.rounds), default=0) + 1
    row.answer_class = row.answered_on = row.satisfaction = None
    due = run(work, row, "proposal_redo_months", on)
    row.rounds.append(ProposalRound(round_no=row.round_no, begun_on=on, due_on=due))
    if before is not None:
        row.units.append(_unit(work, row, before.unit_name, UnitRole.MAIN, on, due))
    to = ProposalStatus.REOPENED
    return move(work, row, ProposalAct.REOPEN, on, f"第 {row.round_no} 轮：{reason}", to=to)


def supervise(work: Work, form: SuperviseForm) -> Moved:
    """Put it under supervision, or take that back."""
    row = begin(work, ProposalAct.SUPERVISE, form)
    row.supervision = form.kind
    return move(work, row, ProposalAct.SUPERVISE, form.on, form.kind or "不再督办")


def withdraw(work: Work, form: ReasonForm) -> Moved:
    """The representative takes it back, for a reason; visitors it came from have to be told."""
    row = begin(work, ProposalAct.WITHDRAW, form)
    stop(row)
    moved = move(work, row, ProposalAct.WITHDRAW, form.on, clean_line(form.reason))
    let_visitors_know(work, row, f"代表建议{row.number or '草稿'}已撤回")
    return moved


def main_unit(row: Proposal) -> ProposalUnit | None:
    """Who has to answer in this round; after a return nobody has."""
    mine = [one for one in _units_now(row) if one.role is UnitRole.MAIN and one.returned_on is None]
    return mine[-1] if mine else None


def _units_now(row: Proposal) -> list[ProposalUnit]:
    return [one for one in row.units if one.round_no == row.round_no]
