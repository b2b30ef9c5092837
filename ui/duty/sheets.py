"""What each change of a reception day asks for: a few fields, what it does, what is said afterwards."""

from collections.abc import Callable, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any

from liaison.domain.duty import SLOT_ZH, Slot
from liaison.domain.errors import InvalidForm, Problem
from liaison.domain.ids import RepresentativeId, StationId
from liaison.services.duty_changes import (
    LeaveForm,
    add_person,
    leave,
    remove_person,
    substitute,
)
from liaison.services.duty_moves import (
    CancelForm,
    MoveForm,
    NextDate,
    ShiftForm,
    add_shift,
    cancel_shift,
    move_shift,
)
from liaison.services.duty_rows import ShiftPerson, ShiftRow
from liaison.services.duty_substitutes import Substitute
from ui.duty.said import day_words, hours, short_day
from ui.proposals.asks import Ask
from ui.proposals.step_panel import Sheet

if TYPE_CHECKING:
    from liaison.services.work import Work

Choices = Sequence[tuple[RepresentativeId, str]]
POSTED = "公告已贴，改动后要贴更正公告。"
SLOTS = tuple(SLOT_ZH.items())


def choices_of(found: Sequence[Substitute]) -> Choices:
    """Whoever could come, best first, with what speaks for them."""
    return tuple((one.id, _words(one)) for one in found)


def _words(one: Substitute) -> str:
    parts = [f"今年 {one.duties} 次"]
    if one.same_group and one.group:
        parts.append("同组")
    if one.nearest_on is not None:
        parts.append(f"最近 {short_day(one.nearest_on)}")
    return f"{one.name}（{'，'.join(parts)}）"


def _chosen(words: str, choices: Choices) -> RepresentativeId | None:
    """The person behind the chosen words; a bare name is understood where only one has it."""
    words = words.strip()
    if not words:
        return None
    exact = [key for key, said in choices if said == words]
    named = exact or [key for key, said in choices if said.partition("（")[0] == words]
    if len(named) != 1:
        raise InvalidForm((Problem("substitute", "not_on_the_list"),))
    return named[0]


def _note(shift: ShiftRow) -> str:
    head = f"{day_words(shift.day)} {hours(shift)}"
    return f"{head}。{POSTED}" if shift.announced_on is not None else head


def leave_sheet(shift: ShiftRow, person: ShiftPerson, found: Sequence[Substitute]) -> Sheet:
    choices = choices_of(found)

    def send(values: dict[str, Any]) -> "Callable[[Work, object], Any]":
        def act(work: "Work", _: object) -> Any:
            stand_in = _chosen(values["substitute"], choices)
            form = LeaveForm(person.attendance_id, values["reason"], stand_in, person.version)
            return leave(work, form)

        return act

    return Sheet(
        ("leave", person.attendance_id),
        f"{person.name} 请假",
        (
            Ask("reason", "原因", "line"),
            Ask("substitute", "谁来替", "one", choices, hint="可以以后再定"),
        ),
        send,
        f"{person.name} {short_day(shift.day)}已请假。",
        _note(shift),
        "记下请假",
    )


def substitute_sheet(shift: ShiftRow, person: ShiftPerson, found: Sequence[Substitute]) -> Sheet:
    choices = choices_of(found)

    def send(values: dict[str, Any]) -> "Callable[[Work, object], Any]":
        def act(work: "Work", _: object) -> Any:
            key = _chosen(values["substitute"], choices)
            if key is None:
                raise InvalidForm((Problem("substitute", "missing"),))
            return substitute(work, person.attendance_id, key)

        return act

    return Sheet(
        ("substitute", person.attendance_id),
        f"谁替 {person.name}",
        (Ask("substitute", "谁来替", "one", choices),),
        send,
        f"{short_day(shift.day)}已有人替 {person.name}。",
        _note(shift),
    )


