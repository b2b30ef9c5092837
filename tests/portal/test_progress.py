"""A query code opens one matter: how far it is, in plain words, and nobody's name."""

from datetime import date

import pytest

from db.models import Matter, ProgressCode, Submission
from liaison.domain.codes import new_token
from liaison.domain.ids import MatterId
from liaison.domain.matter import MatterStatus
from liaison.domain.public_progress import unit_kind
from liaison.domain.query_code import grouped, query_code
from liaison.domain.steps import Step
from liaison.domain.submission import SubmissionStatus
from liaison.services.steps import step
from liaison.services.steps.forms import AnswerForm, ReferForm, SignForm, TellForm, UnitName
from tests.paperwork import Paperwork
from tests.portal.conftest import code_of, write

SECRETS = ("林小敏", "路灯不亮", "三个月", "王大力", "区住建局", "已经换了灯", "13912348812")


@pytest.fixture
def matter(town):
    def written(work):
        desk = Paperwork(work, name="北门代表联络站", code="330902005")
        desk.station.phone = "0580-2000000"
        row = desk.matter(
            desk.reception(date(2026, 3, 2), "林小敏"),
            "路灯不亮",
            content="三个月不亮 13912348812",
            status=MatterStatus.AWAITING_REFERRAL,
        )
        token = new_token()
        code = ProgressCode(
            station_id=row.station_id, matter_id=row.id, token=token, issued_at=work.now
        )
        work.session.add(code)
        return MatterId(row.id), token

    return town.office.write(written)[0]


def take(town, key, which, form, **values):
    def taken(work):
        version = work.session.get_one(Matter, key).version
        return step(work, which, form(matter_id=key, version=version, **values))

    return town.office.write(taken)[0]


def test_a_matter_of_the_desk_tells_each_stage_and_never_whose(phone, town, matter):
    key, token = matter
    take(town, key, Step.REFER, ReferForm, unit=UnitName("区住建局"))
    page = phone.get(f"/q/{query_code(token)}")
    assert page.status_code == 200
    assert "已转交有关部门办理" in page.text
    take(town, key, Step.SIGN, SignForm, by="王大力")
    take(town, key, Step.ANSWER, AnswerForm, answer="已经换了灯", answer_class="A")
    take(town, key, Step.TELL, TellForm, how="电话", by="王大力")

    page = phone.post("/q/", data={"code": grouped(token).upper()})
    for words in (
        "承办单位已签收，正在办理",
        "承办单位已答复本站",
        "已把结果告诉您",
        "2026-03-05 周四",
        "北门代表联络站",
        "0580-2000000",
    ):
        assert words in page.text
    assert not [secret for secret in SECRETS if secret in page.text]


def test_a_submission_tells_first_that_it_waits_then_what_became_of_it(phone, town, matter):
    key, _ = matter
    code = code_of(write(phone, f"{town.station}/write", name="林小敏", phone="13912348812"))
    page = phone.get(f"/q/{code.replace(' ', '')}")
    assert "已收到，等工作人员接收" in page.text
    assert "林小敏" not in page.text

    def accept(work):
        row = work.session.query(Submission).one()
        row.status, row.decided_at = SubmissionStatus.ACCEPTED, work.now
        row.reception_id = work.session.get_one(Matter, key).reception_id

    town.office.write(accept)
    take(town, key, Step.REFER, ReferForm, unit=UnitName("城东街道办事处"))
    page = phone.post("/q/", data={"code": code})
    assert "工作人员已接收" in page.text
    assert "已转交镇、街道办理" in page.text
    assert not [secret for secret in SECRETS if secret in page.text]


@pytest.mark.parametrize(
    ("status", "words"),
    [(SubmissionStatus.DECLINED, "请向法院反映"), (SubmissionStatus.SPAM, "内容无法受理")],
)
def test_what_is_declined_says_why(phone, town, status, words):
    code = code_of(write(phone, f"{town.station}/write"))

    def decline(work):
        row = work.session.query(Submission).one()
        row.status, row.decided_at, row.reason = status, work.now, "请向法院反映"

    town.office.write(decline)
    page = phone.post("/q/", data={"code": code}).text
    assert "没有接收" in page
    assert words in page


def test_mistyped_unknown_and_nonsense_codes_are_told_apart(phone, town):
    token = new_token()
    code = query_code(token)
    assert "没有这个查询码" in phone.post("/q/", data={"code": code}).text
    swapped = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert "输错了" in phone.post("/q/", data={"code": swapped}).text
    nonsense = phone.post("/q/", data={"code": "<b>'--"})
    assert nonsense.status_code == 422
    assert "&lt;b&gt;" in nonsense.text


def test_the_kind_of_unit_is_told_and_never_which():
    assert unit_kind("檀香社区") == "村、社区"
    assert unit_kind("城东街道办事处") == "镇、街道"
    assert unit_kind("定海区住建局") == "有关部门"
    assert unit_kind("国家电网") == "承办单位"
