"""The steps beside the straight way: each in its panel, with real keys and clicks."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from liaison.domain.calendar import GUESSED_ZH
from liaison.domain.canned import CannedKind
from liaison.domain.matter import DeclineReason, MatterStatus, Satisfaction, Stage
from liaison.domain.steps import Step
from liaison.services import canned
from liaison.services.canned import CannedForm
from liaison.services.matter_clock import Promise
from liaison.services.steps.forms import ReasonForm, ReferForm, UnitName

TODAY = date(2026, 3, 5)


def test_the_deadline_follows_the_rule_the_day_and_the_hard_ones(clerk, papers):
    key = papers.raised(on=date(2026, 3, 2))
    clerk.open(matter_id=key, step=Step.REFER)
    due = clerk.panel.due
    usual = due.day
    assert usual == date(2026, 3, 26)
    assert clerk.field("due_on")._hint.text() == "15 个工作日"

    clerk.choose(clerk.panel.hard, True)
    assert due.day > usual
    clerk.choose(clerk.panel.hard, False)
    clerk.write("happened_on", "0303")
    clerk.settled()
    assert due.day == date(2026, 3, 24)

    clerk.write("due_on", "2026-4-10")
    clerk.write("unit", "区住建局")
    clerk.go_on()
    referral = papers.file(key).referral
    assert (referral.referred_on, referral.due_on) == (date(2026, 3, 3), date(2026, 4, 10))


def test_a_known_unit_is_found_by_the_initials_of_its_pinyin(clerk, papers):
    first = papers.referred("路灯")
    other = papers.raised("积水")
    clerk.open(matter_id=other, step=Step.REFER)
    clerk.panel.unit.clear()
    clerk.write("unit", "qzhzf")
    clerk.press(Qt.Key.Key_Tab, into=clerk.panel.unit)
    clerk.go_on()

    assert papers.file(other).referral.unit == papers.file(first).referral.unit


def test_assisting_units_stand_on_the_referral_and_give_their_opinion(clerk, papers):
    key = papers.raised()
    clerk.open(matter_id=key, step=Step.REFER)
    clerk.write("unit", "区住建局")
    clerk.write("assisting", "区水务集团、区电力局")
    clerk.go_on()
    assert [one.unit for one in papers.file(key).referral.assisting] == ["区水务集团", "区电力局"]

    clerk.more(Step.ASSIST)
    clerk.write("reply", "管道没有问题")
    clerk.go_on()
    assert papers.file(key).referral.assisting[0].reply == "管道没有问题"


def test_a_unit_sends_it_back_with_a_reason_and_another_one_gets_it(clerk, papers):
    key = papers.referred(on=date(2026, 3, 2))
    clerk.open(matter_id=key)
    clerk.click(clerk.record.top.beside[1])
    clerk.go_on()
    assert clerk.field("reason").problem == "不能空着"
    clerk.write("reason", "不归我们管")
    clerk.go_on()

    file = papers.file(key)
    assert (file.status, file.referrals[0].return_reason) == (MatterStatus.RETURNED, "不归我们管")
    clerk.go_on()
    clerk.write("unit", "区交通局")
    clerk.go_on()
    assert papers.file(key).referral.unit == "区交通局"


def test_an_extension_needs_a_later_day_and_a_reason(clerk, papers):
    key = papers.signed()
    clerk.open(matter_id=key)
    before = papers.file(key).due_on
    clerk.more(Step.EXTEND)
    clerk.write("reason", "等招标")
    clerk.go_on()
    assert clerk.field("due_on").problem == "不能空着"
    clerk.write("due_on", (before - timedelta(days=1)).isoformat())
    clerk.go_on()
    assert "要晚于" in clerk.field("due_on").problem
    clerk.write("due_on", "0430")
    clerk.go_on()

    assert papers.file(key).due_on == date(2026, 4, 30)


def test_a_pause_stops_the_clock_and_resuming_is_what_it_waits_for(clerk, papers):
    key = papers.signed()
    clerk.open(matter_id=key)
    clerk.more(Step.PAUSE)
    clerk.write("reason", "等户口本")
    clerk.go_on()
    assert papers.file(key).due_on is None
    assert clerk.record.top.primary.text() == "恢复办理"
    assert "暂停" in clerk.record.band.chip.word

    clerk.go_on()
    clerk.go_on()
    assert papers.file(key).due_on is not None


def test_a_matter_is_declined_only_with_where_to_go(clerk, papers):
    key = papers.raised()
    clerk.open(matter_id=key, step=Step.DECLINE)
    clerk.go_on()
    assert clerk.field("reason").problem == "不能空着"
    clerk.write("reason", "私人")
    clerk.go_on()
    assert clerk.field("where_to").problem == "不能空着"
    clerk.write("where_to", "街道人民调解委员会")
    clerk.write("phone", "0580-2030000")
    clerk.go_on()

    file = papers.file(key)
    assert (file.decline_reason, file.where_to) == (
        DeclineReason.PERSONAL_DISPUTE,
        "街道人民调解委员会",
    )
    assert file.untold_since == TODAY
    assert clerk.record.top.primary.text() == "告知群众"


def test_where_people_were_sent_last_time_is_offered_again(clerk, papers):
    from liaison.services.steps.forms import DeclineForm

    first = papers.raised("邻居吵架")
    form = DeclineForm(
        matter_id=first, reason=DeclineReason.PERSONAL_DISPUTE, where_to="调解室", phone="2030000"
    )
    papers.take(first, Step.DECLINE, form)
    clerk.open(matter_id=papers.raised("又吵架"), step=Step.DECLINE)
    clerk.write("reason", "私人")
    clerk.press(Qt.Key.Key_Tab, into=clerk.panel.reason)

    assert (clerk.panel.where_to.text(), clerk.panel.phone.text()) == ("调解室", "2030000")


def test_a_matter_is_joined_to_a_likely_one_and_its_visitor_still_has_to_be_told(clerk, papers):
    main = papers.signed("东门小区路灯不亮", name="王阿婆")
    key = papers.raised("东门小区的路灯不亮了")
    clerk.open(matter_id=key)
    clerk.more(Step.MERGE)
    assert "件相像" in clerk.field("into_id")._hint.text()
    clerk.write("into_id", "路灯")
    clerk.settled()
    clerk.page.record.desk._ask_alike()
    clerk.settled()
    clerk.press(Qt.Key.Key_Tab, into=clerk.panel.main)
    clerk.go_on()

    file = papers.file(key)
    assert (file.status, file.main.id) == (MatterStatus.MERGED, main)
    clerk.open(matter_id=main)
    assert [one.id for one in clerk.record.shown.file.joined] == [key]


def test_several_things_in_one_are_split_a_line_each(clerk, papers):
    key = papers.raised("路灯不亮，积水，噪声")
    clerk.open(matter_id=key)
    clerk.more(Step.SPLIT)
    clerk.go_on()
    assert clerk.field("parts").problem == "不能空着"
    for place, words in enumerate(("门口积水", "夜里噪声")):
        clerk.panel.edits[place].setText(words)
    clerk.go_on()

    assert papers.found("门口积水").status is MatterStatus.AWAITING_REFERRAL
    assert papers.found("夜里噪声")


def test_a_b_class_answer_is_kept_in_view_and_answered_again(clerk, papers):
    from liaison.services.steps.forms import TellForm

    key = papers.answered(kind="B")
    papers.take(key, Step.TELL, TellForm(matter_id=key, how="电话"))
    clerk.open(matter_id=key)
    clerk.more(Step.TRACK)
    clerk.go_on()
    assert papers.file(key).status is MatterStatus.TRACKED

    clerk.go_on()
    clerk.write("answer", "已完工")
    clerk.click(clerk.panel.classes.buttons[0])
    clerk.go_on()
    file = papers.file(key)
    assert (file.round_no, file.answer_class) == (2, "A")


def test_from_the_second_round_on_a_dissatisfied_one_may_end_with_the_reason(clerk, papers):
    key = papers.told()
    papers.take(key, Step.REOPEN, ReasonForm(matter_id=key, reason="没修好"))
    form = ReferForm(matter_id=key, unit=UnitName("区住建局"))
    papers.take(key, Step.REFER, form)
    clerk.open(matter_id=key, step=Step.ANSWER)
    clerk.write("answer", "没有办法")
    clerk.click(clerk.panel.classes.buttons[2])
    clerk.go_on()
    clerk.go_on()
    clerk.go_on()
    clerk.go_on()
    clerk.choose(clerk.panel.work, Satisfaction.NOT_RATED)
    clerk.choose(clerk.panel.result, Satisfaction.DISSATISFIED)
    assert clerk.field("last_word").isVisible()
    clerk.write("last_word", "政策不允许")
    clerk.go_on()
    assert papers.file(key).status is MatterStatus.RATED

    clerk.go_on()
    assert clerk.field("remark")._hint.text() == "群众不满意，必须写明理由"
    clerk.write("remark", "已当面解释")
    clerk.go_on()
    assert papers.file(key).status is MatterStatus.ARCHIVED


@pytest.mark.parametrize(("step", "words"), [(Step.COMMENT, "到现场看过"), (Step.REOPEN, "又坏了")])
def test_a_step_with_a_reason_is_written_down(clerk, papers, step, words):
    key = papers.told()
    clerk.open(matter_id=key)
    clerk.more(step)
    clerk.write("reason", words)
    clerk.go_on()

    assert any(words in one.remark for one in papers.file(key).timeline)


def test_the_only_matter_of_a_visit_is_not_voided_by_itself(clerk, papers):
    key = papers.raised()
    clerk.open(matter_id=key)
    clerk.more(Step.VOID)
    clerk.write("reason", "重了")
    clerk.go_on()
    assert "作废整次接待" in clerk.field("reason").problem

    other = papers.raised("路灯", more=("积水",))
    clerk.open(matter_id=other)
    clerk.more(Step.VOID)
    clerk.write("reason", "重了")
    clerk.go_on()
    assert papers.file(other).status is MatterStatus.VOID


def test_a_canned_answer_goes_into_the_field(clerk, papers, sqlite_office):
    form = CannedForm(CannedKind.ANSWER, "修好了", "已于〔日期〕修复")
    sqlite_office.write(lambda work: canned.add(work, form))
    clerk.open(matter_id=papers.signed(), step=Step.ANSWER)
    row = next(one for one in clerk.panel.canned.rows if one.title == "修好了")
    clerk.panel.canned.take(row)

    assert clerk.field("answer").editor.toPlainText() == "已于〔日期〕修复"


def test_a_day_moves_with_the_arrow_keys(clerk, papers):
    clerk.open(matter_id=papers.answered(), step=Step.TELL)
    editor = clerk.field("happened_on").editor
    clerk.press(Qt.Key.Key_Down, into=editor)
    assert editor.text() == "2026-03-04 周三"
    clerk.press(Qt.Key.Key_Up, into=editor)
    assert editor.day == TODAY


def test_a_deadline_of_this_year_is_no_guess_because_the_longer_one_is(clerk, papers):
    """On 23 November the usual period ends in the known year, the hard one in the next."""
    key = papers.raised(on=date(2026, 3, 5))
    clerk.open(matter_id=key, step=Step.REFER)
    sure = Promise(
        date(2026, 12, 14), date(2027, 1, 5), "15 个工作日", "30 个工作日", *(False, True)
    )
    clerk.panel.tell_promise(sure)
    hint = clerk.field("due_on")._hint
    assert GUESSED_ZH not in hint.text()
    clerk.choose(clerk.panel.hard, True)
    assert GUESSED_ZH in hint.text()


def test_the_rules_deadline_stands_there_again_with_a_half_written_referral(clerk, papers):
    key = papers.raised()
    clerk.open(matter_id=key, step=Step.REFER)
    due = clerk.panel.due.day
    clerk.write("request", "请先看现场")
    clerk.press(Qt.Key.Key_Escape)
    clerk.go_on()
    assert clerk.field("request").editor.toPlainText() == "请先看现场"
    assert clerk.panel.due.day == due is not None


def test_long_words_of_a_problem_do_not_widen_the_panel(clerk, papers):
    key = papers.raised()
    clerk.open(matter_id=key, step=Step.REFER)
    before = clerk.panel.minimumSizeHint().width()
    clerk.write("due_on", "please do it well 12345")
    clerk.go_on()
    assert "看不懂日期" in clerk.field("due_on").problem
    assert clerk.panel.minimumSizeHint().width() <= before


def test_the_keys_stay_on_the_page_when_the_list_is_empty(clerk, papers):
    """Its only matter went on to another stage: a hidden list takes no keys."""
    papers.raised()
    clerk.open(stage=Stage.TO_REFER)
    clerk.go_on()
    clerk.write("unit", "区综合执法局")
    clerk.go_on()
    assert not clerk.page.table.isVisible()

    clerk.click(clerk.record.top.beside[0])
    clerk.go_on()
    assert clerk.page.isAncestorOf(clerk.window.focusWidget())
