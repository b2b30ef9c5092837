"""The desk's scanner on any page: ours, the platform's, plain facts, a label; and what is none of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from liaison.domain import codes as form
from liaison.domain.codes import CodeKind
from liaison.services import codes, official_links
from ui.context import Context
from ui.desk import office_facts
from ui.main_window import MainWindow
from ui.scanner import is_code
from ui.tasks import Tasks

LINK = "https://platform.example/c/1001"


@pytest.fixture
def window(qtbot, demo_office):
    demo_office.write(codes.issue_missing)
    tasks = Tasks(demo_office)
    window = MainWindow(tasks, Context(None, demo_office.read(office_facts)))
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show()
    window.go("receptions")
    window.listen()
    yield window
    assert tasks.finish()


def station_row(window):
    return next(row for row in window.tasks.office.read(codes.codes) if not row.representative_id)


def scan(qtbot, window, text):
    """Keys at a scanner's pace, wherever the focus is."""
    target = window.focusWidget() or window
    for letter in text:
        QTest.keyClicks(target, letter)
    QTest.keyClick(target, Qt.Key.Key_Return)
    qtbot.wait(30)
    qtbot.waitUntil(lambda: not window.tasks.busy, timeout=10_000)
    qtbot.wait(30)


def words(window):
    return window.page.message.words


def test_a_stations_code_of_each_kind_leads_to_its_sheet(qtbot, window):
    row = station_row(window)
    window.tasks.office.write(lambda work: official_links.put(work, row.id, LINK))
    garbled = "??? 9:00 ???0580 " + row.label
    for text in (row.payload, LINK, row.label, garbled):
        window.go("receptions")
        scan(qtbot, window, text)
        assert window.page is window.page_named("codes"), text
        assert row.whose in words(window), text


def test_forged_mistyped_withdrawn_and_foreign_are_told_apart(qtbot, window):
    row = station_row(window)
    forged = form.payload(CodeKind.STATION, form.new_token())
    wrong = row.payload[:-1] + ("0" if row.payload[-1] != "0" else "1")
    foreign = "https://weixin.qq.com/r/abcdefgh"
    said = []
    for text in (forged, wrong, foreign):
        window.go("receptions")
        scan(qtbot, window, text)
        said.append(words(window))
    assert "伪造" in said[0]
    assert "错了一位" in said[1]
    assert "别处的码" in said[2]
    window.tasks.office.write(lambda work: codes.withdraw(work, row.id, "被撕"))
    scan(qtbot, window, row.payload)
    assert "停用（被撕）" in words(window)


def test_a_mistyped_label_never_opens_another(qtbot, window):
    row = station_row(window)
    wrong = row.label[:-3] + ("8" if row.label[-3] != "8" else "9") + row.label[-2:]
    scan(qtbot, window, wrong)
    assert "错了一位" in words(window)


def test_a_scanned_address_is_taken_back_from_a_field_unless_the_field_takes_codes(qtbot, window):
    line = next(one for one in window.page.findChildren(QLineEdit) if one.isVisible())
    line.setFocus()
    line.setText("王")
    scan(qtbot, window, "https://weixin.qq.com/r/abcdefgh")
    assert line.text() == "王"
    window.go("codes", {"view": "official"})
    page = window.page
    qtbot.waitUntil(page.official.link.isVisible)
    page.official.link.setFocus()
    scan(qtbot, window, LINK)
    assert page.official.link.text() == LINK


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("330902004-001-3", False),
        (form.label("330902004", 1), True),
        ("0580-2626983 王某来电说路灯", False),
        ("13900001111 13900002222", False),
        ("https://example.org/a/b", True),
        ("urn:x-liaison:s:0123456789abcdefx", True),
        ("这是一句很快打出来的话，没有码在里面。", False),
    ],
)
def test_what_counts_as_a_code(text, code):
    sound = form.is_label(text)
    assert is_code(text) is (code or sound)
