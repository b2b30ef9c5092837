"""常用语: a quiet button beside a field; what is picked goes in where the cursor stands."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QWidget

from liaison.domain.canned import first_blank
from liaison.services.canned import CannedRow
from ui.widgets.button import LinkButton

KEY = "Ctrl+J"
LONGEST_SHOWN = 40
Editor = QLineEdit | QPlainTextEdit


class CannedPicker(LinkButton):
    """Give it its field, `offer` it what the office keeps for the step; Ctrl J in the field opens it.

    The text goes into the field by itself; `picked` tells the row for what stands beside the text
    (where to, telephone).
    """

    picked = Signal(object)

    def __init__(self, target: Editor, parent: QWidget | None = None) -> None:
        super().__init__("常用语", parent=parent)
        self.target = target
        self.rows: tuple[CannedRow, ...] = ()
        self.menu_open: QMenu | None = None
        self.setToolTip("常用语（Ctrl J）")
        self.setAccessibleName(f"常用语，填入{target.accessibleName()}")
        self.clicked.connect(self.open_menu)
        shortcut = QShortcut(QKeySequence(KEY), target)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.open_menu)
        self.hide()

    def offer(self, rows: Sequence[CannedRow]) -> None:
        """What can be picked from now on; nothing to pick, nothing shown."""
        self.rows = tuple(rows)
        self.setVisible(bool(rows) and self.parent() is not None)

    @Slot()
    def open_menu(self) -> None:
        if not self.rows or not self.target.isVisible():
            return
        menu = QMenu(self)
        for row in self.rows:
            action = menu.addAction(_shown(row))
            action.setToolTip(row.text)
            action.triggered.connect(lambda _=False, row=row: self.take(row))
        menu.setToolTipsVisible(True)
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu_open = menu
        menu.destroyed.connect(self._on_menu_gone)
        menu.popup(self.target.mapToGlobal(self.target.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])  # a pointer resting there must not take it away

    @Slot()
    def _on_menu_gone(self) -> None:
        self.menu_open = None

    def take(self, row: CannedRow) -> None:
        """Insert the text and mark its first 〔…〕, so that typing fills it in."""
        insert(self.target, row.text)
        self.target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.picked.emit(row)


def insert(target: Editor, text: str) -> None:
    """Put words where the cursor stands; one undo takes them out again."""
    blank = first_blank(text)
    if isinstance(target, QPlainTextEdit):
        cursor = target.textCursor()
        start = cursor.selectionStart()
        cursor.insertText(text)
        if blank:
            cursor.setPosition(start + _units(text[: blank[0]]))
            cursor.setPosition(start + _units(text[: blank[1]]), QTextCursor.MoveMode.KeepAnchor)
        target.setTextCursor(cursor)
        return
    line = text.replace("\n", " ")
    start = target.selectionStart() if target.hasSelectedText() else target.cursorPosition()
    target.insert(line)
    if blank:
        left = start + _units(line[: blank[0]])
        target.setSelection(left, _units(line[blank[0] : blank[1]]))


def _units(text: str) -> int:
    """Qt counts UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _shown(row: CannedRow) -> str:
    words = row.title if len(row.title) <= LONGEST_SHOWN else row.title[:LONGEST_SHOWN] + "…"
    where = f"　{row.where_to}" if row.where_to else ""
    return f"{words}{where}".replace("&", "&&")
