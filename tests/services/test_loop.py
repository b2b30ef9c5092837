"""The closed loop as a state machine over the real services: whatever is tried, in whatever order."""

import shutil
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, Phase, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from db.engine import open_engine
from db.models import Guidance, Matter, MatterStep, Round, Slip, Telling
from liaison.domain.errors import BadInput, InvalidForm
from liaison.domain.matter import DeclineReason, Disposition, MatterStatus, Satisfaction, Stage
from liaison.domain.period import Period
from liaison.domain.reception import Channel
from liaison.domain.steps import Step, after
from liaison.office import Office
from liaison.services import receptions, stations
from liaison.services.matter_view import view
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.report_counts import balance
from liaison.services.scope import Scope
from liaison.services.settings import setting
from liaison.services.stations import StationForm
from liaison.services.steps import step
from liaison.services.steps.forms import (
    AnswerForm,
    DeclineForm,
    ExtendForm,
    MergeForm,
    PartForm,
    RateForm,
    ReasonForm,
    ReferForm,
    SignForm,
    SplitForm,
    StepForm,
    TellForm,
    UnitName,
)

BEGAN = date(2026, 2, 2)
PLAIN = {Step.SEND, Step.RESUME, Step.TRACK, Step.TURN_TO_PROPOSAL}
WITH_REASON = {Step.RETURN, Step.PAUSE, Step.REOPEN, Step.UNMERGE, Step.COMMENT, Step.VOID}
ASIDE = {Step.VOID, Step.COMMENT, Step.SPLIT, Step.MERGE, Step.TURN_TO_PROPOSAL, Step.DECLINE}
"""Taken only by chance: they would end most walks early."""
TAKEN = sorted(set(Step) - {Step.REGISTER, Step.ANSWER_ON_THE_SPOT, Step.ASSIST})


