"""The stages as tabs: how many matters stand in each, and how many of them are overdue."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from ui import theme
from ui.widgets.switch import SegmentedSwitch

PAD, GAP, PILL = 2, 6, 6
HIGH = 38
APART, CLOSEST = 20, 2


class Tab(QPushButton):
    """A word, the number in a pill, 逾期 n in red."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self._matters: int | None = None
        self._overdue = 0
        self.tight = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, matters: int, overdue: int) -> None:
        self._matters, self._overdue = matters, overdue
        self.setFixedSize(self.sizeHint())
        self.update()

    @property
    def words(self) -> str:
        """`已办未告知 7 件，逾期 1 件`."""
        late = f"，逾期 {self._overdue:,} 件" if self._overdue else ""
        return f"{self.text()} {self._matters or 0:,} 件{late}"

    @property
    def _number(self) -> str:
        return "" if self._matters is None else f"{self._matters:,}"

    @property
    def _late(self) -> str:
        return f"逾期 {self._overdue:,}" if self._overdue and not self.tight else ""

    def tighten(self, *, on: bool) -> None:
        """Without room the overdue ones only colour the pill; the name still tells them."""
        if self.tight != on:
            self.tight = on
            self.setFixedSize(self.sizeHint())
            self.update()

    def sizeHint(self) -> QSize:
        look = theme.active()
        wide = QFontMetrics(look.font(14, bold=True)).horizontalAdvance(self.text()) + 2 * PAD
        small = QFontMetrics(look.font(12))
        if self._number:
            wide += GAP + small.horizontalAdvance(self._number) + 2 * PILL
        if self._late:
            wide += GAP + small.horizontalAdvance(self._late)
        return QSize(wide + 2, look.px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if self.property("lit"):
            painter.fillRect(self.rect(), look.color("line_soft"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        font = look.font(14, bold=on)
        painter.setFont(font)
        painter.setPen(look.color("text" if on else "muted"))
        high = float(self.height() - 2)
        painter.drawText(QRectF(PAD, 0, self.width(), high), middle, self.text())
        at: float = PAD + QFontMetrics(look.font(14, bold=on)).horizontalAdvance(self.text()) + GAP
        small = look.font(12)
        painter.setFont(small)
        at = self._paint_pill(painter, at, on=on)
        if self._late:
            painter.setPen(look.color("overdue"))
            painter.drawText(QRectF(at, 0, self.width(), high), middle, self._late)
        if on:
            painter.setPen(QPen(look.color("text"), 2))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()

    def _paint_pill(self, painter: QPainter, at: float, *, on: bool) -> float:
        if not self._number:
            return at
        look = theme.active()
        metrics = QFontMetrics(look.font(12))
        wide = metrics.horizontalAdvance(self._number) + 2 * PILL
        tall = look.px(18)
        box = QRectF(at, (self.height() - tall) / 2 - 1, wide, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        late = self.tight and self._overdue > 0
        painter.setBrush(look.color("text" if on else "overdue_bg" if late else "neutral_bg"))
        painter.drawRoundedRect(box, tall / 2, tall / 2)
        painter.setPen(look.color("panel" if on else "overdue" if late else "neutral"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._number)
        return at + wide + GAP


class StageTabs(SegmentedSwitch):
    """Arrow keys move from tab to tab."""

    def __init__(self, name: str, choices: Sequence[tuple[Hashable, str]]) -> None:
        super().__init__(name, choices, kind="tab")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = self.layout()
        if isinstance(row, QHBoxLayout):
            row.addStretch(1)

    def _segment(self, name: str, word: str, place: int, kind: str) -> QPushButton:
        tab = Tab(word)
        tab.setCheckable(True)
        tab.setAutoDefault(False)
        tab.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tab.setProperty("kind", kind)
        tab.setAccessibleName(f"{name}：{word}")
        tab.setCursor(Qt.CursorShape.PointingHandCursor)
        self._group.addButton(tab, place)
        return tab

    def count(self, value: Hashable, matters: int, overdue: int) -> None:
        """Say how many stand there."""
        tab = self._group.button(self._values.index(value))
        if isinstance(tab, Tab):
            tab.say(matters, overdue)
            tab.setAccessibleName(f"{self._name}：{tab.words}")
        self._tell()
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(200, theme.active().px(HIGH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        tabs = [one for one in self._group.buttons() if isinstance(one, Tab)]
        for one in tabs:
            one.tighten(on=False)
        whole = sum(one.width() for one in tabs) + APART * (len(tabs) - 1)
        tight = whole > self.width()
        for one in tabs:
            one.tighten(on=tight)
        room = self.width() - sum(one.width() for one in tabs)
        gap = min(APART, max(CLOSEST, room // max(1, len(tabs) - 1)))
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(gap)

    def tab(self, value: Hashable) -> Tab:
        found = self._group.button(self._values.index(value))
        assert isinstance(found, Tab)
        return found
