"""今日: who is on duty, drafts to finish, what falls due, the month so far."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.clock import WEEKDAYS_ZH
from liaison.domain.duty import SLOT_ZH
from liaison.domain.period import Period
from liaison.services import today as service
from liaison.services.today import Clock, DraftLine, DueMatter, NoticeDue, Today
from ui import theme
from ui.context import Context
from ui.tasks import Tasks
from ui.theme import State
from ui.today.duty_card import DutyCard
from ui.widgets import (
    Card,
    Chip,
    ElidedText,
    Figure,
    Page,
    PrimaryButton,
    Rule,
    SmallButton,
    Text,
    clear,
    scrolled,
)

KINDS = frozenset(
    {
        *("reception", "matter", "duty_shift", "attendance", "draft", "unsettled_name"),
        "submission",
    }
)
REFRESH_MS = 60_000
MOST_NOTICES = 3
WIDE = 1000
"""Pixels at 100 % from which there is room for a column of its own."""


class TodayPage(Page):
    filled = Signal()
    """The page shows what the office holds."""
    help_zh = """
今日是一天的开头：谁在值班、没写完的草稿、要办的事项、本月到今天的数字。
办了还没有告诉群众的排在最前，其次是逾期、今天到期和快到期的。
点数字，打开它数的那几条。"""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("今日")
        self._tasks, self._context = tasks, context
        self.begin = PrimaryButton("新的接待", "Ctrl+N", own_key=False)
        self.begin.clicked.connect(lambda: context.go("new_reception"))
        self.act(self.begin)
        self.duty = DutyCard(tasks, context)
        self.duty.told.connect(self.message.say)
        self.duty.refused.connect(self.refuse)
        self.drafts = Card("没写完的草稿", " ")
        self.due = Card("今天要办", "办了还没告诉群众的排在最前")
        self.month = Card("本月到今天", " ")
        self.todo = Card("还要做", " ")
        self._fill_month()
        self._arrange()
        tasks.changed.connect(self._on_changed)
        context.station_changed.connect(self.reload)
        context.visiting_changed.connect(self.reload)
        self._minute = QTimer(self)
        self._minute.setInterval(REFRESH_MS)
        self._minute.timeout.connect(self.refresh)
        self._minute.start()

    def _arrange(self) -> None:
        self._draft_lines = QVBoxLayout()
        self._due_lines, self._todo_lines = QGridLayout(), QVBoxLayout()
        for card, lines in (
            (self.drafts, self._draft_lines),
            (self.due, self._due_lines),
            (self.todo, self._todo_lines),
        ):
            card.body.addLayout(lines)
            card.body.addStretch(1)
        self._due_lines.setHorizontalSpacing(16)
        self._due_lines.setVerticalSpacing(0)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(16)
        grid.setColumnStretch(0, 115)
        grid.setColumnStretch(1, 100)
        grid.addWidget(self.duty, 0, 0)
        grid.addWidget(self.drafts, 0, 1)
        grid.addWidget(self.due, 1, 0, 2, 1)
        grid.addWidget(self.month, 1, 1)
        grid.addWidget(self.todo, 2, 1)
        grid.setRowStretch(3, 1)
        self.body.addWidget(scrolled(inside), 1)

    def _fill_month(self) -> None:
        row = QHBoxLayout()
        self.visits = Figure("接待批次")
        self.visitors = Figure("群众人次")
        self.attendances = Figure("代表进站")
        self.matters = Figure("意见建议")
        for figure, page in (
            (self.visits, "receptions"),
            (self.visitors, "receptions"),
            (self.attendances, "people"),
            (self.matters, "matters"),
        ):
            row.addWidget(figure)
            figure.opened.connect(lambda name=page: self._open_month(name))
        self.month.body.addLayout(row)

    def _open_month(self, page: str) -> None:
        self._context.go(page, period=Period.of_month(self._day).text)

    def open(self, **_arguments: object) -> None:
        self.reload()

    @Slot()
    def reload(self) -> None:
        station = self._context.station_id
        self._tasks.read(self, lambda work: service.today(work, station), self._show)

    @Slot(object)
    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & KINDS:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Reload what somebody looks at; a page behind another one reloads when it is opened."""
        if self.isVisible():
            self.reload()

    def _show(self, today: Today) -> None:
        self._day = today.day
        self._entitle(today)
        self.duty.show_slots(today.slots)
        self._show_drafts(today)
        self._show_due(today)
        for figure, number in (
            (self.visits, today.month.visits),
            (self.visitors, today.month.visitors),
            (self.attendances, today.month.representative_attendances),
            (self.matters, today.month.matters),
        ):
            figure.say(number)
        self.month.note.setText(f"{today.day.month}月1日 至 {today.day.month}月{today.day.day}日")
        self._show_todo(today)
        self.filled.emit()

    def _entitle(self, today: Today) -> None:
        day = today.day
        named = f"{day.year}年{day.month}月{day.day}日 周{WEEKDAYS_ZH[day.weekday()]}"
        parts = []
        for slot in today.slots[:3]:
            words = SLOT_ZH[slot.slot]
            words += f"　主题：{slot.theme}" if slot.theme else ""
            words += f"　{slot.place}" if slot.place else ""
            parts.append(words)
        self.entitle(
            f"{named} · 今天是接待日" if today.slots else named,
            "　·　".join(parts) or f"{self._context.place_zh}　今天没有排接待",
        )

    def _show_drafts(self, today: Today) -> None:
        clear(self._draft_lines)
        self.drafts.note.setText(f"{today.drafts_in_all} 份" if today.drafts_in_all else "")
        if not today.drafts:
            words = "没有没写完的登记。写到一半关掉窗口，也会在这里找到。"
            self._draft_lines.addWidget(Text(words, "muted", wrap=True))
        for draft in today.drafts:
            self._draft_lines.addLayout(self._draft_line(draft, today))

    def _draft_line(self, draft: DraftLine, today: Today) -> QHBoxLayout:
        named = "来访人已填" if draft.visitor_named else "来访人未填"
        same_day = draft.saved_at.date() == today.day
        at = f"{draft.saved_at:%H:%M}" if same_day else f"{draft.saved_at:%m-%d}"
        go_on = SmallButton("继续")
        go_on.setAccessibleName(f"继续 {at} 的草稿")
        go_on.clicked.connect(lambda: self._context.go("new_reception", draft_id=draft.id))
        row = QHBoxLayout()
        row.addWidget(Chip("草稿"))
        row.addWidget(Text(f"{named}，已写 {draft.letters} 字"), 1)
        row.addWidget(Text(at, "muted"))
        row.addWidget(go_on)
        return row

    def _show_due(self, today: Today) -> None:
        clear(self._due_lines)
        if not today.due:
            words = "没有要催的事项：答复了的都告诉了群众，五天内没有到期的。"
            self._due_lines.addWidget(Text(words, "muted", wrap=True), 0, 0)
            return
        headings = ("事项，去向", "", "时钟") if self._narrow else ("事项", "去向", "时钟")
        for column, heading in enumerate(headings):
            self._due_lines.addWidget(Text(heading, "small"), 0, column)
        self._due_lines.setColumnStretch(0, 1)
        for line, matter in enumerate(today.due):
            self._due_lines.addWidget(Rule(), line * 2 + 1, 0, 1, 4)
            self._add_due(line * 2 + 2, matter)
        rest = today.due_in_all - len(today.due)
        if rest > 0:
            more = SmallButton(f"还有 {rest:,} 件")
            more.clicked.connect(lambda: self._context.go("matters", pressing=True))
            self._due_lines.addWidget(more, len(today.due) * 2 + 2, 3)

    @property
    def _narrow(self) -> bool:
        """Large letters or a small window: where a matter went stands below its title."""
        return self.width() < theme.active().px(WIDE)

    def _add_due(self, line: int, matter: DueMatter) -> None:
        words = "（参观模式，已遮住）" if self._context.visiting else matter.title
        title = ElidedText(words)
        title.setMinimumWidth(theme.active().px(110))
        title.setToolTip(f"{words}　{matter.number}")
        show = SmallButton("打开")
        show.setAccessibleName(f"打开事项 {matter.number}")
        show.clicked.connect(lambda: self._context.go("matters", matter_id=matter.id))
        cell = QVBoxLayout()
        cell.setSpacing(0)
        cell.setContentsMargins(0, 7, 0, 7)
        cell.addWidget(title)
        self._due_lines.addLayout(cell, line, 0)
        unit = matter.unit or "未定"
        if self._narrow:
            cell.addWidget(ElidedText(unit, "small"))
        else:
            self._due_lines.addWidget(Text(unit, "muted"), line, 1)
        self._due_lines.addWidget(_clock_chip(matter), line, 2)
        self._due_lines.addWidget(show, line, 3, Qt.AlignmentFlag.AlignRight)

    def _show_todo(self, today: Today) -> None:
        clear(self._todo_lines)
        if today.sent:
            self._todo_lines.addLayout(self._sent_line(today.sent))
        if today.unsettled_names:
            settle = SmallButton("去确认")
            settle.setAccessibleName("去确认导入时没有认定的代表姓名")
            settle.clicked.connect(lambda: self._context.go("exchange", unsettled=True))
            row = QHBoxLayout()
            row.addWidget(Chip("待确认", State.ATTENTION))
            words = f"导入的簿册里有 {today.unsettled_names:,} 个代表姓名要认定"
            row.addWidget(Text(words, wrap=True), 1)
            row.addWidget(settle)
            self._todo_lines.addLayout(row)
        for notice in today.notices[:MOST_NOTICES]:
            self._todo_lines.addLayout(self._notice_line(notice))
        if len(today.notices) > MOST_NOTICES:
            more = SmallButton(f"还有 {len(today.notices) - MOST_NOTICES} 份公告要贴")
            more.clicked.connect(lambda: self._context.go("duty"))
            self._todo_lines.addWidget(more, alignment=Qt.AlignmentFlag.AlignLeft)
        if not self._todo_lines.count():
            self._todo_lines.addWidget(Text("都做完了。", "muted"))

    def _sent_line(self, count: int) -> QHBoxLayout:
        """What came in by phone and waits for a decision; the button opens the queue."""
        show = SmallButton("去接收")
        show.setAccessibleName(f"接收网上来的 {count} 件")
        show.clicked.connect(lambda: self._context.go("submissions"))
        row = QHBoxLayout()
        row.addWidget(Chip("网上来的", State.ATTENTION))
        row.addWidget(Text(f"群众扫码写来 {count:,} 件，等您接收", wrap=True), 1)
        row.addWidget(show)
        return row

    def _notice_line(self, notice: NoticeDue) -> QHBoxLayout:
        """今天须贴, or by how many days it is late; the button opens it in 值班."""
        late = notice.days > 0
        word = f"迟 {notice.days} 天" if late else "今天须贴"
        day = f"{notice.held_on.month}月{notice.held_on.day}日"
        words = f"{day} 周{WEEKDAYS_ZH[notice.held_on.weekday()]} {notice.place}".strip()
        show = SmallButton("去打印")
        show.setAccessibleName(f"打印 {words} 的接待日公告，{word}")
        show.clicked.connect(
            lambda: self._context.go("duty", day=notice.held_on, notice=notice.shift_id)
        )
        row = QHBoxLayout()
        row.addWidget(Chip(word, State.OVERDUE if late else State.ATTENTION))
        row.addWidget(Text(f"{words} 的公告", wrap=True), 1)
        row.addWidget(show)
        return row


def _clock_chip(matter: DueMatter) -> Chip:
    if matter.clock is Clock.UNTOLD:
        words = f"未告知 {matter.days} 天" if matter.days else "今天办完，未告知"
        return Chip(words, State.OVERDUE)
    if matter.clock is Clock.OVERDUE:
        return Chip(f"逾期 {matter.days} 天", State.OVERDUE)
    if matter.clock is Clock.TODAY:
        return Chip("今天到期", State.ATTENTION)
    return Chip(f"{matter.days} 天后到期", State.ATTENTION)
