"""设置 · 期限和节假日: the periods, and a new year of holidays from a file."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from liaison.domain.matter import Disposition
from liaison.domain.periods import LIMITS
from liaison.domain.reception import Channel
from liaison.services import receptions
from liaison.services.calendar import calendar
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.settings import setting
from liaison.services.stations import StationForm, open_station
from ui.settings.page import SettingsPage
from ui.widgets import Text

SECTION = "期限和节假日"
FESTIVALS = (
    *("2027-01-01,节假日,元旦", "2027-02-05,节假日,春节", "2027-02-20,调休上班,春节"),
    *("2027-04-05,节假日,清明", "2027-05-03,节假日,劳动节", "2027-06-09,节假日,端午"),
    *("2027-09-15,节假日,中秋", "2027-10-01,节假日,国庆节"),
)


@pytest.fixture
def page(tasks, context, qtbot, settled):
    page = SettingsPage(tasks, context)
    qtbot.addWidget(page)
    page.resize(1160, 700)
    page.show()
    page.open(section=SECTION)
    settled()
    return page


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "2027.csv"
    path.write_text("\n".join(("日期,类型,名称", *FESTIVALS)), encoding="utf-8")
    return path


def shown(card):
    return "\n".join(one.text() for one in card.findChildren(Text) if one.isVisible())


def test_every_period_stands_there_with_its_unit_and_origin(page):
    card = page.deadlines.periods
    words = shown(card)
    for limit in LIMITS.values():
        assert card.numbers[limit.key].value() == limit.default
        assert f"默认 {limit.default} {limit.unit_zh}：{limit.source}" in words


def test_a_changed_period_is_kept(page, sqlite_office, qtbot, settled):
    card = page.deadlines.periods
    card.numbers["answer_within_days"].setValue(20)
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "期限已保存" in page.message.words)
    settled()

    assert sqlite_office.read(lambda work: setting(work, "answer_within_days")) == 20
    assert card.numbers["answer_within_days"].value() == 20


def test_scrolling_past_a_number_does_not_change_it(page):
    number = page.deadlines.periods.numbers["refer_within_days"]
    page.setFocus()
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(number.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(number, turn)
    assert number.value() == 3


def test_a_day_is_looked_up(page):
    card = page.deadlines.holidays
    assert "已确认到 2026 年" in card.until.text()
    card.day.setDate(QDate(2026, 2, 14))
    assert card.about.text() == "调休上班（春节）"
    card.day.setDate(QDate(2027, 2, 8))
    assert card.about.text() == "工作日（暂按周末推算）"


def test_a_holiday_file_is_shown_first_and_taken_in_when_wanted(
    page, sqlite_office, file, qtbot, settled
):
    card = page.deadlines.holidays
    card.look_at(file)
    qtbot.waitUntil(card.take.isVisible)
    assert "将确认 2027 年" in card.preview.text()
    assert sqlite_office.read(calendar).known_until == 2026

    qtbot.mouseClick(card.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "日历已更新" in page.message.words)
    settled()
    assert not card.take.isVisible()
    assert "已确认到 2027 年" in card.until.text()
    assert not sqlite_office.read(calendar).is_workday(date(2027, 2, 5))


def test_a_file_may_be_left(page, sqlite_office, file, qtbot):
    card = page.deadlines.holidays
    card.look_at(file)
    qtbot.waitUntil(card.take.isVisible)
    qtbot.mouseClick(card.leave, Qt.MouseButton.LeftButton)

    assert not card.preview.isVisible()
    assert sqlite_office.read(calendar).known_until == 2026


def test_problems_of_a_file_stand_in_the_page_line_by_line(page, tmp_path, qtbot):
    file = tmp_path / "bad.csv"
    file.write_text("日期,类型\n2027-02-30,节假日\n2027-03-01,开会\n", encoding="utf-8")
    card = page.deadlines.holidays
    card.look_at(file)
    qtbot.waitUntil(lambda: "有 2 处要改正" in card.preview.text())

    first, second = card.lines.toPlainText().splitlines()
    assert first.startswith("行 2：看不懂日期")
    assert second.startswith("行 3：看不懂类型")
    assert not card.take.isVisible()


def test_a_file_that_is_no_calendar_is_told_in_the_pages_bar(page, tmp_path, qtbot):
    file = tmp_path / "other.csv"
    file.write_text("姓名,电话\n张三,1\n", encoding="utf-8")
    page.deadlines.holidays.look_at(file)
    qtbot.waitUntil(lambda: "没有“日期”和“类型”" in page.message.words)


def test_what_moves_is_listed_before_and_stays_listed_afterwards(
    page, sqlite_office, file, qtbot, settled
):
    sqlite_office._now = lambda: datetime(2026, 12, 31, 4, tzinfo=UTC)

    def begin(work):
        form = ReceptionForm(
            station_id=open_station(work, StationForm("甲站")),
            received_on=date(2026, 12, 30),
            channel=Channel.ON_SITE,
            words="灯不亮",
            visitors=(VisitorForm("张三"),),
            matters=(MatterForm("路灯", Disposition.REFERRED, unit_name="区住建局"),),
            notice_given=True,
        )
        return receptions.record(work, form).number

    number, _ = sqlite_office.write(begin)
    card = page.deadlines.holidays
    card.look_at(file)
    qtbot.waitUntil(card.take.isVisible)
    assert card.lines.toPlainText() == f"{number}-1  2027-01-04 周一 → 2027-01-05 周二"

    qtbot.mouseClick(card.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "移动了 1 件的期限" in page.message.words)
    settled()
    assert card.lines.isVisible()
    assert "→ 2027-01-05 周二" in card.lines.toPlainText()
