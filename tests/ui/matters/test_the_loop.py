"""A matter goes around the loop by clicks and keys; each step is a panel in the page."""

from datetime import date

from PySide6.QtCore import Qt

from liaison.domain.matter import MatterStatus, Satisfaction
from liaison.domain.steps import Step


def test_a_matter_goes_from_referral_to_archive_by_its_primary_button(clerk, papers):
    key = papers.raised()
    clerk.open(matter_id=key)

    clerk.click(clerk.record.top.primary)
    assert clerk.panel.heading.text() == "交办"
    clerk.write("unit", "区综合执法局")
    clerk.click(clerk.panel.submit)
    assert papers.file(key).status is MatterStatus.REFERRED
    assert "已交办" in clerk.page.message.words

    clerk.click(clerk.record.top.beside[0])
    clerk.go_on()
    assert papers.file(key).status is MatterStatus.IN_HAND

    clerk.go_on()
    clerk.write("answer", "路灯已换好，今晚亮了")
    clerk.click(clerk.panel.classes.buttons[0])
    clerk.go_on()
    file = papers.file(key)
    assert (file.status, file.answer_class) == (MatterStatus.ANSWERED, "A")
    assert file.round.answer == "路灯已换好，今晚亮了"

    clerk.go_on()
    clerk.go_on()
    assert papers.file(key).told_on == date(2026, 3, 5)

    clerk.go_on()
    clerk.go_on()
    assert clerk.field("work").problem == "不能空着"
    clerk.press(Qt.Key.Key_Right, into=clerk.panel.work)
    clerk.choose(clerk.panel.result, Satisfaction.FAIRLY_SATISFIED)
    clerk.go_on()
    assert papers.file(key).satisfaction is Satisfaction.FAIRLY_SATISFIED

    clerk.go_on()
    clerk.go_on()
    assert papers.file(key).status is MatterStatus.ARCHIVED
    assert clerk.record.top.can.primary is None


def test_an_empty_field_is_complained_of_beside_it_and_nothing_is_recorded(clerk, papers):
    key = papers.signed()
    clerk.open(matter_id=key, step=Step.ANSWER)
    clerk.go_on()

    assert clerk.field("answer").problem == "不能空着"
    assert clerk.field("answer_class").problem == "不能空着"
    assert papers.file(key).status is MatterStatus.IN_HAND


def test_a_day_that_cannot_be_read_is_said_beside_its_field(clerk, papers):
    key = papers.answered()
    clerk.open(matter_id=key, step=Step.TELL)
    clerk.write("happened_on", "0332")
    clerk.go_on()

    assert "看不懂日期" in clerk.field("happened_on").problem
    clerk.write("happened_on", "0304")
    clerk.go_on()
    assert papers.file(key).told_on == date(2026, 3, 4)


def test_the_office_refuses_a_day_before_the_last_step_beside_the_field(clerk, papers):
    key = papers.answered()
    clerk.open(matter_id=key, step=Step.TELL)
    clerk.write("happened_on", "2026-2-25")
    clerk.go_on()

    assert "不能早于" in clerk.field("happened_on").problem
    assert clerk.panel.submit.isEnabled()


def test_a_try_in_vain_counts_and_three_of_them_allow_archiving(clerk, papers):
    key = papers.answered()
    clerk.open(matter_id=key)
    for _ in range(3):
        clerk.go_on()
        clerk.choose(clerk.panel.reached, False)
        clerk.go_on()
    file = papers.file(key)
    assert (file.tries_in_vain, file.status) == (3, MatterStatus.ANSWERED)

    clerk.click(clerk.record.top.beside[0])
    assert "没联系上" in clerk.panel.about.text()
    clerk.go_on()
    assert papers.file(key).satisfaction is Satisfaction.UNREACHABLE


def test_a_dissatisfied_visitor_opens_the_next_round_and_the_old_one_is_archived(clerk, papers):
    key = papers.told()
    clerk.open(matter_id=key, step=Step.RATE)
    clerk.choose(clerk.panel.work, Satisfaction.SATISFIED)
    clerk.choose(clerk.panel.result, Satisfaction.DISSATISFIED)
    assert "第 2 轮" in clerk.panel.found.text()
    clerk.go_on()

    file = papers.file(key)
    assert (file.round_no, file.status) == (2, MatterStatus.AWAITING_REFERRAL)
    assert clerk.record.side.rounds.count() == 1
    assert clerk.record.side.heading.text() == "第2轮"


def test_escape_puts_the_panel_away(clerk, papers):
    clerk.open(matter_id=papers.raised(), step=Step.REFER)
    clerk.press(Qt.Key.Key_Escape)

    assert clerk.panel is None
