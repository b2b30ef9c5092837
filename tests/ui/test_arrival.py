"""A badge scanned on any page signs in and out; who isn't on the plan is asked in a small panel."""

import shutil
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from sqlalchemy import select

from db.models import Attendance, Representative, Station
from liaison.domain.codes import CodeKind, new_token, payload
from liaison.domain.duty import AttendanceStatus
from liaison.settings import Settings
from tests.attending_sample import DAY, MORNING, add_shift, badges
from ui.desk import Desk
from ui.pages import PAGES


@pytest.fixture
def desk(qtbot, tmp_path, demo_file):
    home = tmp_path / "home"
    home.mkdir()
    shutil.copyfile(demo_file, home / "liaison.db")
    QSettings().setValue("scanner/gap_ms", 5000)  # however slow this machine is just now
    desk = Desk(Settings(home, f"sqlite:///{home / 'liaison.db'}"))
    qtbot.addWidget(desk.window)
    with qtbot.waitSignal(desk.filled, timeout=20_000):
        desk.open()
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    quiet(desk, qtbot)
    yield desk
    desk.window.close()
    desk.close()


@pytest.fixture
def door(desk):
    """Today's reception with two on plan; everybody's badge; 8:52 on the wall."""

    def make(work):
        station = work.session.scalars(select(Station.id).order_by(Station.position)).first()
        people = work.session.scalars(
            select(Representative.id)
            .where(Representative.station_id == station, Representative.status == "serving")
            .order_by(Representative.position)
        ).all()
        shift = add_shift(work, station, people[:2], hours=MORNING, place="门厅")
        return station, people, shift, badges(work)

    at(desk, 8, 52)
    station, people, shift, codes = desk.tasks.office.write(make)[0]
    desk.context.choose_station(station)
    return Door(people, shift, codes)


class Door:
    def __init__(self, people, shift, codes):
        self.people, self.shift, self.codes = people, shift, codes

    def badge(self, place):
        return self.codes[self.people[place]]


def at(desk, hour, minute):
    desk.tasks.office._now = lambda: datetime(
        DAY.year, DAY.month, DAY.day, hour - 8, minute, tzinfo=UTC
    )


def quiet(desk, qtbot):
    qtbot.wait(5)
    qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=20_000)
    qtbot.wait(5)
    qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=20_000)
    qtbot.wait(5)


def scan(desk, qtbot, text):
    handle = desk.window.windowHandle()
    for one in text:
        QTest.keyClick(handle, one)
    QTest.keyClick(handle, Qt.Key.Key_Return)
    QApplication.processEvents()
    quiet(desk, qtbot)


def panel(desk):
    return desk.window.listen().arrival


def button(desk, words):
    found = [one for one in panel(desk).findChildren(QPushButton) if one.isVisible()]
    return next(one for one in found if words in one.text())


def state(desk, door, place):
    def read(work):
        query = select(Attendance).where(
            Attendance.shift_id == door.shift,
            Attendance.representative_id == door.people[place],
        )
        row = work.session.scalars(query).first()
        return row and (row.status, row.signed_out_at is not None)

    return desk.tasks.office.read(read)


@pytest.mark.parametrize("page", [entry.name for entry in PAGES if entry.exists()])
def test_a_badge_signs_in_on_every_page_and_leaves_page_and_fields_as_they_were(
    desk, door, qtbot, page
):
    desk.window.go(page)
    quiet(desk, qtbot)
    shown = desk.window.page
    editor = next(
        (
            one
            for one in shown.findChildren(QLineEdit)
            if one.isVisible() and one.isEnabled() and not one.isReadOnly()
        ),
        None,
    )
    if editor is not None:
        editor.setFocus()
    before = editor.text() if editor else ""
    scan(desk, qtbot, door.badge(0))

    assert panel(desk).isVisible()
    assert "已签到 8:52 · 值班到 11:30" in panel(desk).words.text()
    assert state(desk, door, 0) == (AttendanceStatus.PRESENT, False)
    assert desk.window.page is shown
    if editor is not None:
        assert editor.text() == before


