"""码与海报 beyond printing: what hangs where, the platform's codes, the station's look."""

import pytest
from PIL import Image
from PySide6.QtCore import QDate, Qt

from liaison.services import codes, looks, wall
from liaison.services.wall import HangForm
from tests.ui.test_codes_page import filled, people, tasks  # noqa: F401 - fixtures
from ui.codes.page import LOOK, OFFICIAL, WALL, CodesPage
from ui.context import Context

LINK = "https://platform.example/c/1"


@pytest.fixture
def context(filled):  # noqa: F811
    context = Context()
    context.choose_station(filled.office.read(codes.codes)[0].station_id)
    return context


@pytest.fixture
def page(qtbot, filled, context):  # noqa: F811
    page = CodesPage(filled, context)
    qtbot.addWidget(page)
    page.resize(1190, 690)
    page.show()
    qtbot.waitUntil(lambda: page.printing.people.holders.rowCount() == 10, timeout=10_000)
    return page


def quiet(qtbot, page):
    qtbot.wait(30)
    qtbot.waitUntil(lambda: not page._tasks.busy, timeout=15_000)
    qtbot.wait(30)


def row(page, whose="钱㛃"):
    rows = page._tasks.office.read(codes.codes)
    return next(one for one in rows if one.whose == whose and one.withdrawn_on is None)


def test_a_poster_is_noted_looked_at_and_taken_down(qtbot, page):
    page.open(view=WALL)
    quiet(qtbot, page)
    assert page.wall.empty.isVisible()
    page.wall.hang.click()
    form = page.wall.form
    form.save.click()
    assert form.fields["code_id"].problem
    form.whose.choose(row(page).id)
    form._on_whose_chosen(row(page).id)
    form.save.click()
    qtbot.waitUntil(lambda: form.fields["place"].problem == "不能空着")
    form.place.setText("小区南门")
    form.day.setDate(QDate(2026, 3, 5))  # the office's clock stands there
    form.save.click()
    qtbot.waitUntil(lambda: page.wall.record.isVisible() and page.wall.record.key is not None)
    assert page.wall.record.heading.text() == "小区南门"
    assert "挂着 1" in page.wall.tabs._group.button(0).text()
    page.wall.record.relocate.click()
    assert page.wall.record.words.text() == "小区南门"
    page.wall.record.words.setText("小区北门")
    page.wall.record.confirm.click()
    qtbot.waitUntil(lambda: page.wall.record.heading.text() == "小区北门")
    quiet(qtbot, page)
    page.wall.record.check.click()
    page.wall.record.words.setText("完好")
    page.wall.record.confirm.click()
    qtbot.waitUntil(lambda: "今天看过" in page.message.words)
    quiet(qtbot, page)
    page.wall.record.down.click()
    page.wall.record.confirm.click()
    assert page.wall.record.field.problem == "要写原因"
    page.wall.record.words.setText("拆迁")
    qtbot.keyClick(page.wall.record.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._tasks.office.read(wall.copies)[0].taken_down_reason == "拆迁")


def test_a_withdrawn_code_turns_its_posters_red_and_leads_to_them(qtbot, page):
    def put_up(work):
        wall.hang(work, HangForm(row(page).id, "码头", work.today, "poster-A4"))

    page._tasks.office.write(put_up)
    place = page.printing.people.holders.place_of(row(page).id)
    page.printing.people.setCurrentIndex(page.printing.people.holders.index(place))
    page.printing.inspector.withdraw.click()
    page.printing.inspector.reason.setText("遗失")
    page.printing.inspector.confirm.click()
    qtbot.waitUntil(lambda: "取下来" in page.message.words)
    page.message._act.click()
    qtbot.waitUntil(lambda: "该取下 1" in page.wall.tabs._group.button(1).text())
    page.wall.tabs._group.button(1).click()
    quiet(qtbot, page)
    assert "停用（遗失）" in page.wall.record.wrong.text()


def test_the_platforms_codes_are_looked_into_before_they_are_taken(qtbot, page, tmp_path):
    page.open(view=OFFICIAL)
    quiet(qtbot, page)
    source = tmp_path / "码.csv"
    source.write_text(f"姓名,联络站,链接\n钱㛃,城东,{LINK}\n没有,城东,{LINK}2\n", encoding="utf-8")
    page.official.look_into(source)
    qtbot.waitUntil(page.official.result.isVisible)
    assert "没有在任的“没有”" in page.official.found.text()
    source.write_text(f"姓名,联络站,链接\n钱㛃,城东,{LINK}\n", encoding="utf-8")
    page.official.look_into(source)
    qtbot.waitUntil(lambda: page.official.take.text() == "导入 1 个")
    page.official.take.click()
    qtbot.waitUntil(lambda: "已导入 1 个官方码" in page.message.words)
    assert row(page).official == LINK


