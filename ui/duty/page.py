"""值班: the month with its people, swaps, notices; the year; planning a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from liaison.domain.clock import civil, utc_now
from liaison.domain.errors import LiaisonError
from liaison.services.duty_balance import BalanceRow, balance
from liaison.services.duty_board import Board, board, to_post
from liaison.services.duty_changes import SwapForm, swap
from liaison.services.duty_plan import PlanOutcome
from liaison.services.duty_requests import RequestRow, requests
from liaison.services.duty_rows import ShiftRow
from ui import theme
from ui.context import Context
from ui.duty.balance import BalanceCard
from ui.duty.day_cell import Held
from ui.duty.day_panel import DayPanel
from ui.duty.due_notices import DueNotices
from ui.duty.month_grid import MonthGrid, months_on, weeks_of
from ui.duty.month_switch import MonthSwitch
from ui.duty.notice_panel import NoticePanel
from ui.duty.outlet import Made, Outlet
from ui.duty.person_panel import PersonPanel
from ui.duty.plan_panel import PlanPanel
from ui.duty.requests import RequestsCard
from ui.duty.said import short_day
from ui.duty.swap_bar import SwapBar, consequence
from ui.duty.year_view import YearView
from ui.proposals.step_panel import Sheet, StepPanel
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Card, ElidedText, Page, PrimaryButton, Text, scrolled
from ui.widgets.switch import SegmentedSwitch

if TYPE_CHECKING:
    from liaison.domain.duty_year import DutyYear
    from liaison.domain.ids import DutyShiftId, StationId
    from liaison.services.work import Work

KINDS = frozenset(
    {
        *("duty_shift", "attendance", "duty_notice", "duty_rule", "duty_exception"),
        *("duty_request", "representative", "setting"),
    }
)
SIDE = 300
WIDEST_SIDE = 390
"""With large letters the month keeps its share of the window."""
NOTHING_YET = (
    "还没有排班。先在“设置 · 联络站”写好接待日规则，再按“排全年”：程序按规则和节假日排好一年，"
    "先看结果再写入。"
)
MONTH, YEAR, PLAN = "month", "year", "plan"


@dataclass(frozen=True)
class Shown:
    """Everything that the page shows of a month."""

    board: Board
    balance: Sequence[BalanceRow]
    to_post: Sequence[ShiftRow]
    requests: Sequence[RequestRow]


def shown(work: "Work", station_id: "StationId | None", first: date, last: date) -> Shown:
    """One read for the whole page: the days from `first` to `last`, whose middle names the year."""
    year = (first + (last - first) / 2).year
    return Shown(
        board(work, station_id, first, last),
        balance(work, year, station_id),
        to_post(work, station_id),
        requests(work, station_id),
    )


class DutyPage(Page):
    filled = Signal()
    help_zh = """
