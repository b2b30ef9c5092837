from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from liaison.domain.clock import civil, utc_now
from liaison.domain.proposal import RULES, ProposalAct, ProposalStatus
from liaison.services import (
    drafts,
    proposals_drafts,
    proposals_steps,
    proposals_view,
    representatives,
)
from liaison.services.proposals_forms import (
    AcknowledgeForm,
    ProposalForm,
    ReasonForm,
    SubmitForm,
    TickForm,
)
from ui.context import Context
from ui.desk import office_facts
from ui.proposals.draft_page import DraftPage
from ui.proposals.page import ProposalsPage
from ui.tasks import Tasks

ALL = frozenset(rule.key for rule in RULES)


def today() -> date:
    return civil(utc_now()).date()


class Counter:
    """The office, its pages, and short words for what a clerk does."""

    def __init__(self, office, qtbot):
        self.office, self.qtbot = office, qtbot
        self.tasks = Tasks(office)
        self.context = Context(None, office.read(office_facts))
        self.context.actor = "李某"
        self.asked = []
        self.context.asked.connect(lambda name, given: self.asked.append((name, given)))
        self.lead = office.read(representatives.roster)[0]

    def show(self, kind, **arguments):
        page = kind(self.tasks, self.context)
        self.qtbot.addWidget(page)
        page.resize(1180, 690)
        page.show()
        page.open(**arguments)
        self.quiet()
        return page

    def quiet(self):
        self.qtbot.wait(5)
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=10_000)
        self.qtbot.wait(5)

    def draft(self, title="关于加装路灯的建议", **given):
        form = ProposalForm(
            title, **{"content": "晚上看不见路，建议加装。", "lead_id": self.lead.id} | given
        )
        return self.office.write(lambda work: proposals_drafts.draft(work, form))[0]

    def step(self, act, key, make, /, **given):
        form = make(proposal_id=key, on=today(), **given)
        return self.office.write(lambda work: act(work, form))[0]

    def submitted(self):
        key = self.draft()
        self.step(proposals_steps.tick, key, TickForm, rules=ALL)
        self.step(proposals_steps.submit, key, SubmitForm)
        return key

    def see(self, key):
        return self.office.read(lambda work: proposals_view.view(work, key))

    def press(self, page, act):
        self.qtbot.mouseClick(page.record.buttons[act], Qt.MouseButton.LeftButton)

    def save(self, page):
        self.qtbot.mouseClick(page.record.panel.save, Qt.MouseButton.LeftButton)
        self.quiet()


@pytest.fixture
def counter(demo_office, qtbot):
    counter = Counter(demo_office, qtbot)
    yield counter
    assert counter.tasks.finish()


def words(widget):
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_a_draft_shows_the_list_and_can_not_be_submitted_before_all_is_ticked(counter, qtbot):
    key = counter.draft()
    page = counter.show(ProposalsPage, proposal_id=key)
    assert set(page.record.rules.boxes) == ALL
    assert ProposalAct.SUBMIT not in page.record.buttons

    for rule in RULES:
        qtbot.mouseClick(page.record.rules.boxes[rule.key], Qt.MouseButton.LeftButton)
        counter.quiet()

    assert counter.see(key).status is ProposalStatus.CHECKED
    counter.press(page, ProposalAct.SUBMIT)
    counter.save(page)
    view = counter.see(key)
    assert view.number.startswith("建议")
    assert "已提交" in page.message.words
    assert page.record.shown == key


