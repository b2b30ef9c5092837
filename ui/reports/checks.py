"""What was looked at before the report is used: each with an icon, a word and a count."""

from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from liaison.domain.report import Balance, Check
from ui import icons, theme
from ui.theme import STATE_ICON, State
from ui.widgets import Text, clear


class CheckList(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.full_names = QCheckBox("明细印出来访人全名")
        self._note = Text("印全名会留痕；要求保密的人仍不印。", "small", wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.said: list[str] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._rows)
        box.addStretch(1)
        box.addWidget(self.full_names)
        box.addWidget(self._note)

    def show_checks(self, balance: Balance, checks: tuple[Check, ...], gaps: str) -> None:
        """`gaps`: characters that no font has, in words; empty when there are none."""
        clear(self._rows)
        came_in = f"{balance.came_in} = {balance.came_in}"
        printed = Check(
            "每个字都印得出", not gaps, "", f"字库没有 {gaps}，纸上以 〓 代替" if gaps else ""
        )
        rows = (Check("结转＋新增＝去向", True, came_in), *checks, printed)
        self.said = [f"{row.name} {row.counted} {row.remark}".strip() for row in rows]
        for row in rows:
            self._rows.addWidget(_line(row))

    @property
    def open(self) -> int:
        """How many do not hold."""
        return sum("　未通过" in row.accessibleName() for row in self._lines())

    def _lines(self) -> list[QWidget]:
        items = (self._rows.itemAt(place) for place in range(self._rows.count()))
        return [widget for item in items if (widget := item.widget()) is not None]


def _line(check: Check) -> QWidget:
    row = QWidget()
    state = State.GOOD if check.holds else State.ATTENTION
    said = "通过" if check.holds else "未通过"
    row.setAccessibleName(f"{check.name}　{check.counted}　{said}　{check.remark}")
    grid = QGridLayout(row)
    grid.setContentsMargins(0, 4, 0, 4)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(0)
    lamp = Text()
    side = theme.active().px(16)
    lamp.setPixmap(icons.icon(STATE_ICON[state], state.value).pixmap(side, side))
    lamp.setAccessibleName(said)
    grid.addWidget(lamp, 0, 0)
    grid.addWidget(Text(check.name, wrap=True), 0, 1)
    grid.addWidget(Text(check.counted, "muted"), 0, 2)
    if check.remark:
        grid.addWidget(Text(check.remark, "small", wrap=True), 1, 1, 1, 2)
    grid.setColumnStretch(1, 1)
    return row
