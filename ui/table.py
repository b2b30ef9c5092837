"""One table model for every long list: a page is fetched when it comes into sight.

With `anchors` the scroll bar spans the whole list from the start and any place is one keyset query
away; without, pages follow one another. Rows are frozen dataclasses; a key marks a row's place.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtCore import QPersistentModelIndex as Persistent
from shiboken6 import isValid

from ui.tag import Tag

Row = TypeVar("Row")
Index = QModelIndex | Persistent
PAGE = 100
KEPT_PAGES = 60
ROOT = QModelIndex()
RowRole = Qt.ItemDataRole.UserRole + 1
CellRole = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its first line, an optional second line in small, an optional chip.

    `width` in pixels at 100 %; 0 takes what is left. `struck` crosses the words out (作废).
    """

    title: str
    text: Callable[[Row], str]
    second: Callable[[Row], str] | None = None
    tag: Callable[[Row], Tag | None] | None = None
    width: int = 0
    right: bool = False
    struck: Callable[[Row], bool] | None = None
    spare: bool = False
    """Left out while there is no room for it."""


@dataclass(frozen=True)
class Cell:
    """A cell as the delegate paints it."""

    text: str
    second: str
    tag: Tag | None
    right: bool
    struck: bool


Rows = Callable[[Sequence[Any]], None]
Fetch = Callable[[Any, int, Rows], object]
"""`fetch(after, limit, done)`: rows after the key `after` (None: from the top), at most `limit`."""
Anchored = Callable[[int, Sequence[Any]], None]
Anchors = Callable[[Anchored], object]
"""`anchors(done)`: `done(total, keys)`; `keys[i]` is the key of the last row of page `i`."""


class PagedTableModel(QAbstractTableModel, Generic[Row]):
    counted = Signal(int)
    """The number of rows in the whole list is known."""
    loaded = Signal(int)
    """A page (counted from 0) has arrived."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        fetch: Fetch,
        key: Callable[[Row], Any],
        anchors: Anchors | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self._fetch, self._key, self._ask_anchors = fetch, key, anchors
        self._pages: OrderedDict[int, list[Row]] = OrderedDict()
        self._anchors: list[Any] = []
        self._count, self._round = 0, 0
        self._more = False
        self._asked: set[int] = set()
        self._wanted: list[int] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._ask)

    @property
    def count(self) -> int:
        return self._count

    def reload(self) -> None:
        """Begin again from the top; late answers to the old question are dropped."""
        self.beginResetModel()
        self._round += 1
        self._pages.clear()
        self._anchors, self._count, self._more = [], 0, True
        self._asked, self._wanted = set(), []
        self.endResetModel()
        now = self._round
        self._ask_page(0, None)
        if self._ask_anchors:
            self._ask_anchors(lambda total, keys: self._anchor(total, keys, now))

    def row(self, index: Index | int) -> Row | None:
        """The row at an index; None while its page is on its way."""
        place = index if isinstance(index, int) else index.row()
        page = self._pages.get(place // PAGE)
        if page is None or place % PAGE >= len(page):
            return None
        return page[place % PAGE]

    def find(self, key: Any) -> int:
        """Where the row with this key stands among the pages at hand; -1 when it isn't there."""
        for number, page in self._pages.items():
            for offset, row in enumerate(page):
                if self._key(row) == key:
                    return number * PAGE + offset
        return -1

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.row(index)
        if row is None:
            self._want(index.row() // PAGE)
            return "…" if role == Qt.ItemDataRole.DisplayRole and not index.column() else None
        return self._value(self.columns[index.column()], row, role)

    def _value(self, column: Column[Row], row: Row, role: int) -> Any:
        if role == CellRole:
            return Cell(
                column.text(row),
                column.second(row) if column.second else "",
                column.tag(row) if column.tag else None,
                column.right,
                bool(column.struck and column.struck(row)),
            )
        if role == RowRole:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            tag = column.tag(row) if column.tag else None
            parts = (column.text(row), column.second(row) if column.second else "")
            words = [part for part in (*parts, tag.word if tag else "") if part]
            return (
                "，".join(words)
                if role == Qt.ItemDataRole.AccessibleTextRole
                else words[0]
                if words
                else ""
            )
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                right = self.columns[section].right
                side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def canFetchMore(self, parent: Index) -> bool:
        following = len(self._pages)
        return (
            not (parent.isValid() or self._anchors) and self._more and not self._asked & {following}
        )

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent) and self._pages:
            last = len(self._pages) - 1
            self._ask_page(last + 1, self._key(self._pages[last][-1]))

    def _want(self, page: int) -> None:
        if page in self._wanted:
            self._wanted.remove(page)
        self._wanted.append(page)
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _ask(self) -> None:
        """Ask for the pages wanted last: the ones still in sight after a fast scroll."""
        for page in self._wanted[-3:]:
            if page and page - 1 < len(self._anchors):
                self._ask_page(page, self._anchors[page - 1])
            elif not page:
                self._ask_page(0, None)
        self._wanted.clear()

    def _ask_page(self, page: int, after: Any) -> None:
        if page in self._asked or page in self._pages:
            return
        self._asked.add(page)
        now = self._round
        self._fetch(after, PAGE, lambda rows: self._take(page, list(rows), now))

    def _anchor(self, total: int, keys: Sequence[Any], asked_in: int) -> None:
        if asked_in != self._round or not isValid(self):
            return
        self._anchors = list(keys)
        self._resize(total)
        self.counted.emit(total)

    def _take(self, page: int, rows: list[Row], asked_in: int) -> None:
        if asked_in != self._round or not isValid(self):
            return
        self._asked.discard(page)
        for place, start in enumerate(range(0, len(rows), PAGE) or (0,)):
            self._pages[page + place] = rows[start : start + PAGE]
            self._pages.move_to_end(page + place)
        self._more = len(rows) == PAGE
        first = page * PAGE
        if not self._anchors and first + len(rows) > self._count:
            self._resize(first + len(rows))
        elif rows:
            last = min(first + len(rows), self._count) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        if self._anchors and len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        self.loaded.emit(page)

    def _resize(self, total: int) -> None:
        if total > self._count:
            self.beginInsertRows(ROOT, self._count, total - 1)
            self._count = total
            self.endInsertRows()
        elif total < self._count:
            self.beginRemoveRows(ROOT, total, self._count - 1)
            self._count = total
            self.endRemoveRows()
