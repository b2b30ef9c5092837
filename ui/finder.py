"""Ctrl+K: find a person, a reception or a page; pinyin initials work."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from liaison.domain.names import initials
from liaison.domain.slip_code import SLIP_KIND_ZH, SlipForm, read_slip_code, read_slip_number
from ui import icons, pages, theme
from ui.main_window import MainWindow
from ui.widgets.text import Text

MOST = 12
MOST_PROPOSALS = 4
WAIT_MS = 120


@dataclass(frozen=True)
class Hit:
    """One line of the answers, and what choosing it does."""

    words: str
    icon: str
    act: Callable[[], None]


class Finder(QFrame):
    """Lies over the window; Esc or a click elsewhere closes it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("finder")
        self._window = window
        self._asked = 0
        self.line = QLineEdit()
        self.line.setPlaceholderText("姓名、拼音首字母、电话后四位、编号、事由，或者页面")
        self.line.setAccessibleName("查找")
        self.list = QListWidget()
        self.list.setAccessibleName("查找结果")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.note = Text("↑ ↓ 选，回车打开，Esc 收起", "small")
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        for widget in (self.line, self.list, self.note):
            box.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._search)
        self.line.textChanged.connect(self._on_typed)
        self.list.itemClicked.connect(self._on_item_clicked)
        self.line.installEventFilter(self)

    def ask(self) -> None:
        """Show it over the middle of the window."""
        look = theme.active()
        width = min(look.px(640), self._window.width() - 80)
        self.setFixedWidth(width)
        self.setFixedHeight(look.px(460))
        self.move((self._window.width() - width) // 2, look.px(60))
        self.line.clear()
        self._fill(self._pages(""))
        self.show()
        self.raise_()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            return self._on_key(event.key())
        if watched is self.line and isinstance(event, QFocusEvent) and event.lostFocus():
            elsewhere = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason)
            if event.reason() in elsewhere:
                self.hide()
        return super().eventFilter(watched, event)

    def _on_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self.hide()
            self._window.setFocus()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            rows = max(1, self.list.count())
            self.list.setCurrentRow((self.list.currentRow() + step) % rows)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_item_clicked(self.list.currentItem())
        else:
            return False
        return True

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        self._fill([*self._slips(words), *self._pages(words)])
        self._timer.start()

    def _search(self) -> None:
        words = self.line.text().strip()
        if not words:
            return
        self._asked += 1
        now = self._asked

        def look(work: Any) -> Any:
            from liaison.services import proposals, search

            return [
                *proposals.named(work, words, MOST_PROPOSALS),
                *search.find(work, words, None, MOST),
            ]

        self._window.tasks.read(self, look, lambda found: self._show(found, words, now))

    def _show(self, found: Any, words: str, now: int) -> None:
        if now != self._asked:
            return
        asked_for = sorted(found, key=lambda one: getattr(one, "number", None) != words)
        hits = [*self._slips(words), *self._pages(words), *map(self._hit, asked_for)]
        self._fill(hits)
        if not hits:
            self.note.setText("没有找到。可以只打一两个字、拼音首字母或电话后四位。")

    def _hit(self, found: Any) -> Hit:
        context = self._window.context
        if not hasattr(found, "record"):
            return self._proposal(found)
        if found.record == "representative":
            return Hit(
                f"{found.title}　代表",
                "user",
                lambda: context.go("people", representative_id=found.record_id),
            )
        title = "（参观模式，已遮住）" if context.visiting else found.title
        day = f"{found.on_date:%Y-%m-%d}" if found.on_date else ""
        if found.record == "matter":
            return Hit(
                "　".join(filter(None, (day, found.number, title, "事项"))),
                "list-bullets",
                lambda: context.go("matters", matter_id=found.record_id),
            )
        return Hit(
            "　".join(filter(None, (day, found.number, title))),
            "chat",
            lambda: context.go("receptions", reception_id=found.record_id),
        )

    def _slips(self, words: str) -> list[Hit]:
        """A slip's code or number, typed or pasted, opens its matter as a scan does."""
        slip = read_slip_number(words)
        reading = read_slip_code(words)
        if slip is None and reading.form is SlipForm.FOREIGN:
            return []
        kind, number = slip or (reading.kind, reading.number)
        word = f"{SLIP_KIND_ZH[kind]} {number}" if kind else "单子上的码（校验位不对）"
        follow = self._window.listen().follow
        return [Hit(f"{word}　扫码单", "qr-code", lambda: follow(words))]

    def _proposal(self, row: Any) -> Hit:
        context = self._window.context
        title = "（参观模式，已遮住）" if context.visiting else row.title
        return Hit(
            "　".join(filter(None, (row.number or "草稿", title, "代表建议"))),
            "note-pencil",
            lambda: context.go("proposals", proposal_id=row.id),
        )

    def _pages(self, words: str) -> list[Hit]:
        wanted = words.strip().lower()
        shown = [one for one in pages.PAGES if one.exists()]
        if wanted:
            shown = [one for one in shown if wanted in one.word or _begins(one.word, wanted)]
        return [
            Hit(f"{one.word}　页面", one.icon, lambda name=one.name: self._window.go(name))  # type: ignore[misc]
            for one in shown
        ]

    def _fill(self, hits: list[Hit]) -> None:
        self.note.setText("↑ ↓ 选，回车打开，Esc 收起")
        self.list.clear()
        for hit in hits[: MOST + 8]:
            item = QListWidgetItem(icons.icon(hit.icon), hit.words)
            item.setData(Qt.ItemDataRole.UserRole, hit)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    @Slot(QListWidgetItem)
    def _on_item_clicked(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        hit = item.data(Qt.ItemDataRole.UserRole)
        self.hide()
        hit.act()


def _begins(word: str, letters: str) -> bool:
    return letters.isascii() and any(one.startswith(letters) for one in initials(word))
