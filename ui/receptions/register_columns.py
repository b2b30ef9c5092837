"""The register's columns: two lines a reception, its state as a chip."""

from collections.abc import Callable
from datetime import date

from liaison.domain.clock import day_zh
from liaison.domain.reception import CHANNEL_ZH
from liaison.domain.register import RegisterState, short_number, state_text, station_code
from liaison.services.register import ReceptionRow
from ui.table import Column
from ui.tag import Tag
from ui.theme import State

_LOOK: dict[RegisterState, tuple[State, str]] = {
    RegisterState.UNTOLD: (State.OVERDUE, ""),
    RegisterState.AWAITING: (State.ATTENTION, ""),
    RegisterState.IN_HAND: (State.INFO, ""),
    RegisterState.ON_THE_SPOT: (State.GOOD, ""),
    RegisterState.SETTLED: (State.GOOD, ""),
}


HIDDEN_ZH = "（参观模式，已遮住）"


def columns(
    today: Callable[[], date], guests: Callable[[], bool], station: Callable[[str], str]
) -> tuple[Column[ReceptionRow], ...]:
    """All three are asked at each paint.

    `guests`: 参观模式; `station`: the name of a code's station, empty while only one is shown.
    """

    def said(row: ReceptionRow) -> str:
        return HIDDEN_ZH if guests() else row.headline

    def how(row: ReceptionRow) -> str:
        where = station(station_code(row.number))
        return " · ".join(filter(None, (where, CHANNEL_ZH[row.channel], row.representatives)))

    return (
        Column(
            "日期、编号",
            lambda row: day_zh(row.received_on),
            lambda row: short_number(row.number),
            width=132,
        ),
        Column("来访人", lambda row: row.visitor, lambda row: row.contact, width=104, struck=_void),
        Column("说了什么", said, how, struck=_void),
        Column(
            "事项",
            lambda row: "–" if _void(row) else str(row.matters),
            width=48,
            right=True,
            spare=True,
        ),
        Column(
            "状态", lambda _row: "", tag=lambda row: tag_of(row, today()), width=178, spare=True
        ),
    )


def tag_of(row: ReceptionRow, today: date) -> Tag:
    """The chip of a line: an overdue clock is red whatever is waited for."""
    words = state_text(
        row.state, row.matters, row.settled, row.since_on, row.due_on, row.satisfaction, today
    )
    look, icon = _LOOK.get(row.state, (State.NEUTRAL, ""))
    late = row.due_on is not None and row.due_on < today
    if late and row.state in (RegisterState.AWAITING, RegisterState.IN_HAND):
        look = State.OVERDUE
    return Tag(words, look, icon)


def _void(row: ReceptionRow) -> bool:
    return row.state is RegisterState.VOID
