"""Reception days as the command line answers them: for a machine and for a person."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from liaison.domain.calendar import GUESSED_ZH
from liaison.domain.clock import day_zh
from liaison.domain.duty import ATTENDANCE_STATUS_ZH, SHIFT_STATUS_ZH, SLOT_ZH
from liaison.domain.duty_plan import SHORT_WHY_ZH

if TYPE_CHECKING:
    from datetime import date

    from liaison.services.duty_balance import BalanceRow
    from liaison.services.duty_plan import PlannedShift, PlanOutcome, StationOutcome
    from liaison.services.duty_rows import ShiftPerson, ShiftRow


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


def shift_as_json(row: "ShiftRow") -> dict[str, Any]:
    """One reception of `duty show --json`: who is to come or came, and who was planned."""
    return {
        "station": row.station,
        "date": row.day.isoformat(),
        "slot": row.slot,
        "representatives": [one.name for one in row.people if one.sits],
        "notice_by": _day(row.notice_by),
        "starts": row.starts.isoformat("minutes") if row.starts else None,
        "ends": row.ends.isoformat("minutes") if row.ends else None,
        "place": row.place,
        "status": row.status,
        "meant_on": _day(row.meant_on),
        "moved_why": row.moved_why,
        "cancel_reason": row.cancel_reason,
        "seats": row.seats,
        "notice": row.notice,
        "announced_on": _day(row.announced_on),
        "people": [
            {
                "id": str(one.representative_id) if one.representative_id else None,
                "name": one.name,
                "status": one.status,
                "planned": one.planned,
                "instead_of": one.instead_of,
                "reason": one.reason,
            }
            for one in row.people
        ],
        "id": str(row.id),
    }


def shift_in_words(row: "ShiftRow") -> str:
    names = "、".join(_person_in_words(one) for one in row.people) or "（没有人）"
    why = row.cancel_reason or row.moved_why
    return "\t".join(
        filter(
            None,
            (
                f"{day_zh(row.day)} {SLOT_ZH[row.slot]}",
                row.station,
                SHIFT_STATUS_ZH[row.status],
                names,
                f"公告不迟于 {row.notice_by}" if row.notice_by and not row.announced_on else "",
                why,
            ),
        )
    )


def balance_as_json(row: "BalanceRow") -> dict[str, Any]:
    return {
        "representative": row.name,
        "station": row.station,
        "held": row.held,
        "planned": row.planned,
        "unrecorded": row.unrecorded,
        "minimum": row.minimum,
        "short": row.short,
        "will_miss": row.will_miss,
        "next_on": _day(row.next_on),
        "status": row.status,
        "id": str(row.id),
    }


def balance_in_words(row: "BalanceRow") -> str:
    missing = f"差 {row.will_miss} 次" if row.will_miss else ""
    following = f"下次 {row.next_on}" if row.next_on else ""
    counts = f"已到 {row.held}，还排 {row.planned}，最低 {row.minimum}"
    return "\t".join(filter(None, (row.name, row.station, counts, missing, following)))


def _person_in_words(one: "ShiftPerson") -> str:
    notes = [
        f"代{one.instead_of}" if one.instead_of else "",
        "" if one.sits else ATTENDANCE_STATUS_ZH[one.status],
        one.reason if not one.sits else "",
    ]
    said = "，".join(filter(None, notes))
    return f"{one.name}（{said}）" if said else one.name


def _day(day: "date | None") -> str | None:
    return day.isoformat() if day else None


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
        yield f"{one.station}：规则里每次安排 {one.seats_wanted} 位代表就够了。"


def _line(shift: "PlannedShift") -> str:
    hours = f"{shift.starts:%H:%M}-{shift.ends:%H:%M}" if shift.starts and shift.ends else ""
    names = "、".join(one.name for one in shift.representatives) or "（没有人）"
    moved = f"　{shift.moved_why}" if shift.moved_why else ""
    return (
        f"{day_zh(shift.day)} {SLOT_ZH[shift.slot]}{hours}\t{shift.station}\t{names}"
        f"\t公告不迟于 {shift.notice_by}{moved}"
    )
