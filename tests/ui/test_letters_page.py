from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from liaison.domain.letter import LetterAct, LetterStatus
from liaison.services import letters, letters_steps
from liaison.services.letters_forms import LetterForm
from ui.context import Context
from ui.desk import office_facts
from ui.letters.page import LettersPage
from ui.tasks import Tasks


@pytest.fixture
def page(demo_office, qtbot):
    form = LetterForm(
        date(2026, 3, 2), "来信", "坡道被堵，电话 13912345678", "坡道被堵", "缪娟", "13912345678"
    )
    key, _ = demo_office.write(lambda work: letters_steps.register(work, form))
    tasks = Tasks(demo_office)
    context = Context(None, demo_office.read(office_facts))
    page = LettersPage(tasks, context)
    page.tasks, page.office, page.key, page.context = tasks, demo_office, key, context
    qtbot.addWidget(page)
    page.resize(1180, 690)
    page.show()
    page.open(letter_id=key)
    quiet(page, qtbot)
    yield page
    assert tasks.finish()


def quiet(page, qtbot):
    qtbot.wait(5)
    qtbot.waitUntil(lambda: not page.tasks.busy, timeout=10_000)
    qtbot.wait(5)


def words(widget):
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def save(page, qtbot):
    qtbot.mouseClick(page.record.panel.save, Qt.MouseButton.LeftButton)
    quiet(page, qtbot)


def see(page):
    return page.office.read(lambda work: letters.view(work, page.key))


def test_the_name_is_masked_and_shown_only_on_purpose(page, qtbot):
    assert page.table.current().gist == "坡道被堵"
    assert "缪**" in words(page.record)
    assert "缪娟" not in words(page.record)
    look = next(one for one in page.record.findChildren(QPushButton) if one.text() == "显示，留痕")
    qtbot.mouseClick(look, Qt.MouseButton.LeftButton)
    quiet(page, qtbot)
    assert "缪娟" in words(page.record)


def test_a_letter_goes_its_whole_way(page, qtbot):
    def take(act, **fields):
        qtbot.mouseClick(page.record.buttons[act], Qt.MouseButton.LeftButton)
        for name, put in fields.items():
            put(page.record.panel.fields[name].editor)
        save(page, qtbot)

    take(LetterAct.HAND, unit_name=lambda editor: editor.choose(None, "区残联"))
    take(LetterAct.INFORM)
    take(LetterAct.HANDLE, result=lambda editor: editor.setPlainText("已清除"))
    take(LetterAct.CLOSE)
    view = see(page)
    assert (view.status, view.unit, view.result) == (LetterStatus.CLOSED, "区残联", "已清除")
    assert page.record.shown == page.key


def test_a_new_one_is_written_into_the_register(page, qtbot):
    qtbot.mouseClick(page.new, Qt.MouseButton.LeftButton)
    quiet(page, qtbot)
    panel = page.record.panel
    save(page, qtbot)
    assert panel.fields["content"].problem == "不能空着"
    panel.fields["content"].editor.setPlainText("园区招工难，缺普工")
    save(page, qtbot)
    assert "已登记" in page.message.words
    rows = page.office.read(lambda work: letters.page(work, letters.LetterQuery()))
    new = next(row for row in rows if row.gist == "园区招工难，缺普工")
    assert page.record.shown == new.id
    assert page.table.current().id == new.id


def test_guests_see_neither_words_nor_names(page, qtbot):
    page.context.visit(on=True)
    quiet(page, qtbot)
    shown = words(page.record)
    assert "缪" not in shown
    assert "坡道被堵" not in shown
