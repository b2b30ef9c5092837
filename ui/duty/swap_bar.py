"""What a swap comes to, before it is done: Enter confirms, Esc takes it back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.duty.day_cell import LARGE, Held
from ui.duty.said import short_day
from ui.theme import State
from ui.widgets import Button, Chip, ElidedText, Text


class SwapBar(QFrame):
    confirmed = Signal()
    taken_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setProperty("state", "info")
        self.chip = Chip("正在换班", State.INFO, icon="arrows-down-up")
        self.words = (
            ElidedText("", "strong") if theme.active().scale > LARGE else Text("", "strong")
        )
        self.note = ElidedText("", "muted")
        self.back = Button("撤回", "Esc")
        self.confirm = Button("确认换班", "Return")
        self.back.clicked.connect(self.taken_back)
        self.confirm.clicked.connect(self.confirmed)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 8, 7)
        row.setSpacing(10)
        row.addWidget(self.chip)
        large = theme.active().scale > LARGE
        said = QVBoxLayout() if large else QHBoxLayout()
        said.setSpacing(0 if large else 10)
        said.addWidget(self.words)
        said.addWidget(self.note, 1)
        row.addLayout(said, 1)
        row.addWidget(self.back)
        row.addWidget(self.confirm)
        self.hide()

    def show_swap(self, first: Held | None, second: Held | None) -> None:
        """One in hand: how to go on. Two: who goes where, and what of the notices."""
        if first is None:
            self.hide()
            return
        self.confirm.setVisible(second is not None)
        if second is None:
            self.chip.say("拿起", State.INFO, icon="hand-grabbing")
            self.words.setText(_named(first))
            self.note.setText("走到要换的那一天，按空格选人")
        else:
            self.chip.say("正在换班", State.INFO, icon="arrows-down-up")
            self.words.setText(f"{_named(first)} 与 {_named(second)}")
            self.note.setText(consequence(first, second))
        self.note.setToolTip(self.note.text())
        self.setAccessibleName(f"{self.chip.word}：{self.words.text()}。{self.note.text()}")
        self.show()


def _named(held: Held) -> str:
    return f"{held.person.name} {short_day(held.shift.day)}"


def consequence(first: Held, second: Held) -> str:
    """Whether a notice that hangs has to be corrected."""
    posted = [one.shift for one in (first, second) if one.shift.announced_on is not None]
    if not posted:
        return "两天的公告都还没贴，不用更正"
    if len(posted) == 1:
        return f"{short_day(posted[0].day)}的公告已贴，换班后要贴更正公告"
    return "两天的公告都已贴，换班后都要贴更正公告"
