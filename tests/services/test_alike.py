from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.models import Area, Category, Matter, SearchEntry
from liaison.domain.matter import Disposition
from liaison.domain.reception import Channel, VisitKind
from liaison.domain.station import AreaLevel
from liaison.domain.steps import Step
from liaison.services import alike, receptions, register_lines, search, stations
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.reception_view import view
from liaison.services.stations import StationForm
from liaison.services.steps import step
from liaison.services.steps.forms import MergeForm, PartForm, SplitForm

DAY = date(2026, 3, 5)


@pytest.fixture
def station(office):
    return office.write(lambda work: stations.open_station(work, StationForm("东港站")))[0]


def village(office, name):
    def make(work):
        row = Area(code=name, name=name, level=AreaLevel.VILLAGE)
        work.session.add(row)
        work.session.flush()
        return row.id

    return office.write(make)[0]


def record(office, station, title, on=DAY, **more):
    who, heads = more.pop("who", "林阿凤"), more.pop("heads", 1)
    kind = VisitKind.GROUP if heads > 1 else VisitKind.INDIVIDUAL
    visit = {key: more.pop(key) for key in ("area_id",) if key in more}
    form = ReceptionForm(
        station,
        on,
        Channel.ON_SITE,
        title,
        (MatterForm(title, more.pop("disposition", Disposition.REFERRED), answer="好", **more),),
        visitors=(VisitorForm(who),),
        visit_kind=kind,
        head_count=heads,
        **visit,
    )
    key = office.write(lambda work: receptions.record(work, form))[0].id
    return office.read(lambda work: view(work, key).matters[0])


def near(office, station, title, content="", **more):
    area, category = more.pop("area", None), more.pop("category", None)
    return office.read(
        lambda work: alike.alike(work, title, content, area, category, station, **more)
    )


def titles(found):
    return [one.title for one in found]


def test_matters_that_sound_alike_come_best_first(office, station):
    record(office, station, "海滨路下水道堵塞")
    record(office, station, "下水道返味")
    record(office, station, "停车难")

    found = near(office, station, "海滨路下水道堵塞了")

    assert titles(found)[0] == "海滨路下水道堵塞"
    assert "停车难" not in titles(found)
    assert found[0].is_open
    assert found[0].why == "都说“海滨路下水道堵塞”"


def test_what_was_said_counts_beside_the_title(office, station):
    record(office, station, "小区环境", content="三号楼旁边的垃圾桶很久没有人清运")
    found = near(office, station, "垃圾问题", "三号楼旁边的垃圾桶没人清运，很臭")
    assert titles(found) == ["小区环境"]


def test_place_and_category_are_reasons_and_the_villages_name_is_none(office, station):
    seaside, hill = village(office, "海滨社区"), village(office, "塔山社区")
    lamp = record(office, station, "海滨社区路灯不亮", area_id=seaside)
    record(office, station, "塔山社区路灯不亮", area_id=hill)
    record(office, station, "海滨社区停车难", area_id=seaside)

    found = near(office, station, "海滨社区路灯坏了", area=seaside)

    assert titles(found) == ["海滨社区路灯不亮", "塔山社区路灯不亮"]
    assert found[0].id == lamp.id
    assert found[0].why == "同村 · 都说“路灯”"
    assert found[0].village == "海滨社区"
    assert near(office, station, "海滨社区路灯坏了")[0].id == lamp.id


def test_the_same_category_is_said(office, station):
    key = office.read(lambda work: work.session.scalar(select(Category.id).limit(1)))
    record(office, station, "路灯不亮", category_id=key)
    (found,) = near(office, station, "路灯不亮", category=key)
    assert found.why == "同类 · 都说“路灯不亮”"


def test_lately_closed_ones_are_shown_and_old_ones_are_not(office, station):
    record(office, station, "路灯不亮", disposition=Disposition.ANSWERED_ON_THE_SPOT)
    record(
        office,
        station,
        "路灯不亮很久",
        DAY - timedelta(days=400),
        disposition=Disposition.ANSWERED_ON_THE_SPOT,
    )
    record(office, station, "路灯不亮一年多", DAY - timedelta(days=400))

    found = near(office, station, "路灯不亮")

    assert titles(found) == ["路灯不亮", "路灯不亮一年多"]
    assert [one.is_open for one in found] == [False, True]


def test_other_stations_the_matter_itself_and_joined_ones_are_left_out(office, station):
    other = office.write(lambda work: stations.open_station(work, StationForm("北岙站")))[0]
    record(office, other, "路灯不亮")
    mine, main = record(office, station, "路灯不亮"), record(office, station, "路灯不亮了")
    joined = record(office, station, "路灯不亮啊")
    office.write(
        lambda work: step(work, Step.MERGE, MergeForm(matter_id=joined.id, into_id=main.id))
    )

    assert [one.id for one in near(office, station, "路灯不亮", except_id=mine.id)] == [main.id]