值班按月看：谁在哪天接待，公告贴了没有，谁今年还不够次数。
方向键 换一天　Page Up、Page Down 换一月　Enter 打开这一天
空格 拿起一位代表，走到另一天再按空格，选出与谁换；Enter 确认，Esc 撤回。也可以用鼠标把名字拖到另一位上。
Ctrl P　打印这一天的公告
公告应在接待日前几天贴出（天数在设置里）；贴出以后换人、改期，要贴更正公告。
“排全年”按各站的接待日规则排一年，已公告的、过去的、人工调过的不动。"""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("值班")
        self._tasks, self._context = tasks, context
        self._month = civil(utc_now()).date().replace(day=1)
        self._wanted: date | None = None
        self._notice: DutyShiftId | None = None
        self.shown: Shown | None = None
        self.switch = MonthSwitch()
        self.now = Button("本月")
        self.view = SegmentedSwitch("看月或年", ((MONTH, "月"), (YEAR, "年")))
        self.rules = ElidedText("", "muted")
        self.table = Button("年表")
        self.table.setToolTip("全年接待日安排表，存为 PDF")
        self.plan = Button("排全年")
        self.print = PrimaryButton("打印公告", "Ctrl+P")
        self.grid = MonthGrid()
        self.year = YearView()
        self.planning = PlanPanel(tasks, context, self)
        self.bar = SwapBar()
        self.hint = Text(NOTHING_YET, "muted", wrap=True)
        self.hint.hide()
        self.balance = BalanceCard()
        self.requests = RequestsCard()
        self.notices = DueNotices()
        self.day = DayPanel(tasks, context, self)
        self.person = PersonPanel(tasks)
        self.notice = NoticePanel(tasks, self)
        self.step = StepPanel(tasks)
        self.outlet = Outlet(tasks, self)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.top.setStretch(0, 0)
        for place, widget in enumerate((self.switch, self.now, self.view), start=1):
            self.top.insertWidget(place, widget)
        self.top.insertWidget(4, self.rules, 1)
        self.top.setSpacing(12)
        self.away = Button("活动")
        self.away.setToolTip("代表跑小岛、代表走山岙、主题活动，领导进站")
        self.away.clicked.connect(lambda: self._context.go("activities"))
        self.act(self.away, self.table, self.plan, self.print)
        month = QWidget()
        left = QVBoxLayout(month)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        self._area = scrolled(self.grid)
        left.addWidget(self._area, 1)
        left.addWidget(self.hint)
        left.addWidget(self.bar)
        self.main = QStackedWidget()
        for widget in (month, self.year, self.planning):
            self.main.addWidget(widget)
        self.overview = QWidget()
        right = QVBoxLayout(self.overview)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        right.addWidget(self.requests)
        right.addWidget(self.balance, 1)
        right.addWidget(self.notices)
        self.answering = Card(margin=1)
        self.answering.body.addWidget(self.step)
        self.side = QStackedWidget()
        self._overview = scrolled(self.overview)
        for widget in (self._overview, self.day, self.person, self.notice, self.answering):
            self.side.addWidget(widget)
        self.side.setFixedWidth(min(theme.active().px(SIDE), WIDEST_SIDE))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.main, 1)
        row.addWidget(self.side)
        self.body.addLayout(row, 1)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.switch.asked.connect(self._on_month_asked)
        self.now.clicked.connect(self._on_now_clicked)
        self.view.changed.connect(self._on_view_changed)
        self.table.clicked.connect(self._on_table_clicked)
        self.plan.clicked.connect(self._on_plan_clicked)
        self.print.clicked.connect(self._on_print_clicked)
        self.grid.left_month.connect(self.go_to)
        self.grid.opened.connect(self._on_day_opened)
        self.grid.walked.connect(lambda cell: self._area.ensureWidgetVisible(cell, 0, 8))
        self.grid.swapping.connect(self._on_swapping)
        self.bar.taken_back.connect(lambda: self.grid.take(None))
        self.bar.confirmed.connect(self._on_swap_confirmed)
        self.year.opened.connect(self._on_year_day_opened)
        self.planning.left.connect(lambda: self.show_view(MONTH))
        self.planning.written.connect(self._on_planned)
        self.balance.opened.connect(self._on_person_opened)
        self.balance.fill_wanted.connect(lambda: self.begin_plan(fill=True))
        self.notices.opened.connect(lambda row: self.show_notice(row.id))
        self.requests.asked.connect(self._on_request_opened)
        self.day.notice_wanted.connect(self.show_notice)
        self.day.done.connect(self._on_done)
        self.person.day_wanted.connect(self.go_to)
        self.step.saved.connect(self._on_done)
        self.step.left.connect(self.show_overview)
        for panel in (self.day, self.person, self.notice):
            panel.closed.connect(self.show_overview)
        self._tasks.changed.connect(self._on_changed)
        self._context.station_changed.connect(self._on_station_changed)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.reload)

    def open(
        self,
        day: date | None = None,
        notice: "DutyShiftId | None" = None,
        **_arguments: object,
    ) -> None:
        """`day` to show; `notice` of a shift to open."""
        if day is not None:
            self._month, self._wanted = day.replace(day=1), day
            self.show_view(MONTH)
        self._notice = notice
        self.reload()

    @Slot(object)
    def go_to(self, day: date) -> None:
        """Show the month of a day and put the focus there."""
        self._wanted = day
        self._month = day.replace(day=1)
        self.show_view(MONTH)
        self.reload()

    @Slot(int)
    def _on_month_asked(self, by: int) -> None:
        self._month = months_on(self._month, by * 12 if self._is_year else by)
        self.reload()

    @Slot()
    def _on_now_clicked(self) -> None:
        self.go_to(self._today)

    @property
    def _today(self) -> date:
        return self.shown.board.today if self.shown else civil(utc_now()).date()

    @property
    def _is_year(self) -> bool:
        return self.main.currentWidget() is self.year

    @Slot(object)
    def _on_view_changed(self, view: str) -> None:
        self.show_view(view)
        self.reload()

    def show_view(self, view: str) -> None:
        """The month, the year, or planning."""
        self.main.setCurrentIndex((MONTH, YEAR, PLAN).index(view))
        if view != PLAN:
            self.view.choose(view)
        self.setFocusProxy(self.grid if view == MONTH else self.main.currentWidget())

    def show_overview(self) -> None:
        self.day.rest()
        self.grid.search(None)
        self.side.setCurrentWidget(self._overview)
        if self.main.currentIndex() == 0:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_plan_clicked(self) -> None:
        self.begin_plan()

    def begin_plan(self, *, fill: bool = False) -> None:
        """排全年, or 补排: only the empty seats."""
        self.grid.take(None)
        self.show_overview()
        self.show_view(PLAN)
        rules = self.shown.board.rules if self.shown else ()
        self.planning.begin(self._today.year, rules, fill=fill)

    def _on_planned(self, outcome: PlanOutcome) -> None:
        self.show_view(MONTH)
        if outcome.year != self._month.year:
            self._month = date(outcome.year, 1, 1)
        self.reload()
        written = outcome.written
        words = f"{outcome.year} 年已排好：新增 {written.shifts_added} 次，改动"
        words += f" {written.shifts_changed} 次，安排 {written.seats_given} 人次。"
        self.message.say(words, State.GOOD)

    @Slot(object)
    def _on_day_opened(self, day: date) -> None:
        shown = self.shown.board.day(day) if self.shown else None
        if shown is not None and self.shown is not None:
            self.day.show_day(shown, self.shown.board.today)
            self.side.setCurrentWidget(self.day)

    @Slot(object)
    def _on_year_day_opened(self, day: date) -> None:
        self.go_to(day)

    @Slot(object)
    def _on_person_opened(self, row: BalanceRow) -> None:
        self.person.show_person(row, self._month.year)
        self.grid.search(row.id)
        self.side.setCurrentWidget(self.person)

    @Slot(object)
    def _on_request_opened(self, sheet: Sheet) -> None:
        self.side.setCurrentWidget(self.answering)
        self.step.begin(sheet)

    @Slot(object)
    def show_notice(self, key: "DutyShiftId") -> None:
        """The notice of a reception beside the month."""
        self.side.setCurrentWidget(self.notice)
        self.notice.show_notice(key, self._today)
        self.notice.print.setFocus()

    @Slot()
    def _on_print_clicked(self) -> None:
        """The chosen day's notice; without a reception there, the most pressing one."""
        chosen = self.grid.chosen
        day = self.shown.board.day(chosen) if self.shown and chosen else None
        rows = [one for one in day.shifts if one.planned] if day else []
        waiting = list(self.shown.to_post) if self.shown else []
        if rows or waiting:
            self.show_notice((rows or waiting)[0].id)
        else:
            self.message.say("没有要打印的公告：选中的这一天没有排接待，近期也没有要贴的。")

    @Slot()
    def _on_table_clicked(self) -> None:
        path = self.outlet.ask_file(f"接待日安排表-{self._month.year}.pdf")
        if path is not None:
            self.save_year(path)

    def save_year(self, path: Path) -> None:
        """The year's table as a file."""
        station, year = self._context.station_id, self._month.year

        def plan(work: "Work", _progress: object) -> "DutyYear":
            from liaison.services.duty_year import duty_year

            return duty_year(work, year, station)

        def paper(found: "DutyYear") -> bytes:
            from liaison.documents.duty_year_pdf import duty_year_pdf

            return duty_year_pdf(found)

        def make(use: Made) -> None:
            self._tasks.write(
                self, plan, lambda found: self.outlet.lay_out(found, paper, use), self.refuse
            )

        self.outlet.save_to(path, make)

    @Slot(str)
    def _on_done(self, words: str) -> None:
        self.message.say(words, State.GOOD)
        if self.side.currentWidget() is self.answering:
            self.show_overview()

    @Slot()
    def _on_station_changed(self) -> None:
        self.grid.take(None)
        self.show_overview()
        if self.main.currentWidget() is self.planning:
            self.show_view(MONTH)
        if self.isVisible():
            self.reload()

    @Slot(object)
    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS and self.isVisible():
            self._later.start()

    @Slot()
    def reload(self) -> None:
        station, month, whole = self._context.station_id, self._month, self._is_year
        if whole:
            first, last = date(month.year, 1, 1), date(month.year, 12, 31)
        else:
            first, last = weeks_of(month)
        self._tasks.read(
            self,
            lambda work: shown(work, station, first, last),
            lambda said: self._show(said, (station, month, whole)),
        )

    def _show(self, said: Shown, asked: tuple[object, date, bool]) -> None:
        month = self._month
        if asked != (self._context.station_id, month, self._is_year):
            return
        self.shown = said
        district = self._context.station_id is None
        self.switch.say(month, year=self._is_year)
        self.rules.setText(self._said(said.board))
        self.rules.setToolTip(self.rules.text())
        if self._is_year:
            self.year.show_year(said.board, month.year)
        else:
            self.grid.show_board(said.board, month, district=district)
        self.hint.setVisible(said.board.planned_until is None)
        self._show_side(said, district=district)
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            if self.grid.cell(wanted) is not None:
                self.grid.go_to(wanted)
        if self._notice is not None:
            key, self._notice = self._notice, None
            self.show_notice(key)
        self.filled.emit()

    def _show_side(self, said: Shown, *, district: bool) -> None:
        today = said.board.today
        self.balance.show_rows(said.balance, self._month.year, today.year)
        days = said.board.notice_days
        self.notices.show_rows(said.to_post, today, days, district=district)
        self.requests.show_rows(said.requests)
        day = said.board.day(self.day.day) if self.day.day else None
        if day is not None:
            self.day.show_day(day, today)
        self.notice.reload()

    def _said(self, board: Board) -> str:
        until = board.planned_until
        planned = ""
        if until is not None:
            year = "" if until.year == board.today.year else f"{until.year}年"
            planned = f"已排到 {year}{short_day(until)}"
        rules = "；".join(board.rules) or self._context.place_zh
        return "　".join(part for part in (rules, planned or "还没有排班") if part)

    def _on_swapping(self, first: Held | None, second: Held | None) -> None:
        self.bar.show_swap(first, second)
        if first is not None and self.side.currentWidget() is not self._overview:
            self.day.rest()
            self.side.setCurrentWidget(self._overview)

    @Slot()
    def _on_swap_confirmed(self) -> None:
        first, second = self.grid.in_hand
        if first is None or second is None:
            return
        self.grid.exchange(first, second)
        self.grid.take(None)
        form = SwapForm(
            first.person.attendance_id,
            second.person.attendance_id,
            version=first.person.version,
            other_version=second.person.version,
        )
        self._tasks.write(
            self,
            lambda work, _: swap(work, form),
            lambda _: self._on_swapped(first, second),
            self._on_swap_refused,
        )

    def _on_swapped(self, first: Held, second: Held) -> None:
        one = f"{first.person.name} 换到 {short_day(second.shift.day)}"
        other = f"{second.person.name} 换到 {short_day(first.shift.day)}"
        self.message.say(f"已换班：{one}，{other}。{consequence(first, second)}。", State.GOOD)

    def _on_swap_refused(self, error: LiaisonError) -> None:
        self.grid.put_back()
        self.refuse(error)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._later.start()
