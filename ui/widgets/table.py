"""The view of a long list: two-line cells, chips, fixed rows, remembered columns, Tab leaves it."""

from typing import Any

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QRectF,
    QSettings,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtCore import QPersistentModelIndex as Persistent
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui import theme
from ui.table import Cell, CellRole, PagedTableModel, RowRole
from ui.widgets.chip import chip_width, paint_chip

ROW_HEIGHT = 40
TALL_ROW_HEIGHT = 51
PAD = 10
LEAST_FREE = 200
"""Pixels that the widest column needs before a spare one may stand beside it."""
Option = QStyleOptionViewItem
Index = QModelIndex | Persistent


class CellDelegate(QStyledItemDelegate):
    """Paints a Cell: words, a second line in small, a chip."""

    def paint(self, painter: QPainter, option: Option, index: Index) -> None:
        look = theme.active()
        state: Any = option.state  # type: ignore[attr-defined]
        box: QRect = option.rect  # type: ignore[attr-defined]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(box, look.color("accent_bg" if selected else "panel"))
        if selected and index.column() == 0:
            painter.fillRect(QRect(box.left(), box.top(), 3, box.height()), look.color("accent"))
        focused = selected and bool(state & QStyle.StateFlag.State_Active) and _has_focus(option)
        painter.setPen(look.color("focus" if focused else "line_soft"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if focused:
            painter.drawLine(box.topLeft(), box.topRight())
        cell = index.data(CellRole)
        if isinstance(cell, Cell):
            _paint_cell(painter, box.adjusted(PAD, 0, -PAD, 0), cell)
        elif index.data() is not None:
            painter.setPen(look.color("faint"))
            painter.drawText(box.adjusted(PAD, 0, -PAD, 0), _side(right=False), str(index.data()))
        painter.restore()

    def sizeHint(self, _option: Option, index: Index) -> QSize:
        cell = index.data(CellRole)
        if not isinstance(cell, Cell):
            return QSize(60, ROW_HEIGHT)
        look = theme.active()
        width = QFontMetrics(look.font(14)).horizontalAdvance(cell.text)
        if cell.tag:
            width += chip_width(cell.tag) + (8 if cell.text else 0)
        second = QFontMetrics(look.font(12)).horizontalAdvance(cell.second)
        return QSize(max(width, second) + 2 * PAD + 2, ROW_HEIGHT)


def _has_focus(option: Option) -> bool:
    widget: Any = option.widget  # type: ignore[attr-defined]
    return isinstance(widget, QWidget) and widget.hasFocus()


def _side(*, right: bool) -> int:
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


def _paint_cell(painter: QPainter, box: QRect, cell: Cell) -> None:
    look = theme.active()
    upper = QRect(box)
    if cell.second:
        half = box.height() // 2
        upper.setBottom(box.top() + half + 1)
        upper.setTop(box.top() + 5)
        lower = QRect(box.left(), box.top() + half, box.width(), half - 4)
        _line(painter, lower, cell.second, look.font(12), "muted", right=cell.right)
    font = look.font(14)
    font.setStrikeOut(cell.struck)
    if cell.text:
        color = "muted" if cell.struck else "text"
        _line(painter, upper, cell.text, font, color, right=cell.right)
    if cell.tag:
        shift = QFontMetrics(font).horizontalAdvance(cell.text) + 8 if cell.text else 0
        width = min(chip_width(cell.tag), upper.width() - shift)
        height = look.px(22)
        top = upper.center().y() - height // 2 + 1
        paint_chip(painter, QRectF(upper.left() + shift, top, width, height), cell.tag)


def _line(  # noqa: PLR0913
    painter: QPainter, box: QRect, words: str, font: QFont, color: str, *, right: bool
) -> None:
    painter.setFont(font)
    painter.setPen(theme.active().color(color))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, _side(right=right), shown)


class ListTable(QTableView):
    """`chosen(row)` when the current row changes, `opened(row)` on Enter or double click."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        model: PagedTableModel[Any],
        name: str,
        remember: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`name` is what a screen reader says; `remember` the key of the stored column widths."""
        super().__init__(parent)
        self._remember = remember
        self._keep: Any = None
        self.setModel(model)
        self._paged = model
        self.setAccessibleName(name)
        self.setItemDelegate(CellDelegate(self))
        self._arrange()
        self._set_columns()
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        model.loaded.connect(self._on_loaded)
        self.horizontalHeader().viewport().installEventFilter(self)

    def _arrange(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tall = any(column.second for column in self._paged.columns)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        height = theme.active().px(TALL_ROW_HEIGHT if tall else ROW_HEIGHT)
        self.verticalHeader().setDefaultSectionSize(height)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(40)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCornerButtonEnabled(False)

    def _set_columns(self) -> None:
        header = self.horizontalHeader()
        stored = QSettings().value(f"columns/{self._remember}", []) if self._remember else []
        widths = [int(width) for width in stored] if isinstance(stored, list) else []
        for place, column in enumerate(self._paged.columns):
            if not column.width:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
                continue
            usual = theme.active().px(column.width)
            known = len(widths) == len(self._paged.columns) and widths[place] > 0
            self.setColumnWidth(place, theme.active().px(widths[place]) if known else usual)

    def current(self) -> Any:
        """The row under the cursor; None when there is none or its page is on its way."""
        index = self.currentIndex()
        return self._paged.row(index) if index.isValid() else None

    def choose(self, place: int) -> None:
        """Put the cursor on a row, counted from 0."""
        index = self._paged.index(place, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.current()
            if row is not None:
                self.opened.emit(row)
                return
        super().keyPressEvent(event)

    @Slot(QModelIndex, QModelIndex)
    def _on_current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            row = current.data(RowRole)
            self._keep = None if row is not None else current.row()
            if row is not None:
                self.chosen.emit(row)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = index.data(RowRole)
        if row is not None:
            self.opened.emit(row)

    @Slot(int)
    def _on_loaded(self, _page: int) -> None:
        """The cursor stood on a row that had not come yet: tell it now."""
        if self._keep is not None:
            row = self._paged.row(self._keep)
            if row is not None:
                self._keep = None
                self.chosen.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and self._remember:
            QTimer.singleShot(0, self, self.keep_widths)
        return super().eventFilter(watched, event)

    @Slot()
    def keep_widths(self) -> None:
        """Remember the columns as people have drawn them, at 100 % of the text scale."""
        scale = theme.active().scale
        widths = [
            round(self.columnWidth(place) / scale) for place in range(len(self._paged.columns))
        ]
        QSettings().setValue(f"columns/{self._remember}", widths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = self._paged.columns
        if any(column.spare for column in columns):
            fixed = sum(theme.active().px(column.width) for column in columns)
            tight = self.viewport().width() - fixed < theme.active().px(LEAST_FREE)
            for place, column in enumerate(columns):
                if column.spare:
                    self.setColumnHidden(place, tight)


def paper(widget: QWidget) -> None:
    """Give a widget the panel's ground."""
    colors = widget.palette()
    colors.setColor(QPalette.ColorRole.Window, theme.active().color("panel"))
    widget.setPalette(colors)
