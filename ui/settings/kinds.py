"""设置 · 履职分值: the kinds of 履职, what each record counts, and how much a year at most."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from liaison.domain.errors import InvalidForm, LiaisonError
from liaison.domain.performance import ONLY_BY_ITSELF, Kind, KindCode
from ui import theme
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets import Button, Card, PrimaryButton, Text, clear

if TYPE_CHECKING:
    from liaison.services.work import Work

WIDEST = 900
MOST = 1000
NOTE = "各地自己定；改了以后，全年的积分都按新的算。"
BY_ITSELF_ZH = "程序自动记"
BOTH_ZH = "自动记，也可手工"
BOTH = frozenset({KindCode.ACTIVITY, KindCode.OUTREACH, KindCode.CONTACT})


class Points(QSpinBox):
    """A whole number that scrolling past does not change."""

    def __init__(self, name: str, value: int) -> None:
        super().__init__()
        self.setRange(0, MOST)
        self.setValue(value)
        self.setAccessibleName(name)
        self.lineEdit().setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setFixedWidth(theme.active().px(72))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


@dataclass(frozen=True)
class Line:
    """One kind's editors."""

    code: str
    name: QLineEdit
    points: Points
    most: Points
    in_use: QCheckBox


class KindsPanel(QWidget):
    said = Signal(str, object)
    """Words for the page's message bar, and their state."""
    failed = Signal(object)
    """LiaisonError for the page."""

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self.lines: list[Line] = []
        self.add, self.save = Button("加一类", icon="plus"), PrimaryButton("保存", "Ctrl+S")
        self.problem = Text("", "problem", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        card = Card("履职分值", NOTE)
        card.setMaximumWidth(theme.active().px(WIDEST))
        card.head.addWidget(self.save)
        card.body.addWidget(self.problem)
        card.body.addLayout(self._grid)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(
            Text("分值写 0 不计分；一年最多写 0 不封顶；停用的留着记录，不计分。", "muted")
        )
        row.addStretch(1)
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self.add.clicked.connect(self._on_add_clicked)
        self.save.clicked.connect(self._on_save_clicked)

    def reload(self) -> None:
        def read(work: "Work") -> tuple[Kind, ...]:
            from liaison.services.performance_kinds import kinds

            return kinds(work)

        self._tasks.read(self, read, self._show, self.failed.emit)

    def _show(self, found: tuple[Kind, ...]) -> None:
        clear(self._grid)
        self.lines = []
        self.problem.setText("")
        for column, head in enumerate(("类别", "每次（分）", "一年最多（分）", "在用", "")):
            self._grid.addWidget(Text(head, "small"), 0, column)
        for kind in found:
            self._add_line(kind)

    def _add_line(self, kind: Kind) -> None:
        name = QLineEdit(kind.name)
        name.setAccessibleName("类别名称")
        line = Line(
            kind.code,
            name,
            Points(f"{kind.name}，每次几分", kind.points),
            Points(f"{kind.name}，一年最多几分", kind.most),
            QCheckBox(),
        )
        line.in_use.setChecked(kind.in_use)
        line.in_use.setAccessibleName(f"{kind.name}，在用")
        words = BY_ITSELF_ZH if kind.code in ONLY_BY_ITSELF else ""
        words = BOTH_ZH if kind.code in BOTH else words
        row = self._grid.rowCount()
        editors = (line.name, line.points, line.most, line.in_use, Text(words, "muted"))
        for column, widget in enumerate(editors):
            self._grid.addWidget(widget, row, column)
        self.lines.append(line)

    @Slot()
    def _on_add_clicked(self) -> None:
        self._add_line(Kind("", "", 1, 5))
        self.lines[-1].name.setFocus()

    @Slot()
    def _on_save_clicked(self) -> None:
        from liaison.services.performance_kinds import KindForm, put_kinds

        forms = [
            KindForm(
                line.name.text(),
                line.points.value(),
                line.most.value(),
                line.in_use.isChecked(),
                line.code,
            )
            for line in self.lines
        ]

        def put(work: "Work", _progress: Any) -> None:
            put_kinds(work, forms)

        self._tasks.write(self, put, lambda _: self._on_saved(), self._on_failed)

    def _on_saved(self) -> None:
        self.said.emit("履职分值已保存，积分和排名按新的算。", State.GOOD)
        self.reload()

    def _on_failed(self, error: LiaisonError) -> None:
        from liaison.domain.words import problem_sentence

        if not isinstance(error, InvalidForm):
            self.failed.emit(error)
            return
        self.problem.setText("；".join(map(problem_sentence, error.problems[:3])))
        place = int(error.problems[0].field.split(".")[1])
        self.lines[place].name.setFocus()
