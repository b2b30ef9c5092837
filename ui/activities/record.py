"""One activity: facts, who came, what was heard there; held or cancelled."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from liaison.domain.clock import day_zh
from liaison.domain.duty import (
    ACTIVITY_KIND_ZH,
    ACTIVITY_STATUS_ZH,
    SLOT_ZH,
    ActivityKind,
    ActivityStatus,
)
from ui.context import Context
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Chip, DangerButton, Facts, FlowLayout, PrimaryButton, Text, clear

if TYPE_CHECKING:
    from liaison.services.activities import ActivityRow, Cancelled

STATES = {
    ActivityStatus.PLANNED: State.ATTENTION,
    ActivityStatus.HELD: State.GOOD,
    ActivityStatus.CANCELLED: State.NEUTRAL,
}


class ActivityRecord(QWidget):
    done = Signal(str)
    refused = Signal(object)

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__()
        self._tasks, self._context = tasks, context
        self._row: ActivityRow | None = None
        self.title, self.chip = Text("", "title", wrap=True), Chip("")
        self.facts, self._boxes = Facts(), QWidget()
        self._members = FlowLayout(self._boxes, gap=12)
        self.weather, self.reason = QLineEdit(), QLineEdit()
        self.weather.setPlaceholderText("当天的天气")
        self.weather.setAccessibleName("当天的天气")
        self.reason.setPlaceholderText("取消的原因：台风、停航……")
        self.reason.setAccessibleName("取消的原因")
        self.hold, self.stop = PrimaryButton("登记已开展"), DangerButton("取消活动")
        self.receive = Button("登记接待")
        self.receive.clicked.connect(lambda: context.go("new_reception"))
        self.hold.clicked.connect(self._on_hold)
        self.stop.clicked.connect(self._on_stop)
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.chip)
        self._held_row, self._stop_row = QWidget(), QWidget()
        for box, line, buttons in (
            (self._held_row, self.weather, (self.receive, self.hold)),
            (self._stop_row, self.reason, (self.stop,)),
        ):
            row = QHBoxLayout(box)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(line, 1)
            for one in buttons:
                row.addWidget(one)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(19, 16, 19, 16)
        lines.setSpacing(14)
        lines.addLayout(head)
        lines.addWidget(self.facts)
        lines.addWidget(Text("参加的代表（来了的打勾）", "small"))
        lines.addWidget(self._boxes)
        lines.addWidget(self._held_row)
        lines.addWidget(self._stop_row)
        lines.addStretch(1)

    def show_row(self, row: "ActivityRow") -> None:
        self._row = row
        self.title.setText(row.title)
        self.chip.say(ACTIVITY_STATUS_ZH[row.status], STATES[row.status])
        heard = f"{row.visits} 批 {row.people} 人，{row.matters} 件事项" if row.shifts else ""
        self.facts.show_facts(
            (
                ("类型", ACTIVITY_KIND_ZH[row.kind]),
                ("日期", day_zh(row.held_on)),
                ("地点", row.place),
                ("船或车", row.boat),
                ("天气", row.weather),
                ("接待", heard),
                ("联络站", row.station),
                ("取消原因", row.cancel_reason),
                ("备注", row.remark),
            )
        )
        clear(self._members)
        for one in row.members:
            box = QCheckBox(one.name)
            box.setChecked(one.came)
            box.setProperty("who", one.id)
            box.setEnabled(row.status is not ActivityStatus.CANCELLED)
            self._members.addWidget(box)
        planned = row.status is ActivityStatus.PLANNED
        self.weather.setText(row.weather)
        self.reason.clear()
        self._stop_row.setVisible(planned)
        self._held_row.setVisible(row.status is not ActivityStatus.CANCELLED)
        self.hold.say("登记已开展" if planned else "更正谁来了")
        self.receive.setVisible(row.kind is not ActivityKind.GROUP and bool(row.shifts))

    def _on_hold(self) -> None:
        row = self._row
        if row is None:
            return
        boxes = [one for one in self._boxes.findChildren(QCheckBox) if not one.isHidden()]
        came = tuple(one.property("who") for one in boxes if one.isChecked())
        weather = self.weather.text()
        from liaison.services.activities import hold

        self._tasks.write(
            self,
            lambda work, _: hold(work, row.id, came, weather, row.version),
            lambda _: self.done.emit(f"“{row.title}”已登记，{len(came)} 位代表参加。"),
            self.refused.emit,
        )

    def _on_stop(self) -> None:
        row = self._row
        if row is None:
            return
        reason = self.reason.text()
        from liaison.services.activities import cancel

        self._tasks.write(
            self,
            lambda work, _: cancel(work, row.id, reason, row.version),
            self._stopped,
            self.refused.emit,
        )

    def _stopped(self, told: "Cancelled") -> None:
        days = "、".join(f"{day_zh(one.day)}{SLOT_ZH[one.slot]}" for one in told.next_dates[:3])
        self.done.emit(f"已取消。可以改在：{days}。" if days else "已取消。")
