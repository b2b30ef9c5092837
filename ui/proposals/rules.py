"""The law's "may not" list: each line is confirmed by hand, and keeps who did and when."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from liaison.domain.clock import civil
from liaison.services.proposals_view import TickView
from ui.theme import State
from ui.widgets import Chip, Text


class RulesPart(QWidget):
    ticked = Signal(object)
    """frozenset of the rules' keys that are confirmed now."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        self.last = ""
        """The line that was ticked last: the keyboard goes on from there."""
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)

    def show_rules(self, ticks: tuple[TickView, ...]) -> None:
        """Fill the part; called once."""
        left = sum(not one.ticked for one in ticks)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Text("提交前逐条核对", "heading"))
        head.addWidget(
            Chip(f"还差 {left} 条", State.ATTENTION) if left else Chip("已全部核对", State.GOOD)
        )
        head.addStretch(1)
        self._lines.addLayout(head)
        self._lines.addWidget(
            Text("勾上表示已经核对、符合；缺一条都不能提交。", "small", wrap=True)
        )
        for one in ticks:
            self._add(one)
        self._lines.addWidget(
            Text(
                "依据：浙江省人民代表大会代表建议、批评和意见办理的规定第六条、第七条",
                "small",
                wrap=True,
            )
        )

    def _add(self, one: TickView) -> None:
        box = QCheckBox(one.rule.tick)
        box.setChecked(one.ticked)
        box.setToolTip(f"{one.rule.why}（{one.rule.source}）")
        box.setAccessibleDescription(one.rule.why)
        box.clicked.connect(self._on_clicked)
        self.boxes[one.rule.key] = box
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(box)
        if one.at is not None:
            row.addWidget(Text(f"{one.by} {civil(one.at):%m-%d %H:%M}", "small"))
        row.addStretch(1)
        self._lines.addLayout(row)

    @Slot()
    def _on_clicked(self) -> None:
        keys = (key for key, box in self.boxes.items() if box.isChecked())
        self.last = next((key for key, box in self.boxes.items() if box.hasFocus()), "")
        self.setEnabled(False)  # until the office has answered; then the list is shown anew
        self.ticked.emit(frozenset(keys))
