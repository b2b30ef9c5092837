"""Nothing typed is lost: another clerk was first, the window died, another matter was looked at."""

import json
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import select

from db.engine import open_engine
from db.models import AuditEntry, Draft
from liaison.domain.matter import MatterStatus, Stage
from liaison.domain.slip_code import SlipKind
from liaison.domain.steps import Step
from liaison.office import Office
from liaison.services import drafts, today
from liaison.services.steps import step
from liaison.services.steps.forms import AnswerForm, ReasonForm, SignForm
from ui.tasks import Tasks

NOON = datetime(2026, 3, 5, 4, tzinfo=UTC)


@pytest.fixture
def second(sqlite_office, tmp_path):
    """The same database, opened by somebody else."""
    office = Office(open_engine(f"sqlite:///{tmp_path / 'liaison.db'}"), "王芳", lambda: NOON)
    yield office
    office.close()


def test_the_second_of_two_clerks_sees_who_was_first_and_keeps_the_typed_text(
    clerk, papers, second
):
    key = papers.referred()
    clerk.open(matter_id=key, step=Step.ANSWER)
    clerk.write("answer", "路灯已换")
    clerk.click(clerk.panel.classes.buttons[0])
    form = SignForm(matter_id=key)
    second.write(lambda work: step(work, Step.SIGN, form))
    clerk.go_on()

    assert "刚由王芳做了“签收”" in clerk.panel.note.text()
    assert clerk.field("answer").editor.toPlainText() == "路灯已换"
    assert clerk.record.shown.file.status is MatterStatus.IN_HAND
    assert papers.file(key).status is MatterStatus.IN_HAND

    clerk.go_on()
    assert papers.file(key).status is MatterStatus.ANSWERED


def test_a_step_that_somebody_else_has_done_already_is_refused_and_told(clerk, papers, second):
    key = papers.signed()
    clerk.open(matter_id=key, step=Step.ANSWER)
    clerk.write("answer", "我写的答复")
    clerk.click(clerk.panel.classes.buttons[1])
    form = AnswerForm(matter_id=key, answer="别人写的", answer_class="A")
    second.write(lambda work: step(work, Step.ANSWER, form))
    clerk.go_on()
    clerk.go_on()

    assert "不能做“答复”" in clerk.panel.note.text()
    assert clerk.field("answer").editor.toPlainText() == "我写的答复"
    assert papers.file(key).round.answer == "别人写的"


def test_what_was_typed_is_found_again_by_a_new_window(clerk, papers, show_page, qtbot):
    key = papers.signed()
    clerk.open(matter_id=key, step=Step.ANSWER)
    clerk.write("answer", "写了一半")
    clerk.click(clerk.panel.classes.buttons[1])
    clerk.record.desk.keeper.save()
    clerk.settled()

    again = show_page()
    again.open(matter_id=key, step=Step.ANSWER)
    assert again.field("answer").editor.toPlainText() == "写了一半"
    assert again.panel.classes.code == "B"
    assert "写了一半的在这里" in again.panel.found.text()


def test_a_draft_is_kept_while_typing_without_being_asked(clerk, papers, qtbot, sqlite_office):
    clerk.open(matter_id=papers.signed(), step=Step.ANSWER)
    clerk.write("answer", "写着写着停电了")

    def kept():
        rows = sqlite_office.read(lambda work: drafts.kept(work, None, drafts.STEP))
        assert [row.content["answer"] for row in rows] == ["写着写着停电了"]

    qtbot.waitUntil(kept, timeout=5_000)


def test_another_matter_can_be_looked_at_meanwhile(clerk, papers):
    first, other = papers.signed("路灯"), papers.signed("积水")
    clerk.open(matter_id=first, step=Step.ANSWER)
    clerk.write("answer", "灯的答复")
    clerk.open(matter_id=other)
    assert clerk.panel is None
    clerk.open(matter_id=first, step=Step.ANSWER)

    assert clerk.field("answer").editor.toPlainText() == "灯的答复"


def test_the_draft_goes_with_the_step_and_is_no_draft_of_a_reception(clerk, papers, sqlite_office):
    clerk.open(matter_id=papers.signed(), step=Step.ANSWER)
    clerk.write("answer", "路灯已换")
    clerk.record.desk.keeper.save()
    clerk.settled()
    assert sqlite_office.read(lambda work: today.today(work, None)).drafts_in_all == 0
    clerk.click(clerk.panel.classes.buttons[0])
    clerk.go_on()
    clerk.settled()

    assert sqlite_office.read(lambda work: work.session.scalars(select(Draft)).all()) == []


def test_a_panel_that_nobody_typed_into_leaves_no_draft(clerk, papers, sqlite_office):
    clerk.open(matter_id=papers.raised(), step=Step.REFER)
    clerk.press(Qt.Key.Key_Escape)

    assert sqlite_office.read(lambda work: work.session.scalars(select(Draft)).all()) == []


@pytest.mark.parametrize(
    ("made", "asked", "opened"),
    [
        ("signed", Step.ANSWER, "登记答复"),
        ("answered", Step.TELL, "告知群众"),
        ("told", Step.RATE, "登记评价"),
    ],
)
def test_a_slip_that_comes_back_opens_at_its_step(clerk, papers, made, asked, opened):
    clerk.open(matter_id=getattr(papers, made)(), step=asked)

    assert clerk.panel.heading.text() == opened
    assert clerk.record.shown.file.stage is clerk.page.stage


