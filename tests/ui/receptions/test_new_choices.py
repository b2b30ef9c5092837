"""What a choice says when the words mean nothing, and what stands before a station is chosen."""

import pytest
from PySide6.QtTest import QTest

from ui.context import Context
from ui.receptions.form_sheet import FormSheet
from ui.widgets.line import UNKNOWN, UNKNOWN_SHORT, Option, SearchCombo


@pytest.fixture
def category(qtbot):
    combo = SearchCombo("类别", [Option(1, "城建环保"), Option(2, "教育")])
    qtbot.addWidget(combo)
    combo.show()
    return combo


def test_words_that_are_not_in_the_list_are_told_of_when_the_field_is_left(category):
    QTest.keyClicks(category, "zzq")
    category.settle()
    category.settle()

    assert (category.value, category.text()) == (None, "")
    assert category.accessibleDescription() in (UNKNOWN, UNKNOWN_SHORT)


def test_a_choice_from_the_list_says_nothing_more(category):
    QTest.keyClicks(category, "zzq")
    category.settle()
    QTest.keyClicks(category, "jy")
    category.settle()

    assert (category.value, category.accessibleDescription()) == (2, "")


def test_nothing_can_be_typed_before_a_station_is_chosen(qtbot):
    sheet = FormSheet(Context())
    qtbot.addWidget(sheet)
    sheet.wait_for_station(waiting=True)
    assert sheet.visit.station.isEnabled()
    assert not sheet.words.words.isEnabled()
    assert not sheet.visit.when.isEnabled()

    sheet.wait_for_station(waiting=False)
    assert sheet.words.words.isEnabled()
