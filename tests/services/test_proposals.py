from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from liaison.domain.errors import BadInput, Conflict, InvalidForm, NotFound
from liaison.domain.ids import ProposalId, new_id
from liaison.domain.matter import Disposition, MatterStatus, Satisfaction
from liaison.domain.proposal import RULES, ProposalAct, ProposalStatus, UnitRole
from liaison.domain.reception import Channel, VisitKind
from liaison.domain.steps import Step
from liaison.services import (
    enrolment,
    matter_list,
    proposals,
    proposals_drafts,
    proposals_sources,
    proposals_steps,
    proposals_view,
    receptions,
    stations,
)
from liaison.services.enrolment import RepresentativeForm
from liaison.services.proposals import ProposalQuery, Stage
from liaison.services.proposals_forms import (
    AcknowledgeForm,
    AgreeForm,
    AnswerForm,
    AssistForm,
    CloseForm,
    HandForm,
    ProposalForm,
    RateForm,
    ReasonForm,
    SubmitForm,
    SuperviseForm,
    TalkForm,
    TickForm,
    TurnForm,
)
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.stations import StationForm
from liaison.services.steps import step as take_step
from liaison.services.steps.forms import MergeForm
from liaison.services.steps.forms import StepForm as MatterStepForm
from liaison.services.steps.joining import merge

DAY = date(2026, 3, 5)
NOON = datetime(2026, 3, 5, 4, tzinfo=UTC)
ALL = frozenset(rule.key for rule in RULES)
GOOD, BAD = Satisfaction.SATISFIED, Satisfaction.DISSATISFIED


class Desk:
    """Short words for what a clerk does."""

    def __init__(self, office):
        self.office = office
        self.station = self.do(lambda work: stations.open_station(work, StationForm("东港站")))
        self.lead = self.person("王建国")

    def do(self, command):
        return self.office.write(command)[0]

    def person(self, name):
        form = RepresentativeForm(self.station, name)
        return self.do(lambda work: enrolment.enrol(work, form))

    def form(self, **given):
        usual = {
            "title": "关于加装路灯的建议",
            "content": "共 5 人反映。建议加装。",
            "lead_id": self.lead,
        }
        return ProposalForm(**usual | given)

    def draft(self, **given):
        form = self.form(**given)
        return self.do(lambda work: proposals_drafts.draft(work, form))

    def step(self, act, key, make, /, **given):
        form = make(proposal_id=key, **{"on": DAY} | given)
        return self.do(lambda work: act(work, form))

    def tick(self, key, rules=ALL):
        return self.step(proposals_steps.tick, key, TickForm, rules=frozenset(rules))

    def submitted(self, **given):
        key = self.draft(**given)
        self.tick(key)
        self.step(proposals_steps.submit, key, SubmitForm)
        return key

    def handed(self, **given):
        key = self.submitted()
        self.step(proposals_steps.acknowledge, key, AcknowledgeForm)
        self.hand(key, **given)
        return key

    def hand(self, key, **given):
        usual = {"unit_name": "区住建局", "assisting": ("街道办",)}
        return self.step(proposals_steps.hand, key, HandForm, **usual | given)

    def answer(self, key, text="已经加装", code="A"):
        return self.step(proposals_steps.answer, key, AnswerForm, answer=text, answer_class=code)

    def rate(self, key, result=GOOD, opinion="还是不亮"):
        return self.step(
            proposals_steps.rate, key, RateForm, work=GOOD, result=result, opinion=opinion
        )

    def see(self, key):
        return self.office.read(lambda work: proposals_view.view(work, key))

    def matter(self, title, *names, heads=0, on=DAY, visitor_id=None):
        form = ReceptionForm(
            self.station,
            on,
            Channel.ON_SITE,
            f"{names[0]}说：楼下的灯三个月没亮",
            (MatterForm(title, Disposition.REFERRED, content="灯三个月没亮，我摔了一跤"),),
            visitors=tuple(VisitorForm(name, visitor_id=visitor_id) for name in names),
            head_count=max(heads, len(names)),
            visit_kind=VisitKind.GROUP if len(names) > 1 else VisitKind.INDIVIDUAL,
        )
        key = self.do(lambda work: receptions.record(work, form)).id
        rows = self.office.read(lambda work: matter_list.page(work, matter_list.MatterQuery()))
        return next(row.id for row in rows if row.reception_id == key)


