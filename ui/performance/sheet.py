"""一键览 on the screen: figures, demands, points, and the rows behind each of them."""

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.clock import civil, day_zh
from liaison.domain.duty import (
    ACTIVITY_KIND_ZH,
    ACTIVITY_STATUS_ZH,
    CONTACT_KIND_ZH,
    SLOT_ZH,
    ContactKind,
    ShiftStatus,
)
from liaison.domain.overview import ContactLine, DutyLine, Overview, Sitting, Visit
from liaison.domain.performance import KindLine, RecordLine, Source
from liaison.domain.proposal import PROPOSAL_STATUS_ZH
from liaison.domain.reception import CHANNEL_ZH, Channel
from liaison.domain.representative import RepresentativeStatus
from ui.context import Context
from ui.theme import State
from ui.widgets import (
    Chip,
    ElidedText,
    Figure,
    FlowLayout,
    LinkButton,
    Rule,
    SmallButton,
    Text,
    clear,
)

FEW = 5
HIDDEN_ZH = "（参观模式，已遮住）"


class YearSheet(QWidget):
    """`show_year` replaces everything; each figure leads to the rows that it counts."""

    wanted = Signal(object)
    """The widget of the rows that somebody asked for: scroll to it."""
    opened = Signal(object)
    """A record entered by hand: its key."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: Overview | None = None
        self._every: set[str] = set()
        self._kind = ""
        self._heads: dict[str, QWidget] = {}
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(19, 12, 19, 16)
        self._lines.setSpacing(10)

    def show_year(self, shown: Overview) -> None:
        before = self._shown
        if before is None or (before.representative_id, before.year) != (
            shown.representative_id,
            shown.year,
        ):
            self._every.clear()
            self._kind = ""
        self._shown = shown
        self._draw()

    def _draw(self) -> None:
        shown = self._shown
        if shown is None:
            return
        clear(self._lines)
        self._heads = {}
        self._lines.addWidget(self._figures(shown))
        if shown.needs and shown.status is RepresentativeStatus.SERVING:
            self._lines.addWidget(_needs(shown))
        self._lines.addWidget(Text(_confirmed_zh(shown), "muted", wrap=True))
        self._lines.addWidget(Rule())
        self._section("points", "积分", f"{shown.points} 分", [self._points(shown)])
        visits = [self._sitting(one) for one in shown.sittings]
        if shown.other_visits:
            visits.append(self._others(shown.other_visits))
        self._section("sittings", "接待", f"{shown.receptions} 次进站", visits)
        self._section("duties", "值班安排", "没有到或还没有到的", [_duty(d) for d in shown.duties])
        self._section("activities", "活动", "", [_words(line) for line in _activities(shown)])
        self._section("proposals", "议案和建议", "", self._proposals(shown))
        self._section("contacts", "联系", "", [_words(line) for line in self._contacts(shown)])
        self._section("records", "全部记录", self._kind_zh(shown), self._records(shown))
        self._lines.addStretch(1)

    def _figures(self, shown: Overview) -> QWidget:
        box = QWidget()
        row = FlowLayout(box, 8)
        heard = sum(visit.people for visit in shown.visits)
        for caption, number, place in (
            ("进站", shown.receptions, "sittings"),
            ("接待群众", heard, "sittings"),
            ("意见建议", len(shown.matters), "sittings"),
            ("积分", shown.points, "points"),
        ):
            unit = {"进站": "次", "接待群众": "人", "意见建议": "件", "积分": "分"}[caption]
            figure = Figure(caption, unit)
            figure.say(number)
            figure.opened.connect(lambda to=place: self._go(to))
            row.addWidget(figure)
        return box

    def _section(self, name: str, title: str, note: str, rows: list[QWidget]) -> None:
        """A heading and its rows; of many only the first are shown until all are asked for."""
        if not rows and name not in {"sittings", "records"}:
            return
        head = QWidget()
        line = QHBoxLayout(head)
        line.setContentsMargins(0, 6, 0, 0)
        line.addWidget(Text(title, "heading"))
        line.addWidget(Text(note, "muted"))
        line.addStretch(1)
        few = name not in self._every and len(rows) > FEW
        if few:
            every = SmallButton(f"全部 {len(rows)} 条")
            every.setAccessibleName(f"{title}：全部 {len(rows)} 条")
            every.clicked.connect(lambda: self._show_all(name))
            line.addWidget(every)
        self._heads[name] = head
        self._lines.addWidget(head)
        if not rows:
            self._lines.addWidget(Text("这一年没有。", "muted"))
        for place, row in enumerate(rows):
            if few and place >= FEW:
                row.deleteLater()
            else:
                self._lines.addWidget(row)

    def _show_all(self, name: str) -> None:
        self._every.add(name)
        self._draw()

    def _go(self, name: str) -> None:
        if name in self._heads:
            self.wanted.emit(self._heads[name])

    def _points(self, shown: Overview) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        done = [line for line in shown.kinds if line.count]
        if not done:
            grid.addWidget(Text("还没有得分的记录。", "muted"), 0, 0)
        for row, line in enumerate(done):
            grid.addWidget(Text(line.kind.name), row, 0)
            count = LinkButton(f"{line.count} 次")
            count.setAccessibleName(f"{line.kind.name} {line.count} 次，打开这些记录")
            count.clicked.connect(lambda _=False, code=line.kind.code: self.show_kind(code))
            grid.addWidget(count, row, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(Text(_points_zh(line)), row, 2, Qt.AlignmentFlag.AlignRight)
        return box

    def show_kind(self, code: str) -> None:
        """Only the records of one kind; "" shows all."""
        self._kind = code
        self._every.add("records")
        self._draw()
        self._go("records")

    def _kind_zh(self, shown: Overview) -> str:
        names = {line.kind.code: line.kind.name for line in shown.kinds}
        return f"只看 {names[self._kind]}" if self._kind in names else ""

    def _sitting(self, one: Sitting) -> QWidget:
        where = one.place or one.station
        channel = "" if one.channel is Channel.ON_SITE else CHANNEL_ZH[one.channel]
        notes = (
            channel,
            "迟到" if one.late else "",
            f"替{one.instead_of}" if one.instead_of else "",
        )
        words = "　".join(filter(None, (day_zh(one.held_on), SLOT_ZH[one.slot], where, *notes)))
        box, lines = _box()
        lines.addWidget(Text(words, "strong", wrap=True))
        if not one.visits:
            nobody = one.status is ShiftStatus.NOBODY_CAME
            lines.addWidget(Text("无人来访" if nobody else "本人名下没有登记来访", "muted"))
        for visit in one.visits:
            lines.addWidget(self._visit(visit))
        return box

    def _others(self, visits: Iterable[Visit]) -> QWidget:
        box, lines = _box()
        lines.addWidget(Text("电话、来信、扫码（不计进站）", "strong"))
        for visit in visits:
            lines.addWidget(self._visit(visit))
        return box

    def _visit(self, visit: Visit) -> QWidget:
        box, lines = _box(4)
        people = f"等 {visit.people} 人" if visit.people > 1 else ""
        name = "来访人" if self._context.visiting else visit.visitor
        lines.addWidget(
            self._linked(
                f"{name}{people}", visit.number, "receptions", role="muted", reception_id=visit.id
            )
        )
        for matter in visit.matters:
            title = HIDDEN_ZH if self._context.visiting else matter.title
            lines.addWidget(self._linked(title, matter.outcome, "matters", matter_id=matter.id))
        return box

    def _linked(
        self, words: str, link: str, page: str, role: str = "", **arguments: UUID
    ) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        text = ElidedText(words, role)
        text.setToolTip(words)
        row.addWidget(text, 1)
        button = LinkButton(link)
        button.setAccessibleName(f"打开 {words} {link}")
        button.clicked.connect(lambda: self._context.go(page, **arguments))
        row.addWidget(button)
        return box

    def _proposals(self, shown: Overview) -> list[QWidget]:
        return [
            self._linked(
                f"{'领衔' if one.lead else '附议'}　{one.title}",
                PROPOSAL_STATUS_ZH[one.status]
                + (f"，{one.answer_class} 类" if one.answer_class else ""),
                "proposals",
                proposal_id=one.id,
            )
            for one in shown.proposals
        ]

    def _contacts(self, shown: Overview) -> list[str]:
        return [
            f"{self._whom(one)}{'户' if one.household else ''}　{CONTACT_KIND_ZH[one.kind]}　"
            f"本年 {one.times} 次　"
            + (f"最近 {one.last_on.isoformat()}" if one.last_on else "还没有联系")
            + ("　已结束" if one.ended_on else "")
            for one in shown.contacts
        ]

    def _whom(self, one: ContactLine) -> str:
        hidden = self._context.visiting and one.kind is ContactKind.VOTER
        return "选民" if hidden else one.name

    def _records(self, shown: Overview) -> list[QWidget]:
        lines = [one for one in shown.records if self._kind in {"", one.done.kind}]
        rows: list[QWidget] = []
        if self._kind:
            back = LinkButton("看全部类别")
            back.clicked.connect(lambda: self.show_kind(""))
            rows.append(back)
        return rows + [self._record(line) for line in lines]

    def _record(self, line: RecordLine) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        day = line.done.done_on.isoformat() if line.done.done_on else "日期未知"
        row.addWidget(Text(day))
        row.addWidget(Text(line.kind_name, "muted"))
        hidden = self._context.visiting and line.done.source is Source.CONTACT_LOG
        words = HIDDEN_ZH if hidden else line.done.title
        title = ElidedText(words)
        title.setToolTip(words)
        row.addWidget(title, 1)
        if not line.counts:
            row.addWidget(Chip("已撤销", State.NEUTRAL))
        elif line.confirmed_at:
            row.addWidget(Chip("已核对", State.GOOD))
        if line.by_hand:
            proofs = f"证明 {line.proofs}" if line.proofs else "打开"
            button = SmallButton(proofs)
            button.setAccessibleName(f"打开手工登记：{line.done.title}")
            button.clicked.connect(lambda: self.opened.emit(line.done.record_id))
            row.addWidget(button)
        return box


def _box(gap: int = 2) -> tuple[QWidget, QVBoxLayout]:
    box = QWidget()
    lines = QVBoxLayout(box)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(gap)
    return box, lines


def _words(words: str) -> QWidget:
    return Text(words, wrap=True)


def _needs(shown: Overview) -> QWidget:
    box = QWidget()
    flow = FlowLayout(box, 8)
    for need in shown.needs:
        word = f"{need.words}，缺 {need.short}" if need.short else need.words
        flow.addWidget(Chip(word, State.ATTENTION if need.short else State.GOOD))
    return box


def _confirmed_zh(shown: Overview) -> str:
    if shown.confirmed_at:
        return f"本人已核对（{civil(shown.confirmed_at):%Y-%m-%d %H:%M}）。"
    if shown.unconfirmed:
        return f"有 {shown.unconfirmed} 条待本人核对。"
    return "还没有要核对的记录。"


def _points_zh(line: KindLine) -> str:
    if not line.kind.in_use:
        return "停用"
    return f"{line.points} 分" + ("，封顶" if line.kind.is_capped(line.count) else "")


def _duty(one: DutyLine) -> QWidget:
    return _words(
        "　".join(
            filter(
                None,
                (
                    day_zh(one.held_on),
                    SLOT_ZH[one.slot],
                    one.station,
                    one.place,
                    one.state_zh,
                    one.reason,
                ),
            )
        )
    )


def _activities(shown: Overview) -> list[str]:
    return [
        "　".join(
            filter(
                None,
                (
                    day_zh(one.held_on),
                    ACTIVITY_KIND_ZH[one.kind],
                    one.title,
                    one.place,
                    ACTIVITY_STATUS_ZH[one.status] if one.came else "未参加",
                ),
            )
        )
        for one in shown.activities
    ]
