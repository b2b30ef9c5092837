"""The work list: two lines a matter with its clock, and a tick where several are meant at once."""

from datetime import date
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from liaison.domain.ids import MatterId
from liaison.domain.matter import Stage
from liaison.services.matter_list import MatterRow
from ui import icons, theme
from ui.matters.clock import clock_tag, second_line
from ui.matters.said import HIDDEN_ZH
from ui.table import Cell, CellRole, Column, PagedTableModel, RowRole
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.table import ListTable

TALL = 62
TICK = 34
PAD = 14
Index = QModelIndex | QPersistentModelIndex


def columns(told: "Told") -> tuple[Column[MatterRow], ...]:
    """One column with everything: narrow windows cut the title, never the clock."""
    return (
        Column("", lambda row: "已勾选" if row.id in told.marked else "", width=TICK),
        Column(
            "事项",
            told.title,
            lambda row: second_line(row, told.today),
            tag=lambda row: clock_tag(row, told.today, telling=told.telling),
        ),
    )


class Told:
    """What the list's lines depend on besides their rows."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.stage: Stage | None = None
        self.guests = False
        self.marked: dict[MatterId, MatterRow] = {}

    @property
    def telling(self) -> bool:
        return self.stage is Stage.UNTOLD

    def title(self, row: MatterRow) -> str:
        return HIDDEN_ZH if self.guests else row.title


class LineDelegate(QStyledItemDelegate):
    def __init__(self, told: Told, parent: QWidget) -> None:
        super().__init__(parent)
        self._told = told

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, theme.active().px(TALL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.active()
        state: Any = option.state  # type: ignore[attr-defined]
        box: QRect = option.rect  # type: ignore[attr-defined]
        widget: Any = option.widget  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, look.color("accent_bg" if chosen else "panel"))
        focused = chosen and isinstance(widget, QWidget) and widget.hasFocus()
        painter.setPen(look.color("focus" if focused else "line_soft"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if focused:
            painter.drawLine(box.topLeft(), box.topRight())
        row, cell = index.data(RowRole), index.data(CellRole)
        if index.column() == 0:
            if chosen:
                painter.fillRect(
                    QRect(box.left(), box.top(), 3, box.height()), look.color("accent")
                )
            if isinstance(row, MatterRow):
                _paint_tick(painter, box, on=row.id in self._told.marked)
        elif isinstance(cell, Cell):
            _paint_line(painter, box.adjusted(2, 0, -PAD, 0), cell, bold=chosen)
        painter.restore()


def _paint_tick(painter: QPainter, box: QRect, *, on: bool) -> None:
    look = theme.active()
    side = look.px(15)
    frame = QRectF(0, 0, side, side)
    frame.moveCenter(QRectF(box).center())
    frame.translate(2, 0)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("slate" if on else "line_strong"), 1))
    painter.setBrush(look.color("slate" if on else "panel"))
    painter.drawRoundedRect(frame, 4, 4)
    if on:
        icons.draw(painter, "check", frame.adjusted(2, 2, -2, -2), look.color("panel"))


def _paint_line(painter: QPainter, box: QRect, cell: Cell, *, bold: bool) -> None:
    look = theme.active()
    middle = box.center().y()
    room = box.width()
    if cell.tag:
        wide, tall = min(chip_width(cell.tag), box.width() // 2), look.px(22)
        top = middle - look.px(13) - tall / 2 + 1
        paint_chip(painter, QRectF(box.right() - wide, top, wide, tall), cell.tag)
        room -= wide + 10
    upper = QRect(box.left(), middle - look.px(26), room, look.px(26))
    _words(painter, upper, cell.text, look.font(14, bold=bold), "text")
    lower = QRect(box.left(), middle, box.width(), look.px(24))
    _words(painter, lower, cell.second, look.font(12), "muted")


def _words(painter: QPainter, box: QRect, words: str, font: QFont, color: str) -> None:
    painter.setFont(font)
    painter.setPen(theme.active().color(color))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


class WorkList(ListTable):
    """Space or a click into the square ticks; Shift ticks a stretch, Ctrl+A all that is shown."""

    marking = Signal()
    """Other rows are ticked now."""
    all_asked = Signal()

    def __init__(self, model: PagedTableModel[MatterRow], told: Told) -> None:
        super().__init__(model, "事项列表")
        self._model, self._told = model, told
        self._from = -1
        self.place = 0
        self.setItemDelegate(LineDelegate(told, self))
        self.horizontalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.active().px(TALL))

    def mark(self, rows: list[MatterRow], *, on: bool = True) -> None:
        """Tick rows, or take their ticks away."""
        for row in rows:
            if on:
                self._told.marked[row.id] = row
            else:
                self._told.marked.pop(row.id, None)
        self.viewport().update()
        self.marking.emit()

    def unmark(self) -> None:
        self._told.marked.clear()
        self.viewport().update()
        self.marking.emit()

    def toggle(self, place: int) -> None:
        row = self._model.row(place)
        if row is not None:
            self._from = place
            self.mark([row], on=row.id not in self._told.marked)

    def _stretch(self, until: int) -> None:
        """Tick everything between the last ticked row and this one."""
        start = self._from if self._from >= 0 else max(self.currentIndex().row(), 0)
        first, last = sorted((start, until))
        rows = [self._model.row(place) for place in range(first, last + 1)]
        self.mark([row for row in rows if row is not None])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            keys = event.modifiers()
            if keys & Qt.KeyboardModifier.ShiftModifier:
                self._stretch(index.row())
                return
            if index.column() == 0 or keys & Qt.KeyboardModifier.ControlModifier:
                self.toggle(index.row())
                return
            self._from = index.row()
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        here = self.currentIndex().row()
        if key == Qt.Key.Key_Space and here >= 0:
            self.toggle(here)
        elif key == Qt.Key.Key_A and control:
            self.all_asked.emit()
        elif key == Qt.Key.Key_Escape and self._told.marked:
            self.unmark()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and here < 0:
            self.choose(min(self.place, max(self._model.rowCount() - 1, 0)))
        elif shift and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self._from < 0 or not self._told.marked:
                self._from = here
            super().keyPressEvent(_plain(event))
            self._stretch(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


def _plain(event: QKeyEvent) -> QKeyEvent:
    """The same key without Shift."""
    return QKeyEvent(event.type(), event.key(), Qt.KeyboardModifier.NoModifier)
