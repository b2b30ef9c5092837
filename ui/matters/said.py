"""What was said: the visitor's own words, the answer with its class, the representative's opinion."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.clock import civil
from liaison.domain.matter import DECLINE_REASON_ZH, SATISFACTION_ZH
from liaison.domain.steps import Step
from liaison.services.matter_view import MatterFile, RoundView
from liaison.services.step_choices import ClassChoice
from ui import icons, theme
from ui.theme import State
from ui.widgets import Avatar, Chip, Facts, Rule, Text, clear

HIDDEN_ZH = "（参观模式，已遮住）"


class Said(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(12)

    def show_file(
        self, file: MatterFile, classes: tuple[ClassChoice, ...], *, guests: bool
    ) -> None:
        """`guests` (参观模式): nothing that anybody said is shown."""
        clear(self._lines)
        self._add_quote(file, guests=guests)
        for row in file.rounds:
            if row.round_no == file.round_no and row.answered_on is not None:
                self._lines.addWidget(Rule())
                self._add_answer(row, classes, guests=guests)
        if file.decline_reason is not None:
            self._lines.addWidget(Rule())
            self._add_elsewhere(file)
        for one in _opinions(file):
            self._lines.addWidget(Rule())
            self._add_opinion(one, guests=guests)

    def _head(self, name: str, beside: str = "", icon: str = "") -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        if icon:
            sign = Text()
            side = theme.active().px(14)
            sign.setPixmap(icons.icon(icon, "muted", 14).pixmap(side, side))
            row.addWidget(sign)
        row.addWidget(Text(name, "strong"))
        if beside:
            row.addWidget(Text(beside, "small"))
        row.addStretch(1)
        return row

    def _add_quote(self, file: MatterFile, *, guests: bool) -> None:
        visit = file.visit
        head = self._head("原话", icon="lock-simple")
        read = "，已读给本人听" if visit.read_back else ""
        sealed = f"{civil(visit.recorded_at):%Y-%m-%d %H:%M} 封存{read}"
        head.addWidget(Text(sealed, "small"))
        said = HIDDEN_ZH if guests else (file.content or visit.words or "（没有记原话）")
        self._lines.addLayout(head)
        self._lines.addWidget(Text(said, "quote", wrap=True).selectable())
        if file.concerns and not guests:
            self._lines.addWidget(Text(f"涉及：{file.concerns}", "small", wrap=True))

    def _add_answer(
        self, row: RoundView, classes: tuple[ClassChoice, ...], *, guests: bool
    ) -> None:
        head = self._head(f"{row.unit or '联络站'}答复", _day(row.answered_on))
        for one in classes:
            chosen = one.code == row.answer_class
            word = f"{one.code} {one.name}" if chosen else one.code
            chip = Chip(word, State.GOOD if chosen else State.NEUTRAL, "check" if chosen else "")
            chip.setToolTip(f"{one.name}：{one.definition}")
            head.addWidget(chip)
        self._lines.addLayout(head)
        words = HIDDEN_ZH if guests else (row.answer or "（没有写答复的内容）")
        self._lines.addWidget(Text(words, wrap=True).selectable())
        known = next((one for one in classes if one.code == row.answer_class), None)
        if known is not None:
            self._lines.addWidget(Text(f"{known.code} 类：{known.definition}", "small", wrap=True))
        told = [(name, words) for name, words in _told(row) if words]
        if told:
            facts = Facts()
            facts.show_facts(told)
            self._lines.addWidget(facts)

    def _add_elsewhere(self, file: MatterFile) -> None:
        assert file.decline_reason is not None
        self._lines.addLayout(self._head("不予受理", DECLINE_REASON_ZH[file.decline_reason]))
        facts = Facts()
        facts.show_facts([("请群众去", file.where_to), ("电话", file.where_phone)])
        self._lines.addWidget(facts)

    def _add_opinion(self, one: tuple[str, date, str], *, guests: bool) -> None:
        words, day, actor = one
        head = self._head("代表意见", _day(day))
        head.addWidget(Avatar(actor, 20), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(Text(actor, "small"))
        self._lines.addLayout(head)
        self._lines.addWidget(Text(HIDDEN_ZH if guests else words, wrap=True).selectable())


def _opinions(file: MatterFile) -> list[tuple[str, date, str]]:
    return [
        (one.remark, one.happened_on, one.actor)
        for one in file.timeline
        if one.step is Step.COMMENT and one.round_no == file.round_no and one.remark
    ]


def _told(row: RoundView) -> list[tuple[str, str]]:
    rated = ""
    if row.satisfaction_work is not None and row.satisfaction_result is not None:
        work, result = (
            SATISFACTION_ZH[row.satisfaction_work],
            SATISFACTION_ZH[row.satisfaction_result],
        )
        rated = f"对工作{work}，对结果{result}"
    told = f"{row.told_on:%Y-%m-%d}　{row.told_how}　{row.told_by}" if row.told_on else ""
    return [("告知", told), ("群众评价", rated)]


def _day(day: date | None) -> str:
    return f"{day:%m-%d}" if day else ""
