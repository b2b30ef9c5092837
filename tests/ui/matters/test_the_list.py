"""The list: its tabs and clocks, its filters, ticking several, what can be done with them at once."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from liaison.domain.matter import MatterStatus, Stage
from liaison.domain.steps import Step
from liaison.services.steps.forms import ReasonForm
from ui.matters.clock import clock_tag

TODAY = date(2026, 3, 5)


def shown(clerk):
    model = clerk.page.model
    return [model.row(place).title for place in range(model.rowCount())]


def tag(papers, key):
    return clock_tag(papers.file(key), TODAY).word


def test_each_tab_tells_how_many_and_how_many_are_overdue(papers, show_page):
    papers.raised("旧路灯", TODAY - timedelta(days=30))
    papers.raised("新路灯")
    papers.answered("积水")
    clerk = show_page()

    assert clerk.page.tabs.tab(Stage.TO_REFER).words == "待交办 2 件，逾期 2 件"
    assert clerk.page.tabs.tab(Stage.UNTOLD).words == "已办未告知 1 件，逾期 1 件"
    assert clerk.page.list.count.text() == "共 2 件，逾期 2 件"
    assert shown(clerk) == ["旧路灯", "新路灯"]
    assert clerk.record.shown.file.title == "旧路灯"


def test_the_clock_says_what_a_matter_waits_for(papers):
    paused = papers.signed("等材料")
    papers.take(paused, Step.PAUSE, ReasonForm(matter_id=paused, reason="等户口本"))

    assert tag(papers, papers.answered("没有告知")) == "未告知 7 天"
    assert tag(papers, papers.raised("没有交办")) == "逾期 3 天"
    assert tag(papers, papers.signed("在办")) == "还有 13 天"
    assert tag(papers, paused) == "今天暂停"


def test_lateness_stays_visible_on_what_is_done(papers):
    key = papers.told("迟了的", date(2026, 1, 5))
    late = papers.referred("晚交办", date(2026, 3, 2))

    assert papers.file(key).late_days == 0
    assert papers.file(late).late_days == 0
    old = papers.raised("很晚才交办", date(2026, 1, 5))
    from liaison.services.steps.forms import ReferForm, UnitName

    papers.take(old, Step.REFER, ReferForm(matter_id=old, unit=UnitName("区住建局")))
    assert papers.file(old).late_days > 30


def test_filters_ask_for_mine_for_overdue_and_for_what_falls_due(papers, show_page):
    papers.raised("旧路灯", TODAY - timedelta(days=30))
    papers.raised("新路灯", TODAY)
    clerk = show_page()

    clerk.choose(clerk.page.filters.clock, "overdue")
    assert shown(clerk) == ["旧路灯"]
    clerk.choose(clerk.page.filters.clock, "soon")
    assert shown(clerk) == ["旧路灯", "新路灯"]
    clerk.choose(clerk.page.filters.clock, "")
    clerk.choose(clerk.page.filters.whose, "mine")
    assert shown(clerk) == ["旧路灯", "新路灯"]
    clerk.page.filters.text.setText("没有这样的")
    clerk.settled()
    QTest.qWait(200)
    clerk.settled()
    assert shown(clerk) == []
    assert clerk.page.list.empty.isVisible()


def test_the_arrow_keys_go_from_matter_to_matter(papers, show_page):
    papers.raised("旧路灯", TODAY - timedelta(days=30))
    papers.raised("新路灯")
    clerk = show_page()
    clerk.page.table.setFocus()
    clerk.press(Qt.Key.Key_Down)
    assert clerk.record.shown.file.title == "新路灯"
    clerk.press(Qt.Key.Key_Up)
    assert clerk.record.shown.file.title == "旧路灯"


def three(papers, show_page):
    for number, title in enumerate(("路灯", "积水", "噪声")):
        papers.raised(title, TODAY - timedelta(days=9 - number))
    clerk = show_page()
    clerk.page.table.setFocus()
    return clerk


def test_space_ticks_and_shift_ticks_a_stretch(papers, show_page):
    clerk = three(papers, show_page)
    clerk.press(Qt.Key.Key_Space)
    assert clerk.page.list.bulk.words.text() == "已勾选 1 件"
    clerk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert clerk.page.list.bulk.words.text() == "已勾选 2 件"
    clerk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert clerk.page.list.bulk.words.text() == "已勾选 3 件"
    clerk.press(Qt.Key.Key_Escape)
    assert not clerk.page.list.bulk.isVisible()


def test_a_click_into_the_square_ticks_without_leaving_the_record(papers, show_page):
    clerk = three(papers, show_page)
    table = clerk.page.table
    place = table.visualRect(clerk.page.model.index(2, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert [row.title for row in clerk.page.list.told.marked.values()] == ["噪声"]
    assert clerk.record.shown.file.title == "路灯"


def test_several_are_referred_at_once_to_one_unit(papers, show_page):
    clerk = three(papers, show_page)
    clerk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    clerk.click(clerk.page.list.bulk.refer)
    clerk.go_on()
    assert clerk.page.bulk.fields["unit"].problem == "不能空着"

    clerk.page.bulk.unit.setText("区综合执法局")
    clerk.go_on()
    assert clerk.page.message.words == "已交办 3 件"
    assert papers.file(papers.found("积水").id).status is MatterStatus.REFERRED
    assert clerk.page.model.rowCount() == 0
    assert not clerk.page.list.told.marked


def test_a_bulk_step_names_those_that_cannot_take_it(papers, show_page):
    papers.told("说过的")
    papers.raised("没有说的")
    clerk = show_page()
    clerk.open(stage=None, period="2026-02")
    clerk.page.table.setFocus()
    clerk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    clerk.click(clerk.page.list.bulk.close_all)
    clerk.go_on()

    assert clerk.page.message.words == "已归档 1 件；1 件没有（现在的阶段不能做）"
    assert papers.file(papers.found("说过的").id).status is MatterStatus.ARCHIVED
    from PySide6.QtWidgets import QLabel

    said = " ".join(one.text() for one in clerk.page.bulk.findChildren(QLabel) if one.isVisible())
    assert "没有说的" in said
    assert "不能做“办结归档”" in said


def test_several_are_told_in_one_way_on_one_day(papers, show_page):
    one, other = papers.answered("路灯"), papers.answered("积水")
    clerk = show_page()
    clerk.open(stage=Stage.UNTOLD)
    clerk.page.table.setFocus()
    clerk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    clerk.click(clerk.page.list.bulk.tell)
    clerk.page.bulk.how.choose("短信", "短信")
    clerk.page.bulk.day.setText("0304")
    clerk.go_on()

    tellings = [papers.file(key).tellings[0] for key in (one, other)]
    assert [(said.how, said.tried_on) for said in tellings] == [("短信", date(2026, 3, 4))] * 2


def test_the_list_prints_as_it_is_filtered(papers, show_page, settled):
    clerk = three(papers, show_page)
    clerk.click(clerk.page.print_list)

    assert clerk.page.right.currentWidget() is clerk.page.paper
    assert "事项清单" in clerk.page.paper.title.text()
    assert clerk.page.paper.preview.has_page


def test_referral_slips_of_the_ticked_come_in_one_file(papers, show_page):
    papers.referred("路灯"), papers.referred("积水")
    clerk = show_page()
    clerk.open(stage=Stage.IN_HAND)
    clerk.page.table.setFocus()
    clerk.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    clerk.click(clerk.page.list.bulk.print_slips)

    assert clerk.page.paper.title.text() == "交办单 2 份"
    assert clerk.page.paper.preview.pages.count() == 2


def test_the_first_page_opens_exactly_what_presses(papers, show_page, sqlite_office):
    from liaison.services import today

    papers.raised("旧路灯", TODAY - timedelta(days=30))
    papers.raised("新路灯", TODAY)
    papers.answered("没有告知", TODAY)
    papers.signed("还早", TODAY)
    clerk = show_page()
    clerk.open(pressing=True)

    due = sqlite_office.read(lambda work: today.today(work, None)).due_in_all
    assert clerk.page.model.rowCount() == due == 3


def test_a_matter_shows_the_proposal_that_it_feeds(papers, show_page, context):
    key = papers.signed()
    clerk = show_page()
    clerk.open(matter_id=key)
    clerk.more(Step.TURN_TO_PROPOSAL)
    clerk.go_on()
    assert len(clerk.record.shown.proposals) == 1
    asked = []
    context.asked.connect(lambda name, arguments: asked.append((name, arguments)))
    from ui.widgets import LinkButton

    links = clerk.record.side.findChildren(LinkButton)
    clerk.click(next(one for one in links if "代表建议" in one.accessibleName()))
    assert asked == [("proposals", {"proposal_id": clerk.record.shown.proposals[0].id})]