def test_it_is_told_when_the_same_person_raised_it(office, station):
    record(office, station, "路灯不亮", who="林阿凤")
    record(office, station, "路灯不亮了", who="陈海生")
    person = office.read(
        lambda work: work.session.scalar(
            select(alike.ReceptionVisitor.visitor_id).order_by(alike.ReceptionVisitor.id).limit(1)
        )
    )

    found = near(office, station, "路灯不亮", visitor_id=person)

    assert {one.title: one.same_visitor for one in found} == {
        "路灯不亮": True,
        "路灯不亮了": False,
    }


@pytest.mark.parametrize("title", ["", "，。", "灯", "\x00"])
def test_nothing_is_like_next_to_nothing(office, station, title):
    record(office, station, "路灯不亮")
    assert near(office, station, title) == ()


def test_any_matter_is_found_by_words_and_by_its_number(office, station):
    lamp = record(office, station, "路灯不亮", content="晚上老人不敢出门")
    record(office, station, "停车难")

    def found(asked):
        return titles(office.read(lambda work: alike.named(work, asked, station)))

    assert found("老人") == ["路灯不亮"]
    assert found(lamp.number) == ["路灯不亮"]
    assert found("2026-0001-1") == ["路灯不亮"]
    assert found("  ") == []


def test_new_split_and_retitled_matters_are_found(office, station):
    lamp = record(office, station, "路灯和停车")
    parts = (PartForm("路灯不亮"), PartForm("停车难"))
    office.write(lambda work: step(work, Step.SPLIT, SplitForm(matter_id=lamp.id, parts=parts)))

    def found(asked):
        rows = office.read(lambda work: search.find(work, asked))
        return sorted(row.number[-2:] for row in rows if row.record == search.MATTER)

    assert found("路灯") == ["-1", "-2"]
    assert found("停车难") == ["-3"]

    def retitle(work):
        row = work.session.get(Matter, lamp.id)
        row.title = "渡轮末班"
        work.session.flush()
        register_lines.renew(work, [row.reception_id])

    office.write(retitle)
    assert found("渡轮") == ["-1"]
    assert found("路灯") == ["-2"]


def test_matters_of_an_older_program_are_indexed_once(office, station):
    record(office, station, "路灯不亮")

    def forget(work):
        rows = select(SearchEntry.record_id).where(SearchEntry.record == search.MATTER)
        search.forget(work, list(work.session.scalars(rows)))

    office.write(forget)
    assert office.read(lambda work: alike.named(work, "路灯", station)) == ()

    office.write(register_lines.index_missing_matters)

    assert titles(office.read(lambda work: alike.named(work, "路灯", station))) == ["路灯不亮"]


def test_a_recorded_matter_knows_what_it_may_be_joined_to(office, station):
    main = record(office, station, "路灯不亮")
    late = record(office, station, "路灯不亮了", who="陈海生")
    record(office, station, "停车难")

    (found,) = office.read(lambda work: alike.like_matter(work, late.id))

    assert (found.id, found.same_visitor) == (main.id, False)


def test_people_behind_a_matter_are_counted_once_each(office, station):
    main = record(office, station, "路灯不亮", who="林阿凤")
    other = record(office, station, "路灯不亮了", who="陈海生", heads=3)
    again = record(office, station, "路灯还不亮", who="林阿凤", repeat_of_id=main.id)
    office.write(
        lambda work: step(work, Step.MERGE, MergeForm(matter_id=other.id, into_id=main.id))
    )

    counts = [
        office.read(lambda work, key=one.id: alike.people_behind(work, key))
        for one in (main, other, again)
    ]

    assert counts == [5, 5, 5]


@given(st.text(st.sampled_from("路灯不亮停车难，。a1 "), max_size=12))
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_matter_of_the_same_title_is_always_found(sqlite_office, title):
    if not hasattr(sqlite_office, "station_of_this_test"):
        sqlite_office.station_of_this_test = sqlite_office.write(
            lambda work: stations.open_station(work, StationForm("东港站"))
        )[0]
    station = sqlite_office.station_of_this_test
    found = near(sqlite_office, station, title)
    assert len({one.id for one in found}) == len(found) <= alike.MOST_SHOWN
    if alike.pairs(alike.fold(title)):
        record(sqlite_office, station, title)
        assert near(sqlite_office, station, title)[0].score == 1.0
