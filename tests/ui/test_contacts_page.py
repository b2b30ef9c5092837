from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from liaison.domain.duty import ContactKind
from liaison.services import contact_changes, contacts, representatives
from liaison.services.contact_changes import LinkForm
from liaison.services.contacts import ContactsQuery
from ui.contacts.page import ContactsPage
from ui.context import Context
from ui.desk import office_facts
from ui.performance.years import today
from ui.tasks import Tasks


@pytest.fixture
def page(demo_office, qtbot):
    def write(work):
        people = representatives.roster(work)
        since = today() - timedelta(days=200)
        voter = LinkForm(ContactKind.VOTER, people[0].id, since, name="周秀英", phone="13900001234")
        contact_changes.begin(work, voter)
        contact_changes.begin(
            work, LinkForm(ContactKind.COMMITTEE, people[0].id, since, people[1].id)
        )

    demo_office.write(write)
    tasks = Tasks(demo_office)
    context = Context(None, demo_office.read(office_facts))
    page = ContactsPage(tasks, context)
    page.tasks, page.office, page.context, page.asked = tasks, demo_office, context, []
    context.asked.connect(lambda *found: page.asked.append(found))
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    page.open()
    quiet(page, qtbot)
    yield page
    assert tasks.finish()


def quiet(page, qtbot):
    for _ in range(3):
        qtbot.wait(10)
        qtbot.waitUntil(lambda: not page.tasks.busy, timeout=10_000)
    qtbot.wait(10)


def words(widget):
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def press(widget, qtbot, word):
    found = [one for one in widget.findChildren(QPushButton) if one.isVisible()]
    button = next(one for one in found if one.text() == word)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def kept(page):
    return page.office.read(lambda work: contacts.links(work, ContactsQuery(ended=True)))


def test_a_voter_is_masked_until_somebody_asks(page, qtbot):
    assert "周**" in words(page.record)
    assert "周秀英" not in words(page)
    press(page.record, qtbot, "显示，留痕")
    quiet(page, qtbot)
    assert "周秀英" in words(page.record)
    assert "13900001234" in words(page.record)


def test_a_contact_is_logged_and_counts_at_once(page, qtbot):
    press(page.record, qtbot, "记下这次联系")
    quiet(page, qtbot)
    assert page.record.fields["how"].problem == "不能空着"
    page.record.how.choose("走访")
    page.record.content.setPlainText("说水表的事")
    press(page.record, qtbot, "记下这次联系")
    quiet(page, qtbot)
    assert "已记下" in page.message.words
    assert "说水表的事" in words(page.record)
    row = next(row for row in kept(page) if row.kind is ContactKind.VOTER)
    assert (row.times, row.forgotten) == (1, False)


def test_what_is_typed_for_one_contact_is_there_when_it_is_come_back_to(page, qtbot):
    page.record.content.setPlainText("还没说完")
    first = page.table.current()
    other = next(row for row in kept(page) if row.kind is ContactKind.COMMITTEE)
    page.record.show_link(other.id)
    quiet(page, qtbot)
    assert page.record.content.toPlainText() == ""
    page.record.show_link(first.id)
    quiet(page, qtbot)
    assert page.record.content.toPlainText() == "还没说完"


def test_the_forgotten_stand_in_a_list_of_their_own(page, qtbot):
    assert "天没联系" in page.model.columns[3].tag(page.table.current()).word
    qtbot.mouseClick(
        next(o for o in page.which.findChildren(QPushButton) if o.text() == "久未联系"),
        Qt.MouseButton.LeftButton,
    )
    quiet(page, qtbot)
    assert page.count.text() == "共 2 条，久未联系 2 条"


def test_what_was_heard_is_taken_to_a_reception(page, qtbot):
    page.record.how.choose("电话")
    page.record.content.setPlainText("村口的路灯不亮")
    press(page.record, qtbot, "登记成接待…")
    quiet(page, qtbot)
    name, arguments = page.asked[-1]
    assert name == "new_reception"
    assert arguments["draft_id"]
    assert sum(row.times for row in kept(page)) == 1


def test_a_new_contact_needs_its_names(page, qtbot):
    press(page, qtbot, "登记一个联系")
    quiet(page, qtbot)
    press(page.entry, qtbot, "保存")
    assert page.entry.fields["keeper"].problem == "不能空着"
    keeper = page.office.read(representatives.roster)[2]
    page.entry.keeper.choose(keeper.id)
    press(page.entry, qtbot, "保存")
    qtbot.waitUntil(lambda: page.entry.fields["name"].problem == "不能空着")
    page.entry.name.setText("林阿婆")
    page.entry.household.setChecked(True)
    press(page.entry, qtbot, "保存")
    qtbot.waitUntil(lambda: "已登记联系" in page.message.words)
    quiet(page, qtbot)
    assert page.table.current().keeper == keeper.name
    assert page.table.current().household


def test_a_committee_members_contact_names_a_representative(page, qtbot):
    press(page, qtbot, "登记一个联系")
    quiet(page, qtbot)
    press(page.entry, qtbot, "常委会联系代表")
    people = page.office.read(representatives.roster)
    page.entry.keeper.choose(people[3].id)
    page.entry.other.choose(people[4].id)
    press(page.entry, qtbot, "保存")
    qtbot.waitUntil(lambda: "已登记联系" in page.message.words)
    quiet(page, qtbot)
    assert page.table.current().name == people[4].name


def test_ending_keeps_the_line_and_takes_no_more(page, qtbot):
    press(page.record, qtbot, "结束联系")
    quiet(page, qtbot)
    assert "已结束" in page.message.words
    assert not page.record.log.isVisible()
    assert any(row.ended_on for row in kept(page))


def test_guests_see_neither_names_nor_words(page, qtbot):
    page.context.visit(on=True)
    quiet(page, qtbot)
    assert "周" not in words(page.record)
    assert "139" not in words(page.record)
    assert page.model.columns[1].text(page.table.current()) == "选民"


def test_those_with_too_few_are_one_press_away(page, qtbot):
    assert page.short.isVisible()
    qtbot.mouseClick(page.short, Qt.MouseButton.LeftButton)
    assert page.asked[-1] == ("performance", {"demand": "links"})
