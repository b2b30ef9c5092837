"""The frame as people meet it: a real start on a real folder, keys and clicks."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from liaison.domain.errors import Unavailable
from liaison.services import drafts, stations, today
from liaison.settings import Settings
from ui.desk import Desk
from ui.finder import Finder
from ui.pages import PAGES
from ui.welcome import Fault, Welcome


@pytest.fixture
def settings(tmp_path):
    home = tmp_path / "home"
    return Settings(home, f"sqlite:///{home / 'liaison.db'}")


@pytest.fixture
def open_desk(qtbot, settings, demo_file):
    opened = []

    def start(*, with_demo=True, fault=None):
        if with_demo and not settings.home.exists():
            settings.home.mkdir()
            shutil.copyfile(demo_file, settings.home / "liaison.db")
        desk = Desk(settings, fault)
        opened.append(desk)
        qtbot.addWidget(desk.window)
        with qtbot.waitSignal(desk.filled, timeout=20_000):
            desk.open()
        desk.window.activateWindow()
        qtbot.waitUntil(desk.window.isActiveWindow)
        return desk

    yield start
    for desk in opened:
        desk.window.close()
        desk.close()


def type_chinese(widget, words):
    """As an input method does: committed, not pressed."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)


def quiet(desk, qtbot):
    qtbot.wait(5)
    qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=20_000)
    qtbot.wait(5)


def nameless(widget):
    """Focusable widgets below `widget` that a screen reader could not name."""
    found = []
    for one in widget.findChildren(QWidget):
        if one.focusPolicy() == Qt.FocusPolicy.NoFocus or not one.isVisibleTo(widget):
            continue
        if one.objectName().startswith("qt_") or one.focusProxy() is not None:
            continue
        words = one.text() if isinstance(one, QAbstractButton | QLabel) else ""
        if not (one.accessibleName() or words):
            found.append(f"{type(one).__name__} {one.objectName()}")
    return found


def test_the_window_opens_on_the_day(open_desk, qtbot):
    desk = open_desk()

    assert "今天是接待日" in desk.window.page.title.text()
    assert desk.window.nav.buttons["today"].isChecked()
    assert desk.context.facts.district == "示范区"


def test_every_page_opens_by_its_key_and_names_all_its_controls(open_desk, qtbot):
    desk = open_desk()
    window = desk.window
    for place, name in enumerate(window.nav.buttons, start=1):
        key = Qt.Key(Qt.Key.Key_0 + place % 10)
        qtbot.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
        quiet(desk, qtbot)
        assert window.nav.buttons[name].isChecked(), name
        assert window.page is window.page_named(name)
        assert nameless(window) == [], name
        assert window.page.help_zh.strip(), name


