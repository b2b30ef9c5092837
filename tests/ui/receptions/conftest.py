"""The page 新的接待 in its window, with the demo office's first station chosen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.desk import office_facts
from ui.main_window import MainWindow
from ui.tasks import Tasks


class Clerk:
    """Somebody at the keyboard: presses keys, never the mouse."""

    def __init__(self, window, page, settled):
        self.window, self.page, self.settled = window, page, settled
        self.keys = 0
        self.trail = []

    @property
    def sheet(self):
        return self.page.sheet

    @property
    def focus(self):
        """The offscreen platform lets the window go when a list is closed; real ones don't."""
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            QApplication.processEvents()
        return QApplication.focusWidget()

    def press(self, key, *modifiers):
        mask = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            mask |= modifier
        self.keys += 1
        QTest.keyClick(self.focus or self.window, key, mask)

    def control(self, key):
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def tab(self, count=1):
        for _ in range(count):
            self.press(Qt.Key.Key_Tab)

    def type(self, words):
        """Letters as keys; Chinese as an input method commits it, counted a key a character."""
        for letter in words:
            self.keys += 1
            if letter.isascii():
                QTest.keyClicks(self.focus, letter)
            else:
                commit(self.focus, letter)

    def into(self, name):
        for _ in range(60):
            if (self.focus.accessibleName() or self.focus.text()).startswith(name):
                return
            self.trail.append(self.focus.accessibleName() or self.focus.text())
            self.tab()
        raise LookupError(name, self.trail)


def commit(widget, words):
    from PySide6.QtGui import QInputMethodEvent

    event = QInputMethodEvent("", [])
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)


@pytest.fixture
def tasks(demo_office, qapp):
    tasks = Tasks(demo_office)
    yield tasks
    assert tasks.finish()
    qapp.processEvents()


@pytest.fixture
def station(demo_office, context):
    facts = demo_office.read(office_facts)
    context.learn(facts)
    context.choose_station(facts.stations[0].id)
    return facts.stations[0]


@pytest.fixture
def window(qtbot, tasks, context, station, settled):
    window = MainWindow(tasks, context)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    settled()


@pytest.fixture
def clerk(window, settled):
    window.go("new_reception")
    settled()
    return Clerk(window, window.page, settled)
