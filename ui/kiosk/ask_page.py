"""Leave or a swap, asked for with a few large buttons: no keyboard is needed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from liaison.domain.clock import WEEKDAYS_ZH
from liaison.domain.duty import SLOT_ZH
from liaison.domain.own_view import OwnDuty, SwapChoice
from ui.kiosk.look import Sheet, button, words
from ui.widgets import scrolled

REASONS = ("出差", "开会", "身体不适", "家里有事")


class AskPage(QWidget):
    """`decided` carries the reason and, for a swap, whose duty instead."""

    decided = Signal(str, object)
    given_up = Signal()

    def __init__(self, duty: OwnDuty, choices: tuple[SwapChoice, ...] | None, scale: float) -> None:
        super().__init__()
        self._scale, self._swap = scale, choices is not None
        box = QVBoxLayout(self)
        room = round(32 * scale)
        box.setContentsMargins(room, round(20 * scale), room, round(20 * scale))
        sheet = Sheet(scale, margin=32)
        sheet.body.setSpacing(round(16 * scale))
        day = f"{duty.day.month}月{duty.day.day}日 {duty.hours_zh}"
        asked = "换班" if self._swap else "请假"
        sheet.body.addWidget(words(f"{asked}：{day}", 32, strong=True, wrap=True))
        self._others = QButtonGroup(self)
        if choices is not None:
            sheet.body.addWidget(words("和谁换？", 20, quiet=True))
            sheet.body.addWidget(scrolled(self._choices(choices)), 1)
        sheet.body.addWidget(words("为什么？", 20, quiet=True))
        sheet.body.addLayout(self._reasons())
        self.problem = words("", 18, wrap=True)
        sheet.body.addWidget(self.problem)
        if choices is None:
            sheet.body.addStretch(1)
        sheet.body.addLayout(self._acts(asked))
        box.addWidget(sheet)

    def _choices(self, choices: tuple[SwapChoice, ...]) -> QWidget:
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(round(12 * self._scale))
        for place, one in enumerate(choices):
            weekday = WEEKDAYS_ZH[one.day.weekday()]
            when = f"{one.day.month}月{one.day.day}日 周{weekday}{SLOT_ZH[one.slot]}"
            pick = button(f"{when}　{one.name}", "pick")
            pick.setCheckable(True)
            self._others.addButton(pick, place)
            grid.addWidget(pick, place // 2, place % 2)
        if not choices:
            grid.addWidget(
                words("没有能换的班：本站后面没有别人的班。可以请假。", 18, wrap=True), 0, 0
            )
        grid.setRowStretch(len(choices) // 2 + 1, 1)
        self._offered = choices
        return inside

    def _reasons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(round(12 * self._scale))
        self._why = QButtonGroup(self)
        for text in REASONS:
            pick = button(text, "pick")
            pick.setCheckable(True)
            self._why.addButton(pick)
            row.addWidget(pick)
        self.own = QLineEdit()
        self.own.setPlaceholderText("其他原因")
        self.own.setAccessibleName("其他原因")
        self.own.setMaxLength(200)
        self.own.setFixedHeight(round(48 * self._scale))
        row.addWidget(self.own, 1)
        return row

    def _acts(self, asked: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(round(12 * self._scale))
        self.send, self.back = (
            button(f"提出{asked}", "main"),
            button("不换了" if self._swap else "不请了", "wide"),
        )
        self.send.clicked.connect(self._on_send)
        self.back.clicked.connect(self.given_up)
        row.addWidget(self.send, 2)
        row.addWidget(self.back, 1)
        return row

    def _on_send(self) -> None:
        picked = self._why.checkedButton()
        reason = self.own.text().strip() or (picked.text() if picked else "")
        place = self._others.checkedId()
        if self._swap and place < 0:
            self.problem.setText("请先选和谁换。")
        elif not reason:
            self.problem.setText("请选一个原因，或写上。")
        else:
            self.decided.emit(reason, self._offered[place] if self._swap else None)
