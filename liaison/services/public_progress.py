"""What a query code opens: how far it is, of what was sent by phone or said at the desk."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from db.models import Matter, MatterStep, ProgressCode, Reception, Referral, Station, Submission
from liaison.domain.clock import civil
from liaison.domain.errors import NotFound
from liaison.domain.public_progress import (
    MatterProgress,
    ProgressStep,
    ProgressView,
    status_words,
    step_words,
)
from liaison.domain.query_code import token_of
from liaison.domain.reception import ReceptionStatus
from liaison.domain.steps import Step
from liaison.domain.submission import SubmissionStatus
from liaison.services.work import Work

WAITING_ZH = "已收到，等工作人员接收"
ACCEPTED_ZH = "工作人员已接收，登记成事项"
DECLINED_ZH = "没有接收"
STOPPED_ZH = "已停止办理，请打电话问本站"
UNREADABLE_ZH = "内容无法受理；确有事情请打电话或到站里当面说"


def progress(work: Work, typed: str) -> ProgressView:
    """BadInput: not a query code, or mistyped. NotFound: no such code was given out."""
    token = token_of(typed)
    sent = work.session.scalar(select(Submission).where(Submission.token == token))
    if sent is not None:
        return _of_submission(work, sent)
    code = work.session.scalar(select(ProgressCode).where(ProgressCode.token == token))
    if code is None:
        raise NotFound("query_code_unknown")
    row = work.session.get_one(Matter, code.matter_id)
    matter = _matter(work, row)
    name, phone = _station(work, code.station_id)
    return ProgressView(matter.now, name, phone, row.raised_on, (), (matter,))


def _of_submission(work: Work, row: Submission) -> ProgressView:
    name, phone = _station(work, row.station_id)
    came = civil(row.received_at).date()
    steps = [ProgressStep(came, "已收到")]
    decided = civil(row.decided_at).date() if row.decided_at else None
    if row.status in (SubmissionStatus.DECLINED, SubmissionStatus.SPAM) and decided:
        why = row.reason if row.status is SubmissionStatus.DECLINED else UNREADABLE_ZH
        steps.append(ProgressStep(decided, DECLINED_ZH))
        return ProgressView(DECLINED_ZH, name, phone, came, tuple(steps), reason=why)
    if row.status is not SubmissionStatus.ACCEPTED or row.reception_id is None:
        return ProgressView(WAITING_ZH, name, phone, came, tuple(steps))
    steps.append(ProgressStep(decided or came, ACCEPTED_ZH))
    matters = _matters(work, row.reception_id)
    now = matters[0].now if len(matters) == 1 else ACCEPTED_ZH
    return ProgressView(now if matters else STOPPED_ZH, name, phone, came, tuple(steps), matters)


def _matters(work: Work, key: UUID) -> tuple[MatterProgress, ...]:
    reception = work.session.get_one(Reception, key)
    if reception.status is not ReceptionStatus.RECORDED:
        return ()
    rows = work.session.scalars(
        select(Matter).where(Matter.reception_id == key).order_by(Matter.position)
    )
    return tuple(_matter(work, row) for row in rows)


def _matter(work: Work, row: Matter) -> MatterProgress:
    units = dict(_referred(work, row.id))
    steps = work.session.execute(
        select(MatterStep.step, MatterStep.status, MatterStep.happened_on)
        .where(MatterStep.matter_id == row.id)
        .order_by(MatterStep.id)
    )
    shown: list[ProgressStep] = []
    for step, status, on in steps:
        words = step_words(step, status, units.get(on, "") if step is Step.REFER else "")
        if words and (not shown or shown[-1] != ProgressStep(on, words)):
            shown.append(ProgressStep(on, words))
    now = status_words(row.status, paused=row.paused_on is not None)
    return MatterProgress(now, tuple(shown))


def _referred(work: Work, key: UUID) -> list[tuple[date, str]]:
    query = select(Referral.referred_on, Referral.unit_name).where(Referral.matter_id == key)
    return [(row.referred_on, row.unit_name) for row in work.session.execute(query)]


def _station(work: Work, key: Any) -> tuple[str, str]:
    station = work.session.get_one(Station, key)
    return station.name, station.phone
