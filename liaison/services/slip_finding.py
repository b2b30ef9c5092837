"""From a scanned or typed slip to its matter, and to the step that the paper is there for."""

from dataclasses import dataclass

from sqlalchemy import select

from db.models import Matter, Referral, Slip
from liaison.domain.errors import BadInput, NotFound
from liaison.domain.ids import MatterId, ReceptionId
from liaison.domain.matter import MatterStatus
from liaison.domain.slip_code import (
    SLIP_KIND_ZH,
    SlipForm,
    SlipKind,
    read_slip_code,
    read_slip_number,
)
from liaison.domain.steps import Step
from liaison.services.work import Work

_NEXT = {
    MatterStatus.REGISTERED: Step.SEND,
    MatterStatus.AWAITING_REFERRAL: Step.REFER,
    MatterStatus.RETURNED: Step.REFER,
    MatterStatus.REFERRED: Step.SIGN,
    MatterStatus.IN_HAND: Step.ANSWER,
    MatterStatus.TRACKED: Step.ANSWER,
    MatterStatus.ANSWERED: Step.TELL,
    MatterStatus.TOLD: Step.RATE,
    MatterStatus.ANSWERED_ON_THE_SPOT: Step.RATE,
    MatterStatus.RATED: Step.CLOSE,
    MatterStatus.DECLINED: Step.CLOSE,
    MatterStatus.MERGED: Step.CLOSE,
    MatterStatus.TURNED_TO_PROPOSAL: Step.CLOSE,
}


@dataclass(frozen=True)
class SlipFound:
    """`step` is what waits now, None where nothing does, or where the slip is of an earlier time.

    `current` is False for a slip of an earlier round, or that a unit has sent back.
    """

    kind: SlipKind
    matter_id: MatterId
    reception_id: ReceptionId
    number: str
    matter_number: str
    round_no: int
    current: bool
    step: Step | None


def found_by_code(work: Work, text: str) -> SlipFound:
    """The slip of a code's digits or of a number for people (330902004-2026-J000012).

    BadInput "slip_wrong_check", "slip_foreign"; NotFound "slip_unknown" for a sound one that was
    never made here.
    """
    kind, slip = _slip(work, text)
    if slip is None:
        raise NotFound("slip_unknown", kind=SLIP_KIND_ZH[kind[0]], number=kind[1])
    matter = work.session.get_one(Matter, slip.matter_id)
    current = _is_current(work, matter, slip)
    return SlipFound(
        kind=slip.kind,
        matter_id=MatterId(matter.id),
        reception_id=matter.reception_id,
        number=slip.number,
        matter_number=matter.number,
        round_no=slip.round_no,
        current=current,
        step=next_step(matter) if current else None,
    )


def next_step(matter: Matter) -> Step | None:
    """What a matter waits for; None where it is archived or void."""
    if matter.status in (MatterStatus.ARCHIVED, MatterStatus.VOID):
        return None
    if matter.paused_on is not None:
        return Step.RESUME
    if matter.untold_since is not None:
        return Step.TELL
    return _NEXT[matter.status]


def _slip(work: Work, text: str) -> tuple[tuple[SlipKind, str], Slip | None]:
    """Which kind and number the text says, and the slip, if there is one."""
    written = read_slip_number(text)
    if written is not None:
        return written, work.session.scalar(select(Slip).where(Slip.number == written[1]))
    reading = read_slip_code(text)
    if reading.kind is None:
        wrong = reading.form is SlipForm.WRONG_CHECK
        raise BadInput("slip_wrong_check" if wrong else "slip_foreign")
    query = select(Slip).where(Slip.code == reading.digits)
    return (reading.kind, reading.number), work.session.scalar(query)


def _is_current(work: Work, matter: Matter, slip: Slip) -> bool:
    if slip.round_no != matter.round_no:
        return False
    if slip.referral_id is None:
        return True
    return work.session.get_one(Referral, slip.referral_id).returned_on is None
