"""A filter as a chip: its name, what is chosen, a list to choose from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from liaison.domain.fold import fold
from liaison.domain.names import initials
from ui import theme
from ui.widgets.button import Button

MANY = 12
KeyRole = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Option:
    """One thing to choose; `key` is handed back."""

    key: Any
    name: str


class OptionList(QFrame):
    """A list below its chip. Letters typed narrow it; Enter or a click chooses, Esc leaves."""

    changed = Signal()
    done = Signal()

    def __init__(self, name: str, parent: QWidget, *, several: bool) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("finder")
        self._several = several
        self.search = QLineEdit()
        self.search.setPlaceholderText("输入汉字或拼音首字母")
        self.search.setAccessibleName(f"{name}，输入以缩小范围")
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 4, 4, 4)
        box.setSpacing(0)
        box.addWidget(self.search)
        box.addWidget(self.list)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(self._take)

    def offer(self, options: Sequence[Option], chosen: Iterable[Any]) -> None:
        marked = set(chosen)
        self.list.clear()
        for option in options:
            item = QListWidgetItem(option.name)
            item.setData(KeyRole, option.key)
            if self._several:
                item.setCheckState(_check(option.key in marked))
            self.list.addItem(item)
            if option.key in marked and not self._several:
                self.list.setCurrentItem(item)
        self.search.setVisible(len(options) > MANY)
        self.search.clear()

    def marked(self) -> list[Any]:
        """Keys chosen: those ticked, or the current one."""
        if not self._several:
            item = self.list.currentItem()
            return [item.data(KeyRole)] if item else []
        items = (self.list.item(row) for row in range(self.list.count()))
        return [one.data(KeyRole) for one in items if one.checkState() == Qt.CheckState.Checked]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
            if event.key() == Qt.Key.Key_Down and watched is self.search:
                self.list.setFocus()
                self._move_to_shown()
                return True
        return super().eventFilter(watched, event)

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self.list.setCurrentItem(item)
        if self._several:
            item.setCheckState(_check(item.checkState() != Qt.CheckState.Checked))
            self.changed.emit()
        else:
            self.changed.emit()
            self.done.emit()

    @Slot(str)
    def _narrow(self, text: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not fits(item.text(), text))
        self._move_to_shown()

    def _move_to_shown(self) -> None:
        current = self.list.currentItem()
        if current is None or current.isHidden():
            rows = range(self.list.count())
            first = next((row for row in rows if not self.list.item(row).isHidden()), -1)
            self.list.setCurrentRow(first)


class FilterChip(Button):
    """`picked(keys)` when the choice changed; nothing chosen means 全部."""

    kind = "pill"
    icon_last = True
    picked = Signal(object)

    def __init__(
        self,
        name: str,
        options: Sequence[Option] = (),
        *,
        several: bool = False,
        all_zh: str = "全部",
    ) -> None:
        super().__init__(name, icon="caret-down")
        self._name, self._all_zh, self._several = name, all_zh, several
        self._options = tuple(options)
        self._chosen: tuple[Any, ...] = ()
        self.setCheckable(True)
        self.list = OptionList(name, self, several=several)
        self.list.changed.connect(self._on_changed)
        self.list.done.connect(self.list.hide)
        self.clicked.connect(self._on_clicked)
        self._show()

    @property
    def chosen(self) -> tuple[Any, ...]:
        return self._chosen

    def offer(self, options: Sequence[Option]) -> None:
        """Other values; chosen ones that are gone are let go."""
        self._options = tuple(options)
        known = {option.key for option in options}
        self._chosen = tuple(key for key in self._chosen if key in known)
        self._show()

    def choose(self, keys: Iterable[Any]) -> None:
        """Choose without telling."""
        wanted = set(keys)
        self._chosen = tuple(option.key for option in self._options if option.key in wanted)
        self._show()

    @Slot()
    def _on_clicked(self) -> None:
        self.setChecked(bool(self._chosen))
        everything = () if self._several else (Option(None, self._all_zh),)
        self.list.offer((*everything, *self._options), self._chosen or (None,))
        look = theme.active()
        rows = min(self.list.list.count() + (not self.list.search.isHidden()), MANY)
        self.list.resize(max(self.width(), look.px(220)), look.px(38) * rows + 12)
        self.list.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self.list.show()
        (self.list.search if self.list.search.isVisible() else self.list.list).setFocus()

    @Slot()
    def _on_changed(self) -> None:
        self.choose(key for key in self.list.marked() if key is not None)
        self.picked.emit(self._chosen)

    def _show(self) -> None:
        names = [option.name for option in self._options if option.key in self._chosen]
        words = "、".join(names[:3]) + (f" 等 {len(names)} 项" if len(names) > 3 else "")
        self.say(f"{self._name}　{words or self._all_zh}")
        self.setChecked(bool(names))


def fits(name: str, typed: str) -> bool:
    """Whether a name holds what was typed, or its initials begin so."""
    wanted = fold(typed)
    if not wanted or wanted in fold(name):
        return True
    return wanted.isascii() and any(one.startswith(wanted) for one in initials(name))


def _check(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
