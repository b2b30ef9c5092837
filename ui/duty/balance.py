"""今年接待次数: who has received how often, what is planned, and who will miss the minimum."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from liaison.services.duty_balance import BalanceRow
from ui import theme
from ui.theme import State
from ui.widgets import Card, Chip, LinkButton, Rule, SmallButton, Text, clear, scrolled

FACE, NAME, NUMBER, TALL = 24, 60, 40, 32
MOST_SHORT, MOST_ENOUGH = 6, 4


class BalanceLine(QWidget):
    """One person: a bar of held and planned, the minimum marked, what is missing in words."""

    opened = Signal(object)
    """The representative."""

    def __init__(self, row: BalanceRow, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row, self._most = row, max(most, row.minimum, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = f"{row.name}，已接待 {row.held} 次，已排 {row.planned} 次，至少 {row.minimum} 次"
        if row.will_miss:
            said += f"，差 {row.will_miss} 次"
        self.setAccessibleName(f"{said}，按回车看是哪几次")
        self.setToolTip(said)

    def sizeHint(self) -> QSize:
        return QSize(200, theme.active().px(TALL))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.row)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(self.row)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, row = theme.active(), self.row
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        side = look.px(FACE)
        face = QRectF(0, middle - side / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("neutral_bg"))
        painter.drawEllipse(face)
        painter.setFont(look.font(12, bold=True))
        painter.setPen(look.color("slate"))
        painter.drawText(face, Qt.AlignmentFlag.AlignCenter, row.name[:1])
        left, wide = side + 8, look.px(NAME)
        font = look.font(13)
        painter.setFont(font)
        painter.setPen(look.color("text"))
        name = QFontMetrics(font).elidedText(row.name, Qt.TextElideMode.ElideRight, wide)
        upright = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, 0, wide + 2, self.height()), upright, name)
        number = look.px(NUMBER)
        bar = QRectF(left + wide + 6, middle - 3, self.width() - left - wide - number - 12, 6)
        self._paint_bar(painter, bar)
        words = f"差 {row.will_miss}" if row.will_miss else str(row.held + row.planned)
        painter.setFont(look.font(12, bold=bool(row.will_miss)))
        painter.setPen(look.color("overdue" if row.will_miss else "muted"))
        place = QRectF(self.width() - number, 0, number - 2, self.height())
        painter.drawText(place, upright | Qt.AlignmentFlag.AlignRight, words)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: QRectF) -> None:
        look, row = theme.active(), self.row
        unit = bar.width() / (self._most * 1.5 if self._most <= row.minimum else self._most)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("line_soft"))
        painter.drawRoundedRect(bar, 3, 3)
        held, planned = row.held * unit, row.planned * unit
        if planned:
            tone = look.color("overdue" if row.will_miss else "bar")
            tone.setAlphaF(0.45 if row.will_miss else 0.5)
            painter.setBrush(tone)
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), held + planned, 6), 3, 3)
        if held:
            painter.setBrush(look.color("slate"))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), held, 6), 3, 3)
        painter.setBrush(look.color("text"))
        painter.drawRect(QRectF(bar.left() + row.minimum * unit - 1, bar.top() - 4, 2, 14))


class BalanceCard(Card):
    opened = Signal(object)
    """One person's duties are asked for: BalanceRow."""
    fill_wanted = Signal()
    """补排: fill the empty seats."""

    def __init__(self) -> None:
        super().__init__("今年接待次数", " ")
        self.body.setSpacing(4)
        self._rows: Sequence[BalanceRow] = ()
        self._all = False
        self.legend = Legend()
        self.fill = SmallButton("补排")
        self.fill.setToolTip("给空着的位子补上人，已排的都不动")
        self.fill.clicked.connect(self.fill_wanted)
        self.more = LinkButton("看全部")
        self.more.clicked.connect(self._on_more_clicked)
        self._inside = QWidget()
        self._lines = QVBoxLayout(self._inside)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.body.addWidget(self.legend)
        self.body.addWidget(scrolled(self._inside), 1)
        self.body.addWidget(self.more)
        self.lines: list[BalanceLine] = []

    def show_rows(self, rows: Sequence[BalanceRow], year: int, today_year: int) -> None:
        self._rows = [row for row in rows if row.serving]
        self.heading.setText("今年接待次数" if year == today_year else f"{year}年接待次数")
        minimum = self._rows[0].minimum if self._rows else 0
        self.note.setText(f"{len(self._rows)} 位，每人至少 {minimum} 次" if self._rows else "")
        self.legend.say(minimum)
        self._show()

    def _show(self) -> None:
        self._lines_clear()
        short = sorted((r for r in self._rows if r.will_miss), key=lambda r: -r.will_miss)
        enough = [row for row in self._rows if not row.will_miss]
        most = max((row.held + row.planned for row in self._rows), default=1)
        shown_short = short if self._all else short[:MOST_SHORT]
        if short:
            self._lines.addWidget(self._short_head(len(short)))
        for row in shown_short:
            self._add(row, most)
        if short and enough:
            self._lines.addSpacing(4)
            self._lines.addWidget(Rule())
        if enough:
            head = Text(f"刚够或有余 {len(enough)} 位" if short else "都排够了", "small")
            head.setContentsMargins(0, 6, 0, 4)
            self._lines.addWidget(head)
        room = len(self._rows) if self._all else MOST_ENOUGH + MOST_SHORT - len(shown_short)
        for row in enough[:room]:
            self._add(row, most)
        if not self._rows:
            words = "这个站还没有在任代表。在“代表”里登记，或导入花名册。"
            self._lines.addWidget(Text(words, "muted", wrap=True))
        self._lines.addStretch(1)
        hidden = len(self.lines) < len(self._rows)
        self.more.setVisible(hidden or self._all)
        self.more.say("收起" if self._all else f"看全部 {len(self._rows)} 位 ›")

    def _short_head(self, count: int) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Chip(f"排完仍不足 {count} 位", State.OVERDUE))
        row.addStretch(1)
        self.fill.setParent(box)
        row.addWidget(self.fill)
        self.fill.show()
        return box

    def _lines_clear(self) -> None:
        self.fill.setParent(self)
        self.fill.hide()
        clear(self._lines)
        self.lines = []

    def _add(self, row: BalanceRow, most: int) -> None:
        line = BalanceLine(row, most)
        line.opened.connect(self.opened)
        self._lines.addWidget(line)
        self.lines.append(line)

    def _on_more_clicked(self) -> None:
        self._all = not self._all
        self._show()


class Legend(QWidget):
    """What the colours of a bar mean."""

    def __init__(self) -> None:
        super().__init__()
        self._minimum = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, minimum: int) -> None:
        self._minimum = minimum
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(100, theme.active().px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = look.font(12)
        painter.setFont(font)
        x, middle = 0.0, self.height() / 2
        pale = look.color("bar")
        pale.setAlphaF(0.5)
        parts = (("已接待", look.color("slate"), 12), ("已排", pale, 12))
        for words, tone, wide in (*parts, (f"至少 {self._minimum} 次", look.color("text"), 2)):
            tall = 6 if wide > 2 else 12
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tone)
            painter.drawRoundedRect(QRectF(x, middle - tall / 2, wide, tall), min(3, wide / 2), 3)
            painter.setPen(look.color("muted"))
            width = QFontMetrics(font).horizontalAdvance(words)
            box = QRectF(x + wide + 5, 0, width + 2, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)
            x += wide + 5 + width + 14
        painter.end()
