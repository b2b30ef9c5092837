from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select

from db.models import (
    Area,
    Category,
    Matter,
    Reception,
    RegisterLine,
    Representative,
    Station,
)
from liaison.domain.matter import DeclineReason, Disposition, MatterStatus
from liaison.domain.reception import Channel, VisitKind
from liaison.domain.register import RegisterState
from liaison.domain.representative import Gender
from liaison.services import corrections, receptions, register, register_lines, register_query
from liaison.services.corrections import CorrectionForm
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.register_query import RegisterQuery

FIRST = date(2026, 1, 5)
SPOT = MatterForm("菜场秤不准", Disposition.ANSWERED_ON_THE_SPOT, answer="已联系市场监管所")
REFER = MatterForm("路灯不亮", Disposition.REFERRED, unit_name="区住建局")
DECLINE = MatterForm(
    "房屋买卖纠纷",
    Disposition.DECLINED,
    decline_reason=DeclineReason.PERSONAL_DISPUTE,
    where_to="调解室",
)


@pytest.fixture
def station(office):
    def open_one(work):
        row = Station(code="330902004", name="城东街道代表联络站", kind="station")
        work.session.add(row)
        work.session.flush()
        return row.id

    return office.write(open_one)[0]


@pytest.fixture
def record(office, station):
    def one(**values):
        form = ReceptionForm(
            **{
                "station_id": station,
                "received_on": FIRST,
                "channel": Channel.ON_SITE,
                "words": "菜场门口那段路，落雨就一个塘",
                "matters": (SPOT,),
                "visitors": (VisitorForm("林小敏", "13912348812"),),
                "notice_given": True,
                **values,
            }
        )
        return office.write(lambda work: receptions.record(work, form))[0].id

    return one


def shown(office, **values):
    rows = office.read(lambda work: register.page(work, RegisterQuery(**values)))
    return [row.id for row in rows]


def row_of(office, key):
    rows = office.read(lambda work: register.page(work, RegisterQuery()))
    return next(row for row in rows if row.id == key)


def test_a_recorded_reception_is_a_line_with_masked_visitor(office, record):
    row = row_of(office, record(matters=(SPOT, REFER)))
    assert (row.visitor, row.contact) == ("林**", "139****8812")
    assert row.headline == "菜场秤不准；路灯不亮"
    assert (row.number, row.matters, row.settled) == ("330902004-2026-000001", 2, 1)
    assert row.state is RegisterState.AWAITING
    assert row.due_on is not None


@pytest.mark.parametrize(
    "values, visitor, contact",
    [
        ({"confidential": True}, "林**，保密", "已隐去"),
        ({"visit_kind": VisitKind.GROUP, "head_count": 12}, "集体 12 人", "代表发言 1 人"),
        ({"visit_kind": VisitKind.ANONYMOUS, "visitors": ()}, "匿名 0001", "未留姓名"),
        ({"visitors": (VisitorForm("欧阳敏"),)}, "欧阳**", "未留电话"),
    ],
)
def test_no_line_tells_who_came(office, record, values, visitor, contact):
    row = row_of(office, record(**values))
    assert (row.visitor, row.contact) == (visitor, contact)


def test_the_line_follows_its_matters(office, record):
    key = record(matters=(REFER,))

    def answered(work):
        matter = work.session.scalars(select(Matter).where(Matter.reception_id == key)).one()
        matter.status, matter.untold_since = MatterStatus.ANSWERED, FIRST + timedelta(days=12)
        register_lines.renew(work, [key])

    office.write(answered)
    row = row_of(office, key)
    assert (row.state, row.since_on) == (RegisterState.UNTOLD, FIRST + timedelta(days=12))
    counts = office.read(lambda work: register.counts(work, RegisterQuery()))
    assert (counts.visits, counts.people, counts.matters, counts.untold) == (1, 1, 1, 1)


def test_a_void_reception_stays_in_the_list_and_leaves_the_counts(office, record):
    keep, gone = record(), record()
    office.write(lambda work: corrections.void(work, gone, "重复登记"))
    assert row_of(office, gone).state is RegisterState.VOID
    assert shown(office) == [gone, keep]
    assert shown(office, with_void=False) == [keep]
    counts = office.read(lambda work: register.counts(work, RegisterQuery()))
    assert (counts.visits, counts.void) == (1, 1)


def test_a_corrected_name_changes_every_line_of_this_visitor(office, record, station):
    first = record()

    def visitor(work):
        return work.session.get(Reception, first).visitors[0].visitor_id

    again = record(visitors=(VisitorForm("林小敏", visitor_id=office.read(visitor)),))
    form = CorrectionForm(first, "visitor_name", "凌小敏", "听错姓")
    office.write(lambda work: corrections.correct(work, form))
    assert {row_of(office, key).visitor for key in (first, again)} == {"凌**"}
    assert shown(office, text="凌小敏") == [again, first]
    assert shown(office, text="林小敏") == []


