"""What came in by phone: nothing enters the register by itself, nothing of it is lost or changed."""

import io
from dataclasses import replace
from uuid import uuid4

import pytest
from PIL import Image

from db.models import Attachment, Matter, Reception, Submission
from liaison.domain.errors import BadInput, Conflict, InvalidForm, NotFound
from liaison.domain.ids import SubmissionId, new_id
from liaison.domain.reception import Channel, VisitKind
from liaison.domain.submission import SubmissionStatus, SubmittedBy
from liaison.office import Office
from liaison.services import attachments, codes, submission_desk, today
from liaison.services.public_progress import progress
from liaison.services.reception_content import content_of, form_of
from liaison.services.submissions import SubmissionForm, submit
from tests.paperwork import Paperwork

WORDS = "檀香社区 3 幢门口的路灯坏了一个多月。晚上老人出门看不见，请来修一修！"


@pytest.fixture
def place(office):
    def fill(work):
        here = Paperwork(work)
        person = here.representative("王建国")
        codes.issue_missing(work)
        return here.station.id, person.id

    office.write(fill)
    return office


def picture():
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(out, "JPEG")
    return out.getvalue()


def send(office, words=WORDS, pictures=(), **more):
    def write(work):
        row = codes.codes(work)[1]
        values = {"representative_id": row.representative_id, "place": "3 幢门口", **more}
        form = SubmissionForm(uuid4(), row.station_id, words, **values)
        return submit(work, form, pictures)

    return office.write(write)[0]


def accept(office, key, **changes):
    form = office.read(lambda work: submission_desk.draft_from(work, key))
    return office.write(lambda work: submission_desk.save(work, replace(form, **changes)))[0]


def count(office, kind):
    return office.read(lambda work: work.session.query(kind).count())


def test_what_is_sent_only_waits_and_is_in_no_figure(place):
    sent = send(place, name="李阿姨", phone="13900001111", tell_how="phone")
    assert (count(place, Reception), count(place, Matter)) == (0, 0)
    assert place.read(lambda work: today.sent(work, None)) == 1
    (row,) = place.read(submission_desk.waiting)
    assert (row.id, row.whom, row.days) == (sent.id, "王建国", 0)
    assert row.beginning == WORDS[:40] or row.beginning.startswith(WORDS[:30])


def test_accepting_records_a_reception_with_the_senders_own_words_and_pictures(place):
    sent = send(place, pictures=[picture()], name="李阿姨", phone="13900001111", tell_how="phone")
    recorded = accept(place, sent.id, words="改过的话", summary="路灯坏")

    def look(work):
        reception = work.session.get_one(Reception, recorded.id)
        matter = reception.matters[0]
        held = attachments.list_of(work, "matter", matter.id)
        row = work.session.get_one(Submission, sent.id)
        return reception, matter, len(held), row

    reception, matter, held, row = place.read(look)
    assert reception.words == WORDS
    assert reception.summary == "路灯坏"
    assert (reception.channel, reception.wants_callback) == (Channel.SCAN, True)
    assert matter.number.startswith(reception.number)
    assert held == 1
    assert (row.status, row.reception_id, row.decided_by) == (
        SubmissionStatus.ACCEPTED,
        reception.id,
        place.actor,
    )
    assert place.read(lambda work: today.sent(work, None)) == 0
    assert count(place, Attachment) == 1


def test_the_senders_query_code_follows_the_matter(place):
    from liaison.domain.query_code import query_code

    sent = send(place)
    code = query_code(sent.token)
    assert place.read(lambda work: progress(work, code)).now.startswith("已收到")
    accept(place, sent.id)
    seen = place.read(lambda work: progress(work, code))
    assert seen.matters
    assert WORDS[:8] not in str(seen)
    assert "王建国" not in str(seen)


def test_without_a_name_it_is_an_anonymous_reception(place):
    recorded = accept(place, send(place).id)
    found = place.read(lambda work: work.session.get_one(Reception, recorded.id).visit_kind)
    assert found is VisitKind.ANONYMOUS


