"""How long the round under way has taken, in the days that its rule counts."""

from dataclasses import dataclass
from datetime import date

from liaison.domain.ids import MatterId
from liaison.services.calendar import calendar
from liaison.services.matter_view import MatterFile
from liaison.services.settings import span
from liaison.services.work import Work


@dataclass(frozen=True)
class Used:
    """Working days of the running round. `since` None: nothing has begun to count yet."""

    since: date | None
    until: date
    workdays: int
    paused: int
    """Working days that do not count."""


def used(work: Work, file: MatterFile) -> Used:
    """From the first referral of the round (or the day it was raised) to the answer, or to today."""
    row = file.round
    began = [one.referred_on for one in file.referrals if one.round_no == file.round_no]
    since = min(began, default=row.referred_on if row else None)
    since = since or (file.clock_from if file.outcome is None else None)
    until = row.answered_on if row and row.answered_on else (file.settled_on or work.today)
    if since is None or since > until:
        return Used(since, until, 0, 0)
    days = calendar(work)
    paused = sum(
        days.workdays_between(one.paused_on, min(one.resumed_on or until, until))
        for one in file.pauses
        if one.round_no == file.round_no and one.paused_on < until
    )
    return Used(since, until, max(0, days.workdays_between(since, until) - paused), paused)


@dataclass(frozen=True)
class Promise:
    """When an answer would be due, by the rule."""

    answer_by: date
    hard_by: date
    answer_words: str
    hard_words: str
    answer_guessed: bool
    hard_guessed: bool
    """That deadline lies in a year whose holidays nobody has confirmed."""


def promised(work: Work, key: MatterId, on: date) -> Promise:
    """The deadlines of a referral made on that day; one of a later round has its own period."""
    from db.models import Matter
    from liaison.domain.errors import NotFound

    matter = work.session.get(Matter, key)
    if matter is None:
        raise NotFound("matter_not_found")
    usual, hard = span(work, "answer_within_days"), span(work, "hard_within_days")
    if matter.round_no > 1:
        usual = hard = span(work, "redo_within_months")
    days = calendar(work)
    first, last = days.end(on, usual), days.end(on, hard)
    guessed = [not days.is_known(day) for day in (first, last)]
    return Promise(first, last, usual.words_zh, hard.words_zh, *guessed)
