"""A scanner typing into whatever has the focus, and people typing as before."""

import pytest
from PySide6.QtCore import QDate, QEvent, QSettings, QStringListModel, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from liaison.domain import codes
from liaison.domain.codes import CodeKind
from liaison.domain.slip_code import SlipKind, slip_code
from ui.scanner import GAP_MS, Moment, Scanner, is_code
from ui.scanner_undo import changed
from ui.widgets.line import Option, SearchCombo

CODE = slip_code(SlipKind.REFERRAL, "330902004", 2026, 12)
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
SLOWER = GAP_MS + 30


class Bench(QWidget):
    """A window with every kind of widget that keys change."""

    def __init__(self):
        super().__init__()
        self.line, self.words, self.table = QLineEdit(), QPlainTextEdit(), QTableWidget(40, 1)
        self.number, self.day, self.choice = QSpinBox(), QDateEdit(), QComboBox()
        self.list, self.free = QListView(), SearchCombo("村社", free=True)
        self.button = QPushButton("保存")
        self.number.setRange(0, 999)
        self.choice.addItems(["一", "1 号", "3 号"])
        self.list.setModel(QStringListModel([str(n) for n in range(40)], self))
        self.free.offer([Option(1, "133 号楼"), Option(2, "双桥村")])
        for row in range(40):
            self.table.setItem(row, 0, QTableWidgetItem(f"{row} 件"))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        box = QVBoxLayout(self)
        for widget in (
            self.line,
            self.words,
            self.table,
            self.number,
            self.day,
            self.choice,
            self.list,
            self.free,
            self.button,
        ):
            box.addWidget(widget)
        self.pressed = []
        self.button.clicked.connect(lambda: self.pressed.append("button"))
        QShortcut(QKeySequence("Return"), self).activated.connect(
            lambda: self.pressed.append("shortcut")
        )
        self.scanner = Scanner(self)
        self.heard = []
        self.scanner.scanned.connect(self.heard.append)


@pytest.fixture
def bench(qtbot):
    bench = Bench()
    qtbot.addWidget(bench)
    bench.show()
    bench.activateWindow()
    qtbot.waitUntil(bench.isActiveWindow)
    return bench


def scan(widget, code=CODE, end=ENTER):
    """As the keyboard's driver does it, through the window; however slow this machine is just now."""
    widget.setFocus()
    scanner, handle = widget.window().scanner, widget.window().windowHandle()
    scanner.gap_ms = 5000
    for character in code:
        QTest.keyClick(handle, character)
    QTest.keyClick(handle, end)
    scanner.gap_ms = GAP_MS
    QApplication.processEvents()


def stamped(widget, text, pace, start=1000, end=ENTER):
    """Keys with the keyboard's own times, `pace` milliseconds apart, however long each takes here."""
    widget.setFocus()
    handle = widget.window().windowHandle()
    plain = Qt.KeyboardModifier.NoModifier
    keys = [(Qt.Key(ord(one.upper())), one) for one in text] + ([(end, "\r")] if end else [])
    for place, (key, written) in enumerate(keys, start=1):
        for kind, later in ((QEvent.Type.KeyPress, 0), (QEvent.Type.KeyRelease, 1)):
            event = QKeyEvent(kind, key, plain, written)
            event.setTimestamp(start + place * pace + later)
            QApplication.sendEvent(handle, event)
    QApplication.processEvents()


def test_a_scan_is_heard_once_and_leaves_nothing_in_a_line(bench):
    bench.line.setText("路灯不亮")
    scan(bench.line)
    assert bench.heard == [CODE]
    assert bench.line.text() == "路灯不亮"
    assert bench.pressed == []


def test_a_tab_ends_a_code_too_and_moves_no_focus(bench):
    scan(bench.line, end=TAB)
    assert bench.heard == [CODE]
    assert bench.line.hasFocus()
    assert bench.line.text() == ""


