"""What the timeline tells: the steps of the round under way, then those that are still to come."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liaison.domain.matter import MATTER_STATUS_ZH, MatterStatus, Stage
from liaison.domain.steps import STEP_ZH, Step
from liaison.services.matter_view import MatterFile, TimelineEntry
from ui.matters.actions import WORDS

S = MatterStatus
QUIET = frozenset({Step.PAUSE, Step.RESUME, Step.EXTEND, Step.COMMENT, Step.ASSIST, Step.TRY})
PAST_ZH = STEP_ZH | {Step.REFER: "交办", Step.RATE: "群众评价", Step.CLOSE: "归档"}


class Dot(StrEnum):
    DONE = "done"
    QUIET = "quiet"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Happening:
    """`beside` stands at the right: a day, or until when."""

    words: str
    beside: str
    dot: Dot
    detail: str = ""
    tip: str = ""
    late: bool = False


def story(file: MatterFile, today: date, round_no: int | None = None) -> list[Happening]:
    """Of one round, the one under way when none is named; only that one has something to come."""
    asked = round_no or file.round_no
    found = [
        _past(file, one, today)
        for one in file.timeline
        if one.round_no == asked and not _is_opening(one)
    ]
    return found + (_to_come(file, today) if asked == file.round_no else [])


def _is_opening(one: TimelineEntry) -> bool:
    """Registering has no step of its own to tell in a later round."""
    return one.step is None and one.status is S.REGISTERED


def _past(file: MatterFile, one: TimelineEntry, today: date) -> Happening:
    words, detail = _told(file, one)
    if one.late_days:
        detail = "　".join(filter(None, (f"迟 {one.late_days} 天", detail)))
    return Happening(
        words,
        _day(one.happened_on, today),
        Dot.QUIET if one.step in QUIET else Dot.DONE,
        detail,
        f"{one.happened_on:%Y-%m-%d}，{one.actor} 记",
        late=one.late_days > 0,
    )


def _told(file: MatterFile, one: TimelineEntry) -> tuple[str, str]:
    if one.step is None:
        return MATTER_STATUS_ZH[one.status], one.remark
    words = PAST_ZH[one.step]
    if one.step is Step.COMMENT and one.round_no == file.round_no:
        return words, ""  # the opinion itself stands beside the answer
    if one.step is Step.REFER:
        return f"交办{one.remark}", ""
    if one.step is Step.SIGN:
        return f"{_unit(file, one.round_no)}签收", one.remark
    if one.step is Step.ANSWER and one.remark.endswith("类"):
        return f"答复，{one.remark}", ""
    return words, one.remark


def _unit(file: MatterFile, round_no: int) -> str:
    found = [one.unit for one in file.referrals if one.round_no == round_no]
    return found[-1] if found else ""


def _to_come(file: MatterFile, today: date) -> list[Happening]:
    if file.stage in {Stage.DONE, Stage.VOID}:
        return []
    steps = _next(file)
    found = []
    for place, step in enumerate(steps):
        now = place == 0
        beside = _until(file, step, today) if now else _when(step)
        found.append(Happening(WORDS[step], beside, Dot.NOW if now else Dot.AHEAD))
    return found


def _next(file: MatterFile) -> list[Step]:
    if file.paused_on is not None:
        return [Step.RESUME, Step.ANSWER, Step.TELL, Step.RATE, Step.CLOSE]
    whole = [Step.REFER, Step.SIGN, Step.ANSWER, Step.TELL, Step.RATE, Step.CLOSE]
    begins = {
        S.REGISTERED: 0,
        S.AWAITING_REFERRAL: 0,
        S.RETURNED: 0,
        S.REFERRED: 1,
        S.IN_HAND: 2,
        S.TRACKED: 2,
        S.ANSWERED: 3,
        S.TOLD: 4,
        S.RATED: 5,
    }
    if file.status in begins:
        return whole[begins[file.status] :]
    return ([Step.TELL] if file.untold_since is not None else []) + [Step.CLOSE]


def _until(file: MatterFile, step: Step, today: date) -> str:
    if step is Step.SIGN and file.referral and file.referral.sign_by_on:
        return f"{_day(file.referral.sign_by_on, today)} 前"
    if file.due_on is not None:
        return f"{_day(file.due_on, today)} 到期"
    return "等群众" if file.paused_on is not None else "现在"


def _when(step: Step) -> str:
    return {
        Step.RATE: "告知时问",
        Step.CLOSE: "评价后",
        Step.TELL: "答复后",
        Step.ANSWER: "签收后",
        Step.SIGN: "交办后",
    }.get(step, "")


def _day(day: date, today: date) -> str:
    return f"{day:%m-%d}" if abs((today - day).days) < 300 else f"{day:%Y-%m-%d}"