def test_no_page_flashes_a_window_of_its_own_and_ctrl_k_works_from_any_field(open_desk, qtbot):
    desk = open_desk()
    for name in [entry.name for entry in PAGES if entry.exists()]:
        desk.window.go(name)
        quiet(desk, qtbot)
        assert desk.window.isActiveWindow(), name
        for editor in desk.window.page.findChildren(QLineEdit)[:1]:
            if editor.isVisible():
                editor.setFocus()
                qtbot.keyClick(editor, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
                finder = desk.window.findChild(Finder)
                assert finder.isVisible(), name
                qtbot.keyClick(finder.line, Qt.Key.Key_Escape)


def test_no_label_takes_markup(open_desk, qtbot):
    desk = open_desk()
    for entry in PAGES:
        if entry.exists():
            desk.window.go(entry.name)
            quiet(desk, qtbot)
    rich = [
        label.text()
        for label in desk.window.findChildren(QLabel)
        if label.textFormat() != Qt.TextFormat.PlainText and label.text()
    ]
    assert rich == []


def test_the_finder_goes_to_a_person_by_initials(open_desk, qtbot):
    desk = open_desk()
    qtbot.keyClick(desk.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    finder = desk.window.findChild(Finder)
    qtbot.keyClicks(finder.line, "wjg")
    qtbot.waitUntil(lambda: finder.list.count() and "王建国" in finder.list.item(0).text())
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    quiet(desk, qtbot)

    assert desk.window.nav.buttons["people"].isChecked()
    row = desk.window.page.table.current()
    assert row.name == "王建国"


def test_the_finder_opens_a_matter_by_its_short_number(open_desk, qtbot):
    desk = open_desk()
    row = desk.tasks.office.read(first_matter)
    desk.window.find()
    finder = desk.window.findChild(Finder)
    qtbot.keyClicks(finder.line, "-".join(("2026", row.number.split("-")[-2][-4:], "1")))
    wanted = f"{row.number}　{row.title}　事项"
    qtbot.waitUntil(lambda: any(wanted in words for words in told(finder)))

    place = next(n for n, words in enumerate(told(finder)) if wanted in words)
    finder.list.setCurrentRow(place)
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    quiet(desk, qtbot)

    assert desk.window.nav.buttons["matters"].isChecked()
    assert row.title in all_words(desk.window.page)


def first_matter(work):
    from sqlalchemy import select

    from db.models import Matter

    query = select(Matter.number, Matter.title).where(Matter.number.like("%-2026-%-1"))
    return work.session.execute(query.order_by(Matter.id.desc())).first()


def told(finder):
    return [finder.list.item(place).text() for place in range(finder.list.count())]


def all_words(page):
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_the_finder_goes_to_a_page_and_escape_closes_it(open_desk, qtbot):
    desk = open_desk()
    desk.window.find()
    finder = desk.window.findChild(Finder)
    type_chinese(finder.line, "设置")
    qtbot.keyClick(finder.line, Qt.Key.Key_Return)
    quiet(desk, qtbot)
    assert desk.window.nav.buttons["settings"].isChecked()

    desk.window.find()
    again = desk.window.findChild(Finder)
    qtbot.keyClick(again.line, Qt.Key.Key_Escape)
    assert not again.isVisible()


def test_the_station_chooser_changes_what_the_pages_show(open_desk, qtbot):
    desk = open_desk()
    menu = desk.window.top.menu()
    names = [action.text() for action in menu.actions() if action.text()]
    assert names[0] == "示范区（全部站点）"
    assert "北岙镇代表联络站" in names
    next(one for one in menu.actions() if one.text() == "北岙镇代表联络站").trigger()
    quiet(desk, qtbot)

    assert desk.context.station.name == "北岙镇代表联络站"
    desk.window.go("people")
    quiet(desk, qtbot)
    assert {row.station for row in desk.window.page._rows} == {"北岙镇代表联络站"}


def test_help_opens_and_closes(open_desk, qtbot):
    desk = open_desk()
    qtbot.keyClick(desk.window, Qt.Key.Key_F1)
    assert desk.window.help.isVisible()
    assert "新的接待" in desk.window.help.words.text()
    qtbot.keyClick(desk.window, Qt.Key.Key_F1)
    assert not desk.window.help.isVisible()


def test_the_first_start_sets_up_a_station(open_desk, qtbot, settings):
    desk = open_desk(with_demo=False)
    welcome = desk.window.findChild(Welcome)
    type_chinese(welcome.name, "城东街道代表联络站")
    type_chinese(welcome.district, "定海区")
    type_chinese(welcome.township, "城东街道")
    qtbot.mouseClick(welcome.found, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: desk.window.page is not None, timeout=10_000)
    quiet(desk, qtbot)

    rows = desk.tasks.office.read(stations.stations)
    assert [row.name for row in rows] == ["城东街道代表联络站"]
    assert desk.context.station.name == "城东街道代表联络站"
    assert desk.context.facts.district == "定海区"


def test_the_first_start_can_show_made_up_data(open_desk, qtbot):
    desk = open_desk(with_demo=False)
    welcome = desk.window.findChild(Welcome)
    qtbot.mouseClick(welcome.show_demo, Qt.MouseButton.LeftButton)
    assert desk.window.status.stop.isVisible()
    qtbot.waitUntil(lambda: desk.window.page is not None, timeout=60_000)
    quiet(desk, qtbot)

    assert len(desk.context.facts.stations) == 3
    assert desk.window.nav.buttons["matters"].count > 0
    assert not desk.window.status.stop.isVisible()


def test_long_work_can_be_stopped_from_the_status_bar(open_desk, qtbot):
    desk = open_desk(with_demo=False)
    welcome = desk.window.findChild(Welcome)
    qtbot.mouseClick(welcome.show_demo, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(desk.window.status.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(welcome.isEnabled, timeout=60_000)

    assert desk.tasks.office.read(stations.stations) == []
    assert "什么都没有写入" in welcome.message.words


def test_a_station_without_a_name_is_refused_beside_the_field(open_desk, qtbot):
    desk = open_desk(with_demo=False)
    welcome = desk.window.findChild(Welcome)
    qtbot.mouseClick(welcome.found, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: welcome.fields["name"].problem == "不能空着")
    assert welcome.isEnabled()
    assert desk.window.page is None


def test_a_fault_is_told_in_the_window_and_can_be_tried_again(open_desk, qtbot, settings):
    settings.home.write_text("a file where the folder should be")
    desk = open_desk(with_demo=False)
    fault = desk.window.findChild(Fault)
    assert "不是文件夹" in fault.words.text()

    settings.home.unlink()
    fault.again.emit()
    qtbot.waitUntil(lambda: desk.window.findChild(Welcome) is not None, timeout=20_000)


def test_a_second_window_on_the_same_data_is_refused(open_desk, qtbot, settings):
    open_desk()
    second = open_desk()

    assert "已有一个窗口" in second.window.findChild(Fault).words.text()


def test_a_setting_that_cannot_be_read_is_all_that_the_window_shows(open_desk, qtbot):
    desk = open_desk(with_demo=False, fault=Unavailable("disk_error"))

    assert "磁盘" in desk.window.findChild(Fault).words.text()


def test_figures_open_the_rows_that_they_count(open_desk, qtbot):
    desk = open_desk()
    page = desk.window.page
    counted = int(page.matters.number)
    qtbot.keyClick(page.matters, Qt.Key.Key_Return)
    quiet(desk, qtbot)

    assert desk.window.nav.buttons["matters"].isChecked()
    assert desk.window.page.model.rowCount() == counted


def test_a_draft_shows_on_the_first_page(open_desk, qtbot):
    desk = open_desk()
    from liaison.domain.ids import DraftId, new_id

    station = desk.context.facts.stations[0].id
    content = {"words": "阿拉六幢电梯装了一半", "visitors": [{"name": "林阿凤"}]}
    desk.tasks.write(desk, lambda work, _: drafts.keep(work, DraftId(new_id()), station, content))
    desk.window.page.reload()
    quiet(desk, qtbot)
    view = desk.tasks.office.read(lambda work: today.today(work, None))

    assert view.drafts_in_all == 1
    assert "1 份" in desk.window.page.drafts.note.text()


def test_guests_see_no_titles(open_desk, qtbot):
    desk = open_desk()
    desk.window.top.visit.click()
    quiet(desk, qtbot)
    title = desk.tasks.office.read(lambda work: today.today(work, None)).due[0].title

    shown = [label.text() for label in desk.window.page.findChildren(QLabel)]
    assert title not in shown
    desk.window.go("matters")
    quiet(desk, qtbot)
    assert "遮住" in desk.window.page.model.index(0, 1).data()


def test_combo_boxes_and_lines_are_named_on_the_settings_page(open_desk, qtbot):
    desk = open_desk()
    desk.window.go("settings")
    page = desk.window.page
    for place in range(page.sections.count()):
        page.sections.setCurrentRow(place)
        quiet(desk, qtbot)
        editors = [*page.findChildren(QLineEdit), *page.findChildren(QComboBox)]
        assert all(one.accessibleName() for one in editors)
        assert nameless(desk.window) == []
