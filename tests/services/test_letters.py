from datetime import UTC, date, datetime, timedelta

import pytest

from liaison.domain.errors import BadInput, Conflict, InvalidForm
from liaison.domain.letter import LetterStatus
from liaison.services import letters, letters_steps
from liaison.services.letters import LetterQuery, Stage
from liaison.services.letters_forms import (
    LetterForm,
    LetterHandForm,
    LetterReasonForm,
    LetterResultForm,
    LetterTellForm,
)

DAY = date(2026, 3, 5)
NOON = datetime(2026, 3, 5, 4, tzinfo=UTC)


@pytest.fixture
def register(office):
    def enter(**given):
        usual = {
            "received_on": DAY,
            "way": "来信",
            "content": "石礁村残疾人坡道被堵，电话 13912345678",
        }
        form = LetterForm(**usual | {"name": "缪娟", "contact": "13912345678"} | given)
        return office.write(lambda work: letters_steps.register(work, form))[0]

    return enter


def step(office, act, key, make, /, **given):
    form = make(letter_id=key, **{"on": DAY} | given)
    office.write(lambda work: act(work, form))


def see(office, key):
    return office.read(lambda work: letters.view(work, key))


def test_it_gets_the_years_next_number_and_two_clocks(office, register):
    first, second = register(), register()
    view = see(office, second)
    assert (see(office, first).number, view.number) == ("信访2026-001", "信访2026-002")
    assert (view.inform_by, view.do_by) == (date(2026, 3, 20), date(2026, 5, 6))
    assert view.due_on == view.inform_by


def test_names_and_numbers_are_masked_until_somebody_looks_and_that_is_written_down(
    office, register
):
    key = register()
    [row] = office.read(lambda work: letters.page(work, LetterQuery()))
    assert row.name == "缪**"
    assert "13912345678" not in repr(row)
    assert see(office, key).contact == "139****5678"
    shown, _ = office.write(lambda work: letters.unmasked(work, key))
    assert shown == ("缪娟", "13912345678")

    def trail(work):
        from db.models import AuditEntry

        return [row.action for row in work.session.query(AuditEntry) if row.record == "letter"]

    assert "unmask" in office.read(trail)


def test_the_whole_way_to_the_archive(office, register):
    key = register()
    step(office, letters_steps.hand, key, LetterHandForm, unit_name="区残联")
    step(office, letters_steps.inform, key, LetterTellForm, how="电话")
    assert see(office, key).due_on == date(2026, 5, 6)
    step(office, letters_steps.handle, key, LetterResultForm, result="已清除堵物")
    assert see(office, key).status is LetterStatus.HANDLED
    step(office, letters_steps.close, key, LetterTellForm, how="书面")
    view = see(office, key)
    assert (view.status, view.unit, view.result) == (LetterStatus.CLOSED, "区残联", "已清除堵物")
    assert view.due_on is None
    assert len(view.steps) == 5


def test_nothing_is_filed_before_its_writer_was_answered(office, register):
    key = register()
    with pytest.raises(BadInput, match="letter_step_refused"):
        step(office, letters_steps.close, key, LetterTellForm, how="电话")
    step(office, letters_steps.handle, key, LetterResultForm, result="已办")
    with pytest.raises(InvalidForm):
        step(office, letters_steps.close, key, LetterTellForm, how="无法联系")
    assert see(office, key).status is LetterStatus.HANDLED


def test_it_is_said_once_where_it_went(office, register):
    key = register()
    step(office, letters_steps.inform, key, LetterTellForm, how="电话")
    with pytest.raises(BadInput, match="letter_already_informed"):
        step(office, letters_steps.inform, key, LetterTellForm, how="电话")


def test_telling_late_stays_visible(office, register):
    key = register()
    office._now = lambda: NOON + timedelta(days=20)
    late = DAY + timedelta(days=20)
    [row] = office.read(lambda work: letters.page(work, LetterQuery(overdue=True)))
    assert row.id == key
    step(office, letters_steps.inform, key, LetterTellForm, how="电话", on=late)
    assert see(office, key).late_days == 5


def test_reopening_lets_a_new_period_run_and_keeps_the_old_result_in_the_timeline(office, register):
    key = register()
    step(office, letters_steps.handle, key, LetterResultForm, result="已转办")
    step(office, letters_steps.close, key, LetterTellForm, how="电话")
    step(office, letters_steps.reopen, key, LetterReasonForm, reason="又被堵了")
    view = see(office, key)
    assert view.status is LetterStatus.HANDED
    assert "已转办" in [one.remark for one in view.steps]


def test_the_second_clerk_hears_who_did_what(office, register):
    key = register()
    seen = see(office, key).version
    step(office, letters_steps.hand, key, LetterHandForm, unit_name="区残联", version=seen)
    with pytest.raises(Conflict) as conflict:
        step(office, letters_steps.handle, key, LetterResultForm, result="x", version=seen)
    assert conflict.value.values == {"number": "信访2026-001", "who": "李某", "step": "转办"}


def test_what_somebody_wrote_can_not_be_empty_nor_of_tomorrow(register):
    with pytest.raises(InvalidForm) as wrong:
        register(content=" ", received_on=DAY + timedelta(days=1), way="传真")
    assert [one.field for one in wrong.value.problems] == ["received_on", "way", "content"]


def test_pages_follow_one_another_and_each_stage_tells_how_many(office, register):
    for day in range(12):
        register(received_on=DAY - timedelta(days=day % 3 + 20))
    query = LetterQuery(Stage.OPEN)
    whole = office.read(lambda work: letters.page(work, query))
    total, keys = office.read(lambda work: letters.anchors(work, query, 5))
    paged = office.read(lambda work: letters.page(work, query, None, 5))
    for key in keys:
        paged += office.read(lambda work, key=key: letters.page(work, query, key, 5))
    assert (total, paged) == (12, whole)
    counts = office.read(letters.stage_counts)
    assert (counts[Stage.OPEN].letters, counts[Stage.OPEN].overdue) == (12, 12)
