"""One that came in by phone: its words large, its pictures, who sent it, what may be the same."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.ids import MatterId, SubmissionId
from liaison.domain.submission import SUBMISSION_STATUS_ZH, SUBMITTED_BY_ZH, SubmissionStatus
from liaison.services import submission_desk
from liaison.services.submission_desk import SubmissionView
from ui.context import Context
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import (
    Button,
    Card,
    EmptyState,
    Facts,
    Field,
    LinkButton,
    Page,
    PrimaryButton,
    SmallButton,
    Text,
    clear,
    scrolled,
)
from ui.widgets.attachments import AttachmentStrip
from ui.widgets.button import press_with
from ui.widgets.words_edit import WordsEdit

if TYPE_CHECKING:
    from liaison.services.work import Work

USUAL = (
    ("", "选一句常用的话…"),
    (
        "这件事正在（或应当）由法院、仲裁机构处理，联络站不能受理；请向受理的法院或仲裁机构反映。",
        "涉法涉诉、仲裁",
    ),
    ("这件事属于信访事项，请到街道信访窗口或拨打 12345 反映，由他们受理并答复您。", "属于信访"),
    ("您写的还不够清楚，我们不知道是哪里、什么事；请写清地点和情况再发一次，或打站里电话。", "写得不清楚"),
    ("这件事不在本站的范围，请向您所在镇街的联络站反映。", "不在本站范围"),
)  # fmt: skip
MOST_ALIKE = 3


class SubmissionRecord(Card):
    def __init__(self, tasks: Tasks, context: Context, page: Page) -> None:
        super().__init__(margin=1)
        self._tasks, self._context, self._page = tasks, context, page
        self.key: SubmissionId | None = None
        self.view: SubmissionView | None = None
        self.words = Text("", "large", wrap=True).selectable()
        self.facts = Facts()
        self.pictures = AttachmentStrip(tasks, context)
        self.accept = PrimaryButton("接收登记", "Ctrl+↵")
        press_with(self.accept, "Ctrl+Return")
        self.decline, self.spam = Button("不接收…"), Button("无效")
        self.back = Button("改回待接收")
        self.show_reception = LinkButton("打开登记的接待")
        self.reason = WordsEdit("为什么不接收", "发的人会看到，请写明该找谁、在哪里")
        self.usual = QComboBox()
        for words, title in USUAL:
            self.usual.addItem(title, words)
        self.reason_field = Field("为什么不接收，该找谁", self.reason, "发的人凭查询码看得到")
        self.sure, self.not_now = SmallButton("不接收，告诉他"), SmallButton("再想想")
        self.empty = EmptyState("从左边选一件", "这里显示写的话和图片。", icon="chat-text")
        self._inside, self._asking = QWidget(), QWidget()
        self._alike = QVBoxLayout()
        self._arrange()
        self._connect()
        self.show_nothing()

    def _arrange(self) -> None:
        box = QVBoxLayout(self._inside)
        box.setContentsMargins(19, 16, 19, 16)
        box.setSpacing(14)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.accept, self.decline, self.spam, self.back, self.show_reception):
            row.addWidget(button)
        row.addStretch(1)
        box.addLayout(row)
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(8)
        self.usual.setAccessibleName("常用的话")
        asking.addWidget(self.usual)
        asking.addWidget(self.reason_field)
        sure = QHBoxLayout()
        sure.setSpacing(8)
        sure.addWidget(self.sure)
        sure.addWidget(self.not_now)
        sure.addStretch(1)
        asking.addLayout(sure)
        box.addWidget(self._asking)
        box.addWidget(self.words)
        box.addWidget(self.facts)
        box.addWidget(self.pictures)
        box.addLayout(self._alike)
        box.addStretch(1)
        self._area = scrolled(self._inside)
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.accept.clicked.connect(self._on_accept_clicked)
        self.decline.clicked.connect(lambda: self._ask(on=True))
        self.not_now.clicked.connect(lambda: self._ask(on=False))
        self.usual.activated.connect(self._on_usual_chosen)
        self.sure.clicked.connect(self._on_sure_clicked)
        self.spam.clicked.connect(self._on_spam_clicked)
        self.back.clicked.connect(self._on_back_clicked)
        self.show_reception.clicked.connect(self._on_show_clicked)
        self._context.visiting_changed.connect(lambda _: self._show_again())

    def show_nothing(self) -> None:
        self.key = self.view = None
        self._area.hide()
        self.empty.show()

    def show_submission(self, key: SubmissionId) -> None:
        """Read one and show it; the same again keeps what is being written."""
        if key != self.key:
            self._ask(on=False)
        self.key = key
        self._tasks.read(
            self, lambda work: submission_desk.one(work, key), self._show, self._page.refuse
        )

    def _show_again(self) -> None:
        if self.view is not None:
            self._show(self.view)

    def _show(self, view: SubmissionView) -> None:
        if view.row.id != self.key:
            return
        self.view = view
        self.empty.hide()
        self._area.show()
        guests = self._context.visiting
        row = view.row
        self.words.setText("（参观模式，已遮住）" if guests else view.words)
        waits = row.status is SubmissionStatus.WAITING
        for button in (self.accept, self.decline, self.spam):
            button.setVisible(waits)
        undone = row.status in (SubmissionStatus.DECLINED, SubmissionStatus.SPAM)
        self.back.setVisible(undone)
        self.show_reception.setVisible(view.reception_id is not None)
        person = " ".join(part for part in (view.name or "没有留姓名", view.phone) if part)
        decided = (
            f"{view.decided_at:%Y-%m-%d %H:%M} {view.decided_by} {SUBMISSION_STATUS_ZH[row.status]}"
            if view.decided_at
            else ""
        )
        self.facts.show_facts(
            [
                ("什么时候", f"{row.received_at:%Y-%m-%d %H:%M}　{SUBMITTED_BY_ZH[row.by]}"),
                ("写给", row.whom or row.station),
                ("哪里", "" if guests else view.place),
                ("类别", row.category),
                ("谁", "（参观模式，已遮住）" if guests else person),
                ("怎么告诉他", view.tell_how),
                ("保密", "要求保密" if row.confidential else ""),
                ("一样的话", f"还有 {view.twins} 件写得一字不差" if view.twins else ""),
                ("处理", decided),
                ("答复", view.reason),
            ]
        )
        self.pictures.show_of("submission", row.id)
        self.pictures.setVisible(bool(row.pictures))
        self._show_alike(view)

    def _show_alike(self, view: SubmissionView) -> None:
        clear(self._alike)
        if not view.alike or self._context.visiting:
            return
        self._alike.addWidget(Text("可能是同一件事", "heading"))
        for one in view.alike[:MOST_ALIKE]:
            line = QHBoxLayout()
            state = "在办" if one.is_open else "已办"
            line.addWidget(Text(f"{one.title}　{state}　{one.why}", "muted", wrap=True), 1)
            link = LinkButton(one.number)
            link.setAccessibleName(f"打开事项 {one.number}")
            link.clicked.connect(lambda _=False, key=one.id: self._open_matter(key))
            line.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
            self._alike.addLayout(line)

    def _open_matter(self, key: MatterId) -> None:
        self._context.go("matters", matter_id=key)

    def _on_accept_clicked(self) -> None:
        if self.key is not None and self.accept.isVisible():
            self._context.go("new_reception", submission_id=self.key)

    def _ask(self, *, on: bool) -> None:
        self._asking.setVisible(on)
        self.reason_field.complain("")
        if on:
            with QSignalBlocker(self.usual):
                self.usual.setCurrentIndex(0)
            self.reason.setFocus()
        else:
            self.reason.clear()

    def _on_usual_chosen(self, place: int) -> None:
        words = self.usual.itemData(place)
        if words:
            self.reason.setPlainText(words)

    def _on_sure_clicked(self) -> None:
        key, why = self.key, self.reason.words.strip()
        if not why:
            self.reason_field.complain("要写明该找谁")
            return
        if key is not None:
            self._write(
                lambda work: submission_desk.decline(work, key, why),
                "不接收，理由已写给发的人。",
                key,
            )

    def _on_spam_clicked(self) -> None:
        if (key := self.key) is not None:
            self._write(lambda work: submission_desk.mark_spam(work, key), "已记为无效。", key)

    def _on_back_clicked(self) -> None:
        if (key := self.key) is not None:
            self._write(lambda work: submission_desk.take_back(work, key), "已改回待接收。", None)

    def _write(self, command: "Command", words: str, undo: SubmissionId | None) -> None:
        def act() -> None:
            if undo is not None:
                self._write(
                    lambda work: submission_desk.take_back(work, undo), "已改回待接收。", None
                )

        def done(_answer: object) -> None:
            self._ask(on=False)
            self._page.message.say(words, State.GOOD, act if undo is not None else None)

        self._tasks.write(self, lambda work, _: command(work), done, self._page.refuse)

    def _on_show_clicked(self) -> None:
        if self.view is not None and self.view.reception_id is not None:
            self._context.go("receptions", reception_id=self.view.reception_id)


if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[[Work], None]
