"""The bars above and below the page: station, search, guests; where the data is, long work."""

from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QProgressBar, QSizePolicy

from ui import theme
from ui.context import Context
from ui.tasks import Task
from ui.widgets.button import Avatar, Button, MenuButton, SmallButton
from ui.widgets.chip import Chip
from ui.widgets.text import Text

if TYPE_CHECKING:
    from liaison.settings import Settings

KIND_ZH = {"centre": "代表联络中心站", "station": "代表联络站", "point": "代表联络点"}


class FindButton(Button):
    """Looks like a search field; opens the finder."""

    kind = "find"

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.active().px(140), super().minimumSizeHint().height())


class TopBar(QFrame):
    find_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setFixedHeight(theme.active().px(52))
        self._context = context
        self.station = MenuButton("全区", icon="caret-down")
        self.kind = Chip("")
        self.search = FindButton("查找人、事项、页面（可用拼音首字母）", "Ctrl+K")
        self.search.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.visit = SmallButton("参观模式", icon="eye-slash")
        self.visit.setCheckable(True)
        self.visit.setToolTip("有人参观时打开：姓名、电话和原话都遮住")
        self.avatar = Avatar("", 28)
        self.user = Text("")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 20, 0)
        row.setSpacing(12)
        row.addWidget(self.station)
        row.addWidget(self.kind)
        row.addStretch(1)
        for widget in (self.search, self.visit, self.avatar, self.user):
            row.addWidget(widget)
        self.station.clicked.connect(self._on_station_clicked)
        self.search.clicked.connect(self.find_asked)
        self.visit.toggled.connect(lambda on: context.visit(on=on))
        context.station_changed.connect(self.refresh)
        context.facts_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        context = self._context
        self.station.say(context.place_zh)
        self.station.setAccessibleName(f"当前站点：{context.place_zh}，按空格换站")
        self.kind.say(KIND_ZH.get(context.station.kind, "") if context.station else "全区各站")
        self.user.setText(context.actor)
        self.avatar.say(context.actor)
        self.avatar.setVisible(bool(context.actor))

    def menu(self) -> QMenu:
        """The stations to choose from, 全区 first."""
        menu = QMenu(self)
        group = QActionGroup(menu)
        everywhere = menu.addAction(f"{self._context.facts.district or '全区'}（全部站点）")
        self._offer(group, everywhere, None)
        menu.addSeparator()
        for station in self._context.facts.stations:
            self._offer(group, menu.addAction(station.name), station.id)
        return menu

    def _offer(self, group: QActionGroup, action: QAction, station_id: object) -> None:
        action.setCheckable(True)
        action.setChecked(station_id == self._context.station_id)
        group.addAction(action)
        action.triggered.connect(lambda: self._context.choose_station(station_id))  # type: ignore[arg-type]

    @Slot()
    def _on_station_clicked(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.station.mapToGlobal(QPoint(0, self.station.height())))


class StatusBar(QFrame):
    """Where the data is; long work with how far, how long still, and a stop."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self.setFixedHeight(theme.active().px(32))
        self._task: Task | None = None
        self._waiting: list[Task] = []
        self.place = Text("")
        self.said = Text("")
        self.work = Text("")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(110)
        self.bar.setAccessibleName("进度")
        self.bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.stop = SmallButton("停止")
        self.stop.setFixedHeight(theme.active().px(26))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(14)
        row.addWidget(self.place)
        row.addWidget(self.said, 1)
        for widget in (self.work, self.bar, self.stop):
            row.addWidget(widget)
            widget.hide()
        self.stop.clicked.connect(self._on_stop_clicked)

    def show_place(self, settings: "Settings") -> None:
        """Where the data is: this machine's disk, or a server."""
        local = settings.is_local_file
        self.place.setText("● 本机数据" if local else "● 服务器数据")
        self.place.setToolTip(str(settings.home) if local else "数据在服务器上")

    @Slot(object)
    def watch(self, task: Task) -> None:
        """Show a task until it ends; a later one waits its turn."""
        self._waiting.append(task)
        task.ended.connect(lambda: self._on_ended(task))
        if self._task is None:
            self._show(task)

    def _show(self, task: Task) -> None:
        self._task = task
        self.work.setText(f"{task.title}…")
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        task.progressed.connect(self._on_progressed)
        for widget in (self.work, self.bar, self.stop):
            widget.show()

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        if self._task is None:
            return
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        left = time_left_zh(monotonic() - self._task.started_at, done, total)
        self.work.setText(f"{self._task.title} {done:,}/{total:,}{left}")

    @Slot()
    def _on_stop_clicked(self) -> None:
        if self._task:
            self._task.cancel()
            self.stop.setEnabled(False)
            self.work.setText(f"{self._task.title}：正在停下，什么也不会改动…")

    def _on_ended(self, task: Task) -> None:
        if task in self._waiting:
            self._waiting.remove(task)
        if task is not self._task:
            return
        self._task = None
        for widget in (self.work, self.bar, self.stop):
            widget.hide()
        if self._waiting:
            self._show(self._waiting[0])


def time_left_zh(spent: float, done: int, total: int) -> str:
    """`，还要约 8 秒`; empty in the first second, when nothing can be said."""
    if spent < 1 or not done or done >= total:
        return ""
    left = spent / done * (total - done)
    if left < 60:
        return f"，还要约 {max(1, round(left))} 秒"
    return f"，还要约 {round(left / 60)} 分钟"
