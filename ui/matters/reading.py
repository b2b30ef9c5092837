"""What the record page asks the office for, in one look."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid5

from liaison.domain.ids import DraftId, MatterId
from liaison.domain.matter import Stage
from liaison.domain.steps import Step
from liaison.services import matter_clock, matter_view, proposals, stations, step_choices
from liaison.services.matter_clock import Used
from liaison.services.matter_view import MatterFile
from liaison.services.proposals import ProposalRow
from liaison.services.stations import Choice
from liaison.services.step_choices import StepChoices

if TYPE_CHECKING:
    from liaison.services.drafts import DraftRow
    from liaison.services.work import Work


@dataclass(frozen=True)
class Shown:
    """One matter with all that its page needs; `today` is the office's."""

    file: MatterFile
    used: Used
    choices: StepChoices
    today: date
    proposals: tuple[ProposalRow, ...] = ()


@dataclass(frozen=True)
class Offer:
    """What the list's filters and the steps for several choose from."""

    today: date
    categories: tuple[Choice, ...]
    units: tuple[Choice, ...]
    rules: dict[Stage, str]


def offer(work: "Work") -> Offer:
    return Offer(
        work.today,
        tuple(stations.categories(work)),
        tuple(stations.units(work)),
        step_choices.rules(work),
    )


def read(work: "Work", key: MatterId) -> Shown:
    """Masked. NotFound: no such matter."""
    return _shown(work, matter_view.view(work, key))


def unmask(work: "Work", key: MatterId) -> Shown:
    """In clear, and written to the trail."""
    return _shown(work, matter_view.unmask(work, key))


def _shown(work: "Work", file: MatterFile) -> Shown:
    choices = step_choices.choices(work, file.id)
    fed = tuple(proposals.of_matter(work, file.id))
    return Shown(file, matter_clock.used(work, file), choices, work.today, fed)


def draft_key(key: MatterId, step: Step, actor: str) -> DraftId:
    """Where the draft of a step lies: one for each matter, step and person."""
    return DraftId(uuid5(key, f"{step.value}:{actor}"))


def draft_of(work: "Work", key: DraftId) -> "DraftRow | None":
    from liaison.services import drafts

    return drafts.one(work, key)
