"""答复, 告知, 评价: the answer comes, the visitor hears it, the visitor says what it is worth."""

from datetime import date

from db.models import AnswerClass, Matter, Reception, Round, Telling
from liaison.domain.errors import BadInput, InvalidForm, Problem
from liaison.domain.matter import SATISFACTION_ZH, MatterStatus, Satisfaction
from liaison.domain.steps import Step
from liaison.domain.text import clean, clean_line
from liaison.services.steps.forms import AnswerForm, RateForm, StepForm, TellForm
from liaison.services.steps.moving import (
    finish,
    followers,
    move,
    must_tell,
    need_not_tell,
    start_clock,
    stop_clock,
    take,
    this_round,
)
from liaison.services.work import Work

OUR_OWN_ZH = "联络站"


def answer(work: Work, form: AnswerForm) -> None:
    """答复 with its class. A tracked matter is answered again in a round of its own."""
    matter = take(work, form, Step.ANSWER)
    known_class(work, form.answer_class)
    on = form.on or work.today
    if matter.status is MatterStatus.TRACKED:
        next_round(matter)
    row = this_round(matter)
    row.unit_name = row.unit_name or OUR_OWN_ZH
    row.answered_on, row.answer, row.answer_class = on, clean(form.answer), form.answer_class
    matter.answer_class = form.answer_class
    matter.satisfaction = None
    move(work, matter, Step.ANSWER, on, form.remark or f"{form.answer_class}类")
    must_tell(work, matter, on)
    finish(work, matter, *tell_followers(work, matter, on))


def tell(work: Work, form: TellForm) -> None:
    """告知群众: told how, when, by whom; or a try in vain, counted (`reached` False)."""
    step = Step.TELL if form.reached else Step.TRY
    matter = take(work, form, step)
    if matter.untold_since is None:
        raise BadInput("nothing_to_tell", number=matter.number)
    on = form.on or work.today
    add_telling(work, matter, form, on)
    words = clean_line(f"{form.how}　{form.remark}")
    move(work, matter, step, on, words)
    if form.reached:
        matter.untold_since, matter.told_on = None, on
        row = current_round(matter)
        if row is not None and row.answered_on is not None:
            row.told_on, row.told_how, row.told_by = on, clean_line(form.how), teller(work, form)
    finish(work, matter)


def add_telling(work: Work, matter: Matter, form: TellForm, on: date) -> None:
    work.session.add(
        Telling(
            station_id=matter.station_id,
            matter_id=matter.id,
            round_no=matter.round_no,
            tried_on=on,
            reached=form.reached,
            how=clean_line(form.how),
            by=teller(work, form),
            remark=clean(form.remark),
        )
    )


def teller(work: Work, form: TellForm) -> str:
    return clean_line(form.by) or work.actor


def rate(work: Work, form: RateForm) -> None:
    """群众评价 of work and result. 不满意 opens round n+1 at once; this one stays as it is."""
    matter = take(work, form, Step.RATE)
    if form.last_word and matter.round_no < 2:
        raise InvalidForm((Problem("last_word", "last_word_too_early"),))
    row = current_round(matter)
    if row is not None:
        row.satisfaction_work, row.satisfaction_result = form.work, form.result
    matter.satisfaction = worse(form.work, form.result)
    words = f"工作{SATISFACTION_ZH[form.work]}，结果{SATISFACTION_ZH[form.result]}"
    said = "　".join(part for part in (words, form.remark, form.last_word) if part)
    move(work, matter, Step.RATE, form.on, said)
    if form.dissatisfied and not form.last_word:
        open_round(work, matter, form.on or work.today, "群众不满意")
    finish(work, matter)


def worse(one: Satisfaction, other: Satisfaction) -> Satisfaction:
    """What the matter is counted as: the lower of the two, as far as they say anything."""
    said = [
        Satisfaction.DISSATISFIED,
        Satisfaction.FAIRLY_SATISFIED,
        Satisfaction.SATISFIED,
        Satisfaction.UNREACHABLE,
        Satisfaction.NOT_RATED,
    ]
    return min(one, other, key=said.index)


def track(work: Work, form: StepForm) -> None:
    """B类跟踪: told, but not solved yet; kept in view until it is answered again."""
    matter = take(work, form, Step.TRACK)
    code = matter.answer_class
    if code is None or not known_class(work, code).followed:
        raise BadInput("class_not_followed", number=matter.number)
    if matter.satisfaction is Satisfaction.DISSATISFIED:
        raise BadInput("dissatisfied_needs_round", number=matter.number)
    move(work, matter, Step.TRACK, form.on, form.remark)
    start_clock(work, matter, "review_within_days", form.on or work.today)
    finish(work, matter)


def known_class(work: Work, code: str) -> AnswerClass:
    row = work.session.get(AnswerClass, code)
    if row is None:
        raise InvalidForm((Problem("answer_class", "no_such_class", {"code": code}),))
    return row


def current_round(matter: Matter) -> Round | None:
    return next((row for row in matter.rounds if row.round_no == matter.round_no), None)


def open_round(work: Work, matter: Matter, on: date, reason: str) -> None:
    """Round n+1: earlier rounds, their slips, people and dates stay as they were."""
    move(work, matter, Step.REOPEN, on, reason)
    next_round(matter)
    matter.steps[-1].round_no = matter.round_no
    matter.answer_class = matter.satisfaction = matter.told_on = matter.decline_reason = None
    matter.merged_into_id = matter.repeat_of_id
    need_not_tell(matter)
    stop_clock(matter)
    start_clock(work, matter, "refer_within_days", on)
    for other in followers(work, matter):
        need_not_tell(other)
        finish(work, other)


def next_round(matter: Matter) -> None:
    matter.round_no += 1
    this_round(matter)


def tell_followers(work: Work, main: Matter, on: date) -> list[Matter]:
    """并案: each visitor hears for himself; not the one who came twice with the same matter."""
    waiting = [one for one in followers(work, main) if not _same_people(work, main, one)]
    for one in waiting:
        must_tell(work, one, on)
    return waiting


def _same_people(work: Work, main: Matter, other: Matter) -> bool:
    if other.repeat_of_id is None:
        return False
    first, second = (
        {row.visitor_id for row in work.session.get_one(Reception, one.reception_id).visitors}
        for one in (main, other)
    )
    return bool(second) and second <= first
