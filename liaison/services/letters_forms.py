"""What comes in about a letter or a visit to the organ: the register's line, and each step."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from liaison.domain.errors import Problem
from liaison.domain.ids import AreaId, CategoryId, LetterId
from liaison.domain.letter import TOLD_WAYS, WAYS
from liaison.domain.text import clean, clean_line

MOST_LINE, MOST_TEXT = 200, 20_000
TOO_EARLY = date(2000, 1, 1)


@dataclass(frozen=True)
class LetterForm:
    """A line of the register; `content` is sealed once it is recorded."""

    received_on: date
    way: str
    content: str
    title: str = ""
    name: str = ""
    """Empty: anonymous."""
    contact: str = ""
    category_id: CategoryId | None = None
    area_id: AreaId | None = None

    def problems(self, today: date) -> tuple[Problem, ...]:
        return tuple(self._found(today))

    def _found(self, today: date) -> Iterator[Problem]:
        if self.received_on > today:
            yield Problem("received_on", "in_the_future", {"today": today.isoformat()})
        if self.received_on < TOO_EARLY:
            yield Problem("received_on", "too_long_ago")
        if self.way not in WAYS:
            yield Problem("way", "missing")
        if not clean(self.content):
            yield Problem("content", "missing")
        if len(self.content) > MOST_TEXT:
            yield Problem("content", "too_long", {"most": MOST_TEXT})
        for name in ("title", "name", "contact"):
            if len(getattr(self, name)) > MOST_LINE:
                yield Problem(name, "too_long", {"most": MOST_LINE})


@dataclass(frozen=True, kw_only=True)
class LetterStepForm:
    """What every step of a letter has. `version`: the one that the clerk saw, None not to ask."""

    letter_id: LetterId
    on: date
    version: int | None = None

    def problems(self, today: date) -> tuple[Problem, ...]:
        late = self.on > today
        ahead = (Problem("on", "in_the_future", {"today": today.isoformat()}),) if late else ()
        return (*ahead, *self._more())

    def _more(self) -> Iterator[Problem]:
        return iter(())


@dataclass(frozen=True, kw_only=True)
class LetterHandForm(LetterStepForm):
    unit_name: str

    def _more(self) -> Iterator[Problem]:
        if not clean_line(self.unit_name):
            yield Problem("unit", "missing")
        if len(self.unit_name) > MOST_LINE:
            yield Problem("unit", "too_long", {"most": MOST_LINE})


@dataclass(frozen=True, kw_only=True)
class LetterTellForm(LetterStepForm):
    """The writer is told: where it went (告知去向), or in the end what came of it (答复)."""

    how: str
    remark: str = ""

    def _more(self) -> Iterator[Problem]:
        if self.how not in TOLD_WAYS:
            yield Problem("how", "missing")
        if self.how == "无法联系" and not clean_line(self.remark):
            yield Problem("remark", "missing")
        if len(self.remark) > MOST_LINE:
            yield Problem("remark", "too_long", {"most": MOST_LINE})


@dataclass(frozen=True, kw_only=True)
class LetterResultForm(LetterStepForm):
    result: str

    def _more(self) -> Iterator[Problem]:
        if not clean(self.result):
            yield Problem("result", "missing")
        if len(self.result) > MOST_TEXT:
            yield Problem("result", "too_long", {"most": MOST_TEXT})


@dataclass(frozen=True, kw_only=True)
class LetterReasonForm(LetterStepForm):
    reason: str

    def _more(self) -> Iterator[Problem]:
        if not clean_line(self.reason):
            yield Problem("reason", "missing")
        if len(self.reason) > MOST_LINE:
            yield Problem("reason", "too_long", {"most": MOST_LINE})
