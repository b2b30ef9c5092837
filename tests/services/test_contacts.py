from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.models import AuditEntry, ContactLink, ContactLog
from liaison.domain.duty import ContactKind
from liaison.domain.errors import Conflict, InvalidForm, NotFound
from liaison.domain.ids import ContactLinkId, new_id
from liaison.domain.reception import Channel
from liaison.services import contact_changes, contacts, drafts
from liaison.services.contact_changes import LinkForm, LogForm
from liaison.services.contacts import ContactsQuery
from liaison.services.reception_content import form_of
from liaison.services.settings import put_setting
from tests.paperwork import Paperwork

TODAY = date(2026, 3, 5)
LONG_AGO = date(2025, 1, 10)


@pytest.fixture
def people(office):
    def write(work):
        desk = Paperwork(work)
        return {name: desk.representative(name).id for name in ("陈军", "林燕", "王芳")}

    return office.write(write)[0]


def begin(office, people, keeper="陈军", **facts):
    given = {"kind": ContactKind.VOTER, "since_on": LONG_AGO, "name": "周阿婆"} | facts
    form = LinkForm(keeper_id=people[keeper], **given)
    return office.write(lambda work: contact_changes.begin(work, form))[0]


def log(office, key, on=TODAY, how="走访", content=""):
    office.write(lambda work: contact_changes.log(work, key, LogForm(on, how, content)))


def rows(office, **query):
    return office.read(lambda work: contacts.links(work, ContactsQuery(**query)))


def test_voters_are_masked_in_lists_and_looking_is_written_down(office, people):
    key = begin(office, people, name="周秀英", phone="13900001234")
    (row,) = rows(office)
    assert (row.name, row.phone) == ("周**", "139****1234")

    whole, _ = office.write(lambda work: contacts.unmasked(work, key))
    assert (whole.name, whole.phone) == ("周秀英", "13900001234")
    looks = office.read(
        lambda work: work.session.scalars(
            select(AuditEntry).where(AuditEntry.action == "unmask")
        ).all()
    )
    assert [look.record_id for look in looks] == [key]
    assert "周秀英" not in str([look.changes for look in looks])


def test_a_committee_member_keeps_contact_with_representatives_whose_names_are_public(
    office, people
):
    begin(office, people, kind=ContactKind.COMMITTEE, other_id=people["林燕"], name="")
    (row,) = rows(office, kind=ContactKind.COMMITTEE)
    assert (row.keeper, row.name, row.other_id) == ("陈军", "林燕", people["林燕"])
    assert rows(office, kind=ContactKind.VOTER) == []


def test_who_was_not_contacted_for_long_comes_first_and_is_told(office, people):
    old, fresh = begin(office, people), begin(office, people, name="李师傅")
    log(office, fresh)
    listed = rows(office)
    assert [row.id for row in listed] == [old, fresh]
    assert [row.forgotten for row in listed] == [True, False]
    assert listed[0].days == (TODAY - LONG_AGO).days
    assert [row.id for row in rows(office, forgotten=True)] == [old]

    office.write(lambda work: put_setting(work, "contact_forgotten_days", 999))
    assert rows(office, forgotten=True) == []


def test_exactly_the_days_of_the_setting_are_not_forgotten_yet(office, people):
    key = begin(office, people)
    log(office, key, TODAY - timedelta(days=90))
    assert not rows(office)[0].forgotten
    other = begin(office, people, keeper="林燕")
    log(office, other, TODAY - timedelta(days=91))
    assert [row.id for row in rows(office, forgotten=True)] == [other]


def test_keepers_with_too_few_are_told_how_many_are_missing(office, people):
    for name in ("甲", "乙", "丙"):
        log(office, begin(office, people, name=name))
    kept = {row.name: row for row in office.read(contacts.keepers)}
    assert (kept["陈军"].links, kept["陈军"].short, kept["陈军"].contacts) == (3, 2, 3)
    assert kept["林燕"].short == 5
    office.write(lambda work: put_setting(work, "contact_links_minimum", 10))
    assert {row.name: row.short for row in office.read(contacts.keepers)}["陈军"] == 7


