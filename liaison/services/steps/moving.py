"""What every step does: ask the table, write the timeline, set stage, outcome and clock."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from db.models import Matter, MatterStep, Pause, Round, Telling
from liaison.domain.errors import BadInput, Conflict, InvalidForm, NotFound, Problem
from liaison.domain.ids import MatterId, RoundId
from liaison.domain.matter import MATTER_STATUS_ZH, OUTCOME, MatterStatus, stage_of
from liaison.domain.span import Span, Unit
from liaison.domain.steps import STEP_ZH, Step, after
from liaison.domain.text import clean
from liaison.services import register_lines
from liaison.services.calendar import calendar
from liaison.services.settings import span
from liaison.services.steps.forms import StepForm
from liaison.services.work import Work

WHILE_PAUSED = frozenset({Step.RESUME, Step.COMMENT, Step.VOID})
ENDS_CLOCK = frozenset(
    {
        Step.REFER,
        Step.ANSWER,
        Step.TELL,
        Step.DECLINE,
        Step.MERGE,
        Step.TURN_TO_PROPOSAL,
        Step.CLOSE,
    }
)
"""Steps that do what the clock was waiting for; late ones stay visible as such."""


def take(work: Work, form: StepForm, step: Step) -> Matter:
    """The matter, ready for the step: form sound, version current, step allowed, day possible."""
    if problems := form.problems(work.today):
        raise InvalidForm(problems)
    matter = standing(work, form.matter_id, form.version)
    check(matter, step)
    on = form.on or work.today
    if on < matter.raised_on:
        raise InvalidForm(
            (Problem("happened_on", "before_raised", {"day": matter.raised_on.isoformat()}),)
        )
    if on < (earliest := _last_day(work, matter)):
        raise InvalidForm(
            (Problem("happened_on", "before_last_step", {"day": earliest.isoformat()}),)
        )
    return matter


def standing(work: Work, key: MatterId, version: int | None = None) -> Matter:
    """The matter by its key. Conflict("matter_changed") tells who has done what meanwhile."""
    matter = work.session.get(Matter, key)
    if matter is None:
        raise NotFound("matter_not_found")
    if version is not None and version != matter.version:
        last = matter.steps[-1] if matter.steps else None
        raise Conflict(
            "matter_changed",
            number=matter.number,
            who=last.actor if last else matter.keeper,
            step=STEP_ZH[last.step] if last and last.step else MATTER_STATUS_ZH[matter.status],
        )
    return matter


def check(matter: Matter, step: Step) -> None:
    """Refuse a step that the table, or the pause, doesn't allow: BadInput, nothing changed."""
    if after(step, matter.status) is None:
        raise BadInput(
            "step_not_allowed",
            number=matter.number,
            step=STEP_ZH[step],
            status=MATTER_STATUS_ZH[matter.status],
        )
    if matter.paused_on is not None and step not in WHILE_PAUSED:
        raise BadInput("matter_paused", number=matter.number, step=STEP_ZH[step])
    if step is Step.RESUME and matter.paused_on is None:
        raise BadInput("matter_not_paused", number=matter.number)


def move(work: Work, matter: Matter, step: Step, on: date | None, remark: str = "") -> MatterStep:
    """Enter the step on the timeline and bring the matter to the stage after it.

    The clock of what was waited for ends here; who waits next starts a new one.
    """
    day = on or work.today
    target = after(step, matter.status)
    if target is None:
        check(matter, step)
        raise AssertionError(step)
    ends = _ends_clock(step, matter.status, target)
    late = max(0, (day - matter.due_on).days) if ends and matter.due_on else 0
    entry = MatterStep(
        station_id=matter.station_id,
        matter_id=matter.id,
        round_no=matter.round_no,
        step=step,
        status=target,
        happened_on=day,
        due_on=matter.due_on if ends else None,
        late_days=late,
        recorded_at=work.now,
        actor=work.actor,
        remark=clean(remark),
    )
    matter.steps.append(entry)
    matter.late_days = max(matter.late_days, late)
    matter.keeper, matter.moved_at = work.actor, work.now
    if ends:
        stop_clock(matter)
    if target is not matter.status:
        _reach(matter, target, day)
    return entry


