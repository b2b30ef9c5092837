"""值班: the month with its people, swaps, notices; the year; planning a year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from liaison.domain.clock import civil, utc_now
from liaison.domain.errors import LiaisonError
from liaison.services.duty_balance import BalanceRow, balance
from liaison.services.duty_board import Board, board, to_post
from liaison.services.duty_changes import SwapForm, swap
from liaison.services.duty_rows import ShiftRow
from ui import theme
from ui.context import Context
from ui.duty.balance import BalanceCard
from ui.duty.day_cell import Held
from ui.duty.due_notices import DueNotices
from ui.duty.month_grid import MonthGrid, months_on, weeks_of
from ui.duty.month_switch import MonthSwitch
from ui.duty.said import short_day
from ui.duty.swap_bar import SwapBar, consequence
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, ElidedText, Page, PrimaryButton

if TYPE_CHECKING:
    from liaison.domain.ids import StationId
    from liaison.services.work import Work

KINDS = frozenset(
    {
        *("duty_shift", "attendance", "duty_notice", "duty_rule", "duty_exception"),
        *("duty_request", "representative", "setting"),
    }
)
SIDE = 300


@dataclass(frozen=True)
class Shown:
    """Everything that the page shows of a month."""

    board: Board
    balance: Sequence[BalanceRow]
    to_post: Sequence[ShiftRow]


def shown(work: "Work", station_id: "StationId | None", month: date) -> Shown:
    """One read for the whole page."""
    first, last = weeks_of(month)
    return Shown(
        board(work, station_id, first, last),
        balance(work, month.year, station_id),
        to_post(work, station_id),
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
        self.shown: Shown | None = None
        self.switch = MonthSwitch()
        self.now = Button("本月")
        self.rules = ElidedText("", "muted")
        self.plan = Button("排全年")
        self.print = PrimaryButton("打印公告", "Ctrl+P")
        self.grid = MonthGrid()
        self.bar = SwapBar()
        self.balance = BalanceCard()
        self.notices = DueNotices()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.top.setStretch(0, 0)
        for place, widget in enumerate((self.switch, self.now), start=1):
            self.top.insertWidget(place, widget)
        self.top.insertWidget(3, self.rules, 1)
        self.top.setSpacing(12)
        self.act(self.plan, self.print)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.grid, 1)
        left.addWidget(self.bar)
        overview = QWidget()
        right = QVBoxLayout(overview)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        right.addWidget(self.balance, 1)
        right.addWidget(self.notices)
        self.side = QStackedWidget()
        self.side.addWidget(overview)
        self.side.setFixedWidth(theme.active().px(SIDE))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.side)
        self.body.addLayout(row, 1)
        self.setFocusProxy(self.grid)

    def _connect(self) -> None:
        self.switch.asked.connect(self._on_month_asked)
        self.now.clicked.connect(self._on_now_clicked)
        self.grid.left_month.connect(self.go_to)
        self.grid.swapping.connect(self.bar.show_swap)
        self.bar.taken_back.connect(lambda: self.grid.take(None))
        self.bar.confirmed.connect(self._on_swap_confirmed)
        self._tasks.changed.connect(self._on_changed)
        self._context.station_changed.connect(self._on_station_changed)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.reload)

    def open(self, day: date | None = None, **_arguments: object) -> None:
        if day is not None:
            self._month, self._wanted = day.replace(day=1), day
        self.reload()

    @Slot(object)
    def go_to(self, day: date) -> None:
        """Show the month of a day and put the focus there."""
        self._wanted = day
        self._month = day.replace(day=1)
        self.reload()

    @Slot(int)
    def _on_month_asked(self, by: int) -> None:
        self._month = months_on(self._month, by)
        self.reload()

    @Slot()
    def _on_now_clicked(self) -> None:
        self.go_to(civil(utc_now()).date())

    @Slot()
    def _on_station_changed(self) -> None:
        self.grid.take(None)
        if self.isVisible():
            self.reload()

    @Slot(object)
    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS and self.isVisible():
            self._later.start()

    @Slot()
    def reload(self) -> None:
        station, month = self._context.station_id, self._month
        self._tasks.read(
            self, lambda work: shown(work, station, month), lambda said: self._show(said, month)
        )

    def _show(self, said: Shown, month: date) -> None:
        if month != self._month:
            return
        self.shown = said
        district = self._context.station_id is None
        self.switch.say(month)
        self.rules.setText(self._said(said.board))
        self.rules.setToolTip(self.rules.text())
        self.grid.show_board(said.board, month, district=district)
        year = said.board.today.year
        self.balance.show_rows(said.balance, month.year, year)
        days = said.board.notice_days
        self.notices.show_rows(said.to_post, said.board.today, days, district=district)
        if self._wanted is not None:
            wanted, self._wanted = self._wanted, None
            if self.grid.cell(wanted) is not None:
                self.grid.go_to(wanted)
        self.filled.emit()

    def _said(self, board: Board) -> str:
        until = board.planned_until
        planned = ""
        if until is not None:
            year = "" if until.year == board.today.year else f"{until.year}年"
            planned = f"已排到 {year}{short_day(until)}"
        rules = "；".join(board.rules) or self._context.place_zh
        return "　".join(part for part in (rules, planned or "还没有排班") if part)

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
