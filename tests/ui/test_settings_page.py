import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication

from liaison.services import stations
from liaison.services.settings import setting
from liaison.settings import Settings
from ui import theme
from ui.context import Context
from ui.desk import office_facts
from ui.settings.page import SettingsPage
from ui.tasks import Tasks


@pytest.fixture
def page(demo_office, qtbot, tmp_path):
    tasks = Tasks(demo_office)
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'demo.db'}")
    context = Context(settings, demo_office.read(office_facts))
    context.actor = "李某"
    page = SettingsPage(tasks, context)
    page.tasks, page.office, page.context = tasks, demo_office, context
    qtbot.addWidget(page)
    page.show()
    page.open()
    quiet(page, qtbot)
    yield page
    assert tasks.finish()
    theme.apply(QApplication.instance(), theme.Theme())


def quiet(page, qtbot):
    qtbot.wait(5)
    qtbot.waitUntil(lambda: not page.tasks.busy, timeout=30_000)
    qtbot.wait(5)


def test_the_districts_name_and_the_clerk_are_kept(page, qtbot):
    page.district.setText("定海区")
    page.user.setText("王静")
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "已保存" in page.message.words)
    quiet(page, qtbot)

    assert page.office.read(lambda work: setting(work, "district")) == "定海区"
    assert page.office.actor == page.context.actor == "王静"
    assert QSettings().value("user/name") == "王静"


def test_a_web_address_without_its_beginning_is_refused_beside_the_field(page, qtbot):
    page.web.setText("rd.example.cn")
    qtbot.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)

    assert page.fields["web_address"].problem == "要以 https:// 开头"
    assert page.office.read(lambda work: setting(work, "web_address")) == ""


def test_a_stations_facts_can_be_changed(page, qtbot):
    page.sections.setCurrentRow(1)
    panel = page.stations
    panel.list.setCurrentRow(1)
    panel.rule.setText("每周五上午")
    qtbot.mouseClick(panel.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "已保存" in page.message.words)
    quiet(page, qtbot)

    rows = page.office.read(stations.stations)
    assert rows[1].reception_rule == "每周五上午"
    assert panel.list.currentRow() == 1


def test_a_new_station_cannot_take_anothers_name(page, qtbot):
    page.sections.setCurrentRow(1)
    panel = page.stations
    qtbot.mouseClick(panel.add, Qt.MouseButton.LeftButton)
    panel.name.setText("北岙镇代表联络站")
    qtbot.mouseClick(panel.save, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: panel.fields["name"].problem == "已经有同名的联络站")


def test_larger_words_and_the_dark_look_are_kept(page, qtbot):
    page.scale.choose(1.25)
    page.scale.changed.emit(1.25)
    page.dark.setChecked(True)

    assert theme.active().scale == 1.25
    assert theme.active().palette == theme.DARK
    assert QSettings().value("look/scale", type=float) == 1.25


def test_the_examination_tells_one_line_a_check(page, qtbot):
    page.open(section="数据和体检")
    qtbot.mouseClick(page.examine, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._checks.count() >= 15, timeout=30_000)
    quiet(page, qtbot)

    assert page.examine.isEnabled()
