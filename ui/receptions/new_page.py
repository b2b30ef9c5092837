"""新的接待: the conversation's order at the left, what the program knows at the right."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from liaison.domain.clock import civil, day_zh, utc_now
from liaison.domain.duty import SLOT_ZH
from liaison.domain.errors import InvalidForm, LiaisonError
from liaison.domain.ids import DraftId, StationId, SubmissionId
from liaison.services.desk import Desk
from liaison.services.reception_content import content_of, form_of, is_blank
from liaison.services.reception_form import ReceptionForm
from ui import theme
from ui.context import Context
from ui.receptions.complaints import Complaints
from ui.receptions.draft import DraftKeeper
from ui.receptions.form_sheet import FormSheet
from ui.receptions.known_side import KnownSide
from ui.receptions.outlook import notes_after_saving, steps_after_saving
from ui.receptions.read_back import NoticeSheet, ReadBack
from ui.receptions.recorded_bar import RecordedBar, Told
from ui.receptions.slip_output import SlipOutput
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, EmptyState, Page, PrimaryButton, Text, scrolled

if TYPE_CHECKING:
    from liaison.services.receptions import Recorded
    from liaison.services.work import Work

SIDE_WIDTH = 372
LEAST_WIDTH = 1_090
QWIDGETSIZE_MAX = 16_777_215


class NewReceptionPage(Page):
    filled = Signal()
    """The lists have come: the form can be used."""
    recorded = Signal(object)
    """Told, once a reception has its number."""
    help_zh = """