@pytest.fixture
def desk(office):
    return Desk(office)


def refused(code):
    return pytest.raises(BadInput, match=code)


def test_a_draft_has_no_number_and_stands_among_the_drafts(desk):
    key = desk.draft()

    view = desk.see(key)
    assert (view.number, view.status) == ("", ProposalStatus.DRAFT)
    [row] = desk.office.read(lambda work: proposals.page(work, ProposalQuery(Stage.DRAFTS)))
    assert row.title == "关于加装路灯的建议"


def test_a_draft_needs_a_title_and_nobody_signs_twice(desk):
    with pytest.raises(InvalidForm) as wrong:
        desk.draft(title=" ", signer_ids=(desk.lead,))
    assert {one.field for one in wrong.value.problems} == {"title", "signers"}


@pytest.mark.parametrize("left", sorted(ALL))
def test_nothing_is_put_forward_while_one_rule_is_unticked(desk, left):
    key = desk.draft()
    desk.tick(key, ALL - {left})
    with refused("proposal_step_refused"):
        desk.step(proposals_steps.submit, key, SubmitForm)
    assert desk.see(key).number == ""


def test_each_tick_keeps_who_and_when(desk):
    key = desk.draft()
    desk.tick(key, {"public"})
    desk.tick(key)
    ticks = desk.see(key).ticks
    assert all(one.by == "李某" and one.at for one in ticks)
    assert [one.rule for one in ticks] == list(RULES)


def test_changed_words_have_to_be_checked_again(desk):
    key = desk.draft()
    desk.tick(key)
    form = desk.form(content="另外一件事")
    desk.do(lambda work: proposals_drafts.amend(work, key, form))
    view = desk.see(key)
    assert view.status is ProposalStatus.DRAFT
    assert not any(one.ticked for one in view.ticks)


def test_without_content_without_a_lead_or_with_a_silent_cosigner_it_stays_a_draft(desk):
    other = desk.person("李四")
    key = desk.draft(content="", lead_id=None, signer_ids=(other,))
    desk.tick(key)
    with pytest.raises(InvalidForm) as wrong:
        desk.step(proposals_steps.submit, key, SubmitForm)
    assert [one.field for one in wrong.value.problems] == ["lead", "content", "signers"]

    form = desk.form(signer_ids=(other,))
    desk.do(lambda work: proposals_drafts.amend(work, key, form))
    desk.tick(key)
    desk.step(proposals_steps.agree, key, AgreeForm, signer_ids=(other,))
    assert desk.step(proposals_steps.submit, key, SubmitForm).number == "建议2026-001"


def test_numbers_follow_one_another_without_a_gap(desk):
    moved = [desk.see(desk.submitted()).number for _ in range(3)]
    assert moved == ["建议2026-001", "建议2026-002", "建议2026-003"]


def test_the_clocks_are_seven_days_three_months_six_months_and_one_month(desk):
    key = desk.submitted()
    assert desk.see(key).due_on == date(2026, 3, 12)
    desk.step(proposals_steps.acknowledge, key, AcknowledgeForm)
    assert desk.see(key).due_on is None
    desk.hand(key)
    view = desk.see(key)
    assert view.due_on == date(2026, 6, 5)
    helper = next(one for one in view.units if one.role is UnitRole.ASSISTING)
    assert (helper.name, helper.due_on) == ("街道办", date(2026, 4, 7))
    desk.step(proposals_steps.extend, key, ReasonForm, reason="涉及面广")
    assert desk.see(key).due_on == date(2026, 9, 7)
    desk.answer(key)
    assert desk.see(key).due_on is None
    assert desk.rate(key, BAD).due_on == date(2026, 4, 7)