def _ends_clock(step: Step, before: MatterStatus, target: MatterStatus) -> bool:
    """A settled matter that also feeds a proposal goes on waiting for what it waited for."""
    return step in ENDS_CLOCK and not (step is Step.TURN_TO_PROPOSAL and before is target)


def _reach(matter: Matter, target: MatterStatus, day: date) -> None:
    matter.status = target
    if target is MatterStatus.ARCHIVED or target is MatterStatus.VOID:
        return
    came_to = OUTCOME.get(target)
    if came_to is None:
        matter.outcome = matter.settled_on = None
    elif matter.outcome is not came_to or matter.settled_on is None:
        matter.outcome = came_to
        matter.settled_on = day


def finish(work: Work, *matters: Matter) -> None:
    """Set the stages, write everything, renew the register's lines: the end of every step."""
    for matter in matters:
        place(matter)
    work.session.flush()
    register_lines.renew(work, list({matter.reception_id: None for matter in matters}))


def place(matter: Matter) -> None:
    """The work list's page follows from the facts."""
    matter.stage = stage_of(
        matter.status,
        paused=matter.paused_on is not None,
        untold=matter.untold_since is not None,
    )


def start_clock(work: Work, matter: Matter, key: str, since: date) -> None:
    """Let the period of a setting run from a day on."""
    run(work, matter, span(work, key), since)


def run(work: Work, matter: Matter, period: Span, since: date) -> None:
    matter.clock_from, matter.clock = since, period.text
    matter.due_on = calendar(work).end(since, period)


def fix_clock(matter: Matter, due_on: date, since: date) -> None:
    """A date that a person has set: no change of the calendar moves it."""
    matter.clock_from, matter.clock, matter.due_on = since, "", due_on


def stop_clock(matter: Matter) -> None:
    matter.clock_from, matter.clock, matter.due_on = None, "", None


def unit_of(matter: Matter) -> Unit:
    """What the running clock counts in; a fixed date moves by working days."""
    return Span.parse(matter.clock).unit if matter.clock else Unit.WORKDAYS


def must_tell(work: Work, matter: Matter, since: date) -> None:
    """The visitor has to hear of something: the clock of telling runs from that day on."""
    matter.untold_since, matter.told_on = since, None
    start_clock(work, matter, "tell_within_days", since)


def need_not_tell(matter: Matter) -> None:
    if matter.untold_since is not None:
        matter.untold_since = None
        stop_clock(matter)


def this_round(matter: Matter) -> Round:
    """The running round; made when the matter has none yet."""
    for row in reversed(matter.rounds):
        if row.round_no == matter.round_no:
            return row
    row = Round(station_id=matter.station_id, matter_id=matter.id, round_no=matter.round_no)
    matter.rounds.append(row)
    return row


def round_key(row: Round) -> RoundId:
    return RoundId(row.id)


def followers(work: Work, matter: Matter) -> Sequence[Matter]:
    """Matters joined to this one (并案, 重复反映), in the order of their numbers."""
    return work.session.scalars(
        select(Matter)
        .where(Matter.merged_into_id == matter.id, Matter.status == MatterStatus.MERGED)
        .order_by(Matter.raised_on, Matter.id)
    ).all()


def tries(work: Work, matter: Matter, *, reached: bool) -> int:
    """How often the visitor was called in this round, in vain or with success."""
    query = select(func.count()).where(
        Telling.matter_id == matter.id,
        Telling.round_no == matter.round_no,
        Telling.reached.is_(reached),
    )
    return work.session.scalar(query) or 0


def running_pause(work: Work, matter: Matter) -> Pause | None:
    return work.session.scalar(
        select(Pause).where(Pause.matter_id == matter.id, Pause.resumed_on.is_(None))
    )


def _last_day(work: Work, matter: Matter) -> date:
    """The latest day on the timeline, except of what a book brought in without a step."""
    days = [row.happened_on for row in matter.steps if row.step is not None]
    return min(max(days, default=matter.raised_on), work.today)
