"""The station's screen: a badge opens its own view; it can do nothing else and goes back by itself."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from liaison.domain.codes import CodeKind, new_token, payload
from liaison.domain.duty import RequestKind
from liaison.domain.errors import Unavailable
from liaison.domain.matter import Disposition
from liaison.domain.reception import Channel
from liaison.services import receptions
from liaison.services.duty_requests import requests
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from tests.attending_sample import DAY, add_shift, the_day
from ui.context import Context
from ui.desk import office_facts
from ui.kiosk.ask_page import AskPage
from ui.kiosk.own_page import OwnPage
from ui.kiosk.window import GONE_ZH, LEAVE_ZH, Kiosk


class Clock:
    seconds = 1000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def day(sqlite_office):
    found = the_day(sqlite_office)
    found.at(8, 52)
    people = found.sample.people

    def more(work):
        station = found.sample.station
        add_shift(work, station, (people[0], people[2]), held_on=DAY + timedelta(weeks=6))
        add_shift(work, station, (people[3],), held_on=DAY + timedelta(weeks=8))
        form = ReceptionForm(
            station,
            DAY,
            Channel.ON_SITE,
            "路灯不亮",
            (MatterForm("林阿凤家门口路灯不亮", Disposition.REFERRED),),
            visitors=(VisitorForm("林阿凤", phone="13905800000"),),
            representatives=(people[0],),
        )
        receptions.record(work, form)

    sqlite_office.write(more)
    return found


@pytest.fixture
def kiosk(day, tasks, qtbot, settled):
    QSettings().setValue("scanner/gap_ms", 5000)  # however slow this machine is just now
    context = Context(None, day.office.read(office_facts))
    context.choose_station(day.sample.station)
    clock = Clock()
    kiosk = Kiosk(tasks, context, clock)
    kiosk.clock_of_test = clock
    kiosk.resize(1366, 768)
    kiosk.show()
    kiosk.activateWindow()
    qtbot.waitUntil(kiosk.isActiveWindow)
    settled()
    yield kiosk
    kiosk._may_close = True
    kiosk.close()
    kiosk.deleteLater()


@pytest.fixture
def scan(kiosk, day, settled):
    def at_the_screen(place):
        text = place if isinstance(place, str) else day.badge(place)
        for one in text:
            QTest.keyClick(kiosk.windowHandle(), one)
        QTest.keyClick(kiosk.windowHandle(), Qt.Key.Key_Return)
        QApplication.processEvents()
        for _ in range(3):
            settled()

    return at_the_screen


def said(widget):
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def button(widget, words):
    found = [one for one in widget.findChildren(QPushButton) if one.isVisible()]
    return next(one for one in found if words in one.text())


def press(qtbot, settled, widget, words):
    qtbot.mouseClick(button(widget, words), Qt.MouseButton.LeftButton)
    for _ in range(3):
        settled()


def test_it_waits_with_the_next_days_names_and_what_to_do(kiosk):
    words = said(kiosk)
    assert "请刷代表码" in words
    assert "代表00、代表01" in words
    assert "今天 周四" in words
    assert not kiosk.back.isVisible()


def test_a_badge_signs_in_and_opens_its_own_view(kiosk, scan):
    scan(0)
    assert isinstance(kiosk.page, OwnPage)
    words = said(kiosk)
    for one in ("代表00", "8:52 已签到", "4月16日", "还有 42 天", "我的 2026", "待交办"):
        assert one in words
    assert "林阿凤" not in words
    assert "13905800000" not in words


def test_a_second_look_signs_nobody_out(kiosk, scan, day):
    scan(0)
    kiosk.rest()
    day.at(10)
    scan(0)
    assert "8:52 已签到" in said(kiosk)
    assert "已签退" not in said(kiosk)


def test_signing_out_is_a_button(kiosk, scan, day, qtbot, settled):
    scan(0)
    day.at(11)
    press(qtbot, settled, kiosk, "签退")
    assert "11:00 已签退" in said(kiosk)


def test_it_goes_back_by_itself_after_a_minute_without_input(kiosk, scan):
    scan(0)
    clock = kiosk.clock_of_test
    clock.seconds += 18
    kiosk.tick()
    assert kiosk.ring.left == 42
    clock.seconds += 41
    kiosk.tick()
    assert isinstance(kiosk.page, OwnPage)
    QTest.keyClick(kiosk.windowHandle(), Qt.Key.Key_Shift)
    clock.seconds += 59
    kiosk.tick()
    assert isinstance(kiosk.page, OwnPage)
    clock.seconds += 1
    kiosk.tick()
    assert kiosk.page is kiosk.idle
    assert "8:52" not in said(kiosk)


def test_the_button_and_esc_go_back_at_once(kiosk, scan, qtbot):
    for way in ("button", "esc"):
        scan(0)
        if way == "button":
            qtbot.mouseClick(kiosk.back, Qt.MouseButton.LeftButton)
        else:
            QTest.keyClick(kiosk, Qt.Key.Key_Escape)
        assert kiosk.page is kiosk.idle


def test_another_badge_opens_another_view(kiosk, scan):
    scan(0)
    scan(1)
    assert kiosk.page.view.name == "代表01"


def test_who_isnt_on_the_plan_is_asked_large(kiosk, scan, qtbot, settled):
    scan(4)
    assert "不在上午的值班表上" in said(kiosk)
    press(qtbot, settled, kiosk, "另外参加")
    assert "已签到 8:52" in said(kiosk)


def test_seen_and_confirmed(kiosk, scan, qtbot, settled):
    scan(0)
    assert "1 件等您看过" in said(kiosk)
    press(qtbot, settled, kiosk, "看过并确认")
    assert "已记下" in said(kiosk)
    assert "等您看过" not in said(kiosk)


def test_a_swap_is_asked_without_a_keyboard(kiosk, scan, day, qtbot, settled):
    scan(2)
    press(qtbot, settled, kiosk, "只看看")
    press(qtbot, settled, kiosk, "换班")
    assert isinstance(kiosk.page, AskPage)
    press(qtbot, settled, kiosk, "提出换班")
    assert "请先选和谁换" in said(kiosk)
    press(qtbot, settled, kiosk, "代表03")
    press(qtbot, settled, kiosk, "出差")
    press(qtbot, settled, kiosk, "提出换班")
    assert "已提出，等联络员答复" in said(kiosk)
    (asked,) = day.office.read(lambda work: requests(work, day.sample.station))
    assert (asked.kind, asked.other_name, asked.reason) == (RequestKind.SWAP, "代表03", "出差")


def test_leave_too(kiosk, scan, day, qtbot, settled):
    scan(3)
    press(qtbot, settled, kiosk, "只看看")
    press(qtbot, settled, kiosk, "请假")
    press(qtbot, settled, kiosk, "身体不适")
    press(qtbot, settled, kiosk, "提出请假")
    (asked,) = day.office.read(lambda work: requests(work, day.sample.station))
    assert (asked.kind, asked.reason) == (RequestKind.LEAVE, "身体不适")
    assert not kiosk.page.leave.isEnabled()


def test_a_forged_badge_is_said_and_opens_nothing(kiosk, scan):
    scan(payload(CodeKind.REPRESENTATIVE, new_token()))
    assert kiosk.page is kiosk.idle
    assert "可能是伪造的" in said(kiosk)


def test_nothing_closes_it_but_the_clerks_keys_pressed_twice(kiosk, scan, qtbot):
    for key in (Qt.Key.Key_F4, Qt.Key.Key_N, Qt.Key.Key_K, Qt.Key.Key_W, Qt.Key.Key_Q):
        for modifier in (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier):
            QTest.keyClick(kiosk, key, modifier)
    kiosk.close()
    assert kiosk.isVisible()
    assert kiosk.page is kiosk.idle

    kiosk.ask_to_leave()
    assert LEAVE_ZH in said(kiosk)
    kiosk.clock_of_test.seconds += 6
    kiosk.ask_to_leave()
    assert kiosk.isVisible()
    kiosk.clock_of_test.seconds += 2
    with qtbot.waitSignal(kiosk.left):
        kiosk.ask_to_leave()
    assert not kiosk.isVisible()


def test_it_survives_the_database_going_away(kiosk, scan, day, settled):
    read = day.office.read

    def gone(_query):
        raise Unavailable("database_unreachable")

    day.office.read = gone
    kiosk.clock_of_test.seconds += 61
    kiosk.tick()
    settled()
    words = said(kiosk)
    assert GONE_ZH in words
    assert "代表00、代表01" in words
    scan(0)
    assert kiosk.page is kiosk.idle
    assert "连不上数据库" in said(kiosk)

    day.office.read = read
    kiosk.clock_of_test.seconds += 61
    kiosk.tick()
    settled()
    scan(0)
    assert isinstance(kiosk.page, OwnPage)


@pytest.mark.parametrize("size", [(683, 384), (1366, 768), (1920, 1080)])
def test_it_fits_every_screen(kiosk, scan, size):
    kiosk.resize(*size)
    scan(0)
    assert kiosk.page.minimumSizeHint().height() <= kiosk.stack.height()
    assert kiosk.page.minimumSizeHint().width() <= kiosk.stack.width()


def test_it_opens_on_its_own_folder_for_the_station_named(day, tmp_path, qtbot):
    from liaison.settings import Settings
    from ui.kiosk.start import Stand

    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'liaison.db'}")
    for wanted, told in (("甲站", ""), ("丁站", "没有叫“丁站”的联络站")):
        stand = Stand(settings, wanted)
        stand.open()
        qtbot.waitUntil(lambda stand=stand: stand.tasks.office is not None, timeout=20_000)
        qtbot.waitUntil(lambda stand=stand: not stand.tasks.busy, timeout=20_000)
        assert told in stand.kiosk.idle.band.said.text()
        assert stand.context.place_zh == ("全区" if told else "甲站")
        assert stand.kiosk.isFullScreen()
        with qtbot.waitSignal(stand.kiosk.left):
            stand.kiosk.ask_to_leave()
            stand.kiosk.ask_to_leave()
        stand.close()
        stand.kiosk.deleteLater()  # else the collector takes it down, on whatever thread it runs
        qtbot.wait(10)


def test_over_the_window_only_the_kiosk_hears_the_scanner(day, tasks, qtbot, settled):
    from ui.kiosk.start import over
    from ui.main_window import MainWindow

    context = Context(None, day.office.read(office_facts))
    context.choose_station(day.sample.station)
    window = MainWindow(tasks, context)
    qtbot.addWidget(window)
    window.show()
    kiosk = over(window)
    assert window.listen().scanner.deaf
    settled()
    with qtbot.waitSignal(kiosk.left):
        kiosk.ask_to_leave()
        kiosk.ask_to_leave()
    assert not window.listen().scanner.deaf
