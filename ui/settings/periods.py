"""The periods and limits, one line each: the number, its unit, what it is, where it comes from."""

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QSpinBox

from liaison.domain.periods import GROUPS, LIMITS, Limit
from liaison.domain.progress import Progress
from ui import theme
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Card, PrimaryButton, Text

NOTE = "改了以后，新开始的期限按新的算；已经在走的不变。"


class Number(QSpinBox):
    """A whole number that scrolling past does not change."""

    def __init__(self, limit: Limit) -> None:
        super().__init__()
        self.setRange(limit.least, limit.most)
        self.setValue(limit.default)
        self.setAccessibleName(f"{limit.name}，{limit.unit_zh}")
        self.lineEdit().setAccessibleName(self.accessibleName())
        self.setAccessibleDescription(f"{limit.what}；{_origin(limit)}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setFixedWidth(theme.active().px(64))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class PeriodsCard(Card):
    said = Signal(str, object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__("期限", NOTE)
        self._tasks = tasks
        self.numbers = {key: Number(limit) for key, limit in LIMITS.items()}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(3, 5)
        self._grid.setColumnStretch(4, 6)
        self.body.addLayout(self._grid)
        for heading, group in GROUPS:
            line = self._grid.rowCount()
            self._grid.addWidget(Text(heading, "strong"), line, 0, 1, 5)
            self._grid.setRowMinimumHeight(line, theme.active().px(36))
            for limit in group:
                self._add(limit)
        self.save = PrimaryButton("保存", "Ctrl+S")
        self.save.clicked.connect(self._on_save_clicked)
        self.head.addWidget(self.save)

    def _add(self, limit: Limit) -> None:
        line = self._grid.rowCount()
        number = self.numbers[limit.key]
        name = Text(limit.name)
        name.setBuddy(number)
        self._grid.addWidget(name, line, 0)
        self._grid.addWidget(number, line, 1)
        self._grid.addWidget(Text(limit.unit_zh), line, 2)
        self._grid.addWidget(Text(limit.what, wrap=True), line, 3)
        self._grid.addWidget(Text(_origin(limit), "small", wrap=True), line, 4)

    def reload(self) -> None:
        self._tasks.read(self, _limits, self._show)

    def _show(self, values: dict[str, int]) -> None:
        for key, value in values.items():
            self.numbers[key].setValue(value)

    @Slot()
    def _on_save_clicked(self) -> None:
        values = {key: number.value() for key, number in self.numbers.items()}

        def put(work: Any, _progress: Progress) -> None:
            from liaison.services.settings import put_limits

            put_limits(work, values)

        self._tasks.write(self, put, lambda _: self._on_saved(), self.failed.emit)

    def _on_saved(self) -> None:
        self.said.emit("期限已保存，从下一步起按新的算。", State.GOOD)
        self.reload()


def _limits(work: Any) -> dict[str, int]:
    from liaison.services.settings import limits

    return limits(work)


def _origin(limit: Limit) -> str:
    return f"默认 {limit.default} {limit.unit_zh}：{limit.source}"