def test_a_scan_gives_back_what_was_selected_and_where_the_cursor_stood(bench):
    bench.line.setText("𬱖家的路灯不亮")
    bench.line.setSelection(2, 3)
    scan(bench.line)
    assert bench.line.text() == "𬱖家的路灯不亮"
    assert bench.line.selectedText() == "家的路"

    bench.line.deselect()
    bench.line.setCursorPosition(4)
    scan(bench.line)
    assert bench.line.text() == "𬱖家的路灯不亮"
    assert bench.line.cursorPosition() == 4
    assert bench.heard == [CODE, CODE]


def test_a_scan_into_the_middle_of_words_leaves_the_words(bench):
    words = "𬒗 1 号路灯\n不亮，1330902 说的"
    bench.words.setPlainText(words)
    cursor = bench.words.textCursor()
    cursor.setPosition(6)
    bench.words.setTextCursor(cursor)
    scan(bench.words)
    assert bench.words.toPlainText() == words
    assert bench.words.textCursor().position() == 6
    assert bench.heard == [CODE]


def test_what_a_person_wrote_before_a_scan_can_still_be_undone(bench):
    stamped(bench.words, "abc", 200, end=None)
    stamped(bench.words, CODE, 8, start=3000)
    assert bench.words.toPlainText() == "abc"
    while bench.words.document().isUndoAvailable():
        bench.words.undo()
    assert bench.words.toPlainText() == ""


def test_a_scan_moves_no_row_no_choice_no_number_and_no_day(bench):
    bench.table.setCurrentCell(5, 0)
    bench.list.setCurrentIndex(bench.list.model().index(7, 0))
    bench.number.setValue(7)
    bench.day.setDate(QDate(2026, 3, 5))
    for widget in (bench.table, bench.list, bench.number, bench.day, bench.choice, bench.button):
        scan(widget)
    assert bench.heard == [CODE] * 6
    assert bench.table.currentRow() == 5
    assert bench.list.currentIndex().row() == 7
    assert bench.number.value() == 7
    assert bench.day.date() == QDate(2026, 3, 5)
    assert bench.choice.currentText() == "一"
    assert bench.pressed == []


def test_a_scan_into_a_field_with_its_list_open_closes_the_list(bench):
    bench.free.choose(2)
    bench.free.selectAll()
    stamped(bench.free, CODE, 8)
    assert bench.heard == [CODE]
    assert bench.free.text() == "双桥村"
    assert not bench.free.listing
    bench.free.settle()
    assert bench.free.value == 2


def test_digits_at_a_persons_pace_stay_where_they_were_typed(bench, qtbot):
    bench.line.setFocus()
    for digit in CODE:
        QTest.keyClick(bench.windowHandle(), digit)
        qtbot.wait(SLOWER)
    QTest.keyClick(bench.windowHandle(), ENTER)
    assert bench.line.text() == CODE
    assert bench.heard == []
    assert bench.pressed == ["shortcut"]


def test_each_key_of_a_person_is_there_at_once(bench):
    bench.line.setFocus()
    for place, digit in enumerate("13905800000", start=1):
        QTest.keyClick(bench.windowHandle(), digit)
        assert bench.line.text() == "13905800000"[:place]


@pytest.mark.parametrize("text", ["6901234567892", "13905800000", "33090219800101123", "abcdefgh"])
def test_another_scanners_short_code_stays_in_its_field(bench, text):
    scan(bench.line, text)
    assert bench.line.text() == text
    assert bench.heard == []
    assert bench.pressed == ["shortcut"]


def test_a_held_key_is_no_scanner(bench):
    bench.line.setFocus()
    bench.scanner.gap_ms = 5000
    plain, one = Qt.KeyboardModifier.NoModifier, Qt.Key.Key_1
    for place in range(40):
        again = QKeyEvent(QEvent.Type.KeyPress, one, plain, "1", place > 0)
        QApplication.sendEvent(bench.windowHandle(), again)
    QTest.keyClick(bench.windowHandle(), ENTER)
    QApplication.processEvents()
    assert bench.heard == []
    assert bench.line.text() == "1" * 40


