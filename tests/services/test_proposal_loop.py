"""Any order of allowed and forbidden steps over the real services: no rule skipped, no round lost."""

import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from db.engine import open_engine
from liaison.domain.clock import civil
from liaison.domain.errors import LiaisonError
from liaison.domain.matter import Disposition, Satisfaction
from liaison.domain.proposal import NOT_YET, RULES, ProposalAct, ProposalStatus, after
from liaison.domain.reception import Channel
from liaison.office import Office
from liaison.services import (
    enrolment,
    proposals,
    proposals_drafts,
    proposals_steps,
    proposals_view,
    receptions,
    stations,
)
from liaison.services import proposals_forms as forms
from liaison.services.enrolment import RepresentativeForm
from liaison.services.proposals import ProposalQuery
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.stations import StationForm

A, S = ProposalAct, ProposalStatus
NOON = datetime(2026, 3, 5, 4, tzinfo=UTC)
KEYS = tuple(one.key for one in RULES)
ALL = frozenset(KEYS)
RATINGS = st.sampled_from([Satisfaction.SATISFIED, Satisfaction.DISSATISFIED])
PLAIN = {
    A.SUBMIT: (proposals_steps.submit, forms.SubmitForm, {}),
    A.ACKNOWLEDGE: (proposals_steps.acknowledge, forms.AcknowledgeForm, {}),
    A.HAND: (
        proposals_steps.hand,
        forms.HandForm,
        {"unit_name": "区住建局", "assisting": ("街道办",)},
    ),
    A.RETURN: (proposals_steps.return_, forms.ReasonForm, {"reason": "不归我管"}),
    A.EXTEND: (proposals_steps.extend, forms.ReasonForm, {"reason": "涉及面广"}),
    A.ASSIST: (
        proposals_steps.assist,
        forms.AssistForm,
        {"unit_name": "街道办", "reply": "同意"},
    ),
    A.TALK: (proposals_steps.talk, forms.TalkForm, {"talk_how": "当面", "talk_with": "代表"}),
    A.CLOSE: (proposals_steps.close, forms.CloseForm, {}),
    A.REOPEN: (proposals_steps.reopen, forms.ReasonForm, {"reason": "条件有了"}),
    A.SUPERVISE: (proposals_steps.supervise, forms.SuperviseForm, {"kind": "重点督办"}),
    A.WITHDRAW: (proposals_steps.withdraw, forms.ReasonForm, {"reason": "已解决"}),
}
WAITING = {
    S.CHECKED: A.SUBMIT,
    S.SUBMITTED: A.ACKNOWLEDGE,
    S.ACKNOWLEDGED: A.HAND,
    S.RATED: A.CLOSE,
    S.CLOSED: A.REOPEN,
}