def test_the_whole_loop_to_the_archive(desk):
    key = desk.handed()
    desk.step(proposals_steps.assist, key, AssistForm, unit_name="街道办", reply="同意")
    desk.step(proposals_steps.talk, key, TalkForm, talk_how="当面", talk_with="王建国")
    desk.step(proposals_steps.supervise, key, SuperviseForm, kind="重点督办")
    desk.answer(key, code="B")
    desk.rate(key)
    desk.step(proposals_steps.close, key, CloseForm)

    view = desk.see(key)
    assert (view.status, view.answer_class) == (ProposalStatus.CLOSED, "B")
    assert view.supervision == "重点督办"
    [one] = view.rounds
    assert (one.talk_how, one.result, one.answer) == ("当面", GOOD, "已经加装")
    assert [step.act for step in view.steps][-3:] == [
        ProposalAct.ANSWER,
        ProposalAct.RATE,
        ProposalAct.CLOSE,
    ]


def test_dissatisfied_opens_the_next_round_and_keeps_the_first_as_it_was(desk):
    key = desk.handed()
    desk.answer(key, "暂无资金", "C")
    desk.rate(key, BAD)
    view = desk.see(key)
    assert (view.status, view.round_no, view.answer_class) == (ProposalStatus.REOPENED, 2, None)

    desk.answer(key, "已经加装", "A")
    desk.rate(key)
    first, second = desk.see(key).rounds
    assert (first.answer, first.answer_class, first.result) == ("暂无资金", "C", BAD)
    assert (second.answer, second.answer_class, second.result) == ("已经加装", "A", GOOD)
    assert second.units[0].name == "区住建局"


def test_dissatisfied_needs_the_representatives_words(desk):
    key = desk.handed()
    desk.answer(key)
    with pytest.raises(InvalidForm):
        desk.rate(key, BAD, opinion="")
    assert desk.see(key).status is ProposalStatus.ANSWERED


def test_a_unit_may_return_it_within_ten_days_and_it_is_handed_on(desk):
    key = desk.handed(assisting=())
    desk.step(proposals_steps.return_, key, ReasonForm, reason="不归我局管")
    assert desk.see(key).status is ProposalStatus.ACKNOWLEDGED
    desk.hand(key, unit_name="区综合执法局", assisting=())
    view = desk.see(key)
    assert [one.name for one in view.units if one.returned_on is None] == ["区综合执法局"]
    assert len(view.rounds) == 1


def test_a_late_return_is_refused(desk):
    key = desk.handed()
    desk.office._now = lambda: NOON + timedelta(days=11)
    form = {"reason": "不归我局管", "on": DAY + timedelta(days=11)}
    with refused("proposal_return_too_late"):
        desk.step(proposals_steps.return_, key, ReasonForm, **form)
    form["on"] = DAY + timedelta(days=10)
    desk.step(proposals_steps.return_, key, ReasonForm, **form)


def test_a_late_answer_stays_visible_as_late(desk):
    key = desk.handed()
    desk.office._now = lambda: NOON + timedelta(days=100)
    late = DAY + timedelta(days=100)
    desk.step(proposals_steps.answer, key, AnswerForm, on=late, answer="好", answer_class="A")
    view = desk.see(key)
    assert (view.late_days, view.steps[-1].late_days) == (8, 8)
    [row] = desk.office.read(lambda work: proposals.page(work, ProposalQuery(Stage.ANSWERED)))
    assert row.late_days == 8


def test_impossible_steps_are_refused_by_the_service(desk):
    key = desk.draft()
    with refused("proposal_step_refused"):
        desk.answer(key)
    with refused("proposal_step_refused"):
        desk.step(proposals_steps.close, key, CloseForm)
    with pytest.raises(NotFound):
        desk.see(ProposalId(new_id()))


