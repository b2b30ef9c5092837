"""What was recorded: its number, the slip to sign, and where to go from here."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from liaison.domain.ids import ReceptionId
from ui import icons, theme
from ui.theme import State
from ui.widgets import LinkButton, Text
from ui.widgets.button import CloseButton


@dataclass(frozen=True)
class Told:
    """A reception that was just recorded."""

    id: ReceptionId
    number: str


class RecordedBar(QFrame):
    print_asked = Signal(object)
    save_asked = Signal(object)
    next_asked = Signal()
    show_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("message")
        self.setProperty("state", State.GOOD.value)
        self.told: Told | None = None
        self._words = Text("", "strong")
        self.print = LinkButton("打印登记表", "Ctrl+P", own_key=True)
        self.save = LinkButton("存为 PDF")
        self.show_record = LinkButton("到登记簿看")
        self.next = LinkButton("再记一位", "Ctrl+N", own_key=False)
        self.close_button = CloseButton("收起提示")
        sign = Text()
        side = theme.active().px(18)
        sign.setPixmap(icons.icon("check", "good").pixmap(side, side))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(14)
        row.addWidget(sign)
        row.addWidget(self._words)
        row.addStretch(1)
        for widget in self.acts():
            row.addWidget(widget)
        row.addWidget(self.close_button)
        self.print.clicked.connect(lambda: self.print_asked.emit(self.told))
        self.save.clicked.connect(lambda: self.save_asked.emit(self.told))
        self.show_record.clicked.connect(lambda: self.show_asked.emit(self.told))
        self.next.clicked.connect(self.next_asked)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def acts(self) -> tuple[QWidget, ...]:
        return (self.print, self.save, self.show_record, self.next)

    @property
    def words(self) -> str:
        return "" if self.isHidden() else self._words.text()

    def tell(self, told: Told, *, going_on: bool) -> None:
        """`going_on`: the next visitor's form is open already."""
        self.told = told
        self._words.setText(f"已登记 {told.number}")
        self.setAccessibleName(f"已登记 {told.number}")
        self.next.setVisible(not going_on)
        self.show()
