"""What comes in about a proposal: the paper itself, and one form for each step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from liaison.domain.errors import Problem
from liaison.domain.ids import (
    AreaId,
    CategoryId,
    DraftId,
    MatterId,
    ProposalId,
    RepresentativeId,
    StationId,
)
from liaison.domain.matter import Satisfaction
from liaison.domain.proposal import RULES, SUPERVISIONS, ProposalKind
from liaison.domain.text import clean, clean_line

MOST_TITLE, MOST_LINE, MOST_TEXT, MOST_PEOPLE = 100, 200, 10_000, 100_000
RATINGS = (
    Satisfaction.SATISFIED,
    Satisfaction.FAIRLY_SATISFIED,
    Satisfaction.DISSATISFIED,
    Satisfaction.NOT_RATED,
)


@dataclass(frozen=True)
class ProposalForm:
    """The paper as a representative writes it. A draft needs only a title."""

    title: str
    kind: ProposalKind = ProposalKind.SUGGESTION
    content: str = ""
    category_id: CategoryId | None = None
    area_id: AreaId | None = None
    lead_id: RepresentativeId | None = None
    signer_ids: tuple[RepresentativeId, ...] = ()
    people_count: int = 0
    station_id: StationId | None = None
    draft_id: DraftId | None = None
    """The autosaved typing that this form replaces."""

    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._found())

    def _found(self) -> Iterator[Problem]:
        if not clean_line(self.title):
            yield Problem("title", "missing")
        if len(self.title) > MOST_TITLE:
            yield Problem("title", "too_long", {"most": MOST_TITLE})
        if len(self.content) > MOST_TEXT:
            yield Problem("content", "too_long", {"most": MOST_TEXT})
        named = [*self.signer_ids, *([self.lead_id] if self.lead_id else [])]
        if len(set(named)) < len(named):
            yield Problem("signers", "named_twice")
        if not 0 <= self.people_count <= MOST_PEOPLE:
            yield Problem("people_count", "out_of_range", {"least": 0, "most": MOST_PEOPLE})


@dataclass(frozen=True, kw_only=True)
class StepForm:
    """What every step of a proposal has. `version`: the one that the clerk saw, None not to ask."""

    proposal_id: ProposalId
    on: date
    version: int | None = None

    def problems(self, today: date) -> tuple[Problem, ...]:
        late = self.on > today
        ahead = (Problem("on", "in_the_future", {"today": today.isoformat()}),) if late else ()
        return (*ahead, *self._more())

    def _more(self) -> Iterator[Problem]:
        return iter(())


@dataclass(frozen=True, kw_only=True)
class TickForm(StepForm):
    """The rules that are confirmed now; the others are not, or not any more."""

    rules: frozenset[str] = frozenset()

    def _more(self) -> Iterator[Problem]:
        if self.rules - {rule.key for rule in RULES}:
            yield Problem("rules", "no_such_rule")


@dataclass(frozen=True, kw_only=True)
class AgreeForm(StepForm):
    signer_ids: tuple[RepresentativeId, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SubmitForm(StepForm):
    pass


@dataclass(frozen=True, kw_only=True)
class AcknowledgeForm(StepForm):
    """The representative is told that the paper has come in (浙江办理规定 art 10: within 7 days)."""

    remark: str = ""


@dataclass(frozen=True, kw_only=True)
class HandForm(StepForm):
    unit_name: str
    assisting: tuple[str, ...] = ()
    hard: bool = False
    remark: str = ""

    def _more(self) -> Iterator[Problem]:
        names = [clean_line(name) for name in (self.unit_name, *self.assisting)]
        if not names[0]:
            yield Problem("unit", "missing")
        if len(set(names)) < len(names):
            yield Problem("assisting", "unit_twice")
        if any(len(name) > MOST_LINE for name in names):
            yield Problem("unit", "too_long", {"most": MOST_LINE})


@dataclass(frozen=True, kw_only=True)
class ReasonForm(StepForm):
    """Returning, extending, reopening, withdrawing: each needs its reason."""

    reason: str

    def _more(self) -> Iterator[Problem]:
        if not clean_line(self.reason):
            yield Problem("reason", "missing")
        if len(self.reason) > MOST_LINE:
            yield Problem("reason", "too_long", {"most": MOST_LINE})


@dataclass(frozen=True, kw_only=True)
class AssistForm(StepForm):
    unit_name: str
    reply: str

    def _more(self) -> Iterator[Problem]:
        if not clean_line(self.unit_name):
            yield Problem("unit", "missing")
        if not clean(self.reply):
            yield Problem("reply", "missing")


@dataclass(frozen=True, kw_only=True)
class TalkForm(StepForm):
    """面商 between unit and representative."""

    talk_how: str
    talk_with: str

    def _more(self) -> Iterator[Problem]:
        for name in ("talk_how", "talk_with"):
            if not clean_line(getattr(self, name)):
                yield Problem(name, "missing")
            elif len(getattr(self, name)) > MOST_LINE:
                yield Problem(name, "too_long", {"most": MOST_LINE})


@dataclass(frozen=True, kw_only=True)
class AnswerForm(StepForm):
    answer: str
    answer_class: str | None

    def _more(self) -> Iterator[Problem]:
        if not clean(self.answer):
            yield Problem("answer", "missing")
        if len(self.answer) > MOST_TEXT:
            yield Problem("answer", "too_long", {"most": MOST_TEXT})
        if not self.answer_class:
            yield Problem("answer_class", "missing")


@dataclass(frozen=True, kw_only=True)
class RateForm(StepForm):
    """The representative's word on the answer; either 不满意 opens the next round."""

    work: Satisfaction | None
    result: Satisfaction | None
    opinion: str = ""

    @property
    def dissatisfied(self) -> bool:
        return Satisfaction.DISSATISFIED in (self.work, self.result)

    def _more(self) -> Iterator[Problem]:
        for name, value in (("work", self.work), ("result", self.result)):
            if value not in RATINGS:
                yield Problem(name, "missing")
        if self.dissatisfied and not clean(self.opinion):
            yield Problem("opinion", "missing")
        if len(self.opinion) > MOST_TEXT:
            yield Problem("opinion", "too_long", {"most": MOST_TEXT})


@dataclass(frozen=True, kw_only=True)
class SuperviseForm(StepForm):
    """`kind` "" takes the supervision back."""

    kind: str

    def _more(self) -> Iterator[Problem]:
        if self.kind and self.kind not in SUPERVISIONS:
            yield Problem("supervision", "missing")


@dataclass(frozen=True, kw_only=True)
class CloseForm(StepForm):
    remark: str = ""


@dataclass(frozen=True)
class TurnForm:
    """Matters of the desk that become one new draft; nothing of the visitor's words goes with them."""

    matter_ids: tuple[MatterId, ...]
    title: str = ""
    lead_id: RepresentativeId | None = None