def add_sheet(shift: ShiftRow, choices: Choices) -> Sheet:
    def send(values: dict[str, Any]) -> "Callable[[Work, object], Any]":
        def act(work: "Work", _: object) -> Any:
            key = _chosen(values["substitute"], choices)
            if key is None:
                raise InvalidForm((Problem("substitute", "missing"),))
            return add_person(work, shift.id, key, values["reason"])

        return act

    return Sheet(
        ("add", shift.id),
        "加一位代表",
        (Ask("substitute", "代表", "one", choices), Ask("reason", "说明", "line", hint="可不填")),
        send,
        f"{short_day(shift.day)}已加一位代表。",
        _note(shift),
        "加上",
    )


def remove_sheet(shift: ShiftRow, person: ShiftPerson) -> Sheet:
    def send(values: dict[str, Any]) -> "Callable[[Work, object], Any]":
        return lambda work, _: remove_person(
            work, person.attendance_id, values["reason"], person.version
        )

    return Sheet(
        ("remove", person.attendance_id),
        f"去掉 {person.name}",
        (Ask("reason", "原因", "line", hint="公告贴出后必填"),),
        send,
        f"{short_day(shift.day)}已去掉 {person.name}。",
        _note(shift),
        "去掉",
    )


def move_sheet(shift: ShiftRow, dates: Sequence[NextDate]) -> Sheet:
    def send(values: dict[str, Any]) -> "Callable[[Work, object], Any]":
        form = MoveForm(shift.id, values["day"], values["reason"], version=shift.version)
        return lambda work, _: move_shift(work, form)

    proposed = "、".join(f"{day_words(one.day)}" for one in dates[:3])
    note = f"{_note(shift)}{f'　可以改到：{proposed}' if proposed else ''}"
    first = dates[0].day if dates else shift.day
    return Sheet(
        ("move", shift.id),
        "改期",
        (Ask("day", "改到哪一天", "day", value=first), Ask("reason", "原因", "line")),
        send,
        f"{short_day(shift.day)}的接待已改期。",
        note,
        "改期",
    )


def cancel_sheet(shift: ShiftRow, dates: Sequence[NextDate]) -> Sheet:
    """Cancel, and where wanted hold it on the proposed day instead: the people go along."""
    first = dates[0].day if dates else None

    def send(values: dict[str, Any]) -> "Callable[[Work, object], Any]":
        def act(work: "Work", _: object) -> Any:
            if values.get("again") and first is not None:
                form = MoveForm(shift.id, first, values["reason"], version=shift.version)
                return move_shift(work, form)
            return cancel_shift(work, CancelForm(shift.id, values["reason"], shift.version))

        return act

    asks = [Ask("reason", "原因", "line", hint="如：台风停航")]
    if first is not None:
        words = f"改在 {day_words(first)} 补"
        asks.append(Ask("again", "另定日子", "check", hint=words, value=True))
    return Sheet(
        ("cancel", shift.id),
        "取消这次接待",
        tuple(asks),
        send,
        f"{short_day(shift.day)}的接待已取消。",
        _note(shift),
        "取消接待",
    )


def open_day_sheet(station_id: StationId, day: date) -> Sheet:
    def send(values: dict[str, Any]) -> "Callable[[Work, object], Any]":
        def act(work: "Work", _: object) -> Any:
            form = ShiftForm(
                station_id,
                day,
                Slot(values["slot"]),
                _time(values["starts"], "starts"),
                _time(values["ends"], "ends"),
                place=values["place"],
                reason=values["reason"],
            )
            return add_shift(work, form)

        return act

    return Sheet(
        ("open", day),
        f"{day_words(day)} 加开一次",
        (
            Ask("slot", "时段", "switch", SLOTS),
            Ask("starts", "开始", "line", hint="如 9:00", half=True),
            Ask("ends", "结束", "line", hint="如 11:30", half=True),
            Ask("place", "地点", "line", hint="在站里不用填"),
            Ask("reason", "说明", "line", hint="可不填"),
        ),
        send,
        f"{short_day(day)}已加开一次接待，请排上代表。",
        word="加开",
        aliases={"started": "starts", "ended": "ends"},
    )


def _time(words: str, field: str) -> time | None:
    words = words.strip().replace("：", ":")
    if not words:
        return None
    hour, _, minute = words.partition(":")
    try:
        return time(int(hour), int(minute or 0))
    except ValueError as error:
        raise InvalidForm((Problem(field, "not_a_time"),)) from error
