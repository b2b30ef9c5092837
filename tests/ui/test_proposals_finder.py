"""Ctrl+K knows proposals by title and number; the navigation leads to both registers."""

import shutil
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from db.models import Matter, Reception
from liaison.services import proposals_drafts
from liaison.services.proposals_forms import ProposalForm
from liaison.settings import Settings
from ui.desk import Desk
from ui.finder import Finder


@pytest.fixture
def desk(qtbot, tmp_path, demo_file):
    home = tmp_path / "home"
    home.mkdir()
    shutil.copyfile(demo_file, home / "liaison.db")
    desk = Desk(Settings(home, f"sqlite:///{home / 'liaison.db'}"), None)
    qtbot.addWidget(desk.window)
    with qtbot.waitSignal(desk.filled, timeout=20_000):
        desk.open()
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    yield desk
    desk.window.close()
    desk.close()


def quiet(desk, qtbot):
    qtbot.wait(5)
    qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=20_000)
    qtbot.wait(5)


def test_the_finder_goes_to_a_proposal(desk, qtbot):
    form = ProposalForm("关于罕见的潮汐闸门的建议")
    desk.tasks.office.write(lambda work: proposals_drafts.draft(work, form))
    quiet(desk, qtbot)
    qtbot.keyClick(desk.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    finder = desk.window.findChild(Finder)
    finder.line.setText("潮汐闸门")
    qtbot.waitUntil(lambda: finder.list.count() and "潮汐" in finder.list.item(0).text())
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    quiet(desk, qtbot)
    page = desk.window.page
    assert page is desk.window.page_named("proposals")
    assert page.table.current().title == "关于罕见的潮汐闸门的建议"


def test_a_whole_number_leads_to_that_very_matter(desk, qtbot):
    """Its sisters of the same visit share all but the last figure, and are found too."""

    def asked(work):
        query = select(Matter.number).join(Reception).where(Matter.number.endswith("-1"))
        sisters = select(Matter.reception_id).where(Matter.number.endswith("-2"))
        return work.session.scalars(query.where(Matter.reception_id.in_(sisters))).first()

    number = desk.tasks.office.read(asked)
    qtbot.keyClick(desk.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    finder = desk.window.findChild(Finder)
    finder.line.setText(number)
    qtbot.waitUntil(lambda: finder.list.count() > 1, timeout=20_000)
    assert number in finder.list.item(0).text()


def test_the_switch_changes_between_the_registers_and_the_navigation_stays_lit(desk, qtbot):
    button = desk.window.nav.buttons["proposals"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    quiet(desk, qtbot)
    page = desk.window.page_named("proposals")
    assert desk.window.page is page
    page.register.setFocus()
    qtbot.keyClick(page.register, Qt.Key.Key_Right)
    quiet(desk, qtbot)
    assert desk.window.page is desk.window.page_named("letters")
    assert button.isChecked()
    letters = desk.window.page
    qtbot.keyClick(letters.register, Qt.Key.Key_Left)
    quiet(desk, qtbot)
    assert desk.window.page is page
    assert page.register.value == "proposals"


def test_the_navigation_fits_a_small_screen(desk, qtbot):
    desk.window.resize(1366, 768)
    quiet(desk, qtbot)
    nav = desk.window.nav
    buttons = list(nav.buttons.values())
    tops = [one.geometry().top() for one in buttons]
    assert tops == sorted(tops)
    assert buttons[-1].geometry().bottom() < nav.height()
    assert all(a.geometry().bottom() < b.geometry().top() for a, b in pairwise(buttons))
