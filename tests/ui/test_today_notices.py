from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from liaison.services import today as service
from liaison.services.duty_notices import PostForm, post_notice
from liaison.services.duty_plan import plan_year
from tests.duty_sample import duty_sample
from ui.context import Context
from ui.desk import office_facts
from ui.tasks import Tasks
from ui.today.page import TodayPage

TODAY = date(2026, 3, 5)


def test_notices_that_must_hang_today_stand_on_the_first_page_and_lead_to_their_paper(
    sqlite_office, qtbot
):
    sample = duty_sample(sqlite_office, "每周日 9:00-11:30，遇节假日不顺延")
    sqlite_office.write(lambda work: plan_year(work, 2026, sample.station))
    found = sqlite_office.read(lambda work: service.today(work, None)).notices
    assert [(one.held_on, one.days) for one in found] == [(date(2026, 3, 8), 0)]

    tasks = Tasks(sqlite_office)
    context = Context(None, sqlite_office.read(office_facts))
    asked = []
    context.asked.connect(lambda name, given: asked.append((name, given)))
    page = TodayPage(tasks, context)
    qtbot.addWidget(page)
    page.resize(1180, 690)
    page.show()
    with qtbot.waitSignal(page.filled):
        page.open()
    assert "3月8日 周日 的公告" in [one.text() for one in page.todo.findChildren(QLabel)]
    button = next(b for b in page.todo.findChildren(QPushButton) if b.text() == "去打印")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert asked == [("duty", {"day": date(2026, 3, 8), "notice": found[0].shift_id})]
    assert tasks.finish()


def test_a_posted_notice_goes_from_the_first_page(office):
    sample = duty_sample(office, "每周日 9:00-11:30，遇节假日不顺延")
    office.write(lambda work: plan_year(work, 2026, sample.station))
    key = office.read(lambda work: service.today(work, None)).notices[0].shift_id
    office.write(lambda work: post_notice(work, PostForm(key, TODAY)))
    assert office.read(lambda work: service.today(work, None)).notices == ()
