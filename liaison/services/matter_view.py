"""One matter whole: its visit, its rounds with their referrals, pauses and tellings, one timeline."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import func, select

from db.models import (
    AnswerClass,
    Attachment,
    Category,
    Matter,
    MatterStep,
    Pause,
    Referral,
    ReferralUnit,
    Round,
    Slip,
    Telling,
)
from liaison.domain.errors import BadInput, NotFound
from liaison.domain.ids import MatterId, ReferralId, SlipId
from liaison.domain.masks import mask_in_text
from liaison.domain.matter import (
    DeclineReason,
    Disposition,
    MatterStatus,
    Outcome,
    Satisfaction,
    Stage,
    Urgency,
)
from liaison.domain.slip_code import SlipKind
from liaison.domain.steps import Step, allowed
from liaison.services import reception_view
from liaison.services.calendar import calendar
from liaison.services.reception_view import ReceptionView
from liaison.services.settings import setting
from liaison.services.steps.ending import is_told
from liaison.services.steps.moving import WHILE_PAUSED, followers, tries
from liaison.services.work import Work

Of = TypeVar("Of", Telling, Pause, Slip)


@dataclass(frozen=True)
class AssistView:
    unit: str
    replied_on: date | None
    reply: str


@dataclass(frozen=True)
class ReferralView:
    """One 交办 with its slip; `running` is the one that waits for its answer."""

    id: ReferralId
    round_no: int
    position: int
    unit: str
    assisting: tuple[AssistView, ...]
    referred_on: date
    hard: bool
    first_due_on: date
    due_on: date
    sign_by_on: date | None
    signed_on: date | None
    signed_by: str
    returned_on: date | None
    return_reason: str
    extended_on: date | None
    extension_reason: str
    request: str


@dataclass(frozen=True)
class TellingView:
    round_no: int
    tried_on: date
    reached: bool
    how: str
    by: str
    remark: str


@dataclass(frozen=True)
class PauseView:
    round_no: int
    reason: str
    paused_on: date
    due_then_on: date | None
    resumed_on: date | None
    workdays: int


@dataclass(frozen=True)
class RoundView:
    """One round; all but the last are archived and never change."""

    round_no: int
    unit: str
    referred_on: date | None
    answered_on: date | None
    answer: str
    answer_class: str | None
    told_on: date | None
    told_how: str
    told_by: str
    satisfaction_work: Satisfaction | None
    satisfaction_result: Satisfaction | None


@dataclass(frozen=True)
class TimelineEntry:
    """`step` None: a book tells the stage and not how it was reached."""

    round_no: int
    step: Step | None
    status: MatterStatus
    happened_on: date
    due_on: date | None
    late_days: int
    recorded_at: datetime
    actor: str
    remark: str


@dataclass(frozen=True)
class SlipView:
    id: SlipId
    kind: SlipKind
    number: str
    code: str
    round_no: int
    made_on: date
    printed: int
    referral_id: ReferralId | None


@dataclass(frozen=True)
class Joined:
    """Another matter that belongs with this one."""

    id: MatterId
    number: str
    title: str
    status: MatterStatus
    raised_on: date
    untold_since: date | None


@dataclass(frozen=True)
class MatterFile:
    """Everything that the record page, a slip or `matters show` tells of a matter."""

    id: MatterId
    version: int
    number: str
    title: str
    content: str
    category: str
    concerns: str
    urgency: Urgency
    disposition: Disposition
    status: MatterStatus
    stage: Stage
    outcome: Outcome | None
    raised_on: date
    clock_from: date | None
    due_on: date | None
    due_is_guess: bool
    """The deadline lies in a year whose holidays nobody has confirmed: 暂按周末推算."""
    paused_on: date | None
    late_days: int
    untold_since: date | None
    told_on: date | None
    settled_on: date | None
    round_no: int
    keeper: str
    answer_class: str | None
    satisfaction: Satisfaction | None
    decline_reason: DeclineReason | None
    where_to: str
    where_phone: str
    rounds: tuple[RoundView, ...]
    referrals: tuple[ReferralView, ...]
    tellings: tuple[TellingView, ...]
    pauses: tuple[PauseView, ...]
    timeline: tuple[TimelineEntry, ...]
    slips: tuple[SlipView, ...]
    joined: tuple[Joined, ...]
    """Matters joined to this one (并案)."""
    main: Joined | None
    """The matter that this one is joined to, or repeats."""
    attachments: int
    steps: frozenset[Step]
    """What may be done now; services refuse the rest."""
    tries_in_vain: int
    tries_needed: int
    visit: ReceptionView

    @property
    def referral(self) -> ReferralView | None:
        """The referral under way in this round."""
        last = self.referrals[-1] if self.referrals else None
        if last is None or last.returned_on is not None or last.round_no != self.round_no:
            return None
        return last

    @property
    def round(self) -> RoundView | None:
        return next((one for one in self.rounds if one.round_no == self.round_no), None)


def matter_named(work: Work, number: str) -> MatterId:
    """The matter of a number, as printed or shortened (2026-0036-1); NotFound, or BadInput: several."""
    text = number.strip()
    exact = work.session.scalar(select(Matter.id).where(Matter.number == text))
    if exact is not None:
        return MatterId(exact)
    parts = text.split("-")
    if len(parts) == 3 and all(part.isascii() and part.isdecimal() for part in parts):
        tail = f"%-{parts[0]}-{int(parts[1]):06d}-{int(parts[2])}"
        found = work.session.scalars(select(Matter.id).where(Matter.number.like(tail))).all()
        if len(found) > 1:
            raise BadInput("several_matters", number=text)
        if found:
            return MatterId(found[0])
    raise NotFound("no_such_matter", number=text)


def view(work: Work, key: MatterId) -> MatterFile:
    """The matter with its visitor masked. NotFound when there is no such one."""
    row = work.session.get(Matter, key)
    if row is None:
        raise NotFound("matter_not_found")
    return _file(work, row, reception_view.view(work, row.reception_id))


def unmask(work: Work, key: MatterId) -> MatterFile:
    """The matter in clear; that somebody looked is written to the trail (use `office.write`)."""
    row = work.session.get(Matter, key)
    if row is None:
        raise NotFound("matter_not_found")
    return _file(work, row, reception_view.unmask(work, row.reception_id))


def _file(work: Work, row: Matter, visit: ReceptionView) -> MatterFile:
    category = work.session.get(Category, row.category_id) if row.category_id else None
    guide = row.guidances[-1] if row.guidances else None
    shown = mask_in_text if visit.masked else str
    main = work.session.get(Matter, row.merged_into_id) if row.merged_into_id else None
    return MatterFile(
        id=MatterId(row.id),
        version=row.version,
        number=row.number,
        title=row.title,
        content=shown(row.content),
        category=category.name if category else "",
        concerns=row.concerns,
        urgency=row.urgency,
        disposition=row.disposition,
        status=row.status,
        stage=row.stage,
        outcome=row.outcome,
        raised_on=row.raised_on,
        clock_from=row.clock_from,
        due_on=row.due_on,
        due_is_guess=row.due_on is not None and not calendar(work).is_known(row.due_on),
        paused_on=row.paused_on,
        late_days=row.late_days,
        untold_since=row.untold_since,
        told_on=row.told_on,
        settled_on=row.settled_on,
        round_no=row.round_no,
        keeper=row.keeper,
        answer_class=row.answer_class,
        satisfaction=row.satisfaction,
        decline_reason=row.decline_reason,
        where_to=guide.where_to if guide else "",
        where_phone=guide.phone if guide else "",
        rounds=tuple(map(_round, row.rounds)),
        referrals=_referrals(work, key := MatterId(row.id)),
        tellings=tuple(map(_telling, _of(work, Telling, key))),
        pauses=tuple(map(_pause, _of(work, Pause, key))),
        timeline=tuple(map(_entry, row.steps)),
        slips=tuple(map(_slip, _of(work, Slip, key))),
        joined=tuple(map(_joined, followers(work, row))),
        main=_joined(main) if main else None,
        attachments=_attachments(work, key),
        steps=possible(work, row),
        tries_in_vain=tries(work, row, reached=False),
        tries_needed=int(setting(work, "tries_before_unreachable")),
        visit=visit,
    )


def possible(work: Work, matter: Matter) -> frozenset[Step]:
    """What the table allows, less what this matter's own facts forbid."""
    steps = set(allowed(matter.status)) - {Step.REGISTER, Step.ANSWER_ON_THE_SPOT}
    if matter.paused_on is not None:
        return frozenset(steps & WHILE_PAUSED)
    steps.discard(Step.RESUME)
    if matter.untold_since is None:
        steps -= {Step.TELL, Step.TRY}
    if matter.outcome is Outcome.DECLINED:
        steps.discard(Step.TURN_TO_PROPOSAL)
    followed = matter.answer_class and work.session.get_one(AnswerClass, matter.answer_class)
    if not followed or not followed.followed or matter.satisfaction is Satisfaction.DISSATISFIED:
        steps.discard(Step.TRACK)
    if Step.CLOSE in steps and not is_told(work, matter):
        needed = int(setting(work, "tries_before_unreachable"))
        if tries(work, matter, reached=False) < needed:
            steps.discard(Step.CLOSE)
    if Step.ASSIST in steps and not _assisted(work, matter):
        steps.discard(Step.ASSIST)
    return frozenset(steps)