def test_the_second_clerk_hears_who_did_what(desk):
    key = desk.submitted()
    seen = desk.see(key).version
    desk.step(proposals_steps.acknowledge, key, AcknowledgeForm, version=seen)
    with pytest.raises(Conflict) as conflict:
        desk.step(proposals_steps.withdraw, key, ReasonForm, reason="x", version=seen)
    assert conflict.value.code == "proposal_changed"
    assert conflict.value.values == {"name": "建议2026-001", "who": "李某", "step": "回执"}


def test_a_matter_becomes_a_new_draft_without_the_visitors_words_or_name(desk):
    key = desk.matter("路灯不亮", "林阿凤", "张三")
    made = desk.do(lambda work: proposals_drafts.draft_from(work, TurnForm((key,))))

    view = desk.see(made)
    assert view.title == "关于路灯不亮问题的建议"
    assert view.people_count == 2
    assert "共 2 人反映" in view.content
    everything = repr(view)
    for secret in ("林阿凤", "张三", "摔了一跤", "三个月没亮"):
        assert secret not in everything
    [source] = view.sources
    assert source.matter_id == key
    row = desk.office.read(lambda work: matter_list.find(work, key))
    assert row.status is MatterStatus.TURNED_TO_PROPOSAL


def test_three_people_with_one_matter_are_a_candidate_with_the_count(desk):
    main = desk.matter("路灯不亮", "林阿凤")
    assert desk.office.read(proposals_sources.candidates) == ()
    for name in ("张三", "李四"):
        other = desk.matter("路灯不亮", name)
        form = MergeForm(matter_id=other, into_id=main)
        desk.do(lambda work, form=form: merge(work, form))

    [one] = desk.office.read(proposals_sources.candidates)
    assert (one.matter_id, one.people, one.visits) == (main, 3, 3)
    made = desk.do(lambda work: proposals_drafts.draft_from(work, TurnForm((main,))))
    assert desk.see(made).people_count == 3
    assert desk.office.read(proposals_sources.candidates) == ()


def test_an_answered_proposal_lets_every_visitor_of_its_matters_wait_to_be_told(desk):
    main = desk.matter("路灯不亮", "林阿凤")
    other = desk.matter("路灯不亮", "张三")
    desk.do(lambda work: merge(work, MergeForm(matter_id=other, into_id=main)))
    key = desk.do(lambda work: proposals_drafts.draft_from(work, TurnForm((main,))))
    form = replace(desk.form(), content="建议加装路灯")
    desk.do(lambda work: proposals_drafts.amend(work, key, form))
    desk.tick(key)
    desk.step(proposals_steps.submit, key, SubmitForm)
    desk.step(proposals_steps.acknowledge, key, AcknowledgeForm)
    desk.hand(key)
    desk.answer(key)

    def untold(work):
        from db.models import Matter

        return {row.id: row.untold_since for row in work.session.query(Matter)}

    assert desk.office.read(untold) == {main: DAY, other: DAY}


def test_a_withdrawn_one_keeps_its_number_and_its_reason(desk):
    key = desk.submitted()
    desk.step(proposals_steps.withdraw, key, ReasonForm, reason="已另行解决")
    view = desk.see(key)
    assert (view.status, view.number) == (ProposalStatus.WITHDRAWN, "建议2026-001")
    assert view.steps[-1].remark == "已另行解决"
    with refused("proposal_step_refused"):
        desk.step(proposals_steps.acknowledge, key, AcknowledgeForm)


def test_drafts_and_withdrawn_ones_are_in_no_figure(desk):
    from liaison.domain.period import Period
    from liaison.services.figures import counted

    desk.draft()
    gone = desk.submitted()
    desk.step(proposals_steps.withdraw, gone, ReasonForm, reason="已另行解决")
    key = desk.handed()
    desk.answer(key)
    told = desk.office.read(lambda work: counted(work, Period.parse("2026")))
    assert told.proposals.total == 1
    assert told.proposals.by_class == {"A": 1, "B": 0, "C": 0}


