from datetime import date, timedelta

import pytest

from liaison.domain.matter import Disposition
from liaison.domain.period import Period
from liaison.domain.reception import Channel
from liaison.services import matter_list, receptions, stations
from liaison.services.matter_list import MatterQuery, Stage
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.stations import StationForm

DAY = date(2026, 3, 5)


@pytest.fixture
def station(office):
    return office.write(lambda work: stations.open_station(work, StationForm("东港站")))[0]


def record(office, station, title, on=DAY, disposition=Disposition.REFERRED):
    form = ReceptionForm(
        station,
        on,
        Channel.ON_SITE,
        title,
        (MatterForm(title, disposition, answer="好", unit_name="区住建局"),),
        visitors=(VisitorForm("林阿凤"),),
    )
    office.write(lambda work: receptions.record(work, form))


def titles(office, query, after=None, limit=100):
    rows = office.read(lambda work: matter_list.page(work, query, after, limit))
    return [row.title for row in rows]


def test_open_matters_stand_with_the_oldest_clock_first(office, station):
    for title, days in (("新", 0), ("旧", 30), ("中", 10)):
        record(office, station, title, DAY - timedelta(days=days))

    assert titles(office, MatterQuery(Stage.TO_REFER)) == ["旧", "中", "新"]


@pytest.mark.parametrize("stage", [Stage.TO_REFER, None])
def test_pages_follow_one_another_without_gap_or_doubling(office, station, stage):
    for number in range(23):
        record(office, station, f"事{number}", DAY - timedelta(days=number % 4))
    query = MatterQuery(stage)
    whole = titles(office, query)
    total, keys = office.read(lambda work: matter_list.anchors(work, query, 5))

    paged = titles(office, query, None, 5)
    for key in keys:
        paged += titles(office, query, key, 5)

    assert (total, len(keys)) == (23, 4)
    assert paged == whole
    assert len(set(whole)) == 23


def test_filters_hold_together(office, station):
    other = office.write(lambda work: stations.open_station(work, StationForm("北岙站")))[0]
    record(office, station, "路灯不亮", DAY - timedelta(days=40))
    record(office, station, "停车难 100%")
    record(office, station, "当场说清", disposition=Disposition.ANSWERED_ON_THE_SPOT)
    record(office, other, "渡轮")

    assert titles(office, MatterQuery(station_id=other)) == ["渡轮"]
    assert titles(office, MatterQuery(text="路灯")) == ["路灯不亮"]
    assert titles(office, MatterQuery(text="0%")) == ["停车难 100%"]
    assert titles(office, MatterQuery(text="_")) == []
    assert titles(office, MatterQuery(overdue=True)) == ["路灯不亮"]
    assert titles(office, MatterQuery(Stage.TO_CLOSE)) == ["当场说清"]
    assert "路灯不亮" not in titles(office, MatterQuery(period=Period.parse("2026-03")))


def test_each_stage_tells_how_many_and_how_many_are_late(office, station):
    record(office, station, "旧", DAY - timedelta(days=40))
    record(office, station, "新")
    record(office, station, "当场", disposition=Disposition.ANSWERED_ON_THE_SPOT)

    counts = office.read(lambda work: matter_list.stage_counts(work, MatterQuery()))

    assert (counts[Stage.TO_REFER].matters, counts[Stage.TO_REFER].overdue) == (2, 1)
    assert (counts[Stage.TO_CLOSE].matters, counts[Stage.TO_CLOSE].overdue) == (1, 0)


def test_one_matter_is_found_by_its_key(office, station):
    record(office, station, "路灯不亮")
    (row,) = office.read(lambda work: matter_list.page(work, MatterQuery()))

    found = office.read(lambda work: matter_list.find(work, row.id))

    assert (found.title, found.unit, found.reception_id) == (
        "路灯不亮",
        "区住建局",
        row.reception_id,
    )


def test_what_presses_is_what_the_first_page_counts(office, station):
    from liaison.services.today import SOON_DAYS, today

    for number, days in enumerate((0, 2, 9, 40)):
        record(office, station, f"事{number}", DAY - timedelta(days=days))
    record(office, station, "当场说清", disposition=Disposition.ANSWERED_ON_THE_SPOT)

    query = MatterQuery(pressing=DAY + timedelta(days=SOON_DAYS))
    total, _ = office.read(lambda work: matter_list.anchors(work, query))
    assert total == office.read(lambda work: today(work, None)).due_in_all
    assert len(titles(office, query)) == total == 4
