"""What the clock's band shows of a round: which stretches, which days, which words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from liaison.domain.calendar import GUESSED_ZH
from liaison.domain.matter import Stage
from liaison.services.matter_clock import Used
from liaison.services.matter_view import MatterFile


class Look(StrEnum):
    WORKED = "worked"
    PAUSED = "paused"
    UNTOLD = "untold"
    TOLD = "told"
    OVERDUE = "overdue"
    """Untold for longer than is allowed."""
    LATE = "late"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Stretch:
    first: date
    last: date
    look: Look


@dataclass(frozen=True)
class Mark:
    day: date
    words: str
    now: bool = False


@dataclass(frozen=True)
class Band:
    title: str
    note: str
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]


def band_of(file: MatterFile, used: Used, today: date) -> Band:
    """Of the round under way; nothing to draw before anything has begun to count."""
    if used.since is None:
        return Band("", "", (), ())
    return Band(
        _title(file, used),
        _note(file, used),
        tuple(_stretches(file, used, today)),
        tuple(_marks(file, used, today)),
    )


def _answered(file: MatterFile) -> date | None:
    row = file.round
    return row.answered_on if row and row.answered_on else file.settled_on


def _title(file: MatterFile, used: Used) -> str:
    done = _answered(file) is not None
    named = f"第{file.round_no}轮" if file.round_no > 1 else ""
    what = "重办" if file.round_no > 1 else "办理"
    if file.stage is Stage.TO_REFER:
        return f"{named}等交办 {used.workdays} 个工作日"
    return f"{named}{what}{'用了' if done else '到今天'} {used.workdays} 个工作日"


def _note(file: MatterFile, used: Used) -> str:
    parts = []
    referral = file.referral
    if referral is not None:
        parts.append(f"限 {referral.due_on:%m-%d} 答复")
        if referral.extended_on is not None:
            parts.append(f"原定 {referral.first_due_on:%m-%d}，已延期")
    elif file.due_on is not None and file.untold_since is None:
        parts.append(f"限 {file.due_on:%m-%d}")
    if used.paused:
        parts.append(f"暂停的 {used.paused} 个工作日不算")
    if file.due_is_guess:
        parts.append(GUESSED_ZH.strip("（）"))
    return "，".join(parts)


def _stretches(file: MatterFile, used: Used, today: date) -> list[Stretch]:
    """Work and pauses in turn, then the days in which the visitor knew nothing, then what is left."""
    assert used.since is not None
    done, at = _answered(file), used.since
    end = min(done or today, today)
    due = file.referral.due_on if file.referral else (file.due_on if done is None else None)
    found: list[Stretch] = []
    for pause in sorted(file.pauses, key=lambda one: one.paused_on):
        if pause.round_no != file.round_no or pause.paused_on > end:
            continue
        found.append(Stretch(at, max(at, pause.paused_on), Look.WORKED))
        at = min(pause.resumed_on or end, end)
        found.append(Stretch(pause.paused_on, at, Look.PAUSED))
    if due is not None and at <= due < end:
        found += [Stretch(at, due, Look.WORKED), Stretch(due, end, Look.LATE)]
    else:
        found.append(Stretch(at, end, Look.WORKED))
    if done is not None and (file.untold_since is not None or file.told_on is not None):
        told = file.told_on or today
        overdue = file.untold_since is not None and file.due_on is not None and file.due_on < today
        look = Look.OVERDUE if overdue else Look.UNTOLD
        look = look if file.untold_since is not None else Look.TOLD
        found.append(Stretch(end, max(end, told), look))
    if done is None and due is not None and due > end:
        found.append(Stretch(end, due, Look.AHEAD))
    return [one for one in found if one.last > one.first or one.look is Look.WORKED]


def _marks(file: MatterFile, used: Used, today: date) -> list[Mark]:
    assert used.since is not None
    began = "提出" if file.stage is Stage.TO_REFER and file.round_no == 1 else "交办"
    if file.stage is Stage.TO_REFER and file.round_no > 1:
        began = "重办"
    found = [Mark(used.since, began)]
    for pause in file.pauses:
        if pause.round_no != file.round_no:
            continue
        found.append(Mark(pause.paused_on, "暂停"))
        if pause.resumed_on is not None:
            found.append(Mark(pause.resumed_on, "恢复"))
    done = _answered(file)
    if done is not None:
        found.append(Mark(done, "答复"))
    if file.told_on is not None:
        found.append(Mark(file.told_on, "告知"))
    elif file.outcome is None or file.untold_since is not None:
        found.append(Mark(today, "今天", now=True))
    due = file.due_on
    if due is not None and due > today and file.untold_since is None:
        found.append(Mark(due, "到期"))
    return sorted(found, key=lambda one: (one.day, one.now))
