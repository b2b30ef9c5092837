"""并案, 拆分, 转为建议: one matter among many."""

from db.models import Matter
from liaison.domain.errors import BadInput
from liaison.domain.ids import MatterId
from liaison.domain.matter import MatterStatus, Outcome
from liaison.domain.steps import Step
from liaison.domain.text import clean, clean_line
from liaison.services.steps.ending import part
from liaison.services.steps.forms import MergeForm, ReasonForm, SplitForm, StepForm
from liaison.services.steps.moving import (
    finish,
    followers,
    move,
    must_tell,
    standing,
    start_clock,
    take,
)
from liaison.services.work import Work


def merge(work: Work, form: MergeForm) -> None:
    """并案 into a main matter. What was joined to this one follows; every visitor is still told."""
    matter = take(work, form, Step.MERGE)
    main = _main(work, matter, form.into_id)
    on = form.on or work.today
    joined = [matter, *followers(work, matter)]
    for one in joined:
        if one is matter:
            move(work, one, Step.MERGE, on, f"并入 {main.number}")
        one.merged_into_id = MatterId(main.id)
        if main.outcome is not None:
            must_tell(work, one, on)
    finish(work, *joined)


def _main(work: Work, matter: Matter, key: MatterId) -> Matter:
    main = standing(work, key)
    if main.id == matter.id:
        raise BadInput("merge_with_itself", number=matter.number)
    if main.status in {MatterStatus.VOID, MatterStatus.MERGED}:
        raise BadInput("merge_into_joined", number=main.number)
    if main.station_id != matter.station_id:
        raise BadInput("merge_other_station", number=main.number)
    return main


def unmerge(work: Work, form: ReasonForm) -> None:
    """取消并案: it waits for its own referral again."""
    matter = take(work, form, Step.UNMERGE)
    part(work, matter, form.reason)
    finish(work, matter)


def turn_to_proposal(work: Work, form: StepForm) -> None:
    """转为建议: an open matter leaves the list, a settled one only notes it; the visitor is told."""
    matter = take(work, form, Step.TURN_TO_PROPOSAL)
    if matter.outcome is Outcome.DECLINED:  # out of scope by law, filed or not
        raise BadInput("declined_no_proposal", number=matter.number)
    was_open = matter.outcome is None
    on = form.on or work.today
    move(work, matter, Step.TURN_TO_PROPOSAL, on, form.remark)
    if not was_open:
        finish(work, matter)
        return
    must_tell(work, matter, on)
    joined = followers(work, matter)
    for one in joined:
        must_tell(work, one, on)
    finish(work, matter, *joined)


def must_hear(work: Work, key: MatterId, remark: str) -> None:
    """Something new of the proposal that a matter became: its visitor has to be told again."""
    matter = standing(work, key)
    if matter.status is not MatterStatus.TURNED_TO_PROPOSAL:
        return
    move(work, matter, Step.COMMENT, work.today, remark)
    must_tell(work, matter, work.today)
    finish(work, matter)


def split(work: Work, form: SplitForm) -> tuple[MatterId, ...]:
    """拆分 (一事一件): each part is a new matter of the same reception, with a number of its own."""
    matter = take(work, form, Step.SPLIT)
    place = max(one.position for one in matter.reception.matters)
    made: list[Matter] = []
    for offset, given in enumerate(form.parts, start=1):
        part_ = Matter(
            station_id=matter.station_id,
            reception_id=matter.reception_id,
            position=place + offset,
            number=f"{matter.reception.number}-{place + offset}",
            raised_on=matter.raised_on,
            title=clean_line(given.title),
            content=clean(given.content),
            category_id=given.category_id or matter.category_id,
            area_id=matter.area_id,
            urgency=matter.urgency,
            disposition=matter.disposition,
            status=MatterStatus.REGISTERED,
            stage=matter.stage,
            round_no=1,
            late_days=0,
        )
        matter.reception.matters.append(part_)
        move(work, part_, Step.SEND, form.on, f"拆自 {matter.number}")
        start_clock(work, part_, "refer_within_days", form.on or work.today)
        made.append(part_)
    numbers = "、".join(one.number for one in made)
    move(work, matter, Step.SPLIT, form.on, f"拆出 {numbers}")
    finish(work, matter, *made)
    return tuple(MatterId(one.id) for one in made)
