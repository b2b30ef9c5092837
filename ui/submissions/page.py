"""网上来的: what citizens and representatives sent by phone waits here until a clerk decides."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from liaison.domain.ids import SubmissionId
from liaison.domain.submission import SUBMITTED_BY_ZH, SubmissionStatus
from liaison.services import submission_desk
from liaison.services.submission_desk import SubmissionRow
from ui.context import Context
from ui.submissions.record import SubmissionRecord
from ui.table import Column, PagedTableModel, Rows
from ui.tag import Tag
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Card, EmptyState, Page, Text
from ui.widgets.switch import SegmentedSwitch
from ui.widgets.table import ListTable

if TYPE_CHECKING:
    from liaison.services.work import Work

TABS = (
    (SubmissionStatus.WAITING, "待接收"),
    (SubmissionStatus.ACCEPTED, "已接收"),
    (SubmissionStatus.DECLINED, "未接收"),
    (SubmissionStatus.SPAM, "无效"),
)
HIDDEN = "（参观模式，已遮住）"
NOTHING = {
    SubmissionStatus.WAITING: (
        "没有要接收的",
        "群众扫码写来的意见先到这里，您看过、接收了，才登记成接待和事项。",
    ),
    SubmissionStatus.ACCEPTED: ("还没有接收过", "接收了的登记在“接待”里，这里留着来路。"),
    SubmissionStatus.DECLINED: ("没有不接收的", "不接收要写明该找谁，发的人凭查询码看得到。"),
    SubmissionStatus.SPAM: ("没有无效的", "机器填的、没有内容的放在这里。"),
}


class SubmissionsPage(Page):
    help_zh = """
群众扫码写来的、代表扫联络站码交来的，都先到这里，一件一件看过再定。
Ctrl ↵　接收登记：打开“新的接待”，已填好，原话不能改，保存就是接收
不接收要写明该找谁，发的人凭查询码看得到；机器乱填的记为无效。
↑ ↓　换一件"""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("网上来的")
        self._tasks, self._context = tasks, context
        self._rows: list[SubmissionRow] = []
        self._wanted: SubmissionId | None = None
        self.tabs = SegmentedSwitch("办到哪一步", TABS, kind="tab")
        self.model: PagedTableModel[SubmissionRow] = PagedTableModel(
            self._columns(), self._fetch, lambda row: row.id, None, self
        )
        self.table = ListTable(self.model, "网上来的", "submissions")
        self.empty = EmptyState(*NOTHING[SubmissionStatus.WAITING], icon="tray")
        self.count = Text("", "muted")
        self.record = SubmissionRecord(tasks, context, self)
        self._arrange()
        self.tabs.changed.connect(lambda _: self.reload())
        self.table.chosen.connect(lambda row: self.record.show_submission(row.id))
        tasks.changed.connect(self._on_changed)
        context.station_changed.connect(self.reload)
        context.visiting_changed.connect(self.reload)
        self.setFocusProxy(self.table)

    def _columns(self) -> tuple[Column[SubmissionRow], ...]:
        return (
            Column("写了什么", self._beginning, self._second),
            Column("等了几天", lambda _: "", tag=_age, width=112),
        )

    def _beginning(self, row: SubmissionRow) -> str:
        return HIDDEN if self._context.visiting else row.beginning

    def _second(self, row: SubmissionRow) -> str:
        parts = [f"{row.received_at:%m-%d %H:%M}", SUBMITTED_BY_ZH[row.by]]
        parts += [f"给 {row.whom}" if row.whom else "", row.category]
        parts += [f"图 {row.pictures}" if row.pictures else ""]
        if self._context.station_id is None:
            parts.append(row.station)
        return "　".join(part for part in parts if part)

    def _arrange(self) -> None:
        left = Card(margin=1)
        left.body.setSpacing(0)
        left.body.addWidget(self.table, 1)
        left.body.addWidget(self.empty, 1)
        self.count.setContentsMargins(16, 8, 16, 8)
        left.body.addWidget(self.count)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        split.addWidget(left)
        split.addWidget(self.record)
        split.setSizes([500, 620])
        self.body.addWidget(self.tabs)
        self.body.addWidget(split, 1)

    def open(self, submission_id: SubmissionId | None = None, **_others: Any) -> None:
        """The queue; one of it when it is named."""
        self._wanted = submission_id
        self.tabs.choose(SubmissionStatus.WAITING)
        self.reload()

    def reload(self) -> None:
        station, status = self._context.station_id, SubmissionStatus(self.tabs.value)

        def gather(work: "Work") -> tuple[SubmissionStatus, list[SubmissionRow], int]:
            rows = submission_desk.waiting(work, station, status)
            return status, rows, submission_desk.waiting_count(work, station)

        self._tasks.read(self, gather, self._on_read, self.refuse)

    def _on_read(self, answer: tuple[SubmissionStatus, list[SubmissionRow], int]) -> None:
        status, self._rows, waiting = answer
        if status is not self.tabs.value:
            return
        self.tabs.word(SubmissionStatus.WAITING, f"待接收 {waiting}" if waiting else "待接收")
        self.model.reload()
        self.table.setVisible(bool(self._rows))
        self.empty.setVisible(not self._rows)
        self.empty.say(*NOTHING[status])
        self.count.setText(f"共 {len(self._rows)} 件" if self._rows else "")
        shown = self._wanted or self.record.key
        place = next((n for n, row in enumerate(self._rows) if row.id == shown), 0)
        self._wanted = None
        if self._rows:
            self.table.choose(place)
            self.record.show_submission(self._rows[place].id)
        else:
            self.record.show_nothing()

    def _fetch(self, after: SubmissionId | None, limit: int, done: Rows) -> None:
        keys = [row.id for row in self._rows]
        begin = keys.index(after) + 1 if after in keys else 0
        done(self._rows[begin : begin + limit])

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if kinds & {"submission", "category", "representative"} and self.isVisible():
            self.reload()


def _age(row: SubmissionRow) -> Tag | None:
    if row.status is not SubmissionStatus.WAITING:
        return None
    if row.days > 2:
        return Tag(f"{row.days} 个工作日", State.OVERDUE)
    return Tag(f"{row.days} 个工作日", State.ATTENTION) if row.days else Tag("今天", State.INFO)