边听边记，顺序就是谈话的顺序。写下的每个字都会自动存成草稿，关掉窗口、停电也找得回来。
Ctrl M　再加一件事项
Ctrl R　大字读给来访人听
Ctrl S　保存
Ctrl ↵　保存并记下一位
形式、类别、单位、代表：输入汉字或拼音首字母，回车选中；↓ 看全部。
代表：第一位是主接待；按 Delete 去掉一位。"""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__("新的接待")
        self._tasks, self._context = tasks, context
        self._station_id: StationId | None = context.station_id
        self._desk: Desk | None = None
        self._read_back = False
        self._saving = False
        self._turn = 0
        self._submission_id: UUID | None = None
        self.saved = Text("", "good")
        self.read_aloud = Button("读给来访人听", "Ctrl+R", icon="speaker-high")
        self.save_next = Button("保存并下一位", "Ctrl+Return")
        self.save = PrimaryButton("保存", "Ctrl+S")
        self.act(self.saved, self.read_aloud, self.save_next, self.save)
        self.bar = RecordedBar()
        self.sheet = FormSheet(context)
        self.read_back, self.notice = ReadBack(), NoticeSheet()
        self.complaints = Complaints(self.sheet)
        self.draft = DraftKeeper(tasks, self._draft_content, self)
        self.known = KnownSide(tasks, self.sheet, self)
        self.side = self.known.column
        self.slip = SlipOutput(tasks, self)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.body.setContentsMargins(24, 12, 24, 10)
        self.body.setSpacing(10)
        self.body.addWidget(self.bar)
        inside = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(16)
        self._columns.addWidget(self.sheet, 1)
        self._columns.addWidget(self.side)
        self._whole = scrolled(inside)
        covered = EmptyState(
            "参观模式：正在登记的内容已经遮住", "关掉上方的“参观模式”接着写，写下的都在。"
        )
        self._covered = QWidget()
        QVBoxLayout(self._covered).addWidget(covered)
        self.stack = QStackedWidget()
        for widget in (self._whole, self.read_back, self.notice, self._covered):
            self.stack.addWidget(widget)
        self.body.addWidget(self.stack, 1)

    def _connect(self) -> None:
        self.save.clicked.connect(lambda: self._record(then_next=False))
        self.save_next.clicked.connect(lambda: self._record(then_next=True))
        QShortcut(QKeySequence("Ctrl+Enter"), self).activated.connect(self.save_next.click)
        QShortcut(
            QKeySequence("Ctrl+M"), self.sheet, context=Qt.ShortcutContext.WindowShortcut
        ).activated.connect(self.sheet.matters.add)
        self.read_aloud.clicked.connect(self._on_read_aloud)
        self.sheet.changed.connect(self._on_changed)
        self.known.changed.connect(self._on_changed)
        self.sheet.matters.added.connect(
            lambda card: QTimer.singleShot(0, card, lambda: self._whole.ensureWidgetVisible(card))
        )
        self.sheet.notice_asked.connect(self._on_notice_asked)
        self.sheet.visit.station_chosen.connect(self._on_station_chosen)
        self.read_back.agreed.connect(self._on_agreed)
        self.notice.agreed.connect(self._on_noticed)
        for reading in (self.read_back, self.notice):
            reading.back.connect(self._on_back)
        self.draft.kept.connect(self._on_kept)
        self.bar.next_asked.connect(self._on_next_asked)
        self.bar.show_asked.connect(self._on_show_asked)
        self.bar.print_asked.connect(self.slip.print_out)
        self.bar.save_asked.connect(self.slip.save_as)
        self._context.station_changed.connect(self._on_station_changed)
        self._context.visiting_changed.connect(self._show_sheet)

    # what is asked for

    def open(
        self, draft_id: UUID | None = None, submission_id: UUID | None = None, **_arguments: Any
    ) -> None:
        """A new reception, a draft, or what was sent through the portal. The page is kept first."""
        before = self._leave()
        self.message.hide()
        self.bar.hide()
        if submission_id is not None:
            self._open_submission(SubmissionId(submission_id))
            return
        if draft_id is not None:
            self._open_draft(DraftId(draft_id))
            return
        self._begin(self._context.station_id or self._station_id)
        if before is not None:
            self.message.say(
                "上一位没写完的已存成草稿，也在今日页里。",
                State.INFO,
                lambda: self.open(draft_id=before),
                "回到那一份",
            )

    def _leave(self) -> DraftId | None:
        """Keep what is typed; the key of what was kept."""
        if self._saving or self._station_id is None or self._desk is None:
            return None
        typed = not self.sheet.isEnabled() or is_blank(self.form())
        if self.sheet.isEnabled():
            self.draft.save()
        return None if typed else self.draft.id

    def _begin(self, station_id: StationId | None, form: ReceptionForm | None = None) -> None:
        """An empty form, or one to go on with; the same session's people and place stay."""
        self._turn += 1
        self._submission_id = form.submission_id if form else None
        self.sheet.words.seal(on=self._submission_id is not None)
        self.known.begin(station_id)
        self.draft.begin()
        self._read_back = False
        if station_id != self._station_id:
            self.sheet.hosts.put(())
            self.sheet.visit.place.clear()
        self._station_id = station_id
        self._freeze()
        self.saved.clear()
        self.sheet.begin()
        self.complaints.clear()
        self._show_sheet()
        self.sheet.visit.offer_stations(station_id)
        self.sheet.wait_for_station(waiting=station_id is None)
        if station_id is None:
            self._ask_station()
            return
        turn = self._turn
        self._tasks.read(
            self, lambda work: _desk(work, station_id), lambda desk: self._on_desk(turn, desk, form)
        )

    def _ask_station(self) -> None:
        self._desk = None
        self._freeze(on=False)
        now = civil(utc_now())
        self.sheet.visit.when.put(now.date(), now.time())
        self.entitle("新的接待", "先选在哪个站接待（可写拼音首字母，↓ 看全部），再往下写。")
        self.sheet.visit.station_field.show()
        self.sheet.visit.station.setFocus()

    def _on_desk(self, turn: int, desk: Desk, form: ReceptionForm | None) -> None:
        if turn != self._turn:
            return
        self._desk = desk
        self.sheet.offer(desk)
        if form is None:
            self.sheet.visit.begin(desk)
            self.sheet.hosts.begin()
        else:
            self.sheet.put(form)
            self._read_back = form.read_back
        self._freeze(on=False)
        self.draft.rest()
        self._entitle(desk)
        self._tell_outlook()
        self.sheet.begin_typing()
        self.known.ask()
        self.filled.emit()

    def _entitle(self, desk: Desk) -> None:
        hours = f" {desk.starts:%H:%M}–{desk.ends:%H:%M}" if desk.starts and desk.ends else ""
        parts = [day_zh(desk.now.date()), f"{SLOT_ZH[desk.slot]}接待{hours}"]
        parts += [f"主题：{desk.theme}"] if desk.theme else []
        parts.append(f"本场第 {desk.received + 1} 批")
        self.entitle("新的接待", "　".join(parts))

    def _open_draft(self, key: DraftId) -> None:
        self._turn += 1
        turn = self._turn

        def found(kept: Any) -> None:
            if turn != self._turn:
                return
            if kept is None:
                self._begin(self._context.station_id)
                self.message.say("这份草稿已经不在了：可能已登记，或在别处删除。", State.ATTENTION)
                return
            self._begin(kept.station_id, form_of(kept.content))
            self.draft.begin(key, dict(kept.content))
            self._say_kept(civil(kept.saved_at))

        self._tasks.read(self, lambda work: _kept(work, key), found)

    def _open_submission(self, key: SubmissionId) -> None:
        """Fill in what was sent; saving accepts it."""
        self._turn += 1
        turn = self._turn

        def found(form: ReceptionForm) -> None:
            if turn == self._turn:
                self._begin(form.station_id, form)
                self.message.say(
                    "网上来的：原话是来访人自己写的，不能改；核对其余各项，保存就是接收。",
                    State.INFO,
                )

        self._tasks.read(self, lambda work: _sent(work, key), found, self.refuse)

    # the form

    def form(self) -> ReceptionForm:
        """What is on the page now. Needs a station."""
        assert self._station_id is not None
        form = self.sheet.form(
            self._station_id, read_back=self._read_back, draft_id=UUID(str(self.draft.id))
        )
        return replace(form, submission_id=self._submission_id)

    def _draft_content(self) -> tuple[StationId, dict[str, Any]] | None:
        if self._station_id is None or is_blank(form := self.form()):
            return None
        return self._station_id, content_of(form)

    @Slot()
    def _on_changed(self) -> None:
        if not self.sheet.isEnabled() or self._desk is None or self._station_id is None:
            return
        self._read_back = False
        self.draft.touch()
        self.complaints.look_again(self.form(), self._desk.now.date())
        self._tell_outlook()

    def _tell_outlook(self) -> None:
        if self._desk and self._station_id:
            form, names = self.form(), self.sheet.hosts.names()
            promised = self._desk.deadlines
            self.side.steps.tell(
                steps_after_saving(form, promised), notes_after_saving(form, names, promised)
            )

    # saving

    def _record(self, *, then_next: bool) -> None:
        if self._saving or self._station_id is None or self._desk is None:
            return
        if not self.sheet.isEnabled():
            return
        self.sheet.settle()
        form = self.form()
        if self.complaints.show(form, self._desk.now.date()):
            return
        self._saving = True
        self.draft.rest()
        self._tasks.write(
            self,
            lambda work, _: _recorded(work, form),
            lambda recorded: self._on_recorded(recorded, then_next=then_next),
            self._on_refused,
        )

    def _on_recorded(self, recorded: "Recorded", *, then_next: bool) -> None:
        self._saving = False
        self.draft.begin()
        self._freeze()
        self.saved.clear()
        self.message.hide()
        if then_next:
            self._begin(self._station_id)
        told = Told(recorded.id, recorded.number)
        self.bar.tell(told, going_on=then_next)
        if not then_next:
            self.bar.next.setFocus()
        self.recorded.emit(told)

    def _on_refused(self, error: LiaisonError) -> None:
        self._saving = False
        self.draft.touch()
        if isinstance(error, InvalidForm) and self._desk:
            self.complaints.tell(error.problems)
        self.refuse(error)

    def _on_next_asked(self) -> None:
        self.open()

    def _on_show_asked(self, told: Told) -> None:
        self._context.go("receptions", reception_id=told.id)

    # reading aloud, the notice, guests

    def _on_read_aloud(self) -> None:
        if self._station_id is not None and self.sheet.isEnabled():
            self.sheet.settle()
            self.read_back.tell(self.form())
            self.stack.setCurrentWidget(self.read_back)
            self._allow()
            self.read_back.agree.setFocus()

    def _on_agreed(self) -> None:
        self._on_back()
        self._read_back = True
        self.draft.touch()
        self.message.say("已读给来访人听，没有出入。", State.GOOD)

    def _on_notice_asked(self) -> None:
        if self._desk:
            self.notice.tell(self._desk.station, self._desk.address, self._desk.phone)
            self.stack.setCurrentWidget(self.notice)
            self._allow()
            self.notice.agree.setFocus()

    def _on_noticed(self) -> None:
        self._on_back()
        self.sheet.notice.setChecked(True)

    def _on_back(self) -> None:
        self._show_sheet()
        self.sheet.begin_typing()

    def _show_sheet(self) -> None:
        visiting = self._context.visiting
        self.stack.setCurrentWidget(self._covered if visiting else self._whole)
        self._allow()

    def _freeze(self, *, on: bool = True) -> None:
        self.sheet.setEnabled(not on)
        self._allow()

    def _allow(self) -> None:
        """The title's actions belong to a form that can be typed in."""
        open_to_type = self.stack.currentWidget() is self._whole and self.sheet.isEnabled()
        open_to_type = open_to_type and self._station_id is not None
        for button in (self.read_aloud, self.save_next, self.save):
            button.setEnabled(open_to_type)

    # leaving

    def _on_station_chosen(self, station_id: StationId) -> None:
        self._leave()
        self._begin(station_id)

    def _on_station_changed(self) -> None:
        if self._desk is not None and self._context.station_id != self._station_id:
            self.open()

    def _on_kept(self, at: Any) -> None:
        self._say_kept(at)

    def _say_kept(self, at: Any) -> None:
        self.saved.setText(f"✓ 已存草稿 {at:%H:%M}" if at else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room beside the form, what is known stands below it."""
        super().resizeEvent(event)
        look = theme.active()
        beside = self.width() >= look.px(LEAST_WIDTH)
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self.side.setMinimumWidth(look.px(SIDE_WIDTH) if beside else 0)
        self.side.setMaximumWidth(look.px(SIDE_WIDTH) if beside else QWIDGETSIZE_MAX)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._leave()


def _desk(work: "Work", station_id: StationId) -> Desk:
    from liaison.services.desk import desk

    return desk(work, station_id)


def _kept(work: "Work", key: DraftId) -> Any:
    from liaison.services.drafts import kept

    return next((row for row in kept(work, None) if row.id == key), None)


def _recorded(work: "Work", form: ReceptionForm) -> "Recorded":
    from liaison.services.submission_desk import save

    return save(work, form)


def _sent(work: "Work", key: SubmissionId) -> ReceptionForm:
    from liaison.services.submission_desk import draft_from

    return draft_from(work, key)
