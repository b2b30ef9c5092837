"""One matter: what it is, and what becomes of it at the desk."""

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.calendar import GUESSED_ZH
from liaison.domain.canned import CannedKind
from liaison.domain.ids import MatterId
from liaison.domain.matter import (
    DECLINE_REASON_ZH,
    DISPOSITION_ZH,
    URGENCY_ZH,
    DeclineReason,
    Disposition,
    Urgency,
)
from liaison.services.canned import CannedRow
from liaison.services.desk import Desk
from liaison.services.reception_form import MatterForm
from ui.receptions.badge import Badge
from ui.receptions.noted import Noted
from ui.widgets import LinkButton, Text
from ui.widgets.button import CloseButton
from ui.widgets.canned_picker import CannedPicker, insert
from ui.widgets.line import LineEdit, Option, SearchCombo
from ui.widgets.switch import SegmentedSwitch

FOLLOWING = ("answer", "unit_name", "decline_reason")
WIDE = (
    *((0, 0, 1, 6), (1, 0, 1, 2), (1, 2, 1, 2), (1, 4, 1, 2)),
    *((2, 0, 1, 3), (2, 3, 1, 3), (3, 0, 1, 6)),
)
"""Row, column and spans of each block when the card has the whole width."""
NARROW = (
    *((0, 0, 1, 6), (1, 0, 1, 3), (1, 3, 1, 3), (2, 0, 1, 6)),
    *((3, 0, 1, 6), (4, 0, 1, 6), (5, 0, 1, 6)),
)
ORDER = (Disposition.ANSWERED_ON_THE_SPOT, Disposition.REFERRED, Disposition.DECLINED)


