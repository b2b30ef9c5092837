"""The report of the year whose books came from a real office's habits."""

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import select

from db.engine import open_engine
from db.models import Representative, Visitor
from liaison.documents.report_pdf import missing_characters, report_pdf
from liaison.domain.period import Period
from liaison.office import Office
from liaison.services import imports
from liaison.services.figures import figures
from liaison.services.reports import report
from liaison.services.station_list import stations
from tests.conftest import ACTOR, NOON
from tests.documents.pdftools import fonts_of, is_clean, text_of

DATA = Path(__file__).parents[1] / "data" / "dinghai"
YEAR = Period.parse("2022")


@pytest.fixture(scope="module")
def office(migrated_file, tmp_path_factory):
    """The year's books brought in once; the tests here only read."""
    file = tmp_path_factory.mktemp("year") / "liaison.db"
    shutil.copyfile(migrated_file, file)
    office = Office(open_engine(f"sqlite:///{file}"), ACTOR, lambda: NOON)
    names = ("divisions.csv", "roster.xlsx", "register-2022.xlsx")
    books = imports.open_books([DATA / name for name in names])
    office.write(lambda work: imports.bring_in(work, books, imports.Answers()))
    yield office
    office.close()


@pytest.fixture(scope="module")
def made(office):
    return office.read(lambda work: report(work, YEAR))


@pytest.fixture(scope="module")
def pdf(made):
    return report_pdf(made)


def names(office, model):
    return set(office.read(lambda work: list(work.session.scalars(select(model.name)))))


def test_every_representative_is_found_in_the_pdf_exactly_as_recorded(office, made, pdf, tmp_path):
    text = text_of(pdf, tmp_path)
    people = names(office, Representative)
    assert len(people) > 200
    assert [name for name in people if name not in text] == []
    assert missing_characters(made) == frozenset()
    assert "〓" not in text


def test_no_visitor_is_named_unless_asked_for(office, made):
    public = "".join(names(office, Representative))
    private = {name for name in names(office, Visitor) if "匿名" not in name and "某" not in name}
    shown = "".join(line.visitor + line.content for line in made.matters)
    assert private
    assert [name for name in private if name in shown and name not in public] == []
    full, _ = office.write(lambda work: report(work, YEAR, names="full"))
    assert {line.visitor for line in full.matters} >= private


def test_the_file_is_clean_and_its_fonts_are_embedded(pdf, tmp_path):
    assert is_clean(pdf, tmp_path)
    assert set(fonts_of(pdf, tmp_path).values()) == {True}


def test_the_balance_and_the_outcomes_add_up_to_the_matters(made):
    figures_ = made.figures
    assert made.balance.new == figures_.matters == len(made.matters) == 1274
    parts = figures_.matters_answered_on_the_spot, figures_.matters_declined, figures_.matters_open
    assert sum(parts) + sum(figures_.matters_by_class.values()) == 1274
    assert sum(line.count for line in made.by_category) == 1274
    assert sum(line.referred for line in made.by_unit) == 1274 - 390 - 89


def test_the_attendances_listed_come_to_the_figure(made):
    assert sum(line.times for line in made.attendances) == 485
    assert sum(line.attendances for line in made.by_level) == 485


def test_each_month_carries_over_what_the_month_before_left_open(office):
    months = [office.read(lambda work, m=month: report(work, m)) for month in YEAR.months()]
    for before, after in pairwise(months):
        assert after.balance.carried_over == before.balance.open
    year = office.read(lambda work: report(work, YEAR))
    assert months[-1].balance.open == year.balance.open
    assert sum(month.balance.settled for month in months) == year.balance.settled


def test_the_parts_come_to_the_year(office, made):
    year = office.read(lambda work: figures(work, YEAR))
    keys = ("sessions", "visits", "visitors", "matters", "matters_open", "leader_attendances")
    for key in (*keys, "representative_attendances", "group_visits"):
        quarters = [Period.parse(f"2022Q{number}") for number in range(1, 5)]
        by_quarter = [office.read(lambda work, q=q: figures(work, q))[key] for q in quarters]
        rows = office.read(stations)
        by_station = [office.read(lambda w, s=s: figures(w, YEAR, s.id))[key] for s in rows]
        assert sum(by_quarter) == sum(by_station) == year[key]


def test_a_quarter_is_compared_with_the_one_before(office):
    first, second = (
        office.read(lambda w, q=q: report(w, Period.parse(q))) for q in ("2022Q1", "2022Q2")
    )
    assert second.previous == first.figures
    assert office.read(lambda work: report(work, Period.parse("2022-05"))).previous is None
