"""并案 into another matter, and 拆分 into several."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from liaison.domain.errors import Problem
from liaison.domain.ids import MatterId
from liaison.services.alike import AlikeMatter
from liaison.services.steps.forms import MergeForm, PartForm, SplitForm, StepForm
from ui.matters.panels.panel import StepPanel
from ui.widgets import clear
from ui.widgets.line import LineEdit, Option, SearchCombo


class MergePanel(StepPanel):
    """Likely ones are offered; any other is found by its number or a part of its title."""

    asked = Signal(str)
    """Which matters does this text mean? Empty: which are like this one?"""

    def fill(self) -> None:
        self.main = SearchCombo("并入哪一件")
        self.combo("into_id", "并入哪一件", (0, 0, 4), self.main)
        self.entries["into_id"].field.hint("写标题里的字或编号")
        self.happened((0, 4, 2))
        self.line("remark", "备注", (1, 0, 6), "可不填")
        self.main.textEdited.connect(self.asked)

    def offer(self, found: Sequence[AlikeMatter]) -> None:
        """What the office found, the likeliest first."""
        mine = self.sheet.file.id
        options = [
            Option(
                one.id,
                "　".join(filter(None, (one.title, one.why, one.unit, one.number))),
                one.title,
            )
            for one in found
            if one.id != mine
        ]
        typed, chosen = self.main.text(), self.main.value
        self.main.offer(options)
        if chosen is None and typed:
            self.main.setText(typed)
        self.entries["into_id"].field.hint(
            f"有 {len(options)} 件相像" if options else "没有相像的，写标题里的字或编号"
        )

    def misread(self) -> tuple[Problem, ...]:
        self.main.settle()
        empty = self.main.value is None
        return (*super().misread(), *([Problem("into_id", "missing")] if empty else []))

    def form(self) -> StepForm:
        key: UUID = self.main.value
        remark = self.entries["remark"].get()
        return MergeForm(**self.common(), into_id=MatterId(key), remark=remark)


class SplitPanel(StepPanel):
    """A line a new matter; a new empty line comes with the last one filled."""

    def fill(self) -> None:
        self.box = QWidget()
        self._lines = QVBoxLayout(self.box)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        self.edits: list[LineEdit] = []
        self.add("parts", "拆成哪几件", self.box, (0, 0, 6), self._texts, self._put_texts)
        self.entries["parts"].field.hint("一行一件；这一件本身保留")
        self.happened((1, 0, 2))
        self._put_texts([])

    def _texts(self) -> list[str]:
        return [edit.text() for edit in self.edits if edit.text().strip()]

    def _put_texts(self, kept: Any) -> None:
        clear(self._lines)
        self.edits = []
        for text in [*(kept if isinstance(kept, list) else []), ""]:
            self._add_line(str(text))
        self.box.setFocusProxy(self.edits[0])

    def _add_line(self, text: str) -> None:
        edit = LineEdit(f"第 {len(self.edits) + 1} 件")
        edit.setPlaceholderText("一句话说清是什么事")
        edit.setText(text)
        edit.textChanged.connect(self._on_text_changed)
        self.edits.append(edit)
        self._lines.addWidget(edit)

    def _on_text_changed(self) -> None:
        if self.edits[-1].text().strip():
            self._add_line("")
        self.typed.emit()

    def form(self) -> StepForm:
        return SplitForm(**self.common(), parts=tuple(PartForm(text) for text in self._texts()))