def test_a_pause_before_enter_makes_it_a_persons_enter(bench, qtbot):
    bench.line.setFocus()
    for digit in CODE:
        QTest.keyClick(bench.windowHandle(), digit)
    qtbot.wait(250)
    QTest.keyClick(bench.windowHandle(), ENTER)
    assert bench.heard == []
    assert bench.line.text() == CODE


def test_carriage_return_and_line_feed_are_one_end(bench):
    scan(bench.line)
    bench.scanner.gap_ms = 5000
    QTest.keyClick(bench.windowHandle(), ENTER)
    assert bench.pressed == []
    assert bench.heard == [CODE]


def test_a_scan_after_a_persons_words_takes_back_only_the_scan(bench):
    stamped(bench.line, "12", 200, end=None)
    stamped(bench.line, CODE, 8, start=3000)
    assert bench.line.text() == "12"
    assert bench.heard == [CODE]


def test_full_width_digits_from_an_input_method_are_a_code_too(bench):
    bench.words.setFocus()
    bench.scanner.gap_ms = 5000
    for digit in CODE:
        event = QInputMethodEvent()
        event.setCommitString(chr(ord(digit) + 0xFEE0))
        QApplication.sendEvent(bench.words, event)
    QTest.keyClick(bench.words, ENTER)
    QApplication.processEvents()
    assert len(bench.heard) == 1
    assert bench.words.toPlainText() == ""


def test_a_stations_code_is_heard_as_well_and_capitals_do_no_harm(bench):
    for text in (
        codes.payload(CodeKind.STATION, codes.new_token()),
        codes.payload(CodeKind.REPRESENTATIVE, codes.new_token(), "https://rd.example.cn"),
    ):
        scan(bench.line, text)
        assert bench.heard[-1] == text
    assert is_code(codes.payload(CodeKind.STATION, codes.new_token()).upper())
    assert bench.line.text() == ""


def test_keys_sent_to_the_window_itself_are_heard(bench):
    bench.line.setFocus()
    bench.scanner.gap_ms = 5000
    QTest.keyClicks(bench, CODE)
    QTest.keyClick(bench, ENTER)
    QApplication.processEvents()
    assert bench.heard == [CODE]


def test_a_busy_window_goes_by_the_keyboards_own_time(bench):
    stamped(bench.line, CODE, SLOWER)
    assert bench.heard == []
    assert bench.line.text() == CODE

    bench.line.clear()
    bench.line.textChanged.connect(lambda: QTest.qSleep(GAP_MS + 10))
    stamped(bench.line, CODE, 20)
    assert bench.heard == [CODE]
    assert bench.line.text() == ""


def test_times_of_two_clocks_are_not_compared():
    assert Moment(1040, 9.0).since(Moment(1000, 1.0)) == 40
    assert Moment(0, 9.0).since(Moment(1000, 1.0)) == 8000


def test_the_pace_is_a_setting(qtbot):
    QSettings().setValue("scanner/gap_ms", 90)
    window = QWidget()
    qtbot.addWidget(window)
    assert Scanner(window).gap_ms == 90
    QSettings().setValue("scanner/gap_ms", "often")
    assert Scanner(window).gap_ms == GAP_MS


@pytest.mark.parametrize(
    "old, new, found",
    [
        ("", "123", (0, 3, "")),
        ("ab", "a12b", (1, 3, "")),
        ("aXXb", "a12b", (1, 3, "XX")),
        ("11", "1111", (2, 4, "")),
        ("𬱖b", "𬱖12b", (2, 4, "")),
        ("ab", "ab", (2, 2, "")),
    ],
)
def test_the_difference_is_counted_as_qt_counts(old, new, found):
    assert changed(old, new) == found
