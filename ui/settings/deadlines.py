"""设置 · 期限和节假日: how long each step may take, and the calendar that it is counted by."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.settings.holidays import HolidaysCard
from ui.settings.notice_words import NoticeWordsCard
from ui.settings.periods import PeriodsCard
from ui.tasks import Tasks

WIDEST = 900


class DeadlinesPanel(QWidget):
    said = Signal(str, object)
    """Words for the page's message bar, and their state."""
    failed = Signal(object)
    """LiaisonError for the page."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self.holidays, self.periods = HolidaysCard(tasks), PeriodsCard(tasks)
        self.notice = NoticeWordsCard(tasks)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for card in (self.holidays, self.periods, self.notice):
            card.setMaximumWidth(theme.active().px(WIDEST))
            card.said.connect(self.said)
            card.failed.connect(self.failed)
            column.addWidget(card)
        column.addStretch(1)

    def reload(self) -> None:
        self.holidays.reload()
        self.periods.reload()
        self.notice.reload()
