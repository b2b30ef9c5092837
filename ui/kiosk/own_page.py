"""One representative's own view: the next duty at the left, what was heard and the year at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from liaison.domain.attending import clock_zh
from liaison.domain.clock import WEEKDAYS_ZH
from liaison.domain.matter import Stage
from liaison.domain.own_view import OwnDay, OwnDuty, OwnMatter, OwnProposal, OwnView
from liaison.domain.performance import DEMAND_UNIT_ZH, DEMAND_ZH, Demand, Need
from liaison.domain.proposal import PROPOSAL_STATUS_ZH
from liaison.domain.representative import SEAT_LEVEL_ZH
from ui import theme
from ui.kiosk.look import Band, Sheet, button, tag, thin, words
from ui.theme import State
from ui.widgets import Avatar, Text, scrolled

GOOD = State.GOOD


class OwnPage(QWidget):
    leave_asked = Signal(object)
    swap_asked = Signal(object)
    seen = Signal(object)
    """An OwnMatter that the representative has looked at."""
    out_asked = Signal()

    def __init__(self, view: OwnView, scale: float) -> None:
        super().__init__()
        self.view, self._scale = view, scale
        self.band = Band(scale)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(*(round(n * scale) for n in (32, 20, 32, 20)))
        outer.setSpacing(round(14 * scale))
        outer.addWidget(self.band)
        columns = QHBoxLayout()
        columns.setSpacing(round(24 * scale))
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(round(18 * scale))
        left.addLayout(self._person())
        left.addWidget(self._duty(), 1)
        right.addWidget(self._heard(), 1)
        right.addWidget(self._year())
        columns.addLayout(left, 504)
        columns.addLayout(right, 774)
        outer.addLayout(columns, 1)

    def _person(self) -> QHBoxLayout:
        view = self.view
        row = QHBoxLayout()
        row.setSpacing(round(16 * self._scale))
        row.addWidget(Avatar(view.name, round(64 * self._scale / theme.active().scale)))
        named = QVBoxLayout()
        named.setSpacing(0)
        named.addWidget(words(view.name, 32, strong=True))
        levels = "、".join(SEAT_LEVEL_ZH[one] for one in view.levels)
        title = f"{levels}人大代表" if levels else ""
        named.addWidget(words("　".join(filter(None, (title, view.group))), 18, quiet=True))
        row.addLayout(named, 1)
        row.addWidget(self._signed(), 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _signed(self) -> QWidget:
        view = self.view
        if view.signed_out_at is not None:
            return tag(f"{clock_zh(view.signed_out_at.time())} 已签退", GOOD)
        if view.signed_in_at is None:
            return tag("今天没有签到")
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(tag(f"{clock_zh(view.signed_in_at.time())} 已签到", GOOD))
        self.out = button("签退")
        self.out.clicked.connect(self.out_asked)
        row.addWidget(self.out)
        return box

    def _duty(self) -> Sheet:
        sheet = Sheet(self._scale, margin=28)
        ahead = [one for one in self.view.duties if not one.on_leave]
        if not ahead:
            sheet.body.addWidget(words("下次值班", 18, quiet=True))
            sheet.body.addWidget(words("还没有排", 40, strong=True))
            away = [one for one in self.view.duties if one.on_leave]
            note = "排好以后会在这里看到。"
            if away:
                note = f"{_day_zh(away[0])}已请假。{note}"
            sheet.body.addWidget(words(note, 18, quiet=True, wrap=True))
            sheet.body.addStretch(1)
            return sheet
        self._fill_duty(sheet, ahead[0], ahead[1:])
        return sheet

    def _fill_duty(self, sheet: Sheet, duty: OwnDuty, later: list[OwnDuty]) -> None:
        days = duty.days(self.view.today)
        top = QHBoxLayout()
        top.addWidget(words("下次值班", 18, quiet=True), 1)
        left = "就在今天" if not days else "明天" if days == 1 else f"还有 {days} 天"
        top.addWidget(words(left, 18, quiet=True))
        sheet.body.addLayout(top)
        date = QHBoxLayout()
        date.addWidget(words(f"{duty.day.month}月{duty.day.day}日", 80, strong=True))
        weekday = words(f"周{WEEKDAYS_ZH[duty.day.weekday()]}", 32, strong=True)
        date.addWidget(weekday, 1, Qt.AlignmentFlag.AlignBottom)
        sheet.body.addLayout(date)
        sheet.body.addWidget(words(duty.hours_zh, 32, strong=True))
        sheet.body.addWidget(thin())
        sheet.body.addLayout(self._facts(duty, later))
        sheet.body.addStretch(1)
        sheet.body.addLayout(self._acts(duty))
        sheet.body.addWidget(words(_may_change_zh(duty), 16, quiet=True, wrap=True))

    def _facts(self, duty: OwnDuty, later: list[OwnDuty]) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(round(10 * self._scale))
        grid.setColumnMinimumWidth(0, round(76 * self._scale))
        grid.setColumnStretch(1, 1)
        then = "、".join(_day_zh(one) for one in later[:2])
        facts = (
            ("地点", duty.place),
            ("同班", "、".join(duty.with_whom)),
            ("主题", duty.theme),
            ("再下次", then),
        )
        for line, (name, value) in enumerate(one for one in facts if one[1]):
            label = words(name, 20, quiet=True)
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words(value, 20, wrap=True), line, 1)
        return grid

    def _acts(self, duty: OwnDuty) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(round(12 * self._scale))
        self.swap, self.leave = button("换班", "main"), button("请假", "wide")
        self.swap.clicked.connect(lambda: self.swap_asked.emit(duty))
        self.leave.clicked.connect(lambda: self.leave_asked.emit(duty))
        for one in (self.swap, self.leave):
            one.setEnabled(not duty.asked)
            row.addWidget(one, 1)
        return row

    def _heard(self) -> Sheet:
        sheet = Sheet(self._scale)
        head = QHBoxLayout()
        head.setSpacing(round(20 * self._scale))
        stack = QStackedWidget()
        group = QButtonGroup(self)
        for place, (name, inside) in enumerate(
            (("我的接待", self._days()), ("我的建议", self._proposals()))
        ):
            tab = button(name, "tab")
            tab.setCheckable(True)
            tab.setChecked(not place)
            tab.clicked.connect(lambda _=False, at=place: stack.setCurrentIndex(at))
            group.addButton(tab)
            head.addWidget(tab)
            stack.addWidget(scrolled(inside))
        waiting = self.view.waiting
        if waiting:
            head.addWidget(tag(f"{waiting} 件等您看过", State.ATTENTION))
        head.addStretch(1)
        head.addWidget(words("不显示来访人姓名和电话", 16, quiet=True))
        sheet.body.addLayout(head)
        sheet.body.addWidget(stack, 1)
        return sheet

    def _days(self) -> QWidget:
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, round(10 * self._scale), 0)
        lines.setSpacing(round(10 * self._scale))
        if not self.view.days:
            lines.addWidget(
                words(
                    "还没有接待登记。接待过的事和后来怎样了，会列在这里。",
                    18,
                    quiet=True,
                    wrap=True,
                )
            )
        for day in self.view.days:
            lines.addWidget(thin())
            lines.addLayout(self._day(day))
        lines.addStretch(1)
        return box

    def _day(self, day: OwnDay) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(round(12 * self._scale))
        when = QVBoxLayout()
        when.setSpacing(0)
        named = "今天" if day.day == self.view.today else day.day.isoformat()
        for label in (
            words(named, 18, strong=True),
            words(f"{day.visits} 批 {day.people} 人", 16, quiet=True),
        ):
            label.setFixedWidth(round(122 * self._scale))
            when.addWidget(label)
        when.addStretch(1)
        row.addLayout(when)
        matters = QVBoxLayout()
        matters.setSpacing(round(10 * self._scale))
        for one in day.matters:
            matters.addLayout(self._matter(one))
        if not day.matters:
            matters.addWidget(words("没有登记事项", 16, quiet=True))
        row.addLayout(matters, 1)
        return row

    def _matter(self, one: OwnMatter) -> QHBoxLayout:
        row = QHBoxLayout()
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(words(one.title, 18, wrap=True))
        text = f"{one.words}，等您看过" if one.waits and one.words else one.words
        if text:
            said.addWidget(words(text, 16, quiet=True, wrap=True))
        row.addLayout(said, 1)
        if one.waits:
            confirm = button("看过并确认")
            confirm.setAccessibleName(f"看过并确认：{one.title}")
            confirm.clicked.connect(lambda: self.seen.emit(one))
            row.addWidget(confirm, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(tag(one.state, _state_of(one)), 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _proposals(self) -> QWidget:
        box = QWidget()
        lines = QVBoxLayout(box)
        lines.setContentsMargins(0, 0, round(10 * self._scale), 0)
        if not self.view.proposals:
            lines.addWidget(words("今年还没有提出建议。", 18, quiet=True))
        for one in self.view.proposals:
            lines.addWidget(thin())
            lines.addLayout(self._proposal(one))
        lines.addStretch(1)
        return box

    def _proposal(self, one: OwnProposal) -> QHBoxLayout:
        row = QHBoxLayout()
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(words(one.title, 18, wrap=True))
        said.addWidget(
            words(f"{one.number}　{'领衔' if one.lead else '附议'}".strip(), 16, quiet=True)
        )
        row.addLayout(said, 1)
        row.addWidget(tag(PROPOSAL_STATUS_ZH[one.status], State.INFO))
        return row

    def _year(self) -> Sheet:
        view = self.view
        sheet = Sheet(self._scale)
        head = QHBoxLayout()
        head.addWidget(words(f"我的 {view.today.year}", 20, strong=True))
        need = next((one for one in view.needs if one.demand is Demand.RECEPTION), None)
        if need is not None:
            head.addWidget(words(f"一年至少接待 {need.least} 次", 16, quiet=True))
        head.addStretch(1)
        sheet.body.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(round(28 * self._scale))
        if need is not None:
            row.addLayout(self._reception(need), 2)
        for one in view.needs:
            if one.demand not in (Demand.RECEPTION, Demand.LINKS):
                row.addLayout(_need(one), 1)
        sheet.body.addLayout(row)
        return sheet

    def _reception(self, need: Need) -> QVBoxLayout:
        box = QVBoxLayout()
        top = QHBoxLayout()
        top.addWidget(words(str(need.have), 40, strong=True))
        unit = words(f"/ {need.least} 次接待", 18, quiet=True)
        top.addWidget(unit, 1, Qt.AlignmentFlag.AlignBottom)
        on = self.view.reached_on
        said = "已达到" if not need.short else f"{on.month}月{on.day}日后达到" if on else ""
        if need.short and not on:
            said = f"还差 {need.short} 次，没有排够"
        top.addWidget(words(said, 16, quiet=True), 0, Qt.AlignmentFlag.AlignBottom)
        box.addLayout(top)
        bar = QProgressBar()
        bar.setRange(0, max(need.least, need.have))
        bar.setValue(need.have)
        bar.setTextVisible(False)
        bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        bar.setAccessibleName(need.words)
        box.addWidget(bar)
        return box


def _need(need: Need) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setSpacing(0)
    row = QHBoxLayout()
    row.addWidget(words(str(need.have), 28, strong=True))
    unit = words(f"/ {need.least} {DEMAND_UNIT_ZH[need.demand]}", 16, quiet=True)
    row.addWidget(unit, 1, Qt.AlignmentFlag.AlignBottom)
    box.addStretch(1)
    box.addLayout(row)
    box.addWidget(words(DEMAND_ZH[need.demand], 16, quiet=True))
    return box


def _state_of(one: OwnMatter) -> State:
    if one.stage is Stage.UNTOLD:
        return State.OVERDUE
    return State.GOOD if one.good else State.INFO


def _day_zh(duty: OwnDuty) -> str:
    return f"{duty.day.month}月{duty.day.day}日"


def _may_change_zh(duty: OwnDuty) -> str:
    if duty.asked:
        return f"{duty.asked}。"
    if duty.announced_on is not None:
        return "公告已张贴：换班和请假由联络员答复，并要另贴更正公告。"
    if duty.notice_by is not None:
        return f"{duty.notice_by.month}月{duty.notice_by.day}日公告张贴以前，都可以在这里换。"
    return "换班和请假由联络员答复。"


def label_of(text: str) -> Text:
    """A large line for questions."""
    return words(text, 28, strong=True, wrap=True)
