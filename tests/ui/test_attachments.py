"""Attachments as people handle them: real drops, pastes, clicks and keys."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from sqlalchemy import select

from db.models import AuditEntry
from liaison.domain.matter import Disposition
from liaison.domain.reception import Channel
from liaison.services import attachments, receptions, stations
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.stations import StationForm
from tests.attachment_samples import pack, pdf, picture
from ui.receptions.register_page import RegisterPage
from ui.widgets.attachment_viewer import AttachmentViewer
from ui.widgets.attachments import AttachmentStrip


@pytest.fixture
def reception(sqlite_office):
    def make(work):
        station = stations.open_station(work, StationForm("东港站"))
        form = ReceptionForm(
            station,
            date(2026, 3, 5),
            Channel.ON_SITE,
            "路灯不亮",
            (MatterForm("路灯不亮", Disposition.REFERRED),),
            visitors=(VisitorForm("林阿凤"),),
        )
        return receptions.record(work, form).id

    return sqlite_office.write(make)[0]


@pytest.fixture
def strip(tasks, context, reception, qtbot, settled):
    strip = AttachmentStrip(tasks, context)
    window = QWidget()
    qtbot.addWidget(window)
    strip.kept_window = window
    box = QVBoxLayout(window)
    box.addWidget(strip)
    box.addStretch(1)
    window.resize(480, 600)
    window.show()
    qtbot.waitExposed(window)
    strip.show_of("reception", reception)
    settled()
    return strip


def names(strip):
    return [line.name.text() for line in strip.lines]


def drop(widget, data):
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), action, data, button, none)
    QGuiApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QGuiApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), action, data, button, none))
    return enter.isAccepted()


def dropped(*files):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data


def viewer(strip):
    (found,) = strip.window().findChildren(AttachmentViewer)
    return found


def trail(office):
    query = select(AuditEntry.action).where(AuditEntry.record == "attachment")
    return office.read(lambda work: list(work.session.scalars(query)))


def press(line, word):
    next(button for button in line.buttons if button.text() == word).click()


def test_files_dropped_on_the_strip_stand_on_the_record(strip, tmp_path, settled):
    for name, content in (("现场.jpg", picture("JPEG")), ("证明.pdf", pdf())):
        (tmp_path / name).write_bytes(content)

    assert drop(strip, dropped(tmp_path / "现场.jpg", tmp_path / "证明.pdf"))
    settled()

    assert names(strip) == ["现场.jpg", "证明.pdf"]
    assert strip.count.text() == "2 个"


def test_words_dropped_on_it_are_left_alone(strip):
    data = QMimeData()
    data.setText("林阿凤")
    assert not drop(strip, data)


def test_a_refused_file_is_named_and_the_others_stay(strip, tmp_path, settled):
    (tmp_path / "病毒.jpg").write_bytes(b"MZ\x90\x00")
    (tmp_path / "好的.pdf").write_bytes(pdf())

    drop(strip, dropped(tmp_path / "病毒.jpg", tmp_path / "好的.pdf"))
    settled()

    assert names(strip) == ["好的.pdf"]
    assert "“病毒.jpg”不是能收的文件" in strip.said.text()
    assert strip.said.textFormat() is Qt.TextFormat.PlainText


def test_a_picture_is_pasted_with_the_key(strip, qtbot, settled):
    image = QImage(9, 7, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(image)

    strip.add.setFocus()
    qtbot.keyClick(strip.add, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled()

    (name,) = names(strip)
    assert name.startswith("粘贴的图片 2")
    assert name.endswith(".png")


def test_an_empty_clipboard_is_said(strip, qtbot):
    QGuiApplication.clipboard().setText("只是字")
    strip.paste.click()
    assert "剪贴板里没有" in strip.said.text()
    assert names(strip) == []


def test_the_key_pastes_words_into_the_reason_and_nothing_else(strip, qtbot, settled):
    strip.take([(pdf(), "证明.pdf")])
    settled()
    press(strip.lines[0], "撤下")
    QGuiApplication.clipboard().setText("传错了")

    qtbot.keyClick(strip.why, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert strip.why.text() == "传错了"
    assert strip.said.isHidden()


def test_files_are_chosen_in_the_systems_own_window(strip, tmp_path, monkeypatch, settled):
    (tmp_path / "a.txt").write_text("路灯")
    chosen = ([str(tmp_path / "a.txt")], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: chosen)
    strip.add.click()
    settled()
    assert names(strip) == ["a.txt"]


@pytest.mark.parametrize(
    ("paper", "pages"), [((picture("PNG", (40, 30)), "图.png"), 1), ((pdf(2), "证明.pdf"), 2)]
)
def test_it_opens_in_the_page_and_escape_closes_it(  # noqa: PLR0917
    strip, sqlite_office, settled, qtbot, paper, pages
):
    strip.take([paper])
    settled()
    assert trail(sqlite_office) == ["add"]

    press(strip.lines[0], "打开")
    settled()

    over = viewer(strip)
    assert over.isVisible()
    assert over.geometry() == strip.window().rect()
    assert over.pages.has_page
    assert over.pages.pages.count() == pages
    assert trail(sqlite_office) == ["add", "open_attachment"]
    qtbot.keyClick(over.leave, Qt.Key.Key_Escape)
    assert over.isHidden()
    assert strip.add.hasFocus()


def test_pages_are_turned_with_the_keys(strip, settled, qtbot):
    strip.take([(pdf(2), "证明.pdf")])
    settled()
    press(strip.lines[0], "打开")
    settled()
    over = viewer(strip)

    qtbot.keyClick(over.leave, Qt.Key.Key_PageDown)
    settled()

    assert over.pages.number == 1
    assert over.pages.has_page


def test_a_plain_text_is_read_in_the_page(strip, settled):
    strip.take([("<b>路灯</b>".encode("gb18030"), "信.txt")])
    settled()
    press(strip.lines[0], "打开")
    settled()
    assert viewer(strip).words.toPlainText() == "<b>路灯</b>"


def test_a_paper_that_cannot_be_shown_is_said(strip, settled):
    strip.take([(b"%PDF-1.7 nothing more", "坏的.pdf")])
    settled()
    press(strip.lines[0], "打开")
    settled()
    assert "显示不出来" in strip.said.text()


def test_an_office_document_is_only_copied_out_after_a_question(
    strip, tmp_path, monkeypatch, settled, sqlite_office
):
    content = pack("word/document.xml")
    strip.take([(content, "合同.docx")])
    settled()
    press(strip.lines[0], "打开")
    settled()
    assert strip.copy_out.isVisible()
    assert trail(sqlite_office) == ["add"]
    target = tmp_path / "副本.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    strip.copy_out.click()
    settled()

    assert target.read_bytes() == content
    assert trail(sqlite_office) == ["add", "open_attachment"]
    assert strip.copy_out.isHidden() or not strip.copy_out.isVisible()
    assert str(target) in strip.said.text()


def test_withdrawing_asks_for_a_reason(strip, settled, qtbot):
    strip.take([(pdf(), "别人的.pdf")])
    settled()
    press(strip.lines[0], "撤下")
    strip.withdraw.click()
    assert strip.field.problem == "要写明原因"

    qtbot.keyClicks(strip.why, "misfiled")
    qtbot.keyClick(strip.why, Qt.Key.Key_Return)
    settled()

    (line,) = strip.lines
    assert line.buttons == ()
    assert "撤下：misfiled" in line.about.text()
    assert strip.count.text() == ""


def test_guests_see_no_name_and_open_nothing(strip, context, settled):
    strip.take([(pdf(), "林阿凤身份证.pdf")])
    settled()

    context.visit(on=True)
    settled()

    (line,) = strip.lines
    assert "林阿凤" not in line.name.text() + line.name.toolTip() + line.accessibleName()
    assert line.buttons == ()
    assert not strip.add.isVisible()


def test_another_record_shows_its_own(strip, sqlite_office, reception, settled):
    matter = sqlite_office.read(
        lambda work: receptions_matter(work, reception),
    )
    strip.take([(pdf(), "接待.pdf")])
    settled()

    strip.show_of("matter", matter, None, 1)
    settled()
    assert names(strip) == []
    strip.take([(pdf(), "事项.pdf")])
    settled()

    assert names(strip) == ["事项.pdf"]
    rows = sqlite_office.read(lambda work: attachments.list_of(work, "matter", matter))
    assert [(row.name, row.round_no) for row in rows] == [("事项.pdf", 1)]


def receptions_matter(work, reception):
    from liaison.services.reception_view import view

    return view(work, reception).matters[0].id


@pytest.mark.usefixtures("reception")
def test_the_register_shows_them_beside_the_reception(tasks, context, qtbot, settled, tmp_path):
    page = RegisterPage(tasks, context)
    qtbot.addWidget(page)
    page.resize(1160, 700)
    page.show()
    page.open()
    settled()
    (tmp_path / "现场.jpg").write_bytes(picture("JPEG"))

    drop(page.side.record.attachments, dropped(tmp_path / "现场.jpg"))
    settled()

    assert names(page.side.record.attachments) == ["现场.jpg"]
