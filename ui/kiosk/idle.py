"""What the screen shows while nobody uses it: the next reception days, and what to do."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.clock import WEEKDAYS_ZH
from liaison.domain.own_view import IdleScreen, NextDay
from ui.kiosk.look import Band, Sheet, thin, words
from ui.widgets import clear

ASK_ZH = "请刷代表码"
MOST = 3


class IdlePage(QWidget):
    def __init__(self, scale: float) -> None:
        super().__init__()
        self._scale = scale
        self.band = Band(scale)
        box = QVBoxLayout(self)
        room = round(32 * scale)
        box.setContentsMargins(room, round(24 * scale), room, round(24 * scale))
        box.setSpacing(round(20 * scale))
        box.addWidget(self.band)
        box.addStretch(1)
        ask = words(ASK_ZH, 56, strong=True)
        ask.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(ask)
        how = words("把代表证上的码对准扫码枪：签到、看自己的值班和接待", 20, quiet=True, wrap=True)
        how.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(how)
        box.addStretch(1)
        self._sheet = Sheet(scale)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(round(10 * scale))
        self._sheet.body.addWidget(words("接下来的接待日", 20, strong=True))
        self._sheet.body.addLayout(self._lines)
        box.addWidget(self._sheet)

    def show_days(self, found: IdleScreen) -> None:
        clear(self._lines)
        if not found.days:
            self._lines.addWidget(words("还没有排出接待日。", 20, quiet=True))
        for day in found.days[:MOST]:
            self._lines.addWidget(thin())
            self._lines.addLayout(self._line(day, found))

    def _line(self, day: NextDay, found: IdleScreen) -> QHBoxLayout:
        today = day.day == found.today
        named = "今天" if today else f"{day.day.month}月{day.day.day}日"
        when = words(f"{named} 周{WEEKDAYS_ZH[day.day.weekday()]}", 24, strong=True)
        when.setFixedWidth(round(230 * self._scale))
        hours = words(day.hours_zh, 20)
        hours.setFixedWidth(round(230 * self._scale))
        row = QHBoxLayout()
        row.setSpacing(round(16 * self._scale))
        row.addWidget(when)
        row.addWidget(hours)
        who = "、".join(day.names) or "代表待定"
        row.addWidget(words(f"{who}　{day.place or day.theme}".strip(), 20, wrap=True), 1)
        return row
