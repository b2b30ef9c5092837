from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.models import Station
from liaison.domain.fold import fold
from liaison.services import search
from liaison.services.search import Entry


def entry(text, **values):
    return Entry("reception", uuid4(), values.pop("title", text[:10]), text, **values)


LAMP = entry(
    "东山社区路灯30盏不亮，晚上老人不敢出门",
    names=("单晓忠",),
    phones=("13967128812",),
    on_date=date(2026, 3, 2),
    number="330902004-2026-000036",
    serial=36,
)
PARKING = entry("干览镇老旧小区停车难", names=("欧阳敏", "仇英"), phones=("05802041234",))
ISLAND = entry("干𬒗镇渡轮末班太早", names=("王　乐",))


@pytest.fixture
def filled(office):
    office.write(lambda work: search.index_many(work, (LAMP, PARKING, ISLAND)))
    return office


def found(office, text, **values):
    rows = office.read(lambda work: search.find(work, text, **values))
    return [row.record_id for row in rows]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("灯", [LAMP]),
        ("路灯", [LAMP]),
        ("老人", [LAMP]),
        ("老", [PARKING, LAMP]),
        ("停车难", [PARKING]),
        ("老旧小区", [PARKING]),
        ("路灯 老人", [LAMP]),
        ("路灯 停车", []),
        ("，", []),
        ("", []),
        ("30盏", [LAMP]),
        ("３０盏", [LAMP]),
    ],
)
def test_one_to_four_characters_find_in_any_text(filled, text, expected):
    assert found(filled, text) == [one.record_id for one in expected]


@pytest.mark.parametrize("text", ["干览镇", "干𬒗镇", "𬒗", "览镇"])
def test_a_rare_character_and_its_stand_in_find_the_same(filled, text):
    assert set(found(filled, text)) == {PARKING.record_id, ISLAND.record_id}


@pytest.mark.parametrize(
    "text, expected",
    [
        ("sxz", LAMP),
        ("SX", LAMP),
        ("dxz", LAMP),
        ("oym", PARKING),
        ("qy", PARKING),
        ("wy", ISLAND),
        ("wl", ISLAND),
        ("单晓忠", LAMP),
        ("王乐", ISLAND),
        ("8812", LAMP),
        ("128812", LAMP),
        ("13967128812", LAMP),
        ("139-6712-8812", LAMP),
        ("0580-2041234", PARKING),
        ("36", LAMP),
        ("0036", LAMP),
        ("2026-0036", LAMP),
        ("330902004-2026-000036", LAMP),
        ("330902004-2026-000036-1", LAMP),
    ],
)
def test_initials_phone_and_number_find_one_record(filled, text, expected):
    assert found(filled, text) == [expected.record_id]


@pytest.mark.parametrize("text", ["998812", "2025-0036", "xzs", "7128813"])
def test_what_is_only_nearly_so_is_not_found(filled, text):
    assert found(filled, text) == []


def test_the_line_shown_is_the_masked_title(filled):
    (row,) = filled.read(lambda work: search.find(work, "sxz"))
    assert (row.record, row.on_date, row.number) == (
        "reception",
        date(2026, 3, 2),
        "330902004-2026-000036",
    )
    assert row.title == LAMP.title


def test_a_changed_record_is_found_by_its_new_words_only(filled):
    changed = replace(LAMP, text="东山社区窨井盖丢失", names=("沈晓忠",))
    filled.write(lambda work: search.index(work, (changed,)))
    assert found(filled, "窨井") == [LAMP.record_id]
    assert found(filled, "路灯") == found(filled, "dxz") == []
    assert found(filled, "sxz") == [LAMP.record_id]


def test_an_unchanged_record_can_be_indexed_again(filled):
    filled.write(lambda work: search.index(work, (LAMP, PARKING)))
    assert found(filled, "路灯") == [LAMP.record_id]


def test_a_forgotten_record_is_not_found(filled):
    filled.write(lambda work: search.forget(work, (LAMP.record_id, uuid4())))
    assert found(filled, "路灯") == found(filled, "8812") == []
    assert found(filled, "停车") == [PARKING.record_id]


def test_no_more_than_asked_for_is_returned_and_the_newest_is_first(office):
    entries = [entry(f"停车难第{count}处") for count in range(30)]
    office.write(lambda work: search.index_many(work, entries))
    assert found(office, "停车", limit=3) == [one.record_id for one in entries[:-4:-1]]


def matching(office, *asked):
    return office.read(
        lambda work: list(work.session.execute(search.matching(work, *asked)).scalars())
    )


def test_one_station_finds_its_own_records_only(office):
    def open_two(work):
        stations = [
            Station(code=code, name=code, kind="station") for code in ("330902004", "330902005")
        ]
        work.session.add_all(stations)
        work.session.flush()
        entries = [entry("停车难", station_id=station.id) for station in stations]
        search.index_many(work, entries)
        return stations[0].id, entries

    (first, (here, there)), _ = office.write(open_two)
    assert found(office, "停车") == [there.record_id, here.record_id]
    assert found(office, "停车", station_id=first) == [here.record_id]
    assert matching(office, "停车", "reception", first) == [here.record_id]
    assert matching(office, "停车", "letter") == []
    assert office.read(lambda work: search.matching(work, "，", "letter")) is None


ALPHABET = st.sampled_from("路灯停车难干𬒗览镇𠮷Ａa12，。'\"%_ -*()\n")


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.text(ALPHABET, min_size=1, max_size=25), min_size=1, max_size=4), st.data())
def test_whatever_part_of_a_text_is_typed_the_text_is_found(office, texts, data):
    entries = [entry(text) for text in texts]
    office.write(lambda work: search.index_many(work, entries))
    lines = [line for line in texts[0].splitlines() if line]
    if lines:
        line = data.draw(st.sampled_from(lines))
        start = data.draw(st.integers(0, len(line) - 1))
        part = line[start : start + data.draw(st.integers(1, 4))]
        if fold(part):
            assert entries[0].record_id in found(office, part, limit=100_000)


CHANGE = st.tuples(st.integers(0, 2), st.one_of(st.none(), st.text(ALPHABET, max_size=12)))


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(CHANGE, max_size=8))
def test_after_any_changes_exactly_the_records_that_hold_a_word_are_found(office, changes):
    keys = [uuid4() for _ in range(3)]
    now = {}
    for place, text in changes:
        if text is None:
            office.write(lambda work, key=keys[place]: search.forget(work, [key]))
            now.pop(keys[place], None)
        else:
            one = Entry("reception", keys[place], "", text)
            office.write(lambda work, one=one: search.index(work, [one]))
            now[keys[place]] = fold(text)
    for word in ("灯", "停车", "干览", "12", "𠮷"):
        holding = {key for key, text in now.items() if word in text}
        assert set(found(office, word, limit=100_000)) & set(keys) == holding


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(max_size=60))
def test_anything_can_be_typed_without_harm(office, text):
    found(office, text)
