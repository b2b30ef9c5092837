"""The made-up office and the sample books tell one story, and the rest of the program can read it."""

from datetime import date

import pytest

from liaison.domain.errors import Cancelled
from liaison.domain.period import Period
from liaison.services import demo, figures, representatives, search, stations, today
from resources.sample_office import PEOPLE, STATIONS, visits


def test_the_office_is_full_and_its_figures_balance(sqlite_office):
    office = sqlite_office
    office.write(demo.fill)
    counted = office.read(lambda work: figures.counted(work, Period.parse("2026")))

    assert len(office.read(stations.stations)) == len(STATIONS)
    assert len(office.read(representatives.roster)) == len(PEOPLE)
    assert counted.visits > 20
    parts = sum(counted.matters_by_class.values()) + counted.matters_open
    parts += counted.matters_answered_on_the_spot + counted.matters_declined
    assert counted.matters == parts
    assert office.read(lambda work: today.today(work, None)).slots


def test_people_with_rare_characters_and_odd_surnames_are_found(sqlite_office):
    sqlite_office.write(demo.fill)
    for asked, name in (("𬭎", "陈𬭎"), ("sx", "单小䶮"), ("qzg", "仇志刚"), ("oym", "欧阳敏")):
        found = sqlite_office.read(lambda work, words=asked: search.find(work, words))
        assert name in {one.title for one in found}, asked


def test_stopping_leaves_the_office_empty(sqlite_office):
    def stop(done, _total):
        if done > 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        sqlite_office.write(lambda work: demo.fill(work, stop))

    assert sqlite_office.read(stations.stations) == []


def test_the_story_is_the_same_each_time():
    first, last = date(2026, 1, 5), date(2026, 2, 20)

    assert list(visits(first, last)) == list(visits(first, last))
    assert all(first <= visit.on <= last for visit in visits(first, last))
