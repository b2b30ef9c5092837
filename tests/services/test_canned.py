import pytest

from liaison.domain.canned import CannedKind, first_blank
from liaison.domain.errors import Conflict, InvalidForm, NotFound
from liaison.domain.ids import new_id
from liaison.services import canned
from liaison.services.canned import CannedForm


def titles(office, kind=None, **more):
    return [row.title for row in office.read(lambda work: canned.list_of(work, kind, **more))]


def add(office, form):
    return office.write(lambda work: canned.add(work, form))[0]


def test_every_office_begins_with_some_for_each_step(office):
    for kind in CannedKind:
        assert titles(office, kind)
    declined = office.read(lambda work: canned.list_of(work, CannedKind.DECLINE))
    assert all(row.where_to and row.phone for row in declined)


def test_one_is_added_last_changed_retired_and_taken_back(office):
    key = add(office, CannedForm(CannedKind.TELL, " 上门\n告知 ", "已上门告知。\x00"))
    assert titles(office, CannedKind.TELL)[-1] == "上门 告知"

    form = CannedForm(CannedKind.TELL, "上门告知", "已上门。")
    office.write(lambda work: canned.change(work, key, form, 1))
    with pytest.raises(Conflict):
        office.write(lambda work: canned.change(work, key, form, 1))
    office.write(lambda work: canned.retire(work, key))

    assert "上门告知" not in titles(office, CannedKind.TELL)
    assert "上门告知" in titles(office, CannedKind.TELL, retired=True)
    office.write(lambda work: canned.retire(work, key, back=True))
    assert "上门告知" in titles(office, CannedKind.TELL)


def test_what_is_missing_is_said_field_by_field(office):
    with pytest.raises(InvalidForm) as refused:
        add(office, CannedForm(CannedKind.ANSWER, "", "x" * 2001, phone="1" * 90))
    found = [(one.field, one.code) for one in refused.value.problems]
    assert found == [("title", "missing"), ("text", "too_long"), ("phone", "too_long")]


def test_one_that_is_not_there_is_refused(office):
    with pytest.raises(NotFound):
        office.write(lambda work: canned.retire(work, new_id()))


def test_the_first_blank_is_found():
    assert first_blank("交〔单位〕办理，〔日期〕前") == (1, 5)
    assert first_blank("已办") is None
