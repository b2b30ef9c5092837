"""The page 事项 in a window of its own, over an office with a fixed day: Thursday 5 March 2026."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from liaison.domain.matter import Disposition
from liaison.domain.reception import Channel
from liaison.domain.steps import Step
from liaison.services import matter_list, matter_view, receptions, stations, steps
from liaison.services.matter_list import MatterQuery
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.stations import StationForm
from liaison.services.steps.forms import AnswerForm, ReferForm, SignForm, TellForm, UnitName
from ui.desk import office_facts
from ui.matters.page import MattersPage

TODAY = date(2026, 3, 5)
LAST_WEEK = date(2026, 2, 26)


@dataclass
class Papers:
    """Matters of one station, brought to where a test begins."""

    office: object
    station: object = field(init=False)

    def __post_init__(self):
        form = StationForm("城东街道代表联络站")
        self.station = self.office.write(lambda work: stations.open_station(work, form))[0]

    def raised(self, title="东门小区路灯不亮", on=LAST_WEEK, name="林阿凤", more=()):
        form = ReceptionForm(
            self.station,
            on,
            Channel.ON_SITE,
            f"{title}，讲了几次了",
            tuple(
                MatterForm(one, Disposition.REFERRED, unit_name="区综合执法局")
                for one in (title, *more)
            ),
            visitors=(VisitorForm(name, "13905801234"),),
        )
        self.office.write(lambda work: receptions.record(work, form))
        return self.found(title).id

    def take(self, key, step, form):
        self.office.write(lambda work: steps.step(work, step, form))
        return key

    def referred(self, title="东门小区路灯不亮", on=LAST_WEEK, **more):
        key = self.raised(title, on, **more)
        return self.take(
            key, Step.REFER, ReferForm(matter_id=key, on=on, unit=UnitName("区综合执法局"))
        )

    def signed(self, title="东门小区路灯不亮", on=LAST_WEEK, **more):
        key = self.referred(title, on, **more)
        return self.take(key, Step.SIGN, SignForm(matter_id=key, on=on))

    def answered(self, title="东门小区路灯不亮", on=LAST_WEEK, kind="A", **more):
        key = self.signed(title, on, **more)
        form = AnswerForm(matter_id=key, on=on, answer="路灯已换", answer_class=kind)
        return self.take(key, Step.ANSWER, form)

    def told(self, title="东门小区路灯不亮", on=LAST_WEEK, **more):
        key = self.answered(title, on, **more)
        return self.take(key, Step.TELL, TellForm(matter_id=key, on=on, how="电话"))

    def file(self, key):
        return self.office.read(lambda work: matter_view.view(work, key))

    def found(self, title):
        query = MatterQuery(text=title)
        return self.office.read(lambda work: matter_list.page(work, query))[0]


@pytest.fixture
def papers(sqlite_office):
    return Papers(sqlite_office)


class Clerk:
    """Somebody at the page, with keys and mouse."""

    def __init__(self, window, page, settled):
        self.window, self.page, self.settled = window, page, settled

    @property
    def record(self):
        return self.page.record

    @property
    def panel(self):
        return self.page.record.desk.panel

    def open(self, **arguments):
        self.page.open(**arguments)
        self.settled()

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier, into=None):
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            QApplication.processEvents()
        QTest.keyClick(into or QApplication.focusWidget() or self.page, key, modifier)
        self.settled()

    def go_on(self):
        """Ctrl+Enter."""
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def click(self, button):
        assert button.isVisible()
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settled()

    def choose(self, switch, value):
        """Click a segment."""
        self.click(switch._group.button(switch._values.index(value)))

    def field(self, name):
        return self.panel.entries[name].field

    def write(self, name, words):
        """Type into a field of the open panel, over what stands there."""
        editor = self.field(name).editor
        editor.setFocus()
        editor.selectAll()
        for letter in words:
            if letter.isascii():
                QTest.keyClicks(editor, letter)
            else:
                _commit(editor, letter)

    def more(self, step):
        """Choose from the menu 更多."""
        from ui.matters.actions import WORDS

        menu = self.record.top.menu()
        next(act for act in menu.actions() if act.text() == WORDS[step]).trigger()
        menu.deleteLater()
        self.settled()


def _commit(editor, letter):
    from PySide6.QtGui import QInputMethodEvent

    event = QInputMethodEvent("", [])
    event.setCommitString(letter)
    QApplication.sendEvent(editor, event)


@pytest.fixture
def show_page(qtbot, tasks, context, settled):
    """Open the page in a window; again for a second one."""
    windows = []

    def show(tasks=tasks, settled=settled):
        context.learn(tasks.office.read(office_facts))
        window = QMainWindow()
        page = MattersPage(tasks, context)
        window.setCentralWidget(page)
        qtbot.addWidget(window)
        window.resize(1190, 716)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        page.setFocus()
        page.open()
        windows.append(window)
        settled()
        return Clerk(window, page, settled)

    return show


@pytest.fixture
def clerk(papers, show_page):
    return show_page()