class Loop(RuleBasedStateMachine):
    template = Path()
    deepest = 0
    """The most filed rounds that any run came to: the search must really get there."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="loop-"))
        file = self.folder / "liaison.db"
        shutil.copyfile(self.template, file)
        self.now = NOON
        self.office = Office(open_engine(f"sqlite:///{file}"), "李某", lambda: self.now)
        self.ticked = frozenset()
        self.filed = {}
        """Round → what it was when the next one began."""
        self.last = None

    @initialize(from_matter=st.booleans())
    def begin(self, from_matter):
        station = self.do(lambda work: stations.open_station(work, StationForm("东港站")))
        person = RepresentativeForm(station, "王建国")
        lead = self.do(lambda work: enrolment.enrol(work, person))
        paper = forms.ProposalForm("关于路灯的建议", content="加装", lead_id=lead)
        if not from_matter:
            self.key = self.do(lambda work: proposals_drafts.draft(work, paper))
        else:
            form = ReceptionForm(
                station,
                self.today,
                Channel.ON_SITE,
                "原话",
                (MatterForm("路灯", Disposition.REFERRED),),
                visitors=(VisitorForm("林阿凤"),),
            )
            self.do(lambda work: receptions.record(work, form))
            matter = self.do(_only_matter)
            turn = forms.TurnForm((matter,), lead_id=lead)
            self.key = self.do(lambda work: proposals_drafts.draft_from(work, turn))
        self.paper = paper

    @property
    def today(self):
        return civil(self.now).date()

    def do(self, command):
        return self.office.write(command)[0]

    def view(self):
        return self.office.read(lambda work: proposals_view.view(work, self.key))

    def take(self, act, step, make, **given):
        """Try a step; it must be taken where the table allows it, and change nothing elsewhere."""
        before = self.view()
        form = make(proposal_id=self.key, on=self.today, **given)
        try:
            self.do(lambda work: step(work, form))
        except LiaisonError:
            assert self.view() == before, "a refused step changed something"
            return False
        assert after(act, before.status) is not None, f"{act} was taken from {before.status}"
        for one in before.rounds:
            if one.round_no < self.view().round_no:
                kept = next(r for r in self.view().rounds if r.round_no == one.round_no)
                self.filed.setdefault(one.round_no, kept)
        return True

    @rule(rules=st.sets(st.sampled_from(KEYS)) | st.just(set(KEYS)))
    def tick(self, rules):
        if self.take(A.TICK, proposals_steps.tick, forms.TickForm, rules=frozenset(rules)):
            self.ticked = frozenset(rules)

    @rule(words=st.sampled_from(["加装", "加装十盏"]))
    def amend(self, words):
        before = self.view()
        form = forms.ProposalForm("关于路灯的建议", content=words, lead_id=self.paper.lead_id)
        try:
            self.do(lambda work: proposals_drafts.amend(work, self.key, form))
        except LiaisonError:
            assert before.status not in NOT_YET
            return
        if before.content != words or before.title != form.title:
            self.ticked = frozenset()

    @rule(act=st.sampled_from(sorted(set(PLAIN) - {A.WITHDRAW})))
    def step(self, act):
        step, make, given = PLAIN[act]
        ready = self.ticked == ALL
        taken = self.take(act, step, make, **given)
        assert not (taken and act is A.SUBMIT and not ready), "submitted unticked"

    @precondition(lambda self: len(self.filed) > 1)
    @rule()
    def withdraw(self):
        self.step(act=A.WITHDRAW)

    @rule(code=st.sampled_from("ABC"))
    def answer(self, code):
        text = f"第 {self.view().round_no} 轮的答复"
        given = {"answer": text, "answer_class": code}
        self.take(A.ANSWER, proposals_steps.answer, forms.AnswerForm, **given)

    @rule(work=RATINGS, result=RATINGS)
    def rate(self, work, result):
        before = self.view()
        given = {"work": work, "result": result, "opinion": "意见"}
        if self.take(A.RATE, proposals_steps.rate, forms.RateForm, **given):
            dissatisfied = Satisfaction.DISSATISFIED in (work, result)
            assert self.view().round_no == before.round_no + dissatisfied

    @rule(code=st.sampled_from("ABC"), work=RATINGS, result=RATINGS, hops=st.integers(1, 16))
    def walk(self, code, work, result, hops):
        """Some steps on at once: any run that walks comes to answers and further rounds."""
        for _ in range(hops):
            self.go_on(code, work, result)
            self.earlier_rounds_stay_as_they_were()
            self.only_what_was_submitted_has_a_number_and_every_step_is_written()

    def go_on(self, code, work, result):
        """What the stage waits for."""
        status = self.view().status
        if status is S.DRAFT:
            self.tick(rules=set(KEYS))
        elif status in (S.HANDED, S.REOPENED):
            self.answer(code=code)
        elif status is S.ANSWERED:
            self.rate(work=work, result=result)
        elif status in WAITING:
            self.step(act=WAITING[status])

    @rule(days=st.integers(1, 40))
    def days_go_by(self, days):
        self.now += timedelta(days=days)

    @precondition(lambda self: hasattr(self, "key"))
    @invariant()
    def earlier_rounds_stay_as_they_were(self):
        view = self.view()
        numbers = [one.round_no for one in view.rounds]
        assert numbers == list(range(1, len(numbers) + 1))
        for one in view.rounds:
            if one.round_no in self.filed:
                assert one == self.filed[one.round_no]

    @precondition(lambda self: hasattr(self, "key"))
    @invariant()
    def only_what_was_submitted_has_a_number_and_every_step_is_written(self):
        view = self.view()
        submitted = any(one.act is A.SUBMIT for one in view.steps)
        assert bool(view.number) == submitted == bool(view.submitted_on)
        assert view.status not in NOT_YET or not submitted
        assert view.steps[-1].status is view.status
        assert (view.due_on is not None) == (view.status in (S.SUBMITTED, S.HANDED, S.REOPENED))

    @precondition(lambda self: hasattr(self, "key"))
    @invariant()
    def the_list_shows_it_once(self):
        rows = self.office.read(lambda work: proposals.page(work, ProposalQuery()))
        assert [row.id for row in rows] == [self.key]

    def teardown(self):
        Loop.deepest = max(Loop.deepest, len(self.filed)) if hasattr(self, "key") else Loop.deepest
        self.office.close()
        shutil.rmtree(self.folder)


def _only_matter(work):
    from db.models import Matter

    return work.session.query(Matter).one().id


@pytest.mark.parametrize("examples", [12])
def test_no_order_of_steps_skips_a_rule_or_loses_a_round(migrated_file, examples):
    Loop.template = migrated_file
    run_machine(
        Loop,
        settings=settings(
            max_examples=examples,
            stateful_step_count=10,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert Loop.deepest >= 2
