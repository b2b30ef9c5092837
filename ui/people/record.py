"""One representative: seats, groups, what they did, and the commands that change them."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from liaison.domain.clock import day_zh
from liaison.domain.duty import ATTENDANCE_STATUS_ZH, SLOT_ZH
from liaison.domain.ids import ReceptionId, RepresentativeId
from liaison.domain.reception import CHANNEL_ZH
from liaison.domain.representative import (
    GENDER_ZH,
    GROUP_KIND_ZH,
    REPRESENTATIVE_STATUS_ZH,
    SEAT_LEVEL_ZH,
    RepresentativeStatus,
)
from liaison.services import representatives
from liaison.services.representatives import AttendanceRow, ReceivedRow, RepresentativeView
from ui.context import Context
from ui.people.forms import BasicsForm, StatusChange
from ui.people.photo import Photo
from ui.people.posters import HangingPosters
from ui.performance.year_panel import YearPanel
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import (
    Button,
    Card,
    Chip,
    EmptyState,
    Facts,
    LinkButton,
    Page,
    Rule,
    SmallButton,
    Text,
    clear,
    scrolled,
)
from ui.widgets.switch import SegmentedSwitch

STATES = {
    RepresentativeStatus.SERVING: State.GOOD,
    RepresentativeStatus.SUSPENDED: State.ATTENTION,
    RepresentativeStatus.ENDED: State.NEUTRAL,
}
SHOWN = 8
NOTHING, FACTS, FORM, STATUS, YEAR = range(5)
PARTS = (("facts", "基本情况"), ("year", "履职"))


class PersonRecord(Card):
    said = Signal(str)
    """Something was saved: what to say in the page."""

    def __init__(self, tasks: Tasks, context: Context, page: Page) -> None:
        super().__init__(margin=1)
        self._tasks, self._context, self._page = tasks, context, page
        self._view: RepresentativeView | None = None
        self.shown: RepresentativeId | None = None
        self.setMinimumWidth(400)
        self._stack = QStackedWidget()
        self._empty = EmptyState("从左边选一位代表", "这里显示席位、进站和接待。", icon="user")
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(19, 16, 19, 16)
        self._lines.setSpacing(12)
        self.basics = BasicsForm(tasks, context)
        self.status = StatusChange(tasks)
        for widget in (self._empty, scrolled(self._inside), scrolled(self.basics), self.status):
            self._stack.addWidget(widget)
        self.year = YearPanel(tasks, context, page)
        self.year.said.connect(self.said)
        self._stack.addWidget(self.year)
        self.parts = SegmentedSwitch("看哪一部分", PARTS)
        self.parts.changed.connect(self._show_part)
        self._tabs = QWidget()
        tabs = QHBoxLayout(self._tabs)
        tabs.setContentsMargins(19, 12, 19, 0)
        tabs.addWidget(self.parts)
        tabs.addStretch(1)
        self._tabs.hide()
        self.body.addWidget(self._tabs)
        self.body.addWidget(self._stack, 1)
        for form in (self.basics, self.status):
            form.saved.connect(self._on_saved)
            form.left.connect(self._on_left)

    def show_nothing(self) -> None:
        self.shown = self._view = None
        self._turn_to(NOTHING)

    def show_person(self, key: RepresentativeId) -> None:
        self.shown = key
        self._tasks.read(self, lambda work: representatives.view(work, key), self._show)

    def show_part(self, part: str) -> None:
        """`facts` or `year` of whoever is shown."""
        self.parts.choose(part)
        self._show_part()

    @Slot()
    def _show_part(self) -> None:
        if self.parts.value == "year" and self.shown is not None:
            self.year.show_person(self.shown)
        if self._view is not None:
            self._turn_to(YEAR if self.parts.value == "year" else FACTS)

    def _turn_to(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._tabs.setVisible(place in {FACTS, YEAR})

    def enrol(self) -> None:
        """A form for somebody new."""
        self.basics.begin(None)
        self._turn_to(FORM)

    def _show(self, view: RepresentativeView) -> None:
        if view.id != self.shown:
            return
        self._view = view
        clear(self._lines)
        self._lines.addLayout(self._head(view))
        self._lines.addLayout(self._commands(view))
        if view.status is not RepresentativeStatus.SERVING:
            self.posters = HangingPosters(self._tasks, self._context, view.id)
            self._lines.addWidget(self.posters)
        self._lines.addWidget(Rule())
        self._lines.addWidget(self._facts(view))
        self._lines.addWidget(Rule())
        self._add_attendances(view)
        self._lines.addWidget(Rule())
        self._add_receptions(view)
        self._lines.addStretch(1)
        self._show_part()

    def _head(self, view: RepresentativeView) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._photo(view), 0, Qt.AlignmentFlag.AlignTop)
        names = QVBoxLayout()
        names.setSpacing(2)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(Text(view.name, "title").selectable())
        first.addWidget(Chip(REPRESENTATIVE_STATUS_ZH[view.status], STATES[view.status]))
        first.addStretch(1)
        names.addLayout(first)
        names.addWidget(Text(view.post, "muted", wrap=True))
        row.addLayout(names, 1)
        return row

    def _photo(self, view: RepresentativeView) -> Photo:
        self.photo = Photo(self._tasks)
        self.photo.said.connect(self.said)
        self.photo.refused.connect(self._page.refuse)
        self.photo.show_person(view.id, view.name)
        return self.photo

    def _commands(self, view: RepresentativeView) -> QHBoxLayout:
        row = QHBoxLayout()
        edit = Button("修改资料", icon="pencil-simple")
        edit.clicked.connect(self._on_edit_clicked)
        row.addWidget(edit)
        for status, word in (
            (RepresentativeStatus.SUSPENDED, "暂停职务"),
            (RepresentativeStatus.ENDED, "终止资格"),
            (RepresentativeStatus.SERVING, "恢复在任"),
        ):
            if status is not view.status:
                button = Button(word)
                button.clicked.connect(lambda _=False, to=status: self._change(to))
                row.addWidget(button)
        row.addStretch(1)
        return row

    def _facts(self, view: RepresentativeView) -> QWidget:
        seats = "\n".join(
            " ".join(
                part
                for part in (
                    f"{SEAT_LEVEL_ZH[seat.level]}代表",
                    seat.term,
                    seat.constituency,
                    f"（{seat.ended_on} 止）" if seat.ended_on else "",
                )
                if part
            )
            for seat in view.seats
        )
        groups = "\n".join(f"{name}（{GROUP_KIND_ZH[kind]}）" for kind, name in view.groups)
        born = "　".join(
            part
            for part in (GENDER_ZH[view.gender] if view.gender else "", view.born, view.ethnicity)
            if part
        )
        since = f"{view.status_on}　{view.status_reason}" if view.status_on else ""
        shown = Facts()
        shown.show_facts(
            [
                ("席位", seats or "未填"),
                ("小组", groups),
                ("联络站", view.station),
                ("本人", "（参观模式，已遮住）" if self._context.visiting else born),
                ("电话", self._phone(view)),
                ("曾用名", view.former_name),
                ("状态变动", since),
                ("代表码", view.code_label or "还没有发码，在“码与海报”里发"),
                ("备注", view.remark),
            ]
        )
        return shown

    def _phone(self, view: RepresentativeView) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.phone = Text(view.phone or "未填").selectable()
        row.addWidget(self.phone)
        if view.phone and not self._context.visiting:
            look = LinkButton("显示，留痕")
            look.setAccessibleName("显示电话，会留痕")
            look.clicked.connect(self._on_look_clicked)
            row.addWidget(look)
        row.addStretch(1)
        return box

    def _add_attendances(self, view: RepresentativeView) -> None:
        head = QHBoxLayout()
        head.addWidget(Text("进站", "heading"))
        head.addWidget(Text(f"今年 {view.attendances_this_year} 次", "muted"))
        head.addStretch(1)
        self._lines.addLayout(head)
        if not view.attendances:
            self._lines.addWidget(Text("还没有进站记录。", "muted"))
        for row in view.attendances[:SHOWN]:
            self._lines.addWidget(Text(_attendance_zh(row), wrap=True))

    def _add_receptions(self, view: RepresentativeView) -> None:
        head = QHBoxLayout()
        head.addWidget(Text("接待", "heading"))
        head.addWidget(Text(f"共 {view.receptions_in_all:,} 批", "muted"))
        head.addStretch(1)
        if view.receptions_in_all > SHOWN:
            every = SmallButton("全部")
            every.setAccessibleName(f"{view.name} 接待的全部 {view.receptions_in_all} 批")
            every.clicked.connect(lambda: self._context.go("receptions", representative_id=view.id))
            head.addWidget(every)
        self._lines.addLayout(head)
        if not view.receptions:
            self._lines.addWidget(Text("还没有接待记录。", "muted"))
        for row in view.receptions[:SHOWN]:
            self._lines.addLayout(self._reception(row))

    def _reception(self, row: ReceivedRow) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(Text(day_zh(row.received_on)))
        line.addWidget(Text(f"{row.matters} 件事项{'，主接待' if row.lead else ''}", "muted"), 1)
        link = LinkButton(row.number)
        link.setAccessibleName(f"打开接待 {row.number}")
        link.clicked.connect(lambda: self._open(row.id))
        line.addWidget(link, 0, Qt.AlignmentFlag.AlignRight)
        return line

    def _open(self, key: ReceptionId) -> None:
        self._context.go("receptions", reception_id=key)

    @Slot()
    def _on_look_clicked(self) -> None:
        if self.shown is None:
            return
        key = self.shown
        self._tasks.write(
            self,
            lambda work, _: representatives.unmasked_phone(work, key),
            lambda phone: self.phone.setText(phone) if key == self.shown else None,
        )

    @Slot()
    def _on_edit_clicked(self) -> None:
        self.basics.begin(self._view)
        self._turn_to(FORM)

    def _change(self, to: RepresentativeStatus) -> None:
        if self._view:
            self.status.begin(self._view, to)
            self._turn_to(STATUS)

    @Slot(object, str)
    def _on_saved(self, key: RepresentativeId, words: str) -> None:
        self.said.emit(words)
        self.show_person(key)

    @Slot()
    def _on_left(self) -> None:
        self._turn_to(FACTS if self._view else NOTHING)


def _attendance_zh(row: AttendanceRow) -> str:
    where = row.place or row.station
    return (
        f"{day_zh(row.held_on)}　{SLOT_ZH[row.slot]}　{CHANNEL_ZH[row.channel]}　"
        f"{where}　{ATTENDANCE_STATUS_ZH[row.status]}"
    )
