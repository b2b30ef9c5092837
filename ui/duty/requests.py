"""What representatives ask for: leave or a swap, to be granted or refused."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from liaison.domain.duty import RequestKind
from liaison.services.duty_requests import GrantForm, RequestRow, grant, refuse
from ui.duty.said import day_words, short_day
from ui.proposals.asks import Ask
from ui.proposals.step_panel import Sheet
from ui.theme import State
from ui.widgets import Card, Chip, SmallButton, Text, clear

MOST = 3


class RequestsCard(Card):
    """Hidden while nobody asks for anything."""

    asked = Signal(object)
    """A step to be filled in: Sheet."""

    def __init__(self) -> None:
        super().__init__("代表的申请", " ")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)
        self.buttons: dict[str, SmallButton] = {}
        self.hide()

    def show_rows(self, rows: Sequence[RequestRow]) -> None:
        clear(self._lines)
        self.buttons = {}
        self.setVisible(bool(rows))
        self.note.setText(f"{len(rows)} 件等答复")
        for row in rows[:MOST]:
            self._add(row)
        if len(rows) > MOST:
            self._lines.addWidget(Text(f"还有 {len(rows) - MOST} 件", "muted"))

    def _add(self, row: RequestRow) -> None:
        head = QHBoxLayout()
        word = "请假" if row.kind is RequestKind.LEAVE else "换班"
        head.addWidget(Chip(word, State.ATTENTION))
        head.addWidget(Text(f"{row.name}　{day_words(row.day)}"), 1)
        self._lines.addLayout(head)
        self._lines.addWidget(Text(request_words(row), "small", wrap=True))
        acts = QHBoxLayout()
        acts.addStretch(1)
        for key, name, sheet in (
            ("refuse", "不同意", refuse_sheet),
            ("grant", "同意", grant_sheet),
        ):
            button = SmallButton(name)
            button.setAccessibleName(f"{name} {row.name} {short_day(row.day)}的{word}")
            button.clicked.connect(lambda _=False, make=sheet: self.asked.emit(make(row)))
            self.buttons[f"{key} {row.name}"] = button
            acts.addWidget(button)
        self._lines.addLayout(acts)


def request_words(row: RequestRow) -> str:
    """Why, and with whom or who instead."""
    parts = [row.reason]
    if row.kind is RequestKind.SWAP and row.other_day is not None:
        parts.append(f"与 {row.other_name} {short_day(row.other_day)} 换")
    elif row.substitute:
        parts.append(f"想请 {row.substitute} 替")
    return "；".join(part for part in parts if part)


def grant_sheet(row: RequestRow) -> Sheet:
    swaps = row.kind is RequestKind.SWAP
    asks = [Ask("answer", "答复", "line", hint="可不填")]
    if swaps:
        asks.insert(0, Ask("consent", f"{row.other_name} 怎么同意的", "line", hint="如：电话"))

    def send(values: dict[str, Any]) -> Callable[[Any, object], Any]:
        form = GrantForm(row.id, values["answer"], values.get("consent", ""))
        return lambda work, _: grant(work, form)

    return Sheet(
        ("grant", row.id),
        f"同意 {row.name} 的申请",
        tuple(asks),
        send,
        f"已同意 {row.name} 的申请，班表已改。",
        f"{day_words(row.day)}　{request_words(row)}",
        "同意",
    )


def refuse_sheet(row: RequestRow) -> Sheet:
    def send(values: dict[str, Any]) -> Callable[[Any, object], Any]:
        return lambda work, _: refuse(work, row.id, values["reason"])

    return Sheet(
        ("refuse", row.id),
        f"不同意 {row.name} 的申请",
        (Ask("reason", "为什么", "line"),),
        send,
        f"已答复 {row.name}。",
        f"{day_words(row.day)}　{request_words(row)}",
        "不同意",
    )
