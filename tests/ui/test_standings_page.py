import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from db.engine import open_engine
from liaison.domain.performance import Demand
from liaison.office import Office
from liaison.services import imports
from liaison.services.performance_standings import StandingsQuery, standings
from ui.context import Context
from ui.desk import office_facts
from ui.performance.page import StandingsPage
from ui.tasks import Tasks

DATA = Path(__file__).parents[1] / "data" / "dinghai"


@pytest.fixture(scope="module")
def year_file(migrated_file, tmp_path_factory):
    """The year's books brought in once, to be copied."""
    file = tmp_path_factory.mktemp("year") / "liaison.db"
    shutil.copyfile(migrated_file, file)
    office = Office(open_engine(f"sqlite:///{file}"), "李某")
    names = ("divisions.csv", "roster.xlsx", "register-2022.xlsx")
    books = imports.open_books([DATA / name for name in names])
    office.write(lambda work: imports.bring_in(work, books, imports.Answers()))
    office.close()
    return file


@pytest.fixture
def page(year_file, tmp_path, qtbot):
    file = tmp_path / "liaison.db"
    shutil.copyfile(year_file, file)
    office = Office(open_engine(f"sqlite:///{file}"), "李某")
    tasks = Tasks(office)
    context = Context(None, office.read(office_facts))
    page = StandingsPage(tasks, context)
    page.tasks, page.office, page.context, page.asked = tasks, office, context, []
    context.asked.connect(lambda *found: page.asked.append(found))
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    page.open(year=2022)
    quiet(page, qtbot)
    yield page
    assert tasks.finish()
    office.close()


def quiet(page, qtbot):
    for _ in range(3):
        qtbot.wait(10)
        qtbot.waitUntil(lambda: not page.tasks.busy, timeout=10_000)
    qtbot.wait(10)


def listed(page, **query):
    return page.office.read(lambda work: standings(work, StandingsQuery(2022, **query)))


def choose(page, qtbot, box, value):
    box.setCurrentIndex(box.findData(value))
    quiet(page, qtbot)


def press(page, qtbot, word):
    found = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    qtbot.mouseClick(next(o for o in found if o.text() == word), Qt.MouseButton.LeftButton)


def test_the_whole_years_list_adds_up_and_tells_what_is_apart(page):
    assert "进站一共 485 人次" in page.subtitle.text()
    assert page.count.text() == "共 256 位，进站 477 人次"
    assert page.apart.text() == "另有姓名待核定 8 人次"


def test_the_number_of_a_line_is_the_number_of_the_sheet_beside_it(page, qtbot):
    row = page.table.current()
    assert page.panel.shown.name == row.name
    assert page.panel.shown.receptions == row.receptions
    assert page.panel.shown.points == row.points


def test_only_those_who_miss_a_demand_are_listed(page, qtbot):
    choose(page, qtbot, page.only, Demand.RECEPTION.value)
    wanted = listed(page).lacking(Demand.RECEPTION)
    assert page.count.text().startswith(f"共 {len(wanted)} 位")
    assert all(page.model.row(place).receptions < 2 for place in range(len(wanted)))


def test_level_and_station_narrow_the_list(page, qtbot):
    level = page.level.itemData(2)
    choose(page, qtbot, page.level, level)
    assert page.count.text().startswith(f"共 {len(listed(page, level=level).rows):,} 位")
    page.level.setCurrentIndex(0)
    station = page.context.facts.stations[0].id
    page.context.choose_station(station)
    quiet(page, qtbot)
    made = listed(page, station_id=station)
    assert page.count.text().startswith(f"共 {len(made.rows)} 位")
    assert made.place in page.subtitle.text()


def test_a_year_without_anything_says_who_misses_what(page, qtbot):
    page.open(year=2019)
    quiet(page, qtbot)
    assert "进站一共 0 人次" in page.subtitle.text()
    assert not page.apart.isVisible()


def test_the_list_is_looked_at_as_paper_and_kept_as_a_workbook(page, qtbot, tmp_path):
    press(page, qtbot, "打印名单")
    qtbot.waitUntil(lambda: page.paper is not None and page.paper.preview.has_page, timeout=15_000)
    page.save_book(tmp_path / "list.xlsx")
    quiet(page, qtbot)
    assert (tmp_path / "list.xlsx").stat().st_size > 10_000
    assert "名单已存到" in page.message.words
    press(page, qtbot, "收起")
    assert page.panel.isVisible()


def test_names_that_are_nobody_yet_lead_to_where_they_are_settled(page, qtbot):
    press(page, qtbot, "另有姓名待核定 8 人次")
    press(page, qtbot, "代表")
    assert [name for name, _ in page.asked] == ["exchange", "people"]


def test_enter_on_a_line_opens_the_person(page, qtbot):
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    key = page.table.current().representative_id
    assert page.asked[-1] == ("people", {"representative_id": key, "part": "year"})
