"""Reception days as the command line answers them: for a machine and for a person."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from liaison.domain.calendar import GUESSED_ZH
from liaison.domain.clock import day_zh
from liaison.domain.duty import SLOT_ZH
from liaison.domain.duty_plan import SHORT_WHY_ZH

if TYPE_CHECKING:
    from liaison.services.duty_plan import PlannedShift, PlanOutcome, StationOutcome


def planned_as_json(shift: "PlannedShift") -> dict[str, Any]:
    """One reception of `duty plan --json`. Representatives' names and posts are public."""
    return {
        "station": shift.station,
        "date": shift.day.isoformat(),
        "slot": shift.slot,
        "representatives": [one.name for one in shift.representatives],
        "notice_by": shift.notice_by.isoformat(),
        "starts": shift.starts.isoformat("minutes") if shift.starts else None,
        "ends": shift.ends.isoformat("minutes") if shift.ends else None,
        "place": shift.place,
        "meant_on": shift.meant_on.isoformat(),
        "moved_why": shift.moved_why,
        "seats": shift.seats,
        "status": shift.status,
        "fixed": shift.fixed,
        "representative_ids": [str(one.id) for one in shift.representatives],
        "id": str(shift.id) if shift.id else None,
    }


def planned_in_words(outcome: "PlanOutcome") -> str:
    lines = [_line(one) for one in outcome.shifts]
    written = outcome.written
    total = (
        f"{outcome.year} 年共 {len(lines)} 次接待；新增 {written.shifts_added} 次，"
        f"改动 {written.shifts_changed} 次，撤下 {written.shifts_dropped} 次，"
        f"安排 {written.seats_given} 人次"
    )
    return "\n".join([*lines, total])


def told(outcome: "PlanOutcome") -> Iterator[str]:
    """What the plan can't do, one line a fact."""
    if outcome.guessed:
        yield f"{outcome.year} 年的节假日还没有公布{GUESSED_ZH}，公布后请再排一次。"
    for one in outcome.stations:
        yield from _of_station(one, outcome.minimum)


def _of_station(one: "StationOutcome", minimum: int) -> Iterator[str]:
    if not one.has_rules:
        yield f"{one.station}：还没有接待日规则，没有安排。"
    for text in one.unread:
        yield f"{one.station}：看不懂规则“{text}”，没有按它安排。"
    if one.empty_seats:
        yield f"{one.station}：有 {one.empty_seats} 个位子没有人可排。"
    if one.short:
        names = "、".join(
            f"{person.name}（{person.duties} 次，差 {person.short} 次，{SHORT_WHY_ZH[person.why]}）"
            for person in one.short
        )
        yield f"{one.station}：{len(one.short)} 人排不到每年 {minimum} 次：{names}。"
    if one.seats_wanted:
        yield f"{one.station}：每次安排 {one.seats_wanted} 人就够了。"


def _line(shift: "PlannedShift") -> str:
    hours = f"{shift.starts:%H:%M}-{shift.ends:%H:%M}" if shift.starts and shift.ends else ""
    names = "、".join(one.name for one in shift.representatives) or "（没有人）"
    moved = f"　{shift.moved_why}" if shift.moved_why else ""
    return (
        f"{day_zh(shift.day)} {SLOT_ZH[shift.slot]}{hours}\t{shift.station}\t{names}"
        f"\t公告不迟于 {shift.notice_by}{moved}"
    )
