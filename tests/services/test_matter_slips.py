"""A matter's papers from the record, and the way back from a scanned paper to the matter."""

from datetime import date

import pytest
from sqlalchemy import select

from db.models import AuditEntry, Matter, Reception, Referral, Slip
from liaison.documents.readback import prove
from liaison.documents.referral_pdf import referral_pdf
from liaison.documents.slips import missing_in_slip, slip_pdf
from liaison.domain.errors import BadInput, NotFound
from liaison.domain.ids import MatterId, ReferralId
from liaison.domain.matter import DeclineReason, MatterStatus, Satisfaction
from liaison.domain.slip_code import SlipKind, grouped, read_slip_code, slip_code
from liaison.domain.steps import Step
from liaison.domain.words import sentence
from liaison.services.matter_slips import feedback_paper, guidance_paper, paper_of, referral_paper
from liaison.services.settings import put_setting
from liaison.services.slip_finding import found_by_code
from liaison.services.steps import step
from liaison.services.steps.forms import (
    AnswerForm,
    DeclineForm,
    RateForm,
    ReasonForm,
    ReferForm,
    SignForm,
    TellForm,
    UnitName,
)
from tests.paperwork import Paperwork

DAY = date(2026, 3, 2)
PHONE = "13912348812"


@pytest.fixture
def matter(office):
    """One matter that waits for its unit; its visitor left a telephone in the words."""

    def written(work):
        desk = Paperwork(work)
        put_setting(work, "issuer", "城东街道人大工委")
        row = desk.matter(
            desk.reception(DAY, "林小敏"),
            "路灯不亮",
            content=f"三个月不亮，打我电话 {PHONE}",
            status=MatterStatus.AWAITING_REFERRAL,
            category_id=desk.category("停车"),
        )
        return MatterId(row.id)

    return office.write(written)[0]


@pytest.fixture
def take(office, matter):
    def taken(which, form=None, **values):
        made = form(matter_id=matter, **values)
        return office.write(lambda work: step(work, which, made))[0]

    return taken


@pytest.fixture
def refer(take):
    def referred(unit="区住建局", **more):
        assisting = tuple(map(UnitName, more.pop("assisting", ())))
        take(Step.REFER, ReferForm, unit=UnitName(unit), assisting=assisting, **more)

    return referred


def last_referral(work):
    return ReferralId(
        work.session.scalars(select(Referral.id).order_by(Referral.position)).all()[-1]
    )


def printed(office, **more):
    return office.write(lambda work: referral_paper(work, last_referral(work), **more))[0]


def trail(office):
    query = select(AuditEntry).where(AuditEntry.record == "slip").order_by(AuditEntry.id)
    return office.read(
        lambda work: [
            (entry.action, entry.changes.get("printing"))
            for entry in work.session.scalars(query)
            if entry.action.startswith("print")
        ]
    )


def test_the_referral_paper_says_what_the_record_says_and_masks_the_person(office, refer):
    refer(assisting=("城东街道办", "交警大队"), request="请先到现场看")
    paper = printed(office)
    assert paper.person == "林**"
    assert PHONE not in paper.content
    assert (paper.unit, paper.assisting) == ("区住建局", ("城东街道办", "交警大队"))
    assert paper.category == "城建环保 / 停车"
    assert paper.period == "15 个工作日"
    assert paper.due_on == date(2026, 3, 26)
    assert not paper.due_unconfirmed
    assert paper.office == "城东街道人大工委"
    assert paper.request == "请先到现场看"
    assert paper.return_within == "10 天"
    assert [one.code for one in paper.classes] == ["A", "B", "C"]
    assert paper.number == "330902004-2026-J000001"
    assert prove(referral_pdf(paper), [[paper.code]]) == 1


