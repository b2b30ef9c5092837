"""要张贴的公告: which notices must hang, by when; one press opens the notice."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from liaison.services.duty_rows import ShiftRow
from ui.duty.said import day_words, due_tag
from ui.widgets import Card, Chip, ElidedText, LinkButton, SmallButton, Text, clear

MOST = 4


class DueNotices(Card):
    opened = Signal(object)
    """A notice is to be printed: its ShiftRow."""

    def __init__(self) -> None:
        super().__init__("要张贴的公告", " ")
        self._rows: Sequence[ShiftRow] = ()
        self._all = self._district = False
        self._today = date.min
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(8)
        self._lines.setVerticalSpacing(6)
        self._lines.setColumnStretch(1, 1)
        self.more = LinkButton("看全部")
        self.more.clicked.connect(self._on_more_clicked)
        self.body.addLayout(self._lines)
        self.body.addWidget(self.more)
        self.buttons: list[SmallButton] = []

    def show_rows(
        self, rows: Sequence[ShiftRow], today: date, notice_days: int, *, district: bool
    ) -> None:
        self._rows, self._today, self._district = rows, today, district
        self.note.setText(f"提前 {notice_days} 天")
        self._show()

    def _show(self) -> None:
        clear(self._lines)
        self.buttons = []
        shown = self._rows if self._all else self._rows[:MOST]
        for line, row in enumerate(shown):
            self._add(line, row)
        if not self._rows:
            words = "近期没有要贴的公告。排了班的接待日，到期前会列在这里。"
            self._lines.addWidget(Text(words, "muted", wrap=True), 0, 0, 1, 3)
        self.more.setVisible(len(self._rows) > MOST)
        self.more.say("收起" if self._all else f"看全部 {len(self._rows)} 份 ›")

    def _add(self, line: int, row: ShiftRow) -> None:
        tag = due_tag(row, self._today)
        words = f"{day_words(row.day)} {row.place}".strip()
        if self._district:
            words = f"{words} {row.station}"
        label = ElidedText(words)
        label.setToolTip(words)
        button = SmallButton("打印")
        button.setAccessibleName(f"打印 {words} 的公告，{tag.word}")
        button.clicked.connect(lambda: self.opened.emit(row))
        chip = Chip(tag.word, tag.state, tag.icon)
        self._lines.addWidget(chip, line, 0, Qt.AlignmentFlag.AlignLeft)
        self._lines.addWidget(label, line, 1)
        self._lines.addWidget(button, line, 2)
        self.buttons.append(button)

    def _on_more_clicked(self) -> None:
        self._all = not self._all
        self._show()