@pytest.mark.parametrize("stage", [Stage.DRAFTS, None])
def test_pages_follow_one_another_without_gap_or_doubling(desk, stage):
    for number in range(23):
        desk.draft(title=f"建议{number}")
    query = ProposalQuery(stage)
    office = desk.office
    whole = office.read(lambda work: proposals.page(work, query))
    total, keys = office.read(lambda work: proposals.anchors(work, query, 5))
    paged = office.read(lambda work: proposals.page(work, query, None, 5))
    for key in keys:
        paged += office.read(lambda work, key=key: proposals.page(work, query, key, 5))
    assert (total, len(keys)) == (23, 4)
    assert paged == whole
    assert len({row.id for row in whole}) == 23


def test_words_find_it_by_title_number_or_lead(desk):
    key = desk.submitted()
    for words in ("路灯", "2026-001", "王建国"):
        [row] = desk.office.read(lambda work, words=words: proposals.named(work, words))
        assert row.id == key
    assert desk.office.read(lambda work: proposals.named(work, "%")) == []


def test_the_matters_own_step_leaves_a_draft_behind(desk):
    key = desk.matter("路灯不亮", "林阿凤")
    form = MatterStepForm(matter_id=key)
    made = desk.do(lambda work: take_step(work, Step.TURN_TO_PROPOSAL, form))
    assert desk.see(made).people_count == 1
    [row] = desk.office.read(lambda work: proposals.of_matter(work, key))
    assert (row.id, row.title) == (made, "关于路灯不亮问题的建议")


def test_a_matter_that_may_not_be_turned_leaves_no_draft(desk):
    key = desk.matter("路灯不亮", "林阿凤")
    turn = TurnForm((key,))
    desk.do(lambda work: proposals_drafts.draft_from(work, turn))
    with refused("step_not_allowed"):
        desk.do(lambda work: proposals_drafts.draft_from(work, turn))
    with refused("no_matters"):
        desk.do(lambda work: proposals_drafts.draft_from(work, TurnForm(())))
    rows = desk.office.read(lambda work: proposals.page(work, ProposalQuery()))
    assert len(rows) == 1


def test_one_visitor_who_comes_three_times_is_one_person(desk):
    main = desk.matter("路灯不亮", "林阿凤")
    [visitor] = desk.office.read(_visitors)
    for _ in range(2):
        other = desk.matter("路灯不亮", "林阿凤", visitor_id=visitor)
        form = MergeForm(matter_id=other, into_id=main)
        desk.do(lambda work, form=form: merge(work, form))
    assert desk.office.read(_visitors) == [visitor]
    assert desk.office.read(proposals_sources.candidates) == ()


def _visitors(work):
    from db.models import Visitor

    return [row.id for row in work.session.query(Visitor)]


def test_a_group_counts_its_heads(desk):
    main = desk.matter("路灯不亮", "林阿凤")
    other = desk.matter("路灯不亮", "张三", "李四", heads=12)
    desk.do(lambda work: merge(work, MergeForm(matter_id=other, into_id=main)))
    [one] = desk.office.read(proposals_sources.candidates)
    assert one.people == 13
    away = desk.do(lambda work: stations.open_station(work, StationForm("北岙站")))
    assert desk.office.read(lambda work: proposals_sources.candidates(work, away)) == ()


def test_drafts_stand_before_what_was_submitted(desk):
    desk.submitted()
    draft = desk.draft(title="还在写")
    rows = desk.office.read(lambda work: proposals.page(work, ProposalQuery()))
    assert [row.title for row in rows] == ["还在写", "关于加装路灯的建议"]
    assert rows[0].id == draft


@pytest.mark.parametrize(
    ("matter", "proposal"),
    [
        ("路灯不亮", "关于路灯不亮问题的建议"),
        ("卫生站缺常用药，建议每周送药", "关于卫生站缺常用药问题的建议"),
        ("停车难问题", "关于停车难问题的建议"),
        ("关于加装电梯的建议", "关于加装电梯的建议"),
        ("，，", "关于，，问题的建议"),
    ],
)
def test_a_matters_gist_becomes_a_proposals_title(matter, proposal):
    assert proposals_drafts.proposal_title(matter) == proposal
