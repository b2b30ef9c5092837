import pytest

from liaison.domain.errors import InvalidForm, NotFound
from liaison.domain.ids import StationId, new_id
from liaison.services import places, stations
from liaison.services.stations import StationForm


def test_a_township_set_up_by_hand_is_added_once(office):
    first = office.write(lambda work: places.township_named(work, "城东街道"))[0]
    again = office.write(lambda work: places.township_named(work, " 城东街道 "))[0]

    assert first == again


def test_a_stations_facts_change_and_its_code_stays(office):
    key = office.write(lambda work: stations.open_station(work, StationForm("东港站")))[0]
    form = StationForm("东港街道站", address="一楼", reception_rule="每周三上午")
    office.write(lambda work: places.amend_station(work, key, form, "王站长", "李某"))

    (row,) = office.read(stations.stations)
    assert (row.name, row.address, row.head, row.clerk) == ("东港街道站", "一楼", "王站长", "李某")


def test_two_stations_never_share_a_name(office):
    office.write(lambda work: stations.open_station(work, StationForm("东港站")))
    key = office.write(lambda work: stations.open_station(work, StationForm("北岙站")))[0]

    with pytest.raises(InvalidForm):
        office.write(lambda work: places.amend_station(work, key, StationForm("东港站")))
    with pytest.raises(NotFound):
        office.write(
            lambda work: places.amend_station(work, StationId(new_id()), StationForm("新站"))
        )