class Loop(RuleBasedStateMachine):
    template: Path
    matters = Bundle("matters")

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="liaison-loop-"))
        shutil.copyfile(self.template, self.folder / "liaison.db")
        self.day, self.moments = BEGAN, 0
        self.office = Office(
            open_engine(f"sqlite:///{self.folder / 'liaison.db'}"), "李某", self.now
        )
        self.earlier = {}

    def teardown(self):
        self.office.close()
        shutil.rmtree(self.folder)

    def now(self):
        """Noon, and a moment later each time."""
        self.moments += 1
        noon = datetime.combine(self.day, datetime.min.time(), UTC) + timedelta(hours=4)
        return noon + timedelta(milliseconds=self.moments)

    @initialize()
    def found(self):
        self.station = self.office.write(
            lambda work: stations.open_station(work, StationForm("东港站"))
        )[0]

    @rule(
        target=matters,
        kinds=st.lists(st.sampled_from(Disposition), min_size=1, max_size=2),
        name=st.sampled_from(["林阿凤", "周小宁"]),
    )
    def record(self, kinds, name):
        given = tuple(
            MatterForm(
                "路灯不亮",
                kind,
                answer="已当场说明",
                unit_name="区住建局",
                decline_reason=DeclineReason.LITIGATION,
                where_to="区法院",
            )
            for kind in kinds
        )
        form = ReceptionForm(
            self.station,
            self.day,
            Channel.ON_SITE,
            "路灯不亮",
            given,
            visitors=(VisitorForm(name),),
            notice_given=True,
        )
        done, _ = self.office.write(lambda work: receptions.record(work, form))
        return multiple(*self.of_reception(done.id))

    def of_reception(self, key):
        query = select(Matter.id).where(Matter.reception_id == key).order_by(Matter.position)
        return self.office.read(lambda work: list(work.session.scalars(query)))

    @rule(days=st.integers(1, 40))
    def wait(self, days):
        self.day += timedelta(days=days)

    @rule(
        key=matters,
        other=matters,
        tried=st.lists(
            st.tuples(
                st.integers(0, 999),
                st.sampled_from(TAKEN),
                *(st.sampled_from(Satisfaction),) * 2,
                st.sampled_from("ABC"),
                st.integers(1, 30),
            ),
            min_size=1,
            max_size=12,
        ),
    )
    def walk(self, key, other, tried):
        """Take one matter some steps along; every fifth step is any step, allowed or not."""
        for choice, which, *given in tried:
            may = self.shown(key).steps - ASIDE
            likely = sorted(may) or [which]
            self.take(key, other, which if choice % 5 == 0 else likely[choice % len(likely)], given)
            self.office.read(self.check)

    def take(self, key, other, which, given):
        """Try a step; a refused one leaves no trace."""
        before = self.shown(key)
        due = max(before.due_on or self.day, self.day) + timedelta(days=given[3])
        form = self.form(key, other, which, (*given[:3], due))
        try:
            self.office.write(lambda work: step(work, which, form))
        except (BadInput, InvalidForm):
            assert self.shown(key) == before
            return
        assert after(which, before.status) is not None
        assert which in before.steps
        now = self.shown(key)
        assert now.version > before.version
        event(f"{which}: {before.status} → {now.status}")

    def form(self, key, other, which, given):
        work_, result, code, due = given
        shared = {"matter_id": key}
        forms = {
            Step.REFER: lambda: ReferForm(unit=UnitName("区住建局"), **shared),
            Step.SIGN: lambda: SignForm(**shared),
            Step.EXTEND: lambda: ExtendForm(reason="下雨", due_on=due, **shared),
            Step.ANSWER: lambda: AnswerForm(answer="已修好", answer_class=code, **shared),
            Step.TELL: lambda: TellForm(how="电话", **shared),
            Step.TRY: lambda: TellForm(how="电话", reached=False, **shared),
            Step.RATE: lambda: RateForm(work=work_, result=result, **shared),
            Step.CLOSE: lambda: StepForm(remark="已说明", **shared),
            Step.DECLINE: lambda: DeclineForm(
                reason=DeclineReason.TENDER, where_to="区招标办", **shared
            ),
            Step.MERGE: lambda: MergeForm(into_id=other, **shared),
            Step.SPLIT: lambda: SplitForm(parts=(PartForm("另一件"),), **shared),
        }
        if which in forms:
            return forms[which]()
        return StepForm(**shared) if which in PLAIN else ReasonForm(reason="因故", **shared)

    def shown(self, key):
        return self.office.read(lambda work: view(work, key))

    @invariant()
    def the_laws_hold(self):
        self.office.read(self.check)

    def check(self, work):
        def rows(kind):
            return list(work.session.scalars(select(kind)))

        matters, rounds, tellings, steps = map(rows, (Matter, Round, Telling, MatterStep))
        slips = {(one.matter_id, one.round_no) for one in rows(Slip)}
        guidances = {(one.matter_id, one.round_no) for one in rows(Guidance)}
        needed = setting(work, "tries_before_unreachable")
        for matter in matters:
            now = (matter.id, matter.round_no)
            tried = [one for one in tellings if (one.matter_id, one.round_no) == now]
            self.not_archived_untold(matter, tried, needed)
            assert matter.status is not MatterStatus.DECLINED or now in guidances & slips
            self.stage_is_what_the_facts_say(matter, [s for s in steps if s.matter_id == matter.id])
        self.no_round_is_lost_or_changed(matters, rounds)
        self.balance_holds_and_carries_over(work)

    def not_archived_untold(self, matter, tried, needed):
        if matter.status is MatterStatus.ARCHIVED:
            assert any(one.reached for one in tried) or len(tried) >= needed

    def no_round_is_lost_or_changed(self, matters, rounds):
        latest = {matter.id: matter.round_no for matter in matters}
        assert set(self.earlier) <= {row.id for row in rounds}
        for row in rounds:
            if row.round_no < latest[row.matter_id]:
                kept = (row.answer, row.answer_class, row.answered_on, row.told_on, row.unit_name)
                kept += (row.satisfaction_work, row.satisfaction_result)
                assert self.earlier.setdefault(row.id, kept) == kept

    def balance_holds_and_carries_over(self, work):
        carried = None
        for text in ("2026-01", "2026-02", "2026-03", "2026-04", "2026"):
            now = balance(Scope(work, Period.parse(text), None))
            came = now.carried_over + now.new
            assert came == now.settled + now.declined + now.passed_on + now.open
            assert text == "2026" or carried in (None, now.carried_over)
            carried = now.open

    def stage_is_what_the_facts_say(self, matter, taken):
        if matter.status is not MatterStatus.VOID:
            assert (matter.outcome is None) == (matter.settled_on is None)
        timed = matter.stage in {Stage.TO_REFER, Stage.IN_HAND, Stage.UNTOLD, Stage.TRACKED}
        assert (matter.due_on is not None) == timed
        assert (matter.stage is Stage.WAITING) == (matter.paused_on is not None)
        late = [one.late_days for one in taken if one.step is not Step.SIGN]
        assert matter.late_days == max(late, default=0)


def test_no_sequence_of_steps_closes_untold_loses_a_round_or_breaks_the_balance(migrated_file):
    Loop.template = migrated_file
    run_state_machine_as_test(
        Loop,
        settings=settings(
            max_examples=25,
            stateful_step_count=20,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