def test_the_keyboard_takes_the_step_that_waits(counter, qtbot):
    key = counter.submitted()
    page = counter.show(ProposalsPage, proposal_id=key)
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.record.panel.key == (key, ProposalAct.ACKNOWLEDGE)
    panel = page.record.panel
    qtbot.keyClicks(panel.fields["remark"].editor, "dianhua")
    qtbot.keyClick(panel, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    counter.quiet()
    assert counter.see(key).status is ProposalStatus.ACKNOWLEDGED


def test_handing_over_answering_and_a_dissatisfied_word_open_the_second_round(counter):
    key = counter.submitted()
    counter.step(proposals_steps.acknowledge, key, AcknowledgeForm)
    page = counter.show(ProposalsPage, proposal_id=key)
    panel = page.record.panel

    counter.press(page, ProposalAct.HAND)
    counter.save(page)
    assert panel.fields["unit_name"].problem == "不能空着"
    panel.fields["unit_name"].editor.choose(None, "区住建局")
    counter.save(page)

    counter.press(page, ProposalAct.ANSWER)
    panel.fields["answer_class"].editor.choose("C")
    panel.fields["answer"].editor.setPlainText("暂无资金")
    counter.save(page)

    counter.press(page, ProposalAct.RATE)
    panel.fields["work"].editor.choose("satisfied")
    panel.fields["result"].editor.choose("dissatisfied")
    counter.save(page)
    assert panel.fields["opinion"].problem == "不能空着"
    panel.fields["opinion"].editor.setPlainText("路还是黑的")
    counter.save(page)

    view = counter.see(key)
    assert (view.status, view.round_no) == (ProposalStatus.REOPENED, 2)
    shown = words(page.record)
    assert "暂无资金" in shown
    assert "路还是黑的" in shown
    assert "第 1 轮" in shown


def test_what_was_typed_stays_when_somebody_was_quicker(counter):
    key = counter.submitted()
    page = counter.show(ProposalsPage, proposal_id=key)
    counter.press(page, ProposalAct.WITHDRAW)
    panel = page.record.panel
    panel.fields["reason"].editor.setText("已另行解决")
    counter.step(proposals_steps.acknowledge, key, AcknowledgeForm)
    counter.save(page)
    assert "做了“回执”" in panel.message.words
    assert panel.fields["reason"].editor.text() == "已另行解决"
    counter.save(page)
    assert counter.see(key).status is ProposalStatus.WITHDRAWN


def test_an_open_step_comes_back_after_a_look_at_another_one(counter):
    first, second = counter.submitted(), counter.submitted()
    page = counter.show(ProposalsPage, proposal_id=first)
    counter.press(page, ProposalAct.WITHDRAW)
    page.record.panel.fields["reason"].editor.setText("写到一半")
    page.record.show_proposal(second)
    counter.quiet()
    assert page.record.panel.key is None
    page.record.show_proposal(first)
    counter.quiet()
    counter.press(page, ProposalAct.WITHDRAW)
    assert page.record.panel.fields["reason"].editor.text() == "写到一半"


def test_guests_see_no_words(counter):
    key = counter.draft()
    page = counter.show(ProposalsPage, proposal_id=key)
    counter.context.visit(on=True)
    counter.quiet()
    assert "晚上看不见路" not in words(page.record)


def test_a_withdrawn_one_stays_on_the_screen_with_its_reason(counter):
    key = counter.submitted()
    counter.step(proposals_steps.withdraw, key, ReasonForm, reason="重复提了")
    page = counter.show(ProposalsPage, proposal_id=key)
    assert "重复提了" in words(page.record)
    assert not page.record.buttons


def test_an_empty_list_says_how_to_begin(counter):
    away = counter.context.facts.stations[-1]
    counter.context.choose_station(away.id)
    page = counter.show(ProposalsPage)
    assert "起草建议" in words(page.empty)
    page.search.setText("没有")
    counter.qtbot.waitUntil(lambda: "没有符合" in words(page.empty))


def test_a_new_paper_is_kept_as_it_is_typed_and_found_again(counter):
    page = counter.show(DraftPage)
    page.headline.setText("关于增开夜班公交的建议")
    page.content.setPlainText("末班车太早。")
    page.draft.save()
    counter.quiet()
    [kept] = counter.office.read(lambda work: drafts.kept(work, None, "proposal"))
    assert kept.content["title"] == "关于增开夜班公交的建议"

    again = counter.show(DraftPage)
    assert again.headline.text() == "关于增开夜班公交的建议"
    assert "接着写" in again.message.words
    again.lead.choose(counter.lead.id)
    counter.qtbot.mouseClick(again.save, Qt.MouseButton.LeftButton)
    counter.quiet()
    [(name, given)] = counter.asked
    assert name == "proposals"
    assert counter.see(given["proposal_id"]).title == "关于增开夜班公交的建议"
    assert counter.office.read(lambda work: drafts.kept(work, None, "proposal")) == []


def test_a_paper_without_a_title_says_so_beside_the_field(counter):
    page = counter.show(DraftPage)
    page.content.setPlainText("末班车太早。")
    counter.qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    counter.quiet()
    assert page.fields["title"].problem == "不能空着"
    assert page.content.words == "末班车太早。"


def test_a_drafts_paper_is_changed_and_has_to_be_checked_again(counter):
    key = counter.draft()
    counter.step(proposals_steps.tick, key, TickForm, rules=ALL)
    page = counter.show(DraftPage, proposal_id=key)
    assert page.lead.value == counter.lead.id
    page.content.setPlainText("改过的内容")
    counter.qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    counter.quiet()
    view = counter.see(key)
    assert (view.content, view.status) == ("改过的内容", ProposalStatus.DRAFT)


def test_cosigners_become_chips_that_can_be_taken_away(counter):
    people = counter.office.read(representatives.roster)
    page = counter.show(DraftPage)
    page.signers.put([people[1].id, people[2].id])
    assert page.form().signer_ids == (people[1].id, people[2].id)
    cross = page.signers.findChildren(QPushButton)[0]
    counter.qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert page.form().signer_ids == (people[2].id,)


def crowd(counter):
    """Three matters of different people, joined to the first."""
    from liaison.services import matter_list
    from liaison.services.steps.forms import MergeForm
    from liaison.services.steps.joining import merge

    def join(work):
        rows = matter_list.page(work, matter_list.MatterQuery())
        open_ones = [row for row in rows if row.status.value == "awaiting_referral"]
        station = open_ones[0].number[:9]
        main, *others = [row for row in open_ones if row.number.startswith(station)]
        for one in others[:4]:
            merge(work, MergeForm(matter_id=one.id, into_id=main.id))
        return main

    return counter.office.write(join)[0]


def test_a_matter_of_many_people_is_offered_and_becomes_a_draft(counter, qtbot):
    main = crowd(counter)
    page = counter.show(ProposalsPage)
    assert page.suggestion.isVisible()
    assert f"“{main.title}”已有" in page.suggestion.words.text()
    qtbot.mouseClick(page.suggestion.begin, Qt.MouseButton.LeftButton)
    counter.quiet()
    name, given = counter.asked[-1]
    assert name == "new_proposal"
    view = counter.see(given["proposal_id"])
    assert view.people_count >= 3
    assert view.sources[0].matter_id == main.id
    assert not page.suggestion.isVisible()

    paper = counter.show(DraftPage, **given)
    assert paper.headline.text() == view.title
    assert paper.sources.isVisible()
    assert "人反映" in paper.content.words


def test_the_paper_survives_somebody_elses_change_and_saves_the_second_time(counter):
    key = counter.draft()
    page = counter.show(DraftPage, proposal_id=key)
    page.content.setPlainText("我写的")
    form = ProposalForm("关于加装路灯的建议", content="别人写的", lead_id=counter.lead.id)
    counter.office.write(lambda work: proposals_drafts.amend(work, key, form))
    counter.qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    counter.quiet()
    assert "做了“修改”" in page.message.words
    assert page.content.words == "我写的"
    counter.qtbot.mouseClick(page.save, Qt.MouseButton.LeftButton)
    counter.quiet()
    assert counter.see(key).content == "我写的"


def test_guests_do_not_see_what_is_being_written(counter):
    page = counter.show(DraftPage)
    page.content.setPlainText("写到一半")
    counter.context.visit(on=True)
    assert not page.content.isVisible()
    counter.context.visit(on=False)
    assert page.content.isVisible()
    assert page.content.words == "写到一半"


def test_a_list_of_more_than_one_page_opens_at_its_first_row(counter):
    for number in range(104):
        counter.draft(f"建议 {number}")
    page = counter.show(ProposalsPage)

    assert page.model.rowCount() > 100
    assert page.table.currentIndex().row() == 0
