"""The imported year: 485 attendances, the same in every place that shows them."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from db.engine import open_engine
from db.models import Representative, Visitor
from liaison.domain.performance import Demand
from liaison.domain.period import Period
from liaison.office import Office
from liaison.services import imports
from liaison.services.figures import figures
from liaison.services.performance import overview
from liaison.services.performance_standings import StandingsQuery, groups, standings
from liaison.services.reports import report
from liaison.services.station_list import stations
from tests.conftest import ACTOR, NOON

DATA = Path(__file__).parents[1] / "data" / "dinghai"
YEAR = Period.parse("2022")
UNSETTLED = "姓名待核定"


def brought_in(engine, folder=None):
    office = Office(engine, ACTOR, lambda: NOON, folder)
    names = ("divisions.csv", "roster.xlsx", "register-2022.xlsx")
    books = imports.open_books([DATA / name for name in names])
    office.write(lambda work: imports.bring_in(work, books, imports.Answers()))
    return office


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def office(request, migrated_file, tmp_path_factory):
    """The year's books brought in once on each database; the tests here only read."""
    if request.param == "sqlite":
        file = tmp_path_factory.mktemp("year") / "liaison.db"
        shutil.copyfile(migrated_file, file)
        office = brought_in(open_engine(f"sqlite:///{file}"))
        yield office
        office.close()
        return
    admin, base = request.getfixturevalue("postgres")
    with admin.connect() as connection:
        connection.exec_driver_sql("CREATE DATABASE performance_year TEMPLATE liaison_template")
    office = brought_in(
        open_engine(base.replace("/postgres?", "/performance_year?")),
        tmp_path_factory.mktemp("attachments"),
    )
    yield office
    office.close()
    with admin.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE performance_year WITH (FORCE)")


@pytest.fixture(scope="module")
def listed(office):
    return office.read(lambda work: standings(work, StandingsQuery(2022)))


@pytest.fixture(scope="module")
def sheets(office):
    def read(work):
        return {
            key: overview(work, key, 2022)
            for key in work.session.scalars(select(Representative.id))
        }

    return office.read(read)


def test_attendances_come_to_485_in_the_sheets_the_list_the_report_and_the_figures(
    office, listed, sheets
):
    made = office.read(lambda work: report(work, YEAR))
    unsettled = [line for line in made.attendances if line.status == UNSETTLED]
    settled = Counter(
        (a.name, a.station, a.group) for a in made.attendances for _ in range(a.times)
    )

    by_sheet = {key: sheet.receptions for key, sheet in sheets.items()}
    by_list = {row.representative_id: row.receptions for row in listed.rows}
    assert by_sheet == by_list
    for row in listed.rows:
        assert sheets[row.representative_id].kinds[0].count == row.receptions
    by_name = Counter()
    for row in listed.rows:
        by_name[row.name, row.station, row.group] += row.receptions
    for line in listed.unsettled:
        by_name[line.name, line.station, ""] += line.receptions
    assert +by_name == settled

    nobody = sum(line.times for line in unsettled)
    assert nobody == sum(line.receptions for line in listed.unsettled) == 8
    assert {line.name for line in listed.unsettled} == {"陈军"}
    assert sum(by_sheet.values()) + nobody == sum(by_list.values()) + nobody == 485
    assert sum(line.times for line in made.attendances) == listed.receptions == 485
    assert office.read(lambda w: figures(w, YEAR))["representative_attendances"] == 485


def test_the_stations_lists_come_to_the_districts(office, listed):
    each = [
        office.read(lambda w, s=s: standings(w, StandingsQuery(2022, s.id)))
        for s in office.read(stations)
    ]
    assert sum(one.receptions for one in each) == 485
    assert sum(len(one.rows) for one in each) == len(listed.rows)


def test_the_shortfall_list_holds_everybody_serving_below_the_minimum(listed):
    lacking = {row.representative_id for row in listed.lacking(Demand.RECEPTION)}
    below = {
        row.representative_id
        for row in listed.rows
        if row.receptions < 2 and row.status.value == "serving"
    }
    assert lacking == below
    assert 0 < len(lacking) < len(listed.rows)


def test_a_group_and_a_level_narrow_the_list(office, listed):
    choices = office.read(groups)
    assert choices
    members = office.read(lambda w: standings(w, StandingsQuery(2022, group_id=choices[0].id)))
    assert 0 < len(members.rows) < len(listed.rows)
    assert members.unsettled == ()
    level = listed.rows[0].levels[0]
    seated = office.read(lambda w: standings(w, StandingsQuery(2022, level=level)))
    assert {row.representative_id for row in seated.rows} == {
        row.representative_id for row in listed.rows if level in row.levels
    }


def test_a_sheet_tells_what_was_heard_and_names_no_visitor(office, sheets):
    busiest = max(sheets.values(), key=lambda sheet: len(sheet.matters))
    assert busiest.matters
    assert all(matter.outcome for matter in busiest.matters)
    public = set(office.read(lambda w: list(w.session.scalars(select(Representative.name)))))
    private = {
        name
        for name in office.read(lambda w: list(w.session.scalars(select(Visitor.name))))
        if "匿名" not in name and "某" not in name
    } - public
    shown = "".join(visit.visitor for sheet in sheets.values() for visit in sheet.visits)
    assert [name for name in private if name in shown] == []


def test_nobody_is_named_twice_for_one_place_in_the_ranking(listed):
    serving = [row for row in listed.rows if row.rank is not None]
    points = [row.points for row in serving]
    assert points == sorted(points, reverse=True)
    for row in serving:
        assert row.rank == 1 + sum(other > row.points for other in points)
