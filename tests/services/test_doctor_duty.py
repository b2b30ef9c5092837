"""The doctor names stations that can't be planned: no rule, or one that isn't understood."""

import pytest

from liaison.office import Office
from liaison.services import duty_rules, stations
from liaison.services.doctor_duty import rules
from liaison.services.stations import StationForm
from liaison.settings import read_settings


@pytest.fixture
def settings(tmp_path):
    return read_settings(tmp_path / "home", {})


def test_without_data_there_is_nothing_to_say(settings):
    assert rules(settings).ok


def test_a_station_without_a_rule_and_one_that_is_not_understood_are_named(settings):
    office = Office.open(settings, "李某")
    for name, text in (("东港站", ""), ("北岙站", "随到随接待"), ("城东站", "每周三上午")):
        form = StationForm(name, reception_rule=text)
        office.write(lambda work, form=form: stations.open_station(work, form))
    found = rules(settings)
    assert not found.ok
    assert "东港站 没有接待规则" in found.text
    assert "北岙站“随到随接待”" in found.text
    assert "城东站" not in found.text
    assert [name for name, _ in office.read(duty_rules.unplannable)] == ["东港站", "北岙站"]
    office.close()