def test_pages_follow_one_another_and_anchors_reach_any_place(office, record):
    keys = [record(received_on=FIRST + timedelta(days=step // 3)) for step in range(10)]
    newest_first = sorted(
        keys, key=lambda key: (row_of(office, key).received_on, key), reverse=True
    )
    query = RegisterQuery()

    def walk(work):
        got, after = [], None
        while rows := register.page(work, query, after, limit=4):
            got += [row.id for row in rows]
            after = rows[-1].anchor
        return got

    assert office.read(walk) == newest_first
    anchors = office.read(lambda work: register.anchors(work, query, every=4))
    assert anchors.count == 10
    assert [anchor.id for anchor in anchors.keys] == [newest_first[3], newest_first[7]]
    jumped = office.read(lambda work: register.page(work, query, anchors.keys[1]))
    assert [row.id for row in jumped] == newest_first[8:]


@pytest.fixture
def varied(office, record, station):
    def prepare(work):
        person = Representative(station_id=station, name="王建国", status="serving")
        village = Area(code="330902004201", name="东山社区", level="village")
        work.session.add_all([person, village])
        work.session.flush()
        category = work.session.scalars(select(Category).where(Category.name == "停车")).one()
        return person.id, village.id, category.id, category.parent_id

    person, village, parking, above = office.write(prepare)[0]
    day = FIRST + timedelta(days=40)
    return {
        "plain": record(),
        "phone": record(channel=Channel.PHONE, matters=(DECLINE,)),
        "sitting": record(representatives=(person,), matters=(REFER,)),
        "village": record(area_id=village, received_on=day),
        "parking": record(matters=(MatterForm(**{**vars(SPOT), "category_id": parking}),)),
        "ids": (person, village, parking, above),
    }


def test_each_filter_keeps_its_own_receptions_only(office, varied, station):
    person, village, parking, above = varied["ids"]
    assert shown(office, channels=frozenset({Channel.PHONE})) == [varied["phone"]]
    assert shown(office, states=frozenset({RegisterState.DECLINED})) == [varied["phone"]]
    assert shown(office, representative_id=person) == [varied["sitting"]]
    assert shown(office, area_id=village) == [varied["village"]]
    assert shown(office, category_id=parking) == [varied["parking"]]
    assert shown(office, category_id=above) == [varied["parking"]]
    assert shown(office, first=FIRST + timedelta(days=1)) == [varied["village"]]
    assert varied["village"] not in shown(office, last=FIRST)
    assert len(shown(office, station_id=station)) == 5
    assert shown(office, text="路灯") == [varied["sitting"]]
    assert shown(office, text="路灯", channels=frozenset({Channel.PHONE})) == []


@pytest.mark.parametrize("few", [0, 5000])
def test_several_values_of_one_filter_are_either_of_them(office, varied, few, monkeypatch):
    monkeypatch.setattr(register_query, "FEW", few)
    states = frozenset({RegisterState.DECLINED, RegisterState.AWAITING})
    assert set(shown(office, states=states)) == {varied["phone"], varied["sitting"]}
    channels = frozenset({Channel.PHONE, Channel.LETTER})
    assert shown(office, channels=channels) == [varied["phone"]]
    assert shown(office, representative_id=varied["ids"][0]) == [varied["sitting"]]


def test_a_reception_is_found_by_village_and_township_however_they_are_written(
    office, record, station
):
    def settle(work):
        township = Area(code="330902105000", name="干𬒗镇", level="township")
        work.session.add(township)
        village = Area(code="330902105201", name="新建村", level="village", parent_id=township.id)
        work.session.add(village)
        work.session.flush()
        return village.id

    here = record(area_id=office.write(settle)[0])
    record()
    for text in ("新建村", "干览镇", "干𬒗镇", "干览"):
        assert shown(office, text=text) == [here]


def test_namesakes_are_told_apart_in_the_filter(office, station):
    def enrol(work):
        for gender in ("male", "female"):
            person = Representative(
                station_id=station, name="陈军", gender=Gender(gender), status="serving"
            )
            work.session.add(person)
        work.session.add(Representative(station_id=station, name="李良", status="serving"))

    office.write(enrol)
    choices = office.read(lambda work: register_query.choices(work, station))
    assert [one.name for one in choices.representatives] == ["李良", "陈军（男）", "陈军（女）"]


def test_lines_written_in_bulk_equal_lines_written_one_by_one(office, varied):
    def lines(work):
        rows = work.session.execute(select(RegisterLine.__table__)).mappings()
        return {row["reception_id"]: dict(row) for row in rows}

    def again(work):
        before = lines(work)
        work.session.execute(delete(RegisterLine))
        register_lines.search.forget(work, [*before, *work.session.scalars(select(Matter.id))])
        register_lines.enter_many(work, before)
        return before, lines(work)

    before, after = office.write(again)[0]
    assert before == after
    assert shown(office, text="路灯") == [varied["sitting"]]
