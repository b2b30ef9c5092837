"""The window: pages at the left, bars above and below, one page in the middle."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from liaison.domain.errors import LiaisonError
from ui import pages, theme
from ui.bars import StatusBar, TopBar
from ui.context import Context
from ui.curtain import place
from ui.nav import Navigation
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets.button import PlainButton
from ui.widgets.page import Page
from ui.widgets.text import Text

if TYPE_CHECKING:
    from ui.finder import Finder
    from ui.scanned import Follower


class Frame(QWidget):
    painted = Signal()
    """The first paint is on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("frame")
        self._told = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._told:
            self._told = True
            QTimer.singleShot(0, self.painted.emit)


class HelpPanel(QFrame):
    """What this page is for and its keys; F1 opens and closes it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("help")
        self.setFixedWidth(theme.active().px(300))
        self.words = Text("", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        close = PlainButton("", icon="x")
        close.setAccessibleName("收起说明")
        close.clicked.connect(self.hide)
        head = QHBoxLayout()
        head.addWidget(Text("这一页的说明", "heading"), 1)
        head.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 16, 16, 16)
        box.addLayout(head)
        box.addWidget(self.words, 1)
        self.hide()


class FinderKey(QObject):
    """Ctrl+K belongs to the window, also in a line where Qt would cut to the end of the line."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if control and event.key() == Qt.Key.Key_K:
                event.ignore()
                return True
        return super().eventFilter(watched, event)


KEYS_ZH = """
到处可用的键
Ctrl N　新的接待
Ctrl K　查找人、事项、页面
Alt 1 … 9、0　换页
Ctrl F　在这一页里找
Ctrl S　保存
Ctrl P　打印
F1　打开或收起这份说明"""


class MainWindow(QMainWindow):
    opened = Signal(str)
    """A page is now shown: its name."""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__()
        self.tasks, self.context = tasks, context
        self.setWindowTitle("人大代表联络站")
        self.frame = Frame()
        self.nav = Navigation(pages.in_navigation())
        self.top = TopBar(context)
        self.status = StatusBar()
        self.stack = QStackedWidget()
        self.stack.setObjectName("stack")
        self.help = HelpPanel()
        self._shown: dict[str, Page] = {}
        self._alone: QWidget | None = None
        self._finder: Finder | None = None
        self._follower: Follower | None = None
        self._finder_key = FinderKey(self)
        self._arrange()
        self._connect()
        place(self)

    def _arrange(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.stack, 1)
        middle.addWidget(self.help)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.top)
        right.addLayout(middle, 1)
        right.addWidget(self.status)
        whole = QHBoxLayout(self.frame)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.nav)
        whole.addLayout(right, 1)
        self.stack.addWidget(QWidget())
        self.setCentralWidget(self.frame)

    def _connect(self) -> None:
        self.nav.asked.connect(self.go)
        self.top.find_asked.connect(self.find)
        self.context.asked.connect(self._on_asked)
        self.tasks.began.connect(self.status.watch)
        self.tasks.refused.connect(self._on_refused)
        for key, act in (
            ("Ctrl+N", self.receive),
            ("F1", self.toggle_help),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, Page) else None

    def page_named(self, name: str) -> Page:
        """A page by its name, made when it is first asked for."""
        if name not in self._shown:
            page = pages.entry(name).make(self.tasks, self.context)
            self._shown[name] = page
            self.stack.addWidget(page)
        return self._shown[name]

    @Slot(str)
    def go(self, name: str, arguments: dict[str, Any] | None = None) -> None:
        if self.tasks.office is None or self._alone is not None:
            self.nav.light("today")
            return
        if self._finder is not None:
            self._finder.hide()
        page = self.page_named(name)
        self.stack.setCurrentWidget(page)
        entry = pages.entry(name)
        self.nav.light(entry.under or name)
        self.help.words.setText(f"{page.help_zh.strip()}\n{KEYS_ZH}")
        (page.focusProxy() or page).setFocus()
        page.open(**(arguments or {}))
        self.opened.emit(name)

    @Slot(str, object)
    def _on_asked(self, name: str, arguments: dict[str, Any]) -> None:
        self.go(name, arguments)

    @Slot()
    def receive(self) -> None:
        """Ctrl+N, from anywhere."""
        if pages.entry("new_reception").exists():
            self.go("new_reception")

    @Slot()
    def find(self) -> None:
        """Ctrl+K, from anywhere."""
        if self.tasks.office is None or self._alone is not None:
            return
        from ui.finder import Finder

        if self._finder is None:
            self._finder = Finder(self)
        self._finder.ask()

    def listen(self) -> "Follower":
        """Hear scanners from now on; begun when the first page is filled, not before."""
        if self._follower is None:
            from ui.incoming import Incoming
            from ui.scanned import Follower

            self._follower = Follower(self)
            self.incoming = Incoming(self)
        return self._follower

    @Slot()
    def toggle_help(self) -> None:
        self.help.setVisible(self.help.isHidden())

    @Slot(object)
    def _on_refused(self, error: LiaisonError) -> None:
        if self.page:
            self.page.refuse(error)

    def show_alone(self, widget: QWidget) -> None:
        """The welcome or a fault: no page can be gone to meanwhile."""
        self.leave_alone()
        self._alone = widget
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)
        self.nav.setEnabled(False)
        widget.setFocus()

    def leave_alone(self) -> None:
        """Give the pages back."""
        if self._alone is not None:
            self.stack.removeWidget(self._alone)
            self._alone.deleteLater()
            self._alone = None
        self.nav.setEnabled(True)

    def tell(self, words: str, state: State = State.INFO) -> None:
        """Say something in the page's message bar."""
        if self.page:
            self.page.message.say(words, state)

    def closeEvent(self, event: QCloseEvent) -> None:
        QSettings().setValue("window/geometry", self.saveGeometry())
        super().closeEvent(event)
