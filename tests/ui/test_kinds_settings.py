import pytest
from PySide6.QtCore import Qt

from liaison.services import performance_kinds
from ui.settings.page import SettingsPage


@pytest.fixture
def page(tasks, context, sqlite_office, qtbot, settled):
    page = SettingsPage(tasks, context)
    page.office, page.settled = sqlite_office, settled
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    page.open(section="履职分值")
    settled()
    return page


def kinds(page):
    return {kind.name: kind for kind in page.office.read(performance_kinds.kinds)}


def save(page, qtbot):
    qtbot.mouseClick(page.kinds.save, Qt.MouseButton.LeftButton)
    page.settled()


def test_points_and_caps_are_the_offices_own(page, qtbot):
    line = next(line for line in page.kinds.lines if line.code == "reception")
    line.points.setValue(3)
    line.most.setValue(30)
    save(page, qtbot)
    assert "履职分值已保存" in page.message.words
    assert (kinds(page)["接待选民"].points, kinds(page)["接待选民"].most) == (3, 30)


def test_a_kind_is_added_and_another_put_out_of_use(page, qtbot):
    qtbot.mouseClick(page.kinds.add, Qt.MouseButton.LeftButton)
    page.kinds.lines[-1].name.setText("慈善公益")
    next(line for line in page.kinds.lines if line.code == "other").in_use.setChecked(False)
    save(page, qtbot)
    assert kinds(page)["慈善公益"].in_use
    assert not kinds(page)["其他履职"].in_use


def test_a_name_that_is_missing_is_told_and_nothing_changes(page, qtbot):
    before = kinds(page)
    page.kinds.lines[0].name.setText(" ")
    save(page, qtbot)
    assert "不能空着" in page.kinds.problem.text()
    assert kinds(page) == before


def test_what_a_year_asks_is_set_with_the_periods_and_may_be_nothing(page, qtbot):
    page.sections.setCurrentRow(2)
    numbers = page.deadlines.periods.numbers
    numbers["contact_minimum"].setValue(0)
    numbers["yearly_minimum"].setValue(4)
    qtbot.mouseClick(page.deadlines.periods.save, Qt.MouseButton.LeftButton)
    page.settled()
    least = {
        demand.value: number for demand, number in page.office.read(performance_kinds.least).items()
    }
    assert (least["contact"], least["reception"]) == (0, 4)
