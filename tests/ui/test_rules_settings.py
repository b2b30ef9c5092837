"""The rules of a station in the settings: typed, read at once, kept, refused in words."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from sqlalchemy import select

from db.models import DutyException, DutyRule
from liaison.services import stations
from liaison.services.stations import StationForm
from ui.settings.stations import StationsPanel


@pytest.fixture
def panel(tasks, sqlite_office, settled, qtbot):
    form = StationForm("东港站", reception_rule="每月15日 9:00-11:30")
    sqlite_office.write(lambda work: stations.open_station(work, form))
    panel = StationsPanel(tasks)
    qtbot.addWidget(panel)
    panel.resize(900, 700)
    panel.show()
    panel.reload()
    settled()
    settled()
    panel.rules.year = 2026
    panel.rules.reload()
    settled()
    return panel


def texts(office):
    query = select(DutyRule.text).where(DutyRule.until_on.is_(None)).order_by(DutyRule.position)
    return office.read(lambda work: list(work.session.scalars(query)))


def typed(line, words, settled, qtbot):
    line.words.setFocus()
    line.words.clear()
    line.words.insert(words)
    qtbot.waitUntil(lambda: words in line.read.text() or "读作" in line.read.text(), timeout=3000)
    settled()


def test_the_rule_is_shown_with_what_is_read_and_the_years_days(panel):
    first, more = panel.rules.lines
    assert first.text == "每月15日 9:00-11:30"
    assert first.read.text().startswith("读作：每月 15 日 上午 9:00–11:30，遇节假日顺延")
    assert panel.rules.sum.text() == "2026 年共 12 次"
    assert panel.rules.strip.months[2].text() == "24（15日顺延）"
    assert more.text == ""
    assert not panel.rules.save.isEnabled()


def test_a_rule_typed_is_read_at_once_and_kept_and_the_form_says_it(
    panel, sqlite_office, settled, qtbot
):
    typed(panel.rules.lines[-1], "每周三下午", settled, qtbot)
    assert "每周三 下午" in panel.rules.lines[-1].read.text()
    qtbot.keyClick(panel.rules.lines[-1].words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(panel.rules.lines) == 3)
    settled()

    assert texts(sqlite_office) == ["每月15日 9:00-11:30", "每周三下午"]
    assert panel.rule.text() == "每月15日 9:00-11:30；每周三下午"
    assert "已保存" in panel.rules.message.words


def test_words_not_understood_stand_beside_the_line_and_nothing_is_kept(
    panel, sqlite_office, settled, qtbot
):
    line = panel.rules.lines[-1]
    typed(line, "每月32日", settled, qtbot)
    assert line.field.problem == "看不懂"
    assert "32日" in line.read.text()
    qtbot.mouseClick(panel.rules.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "32日" in panel.rules.message.words)
    settled()

    assert texts(sqlite_office) == ["每月15日 9:00-11:30"]
    assert line.words.text() == "每月32日"


def test_rules_that_contradict_each_other_are_said_with_the_year(
    panel, sqlite_office, settled, qtbot
):
    typed(panel.rules.lines[-1], "每周三 9:00-11:00", settled, qtbot)
    qtbot.mouseClick(panel.rules.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("重复" in one for one in panel.rules.findings.words))
    settled()


def test_a_rule_is_retired(panel, sqlite_office, settled, qtbot):
    qtbot.mouseClick(panel.rules.lines[0].retire, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(panel.rules.lines) == 1)
    settled()
    assert texts(sqlite_office) == []
    assert panel.rule.text() == ""


def test_what_is_typed_stays_when_another_rule_is_retired(panel, sqlite_office, settled, qtbot):
    typed(panel.rules.lines[-1], "每周三下午", settled, qtbot)
    qtbot.mouseClick(panel.rules.lines[0].retire, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(panel.rules.lines) == 1)
    settled()
    assert panel.rules.lines[0].text == "每周三下午"
    qtbot.mouseClick(panel.rules.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(panel.rules.lines) == 2)
    settled()
    assert texts(sqlite_office) == ["每周三下午"]
    assert panel.rules.lines[-1].text == ""


def test_a_single_day_is_closed_with_a_reason_and_opened_again(
    panel, sqlite_office, settled, qtbot
):
    single = panel.rules.single
    single.day.setDate(QDate(2026, 7, 15))
    qtbot.mouseClick(single.put, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "原因" in panel.rules.message.words)
    settled()
    single.reason.insert("台风")
    qtbot.mouseClick(single.put, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(single.rows) == 1)
    settled()
    assert panel.rules.strip.months[7].text() == "没有"
    assert panel.rules.sum.text() == "2026 年共 11 次"
    days = sqlite_office.read(lambda work: list(work.session.scalars(select(DutyException.day))))
    assert days == [date(2026, 7, 15)]


def test_a_new_station_has_no_rules_card_yet(panel, settled, qtbot):
    qtbot.mouseClick(panel.add, Qt.MouseButton.LeftButton)
    settled()
    assert not panel.rules.isVisible()
