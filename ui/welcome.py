"""The first start, and what is shown when the data cannot be opened."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from liaison.domain.errors import InvalidForm, LiaisonError
from liaison.domain.progress import Progress
from liaison.domain.station import StationKind
from ui import icons, theme
from ui.context import Context
from ui.tasks import Tasks
from ui.theme import State
from ui.widgets.button import Button, PrimaryButton
from ui.widgets.parts import Card, Field, MessageBar
from ui.widgets.text import Text

KIND_CHOICES = (
    (StationKind.STATION, "代表联络站"),
    (StationKind.CENTRE, "代表联络中心站"),
    (StationKind.POINT, "代表联络点"),
)


class Welcome(QWidget):
    """Three ways to begin: set up a station, bring in the books, look at made-up data."""

    settled = Signal(str)
    """Something is there now; the page to go to."""

    def __init__(self, tasks: Tasks, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._tasks, self._context = tasks, context
        self.message = MessageBar()
        self.name = QLineEdit()
        self.name.setPlaceholderText("例如：城东街道代表联络站")
        self.district = QLineEdit()
        self.district.setPlaceholderText("例如：定海区")
        self.township = QLineEdit()
        self.township.setPlaceholderText("例如：城东街道")
        self.kind = QComboBox()
        for value, word in KIND_CHOICES:
            self.kind.addItem(word, value)
        self.fields = {
            "name": Field("站名", self.name),
            "district": Field("区、县", self.district, "可以不填"),
            "township": Field("镇、街道", self.township, "可以不填"),
            "kind": Field("类型", self.kind),
        }
        self.found = PrimaryButton("建站，开始登记", "Ctrl+Return")
        self.bring = Button("导入已有的簿册", icon="download-simple")
        self.show_demo = Button("看演示数据", icon="play")
        self._arrange()
        self.found.clicked.connect(self._on_found_clicked)
        self.bring.clicked.connect(lambda: self.settled.emit("exchange"))
        self.show_demo.clicked.connect(self._on_demo_clicked)
        self.setFocusProxy(self.name)

    def _arrange(self) -> None:
        inner = QVBoxLayout()
        inner.setSpacing(14)
        inner.addWidget(Text("欢迎使用人大代表联络站", "title"))
        inner.addWidget(Text("数据只存在这台电脑上。先选一种开始的方式，以后都能补。", "muted"))
        inner.addWidget(self.message)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        cards.addWidget(self._station_card(), 3)
        side = QVBoxLayout()
        side.setSpacing(16)
        side.addWidget(
            _way(
                "有以前的登记簿",
                "代表名册、接待登记台账、区划表（xlsx、csv）都能导入，先检查，确认后才写入。",
                self.bring,
            )
        )
        side.addWidget(
            _way(
                "先看看样子",
                "三个联络站、二十几位代表和几个月的接待，人名都是编造的。",
                self.show_demo,
            )
        )
        side.addStretch(1)
        cards.addLayout(side, 2)
        inner.addLayout(cards)
        inner.addStretch(2)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(24, 48, 24, 24)
        whole.addStretch(1)
        whole.addLayout(inner, 6)
        whole.addStretch(1)

    def _station_card(self) -> Card:
        card = Card("建一个联络站")
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        grid.addWidget(self.fields["name"], 0, 0, 1, 2)
        grid.addWidget(self.fields["district"], 1, 0)
        grid.addWidget(self.fields["township"], 1, 1)
        grid.addWidget(self.fields["kind"], 2, 0)
        card.body.addLayout(grid)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.found)
        card.body.addLayout(row)
        return card

    @Slot()
    def _on_found_clicked(self) -> None:
        for field in self.fields.values():
            field.complain("")
        district, township = self.district.text().strip(), self.township.text().strip()
        name, kind = self.name.text(), self.kind.currentData()

        def found(work: Any, _progress: Progress) -> None:
            from liaison.services.places import township_named
            from liaison.services.settings import put_setting
            from liaison.services.stations import StationForm, open_station

            if district:
                put_setting(work, "district", district)
            if township:
                township_named(work, township)
            open_station(work, StationForm(name, township, kind))

        self._write(found, "today", "正在建站")

    @Slot()
    def _on_demo_clicked(self) -> None:
        def fill(work: Any, progress: Progress) -> None:
            from liaison.services.demo import fill

            fill(work, progress)

        self._write(fill, "today", "正在准备演示数据")

    def _write(self, command: Callable[[Any, Progress], None], then: str, title: str) -> None:
        self.setEnabled(False)

        def done(_answer: object) -> None:
            self.setEnabled(True)
            self.settled.emit(then)

        self._tasks.write(self, command, done, self._on_failed, title)

    def _on_failed(self, error: LiaisonError) -> None:
        from liaison.domain.words import problem_words, sentence

        self.setEnabled(True)
        if not isinstance(error, InvalidForm):
            self.message.say(sentence(error), State.OVERDUE)
            return
        for problem in error.problems:
            if problem.field in self.fields:
                self.fields[problem.field].complain(problem_words(problem))
        first = self.fields.get(error.problems[0].field)
        if first:
            first.editor.setFocus()


def _way(heading: str, words: str, button: Button) -> Card:
    card = Card(heading)
    card.body.addWidget(Text(words, "muted", wrap=True))
    card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return card


class Fault(QWidget):
    """The data cannot be opened: what happened, what to do, try again."""

    again = Signal()

    def __init__(self, error: LiaisonError) -> None:
        super().__init__()
        from liaison.domain.words import sentence

        self.setObjectName("page")
        card = Card(margin=24)
        icon = Text()
        side = theme.active().px(32)
        icon.setPixmap(icons.icon("warning-circle", "attention", 32).pixmap(side, side))
        self.words = Text(sentence(error), wrap=True).selectable()
        retry = PrimaryButton("再试一次")
        leave = Button("关闭")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(retry)
        card.body.addWidget(icon)
        card.body.addWidget(Text("暂时打不开数据", "title"))
        card.body.addWidget(self.words)
        card.body.addWidget(Text("原有的数据没有改动。", "muted"))
        card.body.addSpacing(8)
        card.body.addLayout(row)
        card.setFixedWidth(theme.active().px(560))
        box = QVBoxLayout(self)
        box.addStretch(2)
        box.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
        retry.clicked.connect(self.again)
        leave.clicked.connect(QApplication.quit)
        self.setFocusProxy(retry)