class MatterCard(QFrame):
    changed = Signal()
    titled = Signal()
    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("well")
        self.repeat_of: tuple[MatterId, str] | None = None
        self.merge_into: tuple[MatterId, str] | None = None
        self._content = ""
        self.badge = Badge()
        self.title = LineEdit("事由")
        self.title.setProperty("role", "matter")
        self.title.setPlaceholderText("一句话说清是什么事")
        self.close_button = CloseButton("去掉这一件")
        self.category = SearchCombo("类别", prefix="类别", dense=True)
        self.urgency = SearchCombo(
            "缓急", [Option(one, URGENCY_ZH[one]) for one in Urgency], "缓急", dense=True
        )
        self.concerns = LineEdit("涉及单位", "涉及", dense=True)
        self.disposition = SegmentedSwitch(
            "去向", [(one, DISPOSITION_ZH[one]) for one in ORDER], stretch=True
        )
        self.answer = LineEdit("当场的答复", "答复", dense=True)
        self.unit = SearchCombo("交给哪个单位", prefix="交给", free=True, dense=True)
        self.reason = SearchCombo(
            "不予受理的原因",
            [Option(one, DECLINE_REASON_ZH[one]) for one in DeclineReason],
            "原因",
            dense=True,
        )
        self.where_to = LineEdit("引导到哪里", "引导到", dense=True)
        self.where_phone = LineEdit("引导电话", "电话", dense=True)
        self.canned = CannedPicker(self.answer)
        self.guides = CannedPicker(self.where_to)
        self.merged = QWidget()
        self.merged_words = Text("", "small", wrap=True)
        self.other = LinkButton("")
        self.part = LinkButton("撤销")
        self._dress()
        self._connect()
        self.begin()

    def _dress(self) -> None:
        links = QHBoxLayout()
        links.setSpacing(12)
        links.addWidget(self.other)
        links.addWidget(self.part)
        links.addStretch(1)
        lines = QVBoxLayout(self.merged)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.merged_words)
        lines.addLayout(links)
        self.noted = {
            "title": Noted(self.title),
            "category_id": Noted(self.category),
            "answer": Noted(self.answer),
            "unit_name": Noted(self.unit),
            "decline_reason": Noted(self.reason),
            "where_to": Noted(self.where_to),
            "where_phone": Noted(self.where_phone),
        }
        for noted in self.noted.values():
            noted.setParent(self)  # shown without a parent it would be a window of its own
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(10, 9, 10, 10)
        self.grid.setHorizontalSpacing(6)
        self.grid.setVerticalSpacing(6)
        self._head = QWidget()
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(7)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.noted["title"], 1)
        head.addWidget(self.close_button)

        self._follows, self._guidance = QWidget(), QWidget()
        follows = QVBoxLayout(self._follows)
        answer = QHBoxLayout()
        answer.setSpacing(6)
        top = Qt.AlignmentFlag.AlignTop
        answer.addWidget(self.noted["answer"], 1, top)
        answer.addWidget(self.canned, 0, top)
        follows.addLayout(answer)
        for widget in (*(self.noted[key] for key in FOLLOWING[1:]), self.merged):
            follows.addWidget(widget)
        guidance = QHBoxLayout(self._guidance)
        guidance.setSpacing(6)
        guidance.addWidget(self.noted["where_to"], 2, top)
        guidance.addWidget(self.noted["where_phone"], 1, top)
        guidance.addWidget(self.guides, 0, top)
        for box in (follows, guidance):
            box.setContentsMargins(0, 0, 0, 0)

    def _blocks(self) -> tuple[QWidget, ...]:
        first = (self._head, self.noted["category_id"], self.urgency, self.concerns)
        return (*first, self.disposition, self._follows, self._guidance)

    def _connect(self) -> None:
        for edit in (
            *(self.title, self.category, self.urgency, self.concerns, self.answer),
            *(self.unit, self.reason, self.where_to, self.where_phone),
        ):
            edit.textChanged.connect(self.changed)
        self.title.textChanged.connect(self.titled)
        self.disposition.changed.connect(self._on_disposition_chosen)
        self.close_button.clicked.connect(self.removed)
        self.part.clicked.connect(self._on_parted)
        self.guides.picked.connect(self._on_guide_picked)
        self.other.clicked.connect(self._on_other_chosen)

    def offer(self, desk: Desk) -> None:
        self.category.offer(
            [Option(one.id, one.name, one.name.rpartition(" / ")[2]) for one in desk.categories]
        )
        words = self.unit.text()
        self.unit.offer([Option(one.id, one.name) for one in desk.units])
        self.unit.choose(self.unit.value, words)
        self.say_due(desk.deadlines.answer_by, guessed=desk.deadlines.answer_guessed)
        self.canned.offer([row for row in desk.canned if row.kind is CannedKind.ANSWER])
        self.guides.offer([row for row in desk.canned if row.kind is CannedKind.DECLINE])
        self._show()

    def say_due(self, due_on: date, *, guessed: bool = False) -> None:
        by = f"{due_on.month}月{due_on.day}日 前答复"
        self.unit.say_suffix(f"{by}{GUESSED_ZH}" if guessed else by)

    def number(self, place: int, *, alone: bool) -> None:
        """Its place in the reception, from 1; an only card can't be removed."""
        self.badge.say(place)
        for name, widget in (("事由", self.title), ("类别", self.category), ("缓急", self.urgency)):
            widget.setAccessibleName(f"事项 {place} {name}")
        self.close_button.name(f"去掉事项 {place}")
        self.close_button.setVisible(not alone)
        self._arrange(wide=alone)

    def _arrange(self, *, wide: bool) -> None:
        """Alone it takes the whole width and fewer lines."""
        while self.grid.count():
            self.grid.takeAt(0)
        spots = WIDE if wide else NARROW
        for widget, spot in zip(self._blocks(), spots, strict=True):
            self.grid.addWidget(widget, *spot, Qt.AlignmentFlag.AlignTop)
        for column in range(6):
            self.grid.setColumnStretch(column, 1)
        self.grid.setRowStretch(7, 1)

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [
            *(self.title, self.close_button, self.category, self.urgency, self.concerns),
            *(self.disposition, self.answer, self.canned, self.unit, self.reason),
            *(self.where_to, self.where_phone, self.guides, self.other, self.part),
        ]

    def begin(self) -> None:
        self.put(MatterForm("", Disposition.REFERRED))

    def put(self, form: MatterForm) -> None:
        self._content = form.content
        self.title.setText(form.title)
        self.title.setCursorPosition(0)
        self.category.choose(form.category_id)
        self.urgency.choose(form.urgency)
        self.concerns.setText(form.concerns)
        self.disposition.choose(form.disposition)
        self.answer.setText(form.answer)
        self.unit.choose(form.unit_id, form.unit_name)
        self.reason.choose(form.decline_reason)
        self.where_to.setText(form.where_to)
        self.where_phone.setText(form.where_phone)
        self.repeat_of = (form.repeat_of_id, "") if form.repeat_of_id else None
        self.merge_into = (form.merge_into_id, "") if form.merge_into_id else None
        self._show()
        self.changed.emit()

    @property
    def linked_to(self) -> MatterId | None:
        """The matter that this one repeats or joins."""
        link = self.repeat_of or self.merge_into
        return link[0] if link else None

    def repeat(self, key: MatterId, words: str) -> None:
        """重复反映: the same person about the same matter; it isn't counted again."""
        self.repeat_of, self.merge_into = (key, words), None
        self._show()
        self.changed.emit()

    def join(self, key: MatterId, words: str) -> None:
        """并案: another person about the same matter; counted, handled together, told by itself."""
        self.repeat_of, self.merge_into = None, (key, words)
        self._show()
        self.changed.emit()

    def _on_parted(self) -> None:
        self.repeat_of = self.merge_into = None
        self._show()
        self.changed.emit()

    def _on_guide_picked(self, row: CannedRow) -> None:
        """A guidance fills where to and whom to call; its explanation is for the slip's reader."""
        self.where_to.clear()
        insert(self.where_to, row.where_to or row.text)
        self.where_phone.setText(row.phone)

    def _on_other_chosen(self) -> None:
        if self.repeat_of:
            self.join(*self.repeat_of)
        elif self.merge_into:
            self.repeat(*self.merge_into)

    def _on_disposition_chosen(self, _value: Any) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        kind = None if self.linked_to else self.disposition.value
        declined = kind is Disposition.DECLINED
        self.noted["answer"].setVisible(kind is Disposition.ANSWERED_ON_THE_SPOT)
        self.noted["unit_name"].setVisible(kind is Disposition.REFERRED)
        self.noted["decline_reason"].setVisible(declined)
        self._guidance.setVisible(declined)
        self.canned.setVisible(bool(self.canned.rows) and self.noted["answer"].isVisibleTo(self))
        self.merged.setVisible(self.linked_to is not None)
        self.merged_words.setText(_linked_zh(self.repeat_of, self.merge_into))
        self.other.say("是另一个人，改为并案" if self.repeat_of else "是同一个人，改为重复反映")
        self.disposition.setEnabled(self.linked_to is None)

    @property
    def kind(self) -> Disposition:
        return Disposition(self.disposition.value)

    def is_blank(self) -> bool:
        edits = (self.title, self.concerns, self.answer, self.unit, self.where_to, self.category)
        return not any(edit.text().strip() for edit in edits) and not self.linked_to

    def form(self) -> MatterForm:
        return MatterForm(
            title=self.title.text(),
            disposition=Disposition.REFERRED if self.linked_to else self.kind,
            content=self._content,
            category_id=self.category.value,
            concerns=self.concerns.text(),
            urgency=self.urgency.value or Urgency.NORMAL,
            answer=self.answer.text(),
            unit_id=self.unit.value,
            unit_name=self.unit.text() if self.unit.value is None else self.unit.words,
            decline_reason=self.reason.value,
            where_to=self.where_to.text(),
            where_phone=self.where_phone.text(),
            repeat_of_id=self.repeat_of[0] if self.repeat_of else None,
            merge_into_id=self.merge_into[0] if self.merge_into else None,
        )


def _linked_zh(
    repeat_of: tuple[MatterId, str] | None, merge_into: tuple[MatterId, str] | None
) -> str:
    if repeat_of:
        return f"重复反映：{repeat_of[1] or '在办的那一件'}。同一个人又来，不另算一件。"
    if merge_into:
        named = merge_into[1] or "在办的那一件"
        return f"并案到：{named}。另算一件，一起办，办完也告知这位来访人。"
    return ""
