"""What a clerk gives with each step of a matter."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from liaison.domain.errors import Problem
from liaison.domain.ids import CategoryId, MatterId, UnitId
from liaison.domain.matter import DeclineReason, Satisfaction
from liaison.domain.text import clean_line

LONGEST_TEXT = 20_000


@dataclass(frozen=True, kw_only=True)
class StepForm:
    """`on` is the day it happened, today when None; `version` the one that the clerk saw."""

    matter_id: MatterId
    on: date | None = None
    remark: str = ""
    version: int | None = None

    def problems(self, today: date) -> tuple[Problem, ...]:
        """Everything wrong with the form by itself; the matter's own facts are the service's."""
        return tuple(self._found(today))

    def _found(self, today: date) -> Iterator[Problem]:
        if self.on is not None and self.on > today:
            yield Problem("happened_on", "in_the_future", {"today": today.isoformat()})
        if len(self.remark) > LONGEST_TEXT:
            yield Problem("remark", "too_long", {"most": LONGEST_TEXT})


def _needed(field: str, text: str) -> Iterator[Problem]:
    if not clean_line(text):
        yield Problem(field, "missing")
    elif len(text) > LONGEST_TEXT:
        yield Problem(field, "too_long", {"most": LONGEST_TEXT})


@dataclass(frozen=True)
class UnitName:
    """A unit of the list, or one in words; an unknown name joins the list."""

    name: str
    id: UnitId | None = None


@dataclass(frozen=True, kw_only=True)
class ReferForm(StepForm):
    """交办. `due_on` None: by the period of the settings, the longer one for a `hard` matter."""

    unit: UnitName
    assisting: tuple[UnitName, ...] = ()
    due_on: date | None = None
    hard: bool = False
    request: str = ""

    def _found(self, today: date) -> Iterator[Problem]:
        yield from super()._found(today)
        yield from _needed("unit", self.unit.name or ("x" if self.unit.id else ""))
        names = [clean_line(one.name) for one in (self.unit, *self.assisting) if one.name]
        if len(set(names)) < len(names):
            yield Problem("assisting", "unit_twice")
        if self.due_on is not None and self.due_on < (self.on or today):
            yield Problem("due_on", "due_before_start")
        if len(self.request) > LONGEST_TEXT:
            yield Problem("request", "too_long", {"most": LONGEST_TEXT})


@dataclass(frozen=True, kw_only=True)
class SignForm(StepForm):
    """签收: `by` is who signed at the unit, may stay empty."""

    by: str = ""


@dataclass(frozen=True, kw_only=True)
class ReasonForm(StepForm):
    """A step that only needs a reason: 退回, 暂停, 重办, 作废 …"""

    reason: str

    def _found(self, today: date) -> Iterator[Problem]:
        yield from super()._found(today)
        yield from _needed("reason", self.reason)


@dataclass(frozen=True, kw_only=True)
class ExtendForm(ReasonForm):
    due_on: date

    def _found(self, today: date) -> Iterator[Problem]:
        yield from super()._found(today)
        if self.due_on < (self.on or today):
            yield Problem("due_on", "due_before_start")


@dataclass(frozen=True, kw_only=True)
class AssistForm(StepForm):
    """An assisting unit's opinion."""

    unit: str
    reply: str

    def _found(self, today: date) -> Iterator[Problem]:
        yield from super()._found(today)
        yield from _needed("unit", self.unit)
        yield from _needed("reply", self.reply)


@dataclass(frozen=True, kw_only=True)
class AnswerForm(StepForm):
    """答复 with its class. Without a referral the station answers by itself."""

    answer: str
    answer_class: str

    def _found(self, today: date) -> Iterator[Problem]:
        yield from super()._found(today)
        yield from _needed("answer", self.answer)
        yield from _needed("answer_class", self.answer_class)


@dataclass(frozen=True, kw_only=True)
class TellForm(StepForm):
    """One try to tell the visitor; `reached` False is a try in vain. `by`: the actor when empty."""

    how: str
    by: str = ""
    reached: bool = True

    def _found(self, today: date) -> Iterator[Problem]:
        yield from super()._found(today)
        yield from _needed("how", self.how)


@dataclass(frozen=True, kw_only=True)
class RateForm(StepForm):
    """The visitor's word on the work and on the result.

    Dissatisfied opens the next round; `last_word` (from the second round on) says why there can't be one.
    """

    work: Satisfaction
    result: Satisfaction
    last_word: str = ""

    @property
    def dissatisfied(self) -> bool:
        return Satisfaction.DISSATISFIED in (self.work, self.result)


@dataclass(frozen=True, kw_only=True)
class DeclineForm(StepForm):
    """不予受理: never without where to go instead (引导单)."""

    reason: DeclineReason
    where_to: str
    phone: str = ""

    def _found(self, today: date) -> Iterator[Problem]:
        yield from super()._found(today)
        yield from _needed("where_to", self.where_to)


@dataclass(frozen=True, kw_only=True)
class MergeForm(StepForm):
    """并案 into the main matter; this one's visitors are still told themselves."""

    into_id: MatterId


@dataclass(frozen=True)
class PartForm:
    """What is split off: a matter of its own (一事一件)."""

    title: str
    content: str = ""
    category_id: CategoryId | None = None


@dataclass(frozen=True, kw_only=True)
class SplitForm(StepForm):
    parts: tuple[PartForm, ...]

    def _found(self, today: date) -> Iterator[Problem]:
        yield from super()._found(today)
        if not self.parts:
            yield Problem("parts", "missing")
        for part in self.parts:
            yield from _needed("parts", part.title)
