"""The loop by its stories: each step, what it leaves behind, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from liaison.domain.errors import BadInput, Conflict, InvalidForm
from liaison.domain.matter import (
    DeclineReason,
    Disposition,
    MatterStatus,
    Outcome,
    Satisfaction,
    Stage,
)
from liaison.domain.reception import Channel
from liaison.domain.slip_code import SlipKind, read_slip_code
from liaison.domain.steps import MOVES, Step, allowed
from liaison.services import corrections, receptions, stations
from liaison.services.matter_view import matter_named, view
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.stations import StationForm
from liaison.services.steps import STEPS, step
from liaison.services.steps.forms import (
    AnswerForm,
    AssistForm,
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
from liaison.services.work import Work

RAISED = date(2026, 2, 9)
"""A Monday; the Spring Festival is from 15 to 23 February, the Saturdays 14 and 28 are worked."""
GOOD, BAD = Satisfaction.SATISFIED, Satisfaction.DISSATISFIED


@pytest.fixture
def station(office):
    return office.write(lambda work: stations.open_station(work, StationForm("东港站")))[0]


@pytest.fixture
def raise_matter(office, station):
    def act(title="路灯不亮", kind=Disposition.REFERRED, visitor="林阿凤", on=RAISED):
        matter = MatterForm(
            title,
            kind,
            answer="已说明",
            unit_name="区住建局",
            decline_reason=DeclineReason.LITIGATION,
            where_to="区法院立案庭",
            where_phone="0580-2020000",
        )
        form = ReceptionForm(
            station, on, Channel.ON_SITE, title, (matter,), visitors=(VisitorForm(visitor),)
        )
        done, _ = office.write(lambda work: receptions.record(work, form))
        return office.read(lambda work: matter_named(work, f"{done.number}-1"))

    return act


@pytest.fixture
def take(office):
    """Take a step and give the matter as it is then."""

    def act(key, which, **given):
        kind = STEPS[which][0]
        office.write(lambda work: step(work, which, kind(matter_id=key, **given)))
        return office.read(lambda work: view(work, key))

    return act


@pytest.fixture
def look(office):
    return lambda key: office.read(lambda work: view(work, key))


def on(day, month=2):
    return date(2026, month, day)


def refer(take, key, day=10, **given):
    return take(key, Step.REFER, unit=UnitName("区住建局"), on=on(day), **given)


def answer(take, key, day=11, code="A"):
    return take(key, Step.ANSWER, answer="已换灯泡", answer_class=code, on=on(day))


def test_a_matter_goes_round_and_every_step_stands_on_its_timeline(take, raise_matter):
    key = raise_matter()
    refer(take, key, assisting=(UnitName("区城管局"),), request="请于节前修好")
    take(key, Step.SIGN, by="王科长", on=on(11))
    take(key, Step.ASSIST, unit="区城管局", reply="已清理广告牌", on=on(12))
    answer(take, key, 13)
    take(key, Step.TELL, how="电话", on=on(14))
    take(key, Step.RATE, work=GOOD, result=GOOD, on=on(14))
    done = take(key, Step.CLOSE, on=on(24))

    assert [entry.step for entry in done.timeline] == [
        *(Step.SEND, Step.REFER, Step.SIGN, Step.ASSIST),
        *(Step.ANSWER, Step.TELL, Step.RATE, Step.CLOSE),
    ]
    assert (done.status, done.stage, done.outcome) == (
        MatterStatus.ARCHIVED,
        Stage.DONE,
        Outcome.SETTLED,
    )
    assert done.due_on is None
    assert {entry.actor for entry in done.timeline} == {"李某"}
    (told,) = done.tellings
    assert (told.how, told.by, told.tried_on, told.reached) == ("电话", "李某", on(14), True)
    (referral,) = done.referrals
    assert (referral.signed_by, referral.assisting[0].reply) == ("王科长", "已清理广告牌")


def test_the_clocks_run_on_working_days_over_the_spring_festival(take, raise_matter, look):
    key = raise_matter()
    assert look(key).due_on == on(12)
    referred = refer(take, key, 12)
    assert referred.due_on == on(11, 3), "13 14 24-28 of February, 2-6 9-11 of March"
    assert referred.referral.sign_by_on == on(14)
    assert answer(take, key, 13).due_on == on(27), "14 24 25 26 27 of February"


def test_the_slip_has_a_number_and_a_code_that_reads_back(take, raise_matter):
    (slip,) = refer(take, raise_matter()).slips
    reading = read_slip_code(slip.code)
    assert (reading.kind, reading.number) == (SlipKind.REFERRAL, slip.number)
    (second,) = refer(take, raise_matter("又一件")).slips
    assert read_slip_code(second.code).serial == reading.serial + 1


def test_an_untold_matter_cannot_be_closed_by_any_way(take, raise_matter):
    key = raise_matter()
    refer(take, key)
    answer(take, key)
    with pytest.raises(BadInput) as refused:
        take(key, Step.CLOSE)
    assert (refused.value.code, refused.value.values["needed"]) == ("untold_cannot_close", 3)


def test_who_cannot_be_reached_is_archived_with_the_tries(take, raise_matter):
    key = raise_matter()
    refer(take, key)
    answer(take, key)
    for day in (12, 13, 14):
        take(key, Step.TRY, how="电话", reached=False, remark="无人接听", on=on(day))
    done = take(key, Step.CLOSE, on=on(24))
    assert (done.status, done.satisfaction) == (MatterStatus.ARCHIVED, Satisfaction.UNREACHABLE)
    assert [one.reached for one in done.tellings] == [False, False, False]


def test_dissatisfaction_opens_the_next_round_and_keeps_the_first(take, raise_matter):
    key = raise_matter()
    refer(take, key)
    answer(take, key, code="C")
    take(key, Step.TELL, how="当面", on=on(12))
    again = take(key, Step.RATE, work=GOOD, result=BAD, on=on(12))

    assert (again.round_no, again.status) == (2, MatterStatus.AWAITING_REFERRAL)
    assert (again.outcome, again.answer_class, again.told_on) == (None, None, None)
    first = again.rounds[0]
    assert (first.answer, first.answer_class, first.satisfaction_result) == ("已换灯泡", "C", BAD)
    assert refer(take, key, 13).due_on == on(13, 3), "one month"
    assert [one.number for one in again.slips] == [again.slips[0].number]


def test_reopening_keeps_people_slips_and_the_clock_s_history(take, raise_matter):
    key = raise_matter()
    refer(take, key)
    answer(take, key)
    before = take(key, Step.TELL, how="短信", on=on(12))
    after = take(key, Step.REOPEN, reason="又坏了", on=on(24))

    assert after.visit.visitors == before.visit.visitors
    assert after.slips == before.slips
    assert after.timeline[: len(before.timeline)] == before.timeline
    assert after.referrals == before.referrals
    assert after.referral is None


def test_a_return_is_possible_within_its_days_only(take, raise_matter):
    key = raise_matter()
    refer(take, key, 10)
    back = take(key, Step.RETURN, reason="不属本局职责", on=on(20))
    assert (back.status, back.due_on) == (MatterStatus.RETURNED, on(26))


def test_a_late_return_is_refused(take, raise_matter):
    key = raise_matter()
    refer(take, key, 10)
    with pytest.raises(BadInput) as refused:
        take(key, Step.RETURN, reason="不属本局职责", on=on(21))
    assert refused.value.code == "return_too_late"


def test_returned_and_referred_again_are_two_slips_of_one_round(take, raise_matter):
    key = raise_matter()
    refer(take, key, 10)
    take(key, Step.RETURN, reason="不属本局职责", on=on(11))
    again = take(key, Step.REFER, unit=UnitName("区水务局"), on=on(12))
    assert [one.unit for one in again.referrals] == ["区住建局", "区水务局"]
    assert again.referrals[0].return_reason == "不属本局职责"
    assert (again.round_no, len(again.slips)) == (1, 2)


def test_an_extension_needs_a_later_day_and_the_first_one_stays(take, raise_matter):
    key = raise_matter()
    first = refer(take, key, 10).due_on
    with pytest.raises(InvalidForm):
        take(key, Step.EXTEND, reason="等材料", due_on=first)
    later = take(key, Step.EXTEND, reason="等材料", due_on=first + timedelta(days=20))
    assert (later.referral.first_due_on, later.due_on) == (first, first + timedelta(days=20))


def test_a_pause_over_the_festival_moves_the_deadline_by_working_days(take, raise_matter):
    key = raise_matter()
    due = refer(take, key, 10).due_on
    paused = take(key, Step.PAUSE, reason="等来访人补材料", on=on(13))
    assert (paused.stage, paused.due_on) == (Stage.WAITING, None)
    assert paused.steps == {Step.RESUME, Step.COMMENT, Step.VOID}
    with pytest.raises(BadInput) as refused:
        answer(take, key, 14)
    assert refused.value.code == "matter_paused"
    going = take(key, Step.RESUME, on=on(25))
    assert due == on(9, 3)
    assert going.due_on == on(12, 3), "14, 24 and 25 February were working days"
    assert (going.pauses[0].workdays, going.referral.due_on) == (3, going.due_on)


def test_late_stays_visible_after_a_late_finish(take, raise_matter):
    key = raise_matter(on=date(2026, 1, 5))
    refer(take, key, 10)
    late = take(key, Step.ANSWER, answer="好", answer_class="A", on=on(11))
    assert late.late_days == (on(10) - date(2026, 1, 8)).days
    take(key, Step.TELL, how="电话", on=on(12))
    done = take(key, Step.CLOSE, on=on(12))
    assert done.late_days == late.late_days
    (entry,) = [one for one in done.timeline if one.late_days]
    assert (entry.step, entry.due_on) == (Step.REFER, date(2026, 1, 8))


def test_a_declined_matter_has_its_slip_at_the_desk_and_later(take, raise_matter, look):
    at_once = look(raise_matter(kind=Disposition.DECLINED))
    assert [slip.kind for slip in at_once.slips] == [SlipKind.GUIDANCE]
    assert at_once.stage is Stage.TO_CLOSE
    key = raise_matter("第二件")
    with pytest.raises(InvalidForm):
        take(key, Step.DECLINE, reason=DeclineReason.TENDER, where_to=" ")
    later = take(key, Step.DECLINE, reason=DeclineReason.TENDER, where_to="区招标办", phone="1")
    assert [slip.kind for slip in later.slips] == [SlipKind.GUIDANCE]
    assert (later.stage, later.outcome) == (Stage.UNTOLD, Outcome.DECLINED)
    with pytest.raises(BadInput):
        take(key, Step.CLOSE)
    take(key, Step.TELL, how="当面")
    assert take(key, Step.CLOSE).outcome is Outcome.DECLINED


def test_each_visitor_of_joined_matters_is_told(take, raise_matter, look):
    main, other = raise_matter(), raise_matter(visitor="周小宁")
    joined = take(other, Step.MERGE, into_id=main)
    assert (joined.status, joined.outcome) == (MatterStatus.MERGED, Outcome.PASSED_ON)
    refer(take, main, 10)
    answer(take, main, 11)
    assert look(other).stage is Stage.UNTOLD
    take(main, Step.TELL, how="电话")
    assert look(other).untold_since == on(11), "telling one visitor tells no other"
    with pytest.raises(BadInput):
        take(other, Step.CLOSE)
    take(other, Step.TELL, how="电话")
    assert take(other, Step.CLOSE).status is MatterStatus.ARCHIVED


def test_joining_a_matter_that_others_have_joined_takes_them_along(take, raise_matter, look):
    first, second, third = (raise_matter(visitor=name) for name in ("甲某", "乙某", "丙某"))
    take(second, Step.MERGE, into_id=first)
    take(first, Step.MERGE, into_id=third)
    assert [one.id for one in look(third).joined] == [first, second]
    with pytest.raises(BadInput) as refused:
        take(third, Step.MERGE, into_id=first)
    assert refused.value.code == "merge_into_joined"


def test_voiding_the_main_matter_gives_the_joined_ones_back(take, raise_matter, look, office):
    main, other = raise_matter(), raise_matter(visitor="周小宁")
    take(other, Step.MERGE, into_id=main)
    office.write(lambda work: corrections.void(work, look(main).visit.id, "重复登记"))
    assert (look(other).status, look(other).main) == (MatterStatus.AWAITING_REFERRAL, None)
    assert look(main).stage is Stage.VOID


def test_a_split_gives_each_part_its_number_and_clock(take, raise_matter, look, office):
    key = raise_matter()
    parts = office.write(
        lambda work: step(
            work, Step.SPLIT, SplitForm(matter_id=key, parts=(PartForm("停车"), PartForm("噪声")))
        )
    )[0]
    shown = [look(part) for part in parts]
    stem = look(key).number.rsplit("-", 1)[0]
    assert [one.number for one in shown] == [f"{stem}-2", f"{stem}-3"]
    assert all(one.stage is Stage.TO_REFER and one.due_on for one in shown)


def test_a_b_class_matter_is_tracked_and_answered_again_in_a_round_of_its_own(take, raise_matter):
    key = raise_matter()
    refer(take, key)
    answer(take, key, code="B")
    take(key, Step.TELL, how="电话", on=on(12))
    tracked = take(key, Step.TRACK, on=on(12))
    assert (tracked.stage, tracked.due_on is not None) == (Stage.TRACKED, True)
    solved = answer(take, key, 24, "A")
    assert (solved.round_no, solved.answer_class) == (2, "A")
    assert solved.rounds[0].answer_class == "B"
    assert solved.stage is Stage.UNTOLD


def test_only_a_followed_class_is_tracked(take, raise_matter):
    key = raise_matter()
    refer(take, key)
    answer(take, key)
    take(key, Step.TELL, how="电话")
    with pytest.raises(BadInput) as refused:
        take(key, Step.TRACK)
    assert refused.value.code == "class_not_followed"


def test_a_matter_turned_into_a_proposal_still_has_to_be_told(take, raise_matter):
    key = raise_matter()
    turned = take(key, Step.TURN_TO_PROPOSAL)
    assert (turned.outcome, turned.stage) == (Outcome.PASSED_ON, Stage.UNTOLD)
    take(key, Step.TELL, how="当面")
    assert take(key, Step.CLOSE).outcome is Outcome.PASSED_ON


def test_what_was_declined_never_becomes_a_proposal_filed_or_not(take, raise_matter, look):
    key = raise_matter(kind=Disposition.DECLINED)
    take(key, Step.CLOSE)
    assert Step.TURN_TO_PROPOSAL not in look(key).steps
    with pytest.raises(BadInput) as refused:
        take(key, Step.TURN_TO_PROPOSAL)
    assert refused.value.code == "declined_no_proposal"


def test_the_second_of_two_clerks_learns_who_did_what(office, take, raise_matter, look):
    key = raise_matter()
    seen = look(key).version
    office.write(
        lambda work: step(
            replace_actor(work, "王某"), Step.REFER, ReferForm(matter_id=key, unit=UnitName("甲局"))
        )
    )
    with pytest.raises(Conflict) as refused:
        take(key, Step.REFER, unit=UnitName("乙局"), version=seen)
    values = refused.value.values
    assert (refused.value.code, values["who"], values["step"]) == ("matter_changed", "王某", "交办")
    assert look(key).referral.unit == "甲局"


def replace_actor(work: Work, name: str) -> Work:
    return replace(work, actor=name)


@pytest.mark.parametrize("given", [{"on": date(2027, 1, 1)}, {"on": date(2026, 2, 1)}])
def test_a_day_that_cannot_be_is_refused(take, raise_matter, given):
    key = raise_matter()
    with pytest.raises(InvalidForm):
        take(key, Step.PAUSE, reason="等材料", **given)


def test_a_step_cannot_be_dated_before_the_one_before_it(take, raise_matter):
    key = raise_matter()
    refer(take, key, 12)
    with pytest.raises(InvalidForm) as refused:
        answer(take, key, 11)
    assert [one.code for one in refused.value.problems] == ["before_last_step"]


@pytest.mark.parametrize("status", MatterStatus)
def test_what_the_table_forbids_the_service_refuses(status, take, raise_matter, office):
    from db.models import Matter

    key = raise_matter()

    def put(work):
        work.session.get(Matter, key).status = status

    office.write(put)
    for which in set(STEPS) - allowed(status):
        with pytest.raises(BadInput) as refused:
            take(key, which, **NEEDED.get(STEPS[which][0], {}))
        assert refused.value.code == "step_not_allowed"


NEEDED = {
    ReferForm: {"unit": UnitName("甲局")},
    ReasonForm: {"reason": "因故"},
    ExtendForm: {"reason": "因故", "due_on": date(2026, 4, 1)},
    AssistForm: {"unit": "甲局", "reply": "好"},
    AnswerForm: {"answer": "好", "answer_class": "A"},
    TellForm: {"how": "电话"},
    RateForm: {"work": GOOD, "result": GOOD},
    DeclineForm: {"reason": DeclineReason.OTHER, "where_to": "甲处"},
    MergeForm: {"into_id": None},
    SplitForm: {"parts": (PartForm("另一件"),)},
    SignForm: {},
    StepForm: {},
}


def test_the_only_ways_into_the_archive_are_the_close_step():
    ways = {which for which, moves in MOVES.items() if MatterStatus.ARCHIVED in moves.values()}
    assert ways == {Step.CLOSE, Step.COMMENT, Step.TURN_TO_PROPOSAL}
    for which in ways - {Step.CLOSE}:
        assert [
            stage for stage, target in MOVES[which].items() if target is MatterStatus.ARCHIVED
        ] == [MatterStatus.ARCHIVED]