def test_one_link_is_put_in_by_hand_and_never_two_peoples(qtbot, page):
    page.open(view=OFFICIAL)
    quiet(qtbot, page)
    view = page.official
    view.one.click()
    assert view.whose_field.problem
    view.whose.choose(row(page).id)
    view.link.setText(LINK)
    view.one.click()
    qtbot.waitUntil(lambda: "钱㛃的官方码" in page.message.words)
    quiet(qtbot, page)
    view.whose.choose(row(page, "韩䶮").id)
    view.link.setText(LINK)
    view.one.click()
    qtbot.waitUntil(lambda: "已经是钱㛃的" in view.link_field.problem)


def test_a_stations_own_look_is_kept_printed_and_refused_where_it_cannot_be_read(
    qtbot, page, context, tmp_path
):
    page.open(view=LOOK)
    quiet(qtbot, page)
    view = page.look
    view.colour.setText("#ffee00")
    view.save.click()
    qtbot.waitUntil(lambda: "太浅" in view.fields["colour"].problem)
    view.colour.setText("#1f4e79")
    view.title.setText("代表之家")
    view.shown["phone"].setChecked(True)
    view.save.click()
    qtbot.waitUntil(lambda: "已保存" in page.message.words)
    quiet(qtbot, page)
    look = page._tasks.office.read(lambda work: looks.look(work, context.station_id))
    assert (look.title, look.colour, look.shown["phone"]) == ("代表之家", "#1f4e79", True)
    assert page.printing.choices.fields["phone"] is True
    Image.new("RGB", (400, 300), "teal").save(tmp_path / "站.jpg")
    view.put_picture(tmp_path / "站.jpg")
    qtbot.waitUntil(lambda: "图片已换" in page.message.words)


def test_of_the_whole_district_there_is_no_look(qtbot, filled):  # noqa: F811
    page = CodesPage(filled, Context())
    qtbot.addWidget(page)
    page.show()
    page.open(view=LOOK)
    quiet(qtbot, page)
    assert page.look.empty.isVisible()


def test_pictures_are_saved_too_each_read_back(qtbot, page, tmp_path):
    qtbot.waitUntil(lambda: page.printing.ready, timeout=15_000)
    for form in ("png", "svg"):
        page.outlet.save_to(tmp_path / form, form)
        qtbot.waitUntil(
            lambda form=form: f"个 {form.upper()}" in page.message.words, timeout=15_000
        )
        assert {one.suffix for one in (tmp_path / form).iterdir()} == {f".{form}"}


def test_a_source_nobody_has_leaves_nothing_to_print_and_says_why(qtbot, page):
    qtbot.waitUntil(lambda: page.printing.ready, timeout=15_000)
    page.printing.choices.source.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "官方码" in page.printing.inspector.proof.accessibleName())
    assert not page.print.isEnabled()
    page.printing.choices.source.setCurrentIndex(2)
    qtbot.waitUntil(lambda: page.printing.ready, timeout=15_000)
    assert page.printing.proofing.wanted[0].meant[0][0].startswith("城东街道")


def test_a_printers_drift_is_kept_for_that_printer(qtbot, page):
    choices = page.printing.choices
    assert choices.drift("前台") == (0.0, 0.0)
    choices.printer.addItem("前台")
    choices.printer.setEnabled(True)
    choices.printer.setCurrentText("前台")
    choices.across.setValue(-0.6)
    choices.down.setValue(0.3)
    assert choices.drift("前台") == (-0.6, 0.3)
    assert choices.drift("后台") == (0.0, 0.0)


def test_a_mark_in_the_middle_is_proved_like_all_else(qtbot, page):
    qtbot.waitUntil(lambda: page.printing.ready, timeout=15_000)
    page.printing.choices.emblem.setChecked(True)
    qtbot.waitUntil(lambda: not page.printing.ready)
    qtbot.waitUntil(lambda: page.printing.ready, timeout=15_000)
    assert page.printing.proofing.made[0].wanted.options.emblem
