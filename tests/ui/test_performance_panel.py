import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from liaison.domain.duty import ContactKind
from liaison.services import contact_changes
from liaison.services.contact_changes import LinkForm, LogForm
from liaison.services.performance import overview
from ui.context import Context
from ui.desk import office_facts
from ui.people.page import PeoplePage
from ui.performance.years import today
from ui.tasks import Tasks
from ui.widgets import Figure


@pytest.fixture
def people(demo_office, qtbot):
    tasks = Tasks(demo_office)
    context = Context(None, demo_office.read(office_facts))
    page = PeoplePage(tasks, context)
    page.tasks, page.office, page.context, page.asked = tasks, demo_office, context, []
    context.asked.connect(lambda *found: page.asked.append(found))
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    page.open(part="year")
    quiet(page, qtbot)
    quiet(page, qtbot)
    yield page
    assert tasks.finish()


def quiet(page, qtbot):
    qtbot.wait(10)
    qtbot.waitUntil(lambda: not page.tasks.busy, timeout=10_000)
    qtbot.wait(10)


def words(widget):
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def press(widget, qtbot, word):
    found = [one for one in widget.findChildren(QPushButton) if one.isVisible()]
    button = next(one for one in found if one.text() == word)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def sheet(page):
    panel = page.record.year
    return page.office.read(
        lambda work: overview(work, panel.shown.representative_id, panel.year.year)
    )


def test_the_year_of_the_chosen_person_stands_in_the_record(people, qtbot):
    panel = people.record.year
    assert panel.isVisible()
    assert panel.shown.name == people.table.current().name
    figures = {one.accessibleName().split()[0]: one.number for one in panel.findChildren(Figure)}
    assert figures["进站"] == str(sheet(people).receptions)
    assert sheet(people).receptions > 0
    assert "接待选民" in words(panel)


def test_another_person_shows_another_year(people, qtbot):
    people.table.choose(1)
    quiet(people, qtbot)
    quiet(people, qtbot)
    assert people.record.year.shown.name == people.table.current().name


def test_a_figure_leads_to_its_rows_and_a_row_to_its_reception(people, qtbot):
    panel = people.record.year
    kind = next(
        one
        for one in panel.findChildren(QPushButton)
        if one.isVisible() and one.accessibleName().startswith("接待选民")
    )
    qtbot.mouseClick(kind, Qt.MouseButton.LeftButton)
    quiet(people, qtbot)
    assert "只看 接待选民" in words(panel.sheet)
    visit = panel.shown.visits[0]
    press(panel, qtbot, visit.number)
    assert people.asked[-1] == ("receptions", {"reception_id": visit.id})


def test_a_record_by_hand_gets_its_proof_next_and_can_be_withdrawn(people, qtbot, tmp_path):
    panel = people.record.year
    press(panel, qtbot, "手工登记")
    press(panel.entry, qtbot, "保存")
    qtbot.waitUntil(lambda: panel.entry.fields["title"].problem == "不能空着")
    panel.entry.name.setText("代表培训班")
    panel.entry.kind.setCurrentIndex(panel.entry.kind.findData("training"))
    press(panel.entry, qtbot, "保存")
    qtbot.waitUntil(panel.record.isVisible, timeout=5000)
    quiet(people, qtbot)
    assert "已登记：代表培训班" in people.message.words

    file = tmp_path / "证明.pdf"
    file.write_bytes(b"%PDF-1.4 x")
    panel.record.proofs.take([(file, "")])
    quiet(people, qtbot)
    (line,) = sheet(people).by_hand
    assert (line.proofs, line.kind_name) == (1, "学习培训")

    press(panel.record, qtbot, "撤销这条")
    qtbot.waitUntil(lambda: panel.record.field.problem == "不能空着")
    panel.record.reason.setText("记错了人")
    press(panel.record, qtbot, "撤销这条")
    qtbot.waitUntil(lambda: "已撤销" in people.message.words)
    quiet(people, qtbot)
    assert not sheet(people).by_hand[0].counts


def test_what_is_typed_and_left_is_there_again(people, qtbot):
    panel = people.record.year
    press(panel, qtbot, "手工登记")
    panel.entry.name.setText("代表培训班")
    press(panel.entry, qtbot, "不改了")
    assert panel.sheet.isVisible()
    press(panel, qtbot, "手工登记")
    assert panel.entry.name.text() == "代表培训班"


def test_the_representative_confirms_and_the_button_rests(people, qtbot):
    panel = people.record.year
    assert panel.confirm.isEnabled()
    press(panel, qtbot, "本人已核对")
    qtbot.waitUntil(lambda: "已核对" in people.message.words)
    quiet(people, qtbot)
    assert sheet(people).unconfirmed == 0
    assert "本人已核对（" in words(panel.sheet)
    assert not panel.confirm.isEnabled()


def test_the_sheet_is_looked_at_as_paper_and_left(people, qtbot, tmp_path):
    panel = people.record.year
    press(panel, qtbot, "一键览")
    qtbot.waitUntil(
        lambda: panel.paper is not None and panel.paper.preview.has_page, timeout=10_000
    )
    panel.paper.save_to(tmp_path / "one.pdf")
    quiet(people, qtbot)
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")
    press(panel, qtbot, "收起")
    assert panel.sheet.isVisible()


def test_guests_see_no_words_of_visitors(people, qtbot):
    key = people.record.year.shown.representative_id

    def keep_contact(work):
        form = LinkForm(ContactKind.VOTER, key, today(), name="诸葛秀英")
        link = contact_changes.begin(work, form)
        contact_changes.log(work, link, LogForm(today(), "走访"))

    people.office.write(keep_contact)
    people.record.year.reload()
    quiet(people, qtbot)
    people.record.year.sheet.show_kind("contact")
    quiet(people, qtbot)
    shown = words(people.record.year.sheet)
    assert "走访 诸葛**" in shown
    assert "诸葛**　代表联系选民" in shown
    titles = [matter.title for matter in people.record.year.shown.matters]
    assert any(title in words(people.record.year.sheet) for title in titles)
    people.context.visit(on=True)
    quiet(people, qtbot)
    shown = words(people.record.year.sheet)
    assert [title for title in titles if title in shown] == []
    assert "诸葛**" not in shown


def test_ranking_and_contacts_are_reached_from_here(people, qtbot):
    press(people, qtbot, "履职排名")
    press(people, qtbot, "双联系")
    assert [page for page, _ in people.asked] == ["performance", "contacts"]
