"""Officials who come and listen: who is expected, who came, and the year's number of visits."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from liaison.domain.clock import civil, day_zh, utc_now
from liaison.domain.duty import SLOT_ZH
from liaison.domain.period import Period
from ui.context import Context
from ui.matters.day_edit import DayEdit
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import (
    Button,
    Card,
    Chip,
    ElidedText,
    SmallButton,
    Text,
    clear,
    scrolled,
)

if TYPE_CHECKING:
    from liaison.services.official_visits import PlannedRow, VisitForm, VisitRow
    from liaison.services.work import Work

MOST = 40


class OfficialsPanel(Card):
    """Put it on a page and call `load`; `told` and `refused` go to the page's message bar."""

    told = Signal(str, State)
    refused = Signal(object)

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("领导进站", "民生面对面·书记区长走进基层单元")
        self._tasks, self._context = tasks, context
        self._planned: PlannedRow | None = None
        self.day = DayEdit("日期", civil(utc_now()).date(), ahead=True)
        self.unit, self.name, self.post = QLineEdit(), QLineEdit(), QLineEdit()
        self.plan, self.record = Button("安排"), Button("登记已到")
        self.plan.clicked.connect(self._on_plan)
        self.record.clicked.connect(self._on_record)
        self._lines = QVBoxLayout()
        self._arrange()

    def _arrange(self) -> None:
        grid = QGridLayout()
        for place, (word, line) in enumerate(
            (
                ("日期", self.day),
                ("单位", self.unit),
                ("姓名", self.name),
                ("职务", self.post),
            )
        ):
            line.setAccessibleName(word)
            line.setPlaceholderText(word if word != "日期" else "例如 0302")
            grid.addWidget(line, place // 2, place % 2)
        acts = QHBoxLayout()
        acts.addStretch(1)
        acts.addWidget(self.plan)
        acts.addWidget(self.record)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._lines)
        box.addStretch(1)
        self.body.addLayout(grid)
        self.body.addLayout(acts)
        self.body.addWidget(scrolled(inside), 1)

    def load(self, year: int) -> None:
        """Read the year's list."""
        station, period = self._context.station_id, Period(year, 1, 12)

        def query(work: "Work") -> "tuple[list[PlannedRow], list[VisitRow]]":
            from liaison.services.official_visits import expected, visits

            return expected(work, period, station), visits(work, period, station)

        self._tasks.read(self, query, self._show)

    def _show(self, found: "tuple[list[PlannedRow], list[VisitRow]]") -> None:
        planned, visits = found
        clear(self._lines)
        self.note.setText(f"今年 {len(visits)} 人次")
        waiting = [one for one in planned if one.came_on is None and not one.cancel_reason]
        for one in waiting[:MOST]:
            self._lines.addLayout(self._expected(one))
        for visit in list(reversed(visits))[:MOST]:
            self._lines.addLayout(self._visit(visit))
        if not waiting and not visits:
            words = "还没有。写上日期、单位和姓名，“安排”是将要来的，“登记已到”是来过的。"
            self._lines.addWidget(Text(words, "muted", wrap=True))

    def _expected(self, one: "PlannedRow") -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Chip("将到", State.ATTENTION))
        words = f"{day_zh(one.on)}　{one.unit} {one.name or '（人未定）'} {one.post}"
        row.addWidget(ElidedText(words), 1)
        came = SmallButton("登记…")
        came.setAccessibleName(f"登记{one.unit}{one.name}已到")
        came.clicked.connect(lambda: self._take(one))
        row.addWidget(came)
        return row

    def _visit(self, one: "VisitRow") -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Chip("已到", State.GOOD))
        slot = SLOT_ZH[one.slot] if one.slot else ""
        name = f"{one.name[:1]}**" if self._context.visiting else one.name
        row.addWidget(ElidedText(f"{day_zh(one.on)}{slot}　{one.unit} {name} {one.post}"), 1)
        return row

    def _take(self, one: "PlannedRow") -> None:
        """Put a plan into the form, so that what was open can be filled in."""
        self._planned = one
        self.day.put(one.on)
        self.unit.setText(one.unit)
        self.name.setText(one.name)
        self.post.setText(one.post)
        self.name.setFocus()

    def _form(self) -> "VisitForm | None":
        from liaison.services.official_visits import VisitForm

        station, day = self._context.station_id, self.day.day
        if station is None:
            self.told.emit("请先在左上角选一个联络站。", State.ATTENTION)
            return None
        if day is None:
            self.told.emit("日期看不懂，请写成 2026-3-2。", State.ATTENTION)
            return None
        return VisitForm(station, day, self.unit.text(), self.name.text(), self.post.text())

    def _on_plan(self) -> None:
        from liaison.services.official_visits import plan

        form = self._form()
        if form is not None:
            self._tasks.write(
                self, lambda work, _: plan(work, form), self._saved, self.refused.emit
            )

    def _on_record(self) -> None:
        from liaison.services.official_visits import record

        form = self._form()
        if form is None:
            return
        planned = self._planned.id if self._planned else None
        self._tasks.write(
            self, lambda work, _: record(work, form, planned), self._saved, self.refused.emit
        )

    def _saved(self, _key: object) -> None:
        self._planned = None
        for line in (self.day, self.unit, self.name, self.post):
            line.clear()
        self.told.emit("已记下。", State.GOOD)
