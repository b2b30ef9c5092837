import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from liaison.domain.canned import CannedKind
from liaison.domain.ids import new_id
from liaison.services import canned
from liaison.services.canned import CannedRow
from ui.settings.canned import CannedPanel
from ui.widgets.canned_picker import CannedPicker


def row(text, title="已解决"):
    return CannedRow(new_id(), CannedKind.ANSWER, title, text, "", "", in_use=True, version=1)


@pytest.fixture(params=[QLineEdit, QPlainTextEdit])
def field(request, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    edit = request.param()
    edit.setAccessibleName("答复")
    edit.picker = CannedPicker(edit)
    box = QVBoxLayout(window)
    box.addWidget(edit)
    box.addWidget(edit.picker)
    edit.kept_window = window
    window.show()
    qtbot.waitExposed(window)
    edit.setFocus()
    return edit


def words(edit):
    return edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()


def chosen(edit):
    if isinstance(edit, QLineEdit):
        return edit.selectedText()
    return edit.textCursor().selectedText()


def test_the_key_opens_the_list_and_return_puts_the_words_in(field, qtbot):
    field.picker.offer([row("𠮷：已交〔单位〕办理。")])
    qtbot.keyClicks(field, "ab")
    qtbot.keyClick(field, Qt.Key.Key_Left)

    qtbot.keyClick(field, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    menu = field.picker.menu_open
    qtbot.waitUntil(menu.isVisible)
    qtbot.keyClick(menu, Qt.Key.Key_Return)

    assert words(field) == "a𠮷：已交〔单位〕办理。b"
    assert chosen(field) == "〔单位〕"
    qtbot.keyClicks(field, "x")
    assert words(field) == "a𠮷：已交x办理。b"


def test_with_nothing_to_pick_nothing_is_shown(field, qtbot):
    field.picker.offer([])
    qtbot.keyClick(field, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert field.picker.menu_open is None
    assert field.picker.isHidden()


def test_one_undo_takes_the_words_out_again(field):
    field.picker.offer([row("已办\n完")])
    field.picker.take(field.picker.rows[0])
    field.undo()
    assert words(field) == ""


@pytest.fixture
def panel(tasks, qtbot, settled):
    panel = CannedPanel(tasks)
    qtbot.addWidget(panel)
    panel.resize(900, 600)
    panel.show()
    panel.reload()
    settled()
    return panel


def test_the_settings_add_change_and_retire(panel, sqlite_office, qtbot, settled):
    before = panel.list.count()
    panel.add.click()
    panel.save.click()
    settled()
    assert panel.fields["title"].problem == "不能空着"
    panel.title.setText("电话答复")
    panel.text.setPlainText("已电话答复。")
    with qtbot.waitSignal(panel.said):
        panel.save.click()
    settled()
    assert panel.list.count() == before + 1

    place = next(n for n, one in enumerate(panel._rows) if one.title == "电话答复")
    panel.list.setCurrentRow(place)
    panel.retire.click()
    settled()

    kept = sqlite_office.read(lambda work: canned.list_of(work, retired=True))
    assert [one.in_use for one in kept if one.title == "电话答复"] == [False]


def test_where_to_and_telephone_belong_to_declined_matters_only(panel):
    for kind in CannedKind:
        panel.kind.setCurrentIndex(panel.kind.findData(kind.value))
        assert panel.fields["phone"].isVisible() == (kind is CannedKind.DECLINE)
