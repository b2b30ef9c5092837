"""排全年: choose year and stations, see what it comes to, then write it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.duty_plan import SHORT_WHY_ZH
from liaison.domain.errors import Cancelled, LiaisonError
from liaison.domain.ids import StationId
from liaison.services.duty_draft import ANEW, FILLING
from liaison.services.duty_plan import PlanOutcome, StationOutcome, plan_year, preview
from ui.context import Context
from ui.tasks import Task, Tasks
from ui.theme import State
from ui.widgets import Button, Card, Chip, Field, Page, PrimaryButton, Rule, Text, clear, scrolled
from ui.widgets.switch import SegmentedSwitch

if TYPE_CHECKING:
    from liaison.domain.progress import Progress
    from liaison.services.work import Work

HERE, ALL = "here", "all"
KEPT = "已公告的、已经过去的、请假换班和人工调过的都不动；已排的其余人会重新排，直到最公平。"
FILLS = "已排的人都不动，只给空着的位子补人。"


@dataclass(frozen=True)
class Choice:
    """What is planned."""

    year: int
    station_id: StationId | None
    anew: bool


class PlanPanel(Card):
    left = Signal()
    written = Signal(object)
    """The year is on plan: PlanOutcome."""

    def __init__(self, tasks: Tasks, context: Context, page: Page) -> None:
        super().__init__("排全年", " ")
        self._tasks, self._context, self._page = tasks, context, page
        self._running: Task | None = None
        self._shown: Choice | None = None
        """What the outcome below belongs to."""
        self.outcome: PlanOutcome | None = None
        self.year = SegmentedSwitch("哪一年", ((0, "今年"),))
        self.stations = SegmentedSwitch("哪些站", ((HERE, "本站"), (ALL, "全区各站")))
        self.manner = SegmentedSwitch("怎么排", ((True, "重新排"), (False, "只补空缺")))
        self.kept = Text(KEPT, "muted", wrap=True)
        self.rules = Text("", "muted", wrap=True)
        self.cancel = Button("先不排", "Esc")
        self.stop = Button("停止")
        self.try_out = Button("试排看结果", icon="eye")
        self.write = PrimaryButton("写入班表", "Ctrl+S")
        self._fields = QHBoxLayout()
        inside = QWidget()
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._scroll = scrolled(inside)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._fields.setSpacing(24)
        self._years = QHBoxLayout()
        self._fields.addLayout(self._years)
        self._fields.addWidget(Field("哪些站", self.stations))
        self._fields.addWidget(Field("怎么排", self.manner))
        self._fields.addStretch(1)
        self.body.addLayout(self._fields)
        self.body.addWidget(self.kept)
        self.body.addWidget(self.rules)
        self.body.addWidget(Rule())
        self.body.addWidget(self._scroll, 1)
        row = QHBoxLayout()
        row.addWidget(self.cancel)
        row.addStretch(1)
        row.addWidget(self.stop)
        row.addWidget(self.try_out)
        row.addWidget(self.write)
        self.body.addLayout(row)
        self.stop.hide()

    def _connect(self) -> None:
        self.cancel.clicked.connect(self._on_cancel_clicked)
        self.stop.clicked.connect(self._on_stop_clicked)
        self.try_out.clicked.connect(self.run_preview)
        self.write.clicked.connect(self._on_write_clicked)
        self.stations.changed.connect(self._on_choice_changed)
        self.manner.changed.connect(self._on_choice_changed)

    @property
    def choice(self) -> Choice:
        """What is chosen now."""
        here = self.stations.value == HERE and self._context.station_id is not None
        station = self._context.station_id if here else None
        return Choice(self.year.value, station, bool(self.manner.value))

    def begin(self, this_year: int, rules: tuple[str, ...], *, fill: bool = False) -> None:
        """Ask anew; `fill` begins with the empty seats only (补排)."""
        clear(self._years)
        years = tuple((year, f"{year}年") for year in (this_year, this_year + 1))
        self.year = SegmentedSwitch("哪一年", years)
        self.year.changed.connect(self._on_choice_changed)
        self._years.addWidget(Field("哪一年", self.year))
        self.manner.choose(not fill)
        self.stations.setEnabled(self._context.station_id is not None)
        self.stations.choose(HERE if self._context.station_id is not None else ALL)
        said = "；".join(rules)
        self.rules.setText(f"接待日规则：{said}（规则和每次人数在“设置”里改）" if said else "")
        self.rules.setVisible(bool(said))
        self._forget()
        self.year.setFocus()
        self.run_preview()

    @Slot()
    def _on_choice_changed(self, _value: object = None) -> None:
        self._forget()
        self.run_preview()

    def _forget(self) -> None:
        self.kept.setText(KEPT if self.manner.value else FILLS)
        self.outcome = self._shown = None
        self.write.setEnabled(False)
        clear(self._lines)

    @Slot()
    def run_preview(self) -> None:
        """Work the year out without writing it."""
        if self._running is not None:
            self._running.cancel()
        choice = self.choice
        manner = ANEW if choice.anew else FILLING

        def query(work: "Work", progress: "Progress") -> PlanOutcome:
            return preview(work, choice.year, choice.station_id, progress, manner)

        self._say_running(f"正在试排 {choice.year} 年")
        self._running = self._tasks.collect(
            self,
            query,
            lambda found: self._show(choice, found),
            lambda error: self._on_failed(choice, error),
            f"正在试排 {choice.year} 年",
        )

    def _say_running(self, words: str) -> None:
        clear(self._lines)
        self._lines.addWidget(Text(f"{words}…", "muted"))
        self._lines.addStretch(1)
        self.stop.show()
        self.write.setEnabled(False)

    def _rest(self) -> None:
        self._running = None
        self.stop.hide()

    def _show(self, choice: Choice, outcome: PlanOutcome) -> None:
        if choice != self.choice:
            return
        self._rest()
        self.outcome, self._shown = outcome, choice
        self.write.setEnabled(bool(outcome.shifts))
        clear(self._lines)
        total = sum(len(one.representatives) for one in outcome.shifts)
        head = Text(f"{outcome.year} 年共 {len(outcome.shifts)} 次接待，{total} 人次", "heading")
        self._lines.addWidget(head)
        if outcome.guessed:
            words = "这一年的节假日还没有公布，暂按周末推算；公布后请再排一次。"
            self._lines.addWidget(Text(words, "warning", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for column, word in enumerate(("联络站", "接待", "代表", "每人次数", "空位", "排不够")):
            grid.addWidget(Text(word, "small"), 0, column)
        for line, one in enumerate(outcome.stations, start=1):
            self._add(grid, line, one, outcome.minimum)
        self._lines.addLayout(grid)
        for one in outcome.stations:
            self._explain(one, outcome.minimum)
        self._lines.addStretch(1)

    @staticmethod
    def _add(grid: QGridLayout, line: int, one: StationOutcome, minimum: int) -> None:
        grid.addWidget(Text(one.station, wrap=True), line, 0)
        grid.addWidget(Text(f"{one.shifts} 次"), line, 1)
        grid.addWidget(Text(f"{one.people} 位"), line, 2)
        spread = f"{one.least} 次" if one.least == one.most else f"{one.least}–{one.most} 次"
        grid.addWidget(Text(spread), line, 3)
        if one.empty_seats:
            grid.addWidget(Chip(f"{one.empty_seats} 个", State.ATTENTION), line, 4)
        else:
            grid.addWidget(Text("没有", "muted"), line, 4)
        if one.short:
            grid.addWidget(Chip(f"{len(one.short)} 位", State.OVERDUE), line, 5)
        else:
            grid.addWidget(Text(f"都够 {minimum} 次", "muted"), line, 5)

    def _explain(self, one: StationOutcome, minimum: int) -> None:
        """What can't be met, and what would help: the rows behind the numbers."""
        said = []
        if not one.has_rules:
            said.append("还没有接待日规则，请先在“设置”里写上")
        said += [f"看不懂规则“{text}”，没有按它排" for text in one.unread]
        if one.short:
            names = "、".join(
                f"{person.name}（{person.duties} 次，差 {person.short}，{SHORT_WHY_ZH[person.why]}）"
                for person in one.short
            )
            said.append(f"排不到每年 {minimum} 次：{names}")
        if one.seats_wanted:
            said.append(f"每次安排 {one.seats_wanted} 位就够了")
        if said:
            self._lines.addWidget(Text(f"{one.station}：{'；'.join(said)}。", wrap=True))

    def _on_failed(self, choice: Choice, error: LiaisonError) -> None:
        if choice != self.choice:
            return
        self._rest()
        clear(self._lines)
        if isinstance(error, Cancelled):
            self._lines.addWidget(Text("已停止，什么都没有写入。", "muted"))
            self._lines.addStretch(1)
        else:
            self._page.refuse(error)

    @Slot()
    def _on_write_clicked(self) -> None:
        choice = self._shown
        if choice is None or self._running is not None:
            return
        manner = ANEW if choice.anew else FILLING

        def command(work: "Work", progress: "Progress") -> PlanOutcome:
            return plan_year(work, choice.year, choice.station_id, progress, manner)

        self._say_running(f"正在排 {choice.year} 年")
        self._running = self._tasks.write(
            self,
            command,
            self._on_written,
            lambda error: self._on_failed(choice, error),
            f"正在排 {choice.year} 年",
        )

    def _on_written(self, outcome: PlanOutcome) -> None:
        self._rest()
        self.written.emit(outcome)

    @Slot()
    def _on_stop_clicked(self) -> None:
        if self._running is not None:
            self._running.cancel()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        if self._running is not None:
            self._running.cancel()
        self.left.emit()
