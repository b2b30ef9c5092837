"""Plan an activity: what, when, where, by which boat, who comes, and whether visitors are received."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem

from liaison.domain.clock import civil, utc_now
from liaison.domain.duty import ACTIVITY_KIND_ZH, SLOT_ZH, ActivityKind, Slot
from liaison.domain.ids import RepresentativeId, StationId
from liaison.domain.representative import RepresentativeStatus
from ui.matters.day_edit import DayEdit
from ui.people.forms import FormPanel
from ui.tasks import Tasks

if TYPE_CHECKING:
    from liaison.services.representatives import RepresentativeRow
    from liaison.services.work import Work

NO_RECEPTION_ZH = "不接待群众"


class ActivityEntry(FormPanel):
    """`saved` carries the new activity's key and what to say."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__(tasks)
        self.title.setText("安排一次活动")
        self._station: StationId | None = None
        self.kind, self.slot = QComboBox(), QComboBox()
        for kind in ActivityKind:
            self.kind.addItem(ACTIVITY_KIND_ZH[kind], kind)
        self.slot.addItem(NO_RECEPTION_ZH, None)
        for slot in Slot:
            self.slot.addItem(f"{SLOT_ZH[slot]}接待", slot)
        self.name, self.place, self.boat = QLineEdit(), QLineEdit(), QLineEdit()
        self.weather, self.remark = QLineEdit(), QLineEdit()
        self.boat.setPlaceholderText("例如 8:10 三江码头客船")
        self.day = DayEdit("日期", civil(utc_now()).date(), ahead=True)
        self.people = QListWidget()
        self.people.setMinimumHeight(150)
        self._add("kind", "类型", self.kind, (0, 0, 1, 1))
        self._add("title", "名称", self.name, (0, 1, 1, 2))
        self._add("held_on", "日期", self.day, (1, 0, 1, 1))
        self._add("place", "地点（小岛、山岙）", self.place, (1, 1, 1, 2))
        self._add("slot", "接待群众", self.slot, (2, 0, 1, 1))
        self._add("boat", "船或车", self.boat, (2, 1, 1, 1))
        self._add("weather", "天气", self.weather, (2, 2, 1, 1))
        self._add("representatives", "参加的代表（空格勾选）", self.people, (3, 0, 1, 3))
        self._add("remark", "备注", self.remark, (4, 0, 1, 3))

    def begin(self, station_id: StationId) -> None:
        """Start empty, with the station's people."""
        self._station = station_id
        self._clear()
        for line in (self.name, self.place, self.boat, self.weather, self.remark):
            line.clear()
        self.day.begin(civil(utc_now()).date())

        def query(work: "Work") -> "list[RepresentativeRow]":
            from liaison.services.representatives import roster

            return roster(work, station_id, status=RepresentativeStatus.SERVING)

        self._tasks.read(self, query, self._offer)
        self.name.setFocus()

    def _offer(self, rows: "list[RepresentativeRow]") -> None:
        self.people.clear()
        for row in rows:
            item = QListWidgetItem(row.name)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.people.addItem(item)

    @property
    def members(self) -> tuple[RepresentativeId, ...]:
        items = (self.people.item(place) for place in range(self.people.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )

    def submit(self) -> None:
        day, station = self.day.day, self._station
        if day is None or station is None:
            self.fields["held_on"].complain("看不懂，请写成 2026-3-2")
            return
        from liaison.services.activities import ActivityForm, plan

        form = ActivityForm(
            station,
            self.kind.currentData(),
            self.name.text(),
            day,
            self.place.text(),
            self.boat.text(),
            self.weather.text(),
            self.remark.text(),
            self.members,
            self.slot.currentData(),
        )
        self._tasks.write(
            self,
            lambda work, _: plan(work, form),
            lambda key: self.saved.emit(key, "已安排。"),
            self._on_failed,
        )
