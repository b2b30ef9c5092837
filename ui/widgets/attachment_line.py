"""One attachment on its record: what it is, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.attachment import MEDIA_TYPE_ZH, MediaType, size_zh
from liaison.domain.clock import civil
from liaison.services.attachments import AttachmentRow
from ui import icons, theme
from ui.widgets.button import Button, LinkButton
from ui.widgets.text import ElidedText, Text

ICONS = {MediaType.PDF: "file-pdf"}
HIDDEN_ZH = "（参观模式，已遮住）"


class AttachmentLine(QWidget):
    open_asked = Signal()
    copy_asked = Signal()
    withdraw_asked = Signal()

    def __init__(self, row: AttachmentRow, *, guests: bool) -> None:
        super().__init__()
        self.row = row
        kind = row.media_type
        name = ICONS.get(kind, "image" if kind.is_picture else "file-text")
        picture = Text()
        side = theme.active().px(18)
        picture.setPixmap(icons.icon(name).pixmap(side, side))
        self.name = ElidedText(HIDDEN_ZH if guests else row.name)
        self.name.setToolTip("" if guests else row.name)
        self.about = ElidedText(_about(row, guests=guests), "small")
        self.about.setToolTip(self.about.text())
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.about)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        self.buttons = () if row.withdrawn_at or guests else self._buttons()
        for button in self.buttons:
            line.addWidget(button)

    def _buttons(self) -> tuple[Button, ...]:
        made = []
        asked = (
            ("打开", self.open_asked),
            ("另存", self.copy_asked),
            ("撤下", self.withdraw_asked),
        )
        for word, signal in asked:
            button = LinkButton(word)
            button.setAccessibleName(f"{word} {self.row.name}")
            button.clicked.connect(signal)
            made.append(button)
        return tuple(made)


def _about(row: AttachmentRow, *, guests: bool) -> str:
    if row.withdrawn_at is not None:
        day = f"{civil(row.withdrawn_at):%Y-%m-%d} 撤下"
        return day if guests else f"{day}：{row.withdrawn_reason}"
    return (
        f"{MEDIA_TYPE_ZH[row.media_type]} · {size_zh(row.size)} · "
        f"{civil(row.added_at):%Y-%m-%d %H:%M} {row.actor} 加"
    )
