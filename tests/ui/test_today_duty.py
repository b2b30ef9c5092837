"""今日's on-duty part: who has arrived, by hand with a reason, the end of a reception."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from liaison.services import attending
from tests.attending_sample import DAY, the_day
from ui.context import Context
from ui.desk import office_facts
from ui.today.page import TodayPage
from ui.widgets import Chip


@pytest.fixture
def day(sqlite_office):
    found = the_day(sqlite_office)
    found.at(8, 52)
    return found


@pytest.fixture
def page(day, tasks, qtbot, settled):
    context = Context(None, day.office.read(office_facts))
    context.choose_station(day.sample.station)
    page = TodayPage(tasks, context)
    page.context_of_test = context
    qtbot.addWidget(page)
    page.resize(1190, 690)
    page.show()
    page.open()
    settled()
    return page


def said(page):
    chips = [one.word for one in page.duty.findChildren(Chip) if one.isVisible()]
    labels = [one.text() for one in page.duty.findChildren(QLabel) if one.isVisible()]
    return "\n".join([*chips, *labels])


def press(page, qtbot, settled, words, place=0):
    found = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    qtbot.mouseClick(
        [one for one in found if one.text() == words][place], Qt.MouseButton.LeftButton
    )
    settled()
    settled()


def test_a_scan_anywhere_shows_who_has_arrived(page, day, settled):
    assert "2 位，已到 0 位" in said(page)
    day.office.write(lambda work: attending.scan(work, day.badge(0)))
    page.reload()
    settled()
    assert "2 位，已到 1 位" in said(page)
    assert "08:52 签到" in said(page)


def test_by_hand_asks_why_and_can_be_taken_back(page, qtbot, settled):
    press(page, qtbot, settled, "签到")
    assert page.duty.reason.isVisible()
    qtbot.keyClick(page.duty.reason, Qt.Key.Key_Return)
    settled()
    assert "不能空着" in page.message.words
    qtbot.keyClicks(page.duty.reason, "wang dai zheng")
    qtbot.keyClick(page.duty.reason, Qt.Key.Key_Return)
    settled()
    settled()
    assert "代表00 已签到 8:52" in page.message.words
    assert "2 位，已到 1 位" in said(page)
    press(page, qtbot, settled, "撤销")
    assert "2 位，已到 0 位" in said(page)


def test_nobody_there_a_quarter_of_an_hour_after_the_start_is_noted(page, day, settled):
    for hour, minute, noted in ((9, 14, False), (9, 15, True)):
        day.at(hour, minute)
        page.reload()
        settled()
        assert ("已开始 15 分钟" in said(page)) is noted


def test_closing_tells_who_stayed_away_and_can_be_taken_back(page, day, qtbot, settled):
    day.office.write(lambda work: attending.scan(work, day.badge(0)))
    day.at(11, 35)
    page.reload()
    settled()
    press(page, qtbot, settled, "结束上午的接待")
    assert "无人来访，照样算一次接待；没有到：代表01" in page.message.words
    assert "未到" in said(page)
    press(page, qtbot, settled, "撤销")
    assert "待到" in said(page)


def test_guests_dont_see_why_somebody_is_away(page, day, settled):
    from db.models import Attendance
    from liaison.domain.duty import AttendanceStatus

    def away(work):
        row = work.session.query(Attendance).first()
        row.status, row.reason = AttendanceStatus.LEAVE, "住院"

    day.office.write(away)
    page.reload()
    settled()
    assert "住院" in said(page)
    page.context_of_test.visit(on=True)
    settled()
    assert "住院" not in said(page)
    assert "请假" in said(page)


def test_yesterdays_reception_waits_to_be_closed(page, day, qtbot, settled):
    day.at(9, day=DAY + timedelta(days=1))
    page.reload()
    settled()
    page.duty.look_back()
    settled()
    assert "3月5日上午的接待还没有结束" in said(page)
    press(page, qtbot, settled, "结束")
    assert "无人来访" in page.message.words
    page.duty.look_back()
    settled()
    assert "还没有结束" not in said(page)