def _assisted(work: Work, matter: Matter) -> bool:
    query = (
        select(ReferralUnit.id)
        .join(Referral, Referral.id == ReferralUnit.referral_id)
        .where(
            Referral.matter_id == matter.id,
            Referral.round_no == matter.round_no,
            Referral.returned_on.is_(None),
        )
        .limit(1)
    )
    return work.session.scalar(query) is not None


def _of(work: Work, kind: type[Of], key: MatterId) -> list[Of]:
    return list(work.session.scalars(select(kind).where(kind.matter_id == key).order_by(kind.id)))


def _attachments(work: Work, key: MatterId) -> int:
    query = select(func.count()).select_from(Attachment)
    here = (Attachment.record == "matter", Attachment.record_id == key)
    return work.session.scalar(query.where(*here, Attachment.withdrawn_at.is_(None))) or 0


def _referrals(work: Work, key: MatterId) -> tuple[ReferralView, ...]:
    rows = work.session.scalars(
        select(Referral).where(Referral.matter_id == key).order_by(Referral.position)
    ).all()
    units = work.session.scalars(
        select(ReferralUnit)
        .where(ReferralUnit.referral_id.in_([row.id for row in rows]))
        .order_by(ReferralUnit.position)
    ).all()
    return tuple(
        _referral(row, [one for one in units if one.referral_id == row.id]) for row in rows
    )


