"""The list of stations and representatives to print for, with boxes to tick."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtCore import QPersistentModelIndex as Persistent
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from liaison.domain.codes import CODE_KIND_ZH, CODE_SOURCE_ZH, CodeKind, CodeSource
from liaison.domain.ids import CodeId
from liaison.services.code_rows import CodeRow, said
from ui import icons, theme
from ui.tag import Tag
from ui.theme import State
from ui.widgets.chip import chip_width, paint_chip

ROOT = QModelIndex()
CodeRole = Qt.ItemDataRole.UserRole + 1
LackRole = Qt.ItemDataRole.UserRole + 2
"""The code stands, but says nothing of the kind that is asked for."""
ROW, TALL_ROW, PAD, BOX = 36, 50, 12, 16
WITHDRAWN = Tag("已停用", State.NEUTRAL, "prohibit")
LACKING = Tag("没有", State.NEUTRAL)
Index = QModelIndex | Persistent


class HolderModel(QAbstractListModel):
    ticked = Signal()
    """A person ticked or unticked something."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[CodeRow] = []
        self._off: set[CodeId] = set()
        self._source = CodeSource.OWN

    def show_rows(self, rows: Sequence[CodeRow]) -> None:
        """Replace all; what was unticked stays so."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def row(self, place: int) -> CodeRow:
        return self._rows[place]

    def ask_for(self, source: CodeSource) -> None:
        """Only who has a code of this source can be printed for."""
        if source is not self._source:
            self._source = source
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def place_of(self, code_id: CodeId) -> int:
        """-1 where the list doesn't hold it."""
        return next((place for place, row in enumerate(self._rows) if row.id == code_id), -1)

    def chosen(self) -> frozenset[CodeId]:
        return frozenset(row.id for row in self._rows if self._is_on(row))

    @property
    def standing(self) -> int:
        """How many codes can be printed."""
        return sum(self._is_printable(row) for row in self._rows)

    def tick(self, place: int) -> None:
        """Turn one over; a withdrawn code, or one that isn't there, can't be chosen."""
        row = self._rows[place]
        if not self._is_printable(row):
            return
        self._off ^= {row.id}
        self.dataChanged.emit(self.index(place), self.index(place))
        self.ticked.emit()

    def tick_all(self, *, on: bool) -> None:
        self._off = set() if on else {row.id for row in self._rows}
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.ticked.emit()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        plain = {
            CodeRole: row,
            Qt.ItemDataRole.DisplayRole: row.whose,
            LackRole: row.withdrawn_on is None and not self._is_printable(row),
        }
        if role in plain:
            return plain[role]
        if role == Qt.ItemDataRole.CheckStateRole and self._is_printable(row):
            return Qt.CheckState.Checked if self._is_on(row) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = "已停用" if row.withdrawn_on else "已选" if self._is_on(row) else "未选"
            if row.withdrawn_on is None and not self._is_printable(row):
                state = f"没有{CODE_SOURCE_ZH[self._source]}"
            return f"{row.whose}，{CODE_KIND_ZH[row.kind]} {row.label}，{state}"
        return None

    def _is_on(self, row: CodeRow) -> bool:
        return self._is_printable(row) and row.id not in self._off

    def _is_printable(self, row: CodeRow) -> bool:
        return row.withdrawn_on is None and bool(said(row, self._source))


class HolderList(QListView):
    """Space or a click on the box ticks; the current row is what the page speaks of."""

    looked_at = Signal(object)
    """CodeRow that became the current one, or None."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.holders = HolderModel(self)
        self.setModel(self.holders)
        self.setItemDelegate(_HolderDelegate(self))
        self.setAccessibleName("给谁：空格选或不选")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current_changed)

    def go_to(self, code_id: CodeId) -> None:
        """Make one the current row, in sight."""
        place = self.holders.place_of(code_id)
        if place >= 0:
            self.setCurrentIndex(self.holders.index(place))

    @property
    def current(self) -> CodeRow | None:
        index = self.currentIndex()
        return self.holders.row(index.row()) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.holders.tick(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < PAD + BOX + 8:
            self.holders.tick(index.row())
        super().mouseReleaseEvent(event)

    def _on_current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.looked_at.emit(self.holders.row(now.row()) if now.isValid() else None)


class _HolderDelegate(QStyledItemDelegate):
    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        tall = index.data(CodeRole).kind is CodeKind.STATION
        return QSize(100, theme.active().px(TALL_ROW if tall else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.active()
        box: QRect = option.rect  # type: ignore[attr-defined]
        state: Any = option.state  # type: ignore[attr-defined]
        current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, look.color("accent_bg" if current else "panel"))
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        side = look.px(BOX)
        tick = QRectF(box.left() + PAD, box.center().y() - side / 2 + 1, side, side)
        if ticked is not None:
            _paint_tick(painter, tick, on=ticked == Qt.CheckState.Checked)
        words = QRect(box)
        words.setLeft(round(tick.right()) + 10)
        words.setRight(box.right() - PAD)
        tag = LACKING if index.data(LackRole) else None
        _paint_words(painter, words, index.data(CodeRole), tag)
        painter.restore()


def _paint_tick(painter: QPainter, box: QRectF, *, on: bool) -> None:
    look = theme.active()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color("slate" if on else "faint"), 1))
    painter.setBrush(look.color("slate" if on else "panel"))
    painter.drawRoundedRect(box, 4, 4)
    if on:
        icons.draw(painter, "check-bold", box.adjusted(2, 2, -2, -2), look.color("panel"))


def _paint_words(painter: QPainter, box: QRect, row: CodeRow, lack: Tag | None) -> None:
    look = theme.active()
    tag = WITHDRAWN if row.withdrawn_on is not None else lack
    if row.kind is CodeKind.STATION:
        half = box.height() // 2
        upper = QRect(box.left(), box.top() + 5, box.width(), half - 4)
        lower = QRect(box.left(), box.top() + half, box.width(), half - 4)
        _line(painter, lower, f"联络站码 {row.label}", 12)
        box = upper
        room = box.width()
    elif tag is None:
        room = box.width()
        name = QFontMetrics(look.font(14)).horizontalAdvance(row.whose)
        label = QFontMetrics(look.font(12)).horizontalAdvance(row.label)
        if name + label + 8 <= room:  # where both have no room, the name is whole
            room -= _line(painter, box, row.label, 12, right=True) + 8
    else:
        width = chip_width(tag)
        tall = look.px(22)
        chip = QRectF(box.right() - width, box.center().y() - tall / 2 + 1, width, tall)
        paint_chip(painter, chip, tag)
        room = box.width() - width - 8
    painter.setFont(look.font(14, bold=row.kind is CodeKind.STATION))
    painter.setPen(look.color("faint" if row.withdrawn_on else "text"))
    shown = painter.fontMetrics().elidedText(row.whose, Qt.TextElideMode.ElideRight, room)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), shown)


def _line(painter: QPainter, box: QRect, words: str, size: int, *, right: bool = False) -> int:
    look = theme.active()
    painter.setFont(look.font(size))
    painter.setPen(look.color("muted"))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(box, int(side | Qt.AlignmentFlag.AlignVCenter), words)
    return QFontMetrics(painter.font()).horizontalAdvance(words)
