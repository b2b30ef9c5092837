import pytest
from PySide6.QtCore import Qt

from liaison.domain.representative import RepresentativeStatus
from liaison.services import codes, representatives, wall
from liaison.services.wall import HangForm
from ui.context import Context
from ui.desk import office_facts
from ui.people.page import PeoplePage
from ui.tasks import Tasks


@pytest.fixture
def page(demo_office, qtbot):
    tasks = Tasks(demo_office)
    context = Context(None, demo_office.read(office_facts))
    page = PeoplePage(tasks, context)
    page.tasks, page.office = tasks, demo_office
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    page.open()
    quiet(page, qtbot)
    yield page
    assert tasks.finish()


def quiet(page, qtbot):
    qtbot.wait(5)
    qtbot.waitUntil(lambda: not page.tasks.busy, timeout=10_000)
    qtbot.wait(5)


def words(widget):
    from PySide6.QtWidgets import QLabel

    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_the_first_person_stands_open_at_the_right(page):
    assert page.table.current().name == "王建国"
    assert "东港街道第1选区" in words(page.record)
    assert "139****" in words(page.record)


def test_two_people_of_one_name_are_told_apart(page, qtbot):
    page.search.setText("徐静")
    qtbot.waitUntil(lambda: page.model.rowCount() == 2)
    qtbot.waitUntil(lambda: page.model.row(1) is not None)

    posts = {page.model.row(place).post for place in range(2)}
    assert posts == {"社区网格员", "虹桥村妇联主席"}


def test_nothing_found_says_what_to_do(page, qtbot):
    page.search.setText("没有这个人")

    qtbot.waitUntil(page.empty.isVisible)
    assert "没有符合的代表" in words(page.empty)


def test_a_phone_is_shown_only_when_it_is_asked_for(page, qtbot):
    look = next(one for one in buttons(page) if one.text() == "显示，留痕")
    qtbot.mouseClick(look, Qt.MouseButton.LeftButton)
    quiet(page, qtbot)

    assert page.record.phone.text() == "13900000000"


def buttons(page):
    from PySide6.QtWidgets import QPushButton

    return [one for one in page.record.findChildren(QPushButton) if one.isVisible()]


def press(page, qtbot, word):
    button = next(one for one in buttons(page) if one.text() == word)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_suspending_asks_for_the_reason_and_keeps_the_person(page, qtbot):
    key = page.table.current().id
    press(page, qtbot, "暂停职务")
    press(page, qtbot, "保存")
    qtbot.waitUntil(lambda: page.record.status.fields["reason"].problem == "不能空着")

    page.record.status.reason.setText("依法暂停执行代表职务")
    press(page, qtbot, "保存")
    qtbot.waitUntil(lambda: "已记下" in page.message.words)
    quiet(page, qtbot)

    view = page.office.read(lambda work: representatives.view(work, key))
    assert view.status is RepresentativeStatus.SUSPENDED
    assert page.table.current().id == key


def test_editing_a_name_shows_at_once_in_the_list(page, qtbot):
    press(page, qtbot, "修改资料")
    page.record.basics.name.setText("王建囯")
    press(page, qtbot, "保存")
    qtbot.waitUntil(lambda: "资料已改" in page.message.words)
    quiet(page, qtbot)

    assert page.table.current().name == "王建囯"
    assert "139****0000" in words(page.record)


def test_enrolling_somebody_needs_a_name(page, qtbot):
    qtbot.mouseClick(page.enrol, Qt.MouseButton.LeftButton)
    press(page, qtbot, "保存")
    qtbot.waitUntil(lambda: page.record.basics.fields["name"].problem == "不能空着")

    page.record.basics.name.setText("龚小龙")
    press(page, qtbot, "保存")
    qtbot.waitUntil(lambda: "已登记 龚小龙" in page.message.words)
    quiet(page, qtbot)

    assert page.table.current().name == "龚小龙"


def test_a_photograph_is_put_shown_and_taken_away_again(page, qtbot, tmp_path):
    from PIL import Image

    record = page.record
    assert record.photo.avatar.isVisibleTo(record)
    Image.new("RGB", (300, 500), "navy").save(tmp_path / "照片.png")
    record.photo.take(tmp_path / "照片.png")
    qtbot.waitUntil(lambda: record.photo.picture.isVisibleTo(record))
    assert "照片已换" in page.message.words
    assert not record.photo.picture.pixmap().isNull()
    quiet(page, qtbot)
    (tmp_path / "不是图片.jpg").write_text("no")
    record.photo.take(tmp_path / "不是图片.jpg")
    qtbot.waitUntil(lambda: "用不了" in page.message.words)
    assert record.photo.picture.isVisibleTo(record)
    record.photo.remove.click()
    qtbot.waitUntil(lambda: record.photo.avatar.isVisibleTo(record))


def test_whoever_is_suspended_shows_which_posters_must_come_down(page, qtbot):
    key = page.table.current().id

    def hung(work):
        codes.issue_missing(work)
        row = next(one for one in codes.codes(work) if one.representative_id == key)
        for place in ("檀东社区一楼", "渡口候船室"):
            wall.hang(work, HangForm(row.id, place, work.today))

    page.office.write(hung)
    press(page, qtbot, "暂停职务")
    page.record.status.reason.setText("依法暂停执行代表职务")
    press(page, qtbot, "保存")
    qtbot.waitUntil(lambda: "已记下" in page.message.words)
    quiet(page, qtbot)

    shown = words(page.record.posters)
    assert "还有 2 张码海报挂着，要取下" in shown
    assert "渡口候船室" in shown
    went = []
    page.record._context.asked.connect(lambda name, more: went.append((name, more)))
    qtbot.mouseClick(page.record.posters.go, Qt.MouseButton.LeftButton)
    assert went == [("codes", {"view": "wall"})]
