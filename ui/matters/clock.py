"""The clock of a matter as a chip: in words, with a colour that says the same.

Everything comes from stored dates; a row of the list and the record itself speak alike.
"""

from datetime import date
from typing import Protocol

from liaison.domain.calendar import GUESSED_ZH
from liaison.domain.matter import MATTER_STATUS_ZH, OUTCOME_ZH, MatterStatus, Outcome, Stage
from liaison.domain.register import short_number
from liaison.services.matter_list import MatterRow
from liaison.services.matter_view import MatterFile
from ui.tag import Tag
from ui.theme import State

SOON_DAYS = 2


class Clocked(Protocol):
    """What a row and a record have in common."""

    @property
    def status(self) -> MatterStatus: ...
    @property
    def stage(self) -> Stage: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def paused_on(self) -> date | None: ...
    @property
    def untold_since(self) -> date | None: ...
    @property
    def late_days(self) -> int: ...


def due_tag(due_on: date, today: date) -> Tag:
    """逾期 1 天, 今天到期, 明天到期, 还有 5 天."""
    left = (due_on - today).days
    if left < 0:
        return Tag(f"逾期 {-left} 天", State.OVERDUE)
    if left <= 1:
        return Tag("明天到期" if left else "今天到期", State.ATTENTION)
    return Tag(f"还有 {left} 天", State.ATTENTION if left <= SOON_DAYS else State.NEUTRAL)


def clock_tag(one: Clocked, today: date, *, telling: bool = False) -> Tag:
    """`telling`: among the untold ones, where the clock of telling is what tells them apart."""
    if one.paused_on is not None:
        days = (today - one.paused_on).days
        return Tag(f"暂停 {days} 天" if days else "今天暂停", State.NEUTRAL, "pause")
    if one.untold_since is not None and not (telling and one.due_on):
        days = (today - one.untold_since).days
        late = one.due_on is not None and one.due_on < today
        words = f"未告知 {days} 天" if days else "今天办完，未告知"
        return Tag(words, State.OVERDUE if late else State.ATTENTION)
    if one.due_on is not None:
        return due_tag(one.due_on, today)
    if one.late_days:
        return Tag(f"迟办 {one.late_days} 天", State.ATTENTION)
    done = one.stage is Stage.DONE
    return Tag(MATTER_STATUS_ZH[one.status], State.GOOD if done else State.NEUTRAL)


def second_line(row: MatterRow, today: date) -> str:
    """Who has it, what it came to, and the day that matters: 区住建局　A类　第2轮　02-24 答复."""
    parts = [row.unit or row.category]
    parts += [f"{row.answer_class}类" if row.answer_class else ""]
    parts += [f"第{row.round_no}轮" if row.round_no > 1 else "", _day_of(row, today)]
    return "　".join(part for part in parts if part)


def _day_of(row: MatterRow, today: date) -> str:
    day, word = row.raised_on, "提出"
    if row.settled_on is not None:
        day, word = row.settled_on, "答复"
        if row.status in {MatterStatus.DECLINED, MatterStatus.MERGED}:
            word = MATTER_STATUS_ZH[row.status]
    elif row.stage is Stage.IN_HAND and row.due_on is not None:
        day, word = row.due_on, "到期"
    guess = "（推算）" if row.due_is_guess and day == row.due_on else ""
    if day == today:
        return f"今天{word}{guess}"
    shown = f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"
    return f"{shown} {word}{guess}"


def standing_words(file: MatterFile, today: date) -> str:
    """What it waits for, and until when; a guessed deadline is said to be one."""
    outcome = f"（{OUTCOME_ZH[file.outcome]}）" if file.outcome else ""
    words = MATTER_STATUS_ZH[file.status]
    if file.stage is Stage.DONE and file.outcome is not Outcome.SETTLED:
        words += outcome
    if file.due_on is None:
        return words
    year = "" if file.due_on.year == today.year else f"{file.due_on.year}-"
    guess = GUESSED_ZH if file.due_is_guess else ""
    return f"{words}，{year}{file.due_on:%m-%d} 到期{guess}"


def short_of(number: str) -> str:
    """A matter's number as it is said: 330902004-2026-000036-1 → 2026-0036-1."""
    reception, _, place = number.rpartition("-")
    return f"{short_number(reception)}-{place}" if number.count("-") > 2 else number