def test_each_print_is_counted_and_full_names_are_noted_apart(office, refer):
    refer()
    assert [printed(office).printing, printed(office, names_full=True).printing] == [1, 2]
    whole = printed(office, names_full=True)
    assert whole.printing == 3
    assert whole.person.startswith("林小敏")
    assert PHONE in whole.content
    assert trail(office) == [("print", 1), ("print_names", 2), ("print_names", 3)]
    values = office.read(lambda work: [e.changes for e in work.session.scalars(select(AuditEntry))])
    assert "林小敏" not in str(values)


def test_who_wants_secrecy_stays_unnamed_even_in_full(office, refer):
    def hide(work):
        work.session.scalars(select(Reception)).one().confidential = True

    office.write(hide)
    refer()
    paper = printed(office, names_full=True)
    assert paper.person == "保密"
    assert not paper.person_whole


def test_a_second_unit_sees_that_the_first_sent_it_back(office, take, refer):
    refer("区水利局")
    first = printed(office)
    take(Step.RETURN, ReasonForm, reason="不归我们管")
    refer("区住建局")
    second = printed(office)
    assert second.number != first.number
    assert "曾交区水利局" in second.earlier
    assert "不归我们管" in second.earlier

    back = office.read(lambda work: found_by_code(work, first.code))
    assert not back.current
    assert back.step is None
    now = office.read(lambda work: found_by_code(work, second.code))
    assert now.current
    assert now.step is Step.SIGN


def test_a_round_more_has_a_slip_of_its_own_that_tells_of_the_first(office, take, refer):
    refer()
    first = printed(office)
    take(Step.ANSWER, AnswerForm, answer="灯已换新", answer_class="A")
    take(Step.TELL, TellForm, how="电话", reached=True)
    bad = Satisfaction.DISSATISFIED
    take(Step.RATE, RateForm, work=bad, result=bad)
    refer()
    second = printed(office)
    assert second.round_no == 2
    assert second.printing == 1
    assert second.code != first.code
    assert "灯已换新" in second.earlier
    assert "不满意" in second.earlier
    assert not office.read(lambda work: found_by_code(work, first.code)).current


def test_a_scan_leads_on_from_step_to_step(office, take, refer, matter):
    refer()
    code = printed(office).code

    def waits_for():
        return office.read(lambda work: found_by_code(work, code)).step

    assert waits_for() is Step.SIGN
    take(Step.SIGN, SignForm)
    assert waits_for() is Step.ANSWER
    take(Step.PAUSE, ReasonForm, reason="等照片")
    assert waits_for() is Step.RESUME
    take(Step.RESUME, ReasonForm, reason="来了")
    take(Step.ANSWER, AnswerForm, answer="灯已换新", answer_class="A")
    assert waits_for() is Step.TELL
    take(Step.TELL, TellForm, how="电话", reached=True)
    feedback = office.write(lambda work: feedback_paper(work, matter))[0]
    found = office.read(lambda work: found_by_code(work, feedback.code))
    assert (found.kind, found.step, found.matter_id) == (SlipKind.FEEDBACK, Step.RATE, matter)
    good = Satisfaction.SATISFIED
    take(Step.RATE, RateForm, work=good, result=good)
    assert waits_for() is Step.CLOSE


def test_the_feedback_form_tells_the_answer_and_keeps_its_number_when_printed_again(
    office, take, refer, matter
):
    refer()
    with pytest.raises(NotFound) as caught:
        office.write(lambda work: feedback_paper(work, matter))
    assert "还没有答复" in sentence(caught.value)
    take(Step.ANSWER, AnswerForm, answer=f"已换新灯，问 {PHONE}", answer_class="B")
    first, second = (office.write(lambda work: feedback_paper(work, matter))[0] for _ in range(2))
    assert first.number == second.number == "330902004-2026-F000001"
    assert (first.printing, second.printing) == (1, 2)
    assert first.answer_class.name == "正在解决或列入计划"
    assert PHONE not in first.answer
    assert first.person == "林**"


