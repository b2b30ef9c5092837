"""活动和领导进站: an island visit from plan to held; a storm; officials who came."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from liaison.domain.clock import civil, utc_now
from liaison.domain.duty import ActivityKind, Slot
from liaison.services import activities, official_visits
from liaison.services.activities import ActivityForm
from liaison.services.official_visits import VisitForm
from tests.duty_sample import duty_sample
from ui.activities.page import ENTRY, RECORD, ActivitiesPage
from ui.context import Context
from ui.desk import office_facts


@pytest.fixture
def sample(sqlite_office):
    sqlite_office._now = utc_now
    return duty_sample(sqlite_office, rule="")


@pytest.fixture
def page(sample, sqlite_office, tasks, qtbot, settled):
    context = Context(None, sqlite_office.read(office_facts))
    context.choose_station(sample.station)
    page = ActivitiesPage(tasks, context)
    page.context_of_test = context
    qtbot.addWidget(page)
    page.resize(1190, 690)
    page.show()
    page.open()
    settled()
    return page


def today() -> date:
    return civil(utc_now()).date()


def said(page):
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def press(page, qtbot, settled, words):
    found = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    qtbot.mouseClick(next(one for one in found if one.text() == words), Qt.MouseButton.LeftButton)
    for _ in range(3):
        settled()


def test_an_activity_is_planned_and_held(page, sample, sqlite_office, qtbot, settled):
    assert "还没有活动" in said(page)
    press(page, qtbot, settled, "安排活动")
    assert page.side.currentIndex() == ENTRY
    page.entry.name.setText("代表跑小岛")
    press(page, qtbot, settled, "保存")
    assert page.entry.fields["place"].problem == "流动接待要写地点"
    page.entry.place.setText("五峙山列岛")
    page.entry.slot.setCurrentIndex(1)
    page.entry.people.item(0).setCheckState(Qt.CheckState.Checked)
    press(page, qtbot, settled, "保存")
    assert page.side.currentIndex() == RECORD
    assert "五峙山列岛" in said(page)
    page.record.weather.setText("小雨")
    press(page, qtbot, settled, "登记已开展")
    assert "1 位代表参加" in page.message.words
    assert "小雨" in said(page)


def test_a_storm_cancels_it_and_other_days_are_proposed(
    page, sample, sqlite_office, qtbot, settled
):
    form = ActivityForm(
        sample.station, ActivityKind.ISLAND, "跑小岛", today(), "五峙山列岛", slot=Slot.EVENING
    )
    key = sqlite_office.write(lambda work: activities.plan(work, form))[0]
    page.open(activity_id=key)
    settled()
    press(page, qtbot, settled, "取消活动")
    assert "不能空着" in page.message.words
    page.record.reason.setText("台风停航")
    press(page, qtbot, settled, "取消活动")
    assert "已取消。可以改在：" in page.message.words
    assert "台风停航" in said(page)


def test_officials_are_expected_and_come(page, sample, sqlite_office, qtbot, settled):
    form = VisitForm(sample.station, today(), "区住建局")
    sqlite_office.write(lambda work: official_visits.plan(work, form))
    page.reload()
    settled()
    press(page, qtbot, settled, "登记…")
    press(page, qtbot, settled, "登记已到")
    assert "不能空着" in page.message.words
    page.officials.name.setText("陈国强")
    press(page, qtbot, settled, "登记已到")
    assert "今年 1 人次" in said(page)
    assert "陈国强" in said(page)
    page.context_of_test.visit(on=True)
    settled()
    assert "陈国强" not in said(page)