def test_a_step_whose_time_is_over_is_said_politely(clerk, papers):
    clerk.open(matter_id=papers.told(), step=Step.ANSWER)

    assert clerk.panel is None
    assert "现在是“已告知”" in clerk.page.message.words
    assert "下一步是“登记评价”" in clerk.page.message.words


def test_guests_see_neither_titles_nor_words_nor_buttons(clerk, papers, context):
    key = papers.answered()
    clerk.open(matter_id=key, step=Step.TELL)
    context.visit(on=True)
    clerk.settled()

    from PySide6.QtWidgets import QLabel

    said = " ".join(one.text() for one in clerk.record.findChildren(QLabel) if one.isVisible())
    for secret in ("东门小区路灯不亮", "林", "8001", "1234", "路灯已换", "讲了几次"):
        assert secret not in said
    assert "遮住" in clerk.page.model.index(0, 1).data()
    assert clerk.panel is None
    assert not clerk.record.top.primary.isEnabled()
    clerk.go_on()
    assert clerk.panel is None


def test_the_visitor_is_masked_until_somebody_asks_and_that_is_logged(clerk, papers, sqlite_office):
    clerk.open(matter_id=papers.answered())
    assert clerk.record.shown.file.visit.visitors[0].name == "林**"
    clerk.click(clerk.record.top.unmask)

    assert clerk.record.shown.file.visit.visitors[0].name == "林阿凤"
    looks = sqlite_office.read(
        lambda work: work.session.scalars(
            select(AuditEntry).where(AuditEntry.action == "unmask")
        ).all()
    )
    assert len(looks) == 1
    assert "林阿凤" not in json.dumps(looks[0].changes, ensure_ascii=False, default=str)


def test_a_slip_is_shown_as_it_will_print_and_saved_to_a_file(clerk, papers, tmp_path):
    key = papers.referred()
    clerk.open(matter_id=key)
    clerk.click(clerk.record.top.print)
    assert clerk.page.right.currentWidget() is clerk.page.paper
    assert clerk.page.paper.preview.has_page
    clerk.page.paper.save_to(tmp_path / "slip.pdf")
    clerk.settled()

    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
    assert papers.file(key).slips[0].printed == 1
    clerk.press(Qt.Key.Key_Escape)
    assert clerk.page.right.currentWidget() is clerk.page.record


def test_a_step_taken_elsewhere_shows_in_the_list(clerk, papers, second):
    key = papers.raised()
    clerk.open(stage=Stage.TO_REFER)
    assert clerk.page.model.rowCount() == 1
    form = ReasonForm(matter_id=key, reason="等户口本")
    second.write(lambda work: step(work, Step.PAUSE, form))
    clerk.page.reload()
    clerk.settled()

    assert clerk.page.model.rowCount() == 0
    assert clerk.page.tabs.tab(Stage.WAITING).words == "等群众 1 件"
    assert SlipKind.REFERRAL not in {one.kind for one in papers.file(key).slips}


def test_a_step_taken_elsewhere_shows_in_the_record_when_the_page_is_opened_again(
    clerk, papers, second
):
    key = papers.referred()
    clerk.open(matter_id=key)
    form = SignForm(matter_id=key)
    second.write(lambda work: step(work, Step.SIGN, form))
    clerk.open()
    assert clerk.record.shown.file.status is MatterStatus.IN_HAND


def test_a_second_office_on_other_tasks_is_told_of_the_conflict_too(
    papers, show_page, second, qtbot
):
    """Two windows, two offices, one matter."""
    key = papers.answered()
    tasks = Tasks(second)

    def wait():
        qtbot.waitUntil(lambda: not tasks.busy, timeout=10_000)
        qtbot.wait(5)

    one, other = show_page(), show_page(tasks, wait)
    one.open(matter_id=key, step=Step.TELL)
    other.open(matter_id=key, step=Step.TELL)
    other.write("remark", "他说谢谢")
    one.window.activateWindow()
    one.record.go_on()
    one.settled()
    other.record.go_on()
    other.settled()

    assert "刚由李某做了“告知群众”" in other.panel.note.text()
    assert other.field("remark").editor.text() == "他说谢谢"
    assert tasks.finish()


def test_typing_into_the_search_keeps_the_keys_while_a_panel_closes(clerk, papers):
    clerk.open(matter_id=papers.signed(), step=Step.ANSWER)
    clerk.write("answer", "写了一半")
    search = clerk.page.filters.text
    search.setFocus()
    for letter in "lu":
        clerk.press(getattr(Qt.Key, f"Key_{letter.upper()}"), into=search)
    clerk.page.filters.changed.emit()
    clerk.settled()

    assert clerk.panel is None
    assert search.hasFocus()


def test_a_printed_slip_is_counted_in_the_record(clerk, papers):
    clerk.open(matter_id=papers.referred())
    clerk.click(clerk.record.top.print)

    assert clerk.record.shown.file.slips[0].printed == 1