def test_only_the_first_desk_decides(place):
    sent = send(place)
    form = place.read(lambda work: submission_desk.draft_from(work, sent.id))
    other = Office(place._engine, "徐静", place._now, place._files)
    other.write(lambda work: submission_desk.decline(work, sent.id, "请找社区"))
    with pytest.raises(Conflict) as refused:
        place.write(lambda work: submission_desk.save(work, form))
    assert refused.value.values == {"who": "徐静", "status": "未接收"}
    assert count(place, Reception) == 0
    with pytest.raises(Conflict):
        place.write(lambda work: submission_desk.mark_spam(work, sent.id))


def test_a_form_with_a_problem_accepts_nothing(place):
    sent = send(place)
    with pytest.raises(InvalidForm):
        accept(place, sent.id, matters=())
    assert place.read(lambda work: submission_desk.one(work, sent.id)).row.status is (
        SubmissionStatus.WAITING
    )


def test_a_draft_of_an_acceptance_remembers_what_it_accepts(place):
    sent = send(place)
    form = place.read(lambda work: submission_desk.draft_from(work, sent.id))
    assert form_of(content_of(form)) == form


def test_declining_tells_the_sender_why_and_can_be_taken_back_the_same_day(place):
    from liaison.domain.query_code import query_code

    sent = send(place)
    with pytest.raises(BadInput, match="submission_reason_missing"):
        place.write(lambda work: submission_desk.decline(work, sent.id, " \n"))
    place.write(lambda work: submission_desk.decline(work, sent.id, "这件事请找法院立案庭。"))
    seen = place.read(lambda work: progress(work, query_code(sent.token)))
    assert seen.reason == "这件事请找法院立案庭。"
    place.write(lambda work: submission_desk.take_back(work, sent.id))
    assert len(place.read(submission_desk.waiting)) == 1
    accept(place, sent.id)
    with pytest.raises(BadInput, match="submission_not_back"):
        place.write(lambda work: submission_desk.take_back(work, sent.id))


def test_a_confidential_one_shows_its_words_only_when_opened(place):
    sent = send(place, confidential=True)
    (row,) = place.read(submission_desk.waiting)
    assert WORDS[:6] not in row.beginning
    assert place.read(lambda work: submission_desk.one(work, sent.id)).words == WORDS
    recorded = accept(place, sent.id)
    assert place.read(lambda work: work.session.get_one(Reception, recorded.id).confidential)


def test_the_same_words_and_the_same_matter_are_told(place):
    first = send(place)
    send(place)
    assert place.read(lambda work: submission_desk.one(work, first.id)).twins == 1
    accept(place, first.id)
    again = send(place)
    like = place.read(lambda work: submission_desk.one(work, again.id)).alike
    assert [one.is_open for one in like] == [True]


def test_a_representatives_hand_in_is_theirs(place):
    label = place.read(codes.codes)[1].label
    sent = send(place, by=SubmittedBy.REPRESENTATIVE, label=label, representative_id=None)
    (row,) = place.read(submission_desk.waiting)
    assert (row.by, row.whom) == (SubmittedBy.REPRESENTATIVE, "王建国")
    form = place.read(lambda work: submission_desk.draft_from(work, sent.id))
    assert len(form.representatives) == 1
    assert "联络站码" in form.remark


def test_one_that_is_not_there_is_told(place):
    with pytest.raises(NotFound):
        place.read(lambda work: submission_desk.one(work, SubmissionId(new_id())))


def test_the_slip_takes_a_query_code_home_where_a_portal_answers(place):
    import pypdfium2

    from liaison.documents import readback
    from liaison.documents.slip_pdf import slip_pdf
    from liaison.services.settings import put_setting
    from liaison.services.slips import slip

    recorded = accept(place, send(place).id)
    without = place.write(lambda work: slip(work, recorded.id))[0]
    assert not without.matters[0].query
    place.write(lambda work: put_setting(work, "web_address", "https://rd.dinghai.cn"))
    made = place.write(lambda work: slip(work, recorded.id))[0]
    again = place.write(lambda work: slip(work, recorded.id))[0]
    assert made.matters[0].query == again.matters[0].query
    pdf = slip_pdf(made)
    assert made.matters[0].query in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
    assert readback.prove(pdf, [[made.matters[0].query_link]]) == 1
    assert place.read(lambda work: progress(work, made.matters[0].query_link)).matters