def test_the_guidance_slip_names_who_handles_the_matter(office, take, matter):
    with pytest.raises(NotFound):
        office.write(lambda work: guidance_paper(work, matter))
    take(
        Step.DECLINE,
        DeclineForm,
        reason=DeclineReason.LITIGATION,
        where_to="区人民法院",
        phone="0580-2345678",
    )
    paper = office.write(lambda work: guidance_paper(work, matter))[0]
    assert (paper.where_to, paper.where_phone) == ("区人民法院", "0580-2345678")
    assert paper.reason == "涉法涉诉"
    assert "政法机关" in paper.explained
    assert paper.number == "330902004-2026-Y000001"
    found = office.read(lambda work: found_by_code(work, paper.code))
    assert found.kind is SlipKind.GUIDANCE
    assert found.step is Step.TELL


def test_a_void_matters_slip_says_so_and_waits_for_nothing(office, refer, matter):
    refer()
    code = printed(office).code

    def void(work):
        work.session.get_one(Matter, matter).status = MatterStatus.VOID

    office.write(void)
    assert printed(office).stamp == "（已作废）"
    assert office.read(lambda work: found_by_code(work, code)).step is None


def test_a_matter_from_a_book_is_numbered_with_its_first_print(office, refer):
    refer()

    def without_slip(work):
        work.session.delete(work.session.scalars(select(Slip)).one())

    office.write(without_slip)
    paper = printed(office)
    assert read_slip_code(paper.code).number == paper.number
    assert office.read(lambda work: found_by_code(work, paper.code)).number == paper.number


def test_a_number_can_be_typed_instead_of_a_code(office, refer):
    refer()
    number = printed(office).number
    for text in (number, number.lower(), f" {number} ", number.replace("-J", "-Ｊ")):
        assert office.read(lambda work, text=text: found_by_code(work, text)).number == number
    grouped_code = grouped(slip_code(SlipKind.REFERRAL, "330902004", 2026, 1))
    assert office.read(lambda work: found_by_code(work, grouped_code)).number == number


@pytest.mark.parametrize(
    "text, kind, words",
    [
        (slip_code(SlipKind.REFERRAL, "330902004", 2026, 9)[:-1] + "0", BadInput, "校验位不对"),
        ("6901234567892", BadInput, "不是单子上的码"),
        ("", BadInput, "不是单子上的码"),
        (slip_code(SlipKind.FEEDBACK, "330902004-2", 2026, 9), NotFound, "F000009 号征询意见表"),
        ("330902004-2026-J000099", NotFound, "J000099 号交办单"),
    ],
)
def test_what_cannot_be_found_is_said_in_a_sentence(sqlite_office, text, kind, words):
    with pytest.raises(kind) as caught:
        sqlite_office.read(lambda work: found_by_code(work, text))
    assert words in sentence(caught.value)
    assert "{" not in sentence(caught.value)


def test_a_referral_that_never_was_is_not_printed(sqlite_office):
    from liaison.domain.ids import new_id

    with pytest.raises(NotFound):
        sqlite_office.write(lambda work: referral_paper(work, ReferralId(new_id())))


def test_the_latest_paper_of_a_kind_is_found_by_its_matter(office, refer, take, matter):
    for kind in SlipKind:
        with pytest.raises(NotFound):
            office.write(lambda work, kind=kind: paper_of(work, matter, kind))
    refer("区水利局")
    take(Step.RETURN, ReasonForm, reason="不归我们管")
    refer("区住建局")
    take(Step.ANSWER, AnswerForm, answer="灯已换新", answer_class="A")
    kinds = (SlipKind.REFERRAL, SlipKind.FEEDBACK)
    referral, feedback = (
        office.write(lambda work, kind=kind: paper_of(work, matter, kind, names_full=True))[0]
        for kind in kinds
    )
    assert referral.unit == "区住建局"
    assert referral.person.startswith("林小敏")
    assert feedback.person == "林**"
    for paper in (referral, feedback):
        assert prove(slip_pdf(paper), [[paper.code]]) == 1
        assert missing_in_slip(paper) == frozenset()