def test_an_ended_contact_stays_with_its_log_and_takes_no_more(office, people):
    key = begin(office, people)
    log(office, key)
    version = office.read(lambda work: contacts.view(work, key)).version
    office.write(lambda work: contact_changes.end(work, key, TODAY, version))

    assert rows(office) == []
    (row,) = rows(office, ended=True)
    assert (row.ended_on, row.forgotten) == (TODAY, False)
    assert len(office.read(lambda work: contacts.view(work, key)).logs) == 1
    with pytest.raises(Conflict):
        log(office, key)
    begin(office, people)


def test_the_log_is_read_newest_first_and_numbers_in_it_are_hidden(office, people):
    key = begin(office, people)
    log(office, key, date(2026, 1, 5), "电话", "她的电话 13900001234")
    log(office, key)
    found = office.read(lambda work: contacts.view(work, key)).logs
    assert [one.contacted_on for one in found] == [TODAY, date(2026, 1, 5)]
    assert "13900001234" not in found[1].content


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": "　"}, "name"),
        ({"name": "甲" * 300}, "name"),
        ({"phone": "问他儿子"}, "phone"),
        ({"since_on": TODAY + timedelta(days=1)}, "since_on"),
        ({"since_on": date(1, 1, 1)}, "since_on"),
        ({"kind": ContactKind.COMMITTEE}, "other"),
    ],
)
def test_a_wrong_contact_names_the_field_and_keeps_nothing(office, people, facts, field):
    with pytest.raises(InvalidForm) as refused:
        begin(office, people, **facts)
    assert refused.value.problems[0].field == field
    assert rows(office) == []


def test_nobody_keeps_contact_with_themselves_or_with_one_person_twice(office, people):
    with pytest.raises(InvalidForm):
        begin(office, people, kind=ContactKind.COMMITTEE, other_id=people["陈军"])
    begin(office, people)
    with pytest.raises(InvalidForm) as refused:
        begin(office, people)
    assert refused.value.problems[0].code == "contact_twice"
    begin(office, people, keeper="林燕")


@pytest.mark.parametrize(
    ("on", "how"),
    [(TODAY + timedelta(days=1), "走访"), (LONG_AGO - timedelta(days=1), "走访"), (TODAY, "　")],
)
def test_a_wrong_entry_of_the_log_is_refused(office, people, on, how):
    key = begin(office, people)
    with pytest.raises(InvalidForm):
        log(office, key, on, how)
    assert office.read(lambda work: work.session.scalars(select(ContactLog)).all()) == []


def test_what_was_heard_goes_into_the_draft_of_a_reception(office, people):
    key = begin(office, people, name="周秀英", phone="13900001234")
    form = LogForm(TODAY, "电话", "村口的路灯不亮")
    draft, _ = office.write(lambda work: contact_changes.as_reception(work, key, form))
    kept = office.read(lambda work: drafts.one(work, draft))
    reception = form_of(kept.content)
    assert reception.channel is Channel.PHONE
    assert reception.words == "村口的路灯不亮"
    assert reception.visitors[0].name == "周秀英"
    assert reception.representatives == (people["陈军"],)


def test_between_representatives_there_is_no_visitor_to_receive(office, people):
    key = begin(office, people, kind=ContactKind.COMMITTEE, other_id=people["林燕"])
    with pytest.raises(Conflict):
        office.write(lambda work: contact_changes.as_reception(work, key, LogForm(TODAY, "电话")))


def test_a_contact_that_is_none_is_said_plainly(office):
    with pytest.raises(NotFound):
        office.read(lambda work: contacts.view(work, ContactLinkId(new_id())))


def test_the_trail_holds_no_name_of_a_voter(office, people):
    key = begin(office, people, name="周秀英", phone="13900001234")
    version = office.read(lambda work: work.session.get_one(ContactLink, key).version)
    office.write(lambda work: contact_changes.end(work, key, TODAY, version))
    entries = office.read(lambda work: work.session.scalars(select(AuditEntry)).all())
    assert "周秀英" not in str([entry.changes for entry in entries])
