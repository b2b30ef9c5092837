"""The portal's services on both databases: sent once, read back by its code, shown by its scanned code."""

from datetime import date
from uuid import uuid4

import pytest

from liaison.domain.codes import CodeKind
from liaison.domain.duty import ShiftStatus
from liaison.domain.errors import Conflict, InvalidForm, NotFound
from liaison.domain.ids import StationId
from liaison.domain.query_code import query_code
from liaison.domain.submission import SubmittedBy
from liaison.services import attachments, codes, portal_pages, public_progress, submissions
from liaison.services.submissions import SubmissionForm
from tests.paperwork import Paperwork
from tests.portal.conftest import picture


@pytest.fixture
def stations(office):
    def made(work):
        here, there = Paperwork(work), Paperwork(work, name="北门联络站", code="330902005")
        person = here.representative("王建国")
        here.shift(date(2026, 3, 11), person, status=ShiftStatus.PLANNED)
        codes.issue_missing(work)
        return StationId(here.station.id), StationId(there.station.id)

    return office.write(made)[0]


def send(office, form, pictures=()):
    return office.write(lambda work: submissions.submit(work, form, pictures))[0]


def test_the_same_once_is_one_submission_and_never_another_stations(office, stations):
    form = SubmissionForm(uuid4(), stations[0], " 路灯\u202e坏了\r\n很久 ")
    first = send(office, form, [picture((40, 30))])
    second = send(office, form, [picture((40, 30))])

    assert (first.again, second.again) == (False, True)
    assert (first.id, first.token) == (second.id, second.token)
    kept = office.read(lambda work: attachments.list_of(work, "submission", first.id))
    assert len(kept) == 1
    with pytest.raises(Conflict):
        send(office, SubmissionForm(form.once, stations[1], "别的事"))


def test_a_query_code_reads_how_it_stands(office, stations):
    receipt = send(office, SubmissionForm(uuid4(), stations[0], "路灯坏了"))
    view = office.read(lambda work: public_progress.progress(work, query_code(receipt.token)))
    assert (view.now, view.station) == ("已收到，等工作人员接收", "城东街道代表联络站")
    with pytest.raises(NotFound):
        office.read(lambda work: public_progress.progress(work, query_code("0" * 16)))


def test_a_representatives_label_counts_only_at_the_own_station(office, stations):
    row = next(one for one in office.read(codes.codes) if one.whose == "王建国")
    more = {"words": "路灯坏了", "by": SubmittedBy.REPRESENTATIVE, "label": row.label}
    assert send(office, SubmissionForm(uuid4(), stations[0], **more))
    with pytest.raises(InvalidForm):
        send(office, SubmissionForm(uuid4(), stations[1], **more))


def test_each_code_has_its_page(office, stations):
    pages = office.read(portal_pages.all_pages)
    assert len(pages) == 3
    own = next(one for one in pages if getattr(one, "name", "") == "王建国")
    assert own.receptions[0].day == date(2026, 3, 11)
    again = office.read(
        lambda work: portal_pages.page(work, CodeKind.REPRESENTATIVE, own.identifier)
    )
    assert again == own
