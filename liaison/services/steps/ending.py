"""办结 and 重办, 不予受理, 作废: one way to close, one way to open again."""

from db.models import Guidance, Matter, Reception
from liaison.domain.errors import BadInput, InvalidForm, Problem
from liaison.domain.matter import DECLINE_REASON_ZH, MatterStatus, Satisfaction
from liaison.domain.slip_code import SlipKind
from liaison.domain.steps import Step
from liaison.domain.text import clean, clean_line
from liaison.services.settings import setting
from liaison.services.steps.answering import current_round, open_round, tell_followers
from liaison.services.steps.forms import DeclineForm, ReasonForm, StepForm
from liaison.services.steps.moving import (
    finish,
    followers,
    move,
    must_tell,
    need_not_tell,
    place,
    running_pause,
    start_clock,
    stop_clock,
    take,
    tries,
)
from liaison.services.steps.referring import add_slip
from liaison.services.work import Work


def close(work: Work, form: StepForm) -> None:
    """办结归档. Never untold: told in this round, or called in vain as often as the settings ask."""
    matter = take(work, form, Step.CLOSE)
    dissatisfied = matter.satisfaction is Satisfaction.DISSATISFIED
    if dissatisfied and not clean_line(form.remark):
        raise BadInput("dissatisfied_needs_round", number=matter.number)
    unreachable = not is_told(work, matter)
    if unreachable:
        _called_enough(work, matter)
        row = current_round(matter)
        if row is not None:
            row.satisfaction_work = row.satisfaction_result = Satisfaction.UNREACHABLE
        matter.satisfaction = Satisfaction.UNREACHABLE
    elif matter.satisfaction is None and matter.status is MatterStatus.TOLD:
        matter.satisfaction = Satisfaction.NOT_RATED
    move(work, matter, Step.CLOSE, form.on, form.remark or ("无法联系" if unreachable else ""))
    need_not_tell(matter)
    stop_clock(matter)
    finish(work, matter)


def is_told(work: Work, matter: Matter) -> bool:
    """Whether the visitor has heard of what stands now: a telling record of this round."""
    return matter.untold_since is None and tries(work, matter, reached=True) > 0


def _called_enough(work: Work, matter: Matter) -> None:
    needed = int(setting(work, "tries_before_unreachable"))
    done = tries(work, matter, reached=False)
    if done < needed:
        raise BadInput("untold_cannot_close", number=matter.number, tries=done, needed=needed)


def reopen(work: Work, form: ReasonForm) -> None:
    """重办: the next round. People, slips and the clock's history stay where they are."""
    matter = take(work, form, Step.REOPEN)
    open_round(work, matter, form.on or work.today, form.reason)
    finish(work, matter)


def decline(work: Work, form: DeclineForm) -> None:
    """不予受理 after registration: with its guidance slip, and the visitor has to be told."""
    matter = take(work, form, Step.DECLINE)
    on = form.on or work.today
    guide(work, matter, form)
    matter.decline_reason = form.reason
    move(work, matter, Step.DECLINE, on, f"{DECLINE_REASON_ZH[form.reason]}，请到{form.where_to}")
    must_tell(work, matter, on)
    finish(work, matter, *tell_followers(work, matter, on))


def guide(work: Work, matter: Matter, form: DeclineForm) -> None:
    """The guidance slip (引导单): who handles it, where, telephone; numbered at once."""
    matter.guidances.append(
        Guidance(
            station_id=matter.station_id,
            matter_id=matter.id,
            round_no=matter.round_no,
            reason=form.reason,
            where_to=clean_line(form.where_to),
            phone=clean_line(form.phone),
            remark=clean(form.remark),
        )
    )
    work.session.flush()
    add_slip(work, matter, SlipKind.GUIDANCE, form.on or work.today)


def comment(work: Work, form: ReasonForm) -> None:
    """代表意见, or a note of the station, on the timeline."""
    matter = take(work, form, Step.COMMENT)
    move(work, matter, Step.COMMENT, form.on, form.reason)
    finish(work, matter)


def void(work: Work, form: ReasonForm) -> None:
    """作废 of one matter with a reason; what was joined to it stands on its own again."""
    matter = take(work, form, Step.VOID)
    reception = work.session.get_one(Reception, matter.reception_id)
    if all(one.status is MatterStatus.VOID for one in reception.matters if one is not matter):
        raise InvalidForm((Problem("reason", "void_the_reception"),))
    finish(work, matter, *undo(work, matter, form.reason))


def undo(work: Work, matter: Matter, reason: str) -> list[Matter]:
    """Void the matter; the joined ones that came back to the list are returned."""
    move(work, matter, Step.VOID, work.today, reason)
    matter.paused_on = matter.untold_since = None
    pause = running_pause(work, matter)
    if pause is not None:
        pause.resumed_on = work.today
    stop_clock(matter)
    place(matter)
    back = list(followers(work, matter))
    for other in back:
        part(work, other, "主办事项已作废")
    return back


def part(work: Work, matter: Matter, reason: str) -> None:
    """Take a joined matter out again: it waits for its own referral."""
    move(work, matter, Step.UNMERGE, work.today, reason)
    matter.merged_into_id = matter.repeat_of_id = None
    need_not_tell(matter)
    matter.told_on = None
    start_clock(work, matter, "refer_within_days", work.today)