def test_a_second_scan_signs_out_and_each_can_be_taken_back(desk, door, qtbot):
    scan(desk, qtbot, door.badge(0))
    at(desk, 11, 36)
    scan(desk, qtbot, door.badge(0))
    assert "已签退 11:36" in panel(desk).words.text()
    assert state(desk, door, 0) == (AttendanceStatus.PRESENT, True)
    qtbot.mouseClick(button(desk, "撤销"), Qt.MouseButton.LeftButton)
    quiet(desk, qtbot)
    assert state(desk, door, 0) == (AttendanceStatus.PRESENT, False)
    assert "签退已撤销" in panel(desk).words.text()


def test_who_isnt_on_the_plan_is_asked_and_answers_by_keyboard(desk, door, qtbot):
    scan(desk, qtbot, door.badge(4))
    assert "不在上午的值班表上" in panel(desk).words.text()
    assert state(desk, door, 4) is None
    QTest.keyClick(desk.window, Qt.Key.Key_F6)
    focus = QApplication.focusWidget()
    assert focus.text().startswith("替")
    QTest.keyClick(focus, Qt.Key.Key_Space)
    quiet(desk, qtbot)
    assert state(desk, door, 4) == (AttendanceStatus.PRESENT, False)
    assert state(desk, door, 0)[0] is AttendanceStatus.LEAVE


def test_or_joins_additionally_or_not_at_all(desk, door, qtbot):
    scan(desk, qtbot, door.badge(4))
    qtbot.mouseClick(button(desk, "不签到"), Qt.MouseButton.LeftButton)
    assert not panel(desk).isVisible()
    assert state(desk, door, 4) is None
    scan(desk, qtbot, door.badge(4))
    qtbot.mouseClick(button(desk, "另外参加"), Qt.MouseButton.LeftButton)
    quiet(desk, qtbot)
    assert state(desk, door, 4) == (AttendanceStatus.PRESENT, False)


def test_the_panel_opens_the_persons_page(desk, door, qtbot):
    scan(desk, qtbot, door.badge(0))
    heard = []
    desk.context.asked.connect(lambda name, arguments: heard.append((name, arguments)))
    qtbot.mouseClick(button(desk, "打开本人页面"), Qt.MouseButton.LeftButton)
    assert heard == [("people", {"representative_id": door.people[0]})]


def test_a_forged_badge_is_said_on_the_page(desk, door, qtbot):
    scan(desk, qtbot, payload(CodeKind.REPRESENTATIVE, new_token()))
    assert "可能是伪造的" in desk.window.page.message.words
    assert not panel(desk).isVisible()


@pytest.mark.parametrize(
    "change", [str.upper, lambda text: "".join(chr(ord(one) + 0xFEE0) for one in text)]
)
def test_capitals_and_full_width_are_read_as_meant(desk, door, qtbot, change):
    desk.window.listen().follow(change(door.badge(1)))
    quiet(desk, qtbot)
    assert "已签到 8:52" in panel(desk).words.text()


def committed(widget, *parts, preedit=""):
    event = QInputMethodEvent(preedit, [])
    event.setCommitString("".join(parts))
    QApplication.sendEvent(widget, event)


def test_an_input_method_may_commit_the_letters_by_the_word_and_take_the_enter(desk, door, qtbot):
    desk.window.go("people")
    quiet(desk, qtbot)
    line = next(one for one in desk.window.page.findChildren(QLineEdit) if one.isVisible())
    line.setText("王")
    line.setFocus()
    badge = door.badge(0)
    for composed in ("u", "ur", "urn"):
        committed(line, preedit=composed)
    committed(line, "urn")
    committed(line, "：")
    committed(line, badge[4:])
    quiet(desk, qtbot)
    assert "已签到 8:52" in panel(desk).words.text()
    assert line.text() == "王"


def test_letters_made_unreadable_by_an_input_method_are_said(desk, door, qtbot):
    desk.window.go("people")
    quiet(desk, qtbot)
    line = next(one for one in desk.window.page.findChildren(QLineEdit) if one.isVisible())
    line.setFocus()
    for part in ("urn", "：", "x", "-", "liaison", "：", "人", "：", "西安的门口吃饭", "7k3"):
        committed(line, part)
    QTest.keyClick(line, Qt.Key.Key_Return)
    quiet(desk, qtbot)
    assert "输入法" in desk.window.page.message.words
    assert line.text() == ""