def _referral(row: Referral, units: list[ReferralUnit]) -> ReferralView:
    return ReferralView(
        ReferralId(row.id),
        row.round_no,
        row.position,
        row.unit_name,
        tuple(AssistView(one.unit_name, one.replied_on, one.reply) for one in units),
        row.referred_on,
        row.hard,
        row.first_due_on,
        row.due_on,
        row.sign_by_on,
        row.signed_on,
        row.signed_by,
        row.returned_on,
        row.return_reason,
        row.extended_on,
        row.extension_reason,
        row.request,
    )


def _round(row: Round) -> RoundView:
    return RoundView(
        row.round_no,
        row.unit_name,
        row.referred_on,
        row.answered_on,
        row.answer,
        row.answer_class,
        row.told_on,
        row.told_how,
        row.told_by,
        row.satisfaction_work,
        row.satisfaction_result,
    )


def _telling(row: Telling) -> TellingView:
    return TellingView(row.round_no, row.tried_on, row.reached, row.how, row.by, row.remark)


def _pause(row: Pause) -> PauseView:
    return PauseView(
        row.round_no, row.reason, row.paused_on, row.due_then_on, row.resumed_on, row.workdays
    )


def _entry(row: MatterStep) -> TimelineEntry:
    return TimelineEntry(
        row.round_no,
        row.step,
        row.status,
        row.happened_on,
        row.due_on,
        row.late_days,
        row.recorded_at,
        row.actor,
        row.remark,
    )


def _slip(row: Slip) -> SlipView:
    return SlipView(
        SlipId(row.id),
        row.kind,
        row.number,
        row.code,
        row.round_no,
        row.made_on,
        row.printed,
        row.referral_id,
    )


def _joined(row: Matter) -> Joined:
    return Joined(
        MatterId(row.id), row.number, row.title, row.status, row.raised_on, row.untold_since
    )
