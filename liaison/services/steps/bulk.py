"""One step for many matters at once: one transaction, and each that can't take it is named."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from db.models import Matter
from liaison.domain.errors import Cancelled, LiaisonError
from liaison.domain.ids import MatterId
from liaison.domain.progress import Progress, silent
from liaison.domain.steps import Step
from liaison.services import steps
from liaison.services.steps.forms import StepForm
from liaison.services.work import Work

MOST = 1_000
"""Matters that one bulk step takes."""


@dataclass(frozen=True)
class Refused:
    """A matter that stayed as it was, and why."""

    id: MatterId
    number: str
    title: str
    error: LiaisonError


@dataclass
class BulkDone:
    """What became of each; both lists in the order asked for."""

    done: list[MatterId] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def take_all(
    work: Work,
    step: Step,
    asked: Sequence[tuple[MatterId, int | None]],
    form_of: Callable[[MatterId, int | None], StepForm],
    progress: Progress = silent,
) -> BulkDone:
    """Take a step for each (key, version seen). A refused one leaves nothing half-written behind.

    Cancelled: everything is rolled back.
    """
    told = BulkDone()
    for place, (key, version) in enumerate(asked[:MOST]):
        progress(place, len(asked))
        error = _refusal(work, step, form_of(key, version))
        if error is None:
            told.done.append(key)
        else:
            told.refused.append(_refused(work, key, error))
    progress(len(asked), len(asked))
    return told


def _refusal(work: Work, step: Step, form: StepForm) -> LiaisonError | None:
    """Take it within a savepoint: the one place where refusing one must not end the others."""
    part = work.session.begin_nested()
    try:
        steps.step(work, step, form)
    except Cancelled:
        raise
    except LiaisonError as error:
        part.rollback()
        return error
    part.commit()
    return None


def _refused(work: Work, key: MatterId, error: LiaisonError) -> Refused:
    matter = work.session.get(Matter, key)
    if matter is None:
        return Refused(key, "", "", error)
    return Refused(key, matter.number, matter.title, error)
