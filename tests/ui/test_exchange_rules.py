"""A reception day that the import doesn't understand is asked in the page."""

import openpyxl
import pytest
from sqlalchemy import select

from db.models import DutyRule
from ui.exchange.page import NAMES, ExchangePage


@pytest.fixture
def page(tasks, context, qtbot):
    page = ExchangePage(tasks, context)
    qtbot.addWidget(page)
    page.resize(1150, 700)
    page.show()
    return page


@pytest.fixture
def file(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["站名", "地址", "站长", "接待日"])
    workbook.active.append(["东港联络站", "一楼", "王某", "随到随接待"])
    workbook.save(tmp_path / "站.xlsx")
    return tmp_path / "站.xlsx"


def texts(office):
    return office.read(lambda work: list(work.session.scalars(select(DutyRule.text))))


def test_what_is_written_in_the_page_becomes_the_rule(page, file, settled, sqlite_office):
    page.take((file,))
    settled()
    page.switch.choose(NAMES)
    part = page.names.rules
    editor = part.editors["随到随接待"]
    assert "随到随" in part.read["随到随接待"].text()
    editor.setText("每月32日")
    assert "32日" in part.read["随到随接待"].text()
    assert part.answers == {}
    editor.setText("每周三上午")
    assert part.read["随到随接待"].text() == "读作：每周三 上午，遇节假日停一次，不补"
    page.bring.click()
    settled()
    assert texts(sqlite_office) == ["每周三上午"]


def test_left_empty_the_words_are_kept_as_they_are(page, file, settled, sqlite_office):
    page.take((file,))
    settled()
    page.names.rules.editors["随到随接待"].setText("每周三")
    page.names.rules.editors["随到随接待"].setText("")
    assert "照原文记下" in page.names.rules.read["随到随接待"].text()
    page.bring.click()
    settled()
    assert texts(sqlite_office) == ["随到随接待"]
    assert page.names.count == 0
