"""活动和领导进站: the year's activities at the left, the chosen one and the officials at the right."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from liaison.domain.clock import civil, day_zh, utc_now
from liaison.domain.duty import ACTIVITY_KIND_ZH, ACTIVITY_STATUS_ZH
from liaison.domain.ids import ActivityId
from liaison.domain.period import Period
from ui.activities.form import ActivityEntry
from ui.activities.record import STATES, ActivityRecord
from ui.context import Context
from ui.duty.officials_panel import OfficialsPanel
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import (
    Button,
    Card,
    Chip,
    ElidedText,
    EmptyState,
    Page,
    PrimaryButton,
    SmallButton,
    clear,
    scrolled,
)

if TYPE_CHECKING:
    from liaison.services.activities import ActivityRow
    from liaison.services.work import Work

KINDS = frozenset({"activity", "activity_member", "planned_visit", "official_visit", "reception"})
OFFICIALS, RECORD, ENTRY = 0, 1, 2
HOW_ZH = "按“安排活动”，写上去哪个小岛、坐哪班船、谁参加。"


class ActivitiesPage(Page):
    help_zh = """
代表跑小岛、代表走山岙、主题活动和代表小组活动，都在这里安排和登记；选了“接待”的，到时候登记的来访和站里的一样交办。
台风、停航就取消，写上原因，会提出可以改在哪一天。
右边是领导进站：先安排，来了登记单位和职务；人次与报表是同一个数。"""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("活动和领导进站")
        self._tasks, self._context = tasks, context
        self._rows: list[ActivityRow] = []
        self._chosen: ActivityId | None = None
        self.duty = Button("值班", icon="arrow-left")
        self.leaders = Button("领导进站")
        self.add = PrimaryButton("安排活动")
        self.act(self.duty, self.leaders, self.add)
        self.list = Card("今年的活动", " ")
        self.record = ActivityRecord(tasks, context)
        self.entry = ActivityEntry(tasks)
        self.officials = OfficialsPanel(tasks, context)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self.list.body.addWidget(scrolled(inside), 1)
        self.side = QStackedWidget()
        for widget in (self.record, self.entry):
            card = Card(margin=0)
            card.body.addWidget(scrolled(widget))
            self.side.addWidget(card)
        self.side.insertWidget(OFFICIALS, self.officials)
        self.side.setCurrentIndex(OFFICIALS)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list, 1)
        row.addWidget(self.side, 1)
        self.body.addLayout(row, 1)

    def _connect(self) -> None:
        self.duty.clicked.connect(lambda: self._context.go("duty"))
        self.add.clicked.connect(self._on_add)
        self.leaders.clicked.connect(lambda: self.side.setCurrentIndex(OFFICIALS))
        self.entry.left.connect(lambda: self.side.setCurrentIndex(OFFICIALS))
        self.entry.saved.connect(self._on_saved)
        self.record.done.connect(lambda words: self.message.say(words, State.GOOD))
        self.record.refused.connect(self.refuse)
        self.officials.told.connect(self.message.say)
        self.officials.refused.connect(self.refuse)
        self._tasks.changed.connect(self._on_changed)
        self._context.station_changed.connect(self.reload)
        self._context.visiting_changed.connect(self.reload)

    def open(self, activity_id: ActivityId | None = None, **_more: Any) -> None:
        self._chosen = activity_id or self._chosen
        self.reload()

    @Slot()
    def reload(self) -> None:
        year = civil(utc_now()).year
        period, station = Period(year, 1, 12), self._context.station_id

        def query(work: "Work") -> "list[ActivityRow]":
            from liaison.services.activities import activities

            return activities(work, period, station)

        self._tasks.read(self, query, self._show)
        self.officials.load(year)

    @Slot(object)
    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS and self.isVisible():
            self.reload()

    def _show(self, rows: "list[ActivityRow]") -> None:
        self._rows = rows
        clear(self._lines)
        self.list.note.setText(f"共 {len(rows)} 次" if rows else "")
        for row in rows:
            self._lines.addWidget(self._line(row))
        if not rows:
            self._lines.addWidget(EmptyState("还没有活动", HOW_ZH, icon="calendar-blank"))
        self._lines.addStretch(1)
        chosen = next((one for one in rows if one.id == self._chosen), None)
        if chosen is not None:
            self._open(chosen)

    def _line(self, row: "ActivityRow") -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 4, 0, 4)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(ElidedText(row.title))
        came = sum(one.came for one in row.members)
        words = f"{day_zh(row.held_on)}　{ACTIVITY_KIND_ZH[row.kind]}　{row.place}　{came} 位代表"
        said.addWidget(ElidedText(words, "small"))
        show = SmallButton("打开")
        show.setAccessibleName(f"打开活动 {row.title}")
        show.clicked.connect(lambda: self._open(row))
        line.addLayout(said, 1)
        line.addWidget(Chip(ACTIVITY_STATUS_ZH[row.status], STATES[row.status]))
        line.addWidget(show)
        return box

    def _open(self, row: "ActivityRow") -> None:
        self._chosen = row.id
        self.record.show_row(row)
        self.side.setCurrentIndex(RECORD)

    @Slot()
    def _on_add(self) -> None:
        station = self._context.station_id
        if station is None:
            self.message.say("请先在左上角选一个联络站。", State.ATTENTION)
            return
        self.entry.begin(station)
        self.side.setCurrentIndex(ENTRY)

    @Slot(object, str)
    def _on_saved(self, key: ActivityId, words: str) -> None:
        self._chosen = key
        self.message.say(words, State.GOOD)
        self.reload()
