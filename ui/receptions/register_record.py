"""The chosen reception beside the list: who, what in their own words, the matters, what happened."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain import masks
from liaison.domain.clock import day_zh
from liaison.domain.matter import MATTER_STATUS_ZH, URGENCY_ZH, MatterStatus, Urgency
from liaison.domain.reception import CHANNEL_ZH, ReceptionStatus, VisitKind
from liaison.domain.register import short_number
from liaison.services.reception_view import MatterView, ReceptionView, VisitorView
from liaison.services.register import ReceptionRow
from ui.receptions.register_columns import HIDDEN_ZH, tag_of
from ui.receptions.timeline import Timeline, events
from ui.widgets.attachments import AttachmentStrip
from ui.widgets.button import Button, DangerButton, LinkButton
from ui.widgets.chip import Chip
from ui.widgets.parts import EmptyState, Facts, scrolled
from ui.widgets.text import Rule, Text


class RecordPanel(QFrame):
    """One reception; the buttons only tell what was asked."""

    unmask_asked = Signal()
    correct_asked = Signal()
    print_asked = Signal()
    void_asked = Signal()

    def __init__(self, attachments: AttachmentStrip) -> None:
        super().__init__()
        self.setObjectName("card")
        self.attachments = attachments
        self.view: ReceptionView | None = None
        self.row: ReceptionRow | None = None
        self.headline = Text("", "heading", wrap=True)
        self.number = Text("", "small")
        self.visitor = Text("").selectable()
        self.unmask = LinkButton("显示，留痕")
        self.unmask.setToolTip("显示这一条的姓名电话，并记入留痕（Ctrl M）")
        self.chip = Chip()
        self.facts = Facts()
        self.words = Text("", "quote", wrap=True).selectable()
        self.summary = Text("", "small", wrap=True).selectable()
        self.notes = Text("", "small", wrap=True).selectable()
        self.timeline = Timeline()
        self.correct = Button("更正")
        self.print = Button("打印", "Ctrl+P", own_key=False)
        self.void = DangerButton("作废")
        self.empty = EmptyState("选一条接待，这里显示全部内容", "上下键换条，Ctrl M 看姓名电话")
        self._whole = self._arrange()
        self._connect()
        self.blank()

    def _arrange(self) -> QWidget:
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(self._head())
        box.addWidget(Rule())
        box.addWidget(scrolled(self._middle()), 1)
        box.addWidget(Rule())
        box.addLayout(self._foot())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.addWidget(whole)
        outer.addWidget(self.empty)
        return whole

    def _head(self) -> QVBoxLayout:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self.headline, 1)
        upper.addWidget(self.number)
        lower.setSpacing(12)
        lower.addWidget(self.visitor)
        lower.addWidget(self.unmask)
        lower.addStretch(1)
        lower.addWidget(self.chip)
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 12)
        head.setSpacing(6)
        head.addLayout(upper)
        head.addLayout(lower)
        return head

    def _middle(self) -> QWidget:
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(10)
        happened = QHBoxLayout()
        happened.setSpacing(12)
        happened.addWidget(Text("经过", "heading"))
        happened.addWidget(Text("只增不改", "small"))
        happened.addStretch(1)
        for part in (self.facts, self.words, self.summary, self.notes):
            box.addWidget(part)
        box.addSpacing(4)
        box.addWidget(self.attachments)
        box.addSpacing(4)
        box.addLayout(happened)
        box.addWidget(self.timeline)
        box.addStretch(1)
        return inside

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 10)
        foot.setSpacing(8)
        foot.addWidget(self.correct)
        foot.addWidget(self.print)
        foot.addStretch(1)
        foot.addWidget(Text("编号保留，须写原因", "small"))
        foot.addWidget(self.void)
        return foot

    def _connect(self) -> None:
        self.unmask.clicked.connect(self.unmask_asked)
        self.correct.clicked.connect(self.correct_asked)
        self.print.clicked.connect(self.print_asked)
        self.void.clicked.connect(self.void_asked)

    def blank(self) -> None:
        """Nothing is chosen."""
        self.view = self.row = None
        self.attachments.show_nothing()
        self._whole.hide()
        self.empty.show()

    def show_record(
        self, view: ReceptionView, row: ReceptionRow, today: date, *, guests: bool = False
    ) -> None:
        """`guests` (参观模式): what was said is not shown either."""
        self.view, self.row = view, row
        self.empty.hide()
        self._whole.show()
        self.headline.setText(HIDDEN_ZH if guests else row.headline or "（没有写明事项）")
        edition = f" · 第 {view.edition} 版" if view.edition > 1 else ""
        self.number.setText(short_number(view.number) + edition)
        self.number.setToolTip(view.number)
        self.visitor.setText(visitors_zh(view, row))
        tag = tag_of(row, today)
        self.chip.say(tag.word, tag.state, tag.icon)
        self.facts.show_facts([] if guests else facts_zh(view))
        self.words.setText(HIDDEN_ZH if guests else view.words or "（没有记原话）")
        self._say(self.summary, "归纳：", "" if guests else view.summary)
        self._say(self.notes, "原登记簿上还写着：", "" if guests else "；".join(view.notes))
        self.timeline.tell([] if guests else events(view))
        self.attachments.show_of("reception", view.id, view.station_id)
        stands = view.status is not ReceptionStatus.VOID
        self.unmask.setVisible(view.masked and bool(view.visitors) and not guests)
        self.correct.setEnabled(stands and not guests)
        self.print.setEnabled(not guests)
        self.void.setEnabled(stands and not guests)

    @staticmethod
    def _say(label: Text, name: str, words: str) -> None:
        label.setText(name + words)
        label.setVisible(bool(words))


def visitors_zh(view: ReceptionView, row: ReceptionRow) -> str:
    """As the list says it while masked, whole after somebody asked for it."""
    if view.masked or not view.visitors:
        return "　".join(filter(None, (row.visitor, row.contact if view.visitors else "")))
    people = ("　".join(filter(None, (one.name, one.phone))) for one in view.visitors)
    prefix = f"集体 {view.head_count} 人　" if view.visit_kind is VisitKind.GROUP else ""
    return prefix + "、".join(people)


def home_zh(one: VisitorView) -> str:
    """Village and address, once when the book wrote the village as the address."""
    address = f"住址{one.address}" if one.address == masks.HIDDEN_ZH else one.address
    return "，".join(dict.fromkeys(filter(None, (one.village, address))))


def facts_zh(view: ReceptionView) -> list[tuple[str, str]]:
    """Label and value of each line; empty ones are left out by `Facts`."""
    people = "、".join(
        one.name + ("（主）" if one.lead and len(view.representatives) > 1 else "")
        for one in view.representatives
    )
    place = "；".join(filter(None, map(home_zh, view.visitors)))
    matters = [matter_zh(one) for one in view.matters]
    numbered = [f"{place}. {words}" for place, words in enumerate(matters, start=1)]
    return [
        ("接待", _when_and_how(view)),
        ("代表", people or "站务登记"),
        ("听取", "、".join(view.officials)),
        ("村社", place or view.village),
        ("事项", "\n".join(numbered if len(matters) > 1 else matters)),
        ("作废", view.void_reason),
        ("备注", view.remark),
    ]


def _when_and_how(view: ReceptionView) -> str:
    start = f"{view.started:%H:%M}" if view.started else ""
    end = f"–{view.ended:%H:%M}" if view.ended else ""
    parts = (
        f"{day_zh(view.received_on)} {start}{end}".strip(),
        CHANNEL_ZH[view.channel],
        view.place,
    )
    return "，".join(filter(None, parts))


def matter_zh(matter: MatterView) -> str:
    """道路坑洼积水：城建环保，交办区住建局，已答复，未告知."""
    urgent = URGENCY_ZH[matter.urgency] if matter.urgency is not Urgency.NORMAL else ""
    status = MATTER_STATUS_ZH[matter.status]
    if matter.status is MatterStatus.MERGED and matter.repeat_of:
        status = f"重复反映，并入 {matter.repeat_of}"
    unit = f"交办{matter.unit}" if matter.unit else ""
    where = f"引导至{matter.where_to}" if matter.where_to else ""
    class_zh = f"{matter.answer_class} 类" if matter.answer_class else ""
    parts = (matter.category, urgent, unit, where, status, class_zh)
    return f"{matter.title}：{'，'.join(filter(None, parts))}"
